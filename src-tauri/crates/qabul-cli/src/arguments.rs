//! What can be typed, as clap knows it. Wrong usage ends with 2.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use qabul_core::campaign::SittingId;
use qabul_desk::views::preferences::Language;
use qabul_desk::views::slips::SheetOrder;

use crate::backup::Backup;

/// Qəbul: applications, seating and admission slips of an examination center.
#[derive(Debug, Parser)]
#[command(name = "qabul", version, propagate_version = true)]
#[command(after_help = "Exit: 0 done, 1 refused (with its findings) or broken, 2 wrong usage.\n\
    Without --data the center's own registry is used where there is one, else the sample round.")]
pub(crate) struct Arguments {
    /// Folder of the registry.
    #[arg(long, global = true, env = "QABUL_DATA", value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,

    /// Use the sample round although there is an own registry.
    #[arg(long, global = true)]
    pub(crate) sample: bool,

    /// One JSON document on standard output.
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// Language of messages.
    #[arg(long, global = true, env = "QABUL_LANG", value_name = "az|en|ru")]
    lang: Option<Tongue>,

    /// Who acts: the name of an account. The sample round needs none.
    #[arg(long = "as", global = true, env = "QABUL_USER", value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// A file whose first line is the password; else QABUL_PASSWORD, else a prompt.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,

    /// A file whose first line is the passphrase of this workstation's key; else
    /// QABUL_KEY_PASSPHRASE, else a prompt. Only a real registry without a key store asks for it.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) key_passphrase_file: Option<PathBuf>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Tongue {
    Az,
    En,
    Ru,
}

/// The order of sheets.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Order {
    /// Azerbaijani order of names.
    Name,
    /// City, building, hall, row, seat.
    Hall,
}

impl From<Order> for SheetOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::Name => Self::Name,
            Order::Hall => Self::Hall,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make the sample round: synthetic candidates, seated and ready to print.
    Demo {
        /// How many candidates (1448 as published for 2025).
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        candidates: Option<u32>,
        /// Seed of names, photos and draw.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// List the sittings, those with candidates first.
    Sittings,
    /// Import candidates from CSV or XLSX.
    Import {
        /// The list.
        file: PathBuf,
        /// The sitting they apply to, for example residency-2026-1-2.
        #[arg(long)]
        sitting: SittingId,
        /// A folder of photos named by FİN.
        #[arg(long, value_name = "DIR")]
        photos: Option<PathBuf>,
        /// Only say what would happen.
        #[arg(long)]
        dry_run: bool,
        /// Save every finding as CSV.
        #[arg(long, value_name = "FILE")]
        findings: Option<PathBuf>,
        /// Take the good rows; the refused ones are left as a CSV beside the list.
        #[arg(long)]
        good_only: bool,
    },
    /// Import halls from CSV or XLSX.
    Halls {
        /// The list.
        file: PathBuf,
        /// Only say what would happen.
        #[arg(long)]
        dry_run: bool,
    },
    /// Seat everybody of a sitting by draw.
    Seat {
        /// The sitting.
        sitting: SittingId,
        /// The seed; the same seed seats everybody the same way.
        #[arg(long)]
        seed: u64,
    },
    /// Print the slips of a sitting, one PDF a hall.
    Slips {
        /// The sitting.
        sitting: SittingId,
        /// The folder the files go to.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// One PDF of all.
        #[arg(long)]
        one_file: bool,
        /// One PDF a building, at most 200 sheets each.
        #[arg(long, conflicts_with = "one_file")]
        by_building: bool,
        /// Order of the sheets.
        #[arg(long, default_value = "hall")]
        order: Order,
    },
    /// Print the cover of a run: what was printed, and the code that the journal is held against.
    Cover {
        /// The sitting.
        sitting: SittingId,
        /// Number of the run.
        #[arg(long)]
        run: u32,
        /// The PDF to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Export what the registry holds.
    #[command(subcommand)]
    Export(Export),
    /// Language certificates.
    #[command(subcommand)]
    Certificates(Certificates),
    /// Check the journal.
    #[command(subcommand)]
    Journal(Journal),
    /// The keys that papers are signed with.
    #[command(subcommand)]
    Key(Key),
    /// Make, list, rehearse and restore backups.
    #[command(subcommand)]
    Backup(Backup),
    /// Check the digits of a slip's QR.
    VerifySlip {
        /// The 193 digits.
        digits: String,
    },
    /// Open the window.
    Open,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Journal {
    /// Recompute every digest; name the first act that does not hold.
    Verify {
        /// The code on the cover of a run: finds a chain that was written anew, and a cut tail.
        #[arg(long, value_name = "CODE")]
        anchor: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Certificates {
    /// Judge every row of a list by itself: one JSON line a row, whatever stands in it. The heads are kind,
    /// language, number, tested_on, listening, reading, writing, speaking, overall, level, profile, expires_on.
    Check {
        /// The list, CSV or XLSX.
        file: PathBuf,
        /// The day as of which they are judged (DD.MM.YYYY or YYYY-MM-DD); today without it.
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<String>,
        /// By the tables that are shipped with the program, as if they were published; needs no registry.
        #[arg(long)]
        shipped: bool,
    },
}

/// A day as lists write it.
fn day(typed: &str) -> Result<String, String> {
    qabul_desk::day(typed)
        .map(|day| day.to_string())
        .ok_or_else(|| "a day is expected: DD.MM.YYYY or YYYY-MM-DD".to_owned())
}

#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    /// List every key.
    List,
    /// Give this workstation a new key.
    Make,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// The applications of a sitting, as a list that the import reads.
    Applications {
        /// The sitting.
        #[arg(long)]
        sitting: SittingId,
        /// CSV or XLSX, by its ending.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

impl Arguments {
    /// The language asked for, or the one of the machine's locale; English where that is neither
    /// Azerbaijani nor Russian.
    pub(crate) fn language(&self) -> Language {
        match self.lang {
            Some(Tongue::Az) => return Language::Az,
            Some(Tongue::En) => return Language::En,
            Some(Tongue::Ru) => return Language::Ru,
            None => {}
        }
        let locale =
            ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|key| std::env::var(key).ok());
        match locale.unwrap_or_default().get(..2) {
            Some("az") => Language::Az,
            Some("ru") => Language::Ru,
            _ => Language::En,
        }
    }
}

//! A rule that says no: calm, named, with its numbers. Words in three languages stand by its tag.

mod backup;
mod certificate;
mod detail;
mod equivalence;
mod merging;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::application::{Stand, Step};
use crate::eligibility::Judged;
use crate::fault::{FieldFault, Finding};
use crate::journal::{AnchorFault, Deed};
use crate::money::Qepik;
use crate::staff::Role;

pub use backup::BackupRefusal;
pub use certificate::CertificateRefusal;
pub use detail::{Shortage, TableProblem, UnfitReason, UnfitSlip};
use detail::{fields, keys};
pub use equivalence::EquivalenceRefusal;
pub use merging::Merging;

/// Every rule of the program that can say no to an act.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// No registry is open.
    #[error("no registry is open")]
    NoRegistry,
    /// The folder holds a real registry and the sample may not go there.
    #[error("the folder holds a real registry")]
    RealRegistryThere,
    /// The folder holds the sample round and nothing real may go there.
    #[error("the folder holds the sample round")]
    SampleThere,
    /// The folder already holds a registry.
    #[error("the folder already holds a registry")]
    RegistryThere,
    /// There is no sitting of this name.
    #[error("no sitting {sitting}")]
    NoSitting {
        /// What was asked for.
        sitting: String,
    },
    /// There is no campaign of this name.
    #[error("no campaign {campaign}")]
    NoCampaign {
        /// What was asked for.
        campaign: String,
    },
    /// The campaign of that year is there already.
    #[error("campaign {campaign} is there already")]
    CampaignThere {
        /// Its name.
        campaign: String,
    },
    /// There is no such application in this sitting.
    #[error("no such application")]
    NoApplication,
    /// The step is closed to an application that stands so.
    #[error("{} is closed to what is {}", step.key(), stand.key())]
    StepClosed {
        /// The step.
        step: Step,
        /// Where it stands.
        stand: Stand,
    },
    /// Rules stand in the way of a confirmation.
    #[error("{} rules stand in the way", judged.len())]
    NotEligible {
        /// Those that do.
        judged: Vec<Judged>,
    },
    /// No source decides it: a person confirms with a reason, or rejects.
    #[error("a person decides, with a reason")]
    ForAPerson {
        /// The rules that ask for a person.
        judged: Vec<Judged>,
    },
    /// The person has no Personal Cabinet.
    #[error("there is no Personal Cabinet")]
    NoAccount,
    /// The person has a Personal Cabinet already.
    #[error("there is a Personal Cabinet already")]
    AccountThere,
    /// An account never falls below zero.
    #[error("the account lacks {} AZN", missing.text())]
    BalanceShort {
        /// What it holds.
        balance: Qepik,
        /// What it lacks.
        missing: Qepik,
    },
    /// The file cannot be read as a table at all.
    #[error("{file}: not a table that can be read ({problem})")]
    NotATable {
        /// The file's name.
        file: String,
        /// Which way it failed.
        problem: TableProblem,
    },
    /// Columns that must be there are not.
    #[error("columns are missing: {}", columns.join(", "))]
    ColumnsMissing {
        /// The keys of the missing fields.
        columns: Vec<String>,
        /// The heads that the file has.
        heads: Vec<String>,
    },
    /// Two columns mean the same field.
    #[error("two columns mean {column}")]
    ColumnTwice {
        /// The key of the field.
        column: String,
        /// The two heads.
        heads: Vec<String>,
    },
    /// Rows were refused and so nothing was written.
    #[error("{refused} of {rows} rows are refused; nothing was written")]
    RowsRefused {
        /// Rows refused.
        refused: u32,
        /// Rows in the file.
        rows: u32,
    },
    /// The registry changed between the preview and the import.
    #[error("the registry changed since the preview")]
    PreviewStale,
    /// There are fewer seats than candidates.
    #[error("not enough seats")]
    SeatsShort {
        /// Every city and sector that lacks seats.
        shortages: Vec<Shortage>,
    },
    /// There is nobody to seat.
    #[error("nobody to seat")]
    NobodyToSeat,
    /// Candidates already sit; drawing again would move them.
    #[error("{seated} candidates are seated already")]
    AlreadySeated {
        /// How many.
        seated: u32,
    },
    /// Nothing in the selection can be printed.
    #[error("nothing to print")]
    NothingToPrint,
    /// The sitting has no run of this number.
    #[error("no run {run}")]
    NoRun {
        /// The number.
        run: u32,
    },
    /// Some of the chosen candidates have no seat.
    #[error("{unseated} of the chosen have no seat")]
    Unseated {
        /// How many.
        unseated: u32,
        /// Up to twenty of them, by work number and name.
        names: Vec<String>,
    },
    /// Some of the chosen candidates are not registered.
    #[error("{unregistered} of the chosen are not registered")]
    Unregistered {
        /// How many.
        unregistered: u32,
        /// Up to twenty of them, by work number and name.
        names: Vec<String>,
    },
    /// The campaign says no last day to pay what falls due.
    #[error("the campaign says no last day to pay")]
    NoDueDate,
    /// There is no such payment, or it was decided already.
    #[error("no such payment waits")]
    NoPayment,
    /// What was typed names nobody, or several.
    #[error("{people} people answer to it")]
    Whose {
        /// How many.
        people: u32,
    },
    /// A file that is no picture to cut a photo from.
    #[error("{file} is no picture")]
    NoPicture {
        /// Its name.
        file: String,
    },
    /// The cut part is too small for a photo on paper.
    #[error("a cut of {width} x {height} pixels is too small")]
    CutSmall {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// A letter that is not for who stands so.
    #[error("no such letter goes to who stands {stand:?}")]
    NoLetter {
        /// Where the application stands.
        stand: Stand,
    },
    /// Slips that do not fit the paper.
    #[error("{} slips do not fit", slips.len())]
    SlipsUnfit {
        /// Each of them.
        slips: Vec<UnfitSlip>,
    },
    /// A file of that name exists and is not overwritten.
    #[error("{file} exists")]
    FileExists {
        /// Its name.
        file: String,
    },
    /// The person stopped it.
    #[error("stopped")]
    Stopped,
    /// The file handle was not given out by this program in this run.
    #[error("the file was not chosen here")]
    UnknownHandle,
    /// The window is not installed beside the command line.
    #[error("{file} is not installed beside this program")]
    NoWindow {
        /// The program that was looked for.
        file: String,
    },
    /// The list was asked for too long ago.
    #[error("the list is gone; ask anew")]
    ListGone,
    /// The job's answer was collected already, or there never was one.
    #[error("no such job")]
    NoJob,
    /// Fields of a form that are not valid.
    #[error("not valid: {}", fields(faults))]
    Invalid {
        /// Every one of them.
        faults: Vec<FieldFault>,
    },
    /// The hall would lose seats that are taken.
    #[error("{taken} candidates sit where seats would be removed")]
    HallTaken {
        /// How many.
        taken: u32,
    },
    /// No hall has this id.
    #[error("there is no such hall")]
    NoHall,
    /// A hall that people sit in cannot become another one: their slips name it.
    #[error("{seated} candidates sit in this hall")]
    HallInUse {
        /// How many.
        seated: u32,
    },
    /// All six-digit numbers of the campaign are used.
    #[error("no work number is free in this campaign")]
    WorkNumbersUsedUp,
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// The name or the password is wrong; which of the two is not said.
    #[error("the name or the password is wrong")]
    WrongPassword,
    /// Too many wrong passwords in a row.
    #[error("wait {seconds} seconds before the next try")]
    WaitToSignIn {
        /// How long.
        seconds: u32,
    },
    /// The password was given by somebody else and is good for nothing but to be changed.
    #[error("the password must be changed first")]
    PasswordMustChange,
    /// A deed of other roles.
    #[error("only these roles may do that: {}", keys(roles))]
    NotAllowed {
        /// What was to be done.
        deed: Deed,
        /// The roles that may.
        roles: Vec<Role>,
    },
    /// Candidates' data are read by other roles.
    #[error("only these roles may read that: {}", keys(roles))]
    NotForYou {
        /// The roles that may.
        roles: Vec<Role>,
    },
    /// Without an administrator nobody could give accounts any more.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// The registry has accounts already; the first administrator is made but once.
    #[error("the registry has accounts already")]
    StaffThere,
    /// The record was changed by somebody else since it was looked at; nothing was written, and
    /// nothing that was typed is lost.
    #[error("{by} changed the record meanwhile, at {at}")]
    Stale {
        /// Whose change came first.
        by: String,
        /// When.
        at: String,
        /// The version to save over, where that is wanted.
        #[ts(type = "number")]
        version: i64,
        /// The record as it is kept now: each field's text by its key.
        theirs: BTreeMap<String, String>,
    },
    /// This workstation has no key to sign with.
    #[error("this workstation has no key to sign with")]
    NoKey,
    /// The passphrase of this workstation's key was not given yet.
    #[error("the key of this workstation is locked")]
    KeyLocked,
    /// The key store of the system did not give out this workstation's key.
    #[error("the key store of the system does not answer")]
    KeyStoreSilent,
    /// The passphrase is another.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// What is proposed was proposed by the same person, or decided already.
    #[error("another person decides")]
    AnotherDecides,
    /// There is no such proposal, or it was decided already.
    #[error("no such proposal")]
    NoProposal,
    /// The text is no anchor of a journal.
    #[error("{fault}")]
    NoAnchor {
        /// Why.
        fault: AnchorFault,
    },
    /// The act is of a kind that is not taken back.
    #[error("an act of this kind is not taken back")]
    NotUndone {
        /// What was done.
        deed: Deed,
    },
    /// Something was done since that stands on it.
    #[error("{by} did something since that stands on it, at {at}")]
    UndoTouched {
        /// What was done since.
        deed: Deed,
        /// By whom.
        by: String,
        /// When.
        at: String,
    },
    /// What an act paid in was spent since.
    #[error("{} AZN of it were spent since", missing.text())]
    MoneySpent {
        /// What the account lacks to give it back.
        missing: Qepik,
    },
    /// A form that cannot be saved as it is.
    #[error("{} things of the form are wrong", findings.len())]
    FormFaulty {
        /// All of them.
        findings: Vec<Finding>,
    },
    /// There is nothing to take back.
    #[error("nothing to take back")]
    NothingToUndo,
    /// The screen is locked.
    #[error("the screen is locked")]
    Locked,
    /// There is no such account.
    #[error("no such account")]
    NoStaff,
    /// A backup cannot be made, opened or trusted.
    #[error(transparent)]
    #[serde(untagged)]
    Backup(#[from] BackupRefusal),
    /// Two people are one already, or cannot be made one.
    #[error(transparent)]
    #[serde(untagged)]
    Merging(#[from] Merging),
    /// An equivalence table cannot be written, agreed or published.
    #[error(transparent)]
    #[serde(untagged)]
    Equivalence(#[from] EquivalenceRefusal),
    /// A certificate cannot be received, checked or decided on.
    #[error(transparent)]
    #[serde(untagged)]
    Certificate(#[from] CertificateRefusal),
}

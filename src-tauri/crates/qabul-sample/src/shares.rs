//! How a round is made up: the shares of sectors, cities, sexes, standings and foreigners.

use qabul_core::application::{Sector, Standing};
use qabul_core::person::Sex;

use crate::mix::{Purpose, Shuffle};

/// The round whose numbers the shares are taken from.
pub(crate) const MODEL: u32 = 1448;
const MODEL_AZERBAIJANI: u32 = 1109;
const MODEL_MEN: u32 = 620;
const MODEL_THIS_YEAR: u32 = 261;
const MODEL_EARLIER: u32 = 649;
const MODEL_NAXCIVAN: u32 = 26;
const MODEL_FOREIGN_AZERBAIJANI: u32 = 5;
const MODEL_FOREIGN_RUSSIAN: u32 = 7;

/// The counts of a round. Whatever the size, they add up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shares {
    /// Everybody.
    pub(crate) all: u32,
    /// In the Azerbaijani sector.
    pub(crate) azerbaijani: u32,
    /// In Naxçıvan, all of them in the Azerbaijani sector.
    pub(crate) naxcivan: u32,
    foreign_azerbaijani: u32,
    foreign_russian: u32,
    men: u32,
    this_year: u32,
    earlier: u32,
}

/// A share of the model round, rounded to whole people.
fn share(all: u32, of_model: u32) -> u32 {
    let rounded = (u64::from(all) * u64::from(of_model) + u64::from(MODEL / 2)) / u64::from(MODEL);
    u32::try_from(rounded).unwrap_or(all)
}

impl Shares {
    /// The shares of a round of `all` people.
    pub(crate) fn of(all: u32) -> Self {
        let azerbaijani = share(all, MODEL_AZERBAIJANI);
        let this_year = share(all, MODEL_THIS_YEAR);
        Self {
            all,
            azerbaijani,
            naxcivan: share(all, MODEL_NAXCIVAN).min(azerbaijani),
            foreign_azerbaijani: share(all, MODEL_FOREIGN_AZERBAIJANI),
            foreign_russian: share(all, MODEL_FOREIGN_RUSSIAN),
            men: share(all, MODEL_MEN),
            this_year,
            earlier: share(all, MODEL_THIS_YEAR + MODEL_EARLIER) - this_year,
        }
    }

    /// In the Russian sector, all of them in Bakı.
    pub(crate) fn russian(&self) -> u32 {
        self.all - self.azerbaijani
    }

    /// In the Azerbaijani sector in Bakı.
    pub(crate) fn azerbaijani_in_baku(&self) -> u32 {
        self.azerbaijani - self.naxcivan
    }
}

/// What the shares make of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lot {
    pub(crate) sector: Sector,
    pub(crate) sex: Sex,
    pub(crate) standing: Standing,
    pub(crate) in_naxcivan: bool,
    /// The how-manieth foreigner of the sector, for those who are.
    pub(crate) foreigner: Option<u32>,
    /// The one person of the round whose name fills the line.
    pub(crate) longest_name: bool,
}

/// Deals the shares out: each is a stretch of a shuffled row, so the counts are exact and a
/// person's lot is found without looking at anyone else's.
#[derive(Clone, Copy)]
pub(crate) struct Lots {
    shares: Shares,
    section: Shuffle,
    sex: Shuffle,
    standing: Shuffle,
}

impl Lots {
    pub(crate) fn of(seed: u64, shares: Shares) -> Self {
        let shuffle = |purpose| Shuffle::of(seed, purpose, shares.all.into());
        Self {
            shares,
            section: shuffle(Purpose::Section),
            sex: shuffle(Purpose::Sex),
            standing: shuffle(Purpose::Standing),
        }
    }

    /// The lot of the person at `index`. The row of sections is: Naxçıvan, the citizens of the
    /// Azerbaijani sector, its foreigners, the foreigners of the Russian one, its citizens.
    pub(crate) fn lot(&self, index: u32) -> Lot {
        let place = |row: &Shuffle| u32::try_from(row.place(index.into())).unwrap_or(u32::MAX);
        let (section, sex, standing) =
            (place(&self.section), place(&self.sex), place(&self.standing));
        let Shares { azerbaijani, naxcivan, foreign_azerbaijani, foreign_russian, .. } =
            self.shares;
        let foreigner = match section.checked_sub(azerbaijani) {
            Some(rank) => (rank < foreign_russian).then_some(rank),
            None => section.checked_sub(azerbaijani - foreign_azerbaijani),
        };
        Lot {
            sector: if section < azerbaijani { Sector::Azerbaijani } else { Sector::Russian },
            sex: if sex < self.shares.men { Sex::Male } else { Sex::Female },
            standing: self.standing_at(standing),
            in_naxcivan: section < naxcivan,
            foreigner,
            longest_name: self.shares.all >= 100 && section == naxcivan,
        }
    }

    fn standing_at(&self, place: u32) -> Standing {
        let Shares { this_year, earlier, .. } = self.shares;
        match place {
            _ if place < this_year => Standing::GraduateThisYear,
            _ if place < this_year + earlier => Standing::GraduateEarlier,
            _ => Standing::Student,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_round_is_exact_and_every_size_adds_up() {
        let model = Shares::of(MODEL);
        assert_eq!((model.azerbaijani, model.russian()), (1109, 339));
        for all in (0..200).chain([1448, 5000, 200_000, 1_000_000]) {
            let shares = Shares::of(all);
            assert_eq!(shares.azerbaijani + shares.russian(), all);
            assert!(shares.naxcivan + shares.foreign_azerbaijani <= shares.azerbaijani, "{all}");
            assert!(shares.foreign_russian <= shares.russian(), "{all}");
            assert!(shares.men <= all && shares.this_year + shares.earlier <= all, "{all}");
        }
    }
}

//! What speaks against a certificate: never proof, always with its reason and a weight.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::name::Likeness;
use super::reason::CertificateReason;

/// The youngest age, in years, at which these tests are sat.
const YOUNGEST: i32 = 14;
/// Bits of 256 in which two pictures of one paper differ at most: it was scanned again, or encoded anew. Papers
/// of one form look much alike, so that this alone holds nobody up.
const ALIKE: u32 = 8;

/// What speaks against a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Suspicion {
    /// The same number stands on the certificate of another person.
    NumberOfAnother,
    /// The same number stands on a certificate with other scores.
    NumberOtherScores,
    /// The same scan was brought by another person.
    ScanOfAnother,
    /// A scan that looks the same was brought by another person.
    ScanAlike,
    /// The same photo is another person's.
    PhotoOfAnother,
    /// The overall result cannot come of the parts.
    Impossible,
    /// The test is still to come.
    TestToCome,
    /// The person was younger than anybody who sits these tests.
    TooYoung,
    /// The printed name is another.
    NameDiffers,
    /// The number does not have the issuer's form.
    NumberForm,
}

impl Suspicion {
    /// Every one, the heaviest first.
    pub const ALL: [Self; 10] = [
        Self::NumberOfAnother,
        Self::ScanOfAnother,
        Self::NumberOtherScores,
        Self::PhotoOfAnother,
        Self::Impossible,
        Self::TestToCome,
        Self::TooYoung,
        Self::NameDiffers,
        Self::ScanAlike,
        Self::NumberForm,
    ];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NumberOfAnother => "number_of_another",
            Self::NumberOtherScores => "number_other_scores",
            Self::ScanOfAnother => "scan_of_another",
            Self::ScanAlike => "scan_alike",
            Self::PhotoOfAnother => "photo_of_another",
            Self::Impossible => "impossible",
            Self::TestToCome => "test_to_come",
            Self::TooYoung => "too_young",
            Self::NameDiffers => "name_differs",
            Self::NumberForm => "number_form",
        }
    }

    /// How heavy it is, from 1 to 10. What weighs 5 or more must be looked into before anybody is exempt.
    #[must_use]
    pub fn weight(self) -> u8 {
        match self {
            Self::NumberOfAnother | Self::ScanOfAnother => 10,
            Self::NumberOtherScores => 8,
            Self::PhotoOfAnother => 7,
            Self::Impossible | Self::TestToCome | Self::TooYoung => 6,
            Self::NameDiffers => 5,
            Self::ScanAlike => 3,
            Self::NumberForm => 1,
        }
    }

    /// Whether it must be looked into before anybody is exempt.
    #[must_use]
    pub fn holds_up(self) -> bool {
        self.weight() >= 5
    }
}

/// What somebody found out about a suspicion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SuspicionOutcome {
    /// There is nothing in it.
    Cleared,
    /// It is so.
    Confirmed,
}

impl SuspicionOutcome {
    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Cleared => "cleared",
            Self::Confirmed => "confirmed",
        }
    }

    /// The one of a stored key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        [Self::Cleared, Self::Confirmed].into_iter().find(|it| it.key() == key)
    }
}

/// Another certificate that has something of this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Twin {
    /// The other certificate.
    pub certificate: i64,
    /// Whether it is of the same person.
    pub same_person: bool,
}

/// What is known of a certificate beside itself.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Reasons of its verdict.
    pub reasons: Vec<CertificateReason>,
    /// How alike the printed name and the candidate's are; nothing where none is printed.
    pub name: Option<Likeness>,
    /// The birth date.
    pub birth: NaiveDate,
    /// The day of the test.
    pub tested_on: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// Certificates with the same number, and whether their scores are the same.
    pub same_number: Vec<(Twin, bool)>,
    /// Certificates with the same scan, byte by byte.
    pub same_scan: Vec<Twin>,
    /// Certificates with a scan that looks the same.
    pub alike: Vec<Twin>,
    /// Certificates of other people with the same photo, byte by byte.
    pub same_photo: Vec<i64>,
}

/// Everything that speaks against a certificate, with the other certificate where it is about one, the heaviest
/// first.
#[must_use]
pub fn suspicions(evidence: &Evidence) -> Vec<(Suspicion, Option<i64>)> {
    let mut found = Vec::new();
    for (twin, same_scores) in &evidence.same_number {
        if !twin.same_person {
            found.push((Suspicion::NumberOfAnother, Some(twin.certificate)));
        }
        if !same_scores {
            found.push((Suspicion::NumberOtherScores, Some(twin.certificate)));
        }
    }
    let others = |twins: &[Twin], suspicion| -> Vec<(Suspicion, Option<i64>)> {
        let other = twins.iter().filter(|twin| !twin.same_person);
        other.map(|twin| (suspicion, Some(twin.certificate))).collect()
    };
    found.extend(others(&evidence.same_scan, Suspicion::ScanOfAnother));
    found.extend(others(&evidence.alike, Suspicion::ScanAlike));
    let photos = evidence.same_photo.iter();
    found.extend(photos.map(|other| (Suspicion::PhotoOfAnother, Some(*other))));
    let mut add = |is: bool, suspicion| found.extend(is.then_some((suspicion, None)));
    let impossible =
        |it: &CertificateReason| matches!(it, CertificateReason::OverallDoesNotFollow { .. });
    add(evidence.reasons.iter().any(impossible), Suspicion::Impossible);
    add(evidence.tested_on > evidence.today, Suspicion::TestToCome);
    add(age(evidence.birth, evidence.tested_on) < YOUNGEST, Suspicion::TooYoung);
    add(evidence.name == Some(Likeness::Differs), Suspicion::NameDiffers);
    let odd = |it: &CertificateReason| {
        matches!(it, CertificateReason::NumberForm { .. } | CertificateReason::NumberDigits { .. })
    };
    add(evidence.reasons.iter().any(odd), Suspicion::NumberForm);
    found.sort_by_key(|(suspicion, about)| (std::cmp::Reverse(suspicion.weight()), *about));
    found
}

/// Whole years from a birth date to a day.
fn age(birth: NaiveDate, day: NaiveDate) -> i32 {
    let had = (day.month(), day.day()) >= (birth.month(), birth.day());
    day.year() - birth.year() - i32::from(!had)
}

/// Whether two pictures look the same, each by its 256 bits.
fn look_alike(one: &[u8; 32], other: &[u8; 32]) -> bool {
    let differing = one.iter().zip(other).map(|(one, other)| (one ^ other).count_ones());
    differing.sum::<u32>() <= ALIKE
}

/// Bytes where the bands of a look begin. They are one more than the bits that may differ, so that two that look
/// the same have at least one whole band in common.
const BANDS: [usize; ALIKE as usize + 2] = [0, 4, 8, 12, 16, 20, 23, 26, 29, 32];

/// Which of a few pictures look the same as which of many; each is named by a number, and none by itself.
#[must_use]
pub fn look_alikes(
    few: &[(i64, [u8; 32])],
    many: &[(i64, [u8; 32])],
) -> HashMap<i64, BTreeSet<i64>> {
    let bands = |look: &[u8; 32]| {
        let look = *look;
        BANDS.windows(2).enumerate().map(move |(at, ends)| {
            let band =
                look[ends[0]..ends[1]].iter().fold(0, |band, byte| band << 8 | u32::from(*byte));
            (at, band)
        })
    };
    let mut by_band: HashMap<(usize, u32), Vec<usize>> = HashMap::new();
    for (at, (_, look)) in few.iter().enumerate() {
        for band in bands(look) {
            by_band.entry(band).or_default().push(at);
        }
    }
    let mut found: HashMap<i64, BTreeSet<i64>> = HashMap::new();
    for (other, look) in many {
        for near in bands(look).filter_map(|band| by_band.get(&band)).flatten() {
            let (own, its) = &few[*near];
            if own != other && look_alike(its, look) {
                found.entry(*own).or_default().insert(*other);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence() -> Evidence {
        let day = |text: &str| text.parse().unwrap();
        Evidence {
            name: Some(Likeness::Transliterated),
            birth: day("1998-11-02"),
            tested_on: day("2025-11-03"),
            today: day("2026-06-12"),
            ..Evidence::default()
        }
    }

    #[test]
    fn each_has_its_case_and_nothing_is_said_of_what_is_in_order() {
        assert_eq!(suspicions(&evidence()), []);
        let twin = |same_person| Twin { certificate: 7, same_person };
        let day = |text: &str| text.parse().unwrap();
        let follows = CertificateReason::OverallDoesNotFollow {
            typed: "7".to_owned(),
            computed: "6.5".to_owned(),
        };
        let form = CertificateReason::NumberDigits { from: 16, to: 16 };
        for (changed, found) in [
            (
                Evidence { same_number: vec![(twin(false), true)], ..evidence() },
                vec![(Suspicion::NumberOfAnother, Some(7))],
            ),
            (
                Evidence { same_number: vec![(twin(true), false)], ..evidence() },
                vec![(Suspicion::NumberOtherScores, Some(7))],
            ),
            (Evidence { same_number: vec![(twin(true), true)], ..evidence() }, vec![]),
            (
                Evidence { same_scan: vec![twin(false)], ..evidence() },
                vec![(Suspicion::ScanOfAnother, Some(7))],
            ),
            (
                Evidence { alike: vec![twin(false), twin(true)], ..evidence() },
                vec![(Suspicion::ScanAlike, Some(7))],
            ),
            (
                Evidence { same_photo: vec![7], ..evidence() },
                vec![(Suspicion::PhotoOfAnother, Some(7))],
            ),
            (
                Evidence { reasons: vec![follows, form], ..evidence() },
                vec![(Suspicion::Impossible, None), (Suspicion::NumberForm, None)],
            ),
            (
                Evidence { tested_on: day("2026-06-13"), ..evidence() },
                vec![(Suspicion::TestToCome, None)],
            ),
            (
                Evidence { tested_on: day("2012-11-01"), ..evidence() },
                vec![(Suspicion::TooYoung, None)],
            ),
            (Evidence { tested_on: day("2012-11-02"), ..evidence() }, vec![]),
            (
                Evidence { name: Some(Likeness::Differs), ..evidence() },
                vec![(Suspicion::NameDiffers, None)],
            ),
        ] {
            assert_eq!(suspicions(&changed), found);
        }
    }

    #[test]
    fn pictures_that_differ_in_a_few_bits_look_the_same() {
        let mut other = [0x55; 32];
        (other[0], other[31]) = (0xAA, 0x55);
        assert!(look_alike(&[0x55; 32], &other), "eight bits");
        other[31] = 0x54;
        assert!(!look_alike(&[0x55; 32], &other), "nine bits");
        let few = [(1, [0x55; 32]), (2, [0; 32])];
        let close = |bits: std::ops::Range<usize>| {
            let mut look = [0x55; 32];
            bits.for_each(|bit| look[bit * 31 / 8] ^= 1 << (bit % 8));
            look
        };
        let many = [(1, [0x55; 32]), (3, close(0..8)), (4, close(0..9)), (5, [0x55; 32])];
        let found = look_alikes(&few, &many);
        assert_eq!(found.keys().collect::<Vec<_>>(), [&1], "not by itself, and not nine bits");
        assert_eq!(found[&1], BTreeSet::from([3, 5]));
        let sorted: Vec<u8> = Suspicion::ALL.iter().map(|it| it.weight()).collect();
        assert!(sorted.is_sorted_by(|one, other| one >= other));
        let known = |it: &SuspicionOutcome| SuspicionOutcome::of_key(it.key()) == Some(*it);
        assert!([SuspicionOutcome::Cleared, SuspicionOutcome::Confirmed].iter().all(known));
    }
}

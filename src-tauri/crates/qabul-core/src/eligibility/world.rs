//! A small world for the cases of rules: the shipped campaigns and an applicant who may do everything.

use chrono::NaiveDateTime;

use super::{Applicant, Case, Exemption, Said, conclusion, judge};
use crate::application::Standing;
use crate::campaign::{Campaign, Regulation};
use crate::education::{Education, Level};
use crate::eligibility::Answer;
use crate::money::Qepik;
use crate::person::Citizenship;
use crate::result::{Outcome, PastResult};

pub(super) fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

pub(super) fn money(qepik: i64) -> Qepik {
    qepik.try_into().unwrap()
}

pub(super) fn result(
    sitting: &str,
    date: &str,
    score: Option<u16>,
    outcome: Outcome,
) -> PastResult {
    let (sitting, date) = (sitting.parse().unwrap(), date.parse().unwrap());
    PastResult { sitting, date, score, outcome, source: "list".to_owned() }
}

pub(super) struct World {
    pub(super) campaign: Campaign,
    pub(super) regulation: Regulation,
    pub(super) citizenship: Citizenship,
    pub(super) education: Education,
    pub(super) language: String,
    pub(super) cabinet: bool,
    pub(super) balance: Qepik,
    pub(super) charged: Qepik,
    pub(super) exemption: Exemption,
    pub(super) confirmed: Option<NaiveDateTime>,
    pub(super) entered: Option<NaiveDateTime>,
    pub(super) results: Vec<PastResult>,
    pub(super) others: Vec<String>,
}

impl World {
    pub(super) fn residency() -> Self {
        let campaign = include_str!("../../../../reference/campaigns/residency-2026.toml");
        let regulation = include_str!("../../../../reference/regulations/residency-1.toml");
        Self::of(campaign, regulation)
    }

    pub(super) fn doctoral() -> Self {
        let campaign = include_str!("../../../../reference/campaigns/doctoral-2026.toml");
        let regulation = include_str!("../../../../reference/regulations/doctoral-1.toml");
        let mut world = Self::of(campaign, regulation);
        world.education.level = Some(Level::Master);
        "en".clone_into(&mut world.language);
        world
    }

    fn of(campaign: &str, regulation: &str) -> Self {
        Self {
            campaign: toml::from_str(campaign).unwrap(),
            regulation: toml::from_str(regulation).unwrap(),
            citizenship: Citizenship::AZERBAIJAN,
            education: Education {
                standing: Standing::GraduateEarlier,
                institution: "Azərbaycan Tibb Universiteti".into(),
                country: Citizenship::AZERBAIJAN,
                level: None,
                direction: "müalicə işi".into(),
                completed_year: None,
                final_year: false,
                graduated: Some(2024),
                nostrification: None,
            },
            language: String::new(),
            cabinet: true,
            balance: money(20_000),
            charged: Qepik::ZERO,
            exemption: Exemption::None,
            confirmed: None,
            entered: None,
            results: Vec::new(),
            others: Vec::new(),
        }
    }

    fn case(&self, at: NaiveDateTime, sitting: &str) -> Case<'_> {
        Case {
            at,
            campaign: &self.campaign,
            regulation: &self.regulation,
            sitting: format!("{}-{sitting}", self.campaign.name()).parse().unwrap(),
            applicant: Applicant {
                citizenship: self.citizenship,
                education: &self.education,
                language: &self.language,
                cabinet: self.cabinet,
                balance: self.balance,
                charged: self.charged,
                exemption: self.exemption,
                confirmed: self.confirmed,
                entered: self.entered,
                results: &self.results,
                others: &self.others,
            },
        }
    }

    /// What one rule says.
    pub(super) fn says(
        &self,
        at: NaiveDateTime,
        sitting: &str,
        rule: impl Fn(&Case<'_>) -> Said,
    ) -> Said {
        rule(&self.case(at, sitting))
    }
}

#[test]
fn all_rules_of_an_exam_and_what_they_come_to() {
    let mut world = World::residency();
    let now = at("2026-06-01T10:00:00");
    let judged = judge(&world.case(now, "1-2"));
    assert_eq!((judged.len(), conclusion(&judged)), (6, Answer::Yes));
    world.education.standing = Standing::Student;
    assert_eq!(conclusion(&judge(&world.case(now, "1-2"))), Answer::Person);
    world.balance = Qepik::ZERO;
    assert_eq!(conclusion(&judge(&world.case(now, "1-2"))), Answer::No);
    let mut world = World::doctoral();
    world.exemption = Exemption::Exempt;
    let judged = judge(&world.case(at("2026-09-01T10:00:00"), "2-1"));
    assert_eq!(
        (judged.len(), conclusion(&judged)),
        (1, Answer::Yes),
        "at the institution no window"
    );
}

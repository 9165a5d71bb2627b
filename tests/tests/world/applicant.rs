//! People who apply at the desk: typed in, their cabinets opened and paid into, confirmed, judged.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use qabul_core::account::MovementKind;
use qabul_core::application::{ConfirmedBy, Step};
use qabul_core::eligibility::{Judged, Rule};
use qabul_core::refusal::Refusal;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::Selection;
use qabul_desk::views::eligibility::{JudgeRequest, Judgement};
use qabul_desk::views::form::{FormSaved, FormView, OpenForm, SaveForm};
use qabul_desk::views::jobs::{JobAnswer, JobStarted};
use qabul_desk::views::life::{OpenAccount, PostMovement, StepsTaken, TakeStep};

use super::World;

/// What somebody types, by the keys of the form.
pub type Typed = BTreeMap<String, String>;

/// A graduate of this year's medical studies; other fields over it.
pub fn graduate(fields: &[(&str, &str)]) -> Typed {
    let own = [
        ("fin", "7HN4PKD"),
        ("document", "AZE10482213"),
        ("surname", "Quliyev"),
        ("given", "Cavid"),
        ("patronymic", "Xəyyam oğlu"),
        ("birth", "02.11.2002"),
        ("sex", "male"),
        ("citizenship", "AZE"),
        ("standing", "graduate_this_year"),
        ("institution", "Azərbaycan Tibb Universiteti"),
        ("level", "basic_medical"),
        ("city", "Bakı"),
        ("sector", "azerbaijani"),
    ];
    let all = own.iter().chain(fields);
    all.map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

/// A master who applies for a doctorate with English; other fields over it.
pub fn master(fields: &[(&str, &str)]) -> Typed {
    let own = [
        ("birth", "02.11.1998"),
        ("standing", "graduate_earlier"),
        ("institution", "Bakı Dövlət Universiteti"),
        ("level", "master"),
        ("graduated", "2022"),
        ("language", "en"),
        ("specialty", "Riyazi analiz"),
        ("organisation", "Bakı Dövlət Universiteti"),
        ("path", "doctorate"),
    ];
    let mut typed = graduate(&own);
    typed.extend(fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())));
    typed
}

impl World {
    /// A center whose clock stands at a moment.
    pub fn at(moment: &str) -> Self {
        let world = Self::empty();
        world.moves_to(moment);
        world
    }

    /// Lets time pass up to a moment.
    pub fn moves_to(&self, moment: &str) {
        use qabul_desk::Host;
        let at: NaiveDateTime = moment.parse().unwrap();
        self.machine.pass(at - self.machine.now());
        // The screen locked itself meanwhile: whoever works comes in again.
        self.enter("sinaqci").unwrap();
    }

    /// Types in an application; its entry.
    pub fn applies(&self, sitting: &str, typed: Typed) -> i64 {
        let sitting = sitting.parse().unwrap();
        let request = SaveForm { sitting, id: None, version: 0, draft: None, apart: vec![], typed };
        self.desk.ask::<FormSaved>("form.save", &request).unwrap().id
    }

    /// Enters somebody who is there already for another sitting.
    pub fn enters(&self, sitting: &str, fin: &str) -> i64 {
        let sitting = sitting.parse().unwrap();
        let request = OpenForm { sitting, id: None, draft: None, fin: Some(fin.to_owned()) };
        let view: FormView = self.desk.ask("form.open", &request).unwrap();
        let request = SaveForm {
            sitting,
            id: None,
            version: 0,
            draft: None,
            apart: vec![],
            typed: view.typed,
        };
        self.desk.ask::<FormSaved>("form.save", &request).unwrap().id
    }

    pub fn opens_cabinet(&self, id: i64) {
        let request = OpenAccount { id, portal: None };
        self.desk.ask::<Nothing>("accounts.open", &request).unwrap();
    }

    pub fn pays(&self, id: i64, amount: &str) {
        let request = PostMovement {
            id,
            kind: MovementKind::Deposit,
            amount: amount.to_owned(),
            reference: None,
            reason: None,
        };
        self.desk.ask::<Nothing>("accounts.post", &request).unwrap();
    }

    /// Confirms one entry; what keeps it from being confirmed.
    pub fn confirms(&self, id: i64, by: ConfirmedBy) -> Result<(), Refusal> {
        let commission = (by == ConfirmedBy::Commission).then(|| "Bakı 3".to_owned());
        let selection = Selection::Ids { ids: vec![id] };
        let request =
            TakeStep { selection, step: Step::Confirm, reason: None, by: Some(by), commission };
        let job: JobStarted = self.desk.ask("applications.take_step", &request).unwrap();
        let JobAnswer::Steps(StepsTaken { left, .. }) = self.desk.wait(job, |_| ()).unwrap() else {
            panic!("steps")
        };
        left.into_iter().next().map_or(Ok(()), |left| Err(left.why))
    }

    /// Takes a step with a reason with one entry; what it is closed by.
    pub fn steps(&self, id: i64, step: Step) -> Result<(), Refusal> {
        let request = TakeStep {
            selection: Selection::Ids { ids: vec![id] },
            step,
            reason: Some("öz xahişi ilə".to_owned()),
            by: None,
            commission: None,
        };
        let job: JobStarted = self.desk.ask("applications.take_step", &request).unwrap();
        let JobAnswer::Steps(StepsTaken { left, .. }) = self.desk.wait(job, |_| ()).unwrap() else {
            panic!("steps")
        };
        left.into_iter().next().map_or(Ok(()), |left| Err(left.why))
    }

    pub fn judges(&self, id: i64) -> Judgement {
        self.desk.ask("applications.judge", &JudgeRequest { id, at: None }).unwrap()
    }
}

/// What one rule says.
pub fn said(judgement: &Judgement, rule: Rule) -> &Judged {
    judgement.judged.iter().find(|judged| judged.rule == rule).expect("a rule")
}

//! What was seen and is not in the journal yet: a record that is open, a list, a search.
//!
//! Writing waits a second, for two reasons. Rows that fly by under a held key are not looked at, and
//! a search grows letter by letter; each would be a row. And a list must not stand still while another
//! program writes: what cannot be written at once is written with whatever comes next.

use chrono::{NaiveDateTime, TimeDelta};
use qabul_core::journal::Deed;
use qabul_core::staff::MayDo;
use qabul_store::Member;
use serde_json::{Value, json};

use crate::desk::{Desk, Done};
use crate::failure::{Breakage, Failure};

/// Something that was seen.
struct Sight {
    may: MayDo,
    at: NaiveDateTime,
    /// What was shown: a record, or a question with the number of its answers.
    shown: Shown,
}

enum Shown {
    Entry(i64),
    Asked { question: Value, count: u32 },
}

/// What was seen: the newest of each kind, which may yet be taken back, and what is to be written.
#[derive(Default)]
pub(crate) struct Sights {
    record: Option<Sight>,
    asked: Option<Sight>,
    ripe: Vec<Sight>,
}

/// How long something is shown before it was looked at.
const LOOKED_AT: TimeDelta = TimeDelta::seconds(1);

impl Sights {
    fn see(&mut self, sight: Sight) {
        let place = match sight.shown {
            Shown::Entry(_) => &mut self.record,
            Shown::Asked { .. } => &mut self.asked,
        };
        if let Some(before) = place.take()
            && !before.gives_way_to(&sight)
        {
            self.ripe.push(before);
        }
        *place = Some(sight);
    }

    /// Takes what is to be written: all of it, or what was looked at before `now`.
    fn ripe(&mut self, now: Option<NaiveDateTime>) -> Vec<Sight> {
        for place in [&mut self.record, &mut self.asked] {
            let ready = |sight: &Sight| now.is_none_or(|now| now - sight.at >= LOOKED_AT);
            self.ripe.extend(place.take_if(|sight| ready(sight)));
        }
        std::mem::take(&mut self.ripe)
    }
}

impl Sight {
    /// Whether it was not looked at before the next one came: the same again, or too short.
    fn gives_way_to(&self, next: &Self) -> bool {
        let same = match (&self.shown, &next.shown) {
            (Shown::Entry(one), Shown::Entry(other)) => one == other,
            (Shown::Asked { question, .. }, Shown::Asked { question: other, .. }) => {
                question == other
            }
            _ => false,
        };
        let same_person = self.may.by() == next.may.by() && self.may.deed() == next.may.deed();
        same_person && (same || next.at - self.at < LOOKED_AT)
    }
}

impl Desk {
    /// Notes that a candidate's record is shown.
    pub(crate) fn see_record(&self, entry: i64) -> Result<(), Failure> {
        self.see(Deed::OpenRecord, Shown::Entry(entry))
    }

    /// Notes that candidates were listed or searched for, by what question and how many there were.
    pub(crate) fn see_list(&self, deed: Deed, question: Value, count: u32) -> Result<(), Failure> {
        self.see(deed, Shown::Asked { question, count })
    }

    fn see(&self, deed: Deed, shown: Shown) -> Result<(), Failure> {
        let sight = Sight { may: self.may(deed)?, at: self.host().now(), shown };
        self.sights().see(sight);
        Ok(())
    }

    /// Writes what was looked at by now. What cannot be written, because another program writes or the
    /// disk is full, waits for the next time: whoever reads is not held up by it.
    pub(crate) fn write_sights(&self) {
        let ripe = self.sights().ripe(Some(self.host().now()));
        match self.write_each(ripe, true) {
            Ok(()) | Err(Failure::Broken { breakage: Breakage::RegistryBusy }) => {}
            Err(failure) => tracing::warn!(?failure, "what was seen is not in the journal yet"),
        }
    }

    /// Writes everything that was seen.
    ///
    /// # Errors
    /// What the registry says; what was not written is kept.
    pub fn write_all_sights(&self) -> Result<(), Failure> {
        let ripe = self.sights().ripe(None);
        self.write_each(ripe, false)
    }

    fn write_each(&self, ripe: Vec<Sight>, patiently: bool) -> Result<(), Failure> {
        let mut rest = ripe.into_iter();
        while let Some(sight) = rest.next() {
            if let Err(failure) = self.write_sight(&sight, patiently) {
                let left: Vec<Sight> = [sight].into_iter().chain(rest).collect();
                let mut sights = self.sights();
                let since = std::mem::replace(&mut sights.ripe, left);
                sights.ripe.extend(since);
                return Err(failure);
            }
        }
        Ok(())
    }

    fn write_sight(&self, sight: &Sight, patiently: bool) -> Result<(), Failure> {
        let (member, facts) = match &sight.shown {
            Shown::Entry(entry) => {
                (Member { kind: "entry", record: *entry, before: None, after: None }, json!({}))
            }
            // The question may hold a name: it stands with the bodies, which can be erased.
            Shown::Asked { question, count } => {
                let after = Some(question.to_string());
                (
                    Member { kind: "question", record: 0, before: None, after },
                    json!({ "count": count }),
                )
            }
        };
        self.change_at(&sight.may, sight.at, patiently, |_, act| {
            act.member(&member)?;
            Ok(Done { answer: (), facts })
        })
    }
}

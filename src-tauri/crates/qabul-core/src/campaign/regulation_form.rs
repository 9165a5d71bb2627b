//! A regulation as a form: what a new version of it may say otherwise, text by its key.

use super::acts::{act_fields, next_acts, numbered};
use super::form::{Fields, Slot};
use super::regulation::{Act, Body, Regulation};
use crate::fault::{FieldFault, ValueFault};

impl Body {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Center, Self::Anas, Self::Ministry, Self::Cabinet];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Center => "center",
            Self::Anas => "anas",
            Self::Ministry => "ministry",
            Self::Cabinet => "cabinet",
        }
    }
}

impl Regulation {
    /// Every field with its text, and for every body one act more, empty: `acts.center.0.number`.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let mut fields = act_fields(&self.acts);
        self.clone().written_out().walk(&mut |key, slot| {
            fields.insert(key, slot.read());
        });
        fields
    }

    /// Another version of it, with some fields written anew, and scans by the keys of their acts, as
    /// [`next_acts`] has them.
    ///
    /// # Errors
    /// All faults, each with the key of its field.
    pub fn next_version(
        &self,
        fields: &Fields,
        scans: &Fields,
        version: u32,
    ) -> Result<Self, Vec<FieldFault>> {
        let mut next = Self { version, ..self.clone().written_out() };
        let mut faults = Vec::new();
        next.walk(&mut |key, slot| {
            let Some(typed) = fields.get(&key) else { return };
            if let Err(fault) = slot.write(typed) {
                faults.push(FieldFault { field: key, fault });
            }
        });
        match next_acts(&self.acts, fields, scans) {
            Ok(acts) => next.acts = acts,
            Err(wrong) => faults.extend(wrong),
        }
        faults.extend(next.against());
        if faults.is_empty() { Ok(next) } else { Err(faults) }
    }

    /// What does not fit together.
    fn against(&self) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        let mut at_most = |field: String, number: u16, most: u16| {
            if number > most {
                let fault = ValueFault::Number { from: 0, to: most.into() };
                faults.push(FieldFault { field, fault });
            }
        };
        for exam in &self.exams {
            let key = format!("exams.{}", exam.stage);
            at_most(format!("{key}.pass"), exam.pass, exam.points);
            for block in &exam.blocks {
                at_most(format!("{key}.blocks.{}.least", block.key), block.least, block.points);
                at_most(format!("{key}.blocks.{}.points", block.key), block.points, exam.points);
            }
        }
        faults
    }

    /// The acts with their keys: `center.0`.
    pub fn numbered(&self) -> impl Iterator<Item = (String, &Act)> {
        numbered(&self.acts)
    }

    fn walk(&mut self, visit: &mut dyn FnMut(String, Slot<'_>)) {
        visit("from".to_owned(), Slot::Day(&mut self.from));
        visit("programme".to_owned(), Slot::MaybeText(&mut self.programme));
        if let Some(rule) = &mut self.certificates {
            visit("certificates.least".to_owned(), Slot::Level(&mut rule.least));
            visit("certificates.languages".to_owned(), Slot::Names(&mut rule.languages));
        }
        for exam in &mut self.exams {
            let key = format!("exams.{}", exam.stage);
            visit(format!("{key}.minutes"), Slot::Number(&mut exam.minutes));
            visit(format!("{key}.points"), Slot::Number(&mut exam.points));
            visit(format!("{key}.pass"), Slot::Number(&mut exam.pass));
            visit(format!("{key}.valid_years"), Slot::MaybeYears(&mut exam.valid_years));
            for block in &mut exam.blocks {
                let key = format!("{key}.blocks.{}", block.key);
                visit(format!("{key}.points"), Slot::Number(&mut block.points));
                visit(format!("{key}.least"), Slot::Number(&mut block.least));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regulation() -> Regulation {
        toml::from_str(include_str!("../../../../reference/regulations/doctoral-1.toml")).unwrap()
    }

    fn with(pairs: &[(&str, &str)]) -> Result<Regulation, Vec<FieldFault>> {
        let mut fields = regulation().fields();
        fields.extend(pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())));
        regulation().next_version(&fields, &Fields::new(), 2)
    }

    #[test]
    fn what_is_shown_reads_back_as_the_same_but_for_the_version() {
        for text in [
            include_str!("../../../../reference/regulations/doctoral-1.toml"),
            include_str!("../../../../reference/regulations/residency-1.toml"),
        ] {
            let regulation: Regulation = toml::from_str(text).unwrap();
            let next = regulation
                .next_version(&regulation.fields(), &Fields::new(), regulation.version + 1)
                .unwrap();
            assert_eq!(next, Regulation { version: regulation.version + 1, ..regulation });
        }
    }

    #[test]
    fn acts_are_added_changed_and_taken_out() {
        let next = with(&[
            ("acts.center.0.number", "12"),
            ("acts.center.0.date", "01.02.2027"),
            ("acts.cabinet.0.number", ""),
            ("acts.cabinet.1.number", "444"),
            ("exams.1.pass", "26"),
            ("exams.1.valid_years", ""),
            ("programme", "Proqram № 7"),
        ])
        .unwrap();
        let acts: Vec<(String, &str)> =
            next.numbered().map(|(key, act)| (key, act.number.as_str())).collect();
        assert_eq!(acts, [("cabinet.0".to_owned(), "444"), ("center.0".to_owned(), "12")]);
        assert_eq!((next.version, next.exams[0].pass), (2, 26));
        assert_eq!(next.programme.as_deref(), Some("Proqram № 7"));
    }

    #[test]
    fn a_scan_stays_with_its_act() {
        let scan = |key: &str| Fields::from([(key.to_owned(), "aa".to_owned())]);
        let first =
            regulation().next_version(&regulation().fields(), &scan("cabinet.1"), 2).unwrap();
        let scans = |of: &Regulation| -> Vec<bool> {
            of.acts.iter().map(|act| act.scan.is_some()).collect()
        };
        assert_eq!(scans(&first), [false, true]);
        let mut fields = first.fields();
        fields.insert("acts.cabinet.0.number".to_owned(), String::new());
        let next = first.next_version(&fields, &Fields::new(), 3).unwrap();
        assert_eq!((next.acts.len(), scans(&next)), (1, vec![true]), "the other act went");
        let mut fields = first.fields();
        fields.insert("acts.cabinet.1.number".to_owned(), "500".to_owned());
        let next = first.next_version(&fields, &Fields::new(), 3).unwrap();
        assert_eq!(scans(&next), [false, false], "another act has another scan");
        let none = first.next_version(&first.fields(), &scan("anas.0"), 3).unwrap_err();
        assert_eq!(none, [FieldFault::of("acts.anas.0.number", ValueFault::Missing)]);
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let faults = with(&[
            ("acts.center.0.number", "12"),
            ("acts.anas.0.date", "01.02.2027"),
            ("exams.1.pass", "60"),
            ("exams.1.blocks.writing.least", "11"),
            ("from", "gələn il"),
        ])
        .unwrap_err();
        let mut keys: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        keys.sort_unstable();
        assert_eq!(
            keys,
            [
                "acts.anas.0.number",
                "acts.center.0.date",
                "exams.1.blocks.writing.least",
                "exams.1.pass",
                "from"
            ]
        );
    }
}

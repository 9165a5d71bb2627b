//! The form of a kind while it is read.

use std::collections::HashSet;

use super::YES;
use crate::campaign::form::{day, plain};
use crate::campaign::{Fields, next_acts};
use crate::certificate::kind::{
    Accepted, Diploma, ForPerson, Kind, NumberForm, Scheme, Shape, Validity,
};
use crate::certificate::mark::{Marks, Number};
use crate::certificate::{Cefr, Part, Span};
use crate::fault::{FieldFault, ValueFault};

/// The most schemes of a kind, and the most diplomas of a scheme.
const MOST: usize = 12;
/// The most rungs of a ladder.
const RUNGS: usize = 30;
/// The most years for which a certificate can be good.
const YEARS: u32 = 50;
/// The longest number of a certificate, in characters.
const DIGITS: u32 = 40;
/// The levels that a profile of four in one word can hold.
const PROFILE: [&str; 11] = ["0", "0+", "1", "1+", "2", "2+", "3", "3+", "4", "4+", "5"];

/// A form while it is read; a value that is at fault stands in for itself until all were looked at.
pub(super) struct Form<'f> {
    pub(super) fields: &'f Fields,
    pub(super) faults: Vec<FieldFault>,
}

impl Form<'_> {
    fn typed(&self, key: &str) -> &str {
        self.fields.get(key).map_or("", |text| text.trim())
    }

    fn fault(&mut self, key: &str, fault: ValueFault) {
        self.faults.push(FieldFault::of(key, fault));
    }

    /// What a field gives, or what stands in for it where it is at fault.
    fn take<T>(&mut self, key: &str, value: Result<T, ValueFault>, stand_in: T) -> T {
        value.unwrap_or_else(|fault| {
            self.fault(key, fault);
            stand_in
        })
    }

    pub(super) fn text(&mut self, key: &str) -> String {
        let typed = self.typed(key).to_owned();
        let value = if typed.is_empty() { Err(ValueFault::Missing) } else { plain(&typed) };
        self.take(key, value, String::new())
    }

    /// Texts that a sign separates, each once.
    fn split(&mut self, key: &str, sign: char) -> Vec<String> {
        let typed = self.typed(key).to_owned();
        let mut texts: Vec<String> = Vec::new();
        for text in typed.split(sign).map(str::trim).filter(|text| !text.is_empty()) {
            let text = self.take(key, plain(text), String::new());
            if texts.contains(&text) {
                self.fault(key, ValueFault::Taken);
            }
            texts.push(text);
        }
        texts
    }

    pub(super) fn lines(&mut self, key: &str) -> Vec<String> {
        self.split(key, '\n')
    }

    fn is(&self, key: &str) -> bool {
        self.typed(key) == YES
    }

    /// One of some choices by its key.
    fn choice<T: Copy>(&mut self, key: &str, choices: &[(&str, T)], stand_in: T) -> T {
        let typed = self.typed(key).to_owned();
        let found = choices.iter().find(|(name, _)| *name == typed).map(|(_, choice)| *choice);
        self.take(key, found.ok_or(ValueFault::NoChoice), stand_in)
    }

    fn whole(&mut self, key: &str, (from, to): (u32, u32)) -> u8 {
        let number = self.typed(key).parse().ok().filter(|it| (from..=to).contains(it));
        let number = number.and_then(|it| u8::try_from(it).ok());
        self.take(key, number.ok_or(ValueFault::Number { from, to }), 1)
    }

    fn decimal(&mut self, key: &str) -> Option<Number> {
        let number = Number::parse(self.typed(key)).ok_or(ValueFault::Decimal);
        self.take(key, number.map(Some), None)
    }

    fn span(&mut self, key: &str) -> Span {
        let mut read = |field: &str| {
            let key = format!("{key}.{field}");
            let typed = self.typed(&key).to_owned();
            let value = if typed.is_empty() { Ok(None) } else { day(&typed).map(Some) };
            self.take(&key, value, None)
        };
        let span = Span { from: read("from"), to: read("to") };
        if !span.is_sound() {
            self.fault(&format!("{key}.to"), ValueFault::BeforeItBegins);
        }
        span
    }

    pub(super) fn key(&mut self) -> String {
        let typed = self.typed("key").to_owned();
        let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let sound = (2..=40).contains(&typed.len())
            && typed.starts_with(|c: char| c.is_ascii_lowercase())
            && !typed.ends_with('-')
            && typed.chars().all(known);
        let value = if sound { Ok(typed) } else { Err(ValueFault::KindKey) };
        self.take("key", value, String::new())
    }

    pub(super) fn languages(&mut self) -> Vec<String> {
        let codes = self.split("languages", ',');
        if codes.is_empty() {
            self.fault("languages", ValueFault::Missing);
        }
        let is_code = |it: &String| it.len() == 2 && it.bytes().all(|b| b.is_ascii_lowercase());
        if !codes.iter().all(is_code) {
            self.fault("languages", ValueFault::LanguageCode);
        }
        codes
    }

    pub(super) fn validity(&mut self) -> Validity {
        let choices = [
            ("years", None),
            ("unlimited", Some(Validity::Unlimited)),
            ("typed", Some(Validity::Typed)),
        ];
        let chosen = self.choice("validity", &choices, Some(Validity::Unlimited));
        chosen.unwrap_or_else(|| Validity::Years(self.whole("years", (1, YEARS))))
    }

    pub(super) fn number_form(&mut self) -> Option<NumberForm> {
        if self.typed("number.from").is_empty() && self.typed("number.to").is_empty() {
            return None;
        }
        let from = self.whole("number.from", (1, DIGITS));
        let to = self.whole("number.to", (u32::from(from), DIGITS));
        Some(NumberForm { letters: self.is("number.letters"), from, to })
    }

    pub(super) fn person(&mut self) -> Option<ForPerson> {
        let mut choices = vec![("", None)];
        choices.extend(ForPerson::ALL.into_iter().map(|why| (why.key(), Some(why))));
        self.choice("by_person", &choices, None)
    }

    /// Whether it takes the exam's place: nothing does without an act that says so.
    /// Where none is said to, its acts and days are not judged: whoever writes it does not see them.
    pub(super) fn accepted(&mut self, former: Option<&Kind>, scans: &Fields) -> Option<Accepted> {
        if !self.is("accepted") {
            return None;
        }
        let former = former.and_then(|kind| kind.accepted.as_ref());
        let acts = next_acts(former.map_or(&[], |it| &it.acts), self.fields, scans);
        let tested = self.span("accepted");
        let acts = acts.unwrap_or_else(|faults| {
            self.faults.extend(faults);
            former.map(|it| it.acts.clone()).unwrap_or_default()
        });
        if acts.is_empty() && !self.faults.iter().any(|it| it.field.starts_with("acts.")) {
            self.fault("acts", ValueFault::Missing);
        }
        Some(Accepted { acts, from: tested.from, to: tested.to })
    }

    /// How many of a list there are: the fields of the first that has none end it.
    fn count(&self, key: &str) -> usize {
        let has = |at: &usize| {
            let room = format!("{key}.{at}.");
            self.fields.keys().any(|it| it.starts_with(&room))
        };
        (0..=MOST).take_while(has).count()
    }

    /// How scores read. Where a person decides on every certificate there need be none.
    pub(super) fn schemes(&mut self) -> Vec<Scheme> {
        let count = self.count("schemes");
        let least = usize::from(self.typed("by_person").is_empty());
        if !(least..=MOST).contains(&count) {
            let [from, to] = [least, MOST].map(|it| u32::try_from(it).unwrap_or_default());
            self.fault("schemes", ValueFault::Number { from, to });
        }
        let mut schemes: Vec<Scheme> = Vec::new();
        for at in 0..count {
            let key = format!("schemes.{at}");
            let tested = self.span(&key);
            if schemes.iter().any(|other| other.tested.meets(tested)) {
                self.fault(&format!("{key}.from"), ValueFault::DaysTwice);
            }
            let shape = self.shape(&key);
            schemes.push(Scheme { tested, shape });
        }
        schemes
    }

    fn shape(&mut self, key: &str) -> Shape {
        let overall = |form: &mut Self| {
            let before = form.faults.len();
            let asked = form.asks(&format!("{key}.skills"));
            let skills = asked.then(|| form.marks(&format!("{key}.skills")));
            let overall = form.marks(&format!("{key}.overall"));
            let mean = form.is(&format!("{key}.mean"));
            let read = form.faults.len() == before;
            if mean && read && !skills.as_ref().is_some_and(|skills| skills.reaches(&overall)) {
                form.fault(&format!("{key}.mean"), ValueFault::ScalesApart);
            }
            Shape::Overall { overall, skills, mean }
        };
        let shape = self.typed(&format!("{key}.shape")).to_owned();
        match shape.as_str() {
            "sum" => {
                let skills = self.marks(&format!("{key}.skills"));
                if matches!(skills, Marks::Ladder { .. }) {
                    self.fault(&format!("{key}.skills.ladder"), ValueFault::ScalesApart);
                }
                Shape::Sum { skills }
            }
            "lowest" => self.lowest(key),
            "diploma" => Shape::Diploma { diplomas: self.diplomas(key) },
            "overall" => overall(self),
            _ => {
                self.fault(&format!("{key}.shape"), ValueFault::NoChoice);
                Shape::Diploma { diplomas: Vec::new() }
            }
        }
    }

    fn lowest(&mut self, key: &str) -> Shape {
        let skills = self.marks(&format!("{key}.skills"));
        let [profile, sum_printed] =
            ["profile", "sum_printed"].map(|field| self.is(&format!("{key}.{field}")));
        let levels = matches!(&skills, Marks::Ladder { ladder, prefix } if prefix.is_empty()
            && ladder.iter().all(|rung| PROFILE.contains(&rung.as_str())));
        if profile && !levels {
            self.fault(&format!("{key}.profile"), ValueFault::ScalesApart);
        }
        if sum_printed && matches!(skills, Marks::Ladder { .. }) {
            self.fault(&format!("{key}.sum_printed"), ValueFault::ScalesApart);
        }
        Shape::Lowest { skills, profile, sum_printed }
    }

    /// Whether anything of a scale is typed.
    fn asks(&self, key: &str) -> bool {
        ["from", "to", "step", "ladder"]
            .iter()
            .any(|field| !self.typed(&format!("{key}.{field}")).is_empty())
    }

    fn marks(&mut self, key: &str) -> Marks {
        let rungs = format!("{key}.ladder");
        if !self.typed(&rungs).is_empty() {
            let ladder = self.split(&rungs, ',');
            if !(2..=RUNGS).contains(&ladder.len()) {
                self.fault(&rungs, ValueFault::ScaleSteps);
            }
            let prefix = self.typed(&format!("{key}.prefix")).to_owned();
            let prefix = self.take(&format!("{key}.prefix"), plain(&prefix), String::new());
            return Marks::Ladder { ladder, prefix };
        }
        let read = ["from", "to", "step"].map(|field| self.decimal(&format!("{key}.{field}")));
        let [Some(from), Some(to), Some(step)] = read else { return Marks::none() };
        let marks = Marks::Points { from, to, step };
        if from >= to || !marks.holds(to) {
            self.fault(&format!("{key}.step"), ValueFault::ScaleSteps);
        }
        marks
    }

    fn diplomas(&mut self, key: &str) -> Vec<Diploma> {
        let count = self.count(&format!("{key}.diplomas"));
        if count == 0 {
            self.fault(&format!("{key}.shape"), ValueFault::Missing);
        }
        let mut levels = HashSet::new();
        let mut diplomas = Vec::new();
        for at in 0..count {
            let key = format!("{key}.diplomas.{at}");
            let before = self.faults.len();
            let diploma = self.diploma(&key);
            if !levels.insert(diploma.level) && self.faults.len() == before {
                self.fault(&format!("{key}.cefr"), ValueFault::Taken);
            }
            diplomas.push(diploma);
        }
        diplomas
    }

    fn diploma(&mut self, key: &str) -> Diploma {
        let of = |field: &str| format!("{key}.{field}");
        let before = self.faults.len();
        let level = Cefr::parse(self.typed(&of("cefr"))).ok_or(ValueFault::Cefr);
        let level = self.take(&of("cefr"), level, Cefr::A1);
        let mut parts = Vec::new();
        for name in self.split(&of("parts"), ',') {
            let part = Part::SKILLS.into_iter().find(|part| part.key() == name);
            parts.extend(self.take(&of("parts"), part.map(Some).ok_or(ValueFault::NoChoice), None));
        }
        if parts.is_empty() {
            self.fault(&of("parts"), ValueFault::Missing);
        }
        let marks = self.marks(&of("marks"));
        let [least, pass] = ["least", "pass"].map(|field| self.decimal(&of(field)));
        let diploma = Diploma {
            level,
            parts,
            marks,
            least: least.unwrap_or_default(),
            pass: pass.unwrap_or_default(),
        };
        if self.faults.len() > before {
            return diploma;
        }
        if matches!(diploma.marks, Marks::Ladder { .. }) {
            self.fault(&of("marks.ladder"), ValueFault::ScalesApart);
        } else if !diploma.marks.holds(diploma.least) {
            self.fault(&of("least"), ValueFault::Score { scale: diploma.marks.span() });
        } else if !diploma.total().holds(diploma.pass) {
            self.fault(&of("pass"), ValueFault::Score { scale: diploma.total_span() });
        }
        diploma
    }
}

//! Words for refusals, findings and breakages in three languages, for whoever has no screen.
//!
//! The catalogues are data shared with the screens; a tag without words breaks a test here and the
//! build there.

use qabul_core::eligibility::Judged;
use qabul_core::fault::Finding;
use qabul_core::journal::moment;
use qabul_core::money::Qepik;
use qabul_core::text::filled_by;
use serde::Serialize;
use serde_json::Value;

use crate::failure::Failure;
use crate::views::preferences::Language;

const AZ: &str = include_str!("../../../reference/words/az.json");
const EN: &str = include_str!("../../../reference/words/en.json");
const RU: &str = include_str!("../../../reference/words/ru.json");

/// Numbers that name something and count nothing: written without groups. The screens keep the
/// same list beside their own filling.
const ORDINALS: [&str; 16] = [
    "act", "other", "from", "to", "line", "version", "kind", "known", "run", "sheet", "row",
    "seed", "serial", "place", "year", "edition",
];
/// Numbers that are qəpik.
const MONEY: [&str; 3] = ["fee", "balance", "missing"];

/// One language's words.
pub struct Words(Value, Language);

/// A moment as people read it: `15.06.2026 10:12`.
pub(crate) fn spoken_moment(stamp: &str) -> String {
    moment(stamp).map_or_else(|| stamp.to_owned(), |at| at.format("%d.%m.%Y %H:%M").to_string())
}

/// A day as people read it: `15.06.2026`.
fn spoken_day(iso: &str) -> String {
    iso.parse().map_or_else(|_| iso.to_owned(), qabul_core::text::date_numeric)
}

/// A range of days: `21.01.2026 –`.
fn span(value: &Value) -> String {
    let [from, to] = ["from", "to"].map(|end| spoken_day(value[end].as_str().unwrap_or_default()));
    format!("{from} – {to}").trim().to_owned()
}

/// The value of a tag field: which refusal, which fault.
pub(crate) fn tag(tagged: &impl Serialize, field: &str) -> String {
    let value = serde_json::to_value(tagged).unwrap_or_default();
    value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}

impl Words {
    /// The words of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let text = match language {
            Language::Az => AZ,
            Language::En => EN,
            Language::Ru => RU,
        };
        // Parsed by a test in every language, so the empty catalogue never comes out.
        Self(serde_json::from_str(text).unwrap_or_default(), language)
    }

    /// The name of a language by its code.
    pub(crate) fn language_name(&self, code: &str) -> String {
        self.term("language", code)
    }

    /// Whose words these are.
    #[must_use]
    pub fn language(&self) -> Language {
        self.1
    }

    /// A rule by its name, and why it says what it says.
    pub(crate) fn eligibility(&self, judged: &Judged) -> String {
        let rule = serde_json::to_value(judged.rule).unwrap_or_default();
        let key = rule.as_str().or_else(|| rule["condition"]["condition"].as_str());
        let name = key.map_or("", |key| self.0["rule"][key].as_str().unwrap_or(key));
        let reason = serde_json::to_value(&judged.reason).unwrap_or_default();
        let why = reason["why"].as_str().unwrap_or_default();
        format!("{name}: {}", self.text(&["eligibility", why], &reason))
    }

    /// The words at a path, with placeholders filled from the tagged data's own fields.
    #[must_use]
    pub fn text(&self, path: &[&str], data: &Value) -> String {
        let found = path.iter().try_fold(&self.0, |at, key| at.get(key)).and_then(Value::as_str);
        found.map_or_else(|| path.join("."), |text| self.filled(text, data))
    }

    fn filled(&self, text: &str, data: &Value) -> String {
        filled_by(text, |name| Some(self.value(name, data.get(name).unwrap_or(&Value::Null))))
    }

    fn value(&self, name: &str, value: &Value) -> String {
        match value {
            // A score that nobody has is a gap that must be seen.
            Value::Null if matches!(name, "score" | "best") => "–".to_owned(),
            Value::Null => String::new(),
            Value::Number(number) if MONEY.contains(&name) => {
                let amount = number.as_i64().and_then(|qepik| Qepik::try_from(qepik).ok());
                amount.map_or_else(|| number.to_string(), Qepik::text)
            }
            Value::Number(number) if ORDINALS.contains(&name) => number.to_string(),
            Value::Number(number) => {
                number.as_i64().map_or_else(|| number.to_string(), qabul_core::text::grouped)
            }
            Value::String(text) => self.term(name, text),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.value(name, item)).collect();
                items.join(", ")
            }
            Value::Object(_) => self.object(name, value),
            Value::Bool(yes) => yes.to_string(),
        }
    }

    /// A key of another catalogue page as its own words, other text as it is.
    fn term(&self, name: &str, text: &str) -> String {
        let page = match name {
            "column" | "columns" | "field" => "field",
            "sector" => "sector",
            "role" | "roles" | "other" => "role",
            "deed" => "deed",
            "step" => "life",
            "table_step" | "table_state" | "certificate_step" | "certificate_state"
            | "check_found" => name,
            "bodies" | "body" => "body",
            "part" => "field",
            "why" => "for_person",
            "suspicions" => "suspicion",
            "stand" => "stand",
            "language" | "offered" | "application" => "language",
            "country" => "country",
            "at" | "first" | "last" => return spoken_moment(text),
            "day" | "until" => return spoken_day(text),
            _ => return text.to_owned(),
        };
        let term = self.0.get(page).and_then(|page| page.get(text)).and_then(Value::as_str);
        term.unwrap_or(text).to_owned()
    }

    /// Data within data: a fault, a problem, a reason, each by its own tag.
    fn object(&self, name: &str, value: &Value) -> String {
        if name == "faults" {
            return self.field_fault(value);
        }
        if name == "findings" {
            return format!("«{}»", self.value("column", &value["column"]));
        }
        if name == "why" {
            let code = value["code"].as_str().unwrap_or_default();
            return self.text(&["certificate", code], value);
        }
        if name == "tested" {
            return span(value);
        }
        if name == "judged" {
            let why = value["reason"]["why"].as_str().unwrap_or_default();
            return self.text(&["eligibility", why], &value["reason"]);
        }
        for (field, path) in [
            ("fault", &["fault"][..]),
            ("problem", &["table_problem"][..]),
            ("reason", &["unfit"][..]),
            ("anchor", &["anchor"][..]),
        ] {
            let Some(tag) = value.get(field).and_then(Value::as_str) else {
                continue;
            };
            let mut path = path.to_vec();
            path.push(tag);
            if field == "fault" {
                path.push("reason");
            }
            return self.text(&path, value);
        }
        match name {
            "letters" => value.get("found").and_then(Value::as_str).unwrap_or_default().to_owned(),
            _ => value.to_string(),
        }
    }

    /// A field of a form, and what is wrong with it.
    fn field_fault(&self, value: &Value) -> String {
        let (field, fault) = (&value["field"], &value["fault"]);
        let field = self.value("field", field);
        let tag = fault["fault"].as_str().unwrap_or_default();
        let [reason, remedy] =
            ["reason", "remedy"].map(|part| self.text(&["fault", tag, part], fault));
        format!("«{field}»: {reason} {remedy}")
    }

    /// Reason and remedy of a finding.
    #[must_use]
    pub fn finding(&self, finding: &Finding) -> (String, String) {
        let data = serde_json::to_value(finding).unwrap_or_default();
        let tag = tag(&finding.fault, "fault");
        (self.text(&["fault", &tag, "reason"], &data), self.text(&["fault", &tag, "remedy"], &data))
    }

    /// Heads of a table of findings: row, field, column, value, reason, remedy.
    #[must_use]
    pub fn finding_heads(&self) -> [&str; 6] {
        ["row", "field", "column", "value", "reason", "remedy"].map(|head| {
            let text = self.0.get("finding").and_then(|page| page.get(head));
            text.and_then(Value::as_str).unwrap_or(head)
        })
    }

    /// What a failure says: what happened, then what helps.
    #[must_use]
    pub fn failure(&self, failure: &Failure) -> String {
        let data = serde_json::to_value(failure).unwrap_or_default();
        let (page, field) = match failure {
            Failure::Refused { .. } => ("refusal", "refusal"),
            Failure::Broken { .. } => ("breakage", "breakage"),
            Failure::Misasked { problem } => return problem.clone(),
        };
        let tag = data.get(field).and_then(Value::as_str).unwrap_or_default();
        let what = self.text(&[page, tag, "what"], &data);
        format!("{what} {}", self.text(&[page, tag, "remedy"], &data))
    }

    /// What digits that are no valid slip are.
    #[must_use]
    pub fn code(&self, fault: &qabul_core::code::CodeFault) -> String {
        let data = serde_json::to_value(fault).unwrap_or_default();
        self.text(&["code", &tag(fault, "fault")], &data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every path of a catalogue, with the placeholders of its text.
    fn shape(value: &Value, path: &str, shapes: &mut Vec<String>) {
        match value {
            Value::Object(page) => {
                for (key, value) in page {
                    shape(value, &format!("{path}/{key}"), shapes);
                }
            }
            Value::String(text) => {
                let mut places: Vec<&str> =
                    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
                places.sort_unstable();
                places.dedup();
                shapes.push(format!("{path} {}", places.join(" ")));
            }
            other => panic!("{path}: {other}"),
        }
    }

    #[test]
    fn the_three_catalogues_have_one_shape() {
        let shapes = [AZ, EN, RU].map(|text| {
            let mut shapes = Vec::new();
            shape(&serde_json::from_str(text).unwrap(), "", &mut shapes);
            shapes
        });
        assert!(shapes[0].len() > 100);
        assert_eq!(shapes[0], shapes[1]);
        assert_eq!(shapes[0], shapes[2]);
    }

    #[test]
    fn data_within_data_is_said_in_words() {
        use qabul_core::application::{Stand, Step};
        use qabul_core::eligibility::{Answer, Judged, Reason, Rule};
        use qabul_core::fault::{FieldFault, ValueFault};
        use qabul_core::refusal::{Refusal, TableProblem};
        for language in [Language::Az, Language::En, Language::Ru] {
            let words = Words::of(language);
            for refusal in [
                Refusal::NotATable {
                    file: "a.csv".into(),
                    problem: TableProblem::BrokenLine { line: 1234 },
                },
                Refusal::ColumnsMissing { columns: vec!["fin".into()], heads: vec!["a".into()] },
                Refusal::from(FieldFault::of("hall", ValueFault::Missing)),
                Refusal::RowsRefused { refused: 3, rows: 1448 },
                Refusal::StepClosed { step: Step::Confirm, stand: Stand::ToConfirmAgain },
                Refusal::NotEligible {
                    judged: vec![Judged {
                        rule: Rule::Cabinet,
                        answer: Answer::No,
                        reason: Reason::CabinetMissing,
                        source: None,
                    }],
                },
            ] {
                let said = words.failure(&Failure::from(refusal));
                assert!(!said.contains(['{', '}', '_']), "{said}");
            }
        }
    }
}

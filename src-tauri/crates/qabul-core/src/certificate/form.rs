//! A kind of certificates as a form: what staff may write of it, text by its key, read and written alike.

mod read;

use chrono::NaiveDate;

use super::kind::{ForPerson, Kind, NumberForm, Scheme, Shape, Validity};
use super::mark::Marks;
use crate::campaign::{Fields, act_fields};
use crate::fault::FieldFault;
use crate::text::date_numeric;
use read::Form;

/// What a field holds where it says yes.
const YES: &str = "yes";

fn said(yes: bool) -> String {
    if yes { YES } else { "no" }.to_owned()
}

fn days(fields: &mut Fields, key: &str, (from, to): (Option<NaiveDate>, Option<NaiveDate>)) {
    for (field, day) in [("from", from), ("to", to)] {
        fields.insert(format!("{key}.{field}"), day.map(date_numeric).unwrap_or_default());
    }
}

impl Kind {
    /// Every field with its text, and for every body one act more, empty.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let accepted = self.accepted.as_ref();
        let mut fields = act_fields(accepted.map_or(&[], |it| &it.acts));
        let mut put = |key: &str, text: String| fields.insert(key.to_owned(), text);
        put("key", self.key.clone());
        put("name", self.name.clone());
        put("languages", self.languages.join(", "));
        let (validity, years) = match self.validity {
            Validity::Years(years) => ("years", years.to_string()),
            Validity::Unlimited => ("unlimited", String::new()),
            Validity::Typed => ("typed", String::new()),
        };
        put("validity", validity.to_owned());
        put("years", years);
        let form = |of: fn(&NumberForm) -> u8| {
            self.number.as_ref().map(|form| of(form).to_string()).unwrap_or_default()
        };
        put("number.from", form(|it| it.from));
        put("number.to", form(|it| it.to));
        put("number.letters", said(self.number.is_some_and(|form| form.letters)));
        put("by_person", self.person.map(ForPerson::key).unwrap_or_default().to_owned());
        put("accepted", said(accepted.is_some()));
        put("sources", self.sources.join("\n"));
        days(&mut fields, "accepted", accepted.map_or((None, None), |it| (it.from, it.to)));
        for (at, scheme) in self.schemes.iter().enumerate() {
            scheme_fields(scheme, &format!("schemes.{at}"), &mut fields);
        }
        fields
    }

    /// The kind that a form says, with scans by the keys of its acts; `former` is its last edition.
    ///
    /// # Errors
    /// All faults, each with the key of its field.
    pub fn of_fields(
        former: Option<&Self>,
        fields: &Fields,
        scans: &Fields,
    ) -> Result<Self, Vec<FieldFault>> {
        let mut form = Form { fields, faults: Vec::new() };
        let key = match former {
            Some(kind) => kind.key.clone(),
            None => form.key(),
        };
        let accepted = form.accepted(former, scans);
        let kind = Self {
            key,
            name: form.text("name"),
            languages: form.languages(),
            validity: form.validity(),
            number: form.number_form(),
            person: form.person(),
            accepted,
            schemes: form.schemes(),
            sources: form.lines("sources"),
        };
        if form.faults.is_empty() { Ok(kind) } else { Err(form.faults) }
    }

    /// Whether lists may mean this kind by a name: its key or its name, however they are written.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let plain = super::catalogue::plain(name);
        [&self.key, &self.name].into_iter().any(|it| super::catalogue::plain(it) == plain)
    }
}

fn marks_fields(marks: &Marks, key: &str, fields: &mut Fields) {
    let mut put = |field: &str, text: String| fields.insert(format!("{key}.{field}"), text);
    match marks {
        Marks::Points { from, to, step } => {
            put("from", from.to_string());
            put("to", to.to_string());
            put("step", step.to_string());
        }
        Marks::Ladder { ladder, prefix } => {
            put("ladder", ladder.join(", "));
            put("prefix", prefix.clone());
        }
    }
}

fn scheme_fields(scheme: &Scheme, key: &str, fields: &mut Fields) {
    days(fields, key, (scheme.tested.from, scheme.tested.to));
    let mut put = |field: &str, text: String| fields.insert(format!("{key}.{field}"), text);
    put("shape", scheme.shape.key().to_owned());
    match &scheme.shape {
        Shape::Overall { overall, skills, mean } => {
            put("mean", said(*mean));
            marks_fields(overall, &format!("{key}.overall"), fields);
            if let Some(skills) = skills {
                marks_fields(skills, &format!("{key}.skills"), fields);
            }
        }
        Shape::Sum { skills } => marks_fields(skills, &format!("{key}.skills"), fields),
        Shape::Lowest { skills, profile, sum_printed } => {
            put("profile", said(*profile));
            put("sum_printed", said(*sum_printed));
            marks_fields(skills, &format!("{key}.skills"), fields);
        }
        Shape::Diploma { diplomas } => {
            for (at, diploma) in diplomas.iter().enumerate() {
                let key = format!("{key}.diplomas.{at}");
                let parts: Vec<&str> = diploma.parts.iter().map(|part| part.key()).collect();
                for (field, text) in [
                    ("cefr", diploma.level.key().to_owned()),
                    ("parts", parts.join(", ")),
                    ("least", diploma.least.to_string()),
                    ("pass", diploma.pass.to_string()),
                ] {
                    fields.insert(format!("{key}.{field}"), text);
                }
                marks_fields(&diploma.marks, &format!("{key}.marks"), fields);
            }
        }
    }
}

#[cfg(test)]
mod tests;

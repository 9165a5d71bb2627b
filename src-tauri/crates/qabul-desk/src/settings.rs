//! Settings of the registry: read by everybody, written by its administrators.

use qabul_core::journal::Deed;
use qabul_core::settings::Settings;
use qabul_store::Member;
use serde_json::{Map, Value, json};

use crate::desk::{Desk, Done};
use crate::failure::Failure;
use crate::record::refuse_stale;
use crate::views::Nothing;

/// `settings.read`
pub(crate) fn read(desk: &Desk, _: &Nothing) -> Result<Settings, Failure> {
    desk.read(|reader| Ok(reader.settings()?))
}

/// `settings.write`
pub(crate) fn write(desk: &Desk, request: &Settings) -> Result<Settings, Failure> {
    let may = desk.may(Deed::ChangeSettings)?;
    let new = request.checked()?;
    desk.change(&may, |tx, act| {
        let before = tx.settings()?;
        refuse_stale(tx, ("settings", 1), (new.version, before.version), &stated(&before))?;
        tx.change_settings(&new)?;
        let after = tx.settings()?;
        let [before, text] = [before, after].map(|it| Some(stated(&it).to_string()));
        act.member(&Member { kind: "settings", record: 1, before, after: text })?;
        Ok(Done { answer: after, facts: json!({}) })
    })
}

fn stated(settings: &Settings) -> Value {
    let fields = settings.fields();
    let state = fields.map(|(field, value, ..)| (field.to_owned(), Value::from(value.to_string())));
    Value::Object(Map::from_iter(state))
}

//! Records as the journal keeps them: each field's text by its key.

use std::collections::BTreeMap;

use qabul_core::refusal::Refusal;
use qabul_store::Reader;
use serde_json::Value;

use crate::failure::Failure;

/// The fields that a member of an act records: an object of them, or their values alone, whose names
/// the facts of the act hold. What is empty is not there.
pub(crate) fn fields(json: &str, facts: &str) -> BTreeMap<String, String> {
    let named: Vec<(String, Value)> = match serde_json::from_str(json) {
        Ok(Value::Object(fields)) => fields.into_iter().collect(),
        Ok(Value::Array(values)) => names(facts).into_iter().zip(values).collect(),
        _ => Vec::new(),
    };
    let text = |value: Value| match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let texts = named.into_iter().map(|(field, value)| (field, text(value)));
    texts.filter(|(_, text)| !text.is_empty()).collect()
}

/// The fields that others have not, or have otherwise.
pub(crate) fn differing<K: Ord + Clone>(
    these: &BTreeMap<K, String>,
    others: &BTreeMap<K, String>,
) -> BTreeMap<K, String> {
    let only = these.iter().filter(|(field, text)| others.get(*field) != Some(*text));
    only.map(|(field, text)| (field.clone(), text.clone())).collect()
}

fn names(facts: &str) -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct Named {
        fields: Vec<String>,
    }
    serde_json::from_str(facts).map_or_else(|_| Vec::new(), |Named { fields }| fields)
}

/// Refuses to save what was looked at before somebody else changed it; says how it is now, so that
/// both can be laid side by side.
pub(crate) fn refuse_stale(
    reader: &Reader<'_>,
    (kind, record): (&str, i64),
    (looked_at, now): (i64, i64),
    theirs: &Value,
) -> Result<(), Failure> {
    if looked_at == now {
        return Ok(());
    }
    let (at, by) = reader.last_change(kind, record)?.unwrap_or_default();
    Err(Refusal::Stale { by, at, version: now, theirs: fields(&theirs.to_string(), "") }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_by_name_or_by_place() {
        let map = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
        };
        let facts = r#"{"fields":["fin","surname","phone"],"rows":1}"#;
        for (json, found) in [
            (r#"{"rows":5,"code":"201","note":null}"#, map(&[("rows", "5"), ("code", "201")])),
            (r#"["5KQ2M8I","Əli",""]"#, map(&[("fin", "5KQ2M8I"), ("surname", "Əli")])),
            ("", map(&[])),
            ("7", map(&[])),
        ] {
            assert_eq!(fields(json, facts), found, "{json}");
        }
    }
}

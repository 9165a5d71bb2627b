//! The acts that set a document, as fields of its form: `acts.center.0.number`, `acts.center.0.date`.

use super::form::{Fields, day, plain};
use super::regulation::{Act, Body};
use crate::fault::{FieldFault, ValueFault};
use crate::text::date_numeric;

/// Acts with their keys: `center.0`.
pub fn numbered(acts: &[Act]) -> impl Iterator<Item = (String, &Act)> {
    let key = |at: usize, act: &Act| key(act.body, count(&acts[..at], act.body));
    acts.iter().enumerate().map(move |(at, act)| (key(at, act), act))
}

fn count(acts: &[Act], body: Body) -> usize {
    acts.iter().filter(|act| act.body == body).count()
}

fn key(body: Body, number: usize) -> String {
    format!("{}.{number}", body.key())
}

/// Keys of the one act more that every body may add.
fn added(acts: &[Act]) -> impl Iterator<Item = (String, Body)> {
    Body::ALL.into_iter().map(|body| (key(body, count(acts, body)), body))
}

/// Every act with its texts, and for every body one more, empty.
#[must_use]
pub fn act_fields(acts: &[Act]) -> Fields {
    let mut fields = Fields::new();
    let mut put = |key: &str, number: &str, date: String| {
        fields.insert(format!("acts.{key}.number"), number.to_owned());
        fields.insert(format!("acts.{key}.date"), date);
    };
    numbered(acts).for_each(|(key, act)| put(&key, &act.number, date_numeric(act.date)));
    added(acts).for_each(|(key, _)| put(&key, "", String::new()));
    fields
}

/// The acts of the next version: what is typed over what was there, with scans by the keys of their acts. An
/// act that is typed over loses the scan of the former one. An act whose number is emptied is none; one
/// whose number is filled in is added.
///
/// # Errors
/// All faults, each with the key of its field.
pub fn next_acts(
    former: &[Act],
    typed: &Fields,
    scans: &Fields,
) -> Result<Vec<Act>, Vec<FieldFault>> {
    let (mut acts, mut faults) = (Vec::new(), Vec::new());
    let there = numbered(former).map(|(key, act)| (key, act.body, Some(act)));
    let more = added(former).map(|(key, body)| (key, body, None));
    for (key, body, was) in there.chain(more) {
        let text = |field: &str| typed.get(&format!("acts.{key}.{field}")).map(|text| text.trim());
        let number = text("number").or(was.map(|act| act.number.as_str())).unwrap_or_default();
        let shown = was.map(|act| date_numeric(act.date)).unwrap_or_default();
        let date = text("date").unwrap_or(&shown);
        let mut fault = |field: &str, fault| {
            faults.push(FieldFault { field: format!("acts.{key}.{field}"), fault });
        };
        if number.is_empty() {
            // One that was there goes with its number; of one that is added a day or a scan alone says nothing.
            if scans.contains_key(&key) || was.is_none() && !date.is_empty() {
                fault("number", ValueFault::Missing);
            }
            continue;
        }
        match (plain(number), day(date)) {
            (Ok(number), Ok(date)) => {
                let same = was.filter(|act| (&act.number, act.date) == (&number, date));
                let kept = same.and_then(|act| act.scan.clone());
                acts.push(Act { body, number, date, scan: scans.get(&key).cloned().or(kept) });
            }
            (number, date) => {
                if let Err(why) = number {
                    fault("number", why);
                }
                if let Err(why) = date {
                    fault("date", why);
                }
            }
        }
    }
    if faults.is_empty() { Ok(acts) } else { Err(faults) }
}

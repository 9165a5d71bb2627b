//! One slip printed for nobody's eyes: two registries that hold the same print the same bytes.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDateTime;
use ed25519_dalek::SigningKey;
use qabul_core::refusal::Refusal;
use qabul_core::staff::MayRead;
use qabul_print::batch::{self, Page};
use qabul_print::{Facts, slip as layout};
use qabul_store::Store;

use super::sheet::Run;
use crate::desk::{self, Press};
use crate::eligibility::Ruled;
use crate::failure::{Breakage, Failure};

/// The PDF of an entry's slip under the same run, serial and moment as any other, and under a key that
/// is worth nothing; nothing where the registry has no such entry or no seat for it.
pub(crate) fn print(
    press: &Press,
    store: &Store,
    seen: MayRead,
    id: i64,
    at: NaiveDateTime,
    scratch: &Path,
) -> Result<Option<Vec<u8>>, Failure> {
    let reader = store.reader();
    let Some(facts) = reader.people(seen).entry(id)? else { return Ok(None) };
    if facts.seat.is_none() {
        return Ok(None);
    }
    let sitting = facts.sitting.parse().map_err(|fault| Breakage::program("sitting", &fault))?;
    let rules = &Ruled::of(&reader, sitting)?;
    let (_, sitting) = desk::sitting(&reader, sitting)?;
    let key = SigningKey::from_bytes(&[0; 32]);
    let sample = reader.registry()?.sample;
    let run = Run { sitting: &sitting, rules, sample, key: &key, number: 1, of: 1, at };
    let photo = facts.person.photo.map(|hash| store.paper(&hash, seen)).transpose()?.flatten();
    let slip = run.slip(facts, 1, 1)?;
    let file = scratch.join("slip.pdf");
    let facts = Facts {
        title: "slip".to_owned(),
        author: String::new(),
        language: "az".to_owned(),
        created: at,
        identity: [0; 32],
    };
    let draw = |(slip, photo)| -> Result<Page, Failure> {
        let sheet = layout::layout(&slip, &press.form, &press.faces)
            .map_err(|unfit| Refusal::SlipsUnfit { slips: vec![unfit] })?;
        Ok(Page { sheet, photo })
    };
    let item = std::iter::once(Ok((slip, photo.map(Arc::from))));
    let mut watch = |_| std::ops::ControlFlow::Continue(());
    batch::write(&file, &facts, &press.faces, 1, item, draw, &mut watch)?;
    let broken = |error: std::io::Error| Breakage::of_io(&error, &file);
    let bytes = std::fs::read(&file).map_err(broken)?;
    std::fs::remove_file(&file).map_err(broken)?;
    Ok(Some(bytes))
}

//! Opening and founding registries.

use std::path::Path;

use ed25519_dalek::SigningKey;
use qabul_core::fault::ValueFault;
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_store::{Founding, Store};

use crate::desk::{Desk, Done, not_on_network};
use crate::failure::Failure;
use crate::reference;
use crate::views::Nothing;
use crate::views::registry::{CreateRequest, OpenRegistry, OpenRequest, Status, Which};

/// `registry.status`
pub(crate) fn status(desk: &Desk, _: &Nothing) -> Result<Status, Failure> {
    let open = match desk.which() {
        None => None,
        Some(which) => {
            let row = desk.read(|reader| Ok(reader.registry()?))?;
            Some(OpenRegistry { which, sample: row.sample, center: row.center })
        }
    };
    // What cannot be opened is there all the same: its own error must speak, and nothing else may
    // be opened in its stead.
    let holds = |folder: &Path, sample: bool| {
        let row = Store::open(folder).and_then(|store| store.reader().registry());
        Store::exists(folder) && row.map_or(true, |row| row.sample == sample)
    };
    Ok(Status {
        own_exists: holds(&desk.folders().own, false),
        sample_exists: holds(&desk.folders().sample, true),
        open,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// `registry.open`
pub(crate) fn open(desk: &Desk, request: &OpenRequest) -> Result<Status, Failure> {
    let folder = match request.which {
        Which::Own => &desk.folders().own,
        Which::Sample => &desk.folders().sample,
    };
    not_on_network(desk, folder)?;
    let store = Store::open(folder)?;
    let row = store.reader().registry()?;
    match (request.which, row.sample) {
        (Which::Sample, false) => return Err(Refusal::RealRegistryThere.into()),
        (Which::Own, true) => return Err(Refusal::SampleThere.into()),
        _ => desk.put(request.which, store),
    }
    status(desk, &Nothing {})
}

/// `registry.create`
pub(crate) fn create(desk: &Desk, request: &CreateRequest) -> Result<Status, Failure> {
    let center = request.center.trim();
    let invalid = |fault| Refusal::Invalid { field: "center".to_owned(), fault };
    match center.chars().count() {
        0 => return Err(invalid(ValueFault::Missing).into()),
        201.. => return Err(invalid(ValueFault::TooLong { longest: 200 }).into()),
        _ => {}
    }
    let key = SigningKey::from_bytes(&desk.host().chance());
    let store = found(desk, &desk.folders().own, center, &key, false)?;
    desk.put(Which::Own, store);
    status(desk, &Nothing {})
}

/// Founds a registry in a folder, with the shipped sittings.
pub(crate) fn found(
    desk: &Desk,
    folder: &Path,
    center: &str,
    key: &SigningKey,
    sample: bool,
) -> Result<Store, Failure> {
    not_on_network(desk, folder)?;
    if let Ok(there) = Store::open(folder) {
        let row = there.reader().registry()?;
        return Err(
            if row.sample { Refusal::SampleThere } else { Refusal::RealRegistryThere }.into()
        );
    }
    let founding = Founding {
        sample,
        center: center.to_owned(),
        at: desk.host().now(),
        secret: key.to_bytes(),
        public: key.verifying_key().to_bytes(),
    };
    Store::create(folder, &founding, |tx| {
        desk.act(tx, Deed::CreateRegistry, |tx, _| {
            let sittings = reference::sittings()?;
            for sitting in &sittings {
                tx.add_sitting(sitting)?;
            }
            let facts = serde_json::json!({ "sample": sample, "sittings": sittings.len() });
            Ok(Done { answer: (), facts })
        })
    })
}

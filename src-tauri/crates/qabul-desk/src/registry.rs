//! Opening and founding registries.

use std::path::Path;

use ed25519_dalek::SigningKey;
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::refusal::Refusal;
use qabul_core::staff::{AtTheDoor, MayDo, Role};
use qabul_store::{Founding, Store};

use crate::campaigns::{self, Hand};
use crate::certificates;
use crate::desk::{Desk, Done, not_on_network};
use crate::failure::Failure;
use crate::staff::{self, session};
use crate::views::Nothing;
use crate::views::registry::{CreateRequest, OpenRegistry, OpenRequest, Status, Which};

/// `registry.status`
pub(crate) fn status(desk: &Desk, _: &Nothing) -> Result<Status, Failure> {
    let open = match desk.which() {
        None => None,
        Some(which) => {
            let (row, has_staff, settings) = desk
                .peek(|reader| Ok((reader.registry()?, reader.has_staff()?, reader.settings()?)))?;
            Some(OpenRegistry {
                which,
                sample: row.sample,
                center: row.center,
                has_staff,
                signed: session::signed(desk),
                idle_minutes: settings.idle_minutes,
                accounts: if row.sample { staff::sample_accounts() } else { Vec::new() },
            })
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
        who_may: session::who_may_what(),
        readers: Role::ALL.into_iter().filter(|role| role.reads_people()).collect(),
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
    store.look_through()?;
    let row = store.reader().registry()?;
    match (request.which, row.sample) {
        (Which::Sample, false) => return Err(Refusal::RealRegistryThere.into()),
        (Which::Own, true) => return Err(Refusal::SampleThere.into()),
        _ => desk.put(request.which, store),
    }
    campaigns::complete(desk)?;
    if row.sample {
        staff::complete_sample(desk)?;
    }
    certificates::complete(desk)?;
    status(desk, &Nothing {})
}

/// `registry.create`
pub(crate) fn create(desk: &Desk, request: &CreateRequest) -> Result<Status, Failure> {
    let center = request.center.trim();
    let invalid = |fault| Refusal::from(FieldFault::of("center", fault));
    match center.chars().count() {
        0 => return Err(invalid(ValueFault::Missing).into()),
        201.. => return Err(invalid(ValueFault::TooLong { longest: 200 }).into()),
        _ => qabul_core::text::visible(center).map_err(invalid)?,
    }
    let store = found(desk, &desk.folders().own, center, None)?;
    desk.put(Which::Own, store);
    status(desk, &Nothing {})
}

/// Founds a registry in a folder, with the shipped campaigns: a sample with its key, which lies in it; a
/// real one without any, for each workstation is given its own.
pub(crate) fn found(
    desk: &Desk,
    folder: &Path,
    center: &str,
    key: Option<&SigningKey>,
) -> Result<Store, Failure> {
    let sample = key.is_some();
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
        key: key.map(|key| (key.to_bytes(), key.verifying_key().to_bytes())),
        station: desk.station().clone(),
    };
    let may = MayDo::at_the_door(AtTheDoor::Found, &desk.host().who());
    Store::create(folder, &founding, |tx| {
        desk.act(tx, &may, |tx, act| {
            let taken = campaigns::take_in(tx, act, &Hand::of(desk, &may))?;
            if sample {
                staff::found_sample(tx)?;
            }
            let taken = taken + certificates::take_in(tx, act, &Hand::of(desk, &may), sample)?;
            let facts = serde_json::json!({ "sample": sample, "taken": taken });
            Ok(Done { answer: (), facts })
        })
    })
}

//! Scans of papers: read from a chosen file, drawn, and copied out to be looked at.

use std::collections::BTreeMap;

use qabul_core::digest::hex;
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::refusal::Refusal;
use qabul_core::staff::MayDo;
use qabul_print::picture::{Picture, PictureFault};
use qabul_print::scan::{self, DrawnPage, ScanFault};

use crate::desk::Desk;
use crate::failure::{Breakage, Failure};
use crate::files;
use crate::host::Host;
use crate::views::files::{ChosenFile, FileHandle};
use crate::views::scan::NotDrawn;

/// The largest scan, in MB.
const MOST_MEGABYTES: u32 = 10;
/// Longest side of a page as it is shown, and as it is compared with others: much smaller, it would look less like
/// the same paper that came as a picture.
const SHOWN: u16 = 1600;

/// The bytes of a chosen scan, or what is wrong with it.
pub(crate) fn read(desk: &Desk, file: &FileHandle) -> Result<Result<Vec<u8>, FieldFault>, Failure> {
    let most = u64::from(MOST_MEGABYTES) * 1024 * 1024;
    let bytes = files::read_up_to(&desk.path(file)?, most)?;
    let fault = FieldFault::of("scan", ValueFault::Scan { most_megabytes: MOST_MEGABYTES });
    Ok(bytes.filter(|bytes| ending(bytes).is_some()).ok_or(fault))
}

/// How the name of a scan ends, by its first bytes; nothing for what is no scan.
pub(crate) fn ending(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 3] =
        [(b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n", "png")];
    kinds.into_iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, ending)| ending)
}

/// Keeps the scans that were chosen for acts of a document; their hashes by the keys of the acts.
pub(crate) fn of_acts(
    desk: &Desk,
    may: &MayDo,
    chosen: &BTreeMap<String, FileHandle>,
) -> Result<BTreeMap<String, String>, Failure> {
    let (mut papers, mut faults) = (Vec::new(), Vec::new());
    for (act, file) in chosen {
        match read(desk, file)? {
            Ok(bytes) => papers.push(bytes),
            Err(wrong) => faults.push(FieldFault::of(&format!("acts.{act}.scan"), wrong.fault)),
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::Invalid { faults }.into());
    }
    let hashes = desk.with_store(|store| Ok(store.keep_papers(may, &papers)?))?;
    Ok(chosen.keys().cloned().zip(hashes.iter().map(|hash| hex(hash))).collect())
}

/// What a process that a [`Host`] started for it does: draws a page of a PDF, without bounds of its own.
///
/// # Errors
/// Why it is not drawn.
///
/// # Panics
/// Where the drawing library does.
pub fn draw_here(pdf: Vec<u8>, page: u32, longest: u16) -> Result<DrawnPage, NotDrawn> {
    scan::draw(pdf, page, longest).map_err(|fault| match fault {
        ScanFault::Encrypted => NotDrawn::Encrypted,
        ScanFault::Broken => NotDrawn::Broken,
        ScanFault::NoPage => NotDrawn::NoPage,
        ScanFault::Partly => NotDrawn::Partly,
    })
}

/// A page of a scan as a JPEG to be shown, with how many it has. A picture is one page.
pub(crate) fn page(host: &dyn Host, bytes: &[u8], page: u32) -> Result<DrawnPage, NotDrawn> {
    match ending(bytes) {
        Some("pdf") => host.draw(bytes, page, SHOWN),
        _ if page != 1 => Err(NotDrawn::NoPage),
        _ => {
            let picture = Picture::open(bytes).map_err(|fault| match fault {
                PictureFault::NoPicture => NotDrawn::Broken,
                PictureFault::Vast { .. } => NotDrawn::TooLarge,
            })?;
            Ok(DrawnPage { jpeg: picture.shown(SHOWN.into()), pages: 1 })
        }
    }
}

/// What scans look like, each by its first page; nothing of what is not drawn. After one that takes too long no other
/// PDF is tried: whoever saves is waiting.
pub(crate) fn looks(host: &dyn Host, scans: &[Vec<u8>]) -> Vec<Option<[u8; 32]>> {
    let mut patient = true;
    let mut look = |bytes: &Vec<u8>| {
        if ending(bytes) != Some("pdf") {
            return Picture::open(bytes).ok().map(|picture| picture.look());
        }
        let drawn = patient.then(|| host.draw(bytes, 1, SHOWN))?;
        patient = drawn != Err(NotDrawn::TooLong);
        Picture::open(&drawn.ok()?.jpeg).ok().map(|picture| picture.look())
    };
    scans.iter().map(&mut look).collect()
}

/// Copies a scan to a chosen place, to be looked at. The name ends as the scan is, whatever was typed; what is
/// there under that name stays.
pub(crate) fn copy(
    desk: &Desk,
    file: &FileHandle,
    bytes: Option<Vec<u8>>,
) -> Result<ChosenFile, Failure> {
    let path = desk.path(file)?;
    let bytes = bytes.ok_or_else(|| Breakage::program("scan", &"not kept"))?;
    let ending = ending(&bytes).unwrap_or("pdf");
    let named = path.extension().is_some_and(|typed| typed.eq_ignore_ascii_case(ending));
    let path = if named { path } else { path.with_added_extension(ending) };
    if !named && path.exists() {
        return Err(Refusal::FileExists { file: files::name_of(&path) }.into());
    }
    files::write(&path, &bytes)?;
    Ok(desk.files().made(path))
}

//! The photo of a candidate: a picture chosen at the desk, cut to 3×4, looked at, kept.

use base64::Engine;
use qabul_core::digest::hex;
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_print::picture::{Cut, Doubt, Picture, PictureFault};
use serde_json::json;

use crate::desk::{Desk, Done};
use crate::failure::Failure;
use crate::files;
use crate::life::{Fields, differing};
use crate::same;
use crate::views::files::FileHandle;
use crate::views::photos::{
    CutPicture, CutView, LookAtPicture, PhotoCut, PhotoDoubt, PhotoOf, PictureView,
};

/// A file of more bytes is not read: cameras do not make them.
const MOST_BYTES: u64 = 40 * 1024 * 1024;
/// Longest side of the picture that a screen is shown.
const SHOWN: u32 = 720;
/// Pixels across that 3×4 cm need, as art and print want them.
const LEAST: u32 = 300;

/// `photos.look`
pub(crate) fn look(desk: &Desk, request: &LookAtPicture) -> Result<PictureView, Failure> {
    desk.may(Deed::SavePhoto)?;
    let picture = open(desk, &request.file)?;
    let (width, height) = picture.size();
    let Cut { x, y, width: wide } = picture.proposed();
    let image = address(&picture.shown(SHOWN));
    Ok(PictureView { image, width, height, cut: PhotoCut { x, y, width: wide }, least: LEAST })
}

/// `photos.cut`: tries a cut, or takes it.
pub(crate) fn cut(desk: &Desk, request: &CutPicture) -> Result<CutView, Failure> {
    let may = desk.may(Deed::SavePhoto)?;
    let PhotoCut { x, y, width } = request.cut;
    let photo = open(desk, &request.file)?.cut(Cut { x, y, width });
    if photo.width < LEAST {
        let (width, height) = (photo.width, photo.height);
        return Err(Refusal::CutSmall { width, height }.into());
    }
    let mut answer = CutView {
        image: address(&photo.bytes),
        width: photo.width,
        height: photo.height,
        bytes: u32::try_from(photo.bytes.len()).unwrap_or(u32::MAX),
        doubts: photo.doubts.into_iter().map(told).collect(),
        version: None,
    };
    let Some(of) = request.of else { return Ok(answer) };
    let hashes = desk.with_store(|store| Ok(store.keep_papers(&may, &[photo.bytes])?))?;
    let hash = hashes.first().copied();
    let id = match of {
        PhotoOf::Entry { id } => id,
        PhotoOf::Draft { draft } => {
            let kept = match hash {
                Some(hash) => {
                    desk.with_store(|store| Ok(store.keep_draft_photo(&may, draft, &hash)?))?
                }
                None => false,
            };
            return if kept { Ok(answer) } else { Err(Refusal::NoApplication.into()) };
        }
    };
    answer.version = desk.change(&may, |tx, act| {
        same::refuse_merged(tx, &tx.case(id)?.ok_or(Refusal::NoApplication)?)?;
        let person = tx.entry(id)?.ok_or(Refusal::NoApplication)?.person;
        tx.change_photo(person.id, hash)?;
        let fields = |hash: Option<[u8; 32]>| -> Fields {
            hash.map(|hash| ("photo", hex(&hash))).into_iter().collect()
        };
        act.member(&differing(id, &fields(person.photo), &fields(hash)))?;
        let version = tx.entry(id)?.map(|facts| facts.version);
        Ok(Done { answer: version, facts: json!({}) })
    })?;
    Ok(answer)
}

fn open(desk: &Desk, file: &FileHandle) -> Result<Picture, Failure> {
    let path = desk.path(file)?;
    let refused = || Refusal::NoPicture { file: files::name_of(&path) };
    let bytes = files::read_up_to(&path, MOST_BYTES)?.ok_or_else(refused)?;
    Ok(Picture::open(&bytes).map_err(|fault| match fault {
        PictureFault::NoPicture | PictureFault::Vast { .. } => refused(),
    })?)
}

fn told(doubt: Doubt) -> PhotoDoubt {
    match doubt {
        Doubt::Blurred => PhotoDoubt::Blurred,
        Doubt::Dark => PhotoDoubt::Dark,
        Doubt::Bright => PhotoDoubt::Bright,
    }
}

/// A photo that is kept, as an address that a screen shows.
pub(crate) fn shown(desk: &Desk, hash: Option<[u8; 32]>) -> Result<Option<String>, Failure> {
    let bytes = hash.map(|hash| desk.paper(&hash)).transpose()?.flatten();
    Ok(bytes.map(|bytes| address(&bytes)))
}

/// A photo as an address that a screen shows.
fn address(jpeg: &[u8]) -> String {
    format!("data:image/jpeg;base64,{}", base64::engine::general_purpose::STANDARD.encode(jpeg))
}

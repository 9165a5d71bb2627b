//! Photos of a folder: which person each belongs to, whether a slip can carry it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use qabul_core::fault::{Finding, RowFault, Weight};
use qabul_core::text::ascii_upper;
use qabul_print::{BarePhoto, PhotoFault};
use sha2::{Digest, Sha256};

use super::tell;
use crate::failure::{Breakage, Failure};
use crate::files;
use crate::jobs::Watch;
use crate::views::jobs::JobStep;

/// Pixels that 3×4 cm need at 180 dots an inch; less looks coarse on paper.
const LEAST: (u32, u32) = (212, 280);
/// Pixels that a camera of 12 megapixels gives; a decoder is never asked for more.
const MOST: (u32, u32) = (4000, 4000);
/// A file of more kilobytes is not even read: notes and thumbnails of a camera do not weigh so much.
const MOST_READ_KILOBYTES: u32 = 8_000;
/// A photo of more kilobytes makes ten thousand slips too heavy for a printer.
const MOST_KILOBYTES: u32 = 400;

/// A photo that can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PhotoFile {
    pub(super) path: PathBuf,
    pub(super) hash: [u8; 32],
}

/// What a folder of photos holds, by FİN.
#[derive(Default)]
pub(super) struct PhotoFolder {
    pub(super) good: BTreeMap<String, PhotoFile>,
    pub(super) bad: BTreeMap<String, Finding>,
}

/// Reads every `.jpg` and `.jpeg` of a folder, one at a time; only their hashes are kept.
pub(super) fn read(folder: &Path, watch: &Watch) -> Result<PhotoFolder, Failure> {
    let unreadable = || Failure::from(Breakage::Unreadable { file: files::name_of(folder) });
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|_| unreadable())? {
        let path = entry.map_err(|_| unreadable())?.path();
        let ending = path.extension().unwrap_or_default();
        if ending.eq_ignore_ascii_case("jpg") || ending.eq_ignore_ascii_case("jpeg") {
            paths.push(path);
        }
    }
    paths.sort();
    watch.step(JobStep::ReadingPhotos, paths.len() as u64);
    let mut photos = PhotoFolder::default();
    for (done, path) in (0..).zip(paths) {
        tell(watch, done)?;
        let fin = ascii_upper(&path.file_stem().unwrap_or_default().to_string_lossy());
        match taken(&path)? {
            Ok(bytes) => {
                let hash = Sha256::digest(&bytes).into();
                photos.good.insert(fin, PhotoFile { path, hash });
            }
            Err(fault) => {
                photos.bad.insert(fin, finding(&files::name_of(&path), fault));
            }
        }
    }
    Ok(photos)
}

/// The photo of a file as it is kept, bare of all that is not picture; or what keeps it from being
/// taken: its candidate is taken all the same.
pub(super) fn taken(path: &Path) -> Result<Result<Vec<u8>, RowFault>, Failure> {
    let Some(bytes) = files::read_up_to(path, u64::from(MOST_READ_KILOBYTES) * 1000)? else {
        let length = std::fs::metadata(path).map_or(u64::MAX, |file| file.len());
        return Ok(Err(large(length)));
    };
    Ok(BarePhoto::of(&bytes).map_err(told).and_then(fitting))
}

fn told(fault: PhotoFault) -> RowFault {
    match fault {
        PhotoFault::NotJpeg => RowFault::PhotoNotJpeg,
        PhotoFault::Cut => RowFault::PhotoCut,
        PhotoFault::Kind => RowFault::PhotoKind,
        PhotoFault::Deep => RowFault::PhotoDeep,
        PhotoFault::Press => RowFault::PhotoPress,
        PhotoFault::Turned => RowFault::PhotoTurned,
    }
}

fn fitting(photo: BarePhoto) -> Result<Vec<u8>, RowFault> {
    let (width, height) = (u32::from(photo.width), u32::from(photo.height));
    if width < LEAST.0 || height < LEAST.1 {
        return Err(RowFault::PhotoSmall { width, height });
    }
    if width > MOST.0 || height > MOST.1 {
        let (most_width, most_height) = MOST;
        return Err(RowFault::PhotoVast { width, height, most_width, most_height });
    }
    if photo.bytes.len() > MOST_KILOBYTES as usize * 1000 {
        return Err(large(photo.bytes.len() as u64));
    }
    Ok(photo.bytes)
}

fn large(bytes: u64) -> RowFault {
    let kilobytes = u32::try_from(bytes.div_ceil(1000)).unwrap_or(u32::MAX);
    RowFault::PhotoLarge { kilobytes, most: MOST_KILOBYTES }
}

/// A finding about a photo, which stands in no row of the list.
pub(super) fn finding(file: &str, fault: RowFault) -> Finding {
    Finding {
        row: 0,
        column: "photo".to_owned(),
        head: String::new(),
        value: file.to_owned(),
        fault,
        weight: Weight::Look,
    }
}

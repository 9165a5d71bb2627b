//! Photos of a folder: which person each belongs to, whether a slip can carry it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use qabul_core::fault::{Finding, RowFault, Weight};
use qabul_core::text::ascii_upper;
use sha2::{Digest, Sha256};

use super::tell;
use crate::failure::{Breakage, Failure};
use crate::files;
use crate::jobs::Watch;
use crate::views::jobs::JobStep;

/// Pixels that 3×4 cm need at 180 dots an inch; less looks coarse on paper.
const LEAST: (u32, u32) = (212, 280);
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
        let bytes = files::read(&path)?;
        match fault(&bytes) {
            None => {
                let hash = Sha256::digest(&bytes).into();
                photos.good.insert(fin, PhotoFile { path, hash });
            }
            Some(fault) => {
                photos.bad.insert(fin, finding(&files::name_of(&path), fault));
            }
        }
    }
    Ok(photos)
}

/// What keeps a photo from being taken; its candidate is taken all the same.
fn fault(bytes: &[u8]) -> Option<RowFault> {
    let Some((width, height)) = qabul_print::jpeg_size(bytes) else {
        return Some(RowFault::PhotoNotJpeg);
    };
    let (width, height) = (u32::from(width), u32::from(height));
    if width < LEAST.0 || height < LEAST.1 {
        return Some(RowFault::PhotoSmall { width, height });
    }
    let kilobytes = u32::try_from(bytes.len().div_ceil(1000)).unwrap_or(u32::MAX);
    (kilobytes > MOST_KILOBYTES).then_some(RowFault::PhotoLarge { kilobytes, most: MOST_KILOBYTES })
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

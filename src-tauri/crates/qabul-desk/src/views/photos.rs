//! What screens ask and learn of the photo of a candidate.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::files::FileHandle;

/// Looks at a picture that was chosen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LookAtPicture {
    /// The file, JPEG or PNG.
    pub file: FileHandle,
}

/// The part of a picture that becomes the photo, in pixels of the picture; four thirds as high as wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PhotoCut {
    /// Left.
    pub x: u32,
    /// Top.
    pub y: u32,
    /// Width.
    pub width: u32,
}

/// A picture to cut a photo from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PictureView {
    /// The picture, smaller where it is large, as a data address.
    pub image: String,
    /// Pixels across of the picture itself.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The part to begin with.
    pub cut: PhotoCut,
    /// The least width of a part that is enough for paper.
    pub least: u32,
}

/// Tries a cut, or takes it as the photo of a candidate.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CutPicture {
    /// The file.
    pub file: FileHandle,
    /// The part.
    pub cut: PhotoCut,
    /// Of what it becomes the photo; nothing to try only.
    #[serde(default)]
    pub of: Option<PhotoOf>,
}

/// Of what a photo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "of", rename_all = "snake_case")]
#[ts(export)]
pub enum PhotoOf {
    /// Of the person of an entry.
    Entry {
        /// The entry.
        #[ts(type = "number")]
        id: i64,
    },
    /// Of a new application that is not saved yet.
    Draft {
        /// The draft.
        #[ts(type = "number")]
        draft: i64,
    },
}

/// What a person should look at in a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PhotoDoubt {
    /// Out of focus.
    Blurred,
    /// Too dark.
    Dark,
    /// Too bright.
    Bright,
}

/// A photo that was cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CutView {
    /// The photo as a data address.
    pub image: String,
    /// Pixels across of the part.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Its size.
    pub bytes: u32,
    /// What to look at.
    pub doubts: Vec<PhotoDoubt>,
    /// Which version of the application has it, where it was taken.
    #[ts(type = "number | null")]
    pub version: Option<i64>,
}

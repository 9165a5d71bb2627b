//! A laid-out sheet: marks in millimetres from the top left, in reading order.

mod snapshot;

use std::fmt;
use std::sync::Arc;

use qabul_core::slip::PhotoHash;

use crate::faces::Face;

/// Millimetres.
pub type Mm = f32;
/// Typographic points, 72 to the inch.
pub type Points = f32;

/// What a mark is painted with. Nothing on a paper means anything by its colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Black.
    Black,
    /// The paper's white, on a black cell.
    White,
    /// The one accent, `#0F4C75`: a dark grey on a black-and-white printer.
    Accent,
    /// A light grey, for the outlines of a sample's diagonal word.
    Veil,
}

impl Ink {
    /// Red, green, blue.
    pub(crate) const fn rgb(self) -> [u8; 3] {
        match self {
            Self::Black => [0, 0, 0],
            Self::White => [255, 255, 255],
            Self::Accent => [0x0f, 0x4c, 0x75],
            Self::Veil => [0xc0, 0xc0, 0xc0],
        }
    }
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Left end.
    pub x: Mm,
    /// Baseline.
    pub baseline: Mm,
    /// Face.
    pub face: Face,
    /// Size.
    pub size: Points,
    /// Ink.
    pub ink: Ink,
    /// Added after every letter.
    pub tracking: Mm,
    /// How far it runs, without tracking.
    pub width: Mm,
    /// The text, NFC.
    pub text: String,
    /// Byte offsets of letters that are moved, in thousandths of an em.
    pub kerns: Vec<(usize, f32)>,
}

/// A straight stroke.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// One end.
    pub from: (Mm, Mm),
    /// The other.
    pub to: (Mm, Mm),
    /// Thickness.
    pub stroke: Mm,
    /// Ink.
    pub ink: Ink,
    /// Length of dash and gap; none for a solid line.
    pub dash: Option<Mm>,
}

/// A box, filled or framed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rectangle {
    /// Left.
    pub x: Mm,
    /// Top.
    pub y: Mm,
    /// Width.
    pub width: Mm,
    /// Height.
    pub height: Mm,
    /// Thickness of the frame; filled where there is none.
    pub stroke: Option<Mm>,
    /// Ink.
    pub ink: Ink,
}

/// Where a photo goes. It covers the box: what is too high or too wide is cut evenly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhotoBox {
    /// Left.
    pub x: Mm,
    /// Top.
    pub y: Mm,
    /// Width.
    pub width: Mm,
    /// Height.
    pub height: Mm,
    /// Which photo: SHA-256 of its bytes.
    pub photo: PhotoHash,
}

/// A square code of dark and light modules.
#[derive(Clone, PartialEq)]
pub struct Matrix {
    /// Left.
    pub x: Mm,
    /// Top.
    pub y: Mm,
    /// Side of one module.
    pub module: Mm,
    /// Modules a side.
    pub side: usize,
    /// Row by row, dark is true.
    pub dark: Vec<bool>,
}

impl fmt::Debug for Matrix {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Matrix({} x {} at {} {})", self.side, self.side, self.x, self.y)
    }
}

/// A code of dark and light bars.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// Left.
    pub x: Mm,
    /// Top.
    pub y: Mm,
    /// Height.
    pub height: Mm,
    /// Width of one module.
    pub module: Mm,
    /// Widths in modules: dark, light, dark, …
    pub widths: Vec<u8>,
}

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Begins a ring.
    Move(Mm, Mm),
    /// Straight.
    Line(Mm, Mm),
    /// A cubic curve: two handles and the end.
    Curve([(Mm, Mm); 3]),
}

/// A free shape of closed rings.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// What it shows, for the snapshot.
    pub name: &'static str,
    /// The rings; each begins with a move and is closed.
    pub segments: Vec<Segment>,
    /// Thickness of the outline; filled where there is none.
    pub stroke: Option<Mm>,
    /// Ink.
    pub ink: Ink,
}

/// What stands on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A part that is the same on many sheets; written once a file.
    Form(Arc<Form>),
    /// Text.
    Run(Run),
    /// A stroke.
    Line(Line),
    /// A box.
    Rectangle(Rectangle),
    /// A photo.
    Photo(PhotoBox),
    /// A square code.
    Matrix(Matrix),
    /// A bar code.
    Bars(Bars),
    /// A free shape.
    Path(Path),
}

/// Marks that many sheets share.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Its name, for the snapshot: `az.head`.
    pub name: String,
    /// Its marks, in reading order; no form among them, no photo and no code.
    pub marks: Vec<Mark>,
}

/// One sheet of paper. Printed with `{}` it is text for a snapshot.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What it is, in words: the title of its picture.
    pub title: String,
    /// Width.
    pub width: Mm,
    /// Height.
    pub height: Mm,
    /// Everything on it, in reading order.
    pub marks: Vec<Mark>,
}

impl Sheet {
    /// The photo that the sheet shows, if it shows one.
    #[must_use]
    pub fn photo(&self) -> Option<&PhotoHash> {
        self.marks.iter().find_map(|mark| match mark {
            Mark::Photo(shown) => Some(&shown.photo),
            _ => None,
        })
    }

    /// The forms it uses, in order.
    pub fn forms(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Form(form) => Some(form),
            _ => None,
        })
    }
}

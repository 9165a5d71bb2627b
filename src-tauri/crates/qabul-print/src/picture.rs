//! A picture that somebody chose, on its way to a photo of 3×4: opened within bounds, turned as it is meant, cut, made
//! smaller, looked at for sharpness and light, written as a JPEG with nothing in it but the picture.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, ImageDecoder, ImageReader, Limits, RgbImage};

/// More pixels a side than any camera of an office gives; a decoder is never asked for more.
const MOST_SIDE: u32 = 10_000;
/// What opening one may take in memory.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;
/// The photo as it is kept: 3×4 cm at 500 dots an inch.
const KEPT: (u32, u32) = (600, 800);
/// The size at which sharpness is measured, so that it does not depend on the camera.
const MEASURED: (u32, u32) = (240, 320);
/// Edges of a sharp face vary more than this at that size; a photo out of focus stays far below.
const LEAST_SHARP: f64 = 30.0;
/// Mean light of 255 below which a face is hard to see, and above which it is washed out.
const LIGHT: std::ops::RangeInclusive<f64> = 60.0..=225.0;
const QUALITY: u8 = 90;

/// Why a file is no picture to cut a photo from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureFault {
    /// Neither JPEG nor PNG, or broken.
    #[error("no JPEG or PNG")]
    NoPicture,
    /// Larger than what is opened.
    #[error("{width} x {height} pixels")]
    Vast {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
}

/// A part of a picture in its pixels; four thirds as high as wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// Left.
    pub x: u32,
    /// Top.
    pub y: u32,
    /// Width.
    pub width: u32,
}

impl Cut {
    /// Height.
    #[must_use]
    pub fn height(self) -> u32 {
        self.width * 4 / 3
    }
}

/// What a person should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Out of focus.
    Blurred,
    /// Too dark.
    Dark,
    /// Too bright.
    Bright,
}

/// A photo that was cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutPhoto {
    /// The JPEG.
    pub bytes: Vec<u8>,
    /// Pixels across of the cut, before it was made smaller.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What to look at.
    pub doubts: Vec<Doubt>,
}

/// An open picture.
pub struct Picture(RgbImage);

impl Picture {
    /// Opens a JPEG or PNG, turned as its note says.
    ///
    /// # Errors
    /// [`PictureFault`]
    pub fn open(bytes: &[u8]) -> Result<Self, PictureFault> {
        let broken = |_| PictureFault::NoPicture;
        let mut reader = ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .map_err(|_| PictureFault::NoPicture)?;
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_MEMORY);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(broken)?;
        let (width, height) = decoder.dimensions();
        if width > MOST_SIDE || height > MOST_SIDE {
            return Err(PictureFault::Vast { width, height });
        }
        let turn = decoder.orientation().map_err(broken)?;
        let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
        picture.apply_orientation(turn);
        Ok(Self(picture.into_rgb8()))
    }

    /// What it looks like whatever its size and encoding, in 256 bits: of sixteen rows of seventeen grey squares
    /// whether each is darker than the one right of it.
    #[must_use]
    pub fn look(&self) -> [u8; 32] {
        let grey = imageops::grayscale(&self.0);
        let small = imageops::resize(&grey, 17, 16, FilterType::Triangle);
        let mut bits = [0_u8; 32];
        for row in 0..16 {
            for column in 0..16 {
                let darker =
                    small.get_pixel(column, row).0[0] < small.get_pixel(column + 1, row).0[0];
                let at = (row * 16 + column) as usize;
                bits[at / 8] |= u8::from(darker) << (at % 8);
            }
        }
        bits
    }

    /// Pixels across and down.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        self.0.dimensions()
    }

    /// The whole picture, smaller where it is large, as a JPEG to be shown.
    #[must_use]
    pub fn shown(&self, most: u32) -> Vec<u8> {
        let (width, height) = self.size();
        let side = width.max(height).max(1);
        if side <= most {
            return jpeg(&self.0);
        }
        let part = |length: u32| (length * most / side).max(1);
        jpeg(&imageops::resize(&self.0, part(width), part(height), FilterType::Triangle))
    }

    /// The largest part of 3×4 in the middle, a little higher than it, where faces are.
    #[must_use]
    pub fn proposed(&self) -> Cut {
        let (width, height) = self.size();
        let wide = width.min(height * 3 / 4);
        let cut = Cut { x: (width - wide) / 2, y: 0, width: wide };
        Cut { y: (height - cut.height().min(height)) / 3, ..cut }
    }

    /// Cuts a photo; what reaches beyond the picture is moved into it.
    #[must_use]
    pub fn cut(&self, cut: Cut) -> CutPhoto {
        let (across, down) = self.size();
        let width = cut.width.clamp(1, across.min(down * 3 / 4).max(1));
        let cut = Cut { width, ..cut };
        let height = cut.height().clamp(1, down);
        let (x, y) = (cut.x.min(across - width), cut.y.min(down - height));
        let part = imageops::crop_imm(&self.0, x, y, width, height).to_image();
        let doubts = doubts(&part);
        let kept = if width > KEPT.0 {
            imageops::resize(&part, KEPT.0, KEPT.1, FilterType::Lanczos3)
        } else {
            part
        };
        CutPhoto { bytes: jpeg(&kept), width, height, doubts }
    }
}

/// A picture as a JPEG.
pub(crate) fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(picture);
    written.expect("a vector takes every byte of a picture that has pixels");
    bytes
}

fn doubts(picture: &RgbImage) -> Vec<Doubt> {
    let (width, height) = MEASURED;
    let small = imageops::resize(picture, width, height, FilterType::Triangle);
    let grey = imageops::grayscale(&small);
    let light = mean(grey.pixels().map(|pixel| f64::from(pixel.0[0])));
    let mut doubts = Vec::new();
    if sharpness(&grey) < LEAST_SHARP {
        doubts.push(Doubt::Blurred);
    }
    if light < *LIGHT.start() {
        doubts.push(Doubt::Dark);
    }
    if light > *LIGHT.end() {
        doubts.push(Doubt::Bright);
    }
    doubts
}

/// How much the second differences of neighbours vary: edges make it large, a picture out of focus has none.
fn sharpness(grey: &GrayImage) -> f64 {
    let (width, height) = grey.dimensions();
    let at = |x: u32, y: u32| f64::from(grey.get_pixel(x, y).0[0]);
    let inner = (1..height - 1).flat_map(|y| (1..width - 1).map(move |x| (x, y)));
    let edges: Vec<f64> = inner
        .map(|(x, y)| at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4.0 * at(x, y))
        .collect();
    let middle = mean(edges.iter().copied());
    mean(edges.iter().map(|edge| (edge - middle).powi(2)))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;
    use crate::BarePhoto;

    /// Stripes of light and dark, `wide` pixels each.
    fn stripes(width: u32, height: u32, wide: u32, light: [u8; 2]) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            let value = light[usize::from((x / wide + y / wide) % 2 == 1)];
            Rgb([value, value, value])
        })
    }

    fn opened(picture: &RgbImage) -> Picture {
        Picture::open(&jpeg(picture)).unwrap()
    }

    #[test]
    fn a_cut_is_three_by_four_small_enough_and_bare() {
        let picture = opened(&stripes(3000, 2000, 100, [40, 200]));
        assert_eq!(picture.size(), (3000, 2000));
        let cut = picture.proposed();
        assert_eq!((cut.width, cut.height(), cut.x), (1500, 2000, 750));
        let photo = picture.cut(cut);
        assert_eq!((photo.width, photo.height, photo.doubts), (1500, 2000, vec![]));
        let bare = BarePhoto::of(&photo.bytes).unwrap();
        assert_eq!((u32::from(bare.width), u32::from(bare.height)), KEPT);
        // What lies outside is moved in, and a small one is not blown up.
        let small = opened(&stripes(300, 400, 20, [40, 200]));
        let photo = small.cut(Cut { x: 9_000, y: 9_000, width: 9_000 });
        assert_eq!((photo.width, photo.height), (300, 400));
        assert_eq!(BarePhoto::of(&photo.bytes).unwrap().width, 300);
    }

    #[test]
    fn out_of_focus_dark_and_bright_are_doubted() {
        let sharp = stripes(600, 800, 30, [60, 190]);
        let photo = |picture: &RgbImage| opened(picture).cut(Cut { x: 0, y: 0, width: 600 }).doubts;
        assert_eq!(photo(&sharp), []);
        let blurred = imageops::blur(&sharp, 24.0);
        assert_eq!(photo(&blurred), [Doubt::Blurred]);
        assert_eq!(photo(&stripes(600, 800, 30, [0, 70])), [Doubt::Dark]);
        assert_eq!(photo(&stripes(600, 800, 30, [210, 255])), [Doubt::Bright]);
    }

    #[test]
    fn what_is_no_picture_is_refused_and_a_picture_is_shown_small() {
        assert_eq!(Picture::open(b"%PDF-1.7").err(), Some(PictureFault::NoPicture));
        assert_eq!(Picture::open(&[]).err(), Some(PictureFault::NoPicture));
        let whole = jpeg(&stripes(900, 600, 30, [60, 190]));
        assert_eq!(Picture::open(&whole[..200]).err(), Some(PictureFault::NoPicture));
        let shown = Picture::open(&opened(&stripes(900, 600, 30, [60, 190])).shown(300)).unwrap();
        assert_eq!(shown.size(), (300, 200));
        let mut png = Cursor::new(Vec::new());
        stripes(30, 40, 5, [0, 255]).write_to(&mut png, image::ImageFormat::Png).unwrap();
        assert_eq!(Picture::open(&png.into_inner()).unwrap().size(), (30, 40));
    }
}

//! Portraits of people who do not exist: drawn, softly lit, and saved as JPEG.

mod body;
mod canvas;
mod face;
mod features;
mod hair;
mod look;
mod scarf;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::mix::{Purpose, Stream};
use crate::people::SamplePerson;
use canvas::{Canvas, HEIGHT, WIDTH};
use look::Look;

/// JPEG quality, of 100.
const QUALITY: u8 = 80;
/// How far the grain of the picture moves a pixel up or down, of 255.
const GRAIN: i32 = 3;
/// By how much the light falls off from one edge to the other, of 255.
const LIGHT: f32 = 18.0;

/// A JPEG of 300 by 400 pixels.
pub(crate) fn portrait(seed: u64, person: &SamplePerson) -> Vec<u8> {
    let mut jpeg = Vec::with_capacity(16 * 1024);
    let look = Look::of(seed, person);
    let Some(mut canvas) = Canvas::new(look.axis) else {
        return jpeg;
    };
    backdrop(&look, canvas.pixels());
    hair::behind(&look, &mut canvas);
    body::draw(&look, &mut canvas);
    hair::beside(&look, &mut canvas);
    face::draw(&look, &mut canvas);
    features::draw(&look, &mut canvas);
    hair::over(&look, &mut canvas);
    features::worn(&look, &mut canvas);
    let mut noise = Stream::of(seed, Purpose::Grain, person.index);
    finish(&look, &mut noise, canvas.pixels());
    let mut encoder = Encoder::new(&mut jpeg, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(canvas.pixels(), WIDTH, HEIGHT, ColorType::Rgba)
        .expect("a vector takes every byte and the size is the canvas's own");
    jpeg
}

/// A studio wall: lighter around the head, darker towards the corners.
fn backdrop(look: &Look, pixels: &mut [u8]) {
    let (light, dark) = (look.backdrop.lighter(0.3), look.backdrop.darker(0.16));
    let shades: [[u8; 4]; 256] = std::array::from_fn(|level| {
        let ink = light.toward(dark, level as f32 / 255.0);
        [ink.0, ink.1, ink.2, 255]
    });
    // How far a place is from the light, squared, as a part of 255.
    let away = |at: u16, middle: f32, reach: f32| {
        let part = (f32::from(at) - middle) / reach;
        (part * part * 255.0) as usize
    };
    let lamp = f32::from(WIDTH) / 2.0 - look.side * 50.0;
    let across: Vec<usize> = (0..WIDTH).map(|column| away(column, lamp, 300.0)).collect();
    let rows = pixels.chunks_exact_mut(4 * usize::from(WIDTH));
    for (row, line) in (0..HEIGHT).zip(rows) {
        let up = away(row, 140.0, 340.0);
        for (across, pixel) in across.iter().zip(line.chunks_exact_mut(4)) {
            pixel.copy_from_slice(&shades[(up + across).min(255)]);
        }
    }
}

/// Light from one side over the whole picture, and fine grain, so that the drawing does not look
/// cut from paper.
fn finish(look: &Look, stream: &mut Stream, pixels: &mut [u8]) {
    // Two small draws in one byte: their sum falls mostly in the middle.
    let grain: [i8; 256] = std::array::from_fn(|noise| {
        let sum = (noise & 15) as i32 + (noise >> 4) as i32 - 15;
        (sum * GRAIN / 15) as i8
    });
    let light: Vec<i8> = (0..WIDTH)
        .map(|column| {
            let across = f32::from(column) / f32::from(WIDTH) - 0.4;
            (-look.side * across * LIGHT) as i8
        })
        .collect();
    for line in pixels.chunks_exact_mut(4 * usize::from(WIDTH)) {
        for (eight, light) in line.chunks_mut(32).zip(light.chunks(8)) {
            let noise = stream.bits().to_le_bytes();
            for ((pixel, light), noise) in eight.chunks_exact_mut(4).zip(light).zip(noise) {
                let step = grain[usize::from(noise)] + light;
                for channel in &mut pixel[..3] {
                    *channel = channel.saturating_add_signed(step);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::Round;

    /// Height, width and channels as the frame header of a JPEG states them.
    fn frame(jpeg: &[u8]) -> Option<(u16, u16, u8)> {
        let mut rest = jpeg.strip_prefix(&[0xFF, 0xD8])?;
        loop {
            let (head, body) = rest.split_at_checked(4)?;
            let length = usize::from(u16::from_be_bytes([head[2], head[3]]));
            if head[..2] == [0xFF, 0xC0] {
                let size = |at: usize| u16::from_be_bytes([body[at], body[at + 1]]);
                return Some((size(1), size(3), body[5]));
            }
            rest = body.get(length.checked_sub(2)?..)?;
        }
    }

    #[test]
    fn photos_are_colour_jpegs_of_one_size_and_each_is_its_own() {
        let round = Round::new(1, 1448);
        let mut seen = HashSet::new();
        for person in round.people().take(300) {
            let photo = round.photo(&person);
            assert_eq!(frame(&photo), Some((400, 300, 3)), "{}", person.index);
            assert!(photo.ends_with(&[0xFF, 0xD9]));
            assert!((8_000..=14_000).contains(&photo.len()), "{} bytes", photo.len());
            assert!(seen.insert(photo), "{} looks like another", person.index);
        }
    }

    #[test]
    fn people_differ_in_their_looks_and_not_in_the_grain_alone() {
        let looks: HashSet<String> = Round::new(1, 1448)
            .people()
            .map(|person| {
                // What is drawn in whole pixels and colours; finer differences nobody sees.
                let Look { head, hair, beard, dress, skin, hair_ink, cloth, .. } =
                    Look::of(1, &person);
                let (chin, cheek) = (head.chin as u8, head.cheek_width as u8);
                format!(
                    "{chin} {cheek} {hair:?} {beard:?} {dress:?} {skin:?} {hair_ink:?} {cloth:?}"
                )
            })
            .collect();
        assert_eq!(looks.len(), 1448);
    }

    #[test]
    fn a_photo_follows_from_seed_and_person() {
        let person = Round::new(1, 10).people().nth(3).unwrap();
        assert_eq!(portrait(1, &person), portrait(1, &person));
        assert_ne!(portrait(1, &person), portrait(2, &person));
    }
}

//! Photos byte by byte: what stays, what goes, what is refused.

use jpeg_encoder::{ColorType, Encoder};
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn jpeg(colours: ColorType, channels: usize, progressive: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 80);
    encoder.set_progressive(progressive);
    encoder.set_restart_interval(2);
    let pixels: Vec<u8> = (0..40 * 24 * channels).map(|at| (at * 7 % 251) as u8).collect();
    encoder.encode(&pixels, 40, 24, colours).unwrap();
    bytes
}

fn segment(kind: u8, part: &[u8]) -> Vec<u8> {
    let length = u16::try_from(part.len() + 2).unwrap().to_be_bytes();
    [&[0xff, kind][..], &length, part].concat()
}

fn with(bytes: &[u8], segment: &[u8]) -> Vec<u8> {
    [&bytes[..2], segment, &bytes[2..]].concat()
}

/// A note of a camera that says which way up the picture is.
fn exif(turn: u16, big: bool) -> Vec<u8> {
    let short = |n: u16| if big { n.to_be_bytes() } else { n.to_le_bytes() };
    let long = |n: u32| if big { n.to_be_bytes() } else { n.to_le_bytes() };
    let head: &[u8] = if big { b"Exif\0\0MM\0*" } else { b"Exif\0\0II*\0" };
    let mut part = [head, &long(8), &short(2)].concat();
    for (tag, value) in [(0x010f, 5), (0x0112, turn)] {
        part.extend([&short(tag)[..], &short(3), &long(1), &short(value), &short(0)].concat());
    }
    segment(0xe1, &part)
}

/// Where the segments of a file begin, up to its first scan.
fn boundaries(bytes: &[u8]) -> Vec<usize> {
    let (mut at, mut found) = (2, Vec::new());
    while bytes[at + 1] != 0xda {
        found.push(at);
        at += 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
    }
    found.push(at);
    found
}

#[test]
fn a_file_of_picture_alone_stays_as_it_is() {
    for (colours, channels, progressive) in [
        (ColorType::Rgb, 3, false),
        (ColorType::Luma, 1, false),
        (ColorType::Rgb, 3, true),
        (ColorType::Luma, 1, true),
    ] {
        let whole = jpeg(colours, channels, progressive);
        let bare = BarePhoto::of(&whole).unwrap();
        assert_eq!((bare.width, bare.height, &bare.bytes), (40, 24, &whole));
    }
}

#[test]
fn notes_thumbnails_profiles_and_what_hangs_behind_are_left() {
    let whole = jpeg(ColorType::Rgb, 3, false);
    for extra in [
        segment(0xfe, b"taken at 40.4093, 49.8671"),
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
        segment(0xe2, b"ICC_PROFILE\0\x01\x01thumbnail"),
        segment(0xed, b"Photoshop 3.0\0"),
        segment(0xef, b"anything"),
        segment(0xe0, b"JFXX\0\x13picture"),
        exif(1, true),
    ] {
        assert_eq!(BarePhoto::of(&with(&whole, &extra)).unwrap().bytes, whole);
    }
    let film = [&whole[..], &whole[..], b"ftypmp42"].concat();
    assert_eq!(BarePhoto::of(&film).unwrap().bytes, whole);
    let adobe = segment(0xee, b"Adobe\0\x64\0\0\0\0\x01");
    let coloured = with(&whole, &adobe);
    assert_eq!(BarePhoto::of(&coloured).unwrap().bytes, coloured, "colours are kept as meant");
    // A thumbnail in the first segment goes, the segment stays.
    let thumbnail = [&whole[..18], &[1, 1], b"rgb", &whole[20..]].concat();
    let thumbnail = [&thumbnail[..4], &[0, 19], &thumbnail[6..]].concat();
    assert_eq!(BarePhoto::of(&thumbnail).unwrap().bytes, whole);
}

#[test]
fn every_kind_that_is_not_taken_has_its_own_fault() {
    let whole = jpeg(ColorType::Rgb, 3, false);
    let frame = whole.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    let changed = |at: usize, byte: u8| {
        let mut bytes = whole.clone();
        bytes[at] = byte;
        BarePhoto::of(&bytes)
    };
    assert_eq!(changed(frame + 4, 12), Err(PhotoFault::Deep));
    for kind in [0xc3, 0xc5, 0xc9, 0xcb] {
        assert_eq!(changed(frame + 1, kind), Err(PhotoFault::Kind));
    }
    assert_eq!(BarePhoto::of(&jpeg(ColorType::Cmyk, 4, false)), Err(PhotoFault::Press));
    for bytes in [&b""[..], b"GIF89a", b"\x89PNG\r\n", b"\xff\xd8\xff\xd9", b"\xff\xd8\0\0"] {
        assert_eq!(BarePhoto::of(bytes), Err(PhotoFault::NotJpeg), "{bytes:?}");
    }
    for length in [2, 30, frame, whole.len() - 200, whole.len() - 1] {
        assert_eq!(BarePhoto::of(&whole[..length]), Err(PhotoFault::Cut), "{length}");
    }
    for turn in 0..=9 {
        for big in [false, true] {
            let found = BarePhoto::of(&with(&whole, &exif(turn, big)));
            let turned = (2..=8).contains(&turn);
            assert_eq!(found.err(), turned.then_some(PhotoFault::Turned), "{turn}");
        }
    }
    let scan = boundaries(&whole).pop().unwrap();
    let scans = whole[scan..whole.len() - 2].repeat(MOST_SCANS + 1);
    let many = [&whole[..scan], &scans, &[0xff, 0xd9]].concat();
    assert_eq!(BarePhoto::of(&many), Err(PhotoFault::NotJpeg));
}

proptest! {
    #[test]
    fn noise_never_panics(noise in vec(any::<u8>(), 0..400), head in any::<bool>()) {
        let bytes = if head { [&[0xff, 0xd8, 0xff], &noise[..]].concat() } else { noise };
        let _ = BarePhoto::of(&bytes);
    }

    #[test]
    fn a_damaged_photo_is_refused_or_bare(
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
        progressive in any::<bool>(),
    ) {
        let mut bytes = with(&jpeg(ColorType::Rgb, 3, progressive), &exif(1, false));
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len() * 4).max(2));
        if let Ok(bare) = BarePhoto::of(&bytes) {
            prop_assert!(bare.bytes.len() <= bytes.len());
            prop_assert_eq!(BarePhoto::of(&bare.bytes), Ok(bare), "stripping twice changes nothing");
        }
    }

    #[test]
    fn notes_anywhere_leave_the_picture_as_it_is(
        notes in vec((any::<prop::sample::Index>(), 0xe3u8..=0xed, vec(any::<u8>(), 0..60)), 0..6),
        fill in 0usize..4,
    ) {
        let whole = jpeg(ColorType::Luma, 1, false);
        let places = boundaries(&whole);
        let mut noted = whole.clone();
        let mut notes: Vec<_> =
            notes.into_iter().map(|(at, kind, part)| (*at.get(&places), kind, part)).collect();
        notes.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
        for (at, kind, part) in notes {
            let extra = [vec![0xff; fill], segment(kind, &part)].concat();
            noted.splice(at..at, extra);
        }
        prop_assert_eq!(BarePhoto::of(&noted).unwrap().bytes, whole);
    }
}

//! What a drawn person looks like: every measure and colour of a portrait, drawn from a stream.

use chrono::Datelike;
use qabul_core::person::Sex;

use super::canvas::Ink;
use crate::mix::{Purpose, Stream};
use crate::people::SamplePerson;

const SKINS: [Ink; 8] = [
    Ink(244, 214, 192),
    Ink(240, 206, 180),
    Ink(236, 198, 170),
    Ink(230, 188, 158),
    Ink(224, 180, 148),
    Ink(216, 170, 138),
    Ink(206, 158, 124),
    Ink(238, 202, 184),
];
const DARK_SKINS: [Ink; 3] = [Ink(122, 82, 60), Ink(104, 68, 50), Ink(138, 94, 68)];
const BROWN_SKINS: [Ink; 3] = [Ink(190, 140, 104), Ink(176, 126, 92), Ink(200, 150, 114)];
const HAIRS: [Ink; 10] = [
    Ink(28, 24, 26),
    Ink(36, 30, 30),
    Ink(32, 26, 24),
    Ink(48, 36, 30),
    Ink(56, 40, 32),
    Ink(66, 46, 34),
    Ink(80, 54, 38),
    Ink(44, 32, 28),
    Ink(98, 68, 46),
    Ink(104, 58, 40),
];
const FAIR_HAIRS: [Ink; 3] = [Ink(164, 126, 84), Ink(142, 106, 72), Ink(124, 88, 58)];
const IRISES: [Ink; 6] = [
    Ink(62, 40, 28),
    Ink(78, 50, 32),
    Ink(52, 36, 28),
    Ink(96, 70, 40),
    Ink(84, 96, 74),
    Ink(92, 112, 128),
];
const CLOTHES: [Ink; 16] = [
    Ink(44, 54, 78),
    Ink(58, 62, 70),
    Ink(34, 36, 42),
    Ink(88, 98, 112),
    Ink(70, 86, 80),
    Ink(112, 64, 70),
    Ink(148, 120, 98),
    Ink(66, 92, 122),
    Ink(128, 134, 142),
    Ink(92, 76, 104),
    Ink(176, 158, 140),
    Ink(60, 100, 104),
    Ink(164, 112, 104),
    Ink(84, 92, 60),
    Ink(138, 154, 172),
    Ink(102, 46, 58),
];
const SHIRTS: [Ink; 5] = [
    Ink(242, 242, 244),
    Ink(220, 228, 240),
    Ink(236, 230, 220),
    Ink(204, 216, 230),
    Ink(238, 224, 226),
];
const BACKDROPS: [Ink; 7] = [
    Ink(226, 231, 236),
    Ink(232, 232, 230),
    Ink(236, 232, 226),
    Ink(218, 226, 234),
    Ink(228, 234, 230),
    Ink(238, 238, 240),
    Ink(222, 224, 230),
];
const SCARVES: [Ink; 6] = [
    Ink(98, 112, 138),
    Ink(150, 116, 120),
    Ink(196, 184, 168),
    Ink(86, 106, 104),
    Ink(58, 58, 70),
    Ink(172, 150, 170),
];

/// How the hair is worn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hair {
    Crop,
    SidePart,
    Quiff,
    Receding,
    Curls,
    Straight,
    Wavy,
    Fringe,
    Bob,
    Bun,
    Ponytail,
    Scarf,
}

/// What is worn on the shoulders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dress {
    Suit,
    Shirt,
    Round,
    Neckline,
    Polo,
    Coat,
}

/// A man's beard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beard {
    None,
    Stubble,
    Short,
    Moustache,
    Chin,
}

/// Measures of the head before it is scaled; widths are halves, counted from the axis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub(super) top: f32,
    pub(super) eyes: f32,
    pub(super) nose: f32,
    pub(super) mouth: f32,
    pub(super) jaw: f32,
    pub(super) chin: f32,
    pub(super) cheek_width: f32,
    pub(super) jaw_width: f32,
    pub(super) chin_width: f32,
}

/// Measures of the features.
#[derive(Debug, Clone, Copy)]
pub(super) struct Features {
    pub(super) eye_gap: f32,
    pub(super) eye_width: f32,
    pub(super) eye_height: f32,
    pub(super) eye_slant: f32,
    pub(super) brow_height: f32,
    pub(super) brow_weight: f32,
    pub(super) brow_arch: f32,
    pub(super) nose_width: f32,
    pub(super) mouth_width: f32,
    pub(super) lip: f32,
    pub(super) smile: f32,
}

/// A whole portrait's measures and colours.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub(super) woman: bool,
    pub(super) older: bool,
    /// Where the axis of the face stands, in pixels from the left.
    pub(super) axis: f32,
    pub(super) head: Head,
    pub(super) features: Features,
    pub(super) hair: Hair,
    pub(super) beard: Beard,
    pub(super) dress: Dress,
    pub(super) glasses: Option<f32>,
    pub(super) earrings: bool,
    pub(super) mole: Option<[f32; 2]>,
    /// −1 or 1: on which side hair is parted and where the light comes from.
    pub(super) side: f32,
    pub(super) volume: f32,
    pub(super) length: f32,
    pub(super) shoulders: f32,
    pub(super) skin: Ink,
    pub(super) hair_ink: Ink,
    pub(super) iris: Ink,
    pub(super) lips: Ink,
    pub(super) cloth: Ink,
    pub(super) shirt: Ink,
    pub(super) scarf: Ink,
    pub(super) backdrop: Ink,
}

impl Look {
    /// The looks of one person of the round with this seed.
    pub(super) fn of(seed: u64, person: &SamplePerson) -> Self {
        let mut stream = Stream::of(seed, Purpose::Photo, person.index);
        let stream = &mut stream;
        let woman = person.sex == Sex::Female;
        let older = 2026 - person.birth.year() >= 35;
        let skin = skin(&person.citizenship, stream);
        let flush = if woman { Ink(186, 76, 84) } else { Ink(172, 96, 88) };
        let tint = stream.between(0.34, if woman { 0.78 } else { 0.5 });
        Self {
            woman,
            older,
            axis: 150.0 + stream.between(-5.0, 5.0),
            head: head(woman, stream),
            features: features(woman, stream),
            hair: hair(woman, older, stream),
            beard: if woman { Beard::None } else { beard(stream) },
            dress: dress(woman, stream),
            glasses: stream.chance(170).then(|| stream.between(0.0, 1.0)),
            earrings: woman && stream.chance(450),
            mole: stream
                .chance(110)
                .then(|| [stream.between(-34.0, 34.0), stream.between(18.0, 52.0)]),
            side: if stream.chance(500) { 1.0 } else { -1.0 },
            volume: stream.between(0.0, 1.0),
            length: stream.between(0.0, 1.0),
            shoulders: if woman {
                stream.between(104.0, 120.0)
            } else {
                stream.between(120.0, 140.0)
            },
            skin,
            hair_ink: hair_ink(person, older, stream),
            iris: *stream.pick(&IRISES),
            lips: skin.toward(flush, tint),
            cloth: stream.pick(&CLOTHES).toward(Ink(128, 128, 132), stream.between(0.0, 0.3)),
            shirt: *stream.pick(&SHIRTS),
            scarf: stream.pick(&SCARVES).toward(Ink(200, 200, 204), stream.between(0.0, 0.35)),
            backdrop: stream.pick(&BACKDROPS).toward(Ink(206, 212, 220), stream.between(0.0, 0.4)),
        }
    }
}

fn skin(citizenship: &str, stream: &mut Stream) -> Ink {
    let palette: &[Ink] = match citizenship {
        "NGA" => &DARK_SKINS,
        "IND" | "PAK" => &BROWN_SKINS,
        _ => &SKINS,
    };
    let (first, second) = (*stream.pick(palette), *stream.pick(palette));
    first.toward(second, stream.between(0.0, 1.0))
}

fn hair_ink(person: &SamplePerson, older: bool, stream: &mut Stream) -> Ink {
    let fair = stream.chance(70) && !matches!(person.citizenship.as_str(), "NGA" | "IND" | "PAK");
    let ink = if fair { stream.pick(&FAIR_HAIRS) } else { stream.pick(&HAIRS) };
    let grey = if older && stream.chance(350) { stream.between(0.1, 0.45) } else { 0.0 };
    ink.toward(Ink(168, 166, 166), grey).toward(Ink(92, 70, 54), stream.between(0.0, 0.14))
}

fn head(woman: bool, stream: &mut Stream) -> Head {
    let y = stream.between(-6.0, 6.0);
    let cheek_width = if woman { stream.between(52.0, 60.0) } else { stream.between(56.0, 65.0) };
    let jaw = if woman { stream.between(0.68, 0.8) } else { stream.between(0.75, 0.9) };
    let chin = if woman { stream.between(240.0, 252.0) } else { stream.between(244.0, 258.0) };
    let eyes = stream.between(163.0, 169.0);
    Head {
        top: 88.0 + y,
        eyes: eyes + y,
        nose: eyes + (chin - eyes) * stream.between(0.39, 0.45) + y,
        mouth: eyes + (chin - eyes) * stream.between(0.64, 0.69) + y,
        jaw: chin - stream.between(30.0, 40.0) + y,
        chin: chin + y,
        cheek_width,
        jaw_width: cheek_width * jaw,
        chin_width: cheek_width * stream.between(0.22, if woman { 0.34 } else { 0.46 }),
    }
}

fn features(woman: bool, stream: &mut Stream) -> Features {
    Features {
        eye_gap: stream.between(0.42, 0.475),
        eye_width: stream.between(10.6, 13.0) + if woman { 0.6 } else { 0.0 },
        eye_height: stream.between(4.2, 6.0) + if woman { 0.6 } else { 0.0 },
        eye_slant: stream.between(-1.4, 1.8),
        brow_height: stream.between(14.0, 19.0) + if woman { 1.5 } else { 0.0 },
        brow_weight: if woman { stream.between(2.2, 4.0) } else { stream.between(3.6, 6.0) },
        brow_arch: stream.between(1.5, if woman { 6.0 } else { 4.0 }),
        nose_width: stream.between(9.0, 13.5) + if woman { -0.8 } else { 1.0 },
        mouth_width: stream.between(17.0, 23.0) + if woman { 0.0 } else { 1.5 },
        lip: if woman { stream.between(4.6, 7.4) } else { stream.between(3.4, 5.4) },
        smile: stream.between(0.8, 4.6),
    }
}

fn hair(woman: bool, older: bool, stream: &mut Stream) -> Hair {
    use Hair::{
        Bob, Bun, Crop, Curls, Fringe, Ponytail, Quiff, Receding, Scarf, SidePart, Straight, Wavy,
    };
    if woman {
        return *stream.pick(&[
            Straight, Straight, Straight, Wavy, Wavy, Fringe, Bob, Bob, Bun, Bun, Ponytail, Scarf,
        ]);
    }
    if older && stream.chance(400) {
        return Receding;
    }
    *stream.pick(&[Crop, Crop, Crop, SidePart, SidePart, Quiff, Quiff, Curls, Receding])
}

fn beard(stream: &mut Stream) -> Beard {
    use Beard::{Chin, Moustache, None, Short, Stubble};
    *stream.pick(&[None, None, None, None, Stubble, Stubble, Short, Short, Moustache, Chin])
}

fn dress(woman: bool, stream: &mut Stream) -> Dress {
    use Dress::{Coat, Neckline, Polo, Round, Shirt, Suit};
    if woman {
        return *stream.pick(&[Suit, Suit, Neckline, Neckline, Round, Round, Polo, Shirt, Coat]);
    }
    *stream.pick(&[Suit, Suit, Suit, Shirt, Shirt, Round, Polo, Coat])
}

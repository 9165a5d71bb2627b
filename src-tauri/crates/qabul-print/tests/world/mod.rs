//! A small world of papers to test in: the shipped template, invented people, drawn photos.
#![allow(dead_code, reason = "each test and example takes what it needs")]

pub mod shop;
pub mod tool;

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use qabul_core::application::{Sector, WorkNumber};
use qabul_core::campaign::Bilingual;
use qabul_core::person::{DocumentNumber, Fin, Name};
use qabul_core::slip::{Serial, Slip, SlipTemplate};
use qabul_print::Facts;
use sha2::{Digest, Sha256};

/// The template that is shipped.
pub fn template() -> SlipTemplate {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../reference/slip.toml");
    toml::from_str(&std::fs::read_to_string(path).expect("the shipped template is there"))
        .expect("the shipped template is a template")
}

fn clock(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day")
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

pub fn name(surname: &str, given: &str, patronymic: &str) -> Name {
    Name { surname: surname.into(), given: given.into(), patronymic: patronymic.into() }
}

/// 193 digits that differ with the seed, as long as a signed code.
pub fn code(seed: u64) -> String {
    let mut state = seed.wrapping_mul(2).wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut digit = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'0' + ((state >> 33) % 10) as u8)
    };
    std::iter::once('0').chain(std::iter::once('1')).chain((0..191).map(|_| digit())).collect()
}

/// An ordinary slip of the Azerbaijani sector.
pub fn ordinary() -> Slip {
    Slip {
        sample: false,
        sector: Sector::Azerbaijani,
        year: 2026,
        exam_code: "42".into(),
        exam: Bilingual {
            az: "Rezidenturaya qəbul imtahanı".into(),
            ru: "Вступительный экзамен в резидентуру".into(),
        },
        stage: 1,
        attempt: 2,
        work_number: WorkNumber::try_from(204_817).expect("six digits"),
        name: name("Vəlizadə", "Aysel", "Ramiz qızı"),
        document: DocumentNumber::kept("AA4017352"),
        fin: Fin::kept("6KM2W8D"),
        photo: Some(hash_of(1)),
        date: day(2026, 6, 21),
        start: clock(10, 0),
        minutes: 150,
        parts: Vec::new(),
        arrive_by: clock(8, 45),
        gate_closes: clock(9, 45),
        building: "888 nömrəli tam orta məktəb".into(),
        address: "Bakı şəhəri, Nəsimi rayonu, Çinar küçəsi 14".into(),
        hall: "260".into(),
        floor: 2,
        row: 3,
        seat: 5,
        code: code(1),
        serial: Serial { series: "RZ26".into(), number: 817 },
        run: 14,
        sheet: 817,
        of: 1448,
        printed_at: NaiveDateTime::new(day(2026, 6, 15), clock(10, 12)),
    }
}

/// The longest name that the registers have known: 60 letters with its space, 27 in the surname;
/// a building and an address of two lines.
pub fn longest() -> Slip {
    Slip {
        name: name("Məmmədquluzadə-Şıxəlibəyova", "Gülçöhrəxanım", "Əbdülkərimağa qızı"),
        document: DocumentNumber::kept("AZE10482217"),
        building: "M. F. Nümunəvi adına humanitar fənlər təmayüllü 1188 nömrəli məktəb-lisey"
            .into(),
        address: "Naxçıvan Muxtar Respublikası, Naxçıvan şəhəri, Əcəmi Naxçıvani prospekti 14, \
                  2-ci korpus"
            .into(),
        hall: "1204".into(),
        row: 12,
        seat: 10,
        ..ordinary()
    }
}

/// A slip of the Russian sector.
pub fn russian() -> Slip {
    Slip {
        sector: Sector::Russian,
        name: name("Sokolovskaya", "Yekaterina", "Eduardovna"),
        document: DocumentNumber::kept("AZE15208836"),
        fin: Fin::kept("4PW9Z7C"),
        arrive_by: clock(9, 0),
        building: "777 nömrəli tam orta məktəb".into(),
        address: "Bakı şəhəri, Nəsimi rayonu, Çinar küçəsi 21".into(),
        hall: "118".into(),
        floor: 1,
        row: 2,
        seat: 4,
        serial: Serial { series: "RZ26".into(), number: 1133 },
        sheet: 1133,
        ..ordinary()
    }
}

/// A candidate whose photo is not there.
pub fn without_photo() -> Slip {
    Slip { photo: None, name: name("Əhmədov", "İlkin", "Gündüz oğlu"), ..ordinary() }
}

/// A slip of a sample round.
pub fn sample() -> Slip {
    Slip { sample: true, ..ordinary() }
}

/// One of many, each unlike the others; every one with a photo of its own if there are enough.
pub fn numbered(number: u32, photos: u32) -> Slip {
    let surnames = ["Əliyeva", "Məmmədov", "Hüseynova", "Quliyev", "İsmayılova", "Şıxəliyev"];
    let given = ["Şəhla", "İlqar", "Günel", "Ümid", "Çinarə", "Ruslan"];
    let at = number as usize;
    Slip {
        work_number: WorkNumber::try_from(100_000 + number).expect("six digits"),
        name: name(surnames[at % 6], given[at / 6 % 6], "Ağarəhim qızı"),
        fin: Fin::kept(&format!("5K{:05}", number % 100_000)),
        document: DocumentNumber::kept(&format!("AA{:07}", 4_000_000 + number)),
        photo: Some(hash_of(number % photos)),
        hall: (100 + number / 12 % 300).to_string(),
        row: (number / 4 % 12 + 1) as u16,
        seat: (number % 12 + 1) as u16,
        code: code(number.into()),
        serial: Serial { series: "RZ26".into(), number: number.into() },
        sheet: number + 1,
        of: 50_000,
        ..ordinary()
    }
}

/// The hash under which a numbered photo is known, without drawing it.
pub fn hash_of(photo: u32) -> [u8; 32] {
    Sha256::digest(photo.to_le_bytes()).into()
}

/// What a file of tests says of itself.
pub fn facts() -> Facts {
    Facts {
        title: "Buraxılış vərəqələri, Çinar küçəsi".into(),
        author: "Dövlət İmtahan Mərkəzi".into(),
        language: "az".into(),
        created: NaiveDateTime::new(day(2026, 6, 15), clock(10, 12)),
        identity: Sha256::digest("identity").into(),
    }
}

/// A drawn head and shoulders, 240 by 320, unlike any with another seed.
pub fn photo(seed: u32) -> Arc<[u8]> {
    picture(seed, 240, 320, 60)
}

/// A drawn head and shoulders of any size.
pub fn picture(seed: u32, width: u16, height: u16, quality: u8) -> Arc<[u8]> {
    let (wide, high) = (f32::from(width), f32::from(height));
    let inside = |x: f32, y: f32, cx: f32, cy: f32, rx: f32, ry: f32| {
        ((x - cx * wide) / (rx * wide)).powi(2) + ((y - cy * high) / (ry * high)).powi(2) < 1.0
    };
    let mut noise = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for row in 0..height {
        for column in 0..width {
            let (x, y) = (f32::from(column), f32::from(row));
            let base: [u8; 3] = if inside(x, y, 0.5, 0.44, 0.19, 0.2) {
                [214, 178, 152]
            } else if inside(x, y, 0.5, 0.42, 0.26, 0.27) {
                [48, (seed % 40) as u8, 28]
            } else if inside(x, y, 0.5, 1.05, 0.45, 0.36) {
                [60, 70, (80 + seed % 90) as u8]
            } else {
                [226, 229, 232]
            };
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let grain = (noise >> 28) as u8;
            pixels.extend(base.map(|part| part.saturating_sub(grain)));
        }
    }
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, quality)
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
        .expect("a picture in memory is encoded");
    bytes.into()
}

/// CPU of this process so far, in milliseconds. Linux only.
pub fn cpu() -> Result<f64, Box<dyn std::error::Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let after = stat.rsplit_once(')').ok_or("no such line")?.1;
    let ticks: Vec<&str> = after.split_whitespace().collect();
    Ok((ticks[11].parse::<f64>()? + ticks[12].parse::<f64>()?) * 10.0)
}

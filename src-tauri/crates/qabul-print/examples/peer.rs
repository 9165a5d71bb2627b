//! The limit to measure against: the same sheets streamed by hand with pdf-writer, on one thread.
//!
//! `peer SLIPS [path|mask]` prints CPU a slip. Same faces, forms, photos and texts as the crate's
//! own run; the QR as a path of boxes or as a 1-bit image mask. No page tree to speak of, no sync,
//! no checks: what it leaves out only makes it a harder peer.

use std::collections::HashMap;
use std::error::Error;
use std::io::{BufWriter, Write};
use std::sync::Arc;

use pdf_writer::{Chunk, Content, Filter, Finish, Name, Rect, Ref, Settings, Str};
use qabul_print::slip::{SlipForm, layout};
use qabul_print::{Bars, Face, Faces, Form, Ink, Mark, Matrix, Run, Segment, Sheet};

#[path = "../tests/world/mod.rs"]
mod world;

const POINT: f32 = 72.0 / 25.4;

/// A face cut down.
struct Letters {
    codes: HashMap<char, u16>,
    program: Vec<u8>,
}

impl Letters {
    fn read(whole: &[u8]) -> Result<Self, Box<dyn Error>> {
        let face = ttf_parser::Face::parse(whole, 0)?;
        let mut remapper = subsetter::GlyphRemapper::new();
        let mut codes = HashMap::new();
        for letter in (' '..='\u{45f}').chain("‑–—‘’“”…№₼".chars()) {
            if let Some(id) = face.glyph_index(letter) {
                codes.insert(letter, remapper.remap(id.0));
            }
        }
        Ok(Self { codes, program: subsetter::subset(whole, 0, &remapper)? })
    }
}

fn up(y: f32) -> f32 {
    (297.0 - y) * POINT
}

fn ink(content: &mut Content, ink: Ink) {
    match ink {
        Ink::Black => content.set_fill_gray(0.0).set_stroke_gray(0.0),
        Ink::White => content.set_fill_gray(1.0).set_stroke_gray(1.0),
        Ink::Veil => content.set_fill_gray(0.75).set_stroke_gray(0.75),
        Ink::Accent => content.set_fill_rgb(0.06, 0.3, 0.46).set_stroke_rgb(0.06, 0.3, 0.46),
    };
}

struct Peer {
    faces: [Letters; 2],
    mask: bool,
}

impl Peer {
    fn marks(&self, marks: &[Mark]) -> Vec<u8> {
        let mut content = Content::new();
        let mut forms = 0;
        for mark in marks {
            match mark {
                Mark::Form(_) => {
                    content.x_object(Name(format!("F{forms}").as_bytes()));
                    forms += 1;
                }
                Mark::Run(run) => self.run(&mut content, run),
                Mark::Line(line) => {
                    ink(&mut content, line.ink);
                    content.set_line_width(line.stroke * POINT);
                    content.set_dash_pattern(line.dash.map(|dash| dash * POINT), 0.0);
                    content.move_to(line.from.0 * POINT, up(line.from.1));
                    content.line_to(line.to.0 * POINT, up(line.to.1)).stroke();
                }
                Mark::Rectangle(shown) => {
                    ink(&mut content, shown.ink);
                    let (wide, high) = (shown.width * POINT, shown.height * POINT);
                    content.rect(shown.x * POINT, up(shown.y + shown.height), wide, high);
                    match shown.stroke {
                        Some(stroke) => content.set_line_width(stroke * POINT).stroke(),
                        None => content.fill_nonzero(),
                    };
                }
                Mark::Photo(shown) => {
                    let (wide, high) = (shown.width * POINT, shown.height * POINT);
                    let at = [wide, 0.0, 0.0, high, shown.x * POINT, up(shown.y + shown.height)];
                    content.save_state().transform(at).x_object(Name(b"P")).restore_state();
                }
                Mark::Matrix(code) => self.matrix(&mut content, code),
                Mark::Bars(code) => bars(&mut content, code),
                Mark::Path(path) => shape(&mut content, path),
            }
        }
        content.finish().to_vec()
    }

    fn run(&self, content: &mut Content, run: &Run) {
        let (name, letters) = match run.face {
            Face::Regular => (Name(b"R"), &self.faces[0]),
            Face::Bold => (Name(b"B"), &self.faces[1]),
        };
        ink(content, run.ink);
        content.begin_text().set_font(name, run.size).set_char_spacing(run.tracking * POINT);
        content.next_line(run.x * POINT, up(run.baseline));
        let mut shown = content.show_positioned();
        let mut items = shown.items();
        let mut from = 0;
        let mut show = |text: &str| {
            let codes =
                text.chars().flat_map(|c| letters.codes.get(&c).unwrap_or(&0).to_be_bytes());
            items.show(Str(&codes.collect::<Vec<u8>>()));
        };
        for &(at, _) in &run.kerns {
            show(&run.text[from..at]);
            from = at;
        }
        show(&run.text[from..]);
        items.finish();
        shown.finish();
        content.end_text();
    }

    fn matrix(&self, content: &mut Content, code: &Matrix) {
        ink(content, Ink::Black);
        content.save_state();
        let (side, module) = (code.side, code.module * POINT);
        if self.mask {
            let all = module * side as f32;
            content.transform([all, 0.0, 0.0, all, code.x * POINT, up(code.y) - all]);
            content.x_object(Name(b"Q"));
        } else {
            content.transform([module, 0.0, 0.0, -module, code.x * POINT, up(code.y)]);
            for (row, line) in code.dark.chunks(side).enumerate() {
                let mut from = 0;
                while let Some(begin) = line[from..].iter().position(|dark| *dark) {
                    let begin = from + begin;
                    let long = line[begin..].iter().take_while(|dark| **dark).count();
                    content.rect(begin as f32, row as f32, long as f32, 1.0);
                    from = begin + long;
                }
            }
            content.fill_nonzero();
        }
        content.restore_state();
    }
}

fn bars(content: &mut Content, code: &Bars) {
    let mut left = code.x * POINT;
    for (at, width) in code.widths.iter().enumerate() {
        let wide = f32::from(*width) * code.module * POINT;
        if at % 2 == 0 {
            content.rect(left, up(code.y + code.height), wide, code.height * POINT);
        }
        left += wide;
    }
    content.fill_nonzero();
}

fn shape(content: &mut Content, path: &qabul_print::Path) {
    ink(content, path.ink);
    for segment in &path.segments {
        match *segment {
            Segment::Move(x, y) => content.move_to(x * POINT, up(y)),
            Segment::Line(x, y) => content.line_to(x * POINT, up(y)),
            Segment::Curve([a, b, c]) => {
                content.cubic_to(a.0 * POINT, up(a.1), b.0 * POINT, up(b.1), c.0 * POINT, up(c.1))
            }
        };
    }
    match path.stroke {
        Some(stroke) => content.set_line_width(stroke * POINT).close_path().stroke(),
        None => content.fill_nonzero(),
    };
}

/// The code as one bit a module, light is one.
fn bits(code: &Matrix) -> Vec<u8> {
    let row = code.side.div_ceil(8);
    let mut bits = vec![0u8; code.side * row];
    for (at, _) in code.dark.iter().enumerate().filter(|(_, dark)| !**dark) {
        bits[at / code.side * row + at % code.side / 8] |= 0x80 >> (at % code.side % 8);
    }
    bits
}

/// The file: what is written so far, and where each object stands.
struct Out {
    file: BufWriter<std::fs::File>,
    written: u64,
    offsets: Vec<u64>,
}

impl Out {
    fn add(&mut self, write: impl FnOnce(&mut Chunk, Ref)) -> Result<Ref, Box<dyn Error>> {
        self.offsets.push(self.written);
        let id = Ref::new(self.offsets.len() as i32);
        let mut chunk = Chunk::with_settings_and_capacity(Settings { pretty: false }, 20_000);
        write(&mut chunk, id);
        self.file.write_all(chunk.as_bytes())?;
        self.written += chunk.len() as u64;
        Ok(id)
    }

    fn fonts(
        &mut self,
        peer: &Peer,
        packer: &mut libdeflater::Compressor,
    ) -> Result<[Ref; 2], Box<dyn Error>> {
        let mut fonts = Vec::new();
        for letters in &peer.faces {
            let packed = packed(packer, &letters.program)?;
            let program = self.add(|chunk, id| {
                chunk.stream(id, &packed).filter(Filter::FlateDecode);
            })?;
            fonts.push(self.add(|chunk, id| {
                chunk.type0_font(id).base_font(Name(b"Peer")).descendant_font(program);
            })?);
        }
        Ok([fonts[0], fonts[1]])
    }
}

fn packed(packer: &mut libdeflater::Compressor, bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut packed = vec![0; packer.zlib_compress_bound(bytes.len())];
    let length = packer.zlib_compress(bytes, &mut packed)?;
    packed.truncate(length);
    Ok(packed)
}

fn page(
    out: &mut Out,
    peer: &Peer,
    sheet: &Sheet,
    photo: &[u8],
    (fonts, forms): ([Ref; 2], &[Ref]),
    packer: &mut libdeflater::Compressor,
) -> Result<(), Box<dyn Error>> {
    let content = packed(packer, &peer.marks(&sheet.marks))?;
    let mut named = vec![("F0", forms[0]), ("F1", forms[1])];
    named.push((
        "P",
        out.add(|chunk, id| {
            let mut image = chunk.image_xobject(id, photo);
            image.filter(Filter::DctDecode);
            image.width(300).height(400).bits_per_component(8);
            image.color_space().device_rgb();
        })?,
    ));
    let code = sheet.marks.iter().find_map(|mark| match mark {
        Mark::Matrix(code) if peer.mask => Some(code),
        _ => None,
    });
    if let Some(code) = code {
        let side = code.side as i32;
        named.push((
            "Q",
            out.add(|chunk, id| {
                let bits = bits(code);
                let mut image = chunk.image_xobject(id, &bits);
                image.width(side).height(side).bits_per_component(1).image_mask(true);
            })?,
        ));
    }
    let content = out.add(|chunk, id| {
        chunk.stream(id, &content).filter(Filter::FlateDecode);
    })?;
    out.add(|chunk, id| {
        let mut object = chunk.page(id);
        object.parent(Ref::new(1)).contents(content).media_box(Rect::new(0.0, 0.0, 595.28, 841.89));
        let mut resources = object.resources();
        resources.fonts().pair(Name(b"R"), fonts[0]).pair(Name(b"B"), fonts[1]);
        let mut pictures = resources.x_objects();
        for (name, id) in &named {
            pictures.pair(Name(name.as_bytes()), *id);
        }
    })?;
    Ok(())
}

/// The forms of a sheet, each written where it is met first.
fn used(
    out: &mut Out,
    peer: &Peer,
    sheet: &Sheet,
    forms: &mut Vec<(Arc<Form>, Ref)>,
    packer: &mut libdeflater::Compressor,
) -> Result<Vec<Ref>, Box<dyn Error>> {
    let mut used = Vec::with_capacity(2);
    for form in sheet.forms() {
        let known = forms.iter().find(|(known, _)| Arc::ptr_eq(known, form)).map(|(_, id)| *id);
        let id = match known {
            Some(id) => id,
            None => {
                let content = packed(packer, &peer.marks(&form.marks))?;
                out.add(|chunk, id| {
                    let mut object = chunk.form_xobject(id, &content);
                    object.filter(Filter::FlateDecode);
                    object.bbox(Rect::new(0.0, 0.0, 595.28, 841.89));
                })?
            }
        };
        if known.is_none() {
            forms.push((Arc::clone(form), id));
        }
        used.push(id);
    }
    Ok(used)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let slips: u32 = arguments.next().map_or(Ok(2000), |text| text.parse())?;
    let mask = arguments.next().as_deref() == Some("mask");
    let faces = Faces::shipped()?;
    let form = SlipForm::new(&world::template(), &faces)?;
    let peer = Peer {
        faces: [
            Letters::read(include_bytes!("../fonts/NotoSans-Regular.ttf"))?,
            Letters::read(include_bytes!("../fonts/NotoSans-Bold.ttf"))?,
        ],
        mask,
    };
    let base = world::picture(1, 300, 400, 74);
    let folder = tempfile::tempdir()?;
    let file = BufWriter::with_capacity(
        256 * 1024,
        std::fs::File::create(folder.path().join("peer.pdf"))?,
    );
    let mut out = Out { file, written: 0, offsets: Vec::new() };
    let mut packer =
        libdeflater::Compressor::new(libdeflater::CompressionLvl::new(6).unwrap_or_default());

    let begun = world::cpu()?;
    let fonts = out.fonts(&peer, &mut packer)?;
    let mut forms: Vec<(Arc<Form>, Ref)> = Vec::new();
    for at in 0..slips {
        let slip = world::numbered(at, slips);
        let sheet = layout(&slip, &form, &faces).map_err(|unfit| format!("{unfit:?}"))?;
        let comment = [&[0xff, 0xfe, 0, 6][..], &at.to_be_bytes()].concat();
        let photo = [&base[..2], &comment, &base[2..]].concat();
        let used = used(&mut out, &peer, &sheet, &mut forms, &mut packer)?;
        page(&mut out, &peer, &sheet, &photo, (fonts, &used), &mut packer)?;
    }
    out.file.flush()?;
    let spent = (world::cpu()? - begun) / f64::from(slips);
    let beside = out.written as f64 / f64::from(slips) - (base.len() + 8) as f64;
    let kind = if mask { "mask" } else { "path" };
    println!(
        "peer, {kind}: cpu {spent:.3} ms a slip, file {beside:.0} bytes a slip beside its photo"
    );
    Ok(())
}

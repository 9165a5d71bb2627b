//! The same sheets for other engines to draw: `marks SLIPS FOLDER` writes `slips.json`, a list of
//! sheets, each a list of marks in millimetres from the top left with the forms opened out, and
//! `photo-N.jpg`, a photo for each.
//!
//! A mark is `["text", x, baseline, "regular" | "bold", points, text]`, `["line", x, y, x, y,
//! stroke]`, `["box", x, y, width, height, stroke or null]`, `["photo", x, y, width, height]` or
//! `["path", [[x, y], …], …]` (rings to fill: codes and free shapes, their curves as straight lines).

use std::error::Error;
use std::path::PathBuf;

use qabul_print::slip::{SlipForm, layout};
use qabul_print::{Face, Faces, Mark, Path, Segment};
use serde_json::{Value, json};

#[path = "../tests/world/mod.rs"]
mod world;

fn shown(mark: &Mark, out: &mut Vec<Value>) {
    match mark {
        Mark::Form(form) => form.marks.iter().for_each(|mark| shown(mark, out)),
        Mark::Run(run) => {
            let face = if run.face == Face::Bold { "bold" } else { "regular" };
            out.push(json!(["text", run.x, run.baseline, face, run.size, run.text]));
        }
        Mark::Line(line) => {
            out.push(json!(["line", line.from.0, line.from.1, line.to.0, line.to.1, line.stroke]));
        }
        Mark::Rectangle(it) => {
            out.push(json!(["box", it.x, it.y, it.width, it.height, it.stroke]));
        }
        Mark::Photo(it) => out.push(json!(["photo", it.x, it.y, it.width, it.height])),
        Mark::Matrix(code) => {
            let mut rings = vec![json!("path")];
            for (row, line) in code.dark.chunks(code.side).enumerate() {
                let mut from = 0;
                while let Some(begin) = line[from..].iter().position(|dark| *dark) {
                    let begin = from + begin;
                    let long = line[begin..].iter().take_while(|dark| **dark).count();
                    let at = |column: usize, row: usize| {
                        [code.x + column as f32 * code.module, code.y + row as f32 * code.module]
                    };
                    let end = begin + long;
                    let ring = [at(begin, row), at(end, row), at(end, row + 1), at(begin, row + 1)];
                    rings.push(json!(ring));
                    from = end;
                }
            }
            out.push(rings.into());
        }
        Mark::Bars(code) => {
            let mut x = code.x;
            for (at, width) in code.widths.iter().enumerate() {
                let wide = f32::from(*width) * code.module;
                if at % 2 == 0 {
                    out.push(json!(["box", x, code.y, wide, code.height, null]));
                }
                x += wide;
            }
        }
        Mark::Path(path) => out.push(rings(path)),
    }
}

fn rings(path: &Path) -> Value {
    let mut rings: Vec<Vec<[f32; 2]>> = Vec::new();
    for segment in &path.segments {
        match segment {
            Segment::Move(x, y) => rings.push(vec![[*x, *y]]),
            Segment::Line(x, y) | Segment::Curve([_, _, (x, y)]) => {
                rings.last_mut().into_iter().for_each(|ring| ring.push([*x, *y]));
            }
        }
    }
    std::iter::once(json!("path")).chain(rings.iter().map(|ring| json!(ring))).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let slips: u32 = arguments.next().ok_or("SLIPS FOLDER")?.parse()?;
    let folder = PathBuf::from(arguments.next().ok_or("SLIPS FOLDER")?);
    let faces = Faces::shipped()?;
    let form = SlipForm::new(&world::template(), &faces)?;
    let photo = world::picture(1, 300, 400, 74);
    let mut sheets = Vec::new();
    for at in 0..slips {
        let slip = world::numbered(at, slips);
        let sheet = layout(&slip, &form, &faces).map_err(|unfit| format!("{unfit:?}"))?;
        let mut marks = Vec::new();
        sheet.marks.iter().for_each(|mark| shown(mark, &mut marks));
        sheets.push(Value::from(marks));
        let comment = [&[0xff, 0xfe, 0, 6][..], &at.to_be_bytes()].concat();
        let other = [&photo[..2], &comment, &photo[2..]].concat();
        std::fs::write(folder.join(format!("photo-{at}.jpg")), other)?;
    }
    std::fs::write(folder.join("slips.json"), serde_json::to_vec(&sheets)?)?;
    Ok(())
}

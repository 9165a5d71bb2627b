//! Sheets as SVG for every preview in the window: the same millimetres, the same faces.
//!
//! Letters are drawn as outlines, so the picture looks like the PDF wherever it is shown.

use std::collections::BTreeMap;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ttf_parser::OutlineBuilder;

use crate::codes;
use crate::faces::{Face, Faces};
use crate::jpeg::Jpeg;
use crate::pdf::cover;
use crate::sheet::{Bars, Ink, Line, Mark, Matrix, Path, PhotoBox, Rectangle, Run, Segment, Sheet};

/// Paints a sheet. `photo` is the JPEG that the sheet names; without it, or if it is no JPEG, the
/// frame stays empty.
#[must_use]
pub fn paint(sheet: &Sheet, faces: &Faces, photo: Option<&[u8]>) -> String {
    let mut picture = Picture { faces, photo, body: String::new(), glyphs: BTreeMap::new() };
    picture.marks(&sheet.marks);
    let (width, height) = (sheet.width, sheet.height);
    let mut out = String::with_capacity(picture.body.len() + picture.glyphs.len() * 400);
    add(
        &mut out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width}mm\" \
         height=\"{height}mm\" viewBox=\"0 0 {width} {height}\"><title>{}</title><defs>",
            escaped(&sheet.title)
        ),
    );
    for ((face, glyph), path) in &picture.glyphs {
        add(&mut out, format_args!("<path id=\"{face}{glyph}\" d=\"{path}\"/>"));
    }
    add(
        &mut out,
        format_args!(
            "</defs><path fill=\"#fff\" d=\"M0 0h{width}v{height}h-{width}z\"/>{}</svg>",
            picture.body
        ),
    );
    out
}

/// Writing to a string cannot fail.
fn add(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A length with as many digits as can be seen.
fn short(length: f32) -> f32 {
    (length * 1e4).round() / 1e4
}

fn colour(ink: Ink) -> String {
    let [r, g, b] = ink.rgb();
    format!("#{r:02x}{g:02x}{b:02x}")
}

struct Picture<'a> {
    faces: &'a Faces,
    photo: Option<&'a [u8]>,
    body: String,
    /// Outlines in font units by face and number; the numbers are those of the whole face, so
    /// two pictures on one page name the same outline the same.
    glyphs: BTreeMap<(char, u16), String>,
}

impl Picture<'_> {
    fn marks(&mut self, marks: &[Mark]) {
        for mark in marks {
            match mark {
                Mark::Form(form) => self.marks(&form.marks),
                Mark::Run(run) => self.run(run),
                Mark::Line(line) => self.line(line),
                Mark::Rectangle(rectangle) => self.rectangle(rectangle),
                Mark::Photo(shown) => self.show(shown),
                Mark::Matrix(code) => self.matrix(code),
                Mark::Bars(code) => self.bars(code),
                Mark::Path(path) => self.path(path),
            }
        }
    }

    fn run(&mut self, run: &Run) {
        let data = self.faces.of(run.face);
        let em = data.em(run.size);
        let letter = if run.face == Face::Bold { 'b' } else { 'r' };
        let tracking = run.tracking / em;
        let per_unit = f32::from(data.measures.units_per_em) / 1000.0;
        add(
            &mut self.body,
            format_args!(
                "<g fill=\"{}\" transform=\"translate({} {}) scale({em} -{em})\">",
                colour(run.ink),
                short(run.x),
                short(run.baseline),
            ),
        );
        let mut kerns = run.kerns.iter().peekable();
        let mut x = 0.0;
        for (at, sign) in run.text.char_indices() {
            if let Some((_, kern)) = kerns.next_if(|(kerned, _)| *kerned == at) {
                x += kern * per_unit;
            }
            let glyph = data.glyph(sign);
            if !sign.is_whitespace() {
                self.glyphs.entry((letter, glyph.whole)).or_insert_with(|| {
                    let mut pen = Outline(String::new());
                    data.outline(glyph.whole, &mut pen);
                    pen.0
                });
                let (x, number) = (short(x), glyph.whole);
                add(&mut self.body, format_args!("<use href=\"#{letter}{number}\" x=\"{x}\"/>"));
            }
            x += f32::from(glyph.advance) + tracking;
        }
        self.body.push_str("</g>");
    }

    fn line(&mut self, line: &Line) {
        let dash =
            line.dash.map(|length| format!(" stroke-dasharray=\"{length}\"")).unwrap_or_default();
        add(
            &mut self.body,
            format_args!(
                "<path stroke=\"{}\" stroke-width=\"{}\"{dash} d=\"M{} {}L{} {}\"/>",
                colour(line.ink),
                line.stroke,
                short(line.from.0),
                short(line.from.1),
                short(line.to.0),
                short(line.to.1),
            ),
        );
    }

    fn rectangle(&mut self, rectangle: &Rectangle) {
        let Rectangle { x, y, width, height, stroke, ink } = *rectangle;
        let ink = colour(ink);
        let style = match stroke {
            Some(stroke) => format!("fill=\"none\" stroke=\"{ink}\" stroke-width=\"{stroke}\""),
            None => format!("fill=\"{ink}\""),
        };
        let (x, y, width, height) = (short(x), short(y), short(width), short(height));
        add(
            &mut self.body,
            format_args!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {style}/>"
            ),
        );
    }

    fn show(&mut self, shown: &PhotoBox) {
        let Some((bytes, jpeg)) =
            self.photo.and_then(|bytes| Some((bytes, Jpeg::read(bytes).ok()?)))
        else {
            return;
        };
        let PhotoBox { x, y, width, height, .. } = *shown;
        // The same rule as in the PDF: stretched where the shapes hardly differ, else cut.
        let (_, _, wide, high) = cover(shown, jpeg);
        let fit = if wide > width || high > height { "xMidYMid slice" } else { "none" };
        add(
            &mut self.body,
            format_args!(
                "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
             preserveAspectRatio=\"{fit}\" href=\"data:image/jpeg;base64,{}\"/>",
                STANDARD.encode(bytes)
            ),
        );
    }

    fn matrix(&mut self, code: &Matrix) {
        let boxes = codes::boxes(code);
        self.boxes((code.x, code.y), (code.module, code.module), boxes.into_iter());
    }

    fn bars(&mut self, code: &Bars) {
        let bars = codes::dark_bars(code);
        self.boxes((code.x, code.y), (code.module, code.height), bars.into_iter());
    }

    fn boxes(
        &mut self,
        (x, y): (f32, f32),
        (wide, high): (f32, f32),
        boxes: impl Iterator<Item = [usize; 4]>,
    ) {
        add(
            &mut self.body,
            format_args!("<path transform=\"translate({x} {y}) scale({wide} {high})\" d=\""),
        );
        for [column, row, width, height] in boxes {
            add(&mut self.body, format_args!("M{column} {row}h{width}v{height}h-{width}z"));
        }
        self.body.push_str("\"/>");
    }

    fn path(&mut self, path: &Path) {
        let ink = colour(path.ink);
        let style = match path.stroke {
            Some(stroke) => format!("fill=\"none\" stroke=\"{ink}\" stroke-width=\"{stroke}\""),
            None => format!("fill=\"{ink}\""),
        };
        add(&mut self.body, format_args!("<path {style} d=\""));
        for (at, segment) in path.segments.iter().enumerate() {
            match *segment {
                Segment::Move(x, y) => {
                    let close = if at > 0 { "z" } else { "" };
                    add(&mut self.body, format_args!("{close}M{} {}", short(x), short(y)));
                }
                Segment::Line(x, y) => {
                    add(&mut self.body, format_args!("L{} {}", short(x), short(y)));
                }
                Segment::Curve([one, two, end]) => add(
                    &mut self.body,
                    format_args!(
                        "C{} {} {} {} {} {}",
                        short(one.0),
                        short(one.1),
                        short(two.0),
                        short(two.1),
                        short(end.0),
                        short(end.1)
                    ),
                ),
            }
        }
        self.body.push_str("z\"/>");
    }
}

/// A glyph's outline as path data in font units.
struct Outline(String);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        add(&mut self.0, format_args!("M{x} {y}"));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        add(&mut self.0, format_args!("L{x} {y}"));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        add(&mut self.0, format_args!("Q{x1} {y1} {x} {y}"));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        add(&mut self.0, format_args!("C{x1} {y1} {x2} {y2} {x} {y}"));
    }

    fn close(&mut self) {
        self.0.push('z');
    }
}

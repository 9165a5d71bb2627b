//! Marks as printpdf's operations: what is said of each page's content.

use printpdf::{
    Color, FontId, Greyscale, Line, LineDashPattern, LinePoint, Op, PaintMode, PdfFontHandle,
    Point, Polygon, PolygonRing, Pt, Rect, Rgb, TextItem, WindingOrder, XObjectId,
    XObjectTransform,
};

use crate::codes;
use crate::faces::Face;
use crate::jpeg::Jpeg;
use crate::sheet::{Bars, Ink, Mark, Matrix, Mm, Path, PhotoBox, Rectangle, Run, Segment};

use super::paint::{FACES, form_name, photo_name};

/// Hundredths of a point: a place on paper is never given finer (0.0035 mm).
type Hundredths = i32;

fn hundredths(length: Mm) -> Hundredths {
    (length * (7200.0 / 25.4)).round() as Hundredths
}

fn points(hundredths: Hundredths) -> Pt {
    Pt(hundredths as f32 / 100.0)
}

/// Turns marks into operations, and says only what has changed since the last one.
pub(super) struct Brush {
    ops: Vec<Op>,
    height: Mm,
    photo: Option<(usize, Jpeg)>,
    forms: usize,
    in_text: bool,
    cursor: (Hundredths, Hundredths),
    font: Option<(Face, f32)>,
    tracking: Hundredths,
    fill: Ink,
    outline: Ink,
    stroke: Hundredths,
    dash: Option<Mm>,
}

impl Brush {
    pub(super) fn new(height: Mm, photo: Option<(usize, Jpeg)>) -> Self {
        Self {
            ops: Vec::with_capacity(160),
            height,
            photo,
            forms: 0,
            in_text: false,
            cursor: (0, 0),
            font: None,
            tracking: 0,
            fill: Ink::Black,
            outline: Ink::Black,
            stroke: 100,
            dash: None,
        }
    }

    pub(super) fn done(mut self) -> Vec<Op> {
        self.leave_text();
        self.ops
    }

    pub(super) fn mark(&mut self, mark: &Mark) {
        if let Mark::Run(run) = mark {
            return self.run(run);
        }
        self.leave_text();
        match mark {
            Mark::Run(_) => {}
            Mark::Form(_) => {
                let id = XObjectId(form_name(self.forms));
                self.forms += 1;
                self.ops.push(Op::UseXobject { id, transform: XObjectTransform::default() });
            }
            Mark::Line(line) => {
                self.outlined(line.ink, line.stroke, line.dash);
                let points = [line.from, line.to].map(|at| self.point(at, false)).to_vec();
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
            }
            Mark::Rectangle(rectangle) => self.rectangle(rectangle),
            Mark::Photo(shown) => self.show(shown),
            Mark::Matrix(code) => self.matrix(code),
            Mark::Bars(code) => self.bars(code),
            Mark::Path(path) => self.path(path),
        }
    }

    fn up(&self, y: Mm) -> Hundredths {
        hundredths(self.height) - hundredths(y)
    }

    fn point(&self, (x, y): (Mm, Mm), bezier: bool) -> LinePoint {
        let p = Point { x: points(hundredths(x)), y: points(self.up(y)) };
        LinePoint { p, bezier }
    }

    fn leave_text(&mut self) {
        if std::mem::take(&mut self.in_text) {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn filled(&mut self, ink: Ink) {
        if std::mem::replace(&mut self.fill, ink) != ink {
            self.ops.push(Op::SetFillColor { col: colour(ink) });
        }
    }

    fn outlined(&mut self, ink: Ink, stroke: Mm, dash: Option<Mm>) {
        if std::mem::replace(&mut self.outline, ink) != ink {
            self.ops.push(Op::SetOutlineColor { col: colour(ink) });
        }
        let stroke = hundredths(stroke);
        if std::mem::replace(&mut self.stroke, stroke) != stroke {
            self.ops.push(Op::SetOutlineThickness { pt: points(stroke) });
        }
        if std::mem::replace(&mut self.dash, dash) != dash {
            let lengths: Vec<f32> =
                dash.map(|length| points(hundredths(length)).0).into_iter().collect();
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &lengths) });
        }
    }

    fn run(&mut self, run: &Run) {
        if !std::mem::replace(&mut self.in_text, true) {
            self.ops.push(Op::StartTextSection);
            self.cursor = (0, 0);
        }
        if self.font.replace((run.face, run.size)) != Some((run.face, run.size)) {
            let name =
                FACES.iter().find(|(face, _)| *face == run.face).map_or("R", |(_, name)| name);
            let font = PdfFontHandle::External(FontId(name.to_owned()));
            self.ops.push(Op::SetFont { font, size: Pt(run.size) });
        }
        let tracking = hundredths(run.tracking);
        if std::mem::replace(&mut self.tracking, tracking) != tracking {
            self.ops.push(Op::SetCharacterSpacing { multiplier: points(tracking).0 });
        }
        self.filled(run.ink);
        let at = (hundredths(run.x), self.up(run.baseline));
        let from = std::mem::replace(&mut self.cursor, at);
        let pos = Point { x: points(at.0 - from.0), y: points(at.1 - from.1) };
        self.ops.push(Op::SetTextCursor { pos });
        self.ops.push(Op::ShowText { items: kerned(&run.text, &run.kerns) });
    }

    fn rectangle(&mut self, rectangle: &Rectangle) {
        let Rectangle { x, y, width, height, stroke, ink } = *rectangle;
        let mode = match stroke {
            Some(stroke) => {
                self.outlined(ink, stroke, None);
                PaintMode::Stroke
            }
            None => {
                self.filled(ink);
                PaintMode::Fill
            }
        };
        self.boxed(x, y, width, height, mode);
    }

    fn boxed(&mut self, x: Mm, y: Mm, width: Mm, height: Mm, mode: PaintMode) {
        let (left, top) = (hundredths(x), self.up(y));
        let (right, bottom) = (hundredths(x + width), self.up(y + height));
        let rectangle = Rect {
            x: points(left),
            y: points(bottom),
            width: points(right - left),
            height: points(top - bottom),
            mode: Some(mode),
            winding_order: None,
        };
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    /// The photo covers its box; where the shapes differ, the rest is clipped away.
    fn show(&mut self, shown: &PhotoBox) {
        let Some((at, jpeg)) = self.photo else { return };
        let PhotoBox { x, y, width, height, .. } = *shown;
        let (left, top, wide, high) = cover(shown, jpeg);
        let clipped = wide > width || high > height;
        if clipped {
            self.ops.push(Op::SaveGraphicsState);
            self.boxed(x, y, width, height, PaintMode::Clip);
        }
        let transform = XObjectTransform {
            translate_x: Some(points(hundredths(left))),
            translate_y: Some(points(self.up(top + high))),
            scale_x: Some(points(hundredths(wide)).0),
            scale_y: Some(points(hundredths(high)).0),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.ops.push(Op::UseXobject { id: XObjectId(photo_name(at)), transform });
        if clipped {
            self.ops.push(Op::RestoreGraphicsState);
        }
    }

    /// One raw path in modules, scaled to the paper.
    fn matrix(&mut self, code: &Matrix) {
        self.filled(Ink::Black);
        let boxes = codes::boxes(code);
        self.raw((code.x, code.y), code.module, code.module, boxes.into_iter());
    }

    fn bars(&mut self, code: &Bars) {
        self.filled(Ink::Black);
        let bars = codes::dark_bars(code).into_iter();
        self.raw((code.x, code.y), code.module, code.height, bars);
    }

    /// Boxes in steps from the upper left corner, written as one path.
    fn raw(&mut self, at: (Mm, Mm), wide: Mm, high: Mm, boxes: impl Iterator<Item = [usize; 4]>) {
        use std::fmt::Write;
        let exact = |length: Mm| (length * (72.0 / 25.4) * 1e4).round() / 1e4;
        let (x, y) = (points(hundredths(at.0)).0, points(self.up(at.1)).0);
        let mut key = String::with_capacity(2800);
        let _ = write!(key, "q {} 0 0 {} {x} {y} cm", exact(wide), -exact(high));
        for corners in boxes {
            for (at, number) in corners.into_iter().enumerate() {
                key.push(if at == 0 { '\n' } else { ' ' });
                push_number(&mut key, number);
            }
            key.push_str(" re");
        }
        key.push_str("\nf Q");
        self.ops.push(Op::Unknown { key, value: Vec::new() });
    }

    fn path(&mut self, path: &Path) {
        let rings = self.rings(&path.segments);
        if let Some(stroke) = path.stroke {
            self.outlined(path.ink, stroke, None);
            for PolygonRing { points } in rings {
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: true } });
            }
            return;
        }
        self.filled(path.ink);
        let (mode, winding_order) = (PaintMode::Fill, WindingOrder::NonZero);
        self.ops.push(Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order } });
    }

    fn rings(&self, segments: &[Segment]) -> Vec<PolygonRing> {
        let mut rings: Vec<PolygonRing> = Vec::new();
        for segment in segments {
            if let Segment::Move(..) = segment {
                rings.push(PolygonRing { points: Vec::new() });
            }
            let Some(ring) = rings.last_mut() else {
                continue;
            };
            match *segment {
                Segment::Move(x, y) | Segment::Line(x, y) => {
                    ring.points.push(self.point((x, y), false))
                }
                Segment::Curve([one, two, end]) => ring.points.extend([
                    self.point(one, true),
                    self.point(two, true),
                    self.point(end, false),
                ]),
            }
        }
        rings
    }
}

/// Left, top, width and height at which a picture covers its box; the box itself where their
/// shapes differ by less than can be seen.
pub(crate) fn cover(shown: &PhotoBox, jpeg: Jpeg) -> (Mm, Mm, Mm, Mm) {
    let PhotoBox { x, y, width, height, .. } = *shown;
    let (across, down) = (width / f32::from(jpeg.width), height / f32::from(jpeg.height));
    if (across / down - 1.0).abs() < 0.02 {
        return (x, y, width, height);
    }
    let scale = across.max(down);
    let (wide, high) = (f32::from(jpeg.width) * scale, f32::from(jpeg.height) * scale);
    (x - (wide - width) / 2.0, y - (high - height) / 2.0, wide, high)
}

/// A text cut where a letter is moved. PDF moves against the direction of writing.
fn kerned(text: &str, kerns: &[(usize, f32)]) -> Vec<TextItem> {
    let mut items = Vec::with_capacity(kerns.len() * 2 + 1);
    let mut from = 0;
    for &(at, kern) in kerns {
        items.push(TextItem::Text(text[from..at].to_owned()));
        items.push(TextItem::Offset(-kern));
        from = at;
    }
    items.push(TextItem::Text(text[from..].to_owned()));
    items
}

/// Writes a number of at most three digits; a formatter would take longer than all the rest.
fn push_number(text: &mut String, number: usize) {
    let digit = |number: usize| char::from(b'0' + (number % 10) as u8);
    if number >= 100 {
        text.push(digit(number / 100));
    }
    if number >= 10 {
        text.push(digit(number / 10));
    }
    text.push(digit(number));
}

fn colour(ink: Ink) -> Color {
    let [r, g, b] = ink.rgb().map(|part| (f32::from(part) / 255.0 * 1e3).round() / 1e3);
    if r == g && g == b {
        return Color::Greyscale(Greyscale::new(r, None));
    }
    Color::Rgb(Rgb::new(r, g, b, None))
}

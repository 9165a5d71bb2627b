//! Sheets painted by printpdf, the only file that names it: marks in, content streams out.

use std::collections::BTreeMap;

use printpdf::{
    Color, DictItem, ExternalStream, ExternalXObject, FontId, FontMetrics, Greyscale, Line,
    LineDashPattern, LinePoint, Mm as PdfMm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfParseErrorSeverity, PdfSaveOptions, Point, Polygon, PolygonRing, Pt,
    Px, Rect, Rgb, TextItem, WindingOrder, XObject, XObjectId, XObjectTransform,
};
use qabul_core::slip::PhotoHash;

use crate::codes;
use crate::error::PrintError;
use crate::faces::{Face, FaceData, Faces};
use crate::jpeg::Jpeg;
use crate::sheet::{Bars, Form, Ink, Mark, Matrix, Mm, Path, PhotoBox, Rectangle, Run, Segment};
use crate::batch::Page;

/// Resource names of the faces on every page and form.
pub(crate) const FACES: [(Face, &str); 2] = [(Face::Regular, "R"), (Face::Bold, "B")];

/// The name of a page's form by its place among the forms of the page.
pub(crate) fn form_name(at: usize) -> String {
    format!("F{at}")
}

/// The name of a photo by its place among the photos of the chunk.
pub(crate) fn photo_name(at: usize) -> String {
    format!("P{at}")
}

/// Paints any number of sheets with the same faces. One a thread.
pub(crate) struct Painter {
    fonts: BTreeMap<FontId, PdfFont>,
}

/// A photo of a chunk, passed through.
pub(crate) struct PaintedPhoto {
    pub(crate) hash: PhotoHash,
    pub(crate) jpeg: Jpeg,
    pub(crate) bytes: Vec<u8>,
}

/// The content streams of a chunk's pages, and its photos, each once.
pub(crate) struct Painted {
    /// Content and the number of its photo, page by page.
    pub(crate) pages: Vec<(Vec<u8>, Option<usize>)>,
    pub(crate) photos: Vec<PaintedPhoto>,
}

impl Painter {
    pub(crate) fn new(faces: &Faces) -> Self {
        let fonts = FACES.map(|(face, name)| {
            (FontId(name.to_owned()), PdfFont::new(parsed(faces.of(face))))
        });
        Self { fonts: fonts.into() }
    }

    /// Paints the sheets of a chunk.
    ///
    /// # Errors
    /// [`PrintError::PhotoMissing`], [`PrintError::NotJpeg`], [`PrintError::Paint`].
    pub(crate) fn pages(&self, pages: &[Page]) -> Result<Painted, PrintError> {
        let mut photos = Photos::default();
        let mut document = PdfDocument::new("");
        let mut shown = Vec::with_capacity(pages.len());
        for page in pages {
            let photo = match page.sheet.photo() {
                Some(hash) => Some(photos.number(hash, page.photo.as_deref())?),
                None => None,
            };
            let size = photo.map(|at| (at, photos.photos[at].jpeg));
            let (width, height) = (page.sheet.width, page.sheet.height);
            let mut brush = Brush::new(height, size);
            page.sheet.marks.iter().for_each(|mark| brush.mark(mark));
            document.pages.push(PdfPage::new(PdfMm(width), PdfMm(height), brush.done()));
            shown.push(photo);
        }
        for (at, photo) in photos.photos.iter_mut().enumerate() {
            let external = external(photo.jpeg, std::mem::take(&mut photo.bytes));
            let id = XObjectId(photo_name(at));
            document.resources.xobjects.map.insert(id, XObject::External(external));
        }
        let contents = self.contents(document, &mut photos.photos)?;
        let pages = contents.into_iter().zip(shown).collect();
        Ok(Painted { pages, photos: photos.photos })
    }

    /// Paints a form as high as its sheets are.
    ///
    /// # Errors
    /// [`PrintError::Paint`].
    pub(crate) fn form(&self, form: &Form, width: Mm, height: Mm) -> Result<Vec<u8>, PrintError> {
        let mut document = PdfDocument::new("");
        let mut brush = Brush::new(height, None);
        form.marks.iter().for_each(|mark| brush.mark(mark));
        document.pages.push(PdfPage::new(PdfMm(width), PdfMm(height), brush.done()));
        let mut contents = self.contents(document, &mut [])?;
        Ok(contents.pop().unwrap_or_default())
    }

    /// Lets printpdf serialise the pages and takes the streams out of what it made.
    fn contents(
        &self,
        mut document: PdfDocument,
        photos: &mut [PaintedPhoto],
    ) -> Result<Vec<Vec<u8>>, PrintError> {
        document.resources.fonts.map.clone_from(&self.fonts);
        let options = PdfSaveOptions {
            optimize: false,
            subset_fonts: false,
            // The codes are raw paths, which printpdf knows as unknown operations.
            secure: false,
            image_optimization: None,
        };
        let mut warnings = Vec::new();
        let mut made = document.to_lopdf_document(&options, &mut warnings);
        if let Some(warning) =
            warnings.into_iter().find(|warning| warning.severity == PdfParseErrorSeverity::Error)
        {
            return Err(PrintError::Paint { problem: warning.msg });
        }
        let broken = |fault: &dyn std::fmt::Display| PrintError::Paint { problem: fault.to_string() };
        let pages: Vec<_> = made.get_pages().into_values().collect();
        let mut contents = Vec::with_capacity(pages.len());
        for page in &pages {
            let stream = made
                .get_dictionary(*page)
                .and_then(|page| page.get(b"Contents"))
                .and_then(|contents| contents.as_reference())
                .map_err(|fault| broken(&fault))?;
            let stream = made.get_object_mut(stream).and_then(|object| object.as_stream_mut());
            contents.push(std::mem::take(&mut stream.map_err(|fault| broken(&fault))?.content));
        }
        let Some(first) = pages.first() else { return Ok(contents) };
        for (at, photo) in photos.iter_mut().enumerate() {
            let stream = made
                .get_dictionary(*first)
                .and_then(|page| page.get(b"Resources"))
                .and_then(|resources| made.get_dictionary(resources.as_reference()?))
                .and_then(|resources| resources.get(b"XObject"))
                .and_then(|named| made.get_dictionary(named.as_reference()?))
                .and_then(|named| named.get(photo_name(at).as_bytes()))
                .and_then(|photo| photo.as_reference())
                .map_err(|fault| broken(&fault))?;
            let stream = made.get_object_mut(stream).and_then(|object| object.as_stream_mut());
            photo.bytes = std::mem::take(&mut stream.map_err(|fault| broken(&fault))?.content);
        }
        Ok(contents)
    }
}

/// A face as printpdf takes it: letters by code, widths by code.
fn parsed(data: &FaceData) -> ParsedFont {
    let codes = data.glyphs.iter().zip(0u16..);
    ParsedFont::with_glyph_data(
        data.program.clone(),
        0,
        Some(data.name.to_owned()),
        codes.clone().skip(1).map(|(glyph, code)| (u32::from(glyph.letter), code)).collect(),
        codes.map(|(glyph, code)| (code, glyph.advance)).collect(),
        data.measures.units_per_em,
        FontMetrics { ascent: data.measures.ascent, descent: data.measures.descent },
    )
}

/// The photos of a chunk by their hash.
#[derive(Default)]
struct Photos {
    numbers: BTreeMap<PhotoHash, usize>,
    photos: Vec<PaintedPhoto>,
}

impl Photos {
    fn number(&mut self, hash: &PhotoHash, bytes: Option<&[u8]>) -> Result<usize, PrintError> {
        if let Some(number) = self.numbers.get(hash) {
            return Ok(*number);
        }
        let bytes = bytes.ok_or(PrintError::PhotoMissing)?;
        let jpeg = Jpeg::read(bytes)?;
        self.photos.push(PaintedPhoto { hash: *hash, jpeg, bytes: bytes.to_vec() });
        self.numbers.insert(*hash, self.photos.len() - 1);
        Ok(self.photos.len() - 1)
    }
}

fn external(jpeg: Jpeg, content: Vec<u8>) -> ExternalXObject {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Filter", name("DCTDecode")),
        ("ColorSpace", name(jpeg.colours())),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Width", DictItem::Int(jpeg.width.into())),
        ("Height", DictItem::Int(jpeg.height.into())),
    ];
    ExternalXObject {
        stream: ExternalStream {
            dict: dict.map(|(key, item)| (key.to_owned(), item)).into(),
            content,
            compress: false,
        },
        width: Some(Px(jpeg.width.into())),
        height: Some(Px(jpeg.height.into())),
        dpi: None,
    }
}

/// Hundredths of a point: a place on paper is never given finer (0.0035 mm).
type Hundredths = i32;

fn hundredths(length: Mm) -> Hundredths {
    (length * (7200.0 / 25.4)).round() as Hundredths
}

fn points(hundredths: Hundredths) -> Pt {
    Pt(hundredths as f32 / 100.0)
}

/// Turns marks into operations, and says only what has changed since the last one.
struct Brush {
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
    fn new(height: Mm, photo: Option<(usize, Jpeg)>) -> Self {
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

    fn done(mut self) -> Vec<Op> {
        self.leave_text();
        self.ops
    }

    fn mark(&mut self, mark: &Mark) {
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
            let lengths: Vec<f32> = dash.map(|length| points(hundredths(length)).0).into_iter().collect();
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &lengths) });
        }
    }

    fn run(&mut self, run: &Run) {
        if !std::mem::replace(&mut self.in_text, true) {
            self.ops.push(Op::StartTextSection);
            self.cursor = (0, 0);
        }
        if self.font.replace((run.face, run.size)) != Some((run.face, run.size)) {
            let name = FACES.iter().find(|(face, _)| *face == run.face).map_or("R", |(_, name)| name);
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
        for [column, row, width, height] in boxes {
            let _ = write!(key, "\n{column} {row} {width} {height} re");
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
            let Some(ring) = rings.last_mut() else { continue };
            match *segment {
                Segment::Move(x, y) | Segment::Line(x, y) => ring.points.push(self.point((x, y), false)),
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

fn colour(ink: Ink) -> Color {
    let [r, g, b] = ink.rgb().map(|part| (f32::from(part) / 255.0 * 1e3).round() / 1e3);
    if r == g && g == b {
        return Color::Greyscale(Greyscale::new(r, None));
    }
    Color::Rgb(Rgb::new(r, g, b, None))
}

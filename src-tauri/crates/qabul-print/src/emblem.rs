//! The emblem's place: a neutral eight-pointed star; and the diagonal word of a sample.

use ttf_parser::OutlineBuilder;

use crate::canvas::{Align, Canvas, Place, Style, place};
use crate::error::PrintError;
use crate::fit;
use crate::sheet::{Ink, Mark, Mm, Path, Segment};

/// A quarter of a circle as a cubic curve: how far the handles reach, in parts of the radius.
const QUARTER: f32 = 0.552_284_8;

/// Two squares, one on its corner, and a disc in their middle.
pub(crate) fn star(canvas: &mut Canvas<'_>, at: Place) {
    const STROKE: Mm = 0.6;
    let (x, y) = (at.x + at.width / 2.0, at.y + at.height / 2.0);
    // The mitred corner of the standing square reaches further out than its line.
    let reach = at.width / 2.0 - STROKE * std::f32::consts::FRAC_1_SQRT_2;
    let half = reach * std::f32::consts::FRAC_1_SQRT_2;
    let ring = |corners: [(Mm, Mm); 4]| {
        let mut corners = corners.into_iter().map(move |(dx, dy)| (x + dx, y + dy));
        corners
            .next()
            .map(|(x, y)| Segment::Move(x, y))
            .into_iter()
            .chain(corners.map(|(x, y)| Segment::Line(x, y)))
            .collect::<Vec<_>>()
    };
    let lying = ring([(-half, -half), (half, -half), (half, half), (-half, half)]);
    let standing = ring([(0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0)]);
    let squares = [lying, standing].concat();
    let (stroke, ink) = (Some(STROKE), Ink::Accent);
    canvas.marks.push(Mark::Path(Path { name: "emblem", segments: squares, stroke, ink }));
    let disc = disc(x, y, 1.6);
    canvas.marks.push(Mark::Path(Path { name: "emblem", segments: disc, stroke: None, ink }));
}

fn disc(x: Mm, y: Mm, radius: Mm) -> Vec<Segment> {
    let (r, q) = (radius, radius * QUARTER);
    let at = |dx: Mm, dy: Mm| (x + dx, y + dy);
    vec![
        Segment::Move(x + r, y),
        Segment::Curve([at(r, q), at(q, r), at(0.0, r)]),
        Segment::Curve([at(-q, r), at(-r, q), at(-r, 0.0)]),
        Segment::Curve([at(-r, -q), at(-q, -r), at(0.0, -r)]),
        Segment::Curve([at(q, -r), at(r, -q), at(r, 0.0)]),
    ]
}

/// A word as outlines, turned by an angle about its middle, so that no reader takes it for text.
pub(crate) fn diagonal(
    canvas: &mut Canvas<'_>,
    word: &str,
    style: Style,
    (x, y): (Mm, Mm),
    degrees: f32,
) {
    let data = canvas.faces.of(style.face);
    let em = data.em(style.size);
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let high = f32::from(data.measures.cap_height) * em;
    let mut pen = Outline {
        segments: Vec::new(),
        left: -style.width(word, canvas.faces) / 2.0,
        turn: |dx: Mm, dy: Mm| {
            // Up on the paper is less, and the baseline lies half a capital below the middle.
            let dy = high / 2.0 - dy;
            (x + dx * cosine + dy * sine, y - dx * sine + dy * cosine)
        },
        em,
        last: (0.0, 0.0),
    };
    for letter in word.chars() {
        let glyph = data.glyph(letter);
        data.outline(glyph.whole, &mut pen);
        pen.left += f32::from(glyph.advance) * em;
    }
    // Outlines only: a filled word would be a screen of dots behind the rules on a laser printer.
    let (segments, ink, stroke) = (pen.segments, style.ink, Some(0.35));
    canvas.marks.push(Mark::Path(Path { name: "diagonal word", segments, stroke, ink }));
}

/// Turns a glyph's outline into segments of a path.
struct Outline<F> {
    segments: Vec<Segment>,
    left: Mm,
    turn: F,
    em: Mm,
    /// In font units.
    last: (f32, f32),
}

impl<F: Fn(Mm, Mm) -> (Mm, Mm)> Outline<F> {
    fn at(&self, x: f32, y: f32) -> (Mm, Mm) {
        (self.turn)(self.left + x * self.em, y * self.em)
    }
}

impl<F: Fn(Mm, Mm) -> (Mm, Mm)> OutlineBuilder for Outline<F> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (px, py) = self.at(x, y);
        self.segments.push(Segment::Move(px, py));
        self.last = (x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (px, py) = self.at(x, y);
        self.segments.push(Segment::Line(px, py));
        self.last = (x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        // A quadratic curve as a cubic one: each handle two thirds of the way to the one handle.
        let toward = |from: f32, handle: f32| from + (handle - from) * 2.0 / 3.0;
        let (lx, ly) = self.last;
        self.curve_to(toward(lx, x1), toward(ly, y1), toward(x, x1), toward(y, y1), x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let curve = [self.at(x1, y1), self.at(x2, y2), self.at(x, y)];
        self.segments.push(Segment::Curve(curve));
        self.last = (x, y);
    }

    fn close(&mut self) {}
}

/// A black band above everything and a word in light outlines behind everything: a sample can never be
/// taken for a paper that counts. On a slip the word keeps clear of photo, QR and bars.
///
/// # Errors
/// [`PrintError::Template`] for a text that does not fit or has a letter that the faces lack.
pub(crate) fn sample(canvas: &mut Canvas<'_>, word: &str, band: &str) -> Result<(), PrintError> {
    let faces = canvas.faces;
    fit::known(word, faces).map_err(|reason| PrintError::misfit("sample", &reason))?;
    let veil = Style::bold(118.0).in_ink(Ink::Veil);
    diagonal(canvas, word, veil, (105.0, 190.0), 38.0);
    let at = place(14.0, 5.6, 182.0, 4.4);
    canvas.filled(at, Ink::Black);
    let style = Style::bold(7.5).tracked(0.1).in_ink(Ink::White);
    let set = canvas.fitted(band, style, 7.0, at, Align::Centre);
    set.map_err(|reason| PrintError::misfit("sample_band", &reason))
}

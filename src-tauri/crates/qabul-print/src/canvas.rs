//! Setting text and strokes on a sheet: boxes, styles, alignment, and the rule of the baseline.

use qabul_core::refusal::UnfitReason;

use crate::faces::{Face, Faces, POINT};
use crate::fit;
use crate::sheet::{Ink, Line, Mark, Mm, Points, Rectangle, Run};

/// Where the baseline lies below the middle of a line box, in parts of the size: half of what
/// digits and capitals of the face are high above it, less the share of descenders.
const BASELINE: f32 = 0.388;

/// A box in millimetres from the top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    pub(crate) x: Mm,
    pub(crate) y: Mm,
    pub(crate) width: Mm,
    pub(crate) height: Mm,
}

/// Short for a box: x, y, width, height.
pub(crate) const fn place(x: Mm, y: Mm, width: Mm, height: Mm) -> Place {
    Place { x, y, width, height }
}

impl Place {
    /// The baseline of one line of text in the middle of the box.
    pub(crate) fn baseline(self, size: Points) -> Mm {
        self.y + self.height / 2.0 + BASELINE * size * POINT
    }

    /// The box this far lower, of the same size.
    pub(crate) fn lower(self, by: Mm) -> Self {
        Self { y: self.y + by, ..self }
    }

    /// The same box with another height.
    pub(crate) fn high(self, height: Mm) -> Self {
        Self { height, ..self }
    }
}

/// Which edge of its box a text keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Centre,
    Right,
}

/// Face, size, ink and tracking of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) face: Face,
    pub(crate) size: Points,
    pub(crate) ink: Ink,
    pub(crate) tracking: Mm,
}

impl Style {
    pub(crate) const fn regular(size: Points) -> Self {
        Self { face: Face::Regular, size, ink: Ink::Black, tracking: 0.0 }
    }

    pub(crate) const fn bold(size: Points) -> Self {
        Self { face: Face::Bold, ..Self::regular(size) }
    }

    pub(crate) const fn in_ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    pub(crate) const fn tracked(self, tracking: Mm) -> Self {
        Self { tracking, ..self }
    }

    pub(crate) const fn sized(self, size: Points) -> Self {
        Self { size, ..self }
    }

    /// How wide a text runs, its tracking counted between letters only.
    pub(crate) fn width(self, text: &str, faces: &Faces) -> Mm {
        let gaps = text.chars().count().saturating_sub(1) as f32;
        faces.width(text, self.face, self.size) + gaps * self.tracking
    }
}

/// Collects the marks of a sheet or form in reading order.
pub(crate) struct Canvas<'a> {
    pub(crate) faces: &'a Faces,
    pub(crate) marks: Vec<Mark>,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(faces: &'a Faces) -> Self {
        Self { faces, marks: Vec::with_capacity(48) }
    }

    /// One line of text in a box. It is not made to fit: see [`Canvas::fitted`].
    pub(crate) fn text(&mut self, text: &str, style: Style, at: Place, align: Align) {
        self.text_on(text, style, at, at.baseline(style.size), align);
    }

    /// One line of text in a box, at the largest size down to `least` at which it fits.
    pub(crate) fn fitted(
        &mut self,
        text: &str,
        style: Style,
        least: Points,
        at: Place,
        align: Align,
    ) -> Result<(), UnfitReason> {
        let style = fit::one_line(text, style, least, at.width, self.faces)?;
        self.text(text, style, at, align);
        Ok(())
    }

    /// One line of text on a given baseline between the sides of a box.
    pub(crate) fn text_on(
        &mut self,
        text: &str,
        style: Style,
        at: Place,
        baseline: Mm,
        align: Align,
    ) {
        let width = style.width(text, self.faces);
        let x = match align {
            Align::Left => at.x,
            Align::Centre => at.x + (at.width - width) / 2.0,
            Align::Right => at.x + at.width - width,
        };
        let Style { face, size, ink, tracking } = style;
        let kerns = self.faces.kerns(text, face, size);
        let text = text.to_owned();
        self.marks.push(Mark::Run(Run {
            x,
            baseline,
            face,
            size,
            ink,
            tracking,
            width,
            text,
            kerns,
        }));
    }

    /// Lines of text below each other, each in a box as high as the first.
    pub(crate) fn lines(&mut self, lines: &[&str], style: Style, first: Place, align: Align) {
        let mut at = first;
        for line in lines {
            self.text(line, style, at, align);
            at = at.lower(first.height);
        }
    }

    pub(crate) fn level(&mut self, x: Mm, y: Mm, width: Mm, stroke: Mm) {
        self.stroke((x, y), (x + width, y), stroke, None);
    }

    pub(crate) fn upright(&mut self, x: Mm, y: Mm, height: Mm, stroke: Mm) {
        self.stroke((x, y), (x, y + height), stroke, None);
    }

    pub(crate) fn stroke(&mut self, from: (Mm, Mm), to: (Mm, Mm), stroke: Mm, dash: Option<Mm>) {
        self.marks.push(Mark::Line(Line { from, to, stroke, ink: Ink::Black, dash }));
    }

    pub(crate) fn filled(&mut self, at: Place, ink: Ink) {
        self.rectangle(at, None, ink);
    }

    /// A frame whose stroke lies half outside the box.
    pub(crate) fn framed(&mut self, at: Place, stroke: Mm) {
        self.rectangle(at, Some(stroke), Ink::Black);
    }

    fn rectangle(&mut self, at: Place, stroke: Option<Mm>, ink: Ink) {
        let Place { x, y, width, height } = at;
        self.marks.push(Mark::Rectangle(Rectangle { x, y, width, height, stroke, ink }));
    }
}

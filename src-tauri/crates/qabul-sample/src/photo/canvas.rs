//! A small drawing board over tiny-skia: shapes from curves, flat and soft fills, strokes.

use tiny_skia::{
    Color, FillRule, GradientStop, LineCap, LineJoin, LinearGradient, Paint, Path, PathBuilder,
    Pixmap, Point, RadialGradient, Rect, Shader, SpreadMode, Stroke, Transform,
};

/// Width and height of a portrait in pixels.
pub(super) const WIDTH: u16 = 300;
pub(super) const HEIGHT: u16 = 400;

/// A colour of the paint box; opacity is said where it is used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ink(pub(super) u8, pub(super) u8, pub(super) u8);

impl Ink {
    /// The colour on its way to another: 0 is this one, 1 the other.
    pub(super) fn toward(self, other: Self, part: f32) -> Self {
        let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * part) as u8;
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    pub(super) fn darker(self, part: f32) -> Self {
        self.toward(Self(24, 16, 18), part)
    }

    pub(super) fn lighter(self, part: f32) -> Self {
        self.toward(Self(255, 250, 244), part)
    }

    fn color(self, opacity: f32) -> Color {
        let alpha = (opacity.clamp(0.0, 1.0) * 255.0) as u8;
        Color::from_rgba8(self.0, self.1, self.2, alpha)
    }
}

/// A shape from curves: where the pen begins, then two handles and an end for each curve. `None`
/// when it has no area to draw, which a canvas passes over.
pub(super) type Shape = Option<Path>;

/// An open line.
pub(super) fn line(start: [f32; 2], curves: &[[f32; 6]]) -> Shape {
    let mut pen = PathBuilder::new();
    pen.move_to(start[0], start[1]);
    for &[a, b, c, d, x, y] in curves {
        pen.cubic_to(a, b, c, d, x, y);
    }
    pen.finish()
}

/// A closed shape.
pub(super) fn shape(start: [f32; 2], curves: &[[f32; 6]]) -> Shape {
    let mut pen = PathBuilder::new();
    pen.move_to(start[0], start[1]);
    for &[a, b, c, d, x, y] in curves {
        pen.cubic_to(a, b, c, d, x, y);
    }
    pen.close();
    pen.finish()
}

/// A closed shape of straight sides.
pub(super) fn polygon(points: &[[f32; 2]]) -> Shape {
    let mut pen = PathBuilder::new();
    for (at, &[x, y]) in points.iter().enumerate() {
        if at == 0 { pen.move_to(x, y) } else { pen.line_to(x, y) }
    }
    pen.close();
    pen.finish()
}

/// A shape and its mirror image about the axis of the face in one: the given curves run from the
/// middle of the top to the middle of the bottom on one side.
pub(super) fn mirrored(top: f32, curves: &[[f32; 6]]) -> Shape {
    let mut from = [0.0, top];
    let mut whole = curves.to_vec();
    let mut back = Vec::with_capacity(curves.len());
    for &[a, b, c, d, x, y] in curves {
        back.push([-c, d, -a, b, -from[0], from[1]]);
        from = [x, y];
    }
    back.reverse();
    whole.append(&mut back);
    shape([0.0, top], &whole)
}

pub(super) fn ellipse(x: f32, y: f32, across: f32, up: f32) -> Shape {
    Rect::from_xywh(x - across, y - up, 2.0 * across, 2.0 * up).and_then(PathBuilder::from_oval)
}

/// How much larger the figure is on the board than in its own measures.
const SCALE: f32 = 1.22;
/// The height that keeps its place when the figure is scaled, and that place on the board.
const LEVEL: [f32; 2] = [170.0, 186.0];

/// The board. Measures across are counted from the axis of the face, to the side it faces.
pub(super) struct Canvas {
    pixmap: Pixmap,
    axis: f32,
    facing: Transform,
}

impl Canvas {
    /// An empty board for a face whose axis is at `axis`; `None` cannot be, as its size is not
    /// zero.
    pub(super) fn new(axis: f32) -> Option<Self> {
        let pixmap = Pixmap::new(WIDTH.into(), HEIGHT.into())?;
        let mut canvas = Self { pixmap, axis, facing: Transform::identity() };
        canvas.face(1.0);
        Some(canvas)
    }

    /// Counts measures across towards the right-hand side (1) or the left-hand one (−1).
    pub(super) fn face(&mut self, side: f32) {
        let down = LEVEL[1] - SCALE * LEVEL[0];
        self.facing = Transform::from_row(SCALE * side, 0.0, 0.0, SCALE, self.axis, down);
    }

    /// Draws the same on both sides; the drawing is told which one it is on.
    pub(super) fn both(&mut self, mut draw: impl FnMut(&mut Self, f32)) {
        for side in [-1.0, 1.0] {
            self.face(side);
            draw(self, side);
        }
        self.face(1.0);
    }

    /// The pixels, four bytes each, row by row.
    pub(super) fn pixels(&mut self) -> &mut [u8] {
        self.pixmap.data_mut()
    }

    fn fill_with(&mut self, shape: &Shape, shader: Shader) {
        if let Some(path) = shape {
            let paint = Paint { shader, ..Paint::default() };
            self.pixmap.fill_path(path, &paint, FillRule::Winding, self.facing, None);
        }
    }

    /// One flat colour.
    pub(super) fn fill(&mut self, shape: &Shape, ink: Ink, opacity: f32) {
        self.fill_with(shape, Shader::SolidColor(ink.color(opacity)));
    }

    /// From one colour at one point to another at another.
    pub(super) fn fade(&mut self, shape: &Shape, from: ([f32; 2], Ink), to: ([f32; 2], Ink)) {
        let point = |[x, y]: [f32; 2]| Point::from_xy(x, y);
        let stops = vec![
            GradientStop::new(0.0, from.1.color(1.0)),
            GradientStop::new(1.0, to.1.color(1.0)),
        ];
        let (start, end) = (point(from.0), point(to.0));
        let shader = LinearGradient::new(start, end, stops, SpreadMode::Pad, Transform::identity());
        if let Some(shader) = shader {
            self.fill_with(shape, shader);
        }
    }

    /// A round spot that fades out towards its edge.
    pub(super) fn glow(&mut self, x: f32, y: f32, radius: f32, ink: Ink, opacity: f32) {
        let stops = vec![
            GradientStop::new(0.0, ink.color(opacity)),
            GradientStop::new(1.0, ink.color(0.0)),
        ];
        let centre = Point::from_xy(x, y);
        let pad = SpreadMode::Pad;
        let shader =
            RadialGradient::new(centre, 0.0, centre, radius, stops, pad, Transform::identity());
        if let Some(shader) = shader {
            self.fill_with(&ellipse(x, y, radius, radius), shader);
        }
    }

    /// A line of one width with round ends.
    pub(super) fn stroke(&mut self, shape: &Shape, ink: Ink, opacity: f32, width: f32) {
        if let Some(path) = shape {
            let shader = Shader::SolidColor(ink.color(opacity));
            let paint = Paint { shader, ..Paint::default() };
            let (line_cap, line_join) = (LineCap::Round, LineJoin::Round);
            let stroke = Stroke { width, line_cap, line_join, ..Stroke::default() };
            self.pixmap.stroke_path(path, &paint, &stroke, self.facing, None);
        }
    }
}

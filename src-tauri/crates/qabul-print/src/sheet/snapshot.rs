//! A sheet as text, one mark a line: what snapshots hold.

use std::fmt;

use crate::faces::Face;

use super::{Bars, Form, Ink, Line, Mark, Matrix, Mm, Path, PhotoBox, Rectangle, Run, Sheet};

impl fmt::Display for Sheet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{:?} {} x {}", self.title, self.width, self.height)?;
        self.marks.iter().try_for_each(|mark| write!(out, "{mark}"))
    }
}

impl fmt::Display for Form {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "form {}", self.name)?;
        self.marks.iter().try_for_each(|mark| write!(out, "  {mark}"))
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(form) => writeln!(out, "form {} ({} marks)", form.name, form.marks.len()),
            Self::Run(run) => write!(out, "{run}"),
            Self::Line(line) => write!(out, "{line}"),
            Self::Rectangle(rectangle) => write!(out, "{rectangle}"),
            Self::Photo(PhotoBox { x, y, width, height, .. }) => {
                writeln!(out, "photo  {x:7.2} {y:7.2} {width:.2} x {height:.2}")
            }
            Self::Matrix(code) => write!(out, "{code}"),
            Self::Bars(Bars { x, y, height, module, widths }) => {
                let modules: u32 = widths.iter().map(|&width| u32::from(width)).sum();
                writeln!(out, "bars   {x:7.2} {y:7.2} {modules} x {module} wide, {height} high")
            }
            Self::Path(Path { name, segments, stroke, ink }) => {
                let style = style(*stroke, "outline");
                writeln!(out, "path   {name}, {} segments, {style} {ink:?}", segments.len())
            }
        }
    }
}

fn style(stroke: Option<Mm>, name: &str) -> String {
    stroke.map_or_else(|| "filled".to_owned(), |stroke| format!("{name} {stroke}"))
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to, stroke, ink, dash } = self;
        write!(out, "line   {:7.2} {:7.2} to {:.2} {:.2}, ", from.0, from.1, to.0, to.1)?;
        let dash = dash.map(|length| format!(", dashes {length}")).unwrap_or_default();
        writeln!(out, "{stroke} {ink:?}{dash}")
    }
}

impl fmt::Display for Rectangle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { x, y, width, height, stroke, ink } = self;
        let style = style(*stroke, "frame");
        writeln!(out, "box    {x:7.2} {y:7.2} {width:.2} x {height:.2}, {style} {ink:?}")
    }
}

impl fmt::Display for Run {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { x, baseline, face, size, ink, tracking, width, text, .. } = self;
        let letter = if *face == Face::Bold { 'B' } else { 'R' };
        write!(out, "text   {x:7.2} {baseline:7.2} {letter} {size:<4} w {width:6.2}  {text}")?;
        if *tracking != 0.0 {
            write!(out, "  (tracked {tracking})")?;
        }
        if *ink == Ink::Black { writeln!(out) } else { writeln!(out, "  ({ink:?})") }
    }
}

impl fmt::Display for Matrix {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dark = self.dark.iter().filter(|dark| **dark).count();
        let Self { x, y, module, side, .. } = self;
        writeln!(out, "matrix {x:7.2} {y:7.2} {side} x {side} of {module}, {dark} dark")
    }
}

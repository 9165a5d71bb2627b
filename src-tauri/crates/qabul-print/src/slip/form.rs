//! What is the same on every slip of one language, laid out once.

use std::sync::Arc;

use qabul_core::application::Sector;
use qabul_core::slip::SlipTemplate;

use crate::canvas::{Align, Canvas, Place, Style, place};
use crate::error::PrintError;
use crate::faces::Faces;
use crate::fit;
use crate::sheet::{Form, Mm, Points};

use super::{foot, head};

/// Boxes and sizes that are not the same in the two languages of the slip.
pub(super) struct Measures {
    pub(super) code_line: (Place, Points),
    /// Box, size, least size.
    pub(super) exam_line: (Place, Points, Points),
    /// Left edge of the right column between photo and QR, and its width.
    pub(super) right: (Mm, Mm),
}

const AZERBAIJANI: Measures = Measures {
    code_line: (place(29.0, 20.5, 110.0, 3.8), 8.0),
    exam_line: (place(14.0, 39.4, 132.0, 5.4), 12.0, 9.5),
    right: (117.0, 42.0),
};

const RUSSIAN: Measures = Measures {
    code_line: (place(29.0, 21.9, 110.0, 3.2), 7.5),
    exam_line: (place(14.0, 41.6, 182.0, 4.4), 10.5, 9.0),
    right: (117.0, 43.0),
};

impl Measures {
    pub(super) const fn of(sector: Sector) -> &'static Self {
        match sector {
            Sector::Azerbaijani => &AZERBAIJANI,
            Sector::Russian => &RUSSIAN,
        }
    }
}

/// The slip's form: the template's texts laid out for both sectors, each also as a sample.
pub struct SlipForm {
    template: SlipTemplate,
    azerbaijani: Halves,
    russian: Halves,
}

struct Halves {
    head: Arc<Form>,
    sample: Arc<Form>,
    foot: Arc<Form>,
}

impl SlipForm {
    /// Lays out everything of a template that no candidate's data change.
    ///
    /// # Errors
    /// [`PrintError::Template`] if a text does not fit its place at its smallest size (the rules
    /// must end above the receipt) or has a letter that the faces lack.
    pub fn new(template: &SlipTemplate, faces: &Faces) -> Result<Self, PrintError> {
        let halves = |sector| -> Result<Halves, PrintError> {
            Ok(Halves {
                head: form(head::lay, "head", template, sector, false, faces)?,
                sample: form(head::lay, "sample", template, sector, true, faces)?,
                foot: form(foot::lay, "foot", template, sector, false, faces)?,
            })
        };
        Ok(Self {
            azerbaijani: halves(Sector::Azerbaijani)?,
            russian: halves(Sector::Russian)?,
            template: template.clone(),
        })
    }

    /// The texts it was made of.
    #[must_use]
    pub fn template(&self) -> &SlipTemplate {
        &self.template
    }

    /// What stands behind and above a candidate's data.
    pub(super) fn head(&self, sector: Sector, sample: bool) -> Arc<Form> {
        let halves = self.halves(sector);
        Arc::clone(if sample { &halves.sample } else { &halves.head })
    }

    /// Rules, receipt and help.
    pub(super) fn foot(&self, sector: Sector) -> Arc<Form> {
        Arc::clone(&self.halves(sector).foot)
    }

    fn halves(&self, sector: Sector) -> &Halves {
        match sector {
            Sector::Azerbaijani => &self.azerbaijani,
            Sector::Russian => &self.russian,
        }
    }
}

/// Draws a part of the form.
type Part = fn(&mut Stencil<'_>) -> Result<(), PrintError>;

fn form(
    part: Part,
    name: &str,
    template: &SlipTemplate,
    sector: Sector,
    sample: bool,
    faces: &Faces,
) -> Result<Arc<Form>, PrintError> {
    let mut stencil = Stencil { canvas: Canvas::new(faces), template, sector, sample };
    part(&mut stencil)?;
    let language = if sector == Sector::Russian { "ru" } else { "az" };
    Ok(Arc::new(Form { name: format!("{language}.{name}"), marks: stencil.canvas.marks }))
}

/// Sets the template's own texts, which must fit.
pub(super) struct Stencil<'a> {
    pub(super) canvas: Canvas<'a>,
    pub(super) template: &'a SlipTemplate,
    pub(super) sector: Sector,
    pub(super) sample: bool,
}

impl Stencil<'_> {
    pub(super) fn is_russian(&self) -> bool {
        self.sector == Sector::Russian
    }

    /// One line, smaller where it must be.
    pub(super) fn line(
        &mut self,
        field: &str,
        text: &str,
        style: Style,
        least: Points,
        at: Place,
        align: Align,
    ) -> Result<(), PrintError> {
        let set = self.canvas.fitted(text, style, least, at, align);
        set.map_err(|reason| PrintError::misfit(field, &reason))
    }

    /// A label: Azerbaijani, with the Russian one beside it on a Russian slip; where there is no
    /// room for both, Russian alone.
    pub(super) fn label(
        &mut self,
        field: &str,
        az: &str,
        ru: &str,
        at: Place,
    ) -> Result<(), PrintError> {
        let style = Style::regular(7.5);
        if self.is_russian() {
            let both = format!("{az} / {ru}");
            let fits =
                fit::one_line(&both, style, LEAST_LABEL, at.width, self.canvas.faces).is_ok();
            let text = if fits { both } else { ru.to_owned() };
            return self.line(field, &text, style, LEAST_LABEL, at, Align::Left);
        }
        self.line(field, az, style, LEAST_LABEL, at, Align::Left)
    }
}

/// Below this a label breaks up on a worn laser printer.
const LEAST_LABEL: Points = 7.0;

//! An equivalence table on A4: what it reads, the acts that set it, its rows, on as many pages as it takes.

use qabul_core::table_paper::{PaperAct, PaperRow, PaperStanding, TablePaper, TablePaperTexts};
use qabul_core::text::{self, filled};

use crate::canvas::{Align, Canvas, Style, place};
use crate::emblem;
use crate::error::PrintError;
use crate::faces::Faces;
use crate::fit;
use crate::sheet::{Ink, Mm, Points, Sheet};
use crate::slip::{HEIGHT, WIDTH};

/// Left edge and width of everything.
const LEFT: Mm = 14.0;
const FULL: Mm = 182.0;
/// Where the values of the facts begin.
const VALUE: Mm = 66.0;
/// Where a page ends, and where the last one ends above the lines to sign on.
const BOTTOM: Mm = 274.0;
const SIGNED: Mm = 250.0;
/// Heads of parts: bold, tracked, in the accent.
const PART: Style = Style::bold(8.0).tracked(0.25).in_ink(Ink::Accent);
/// Heads of columns.
const HEAD: Style = Style::bold(8.0);
const SMALL: Style = Style::regular(8.5);
const PLAIN: Style = Style::regular(10.0);
/// How high a line of facts, of acts and of rows is, and how much each further line adds.
const ROW: Mm = 6.6;
const MORE: Mm = 3.8;
/// Left edges and widths of the columns of rows: score, level, exemption, source.
const COLUMNS: [(Mm, Mm); 4] = [(LEFT, 34.0), (52.0, 14.0), (70.0, 30.0), (104.0, 92.0)];
/// Left edges and widths of the columns of acts.
const ACTS: [(Mm, Mm); 3] = [(LEFT, 90.0), (108.0, 50.0), (162.0, 34.0)];

/// Lays a table out.
///
/// # Errors
/// [`PrintError::Unfit`] if a typed text does not fit its place at its smallest size, or if a letter of it is
/// missing in the faces; [`PrintError::Template`] if that is so of a text of the form.
pub fn layout(
    paper: &TablePaper,
    texts: &TablePaperTexts,
    faces: &Faces,
) -> Result<Vec<Sheet>, PrintError> {
    let mut pen = Pen { paper, texts, faces, done: Vec::new(), canvas: Canvas::new(faces), y: 0.0 };
    pen.begin()?;
    pen.facts()?;
    pen.acts()?;
    pen.rows()?;
    pen.sign()?;
    pen.finish()
}

struct Pen<'a> {
    paper: &'a TablePaper,
    texts: &'a TablePaperTexts,
    faces: &'a Faces,
    /// Pages that are full.
    done: Vec<Canvas<'a>>,
    canvas: Canvas<'a>,
    /// How far down the page is filled.
    y: Mm,
}

impl<'a> Pen<'a> {
    /// One line in a box, smaller where it must be.
    fn left(
        &mut self,
        field: &str,
        text: &str,
        style: Style,
        (x, width, high): (Mm, Mm, Mm),
    ) -> Result<(), PrintError> {
        let least = (style.size * 0.7).max(6.5);
        let at = place(x, self.y, width, high);
        let set = self.canvas.fitted(text, style, least, at, Align::Left);
        set.map_err(|reason| PrintError::misfit(field, &reason))
    }

    /// The head of a page: whole on the first, one line on those after it.
    fn begin(&mut self) -> Result<(), PrintError> {
        let (texts, paper) = (self.texts, self.paper);
        let across = match paper.standing {
            _ if paper.sample => Some((&texts.sample, &texts.sample_band)),
            PaperStanding::InForce => None,
            PaperStanding::Draft => Some((&texts.draft, &texts.draft_band)),
            PaperStanding::Former => Some((&texts.former, &texts.former_band)),
        };
        if let Some((word, band)) = across {
            emblem::sample(&mut self.canvas, word, band)?;
        }
        self.y = 12.0;
        if !self.done.is_empty() {
            self.left("named", &paper.named, Style::bold(11.0), (LEFT, FULL, 5.0))?;
            self.y = 19.0;
            return Ok(());
        }
        emblem::star(&mut self.canvas, place(LEFT, 12.0, 12.0, 12.0));
        self.left("republic", &texts.republic, SMALL, (29.0, 110.0, 4.0))?;
        self.y = 16.0;
        self.left("center", &texts.center, Style::bold(12.0), (29.0, 120.0, 5.2))?;
        let at = place(150.0, 11.6, 46.0, 4.0);
        let set = self.canvas.fitted(&texts.form, Style::regular(8.0), 6.5, at, Align::Right);
        set.map_err(|reason| PrintError::misfit("form", &reason))?;
        self.canvas.filled(place(LEFT, 27.0, FULL, 0.8), Ink::Accent);
        self.y = 30.6;
        self.left("title", &texts.title, Style::bold(15.0), (LEFT, FULL, 7.0))?;
        self.y = 38.6;
        self.left("named", &paper.named, Style::bold(12.0), (LEFT, FULL, 5.4))?;
        self.y = 47.0;
        Ok(())
    }

    /// Begins another page where so much does not fit any more.
    fn room(&mut self, needed: Mm, until: Mm) -> Result<bool, PrintError> {
        if self.y + needed <= until {
            return Ok(false);
        }
        let full = std::mem::replace(&mut self.canvas, Canvas::new(self.faces));
        self.done.push(full);
        self.begin()?;
        Ok(true)
    }

    fn part(&mut self, title: &str) -> Result<(), PrintError> {
        self.y += 4.0;
        self.left("part", title, PART, (LEFT, FULL, 4.0))?;
        self.y += 5.4;
        Ok(())
    }

    /// A text that people typed, on at most three lines; how many it took.
    fn typed(
        &mut self,
        text: &str,
        (style, least): (Style, Points),
        (x, width): (Mm, Mm),
    ) -> Result<usize, PrintError> {
        let (style, lines) = fit::some_lines(text, style, least, width, 3, self.faces)
            .map_err(|_| PrintError::Unfit { text: text.to_owned() })?;
        let at = place(x, self.y, width, if lines.len() > 1 { MORE } else { ROW });
        let at = if lines.len() > 1 { at.lower(1.0) } else { at };
        self.canvas.lines(&lines, style, at, Align::Left);
        Ok(lines.len())
    }

    /// How much lower a row of so many lines ends.
    fn down(&mut self, lines: usize) {
        self.y += if lines > 1 { MORE * lines as f32 + 2.0 } else { ROW };
        self.canvas.level(LEFT, self.y, FULL, 0.2);
    }

    fn facts(&mut self) -> Result<(), PrintError> {
        for (label, value) in &self.paper.facts {
            self.left("facts", label, Style::regular(9.0), (LEFT, 50.0, ROW))?;
            let lines = self.typed(value, (PLAIN, 8.0), (VALUE, LEFT + FULL - VALUE))?;
            self.down(lines);
        }
        Ok(())
    }

    fn acts(&mut self) -> Result<(), PrintError> {
        let texts = self.texts;
        self.part(&texts.acts)?;
        for (head, (x, width)) in ["", &texts.act_number, &texts.act_date].iter().zip(ACTS) {
            self.left("acts", head, HEAD, (x, width, 4.0))?;
        }
        self.y += 5.0;
        self.canvas.level(LEFT, self.y, FULL, 0.4);
        for PaperAct { what, number, date } in &self.paper.acts {
            self.left("acts", what, PLAIN, (ACTS[0].0, ACTS[0].1, ROW))?;
            let said = number.as_ref().unwrap_or(&texts.no_act);
            self.left("acts", date, PLAIN, (ACTS[2].0, ACTS[2].1, ROW))?;
            let lines = self.typed(said, (PLAIN, 7.0), ACTS[1])?;
            self.down(lines);
        }
        Ok(())
    }

    fn heads(&mut self) -> Result<(), PrintError> {
        let texts = self.texts;
        let heads = [&texts.score, &texts.level, &texts.exempts, &texts.source];
        for (head, (x, width)) in heads.into_iter().zip(COLUMNS) {
            self.left("rows", head, HEAD, (x, width, 4.0))?;
        }
        self.y += 5.0;
        self.canvas.level(LEFT, self.y, FULL, 0.4);
        Ok(())
    }

    fn rows(&mut self) -> Result<(), PrintError> {
        let texts = self.texts;
        self.part(&texts.rows)?;
        self.heads()?;
        for PaperRow { score, level, exempts, least, source } in &self.paper.rows {
            let least = if least.is_empty() {
                String::new()
            } else {
                filled(&texts.least, &[("least", least)])
            };
            let both: Vec<&str> =
                [least.as_str(), source].into_iter().filter(|text| !text.is_empty()).collect();
            let said = both.join(" · ");
            // Three lines are the most that a row takes.
            if self.room(MORE * 3.0 + 2.0, BOTTOM)? {
                self.heads()?;
            }
            let bold = if *exempts { Style::bold(10.0) } else { PLAIN };
            let yes = if *exempts { &texts.yes } else { &texts.no };
            for (text, style, (x, width)) in
                [(score, bold, COLUMNS[0]), (level, bold, COLUMNS[1]), (yes, PLAIN, COLUMNS[2])]
            {
                self.left("rows", text, style, (x, width, ROW))?;
            }
            let lines = self.typed(&said, (Style::regular(8.5), 7.0), COLUMNS[3])?;
            self.down(lines);
        }
        Ok(())
    }

    fn sign(&mut self) -> Result<(), PrintError> {
        self.room(0.0, SIGNED)?;
        let texts = self.texts;
        for (label, (x, width)) in texts.sign.iter().zip([(LEFT, 86.0), (106.0, 50.0)]) {
            self.canvas.stroke((x, 266.0), (x + width, 266.0), 0.2, None);
            self.y = 266.8;
            self.left("sign", label, Style::regular(7.5), (x, width, 4.0))?;
        }
        self.y = 262.0;
        self.left("seal", &texts.seal, Style::bold(8.5), (176.0, 20.0, 4.6))
    }

    /// The line at the foot of every page.
    fn finish(mut self) -> Result<Vec<Sheet>, PrintError> {
        let last = std::mem::replace(&mut self.canvas, Canvas::new(self.faces));
        self.done.push(last);
        let (texts, paper) = (self.texts, self.paper);
        let at = paper.printed_at;
        let at = format!("{}, {}", text::date_numeric(at.date()), text::time(at.time()));
        let pages = self.done.len().to_string();
        let title = format!("{} · {}", texts.title, paper.named);
        let page = |(number, mut canvas): (usize, Canvas<'a>)| {
            let number = number.to_string();
            let values = [
                ("name", &*paper.named),
                ("form", &*texts.form),
                ("at", &*at),
                ("page", &*number),
                ("pages", &*pages),
            ];
            let trace = filled(&texts.trace, &values);
            let style = Style::regular(6.5);
            let at = place(LEFT, 281.4, FULL, 3.4);
            let set = canvas.fitted(&trace, style, 5.5, at, Align::Left);
            set.map_err(|reason| PrintError::misfit("trace", &reason))?;
            let title = title.clone();
            Ok(Sheet { title, width: WIDTH, height: HEIGHT, marks: canvas.marks })
        };
        (1..).zip(self.done).map(page).collect()
    }
}

//! What one slip says in words: the template's lines with their placeholders filled.

use qabul_core::application::Sector;
use qabul_core::slip::{Slip, SlipPart, SlipTemplate, SlipTexts};
use qabul_core::text::{self, filled, ordinal_az, roman};

use super::form::Measures;

/// The lines of one slip that its own data decide, in the language of its sector.
pub(super) struct Words<'t> {
    /// The template's texts in that language.
    pub(super) texts: &'t SlipTexts,
    /// Where the two languages of the slip need other boxes.
    pub(super) layout: &'static Measures,
    pub(super) code_line: String,
    pub(super) exam_line: String,
    pub(super) work_number: String,
    pub(super) sector: &'t str,
    /// Large, always in Azerbaijani.
    pub(super) date: String,
    /// Under it: the weekday and duration, after the date in Russian on a Russian slip.
    pub(super) day_lines: Vec<String>,
    pub(super) times: String,
    /// Over the hall's code, one line a language.
    pub(super) hall: Vec<String>,
    pub(super) trace: String,
    pub(super) run_and_sheet: String,
    name: String,
}

impl<'t> Words<'t> {
    pub(super) fn of(slip: &Slip, template: &'t SlipTemplate) -> Self {
        let russian = slip.sector == Sector::Russian;
        let texts = if russian { &template.ru } else { &template.az };
        let sheet = padded(slip.sheet, slip.of);
        Self {
            texts,
            layout: Measures::of(slip.sector),
            code_line: filled(
                &texts.code_line,
                &[("year", &slip.year.to_string()), ("code", &slip.exam_code)],
            ),
            exam_line: exam_line(slip, texts, russian),
            work_number: slip.work_number.checked(),
            sector: match slip.sector {
                Sector::Azerbaijani => &texts.sector_azerbaijani,
                Sector::Russian => &texts.sector_russian,
            },
            date: text::date_long_az(slip.date),
            day_lines: day_lines(slip, texts, russian),
            times: times(slip, texts, russian),
            hall: halls(slip, template, russian),
            trace: trace(slip, template, texts, &sheet, russian),
            run_and_sheet: format!("{} / {sheet}", slip.run),
            name: slip.name.full(),
        }
    }

    /// The title of the sheet's picture.
    pub(super) fn title(&self) -> String {
        format!("{}, {}", self.name, self.work_number)
    }
}

/// Zeros before a sheet's number up to the width of the last one, at least four digits.
fn padded(sheet: u32, of: u32) -> String {
    let width = of.to_string().len().max(4);
    format!("{sheet:0width$}")
}

fn exam_line(slip: &Slip, texts: &SlipTexts, russian: bool) -> String {
    let (exam, attempt) = if russian {
        (&slip.exam.ru, format!("{}-я", slip.attempt))
    } else {
        (&slip.exam.az, ordinal_az(slip.attempt.into()))
    };
    filled(
        &texts.exam_line,
        &[("exam", exam), ("stage", &roman(slip.stage)), ("attempt", &attempt)],
    )
}

fn day_lines(slip: &Slip, texts: &SlipTexts, russian: bool) -> Vec<String> {
    let line = |weekday, duration: String| {
        filled(&texts.day_line, &[("weekday", weekday), ("duration", &duration)])
    };
    let mut lines = if russian {
        let day = line(text::weekday_ru(slip.date), text::duration_ru(slip.minutes));
        vec![text::date_long_ru(slip.date), day]
    } else {
        vec![line(text::weekday_az(slip.date), text::duration_az(slip.minutes))]
    };
    lines.extend(slip.parts.iter().map(|part| part_line(part, texts)));
    lines
}

/// `Danışıq hissəsi: 17.06–19.06.2026`.
fn part_line(part: &SlipPart, texts: &SlipTexts) -> String {
    let days = match part.to.filter(|to| *to != part.from) {
        None => text::date_numeric(part.from).to_string(),
        Some(to) => format!("{}–{}", part.from.format("%d.%m"), text::date_numeric(to)),
    };
    let line = if part.speaking { &texts.part_speaking } else { &texts.part_written };
    filled(line, &[("days", &days), ("start", &text::time(part.start))])
}

fn times(slip: &Slip, texts: &SlipTexts, russian: bool) -> String {
    let [arrive, gate, start] = if russian {
        [slip.arrive_by, slip.gate_closes, slip.start].map(text::time)
    } else {
        [
            text::from_time(slip.arrive_by),
            text::at_time(slip.gate_closes),
            text::at_time(slip.start),
        ]
    };
    filled(&texts.times_line, &[("arrive", &arrive), ("gate", &gate), ("start", &start)])
}

fn halls(slip: &Slip, template: &SlipTemplate, russian: bool) -> Vec<String> {
    let az = filled(&template.az.hall, &[("floor", &text::floor_az(slip.floor))]);
    if russian {
        vec![az, filled(&template.ru.hall, &[("floor", &text::floor_ru(slip.floor))])]
    } else {
        vec![az]
    }
}

fn trace(
    slip: &Slip,
    template: &SlipTemplate,
    texts: &SlipTexts,
    sheet: &str,
    russian: bool,
) -> String {
    let edition = u32::from(template.edition);
    let edition = if russian { format!("{edition}-е") } else { ordinal_az(edition) };
    let day = text::date_numeric(slip.printed_at.date());
    let at = format!("{day}, {}", text::time(slip.printed_at.time()));
    filled(
        &texts.trace,
        &[
            ("serial", &slip.serial.text()),
            ("run", &slip.run.to_string()),
            ("sheet", sheet),
            ("of", &slip.of.to_string()),
            ("form", &template.form),
            ("edition", &edition),
            ("at", &at),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_padded_to_the_last_ones_width() {
        assert_eq!(padded(817, 1448), "0817");
        assert_eq!(padded(3, 7), "0003");
        assert_eq!(padded(1, 20_000), "00001");
    }
}

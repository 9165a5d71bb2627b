//! Making a text fit its box: smaller by half points, then on more lines, then not at all.

use qabul_core::refusal::UnfitReason;

use crate::canvas::Style;
use crate::faces::Faces;
use crate::sheet::{Mm, Points};

/// Sizes fall by this much at a time.
const STEP: Points = 0.5;
/// Below this a line counts as fitting though arithmetic says it is wider.
const HAIR: Mm = 0.005;

/// The sizes from `style`'s own down to `least`, both included.
pub(crate) fn sizes(style: Style, least: Points) -> impl Iterator<Item = Style> {
    let steps = ((style.size - least) / STEP).max(0.0).ceil() as u32;
    (0..=steps).map(move |step| style.sized((style.size - step as f32 * STEP).max(least)))
}

/// The largest size at which the text runs in one line.
pub(crate) fn one_line(
    text: &str,
    style: Style,
    least: Points,
    width: Mm,
    faces: &Faces,
) -> Result<Style, UnfitReason> {
    known(text, faces)?;
    sizes(style, least)
        .find(|style| style.width(text, faces) <= width + HAIR)
        .ok_or(UnfitReason::TooLong)
}

/// The largest size at which the text breaks into at most `most` lines at its spaces.
pub(crate) fn some_lines<'t>(
    text: &'t str,
    style: Style,
    least: Points,
    width: Mm,
    most: usize,
    faces: &Faces,
) -> Result<(Style, Vec<&'t str>), UnfitReason> {
    known(text, faces)?;
    sizes(style, least)
        .find_map(|style| {
            let lines = wrapped(text, style, width, faces)?;
            (lines.len() <= most).then_some((style, lines))
        })
        .ok_or(UnfitReason::TooLong)
}

/// Where names break: after a space or a hyphen.
pub(crate) const NAME_BREAKS: &[&str] = &[" ", "-", "\u{2011}"];

/// Two lines of the least unlike width, broken after one of the given signs; `None` if one of
/// them is wider than allowed or there is nowhere to break.
pub(crate) fn halved<'t>(
    text: &'t str,
    breaks: &[&str],
    style: Style,
    width: Mm,
    faces: &Faces,
) -> Option<(&'t str, &'t str)> {
    breaks
        .iter()
        .flat_map(|sign| text.match_indices(sign))
        .map(|(at, sign)| (text[..at + sign.len()].trim_end(), &text[at + sign.len()..]))
        .filter(|(above, below)| !above.is_empty() && !below.is_empty())
        .map(|(above, below)| {
            let widest = style.width(above, faces).max(style.width(below, faces));
            (widest, (above, below))
        })
        .filter(|(widest, _)| *widest <= width + HAIR)
        .min_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, halves)| halves)
}

/// Refuses the first letter that the faces do not have.
pub(crate) fn known(text: &str, faces: &Faces) -> Result<(), UnfitReason> {
    match faces.missing(text) {
        Some(letter) => Err(UnfitReason::LetterMissing { letter }),
        None => Ok(()),
    }
}

/// Lines filled word by word; `None` if a single word is too wide.
fn wrapped<'t>(text: &'t str, style: Style, width: Mm, faces: &Faces) -> Option<Vec<&'t str>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for word in text.split(' ') {
        let from = word.as_ptr() as usize - text.as_ptr() as usize;
        let to = from + word.len();
        if style.width(&text[start..to], faces) > width + HAIR {
            if end > start {
                lines.push(text[start..end].trim_end());
            }
            start = from;
            if style.width(word, faces) > width + HAIR {
                return None;
            }
        }
        end = to;
    }
    lines.push(&text[start..end]);
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_shrinks_before_it_is_refused() {
        let faces = Faces::shipped().unwrap();
        let style = Style::bold(18.0);
        assert_eq!(one_line("ƏLİ", style, 13.0, 110.0, &faces).unwrap().size, 18.0);
        let long = "MƏMMƏDQULUZADƏ-ŞIXƏLİBƏYOVA";
        assert_eq!(one_line(long, style, 13.0, 110.0, &faces).unwrap().size, 16.5);
        assert_eq!(one_line(long, style, 13.0, 60.0, &faces), Err(UnfitReason::TooLong));
        let odd = one_line("李", style, 13.0, 60.0, &faces);
        assert_eq!(odd, Err(UnfitReason::LetterMissing { letter: '李' }));
    }

    #[test]
    fn lines_break_at_spaces_and_names_after_hyphens() {
        let faces = Faces::shipped().unwrap();
        let style = Style::regular(10.0);
        let (_, lines) = some_lines("bir iki üç dörd", style, 10.0, 18.0, 2, &faces).unwrap();
        assert_eq!(lines, ["bir iki üç", "dörd"]);
        assert!(some_lines("bir iki üç dörd", style, 10.0, 8.0, 2, &faces).is_err());
        assert_eq!(
            halved("MƏMMƏDQULUZADƏ-ŞIXƏLİBƏYOVA", NAME_BREAKS, Style::bold(16.0), 80.0, &faces),
            Some(("MƏMMƏDQULUZADƏ-", "ŞIXƏLİBƏYOVA"))
        );
        assert_eq!(halved("BİRSÖZ", NAME_BREAKS, Style::bold(16.0), 10.0, &faces), None);
    }

    #[test]
    fn sizes_never_pass_the_least() {
        let all: Vec<f32> = sizes(Style::bold(14.0), 12.8).map(|style| style.size).collect();
        assert_eq!(all, [14.0, 13.5, 13.0, 12.8]);
    }
}

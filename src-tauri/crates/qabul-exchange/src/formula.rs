//! Text that a spreadsheet would run. CSV has no way to say "this is text", so such text is written
//! behind an apostrophe, as one would type it there, and read back without.

use std::borrow::Cow;

/// Whether a spreadsheet takes the text for a formula: it begins as one, or with a sign and is no
/// number, such as a telephone's.
fn is_formula(text: &str) -> bool {
    let mut letters = text.chars();
    match letters.next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => {
            !letters.all(|letter| letter.is_ascii_digit() || " ().,".contains(letter))
        }
        _ => false,
    }
}

/// The text as it is written: behind one more apostrophe where it would be run.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text.trim_start_matches('\'')) { format!("'{text}").into() } else { text.into() }
}

/// Whether the first apostrophe of a cell is a guard and no part of its text.
pub(crate) fn is_guarded(cell: &str) -> bool {
    cell.starts_with('\'') && is_formula(cell.trim_start_matches('\''))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_run_is_guarded_and_nothing_else() {
        for (text, written) in [
            ("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+994 (50) 123-45-67", "'+994 (50) 123-45-67"),
            ("-2+3", "'-2+3"),
            ("\t=1", "'\t=1"),
            ("'=1", "''=1"),
            ("+994501234567", "+994501234567"),
            ("-5,50", "-5,50"),
            ("D'Angelo", "D'Angelo"),
            ("'səlam", "'səlam"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), written, "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_gives_back_what_was_written(text in "['=+@\t-]{0,4}[0-9a-ə|!]{0,6}") {
            let written = guarded(&text);
            prop_assert_eq!(&written[usize::from(is_guarded(&written))..], &text);
            prop_assert!(!is_formula(&written));
        }
    }
}

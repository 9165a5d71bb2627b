//! Language profiles of STANAG 6001: four levels in one word, `SLP 3321`.

/// The four levels of a profile, in the order listening, speaking, reading, writing, given back in the order
/// of [`super::Part::SKILLS`]. Every level is a digit from 0 to 5, those below 5 with or without a plus.
///
/// Source: `stanag-profile` (order), `stanag-6001-ed-4` (levels and plus levels).
pub(super) fn skills(typed: &str) -> Option<[&str; 4]> {
    let typed = typed.trim();
    let bare = match typed.get(..3) {
        Some(start) if start.eq_ignore_ascii_case("slp") => typed[3..].trim_start(),
        _ => typed,
    };
    let bytes = bare.as_bytes();
    let mut levels = [""; 4];
    let mut at = 0;
    for level in &mut levels {
        let digit = *bytes.get(at)?;
        if !(b'0'..=b'5').contains(&digit) {
            return None;
        }
        let plus = digit != b'5' && bytes.get(at + 1) == Some(&b'+');
        let end = at + 1 + usize::from(plus);
        *level = &bare[at..end];
        at = end;
    }
    let [listening, speaking, reading, writing] = levels;
    (at == bytes.len()).then_some([listening, reading, writing, speaking])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profiles_as_they_are_written() {
        for (typed, levels) in [
            ("SLP 3321", Some(["3", "2", "1", "3"])),
            ("SLP3321", Some(["3", "2", "1", "3"])),
            ("slp 3321", Some(["3", "2", "1", "3"])),
            ("3321", Some(["3", "2", "1", "3"])),
            ("3+333", Some(["3+", "3", "3", "3"])),
            ("3+3+2+1+", Some(["3+", "2+", "1+", "3+"])),
            ("SLP 0101", Some(["0", "0", "1", "1"])),
            ("5555", Some(["5"; 4])),
            ("4+4+4+4+", Some(["4+"; 4])),
            ("5+555", None),
            ("333", None),
            ("33333", None),
            ("6333", None),
            ("3 3 3 3", None),
            ("SLP", None),
            ("", None),
            ("ЅLP3333", None),
        ] {
            assert_eq!(skills(typed), levels, "{typed}");
        }
    }
}

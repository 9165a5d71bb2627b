//! The folded search key: what staff type without an Azerbaijani keyboard finds the name.

use super::homoglyph::latin_of;
use super::lower;

/// Lower case, then ə→e ı→i ö→o ü→u ğ→g ş→s ç→c; Cyrillic look-alikes as the Latin letter they
/// imitate; accents of foreign letters dropped; runs of anything else become one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match everyday(letter) {
            Some(' ') if out.is_empty() || out.ends_with(' ') => {}
            Some(plain) => out.push(plain),
            None => return fold_any(text),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The letters that nearly every name is of, folded one by one: five times as fast as casing the
/// whole text by the rules of all scripts, and lists of a hundred thousand names are folded.
fn everyday(letter: char) -> Option<char> {
    Some(match letter {
        'a'..='z' | '0'..='9' => letter,
        'A'..='Z' => letter.to_ascii_lowercase(),
        'ə' | 'Ə' => 'e',
        'ı' | 'İ' => 'i',
        'ö' | 'Ö' => 'o',
        'ü' | 'Ü' => 'u',
        'ğ' | 'Ğ' => 'g',
        'ş' | 'Ş' => 's',
        'ç' | 'Ç' => 'c',
        ' ' | '-' | '\'' | '.' => ' ',
        _ => return None,
    })
}

/// Folds a text of any letters.
fn fold_any(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let latin = if is_cyrillic(text) { lower(text) } else { lower(&twins_as_latin(text)) };
    for letter in latin.chars() {
        let plain = match letter {
            'ə' => 'e',
            'ı' => 'i',
            'ö' | 'ó' | 'ò' | 'ô' | 'õ' => 'o',
            'ü' | 'ú' | 'ù' | 'û' => 'u',
            'ğ' => 'g',
            'ş' | 'š' => 's',
            'ç' | 'č' | 'ć' => 'c',
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ñ' => 'n',
            'ž' => 'z',
            // The dot that Unicode keeps apart when it lowers İ outside Azerbaijani text.
            '\u{307}' => continue,
            other => other,
        };
        if plain.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(plain);
        } else {
            gap = true;
        }
    }
    out
}

/// Where the words of a folded question stand in a name: pairs of first letter and the letter
/// after the last, counted in letters of the name.
#[must_use]
pub fn matched(name: &str, folded: &str) -> Vec<(u32, u32)> {
    let mut letters: Vec<(char, u32)> = Vec::new();
    for (at, letter) in (0u32..).zip(name.chars()) {
        let plain = fold(letter.encode_utf8(&mut [0; 4]));
        letters.extend(plain.chars().map(|plain| (plain, at)));
        if plain.is_empty() {
            letters.push((' ', at));
        }
    }
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        let word: Vec<char> = word.chars().collect();
        let at = letters.windows(word.len()).enumerate().position(|(at, part)| {
            let begins = at == 0 || letters[at - 1].0 == ' ';
            (begins || word.len() > 2) && part.iter().map(|(letter, _)| letter).eq(&word)
        });
        spans.extend(at.map(|at| (letters[at].1, letters[at + word.len() - 1].1 + 1)));
    }
    spans.sort_unstable();
    spans
}

fn twins_as_latin(text: &str) -> String {
    text.chars().map(|letter| latin_of(letter).unwrap_or(letter)).collect()
}

/// A name in Russian letters is not a Latin one with look-alikes in it, and stays Cyrillic.
fn is_cyrillic(text: &str) -> bool {
    let (mut latin, mut cyrillic) = (false, false);
    for letter in text.chars().filter(|c| c.is_alphabetic()) {
        if !('\u{400}'..='\u{52f}').contains(&letter) {
            latin = true;
        } else if latin_of(letter).is_none() {
            cyrillic = true;
        }
    }
    cyrillic && !latin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_everyday_letters_fold_as_all_others_do() {
        let letters: Vec<char> =
            "abcçdeəfgğhxıijkqlmnoöprsştuüvyzwABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZW '-.059"
                .chars()
                .collect();
        proptest::proptest!(|(picks in proptest::collection::vec(0usize..letters.len(), 0..40))| {
            let text: String = picks.iter().map(|&at| letters[at]).collect();
            proptest::prop_assert!(text.chars().all(|letter| everyday(letter).is_some()));
            proptest::prop_assert_eq!(fold(&text), fold_any(&text));
        });
    }

    #[test]
    fn what_is_typed_finds_the_name() {
        for (name, key) in [
            ("İsmayılova Şəhla Ağarəhim qızı", "ismayilova sehla agarehim qizi"),
            ("İLQAR", "ilqar"),
            ("ilqar", "ilqar"),
            ("Ağayeva-Quliyeva", "agayeva quliyeva"),
            ("Əliyеv", "eliyev"),
            ("Әliyev", "eliyev"),
            ("O\u{2019}Connor", "o connor"),
            ("Иванов", "иванов"),
            ("", ""),
        ] {
            assert_eq!(fold(name), key, "{name}");
        }
    }

    #[test]
    fn matches_are_shown_where_they_stand() {
        assert_eq!(matched("Ağayeva-Quliyeva Şəhla", "quliy sehla"), [(8, 13), (17, 22)]);
        assert_eq!(matched("Əli Aliyev", "al"), [(4, 6)]);
        assert_eq!(matched("Əli", "x"), []);
    }

    #[test]
    fn folding_twice_changes_nothing() {
        proptest::proptest!(|(name in "\\PC{0,40}")| {
            let once = fold(&name);
            proptest::prop_assert_eq!(fold(&once), once);
        });
    }

    #[test]
    fn case_does_not_matter() {
        let alphabet = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz -";
        proptest::proptest!(|(picks in proptest::collection::vec(0usize..34, 0..40))| {
            let word: String = picks.iter().map(|&i| alphabet.chars().nth(i).unwrap()).collect();
            proptest::prop_assert_eq!(fold(&super::super::upper(&word)), fold(&word));
        });
    }
}

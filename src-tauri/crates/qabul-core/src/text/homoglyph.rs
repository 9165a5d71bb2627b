//! Letters that look right and are not: Cyrillic inside a Latin name, and letters lost on the way.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fault::ValueFault;

/// A Cyrillic letter that stands where its Latin twin should; found and named, never altered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LookAlike {
    /// The letter that stands in the text.
    pub found: char,
    /// The Latin letter it imitates.
    pub proposed: char,
    /// Which letter of the text it is, counted from one.
    #[ts(type = "number")]
    pub place: usize,
}

/// The Latin letter that a Cyrillic one imitates on paper, in either case.
pub(super) fn latin_of(letter: char) -> Option<char> {
    Some(match letter {
        'ә' => 'ə',
        'Ә' => 'Ə',
        'а' => 'a',
        'А' => 'A',
        'В' => 'B',
        'с' => 'c',
        'С' => 'C',
        'е' => 'e',
        'Е' => 'E',
        'Н' => 'H',
        'һ' => 'h',
        'Һ' => 'H',
        'і' => 'i',
        'І' => 'I',
        'ј' => 'j',
        'Ј' => 'J',
        'К' => 'K',
        'М' => 'M',
        'о' => 'o',
        'О' => 'O',
        'ө' => 'ö',
        'Ө' => 'Ö',
        'р' => 'p',
        'Р' => 'P',
        'ѕ' => 's',
        'Ѕ' => 'S',
        'Т' => 'T',
        'у' => 'y',
        'У' => 'Y',
        'ү' => 'ü',
        'Ү' => 'Ü',
        'х' => 'x',
        'Х' => 'X',
        _ => return None,
    })
}

/// The Cyrillic letters of a text that is otherwise Latin. A wholly Cyrillic word has none: it is
/// a name in another script, not a mistake of one letter.
#[must_use]
pub fn look_alikes(text: &str) -> Vec<LookAlike> {
    // In UTF-8 every Cyrillic letter begins with one of these, and no other letter does.
    let cyrillic = text.bytes().any(|byte| (0xD0..=0xD4).contains(&byte));
    let latin = || text.chars().any(|c| c.is_ascii_alphabetic());
    if !cyrillic || !latin() {
        return Vec::new();
    }
    text.chars()
        .enumerate()
        .filter_map(|(at, found)| {
            latin_of(found).map(|proposed| LookAlike { found, proposed, place: at + 1 })
        })
        .collect()
}

/// Capital letters without a dot that begin a word of an Azerbaijani name, where nearly always the one
/// with the dot is meant; a keyboard of another language writes them. Of a word whose next vowel has no
/// dot either, as in Işıl, nothing is said.
#[must_use]
pub fn dotless(text: &str) -> Vec<LookAlike> {
    if !text.contains('I') {
        return Vec::new();
    }
    let letters: Vec<char> = text.chars().collect();
    let begins = |at: usize| at == 0 || matches!(letters[at - 1], ' ' | '-');
    let next = |at: usize| {
        let mut rest = letters[at + 1..].iter().take_while(|letter| letter.is_alphabetic());
        rest.find(|letter| "aeəıioöuüAEƏIİOÖUÜ".contains(**letter))
    };
    let found =
        (0..letters.len()).filter(|&at| letters[at] == 'I' && begins(at) && next(at) != Some(&'ı'));
    found.map(|at| LookAlike { found: 'I', proposed: 'İ', place: at + 1 }).collect()
}

/// Whether letters were lost when the text was saved: a question mark or U+FFFD inside a name.
#[must_use]
pub fn has_lost_letters(text: &str) -> bool {
    text.contains(is_lost_letter)
}

/// Whether this is what a letter became that was lost when the text was saved.
#[must_use]
pub fn is_lost_letter(letter: char) -> bool {
    matches!(letter, '?' | '\u{FFFD}')
}

/// Refuses a line with a character that nobody sees: controls, spaces of no width, marks that turn the
/// direction of what follows. Such a line looks like another, and turns its neighbours around.
///
/// # Errors
/// [`ValueFault::HiddenLetter`] with the first.
pub fn visible(line: &str) -> Result<(), ValueFault> {
    let hidden = |letter: &char| {
        letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}')
    };
    match line.chars().find(hidden) {
        Some(letter) => {
            Err(ValueFault::HiddenLetter { letter: format!("U+{:04X}", u32::from(letter)) })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_named() {
        for (line, hidden) in [
            ("Bakı, Ə. Əlizadə küç. 12/3", None),
            ("Медицинский институт", None),
            ("a\u{a0}b", None),
            ("1\u{202e}2", Some("U+202E")),
            ("a\u{200b}", Some("U+200B")),
            ("a\tb", Some("U+0009")),
            ("\u{feff}a", Some("U+FEFF")),
        ] {
            let found = visible(line).err();
            let expected =
                hidden.map(|letter| ValueFault::HiddenLetter { letter: letter.to_owned() });
            assert_eq!(found, expected, "{line:?}");
        }
    }

    #[test]
    fn a_cyrillic_letter_in_a_latin_name_is_named() {
        assert_eq!(
            look_alikes("Әliyеv"),
            [
                LookAlike { found: 'Ә', proposed: 'Ə', place: 1 },
                LookAlike { found: 'е', proposed: 'e', place: 5 }
            ]
        );
        assert!(look_alikes("Əliyev").is_empty());
        assert!(look_alikes("Сорокин").is_empty(), "a Russian name is no mistake");
    }

    #[test]
    fn lost_letters_are_seen() {
        assert!(has_lost_letters("?liyev"));
        assert!(has_lost_letters("\u{FFFD}liyev"));
        assert!(!has_lost_letters("Əliyev"));
    }
}

//! The name on a certificate beside the candidate's: the same, written in another way, or another.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text;

/// How a word of one name is found in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "NameLikeness")]
pub enum Likeness {
    /// Letter by letter, but for case and the marks of letters.
    Same,
    /// As other alphabets and passports write it: `Məmmədova`, `MAMMADOVA`.
    Transliterated,
    /// Not at all.
    Differs,
}

/// A word of a printed name, and the word of the candidate's that it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NameWord {
    /// As it is printed; nothing where the certificate lacks a word of the candidate's name.
    pub printed: Option<String>,
    /// The candidate's own; nothing where it has no such word.
    pub own: Option<String>,
    /// How alike they are.
    pub likeness: Likeness,
}

/// A printed name beside the candidate's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NameMatch {
    /// What all words come to.
    pub likeness: Likeness,
    /// Word by word.
    pub words: Vec<NameWord>,
}

/// Lays a printed name beside surname, given name and patronymic. The order of words does not count, and
/// certificates rarely carry a patronymic: it may be missing.
#[must_use]
pub fn compare(printed: &str, [surname, given, patronymic]: [&str; 3]) -> NameMatch {
    let needed = words(surname).into_iter().chain(words(given)).map(|word| (word, true));
    let optional = words(patronymic).into_iter().map(|word| (word, false));
    let mut left: Vec<(String, bool)> = needed.chain(optional).collect();
    let mut found: Vec<NameWord> = Vec::new();
    let mut unmatched = Vec::new();
    // What is the same letter by letter is taken first, so that a likeness does not take its place.
    for word in words(printed) {
        match left.iter().position(|(own, _)| text::fold(own) == text::fold(&word)) {
            Some(at) => found.push(pair(word, left.remove(at).0, Likeness::Same)),
            None => unmatched.push(word),
        }
    }
    for word in unmatched {
        match left.iter().position(|(own, _)| sounds(own) == sounds(&word)) {
            Some(at) => found.push(pair(word, left.remove(at).0, Likeness::Transliterated)),
            None => {
                found.push(NameWord { printed: Some(word), own: None, likeness: Likeness::Differs })
            }
        }
    }
    let missing = left.into_iter().filter(|(_, needed)| *needed);
    found.extend(missing.map(|(own, _)| NameWord {
        printed: None,
        own: Some(own),
        likeness: Likeness::Differs,
    }));
    let likeness = found.iter().map(|word| word.likeness).max().unwrap_or(Likeness::Differs);
    NameMatch { likeness, words: found }
}

fn pair(printed: String, own: String, likeness: Likeness) -> NameWord {
    NameWord { printed: Some(printed), own: Some(own), likeness }
}

fn words(name: &str) -> Vec<String> {
    let apart =
        |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | ',' | '.');
    name.split(apart).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A word by what it sounds like, however passports and other alphabets write it: `Şıxəlizadə`,
/// `SHIKHALIZADA`, `Шыхализаде`. Letters that one sound is written with are one letter here.
fn sounds(word: &str) -> String {
    let folded = latin(&text::fold(word));
    let mut sounds = String::with_capacity(folded.len());
    let mut letters = folded.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let (sound, pair) = match (letter, next) {
            ('s' | 'c' | 'z' | 'k' | 'g', Some('h')) => (sound_of_pair(letter), true),
            ('d', Some('j' | 'z')) => ('c', true),
            ('a', Some('e')) | ('o', Some('e')) | ('u', Some('e')) => (sound_of(letter), true),
            (letter, _) => (sound_of(letter), false),
        };
        if pair {
            letters.next();
        }
        // Doubled letters are written once by some: `Əhməd`, `Ahmadd`; `iy` is `i`.
        if !sounds.ends_with(sound) {
            sounds.push(sound);
        }
    }
    sounds
}

fn sound_of_pair(letter: char) -> char {
    match letter {
        's' => 's',
        'k' => 'h',
        'g' => 'g',
        _ => 'c',
    }
}

fn sound_of(letter: char) -> char {
    match letter {
        'e' => 'a',
        'q' | 'k' => 'g',
        'j' => 'c',
        'x' => 'h',
        'y' => 'i',
        'w' => 'v',
        other => other,
    }
}

/// Cyrillic letters by the Latin ones that stand for them.
fn latin(word: &str) -> String {
    const LETTERS: [(char, &str); 32] = [
        ('а', "a"),
        ('б', "b"),
        ('в', "v"),
        ('г', "g"),
        ('д', "d"),
        ('е', "e"),
        ('ё', "e"),
        ('ж', "j"),
        ('з', "z"),
        ('и', "i"),
        ('й', "y"),
        ('к', "k"),
        ('л', "l"),
        ('м', "m"),
        ('н', "n"),
        ('о', "o"),
        ('п', "p"),
        ('р', "r"),
        ('с', "s"),
        ('т', "t"),
        ('у', "u"),
        ('ф', "f"),
        ('х', "h"),
        ('ц', "ts"),
        ('ч', "c"),
        ('ш', "s"),
        ('щ', "s"),
        ('ъ', ""),
        ('ы', "i"),
        ('ь', ""),
        ('э', "e"),
        ('ю', "u"),
    ];
    let mut written = String::with_capacity(word.len());
    for letter in word.chars() {
        match LETTERS.iter().find(|(cyrillic, _)| *cyrillic == letter) {
            Some((_, latin)) => written.push_str(latin),
            None if letter == 'я' => written.push('a'),
            None => written.push(letter),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_certificates_print_them() {
        let fidan = ["Məmmədova", "Fidan", "Elçin qızı"];
        let long = ["Mustafayeva-Şıxəlizadə", "Gülnarəxanım", "Əbdülhüseyn qızı"];
        let quliyev = ["Quliyev", "Cavid", "Xəyyam oğlu"];
        for (printed, own, likeness) in [
            ("Məmmədova Fidan", fidan, Likeness::Same),
            ("FIDAN MƏMMƏDOVA ELÇİN QIZI", fidan, Likeness::Same),
            ("MAMMADOVA, FIDAN", fidan, Likeness::Transliterated),
            ("Mammedova Fidan", fidan, Likeness::Transliterated),
            ("Mammadov Fidan", fidan, Likeness::Differs),
            ("MAMMADOVA, AYSEL", fidan, Likeness::Differs),
            ("MAMMADOVA", fidan, Likeness::Differs),
            ("MUSTAFAYEVA-SHIKHALIZADA GULNARAKHANIM", long, Likeness::Transliterated),
            ("MUSTAFAYEVA GULNARAKHANIM", long, Likeness::Differs),
            ("GULIYEV JAVID", quliyev, Likeness::Transliterated),
            ("KULIEV DJAVID", quliyev, Likeness::Transliterated),
            ("Гулиев Джавид", quliyev, Likeness::Transliterated),
            ("GULIYEV JAVID KHAYYAM OGHLU", quliyev, Likeness::Transliterated),
            ("", quliyev, Likeness::Differs),
        ] {
            let found = compare(printed, own);
            assert_eq!(found.likeness, likeness, "{printed} {:?}", found.words);
        }
        let found = compare("MAMMADOVA AYSEL", fidan);
        let differing: Vec<_> =
            found.words.iter().filter(|word| word.likeness == Likeness::Differs).collect();
        assert_eq!(differing.len(), 2, "AYSEL is nobody's, Fidan is missing");
    }
}

//! Upper and lower case by Azerbaijani rules, and the one normal form names are kept in.

use icu_casemap::CaseMapper;
use icu_locale_core::{LanguageIdentifier, langid};
use icu_normalizer::ComposingNormalizerBorrowed;

use super::Short;

const AZERBAIJANI: LanguageIdentifier = langid!("az");

/// Upper case for print: `i → İ`, `ı → I`. Cyrillic and foreign letters follow Unicode.
#[must_use]
pub fn upper(text: &str) -> String {
    CaseMapper::new().uppercase_to_string(text, &AZERBAIJANI).into_owned()
}

/// Lower case by Azerbaijani rules: `İ → i`, `I → ı`.
#[must_use]
pub fn lower(text: &str) -> String {
    CaseMapper::new().lowercase_to_string(text, &AZERBAIJANI).into_owned()
}

/// Upper case for identifiers (FİN, document numbers): ASCII letters only, so `i → I`.
#[must_use]
pub fn ascii_upper(text: &str) -> String {
    text.to_ascii_uppercase()
}

/// The composed form (NFC). Text of letters below U+0300 alone (all of Azerbaijani) is composed
/// as it stands and is returned without a second look.
#[must_use]
pub fn nfc(text: &str) -> Short {
    if text.bytes().all(|byte| byte < 0xCC) {
        return text.into();
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into()
}

/// Trims, and turns every run of white space (no-break spaces included) into one plain space.
#[must_use]
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn azerbaijani_case() {
        assert_eq!(upper("İsmayılova Şəhla Ağarəhim qızı"), "İSMAYILOVA ŞƏHLA AĞARƏHİM QIZI");
        assert_eq!(lower("İSMAYILOVA IŞIQ"), "ismayılova ışıq");
        assert_eq!(upper("карандаш"), "КАРАНДАШ");
        assert_eq!(ascii_upper("5kq2m8i"), "5KQ2M8I");
    }

    #[test]
    fn composed_and_squeezed() {
        assert_eq!(nfc("I\u{307}smayıl"), "İsmayıl");
        assert_eq!(nfc("s\u{327}"), "ş");
        assert_eq!(squeeze("  Əli \u{a0} Vəliyev\t"), "Əli Vəliyev");
    }

    #[test]
    fn letters_of_the_alphabet_survive_up_and_down() {
        let alphabet = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz";
        proptest::proptest!(|(picks in proptest::collection::vec(0usize..32, 0..40))| {
            let word: String = picks.iter().map(|&i| alphabet.chars().nth(i).unwrap()).collect();
            proptest::prop_assert_eq!(lower(&upper(&word)), word);
        });
    }
}

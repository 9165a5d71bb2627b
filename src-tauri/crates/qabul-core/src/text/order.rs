//! The Azerbaijani order of names, as sort keys that can be stored and compared as bytes.

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed, preferences::CollationCaseFirst};
use icu_locale_core::locale;

/// The version of the collation data that made the stored keys; a change means: make them anew.
pub const ICU_VERSION: &str = "icu4x-2.4/az";

/// Makes sort keys in the order of the alphabet. Costly to build once, cheap to ask.
pub struct Order {
    collator: CollatorBorrowed<'static>,
}

impl Default for Order {
    fn default() -> Self {
        Self::new()
    }
}

impl Order {
    /// The order of the Azerbaijani alphabet: A B C Ç D E Ə F G Ğ H X I İ J K Q L … Z; the W of foreign
    /// names after Z, as CLDR has it.
    ///
    /// # Panics
    /// Never: the collation data is compiled in.
    #[must_use]
    pub fn new() -> Self {
        let mut preferences = icu_collator::CollatorPreferences::from(&locale!("az"));
        preferences.case_first = Some(CollationCaseFirst::False);
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Tertiary);
        let collator =
            Collator::try_new(preferences, options).expect("collation data is compiled in");
        Self { collator }
    }

    /// The key of one name: surname, then given name, then patronymic, each weighed before the
    /// next is looked at, so that `Əli Zaur` stands before `Əliyev Aqil`.
    #[must_use]
    pub fn key(&self, parts: &[&str]) -> Vec<u8> {
        let mut key = Vec::with_capacity(64);
        // U+FFFE sorts below everything: it parts the fields as ICU's own merge of keys does.
        let joined = parts.join("\u{FFFE}");
        let Ok(()) = self.collator.write_sort_key_to(&joined, &mut key);
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_is_in_order() {
        let order = Order::new();
        let letters: Vec<String> =
            "A B C Ç D E Ə F G Ğ H X I İ J K Q L M N O Ö P R S Ş T U Ü V Y Z W"
                .split(' ')
                .map(str::to_owned)
                .collect();
        let mut sorted = letters.clone();
        sorted.reverse();
        sorted.sort_by_key(|letter| order.key(&[letter]));
        assert_eq!(sorted, letters);
    }

    #[test]
    fn the_surname_is_weighed_before_the_name() {
        let order = Order::new();
        let key = |surname, given| order.key(&[surname, given]);
        assert!(key("Əli", "Zaur") < key("Əliyev", "Aqil"));
        assert!(key("Əliyev", "Aqil") < key("Əliyev", "Zaur"));
        assert!(key("Quliyev", "A") < key("Ləman", "A"));
        assert!(key("əliyev", "B") < key("Əliyev", "C"));
    }
}

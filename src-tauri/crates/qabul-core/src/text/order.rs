//! The Azerbaijani order of names, as sort keys that can be stored and compared as bytes.

use std::collections::HashMap;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

use super::Short;

/// What made the stored keys, collation data and all; a change means: make them anew.
pub const ICU_VERSION: &str = "icu4x-2.4/az/letters-accents";

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
        let preferences = icu_collator::CollatorPreferences::from(&locale!("az"));
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Secondary);
        let collator =
            Collator::try_new(preferences, options).expect("collation data is compiled in");
        Self { collator }
    }

    /// The key of one name: surname, then given name, then patronymic, each weighed before the
    /// next is looked at, so that `Əli Zaur` stands before `Əliyev Aqil`.
    #[must_use]
    pub fn key(&self, name: [&str; 3]) -> Vec<u8> {
        self.keys().key(name)
    }

    /// Makes the keys of many names.
    #[must_use]
    pub fn keys(&self) -> Keys<'_> {
        Keys { order: self, parts: HashMap::new() }
    }

    fn part(&self, text: &str) -> Part {
        let mut key = Vec::with_capacity(24);
        let Ok(()) = self.collator.write_sort_key_to(text, &mut key);
        let letters = key.iter().position(|&byte| byte == LEVEL).unwrap_or(key.len());
        Part { key, letters }
    }
}

/// Parts the levels of a key: letters, then accents. Case makes no order among names.
const LEVEL: u8 = 1;
/// Parts the merged keys within a level; sorts below everything.
const MERGED: u8 = 2;

/// Keys of many names. What was made of one part of a name is kept: a hundred thousand people have
/// some thousand surnames and fewer given names.
pub struct Keys<'o> {
    order: &'o Order,
    parts: HashMap<Short, Part>,
}

/// The key of one part of a name.
struct Part {
    key: Vec<u8>,
    /// Where the letters end.
    letters: usize,
}

impl Part {
    fn letters(&self) -> &[u8] {
        &self.key[..self.letters]
    }

    fn accents(&self) -> &[u8] {
        self.key.get(self.letters + 1..).unwrap_or_default()
    }
}

impl Keys<'_> {
    /// As [`Order::key`].
    #[must_use]
    pub fn key(&mut self, name: [&str; 3]) -> Vec<u8> {
        for part in name {
            if let [Some(surname), Some(given), Some(patronymic)] =
                name.map(|part| self.parts.get(part))
            {
                return merged([surname, given, patronymic]);
            }
            self.parts.insert(part.into(), self.order.part(part));
        }
        merged(name.map(|part| &self.parts[part]))
    }
}

/// Level by level, each part's beside the others', as ICU merges keys.
fn merged(parts: [&Part; 3]) -> Vec<u8> {
    let mut key = Vec::with_capacity(parts.iter().map(|part| part.key.len() + 3).sum());
    for (at, part) in parts.iter().enumerate() {
        key.extend((at > 0).then_some(MERGED));
        key.extend_from_slice(part.letters());
    }
    key.push(LEVEL);
    for (at, part) in parts.iter().enumerate() {
        key.extend((at > 0).then_some(MERGED));
        key.extend_from_slice(part.accents());
    }
    key
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
        sorted.sort_by_key(|letter| order.key([letter, "", ""]));
        assert_eq!(sorted, letters);
    }

    #[test]
    fn merged_keys_sort_as_the_keys_of_joined_names() {
        let order = Order::new();
        let joined = |parts: &[String; 3]| {
            let mut key = Vec::new();
            // U+FFFE parts fields as the merging of keys does, by the definition of both.
            let Ok(()) = order.collator.write_sort_key_to(&parts.join("\u{FFFE}"), &mut key);
            key
        };
        let merged = |name: &[String; 3]| order.key(name.each_ref().map(String::as_str));
        let part = || "[AaƏəIıİiQÇŞş' -]{0,4}";
        let name = || [part(), part(), part()];
        proptest::proptest!(|(one in name(), other in name())| {
            let by_merging = merged(&one).cmp(&merged(&other));
            proptest::prop_assert_eq!(by_merging, joined(&one).cmp(&joined(&other)));
        });
    }

    #[test]
    fn the_surname_is_weighed_before_the_name() {
        let order = Order::new();
        let key = |surname, given| order.key([surname, given, ""]);
        assert!(key("Əli", "Zaur") < key("Əliyev", "Aqil"));
        assert!(key("Əliyev", "Aqil") < key("Əliyev", "Zaur"));
        assert!(key("Quliyev", "A") < key("Ləman", "A"));
        assert!(key("əliyev", "B") < key("Əliyev", "C"));
    }
}

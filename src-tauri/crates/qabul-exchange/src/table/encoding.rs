//! In which encoding a text was saved, decided by what its bytes say, and the text itself.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1254};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The encodings that lists of candidates come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8 without a mark at its beginning.
    Utf8,
    /// UTF-8 with the mark that spreadsheets write.
    Utf8Bom,
    /// Cyrillic of older Windows programs.
    Windows1251,
    /// Turkish of older Windows programs; it has no `ə`, which such files carry as `?`.
    Windows1254,
    /// UTF-16 with a mark, as spreadsheets save "Unicode text".
    Utf16,
}

/// The text without its mark, and how it was encoded. Broken UTF-8 keeps U+FFFD where letters
/// were lost, so that the names themselves show the damage.
pub(super) fn decoded(bytes: Vec<u8>) -> (String, Encoding) {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return (String::from_utf8_lossy(rest).into_owned(), Encoding::Utf8Bom);
    }
    for (mark, kind) in [(b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let (text, _) = kind.decode_without_bom_handling(rest);
            return (text.into_owned(), Encoding::Utf16);
        }
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, Encoding::Utf8),
        Err(error) => error.into_bytes(),
    };
    if is_broken_utf8(&bytes) {
        return (String::from_utf8_lossy(&bytes).into_owned(), Encoding::Utf8);
    }
    let (page, encoding) = if is_cyrillic(&bytes) {
        (WINDOWS_1251, Encoding::Windows1251)
    } else {
        (WINDOWS_1254, Encoding::Windows1254)
    };
    let (text, _) = page.decode_without_bom_handling(&bytes);
    (text.into_owned(), encoding)
}

/// Whether the bytes are UTF-8 in which some were damaged. In the two Windows pages letters of our
/// alphabets practically never form a valid sequence of UTF-8, so a few of those outweigh.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|&c| is_ours(c)).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    letters > broken
}

/// A letter beyond ASCII that Azerbaijani or Russian text has.
fn is_ours(letter: char) -> bool {
    matches!(letter, 'А'..='я' | 'Ё' | 'ё') || "əƏıİöÖüÜğĞşŞçÇ".contains(letter)
}

/// Whether the bytes are Cyrillic of Windows-1251 rather than Turkish of Windows-1254. Both keep
/// their letters at 0xC0–0xFF, but Turkish uses only twelve of those places and seldom makes a word
/// of them without a letter of ASCII.
fn is_cyrillic(bytes: &[u8]) -> bool {
    let (mut cyrillic, mut turkish) = (0usize, 0usize);
    for word in bytes.split(|&b| !b.is_ascii_alphabetic() && b < 0xC0) {
        let high = word.iter().filter(|&&b| b >= 0xC0).count();
        let possible = word.iter().filter(|&&b| is_turkish(b)).count();
        if high > 1 && high == word.len() {
            cyrillic += high;
        } else {
            cyrillic += high - possible;
            turkish += possible;
        }
    }
    cyrillic > turkish
}

/// Ç Ö Ü Ğ İ Ş and their small letters in Windows-1254.
fn is_turkish(byte: u8) -> bool {
    matches!(
        byte,
        0xC7 | 0xD6 | 0xDC | 0xD0 | 0xDD | 0xDE | 0xE7 | 0xF6 | 0xFC | 0xF0 | 0xFD | 0xFE
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, mark: [u8; 2], order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        mark.into_iter().chain(text.encode_utf16().flat_map(order)).collect()
    }

    #[test]
    fn every_encoding_is_found_by_its_letters() {
        let azerbaijani = "FİN;Soyad\r\n5KQ2M8T;Əliyev Şıxəli oğlu\r\n";
        let russian = "ФИН;Фамилия;Имя\r\n5KQ2M8T;Ёлкин;Юрий\r\n5KQ2M8U;Цой;Эльза\r\n";
        let turkish = "FİN;Soyad;Ad;Ata adı\r\n5KQ2M8T;?liyev;Güloğlan;Şıx?li oğlu\r\n";
        let cases = [
            (azerbaijani.into(), azerbaijani, Encoding::Utf8),
            (format!("\u{feff}{azerbaijani}").into_bytes(), azerbaijani, Encoding::Utf8Bom),
            (utf16(azerbaijani, [0xFF, 0xFE], u16::to_le_bytes), azerbaijani, Encoding::Utf16),
            (utf16(azerbaijani, [0xFE, 0xFF], u16::to_be_bytes), azerbaijani, Encoding::Utf16),
            (WINDOWS_1251.encode(russian).0.into_owned(), russian, Encoding::Windows1251),
            (WINDOWS_1254.encode(turkish).0.into_owned(), turkish, Encoding::Windows1254),
            (b"fin;surname".to_vec(), "fin;surname", Encoding::Utf8),
        ];
        for (bytes, text, encoding) in cases {
            assert_eq!(decoded(bytes), (text.to_owned(), encoding));
        }
    }

    #[test]
    fn one_short_word_is_enough() {
        for word in ["Цой", "Юз", "Эж", "Зоя", "Иванов", "пол"] {
            let bytes = WINDOWS_1251.encode(word).0.into_owned();
            assert_eq!(decoded(bytes), (word.to_owned(), Encoding::Windows1251), "{word}");
        }
        for word in ["Göyçay", "oğlu", "qızı", "İlqar", "Şıx", "Çağrı", "Ağdam", "sığışmaz"]
        {
            let bytes = WINDOWS_1254.encode(word).0.into_owned();
            assert_eq!(decoded(bytes), (word.to_owned(), Encoding::Windows1254), "{word}");
        }
    }

    #[test]
    fn broken_utf8_stays_utf8_and_shows_where() {
        let mut bytes = "Əliyev Şəhla;Bakı\nQuliyev;Gəncə\n".as_bytes().to_vec();
        bytes.remove(1);
        let (text, encoding) = decoded(bytes);
        assert_eq!(encoding, Encoding::Utf8);
        assert_eq!(text, "\u{FFFD}liyev Şəhla;Bakı\nQuliyev;Gəncə\n");
    }
}

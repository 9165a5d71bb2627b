//! SHA-256 digests as they are written: in hexadecimal, small letters.

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The digest that a text begins with; nothing where it does not.
#[must_use]
pub fn of_hex(text: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    for (at, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let digest: [u8; 32] = std::array::from_fn(|at| u8::try_from(at * 8).unwrap_or(0));
        let written = hex(&digest);
        assert!(written.starts_with("0008101820") && written.len() == 64);
        assert_eq!(of_hex(&written), Some(digest));
        assert_eq!(of_hex(&written[..63]), None);
        assert_eq!(of_hex(&written.replace('8', "ə")), None);
    }
}

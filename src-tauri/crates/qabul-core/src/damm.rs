//! The Damm check digit: one digit that catches every single slip and every swap of neighbours.
//!
//! Source of the method: H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004.

/// The totally anti-symmetric quasigroup of order ten printed in the dissertation.
const TABLE: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// The check digit of decimal digits in ASCII; other characters are skipped.
#[must_use]
pub fn check_digit(digits: impl AsRef<[u8]>) -> u8 {
    let digits = digits.as_ref().iter().filter(|digit| digit.is_ascii_digit());
    digits.fold(0, |interim, digit| TABLE[usize::from(interim)][usize::from(digit - b'0')])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_example_holds() {
        assert_eq!(check_digit("572"), 4);
        assert_eq!(check_digit("5724"), 0);
    }

    #[test]
    fn every_changed_digit_and_every_swap_of_neighbours_is_caught() {
        let number = "204817";
        let whole = format!("{number}{}", check_digit(number));
        for at in 0..whole.len() {
            for digit in b'0'..=b'9' {
                let mut bytes = whole.clone().into_bytes();
                if bytes[at] == digit {
                    continue;
                }
                bytes[at] = digit;
                assert_ne!(check_digit(&bytes), 0);
            }
            if at + 1 < whole.len() {
                let mut bytes = whole.clone().into_bytes();
                if bytes[at] != bytes[at + 1] {
                    bytes.swap(at, at + 1);
                    assert_ne!(check_digit(&bytes), 0);
                }
            }
        }
    }
}

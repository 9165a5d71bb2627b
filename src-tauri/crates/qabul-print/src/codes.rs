//! The two codes of a slip: the QR of its signed digits and the Code 128 of its work number.

use barcoders::sym::code128::Code128;
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use crate::sheet::{Bars, Matrix, Mm};

/// The mask is fixed: trying all eight costs thirty times as much and reads no better.
const MASK: u8 = 2;

/// Every slip's QR is of this version, 37 modules a side, whatever its digits.
const VERSION: u8 = 5;

/// The QR of a numeric code at level M; `None` if it has other signs than digits or too many.
pub(crate) fn matrix(digits: &str, (x, y): (Mm, Mm), module: Mm) -> Option<Matrix> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let version = Version::new(VERSION);
    let code = QrCode::encode_segments_advanced(
        &[QrSegment::make_numeric(digits)],
        QrCodeEcc::Medium,
        version,
        version,
        Some(Mask::new(MASK)),
        false,
    )
    .ok()?;
    let side = code.size();
    let mut dark = Vec::with_capacity((side * side).unsigned_abs() as usize);
    for row in 0..side {
        for column in 0..side {
            dark.push(code.get_module(column, row));
        }
    }
    Some(Matrix { x, y, module, side: side.unsigned_abs() as usize, dark })
}

/// The dark modules of a code as few boxes: column, row, width and height in modules. None
/// overlap, so they fill one path without a seam.
pub(crate) fn boxes(code: &Matrix) -> Vec<[usize; 4]> {
    let side = code.side;
    let mut open = code.dark.clone();
    let mut boxes = Vec::with_capacity(side * side / 5);
    for row in 0..side {
        let mut column = 0;
        while column < side {
            let width = run(&open[row * side + column..(row + 1) * side]);
            if width == 0 {
                column += 1;
                continue;
            }
            let below = (row..side)
                .take_while(|row| run(&open[row * side + column..(row + 1) * side]) >= width)
                .count();
            for row in row..row + below {
                open[row * side + column..row * side + column + width].fill(false);
            }
            boxes.push([column, row, width, below]);
            column += width;
        }
    }
    boxes
}

/// How many modules are dark from the first on.
fn run(modules: &[bool]) -> usize {
    modules.iter().take_while(|dark| **dark).count()
}

/// Code 128 of seven digits: three pairs in set C, the last digit in set B; 90 modules.
pub(crate) fn bars(digits: &str, (x, y): (Mm, Mm), height: Mm, module: Mm) -> Option<Bars> {
    let (pairs, last) = digits.split_at_checked(6)?;
    // The library's own signs for the sets: U+0106 for C, U+0181 for B.
    let code = Code128::new(format!("\u{106}{pairs}\u{181}{last}")).ok()?;
    let mut widths: Vec<u8> = Vec::with_capacity(48);
    let mut before = 0;
    for module in code.encode() {
        match widths.last_mut() {
            Some(width) if module == before => *width += 1,
            _ => widths.push(1),
        }
        before = module;
    }
    Some(Bars { x, y, height, module, widths })
}

/// The dark bars as boxes: column, row, width and height in modules.
pub(crate) fn dark_bars(code: &Bars) -> Vec<[usize; 4]> {
    let mut left = 0;
    let mut bars = Vec::with_capacity(code.widths.len() / 2 + 1);
    for (at, width) in code.widths.iter().copied().map(usize::from).enumerate() {
        if at.is_multiple_of(2) {
            bars.push([left, 0, width, 1]);
        }
        left += width;
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_digits_take_ninety_modules() {
        let bars = bars("2048176", (0.0, 0.0), 9.0, 0.508).unwrap();
        assert_eq!(bars.widths.iter().map(|&w| u32::from(w)).sum::<u32>(), 90);
        assert_eq!(bars.widths[..6], [2, 1, 1, 2, 3, 2], "begins in set C");
        assert_eq!(bars.widths[bars.widths.len() - 7..], [2, 3, 3, 1, 1, 1, 2], "stops");
        assert_eq!(super::bars("20481", (0.0, 0.0), 9.0, 0.508), None);
    }

    #[test]
    fn boxes_cover_the_dark_modules_once() {
        let code = matrix(&"31415926".repeat(24), (0.0, 0.0), 1.0).unwrap();
        let mut covered = vec![false; code.dark.len()];
        for [column, row, width, height] in boxes(&code) {
            for at in
                (row..row + height).flat_map(|r| (column..column + width).map(move |c| r * 37 + c))
            {
                assert!(!covered[at], "covered twice");
                covered[at] = true;
            }
        }
        assert_eq!(covered, code.dark);
    }

    #[test]
    fn a_code_of_193_digits_fits_and_letters_do_not() {
        let digits = "0123456789".repeat(20);
        let code = matrix(&digits[..193], (0.0, 0.0), 0.8467).unwrap();
        assert_eq!((code.side, code.dark.len()), (37, 37 * 37));
        assert!(code.dark[..7].iter().all(|dark| *dark), "the finder's upper edge");
        assert_eq!(matrix("12a", (0.0, 0.0), 0.8467), None);
        assert_eq!(matrix(&"0".repeat(300), (0.0, 0.0), 0.8467), None);
    }
}

//! The programs of the system that the tests read papers with.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// Runs a program and answers what it printed. `package` is named where it is not installed.
pub fn run(package: &str, program: &str, arguments: &[&dyn AsRef<OsStr>]) -> Vec<u8> {
    let mut command = Command::new(program);
    command.args(arguments.iter().map(|argument| argument.as_ref()));
    let output = command
        .output()
        .unwrap_or_else(|fault| panic!("{program} is needed, from package {package}: {fault}"));
    assert!(
        output.status.success(),
        "{program}: {}{}",
        String::from_utf8_lossy(&output.stderr),
        String::from_utf8_lossy(&output.stdout)
    );
    output.stdout
}

/// The text of a file in the order in which it is written.
pub fn text(pdf: &Path) -> String {
    let text = run("poppler-utils", "pdftotext", &[&"-raw", &pdf, &"-"]);
    String::from_utf8(text).expect("pdftotext writes UTF-8")
}

/// A grey picture.
pub struct Grey {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
}

/// The first page at a number of dots to the inch.
pub fn page(pdf: &Path, dots: u32) -> Grey {
    let dots = dots.to_string();
    let bytes =
        run("poppler-utils", "pdftoppm", &[&"-gray", &"-r", &dots, &"-f", &"1", &"-l", &"1", &pdf]);
    let mut parts = bytes.splitn(4, |byte| *byte == b'\n');
    assert_eq!(parts.next(), Some(&b"P5"[..]));
    let size = String::from_utf8(parts.next().unwrap().to_vec()).unwrap();
    let (width, height) = size.split_once(' ').unwrap();
    assert_eq!(parts.next(), Some(&b"255"[..]));
    let (width, height) = (width.parse().unwrap(), height.parse().unwrap());
    Grey { width, height, pixels: parts.next().unwrap().to_vec() }
}

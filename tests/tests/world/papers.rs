//! Papers as others see them: what the system's PDF tools say, what a scanner reads.

use std::path::Path;
use std::process::Command;

/// What a program of the system prints; it must be there.
pub fn output(program: &str, arguments: &[&str]) -> String {
    String::from_utf8(bytes(program, arguments)).expect("text")
}

/// As [`output`], where it is no text.
pub fn bytes(program: &str, arguments: &[&str]) -> Vec<u8> {
    let run = Command::new(program).args(arguments).output();
    let run = run.unwrap_or_else(|_| panic!("{program} must be installed (make test does it)"));
    assert!(run.status.success(), "{program}: {}", String::from_utf8_lossy(&run.stderr));
    run.stdout
}

/// What a scanner reads from the first page, rendered in black and white at 300 dots an inch: a
/// line for every code.
pub fn scanned(pdf: &Path) -> String {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("page");
    let (pdf, stem) = (pdf.to_str().unwrap(), picture.to_str().unwrap());
    let first = ["-r", "300", "-mono", "-f", "1", "-l", "1", "-singlefile", pdf, stem];
    output("pdftoppm", &first);
    output("zbarimg", &["--raw", "-q", picture.with_extension("pbm").to_str().unwrap()])
}

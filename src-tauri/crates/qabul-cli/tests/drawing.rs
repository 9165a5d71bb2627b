//! The child that draws scans: what a stranger's file may take of it, and that its parent always answers.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use qabul_desk::DrawnPage;
use qabul_desk::views::scan::NotDrawn;
use qabul_tests::pdf::{pdf, stream, words};

const PROGRAM: &str = env!("CARGO_BIN_EXE_qabul");

fn draw(pdf: &[u8], page: u32) -> Result<DrawnPage, NotDrawn> {
    qabul_host::draw_by(Path::new(PROGRAM), pdf, page, 400)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = libdeflater::Compressor::new(libdeflater::CompressionLvl::default());
    let mut packed = vec![0; packer.zlib_compress_bound(bytes.len())];
    let length = packer.zlib_compress(bytes, &mut packed).unwrap();
    packed.truncate(length);
    packed
}

/// Why a page is not drawn, and that nobody waited longer than for a turn and the page itself.
fn fault(pdf: &[u8], page: u32) -> Option<NotDrawn> {
    let begun = Instant::now();
    let fault = draw(pdf, page).err();
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    fault
}

#[test]
fn pages_are_drawn_by_a_child_and_faults_come_back_by_name() {
    let two = words(&["Bir", "İki"]);
    let (first, second) = (draw(&two, 1).unwrap(), draw(&two, 2).unwrap());
    assert_eq!((first.pages, second.pages), (2, 2));
    assert!(first.jpeg.starts_with(b"\xff\xd8\xff") && first.jpeg != second.jpeg);
    assert_eq!(fault(&two, 3), Some(NotDrawn::NoPage));
    assert_eq!(fault(b"%PDF-1.7 and nothing else", 1), Some(NotDrawn::Broken));
}

#[test]
fn what_wants_more_memory_than_there_is_ends_the_child_alone() {
    // Packed twice, a gigabyte of zeros is a few kilobytes.
    let packed = packed(&packed(&vec![0; 1024 * 1024 * 1024]));
    let filters = "/Filter[/FlateDecode/FlateDecode]";
    let picture = "/Type/XObject/Subtype/Image/Width 32768/Height 32768/ColorSpace/DeviceGray/BitsPerComponent 8";
    let picture = stream(&format!("{picture}{filters}"), &packed);
    let vast = pdf(&["595 0 0 842 0 0 cm /X Do"], "/XObject<</X 10 0 R>>", &[picture]);
    assert!(vast.len() < 10 * 1024 * 1024, "a scan may be so large");
    assert_eq!(fault(&vast, 1), Some(NotDrawn::TooLarge));
    assert!(draw(&words(&["Bir"]), 1).is_ok(), "the next one is drawn");
}

#[test]
fn what_draws_without_end_is_stopped() {
    // Forms within forms, ten times each: a billion marks from a few hundred bytes.
    let form = |inner: &str, drawing: &str| {
        stream(
            &format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<<{inner}>>>>"
            ),
            drawing.as_bytes(),
        )
    };
    let mut forms: Vec<Vec<u8>> =
        (0..11).map(|at| form(&format!("/X {} 0 R", 11 + at), &"/X Do ".repeat(10))).collect();
    forms.push(form("", "0 0 10 10 re f"));
    let laughs = pdf(&["/X Do"], "/XObject<</X 10 0 R>>", &forms);
    assert_eq!(fault(&laughs, 1), Some(NotDrawn::TooLong));
}

#[test]
#[cfg(target_os = "linux")]
fn a_child_bounds_itself_before_it_reads() {
    let mut child = Command::new(PROGRAM)
        .args(["--draw-scan", "1", "400"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = [0];
    child.stdout.as_mut().unwrap().read_exact(&mut said).unwrap();
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let limit = |name: &str| -> Option<u64> {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        line[name.len()..].split_whitespace().next().unwrap().parse().ok()
    };
    for (name, most) in [
        ("Max cpu time", 20),
        ("Max file size", 0),
        ("Max core file size", 0),
        ("Max processes", 0),
        ("Max open files", 3),
        ("Max address space", 1024 * 1024 * 1024),
    ] {
        assert!(limit(name).is_some_and(|now| now <= most), "{limits}");
    }
    // It draws within them.
    child.stdin.take().unwrap().write_all(&words(&["Bir"])).unwrap();
    let mut answer = Vec::new();
    child.stdout.take().unwrap().read_to_end(&mut answer).unwrap();
    assert!(child.wait().unwrap().success());
    assert!(answer.starts_with(b"{\"Ok\":1}\n\xff\xd8\xff"));
}

//! Both codes read back from the printed page, clean and on a bad printer.

use std::ops::ControlFlow;
use std::path::Path;

use qabul_core::slip::Slip;
use qabul_print::batch::{Page, write};
use qabul_print::slip::{SlipForm, layout};
use qabul_print::{Faces, PrintError};
use world::tool::{self, Grey};

mod world;

fn printed(slip: &Slip, path: &Path) {
    let faces = Faces::shipped().unwrap();
    let form = SlipForm::new(&world::template(), &faces).unwrap();
    let sheet = layout(slip, &form, &faces).unwrap();
    let page = Ok::<_, PrintError>(Page { sheet, photo: Some(world::photo(1)) });
    let go_on = &mut |_| ControlFlow::Continue(());
    write(path, &world::facts(), &faces, 1, std::iter::once(page), Ok, go_on).unwrap();
}

/// What a scanner reads from a picture: every code as `KIND:text`.
fn read(picture: &Grey, path: &Path) -> Vec<String> {
    let head = format!("P5\n{} {}\n255\n", picture.width, picture.height);
    std::fs::write(path, [head.as_bytes(), &picture.pixels].concat()).unwrap();
    let read = tool::run("zbar-tools", "zbarimg", &[&"--quiet", &path]);
    let mut codes: Vec<String> =
        String::from_utf8(read).unwrap().lines().map(str::to_owned).collect();
    codes.sort();
    codes
}

fn wanted(slip: &Slip) -> [String; 2] {
    let number = format!("{}{}", slip.work_number.digits(), slip.work_number.check());
    [format!("CODE-128:{number}"), format!("QR-Code:{}", slip.code)]
}

/// Black or white, as a laser printer and a scanner of two tones see it.
fn thresholded(mut picture: Grey) -> Grey {
    picture.pixels.iter_mut().for_each(|pixel| *pixel = if *pixel < 128 { 0 } else { 255 });
    picture
}

#[test]
fn both_codes_are_read_from_every_variant() {
    let folder = tempfile::tempdir().unwrap();
    let (pdf, picture) = (folder.path().join("slip.pdf"), folder.path().join("slip.pgm"));
    for (number, slip) in [
        world::ordinary(),
        world::russian(),
        world::sample(),
        world::without_photo(),
        world::numbered(99_999, 1),
    ]
    .into_iter()
    .enumerate()
    {
        let pdf = pdf.with_file_name(format!("{number}.pdf"));
        printed(&slip, &pdf);
        for dots in [150, 200, 300] {
            let page = thresholded(tool::page(&pdf, dots));
            assert_eq!(read(&page, &picture), wanted(&slip), "{number} at {dots} dots");
        }
    }
}

#[test]
fn both_codes_survive_a_noisy_copy() {
    let folder = tempfile::tempdir().unwrap();
    let (pdf, picture) = (folder.path().join("slip.pdf"), folder.path().join("slip.pgm"));
    let slip = world::ordinary();
    printed(&slip, &pdf);
    let mut page = tool::page(&pdf, 150);
    // The sum of four even draws comes near enough to the bell of sigma 25.
    let mut state = 7u32;
    let mut draw = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as i32 - 128
    };
    for pixel in &mut page.pixels {
        let noise = (draw() + draw() + draw() + draw()) * 25 / 148;
        *pixel = (i32::from(*pixel) + noise).clamp(0, 255) as u8;
    }
    assert_eq!(read(&thresholded(page), &picture), wanted(&slip));
}

#[test]
fn codes_of_any_digits_are_read_with_the_one_mask() {
    let folder = tempfile::tempdir().unwrap();
    let (pdf, picture) = (folder.path().join("slip.pdf"), folder.path().join("slip.pgm"));
    for number in (0..24).map(|step| step * 41_543 % 900_000) {
        let slip = Slip { photo: None, ..world::numbered(number, 1) };
        let _ = std::fs::remove_file(&pdf);
        printed(&slip, &pdf);
        let page = thresholded(tool::page(&pdf, 150));
        assert_eq!(read(&page, &picture), wanted(&slip), "{number}");
    }
}

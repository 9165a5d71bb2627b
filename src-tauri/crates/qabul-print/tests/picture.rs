//! The preview is the paper: the SVG beside the PDF, dot by dot.

use std::ops::ControlFlow;

use qabul_core::slip::Slip;
use qabul_print::batch::{Page, write};
use qabul_print::slip::{SlipForm, layout};
use qabul_print::{Faces, PrintError, svg};
use world::tool::{self, Grey};

mod world;

const DOTS: u32 = 150;
/// Dots a side of the squares that are compared: a word that is missing or a millimetre off shows,
/// how letters are smoothed does not.
const SQUARE: usize = 16;

/// Mean darkness of every square of a picture.
fn squares(picture: &Grey) -> Vec<f32> {
    let (across, down) = (picture.width / SQUARE, picture.height / SQUARE);
    let mean = |column: usize, row: usize| {
        let dots = (0..SQUARE * SQUARE).map(|at| {
            let (x, y) = (column * SQUARE + at % SQUARE, row * SQUARE + at / SQUARE);
            255.0 - f32::from(picture.pixels[y * picture.width + x])
        });
        dots.sum::<f32>() / (SQUARE * SQUARE) as f32
    };
    (0..down).flat_map(|row| (0..across).map(move |column| mean(column, row))).collect()
}

fn alike(name: &str, paper: &Grey, preview: &Grey) {
    assert!(paper.width.abs_diff(preview.width) <= 1 && paper.height.abs_diff(preview.height) <= 1);
    let (paper, preview) = (squares(paper), squares(preview));
    assert_eq!(paper.len(), preview.len());
    let apart: Vec<f32> =
        paper.iter().zip(&preview).map(|(one, other)| (one - other).abs()).collect();
    let mean = apart.iter().sum::<f32>() / apart.len() as f32;
    let worst = apart.iter().copied().fold(0.0, f32::max);
    assert!(mean < 2.0 && worst < 30.0, "{name}: mean {mean}, worst {worst}");
    assert!(paper.iter().sum::<f32>() / paper.len() as f32 > 10.0, "there is something on it");
}

#[test]
fn the_preview_looks_like_the_paper() {
    let folder = tempfile::tempdir().unwrap();
    let faces = Faces::shipped().unwrap();
    let form = SlipForm::new(&world::template(), &faces).unwrap();
    for (name, slip) in [
        ("az", world::ordinary()),
        ("longest", world::longest()),
        ("ru", Slip { sample: true, ..world::russian() }),
    ] {
        let path = |end: &str| folder.path().join(format!("{name}{end}"));
        let sheet = layout(&slip, &form, &faces).unwrap();
        // Too wide for its box, so that both must cut it alike.
        let photo = world::picture(5, 320, 320, 80);
        std::fs::write(path(".svg"), svg::paint(&sheet, &faces, Some(&photo))).unwrap();
        let page = Ok::<_, PrintError>(Page { sheet, photo: Some(photo) });
        let go_on = &mut |_| ControlFlow::Continue(());
        write(&path(".pdf"), &world::facts(), &faces, 1, std::iter::once(page), Ok, go_on).unwrap();
        let (svg, preview) = (path(".svg"), path("-preview.pdf"));
        tool::run("librsvg2-bin", "rsvg-convert", &[&"-f", &"pdf", &"-o", &preview, &svg]);

        let (paper, preview) = (tool::page(&path(".pdf"), DOTS), tool::page(&preview, DOTS));
        alike(name, &paper, &preview);
    }
}

#[test]
fn the_picture_says_what_it_is() {
    let faces = Faces::shipped().unwrap();
    let form = SlipForm::new(&world::template(), &faces).unwrap();
    let slip =
        Slip { name: world::name("O\u{2019}Konnor & Söhne", "Con", ""), ..world::ordinary() };
    let sheet = layout(&slip, &form, &faces);
    assert!(sheet.is_ok(), "the faces have the sign");
    let svg = svg::paint(&sheet.unwrap(), &faces, None);
    assert!(svg.contains("role=\"img\""));
    assert!(svg.contains("<title>O\u{2019}Konnor &amp; Söhne Con, 204817-3</title>"));
    assert!(!svg.contains("<image"), "no photo was given");
}

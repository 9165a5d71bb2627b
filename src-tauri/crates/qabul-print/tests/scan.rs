//! Scans that are PDFs, drawn: papers of our own as another program draws them, and what offices and strangers bring.

use std::path::Path;

use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref};
use qabul_print::batch::{Page, write};
use qabul_print::picture::Picture;
use qabul_print::scan::{ScanFault, draw};
use qabul_print::slip::{SlipForm, layout};
use qabul_print::{Faces, PrintError};
use world::tool;

mod world;

/// Bits of 256 in which two pictures of one paper, made by different hands, differ at most.
const ALIKE: u32 = 16;

/// An office scanner's PDF: on every page one JPEG, across the whole of it.
struct Scanned {
    jpeg: std::sync::Arc<[u8]>,
    size: (u16, u16),
    media: (f32, f32),
    rotate: i32,
    pages: i32,
}

impl Scanned {
    fn new() -> Self {
        let (size, media) = ((420, 594), (595.0, 842.0));
        Self { jpeg: world::picture(3, size.0, size.1, 85), size, media, rotate: 0, pages: 1 }
    }

    fn pdf(&self) -> Vec<u8> {
        let (catalog, tree, image, content) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4));
        let pages: Vec<Ref> = (0..self.pages).map(|at| Ref::new(5 + at)).collect();
        let mut pdf = Pdf::new();
        pdf.catalog(catalog).pages(tree);
        pdf.pages(tree).kids(pages.iter().copied()).count(self.pages);
        let mut drawing = Content::new();
        drawing.transform([self.media.0, 0.0, 0.0, self.media.1, 0.0, 0.0]).x_object(Name(b"I"));
        pdf.stream(content, &drawing.finish());
        for id in pages {
            let mut page = pdf.page(id);
            page.parent(tree).contents(content).rotate(self.rotate);
            page.media_box(Rect::new(0.0, 0.0, self.media.0, self.media.1));
            page.resources().x_objects().pair(Name(b"I"), image);
            page.finish();
        }
        let mut picture = pdf.image_xobject(image, &self.jpeg);
        picture.filter(Filter::DctDecode);
        picture.width(self.size.0.into()).height(self.size.1.into()).bits_per_component(8);
        picture.color_space().device_rgb();
        picture.finish();
        pdf.finish()
    }
}

fn opened(jpeg: &[u8]) -> Picture {
    Picture::open(jpeg).unwrap()
}

/// Why the first page is not drawn.
fn fault(pdf: Vec<u8>) -> Option<ScanFault> {
    draw(pdf, 1, 800).err()
}

/// Bits in which two pictures look different.
fn apart(one: &Picture, other: &Picture) -> u32 {
    one.look().iter().zip(other.look()).map(|(one, other)| (one ^ other).count_ones()).sum()
}

/// The first page as another program draws it.
fn elsewhere(folder: &Path, pdf: &[u8], longest: u16) -> Picture {
    let path = folder.join("scan.pdf");
    std::fs::write(&path, pdf).unwrap();
    let longest = longest.to_string();
    let first = ["-png", "-scale-to", &longest, "-f", "1", "-l", "1"];
    let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![];
    arguments.extend(first.iter().map(|it| it as &dyn AsRef<std::ffi::OsStr>));
    arguments.push(&path);
    opened(&tool::run("poppler-utils", "pdftoppm", &arguments))
}

/// Two pages of text.
fn slips(folder: &Path) -> Vec<u8> {
    let faces = Faces::shipped().unwrap();
    let form = SlipForm::new(&world::template(), &faces).unwrap();
    let path = folder.join("slips.pdf");
    let photo = Some(world::picture(5, 300, 400, 80));
    let page = |slip| Page { sheet: layout(&slip, &form, &faces).unwrap(), photo: photo.clone() };
    let pages = [world::ordinary(), world::russian()].map(page).map(Ok::<_, PrintError>);
    let go_on = &mut |_| std::ops::ControlFlow::Continue(());
    write(&path, &world::facts(), &faces, 1, pages.into_iter(), Ok, go_on).unwrap();
    std::fs::read(&path).unwrap()
}

#[test]
fn pages_of_text_are_drawn_as_others_draw_them() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = slips(folder.path());
    let first = draw(pdf.clone(), 1, 1200).unwrap();
    let second = draw(pdf.clone(), 2, 1200).unwrap();
    assert_eq!((first.pages, second.pages), (2, 2));
    assert_ne!(first.jpeg, second.jpeg);
    let (here, there) = (opened(&first.jpeg), elsewhere(folder.path(), &pdf, 1200));
    assert_eq!((here.size(), there.size().1), ((848, 1200), 1200));
    assert!(apart(&here, &there) <= ALIKE, "{}", apart(&here, &there));
    for page in [0, 3] {
        assert_eq!(draw(pdf.clone(), page, 1200).err(), Some(ScanFault::NoPage));
    }
}

#[test]
fn a_page_that_is_one_picture_looks_like_the_picture_whichever_way_it_lies() {
    let folder = tempfile::tempdir().unwrap();
    let papers = slips(folder.path());
    let jpeg = draw(papers.clone(), 1, 2000).unwrap().jpeg;
    let picture = opened(&jpeg);
    let (jpeg, size) = (jpeg.into(), (1414, 2000));
    let mut scan = Scanned { jpeg, size, ..Scanned::new() };
    let upright = opened(&draw(scan.pdf(), 1, 1600).unwrap().jpeg);
    assert_eq!((picture.size(), upright.size()), ((1414, 2000), (1130, 1600)));
    assert!(apart(&upright, &picture) <= ALIKE, "{}", apart(&upright, &picture));
    let other = opened(&draw(papers, 2, 1600).unwrap().jpeg);
    assert!(apart(&other, &picture) > ALIKE, "{}", apart(&other, &picture));
    scan.rotate = 90;
    let lying = opened(&draw(scan.pdf(), 1, 1600).unwrap().jpeg);
    let there = elsewhere(folder.path(), &scan.pdf(), 1600);
    assert_eq!(lying.size(), (1600, 1130));
    assert!(apart(&lying, &there) <= ALIKE, "{}", apart(&lying, &there));
    assert!(apart(&lying, &upright) > 64, "it lies on its side");
}

#[test]
fn what_a_page_says_of_its_size_takes_no_more_than_is_asked_for() {
    for (media, size) in [
        ((100_000_000.0, 100_000_000.0), (300, 300)),
        ((1.0, 100_000.0), (1, 300)),
        ((0.0, 0.0), (212, 300)),
    ] {
        let drawn = draw(Scanned { media, ..Scanned::new() }.pdf(), 1, 300).unwrap();
        assert_eq!(opened(&drawn.jpeg).size(), size, "{media:?}");
    }
    assert_eq!(opened(&draw(Scanned::new().pdf(), 1, u16::MAX).unwrap().jpeg).size().1, 4_000);
}

#[test]
fn what_cannot_be_drawn_whole_is_not_drawn() {
    let whole = Scanned::new().pdf();
    let part = |bytes: usize| whole[..bytes].to_vec();
    assert_eq!(fault(b"%PDF-1.7\n".to_vec()), Some(ScanFault::Broken));
    assert_eq!(fault(b"\xff\xd8\xff".to_vec()), Some(ScanFault::Broken));
    assert_eq!(fault(part(200)), Some(ScanFault::Broken));
    // The picture comes last: its page is found, and it is cut.
    assert_eq!(fault(part(whole.len() / 2)), Some(ScanFault::Partly));
    let empty = Scanned { pages: 0, ..Scanned::new() };
    assert_eq!(fault(empty.pdf()), Some(ScanFault::Broken));
    let no_picture = Scanned { jpeg: (*b"no picture").into(), ..Scanned::new() };
    assert_eq!(fault(no_picture.pdf()), Some(ScanFault::Partly));
}

#[test]
fn what_wants_a_password_is_told_and_what_only_forbids_is_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("plain.pdf"), Scanned::new().pdf()).unwrap();
    for (user, drawn) in [("gizli", false), ("", true)] {
        let (from, to) = (path("plain.pdf"), path("locked.pdf"));
        let arguments: [&dyn AsRef<std::ffi::OsStr>; 7] =
            [&"--encrypt", &user, &"sahib", &"256", &"--", &from, &to];
        tool::run("qpdf", "qpdf", &arguments);
        let fault = fault(std::fs::read(to).unwrap());
        assert_eq!(fault, (!drawn).then_some(ScanFault::Encrypted));
    }
}

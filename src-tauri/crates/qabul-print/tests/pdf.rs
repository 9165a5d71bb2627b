//! The file: its text, its parts, its order, and what is left when it cannot be written.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use qabul_core::slip::Slip;
use qabul_print::batch::{Page, Written, write};
use qabul_print::slip::{SlipForm, layout};
use qabul_print::{Faces, PrintError};
use world::tool;

mod world;

const PHOTOS: u32 = 3;

struct Shop {
    faces: Faces,
    form: SlipForm,
    photos: Vec<Arc<[u8]>>,
}

impl Shop {
    fn open() -> Self {
        let faces = Faces::shipped().unwrap();
        let form = SlipForm::new(&world::template(), &faces).unwrap();
        Self { faces, form, photos: (0..PHOTOS).map(world::photo).collect() }
    }

    fn page(&self, slip: &Slip) -> Page {
        let sheet = layout(slip, &self.form, &self.faces).unwrap();
        let known = (0..PHOTOS).find(|photo| slip.photo == Some(world::hash_of(*photo)));
        Page { sheet, photo: known.map(|photo| self.photos[photo as usize].clone()) }
    }

    fn print(&self, path: &Path, slips: &[Slip], threads: usize) -> Result<Written, PrintError> {
        let draw = |slip: Slip| Ok(self.page(&slip));
        let items = slips.iter().cloned().map(Ok);
        let go_on = &mut |_| ControlFlow::Continue(());
        write(path, &world::facts(), &self.faces, threads, items, draw, go_on)
    }
}

/// Slips of both sectors and a sample, unlike each other, with three photos among them.
fn slips(count: u32) -> Vec<Slip> {
    let slip = |number: u32| {
        let slip = world::numbered(number, PHOTOS);
        match number % 10 {
            4 => Slip { sector: world::russian().sector, ..slip },
            7 => Slip { photo: None, ..slip },
            9 => Slip { sample: true, ..slip },
            _ => slip,
        }
    };
    (0..count).map(slip).collect()
}

#[test]
fn every_field_of_a_slip_is_found_in_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let shop = Shop::open();
    for (name, slip) in [
        ("az", world::numbered(0, 1)),
        ("longest", Slip { photo: None, ..world::longest() }),
        ("ru", Slip { photo: None, ..world::russian() }),
    ] {
        let path = folder.path().join(format!("{name}.pdf"));
        shop.print(&path, std::slice::from_ref(&slip), 1).unwrap();
        let text = tool::text(&path);
        let upper = qabul_core::text::upper;
        let name = &slip.name;
        for wanted in [
            upper(&name.surname),
            upper(&format!("{} {}", name.given, name.patronymic)),
            slip.fin.as_str().to_owned(),
            slip.document.spaced(),
            slip.work_number.checked(),
            slip.serial.text(),
            slip.hall.clone(),
            "İMTAHANA BURAXILIŞ VƏRƏQƏSİ".to_owned(),
            "21 iyun 2026-cı il".to_owned(),
            qabul_core::text::time(slip.arrive_by),
            "09:45".to_owned(),
            "10:00".to_owned(),
            format!("14 / {:05}", slip.sheet)[..].replace("/ 0", "/ "),
        ] {
            let found = text.contains(&wanted) || text.contains(&wanted.replace("14 / ", "14 / 0"));
            assert!(found, "{wanted:?} is not in\n{text}");
        }
        for part in slip.building.split(' ').chain(slip.address.split(' ')) {
            assert!(text.contains(part), "{part:?} is not in\n{text}");
        }
        assert_eq!(text.matches("İMTAHANA BURAXILIŞ VƏRƏQƏSİ").count(), 1);
    }
    let russian = tool::text(&folder.path().join("ru.pdf"));
    for wanted in ["ЛИСТ ДОПУСКА К ЭКЗАМЕНУ", "21 июня 2026 года", "воскресенье", "исправную чёрную"] {
        assert!(russian.contains(wanted), "{wanted:?} is not in\n{russian}");
    }
    let azerbaijani = tool::text(&folder.path().join("az.pdf"));
    for wanted in ["08:45-dən gec olmayaraq", "tünd\u{2011}göy", "№ 000000", "imtahan saat 10:00-da"] {
        assert!(azerbaijani.contains(wanted), "{wanted:?} is not in\n{azerbaijani}");
    }
}

#[test]
fn values_are_read_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("order.pdf");
    let slip = Slip { photo: None, ..world::ordinary() };
    Shop::open().print(&path, &[slip], 1).unwrap();
    let text = tool::text(&path);
    let order = [
        "Rezidenturaya", "VƏLİZADƏ", "AYSEL", "AA 4017352", "6KM2W8D", "RZ26", "21 iyun", "888",
        "Bakı şəhəri", "08:45", "260", "Binaya saat", "Sənədlər.", "Etibarlılıq.", "dim.gov.az",
        "çap partiyası",
    ];
    let mut from = 0;
    for word in order {
        let at = text[from..].find(word);
        from += at.unwrap_or_else(|| panic!("{word} does not follow in\n{text}"));
    }
}

#[test]
fn forty_pages_are_sound_and_share_fonts_forms_and_photos() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("forty.pdf");
    let written = Shop::open().print(&path, &slips(40), 2).unwrap();
    assert_eq!(written.sheets, 40);
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(written.bytes, bytes.len() as u64);
    let sum = tool::run("coreutils", "sha256sum", &[&path]);
    let hex: String = written.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(String::from_utf8(sum).unwrap().starts_with(&hex));

    tool::run("qpdf", "qpdf", &[&"--check", &path]);
    let count = |needle: &[u8]| bytes.windows(needle.len()).filter(|part| part == &needle).count();
    assert_eq!(count(b"/DCTDecode"), 3, "each photo once");
    assert_eq!(count(b"/FontFile2"), 2, "each face once");
    // Heads of both sectors and of the sample, feet of both sectors.
    assert_eq!(count(b"/FormType 1"), 5);
    assert_eq!(count(b"/ProcSet"), 0);

    let facts = tool::run("poppler-utils", "pdfinfo", &[&path]);
    let facts = String::from_utf8(facts).unwrap();
    for fact in ["Buraxılış vərəqələri", "Dövlət İmtahan Mərkəzi", "Pages:           40", "A4"] {
        assert!(facts.contains(fact), "{fact:?} is not in\n{facts}");
    }
    assert_eq!(count(b"/Lang(az)"), 1);
    let fonts = tool::run("poppler-utils", "pdffonts", &[&path]);
    let fonts = String::from_utf8(fonts).unwrap();
    assert_eq!(fonts.lines().filter(|line| line.contains("yes yes yes")).count(), 2, "{fonts}");
}

#[test]
fn a_page_alone_carries_its_own_photo_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let (all, one) = (folder.path().join("all.pdf"), folder.path().join("one.pdf"));
    Shop::open().print(&all, &slips(40), 2).unwrap();
    tool::run("qpdf", "qpdf", &[&all, &"--pages", &all, &"17", &"--", &one]);
    let images = tool::run("poppler-utils", "pdfimages", &[&"-list", &one]);
    let images = String::from_utf8(images).unwrap();
    assert_eq!(images.lines().skip(2).count(), 1, "{images}");
    let kept = std::fs::read(&one).unwrap();
    let photo = world::photo(16 % PHOTOS);
    assert!(kept.windows(photo.len()).any(|part| part == &photo[..]), "its own, byte by byte");
    let text = tool::text(&one);
    assert!(text.contains("100016-") && !text.contains("100015-"), "{text}");
}

#[test]
fn the_same_slips_make_the_same_bytes_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let shop = Shop::open();
    let slips = slips(300);
    let print = |name: &str, threads| {
        let path = folder.path().join(name);
        let written = shop.print(&path, &slips, threads).unwrap();
        (written, std::fs::read(path).unwrap())
    };
    let one = print("one.pdf", 1);
    for (name, threads) in [("again.pdf", 1), ("two.pdf", 2), ("five.pdf", 5)] {
        assert!(print(name, threads) == one, "{name}");
    }
}

#[test]
fn what_is_stopped_or_fails_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stopped.pdf");
    let shop = Shop::open();
    let slips = slips(500);
    for threads in [1, 2] {
        let draw = |slip: Slip| Ok::<_, PrintError>(shop.page(&slip));
        let items = slips.iter().cloned().map(Ok);
        let mut heard = Vec::new();
        let mut stop = |done| {
            heard.push(done);
            if done >= 128 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let run = write(&path, &world::facts(), &shop.faces, threads, items, draw, &mut stop);
        assert!(matches!(run, Err(PrintError::Stopped)), "{run:?}");
        assert_eq!(heard.last(), Some(&128));

        // The first failure in the order of the items is the one that is told.
        let draw = |slip: Slip| match slip.sheet {
            201 => Err(PrintError::PhotoMissing),
            270 => Err(PrintError::NotJpeg { problem: "later" }),
            _ => Ok(shop.page(&slip)),
        };
        let items = slips.iter().cloned().map(Ok);
        let go_on = &mut |_| ControlFlow::Continue(());
        let run = write(&path, &world::facts(), &shop.faces, threads, items, draw, go_on);
        assert!(matches!(run, Err(PrintError::PhotoMissing)), "{run:?}");

        let draw = |slip: Slip| Ok(shop.page(&slip));
        let items = slips.iter().cloned().map(|slip| match slip.sheet {
            300 => Err(PrintError::PhotoMissing),
            _ => Ok(slip),
        });
        let go_on = &mut |_| ControlFlow::Continue(());
        let run = write(&path, &world::facts(), &shop.faces, threads, items, draw, go_on);
        assert!(matches!(run, Err(PrintError::PhotoMissing)), "{run:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left");
    }
}

#[test]
fn a_panic_while_drawing_ends_the_run_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("panic.pdf");
    let shop = Shop::open();
    let slips = slips(500);
    let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let draw = |slip: Slip| {
            assert!(slip.sheet != 150, "a defect somewhere");
            Ok::<_, PrintError>(shop.page(&slip))
        };
        let items = slips.iter().cloned().map(Ok);
        let go_on = &mut |_| ControlFlow::Continue(());
        write(&path, &world::facts(), &shop.faces, 2, items, draw, go_on)
    }));
    assert!(run.is_err(), "the panic is not swallowed");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_file_that_cannot_be_made_is_an_error_and_one_that_is_there_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let shop = Shop::open();
    let there = folder.path().join("there.pdf");
    std::fs::write(&there, "kept").unwrap();
    let run = shop.print(&there, &slips(3), 1);
    assert!(matches!(run, Err(PrintError::Exists { .. })), "{run:?}");
    assert_eq!(std::fs::read_to_string(&there).unwrap(), "kept");
    for path in [there.join("below a file.pdf"), folder.path().join("no folder").join("x.pdf")] {
        let run = shop.print(&path, &slips(3), 2);
        assert!(matches!(run, Err(PrintError::Io { .. })), "{run:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    // A name that a caller keeps with an empty file is filled.
    let kept = folder.path().join("kept.pdf");
    std::fs::write(&kept, "").unwrap();
    shop.print(&kept, &slips(3), 1).unwrap();
    tool::run("qpdf", "qpdf", &[&"--check", &kept]);
}

#[test]
fn a_photo_that_is_missing_or_no_jpeg_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.pdf");
    let shop = Shop::open();
    for (photo, wanted) in [(None, "was not given"), (Some(Arc::from(&b"GIF89a"[..])), "no JPEG")] {
        let page = Page { photo, ..shop.page(&world::numbered(0, PHOTOS)) };
        let items = std::iter::once(Ok(page));
        let go_on = &mut |_| ControlFlow::Continue(());
        let run = write(&path, &world::facts(), &shop.faces, 1, items, Ok, go_on);
        let told = run.map_err(|fault: PrintError| fault.to_string()).unwrap_err();
        assert!(told.contains(wanted), "{told}");
    }
}

#[test]
fn no_slips_make_a_file_of_no_pages() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.pdf");
    let written = Shop::open().print(&path, &[], 2).unwrap();
    assert_eq!(written.sheets, 0);
    tool::run("qpdf", "qpdf", &[&"--check", &path]);
}

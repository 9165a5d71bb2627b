//! The file: its text, its parts and its order.

use qabul_core::slip::Slip;
use world::shop::{PHOTOS, Shop, slips};
use world::tool;

mod world;

/// What a person must find on a slip, each as one text.
fn values(slip: &Slip) -> Vec<String> {
    let upper = qabul_core::text::upper;
    let name = &slip.name;
    vec![
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
        format!("14 / {:0width$}", slip.sheet, width = slip.of.to_string().len().max(4)),
    ]
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
        for wanted in values(&slip) {
            assert!(text.contains(&wanted), "{wanted:?} is not in\n{text}");
        }
        for part in slip.building.split(' ').chain(slip.address.split(' ')) {
            assert!(text.contains(part), "{part:?} is not in\n{text}");
        }
        assert_eq!(text.matches("İMTAHANA BURAXILIŞ VƏRƏQƏSİ").count(), 1);
    }
    let russian = tool::text(&folder.path().join("ru.pdf"));
    for wanted in
        ["ЛИСТ ДОПУСКА К ЭКЗАМЕНУ", "21 июня 2026 года", "воскресенье", "исправную чёрную"]
    {
        assert!(russian.contains(wanted), "{wanted:?} is not in\n{russian}");
    }
    let azerbaijani = tool::text(&folder.path().join("az.pdf"));
    for wanted in
        ["08:45-dən gec olmayaraq", "tünd\u{2011}göy", "№ 000000", "imtahan saat 10:00-da"]
    {
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
        "Rezidenturaya",
        "VƏLİZADƏ",
        "AYSEL",
        "AA 4017352",
        "6KM2W8D",
        "RZ26",
        "21 iyun",
        "888",
        "Bakı şəhəri",
        "08:45",
        "260",
        "Binaya saat",
        "Sənədlər.",
        "Etibarlılıq.",
        "dim.gov.az",
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
    for fact in ["Buraxılış vərəqələri", "Dövlət İmtahan Mərkəzi", "Pages:           40", "A4"]
    {
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
fn no_slips_make_a_file_of_no_pages() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.pdf");
    let written = Shop::open().print(&path, &[], 2).unwrap();
    assert_eq!(written.sheets, 0);
    tool::run("qpdf", "qpdf", &[&"--check", &path]);
}

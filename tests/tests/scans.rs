//! Scans that are PDFs: received, looked at page by page, found again at another person, and what is not drawn.

mod world;

use qabul_core::certificate::{CertificateState, Suspicion};
use qabul_desk::views::certificates::*;
use qabul_desk::views::files::ChosenFile;
use qabul_desk::views::scan::NotDrawn;
use qabul_tests::pdf::{pdf, words};
use world::World;
use world::applicant::master;
use world::certificate::ielts;

const DOCTORAL: &str = "doctoral-2026-1-1";

/// A center on the first days of doctoral registration, with two applicants.
fn world() -> (World, [i64; 2]) {
    let world = World::at("2026-06-11T10:00:00");
    let other = [
        ("fin", "5KQ2M8A"),
        ("document", "AZE09417725"),
        ("surname", "Məmmədova"),
        ("given", "Fidan"),
        ("birth", "05.04.1997"),
    ];
    let entries = [&[][..], &other].map(|person| world.applies(DOCTORAL, master(person)));
    (world, entries)
}

fn brings(world: &World, entry: i64, number: &str, scan: &[u8]) -> CertificateView {
    let path = world.file(&format!("{number}.pdf"), scan);
    let scans = vec![world.desk.admit(path).handle];
    let typed = ielts(&[("number", number)]);
    let request = SaveCertificate { of: None, entry, typed, scans, kept: vec![] };
    world.desk.ask("certificates.save", &request).unwrap()
}

fn looks(world: &World, id: i64, page: u32, copy: Option<ChosenFile>) -> ScanView {
    let copy = copy.map(|file| file.handle);
    world.desk.ask("certificates.look", &LookAtScan { id, place: 1, page, copy }).unwrap()
}

fn found(world: &World, id: i64) -> Vec<Suspicion> {
    world.certificate(id).suspicions.iter().map(|it| it.suspicion).collect()
}

#[test]
fn pages_are_looked_at_one_by_one() {
    let (world, [entry, _]) = world();
    let id = brings(&world, entry, "25AZ123456QULC123A", &words(&["Birinci", "Sonuncu"])).id;
    let [first, second] = [1, 2].map(|page| looks(&world, id, page, None));
    assert_eq!((first.pages, second.pages, first.fault), (2, 2, None));
    assert!(first.image.as_ref().unwrap().starts_with("data:image/jpeg;base64,/9j/"));
    assert_ne!(first.image, second.image);
    let third = looks(&world, id, 3, None);
    assert_eq!((third.image, third.fault), (None, Some(NotDrawn::NoPage)));
}

#[test]
fn the_same_pages_in_another_file_at_another_person_look_alike() {
    let (world, [one, other]) = world();
    let scan = words(&["Certificate", "Sonuncu"]);
    let first = brings(&world, one, "25AZ123456QULC123A", &scan).id;
    let again = [&scan[..], b"% saved again\n"].concat();
    let second = brings(&world, other, "25AZ765432MAMF123A", &again).id;
    assert!(found(&world, second).contains(&Suspicion::ScanAlike), "{:?}", found(&world, second));
    assert!(found(&world, first).contains(&Suspicion::ScanAlike));
    let own = brings(&world, other, "25AZ765433MAMF123A", &words(&["Diploma"])).id;
    let suspicions = found(&world, own);
    assert!(!suspicions.contains(&Suspicion::ScanAlike), "{suspicions:?}");
}

#[test]
fn what_is_not_drawn_is_received_all_the_same_and_opens_elsewhere() {
    let (world, [entry, _]) = world();
    let none = pdf(&[], "", &[]);
    let received = brings(&world, entry, "25AZ123456QULC123A", &none);
    assert_eq!((received.state, received.scans.len()), (CertificateState::Received, 1));
    let looked = looks(&world, received.id, 1, None);
    assert_eq!((looked.image, looked.fault), (None, Some(NotDrawn::Broken)));
    let copy = world.desk.admit(world.folder.path().join("surət.pdf"));
    assert!(looks(&world, received.id, 1, Some(copy)).copy.is_some());
    assert_eq!(std::fs::read(world.folder.path().join("surət.pdf")).unwrap(), none);
}

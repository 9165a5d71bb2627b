//! The sample round as a story: made once, marked for good, never mixed with a real registry.

mod world;

use qabul_desk::Desk;
use qabul_desk::views::Nothing;
use qabul_desk::views::jobs::{JobAnswer, JobStarted, JobState};
use qabul_desk::views::registry::*;
use qabul_desk::views::sittings::*;
use qabul_desk::views::slips::*;
use qabul_tests::desk_in;
use world::papers::{output, scanned};
use world::{World, refusal};

fn make(desk: &Desk, candidates: u32) -> JobAnswer {
    let request = SampleRequest { candidates: Some(candidates), seed: Some(1) };
    let job: JobStarted = desk.ask("registry.make_sample", &request).unwrap();
    let answer = desk.wait(job, |_| ()).unwrap();
    desk.ask::<Status>("session.sign_in_sample", &Nothing {}).unwrap();
    answer
}

/// Everybody who sits, in one file.
fn print_all(desk: &Desk, folder: &std::path::Path) -> PrintDone {
    let order = PrintOrder {
        sitting: world::sitting(),
        selection: None,
        order: SheetOrder::Hall,
        parting: Parting::OneFile,
    };
    let request = PrintRequest { order, folder: desk.admit(folder.to_owned()).handle };
    let job: JobStarted = desk.ask("slips.print", &request).unwrap();
    let JobAnswer::Print(done) = desk.wait(job, |_| ()).unwrap() else { panic!("no print") };
    done
}

#[test]
fn it_ends_seated_and_ready_and_a_second_time_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = desk_in(folder.path());
    make(&desk, 60);
    let store = || qabul_store::Store::open(&folder.path().join("sample")).unwrap();
    let acts = store().reader().last_act().unwrap();
    make(&desk, 60);
    assert_eq!(store().reader().last_act().unwrap(), acts);
    let sittings: Sittings = desk.ask("sittings.list", &Nothing {}).unwrap();
    let first = &sittings.sittings[0];
    assert_eq!(
        (first.id.to_string().as_str(), first.candidates, first.seated),
        (world::SITTING, 60, 60)
    );
    let status: Status = desk.ask("registry.status", &Nothing {}).unwrap();
    assert!(status.open.unwrap().sample && status.sample_exists && !status.own_exists);
}

#[test]
fn the_published_mix_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = desk_in(folder.path());
    make(&desk, 1448);
    let detail: SittingDetail =
        desk.ask("sittings.detail", &SittingRequest { sitting: world::sitting() }).unwrap();
    assert_eq!(
        (detail.candidates, detail.ready, detail.with_photo, detail.seated),
        (1448, 1448, 1448, 1448)
    );
    assert_eq!(
        detail.sectors.iter().map(|sector| sector.candidates).collect::<Vec<_>>(),
        [1109, 339]
    );
    assert_eq!(detail.by_city.iter().map(|city| city.candidates).collect::<Vec<_>>(), [1422, 26]);
    let buildings: std::collections::HashSet<&str> =
        detail.halls.iter().map(|hall| hall.building.as_str()).collect();
    assert_eq!(buildings.len(), 5);
    let average = f64::from(detail.seated) / detail.halls.len() as f64;
    assert!((12.0..14.0).contains(&average), "about 13 a hall, not {average}");
    let done = print_all(&desk, &folder.path().join("slips"));
    assert_eq!((done.sheets, done.unseated, done.files.len()), (1448, 0, 1), "every slip fits");
}

#[test]
fn its_papers_say_sample_and_no_real_registry_trusts_them() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = desk_in(folder.path());
    make(&desk, 6);
    let done = print_all(&desk, &folder.path().join("slips"));
    let path = folder.path().join("slips").join(&done.files[0].file.name);
    let text = output("pdftotext", &[path.to_str().unwrap(), "-"]);
    assert_eq!(text.split('\x0c').filter(|page| page.contains("NÜMUNƏ")).count(), 6);
    let read = scanned(&path);
    let code = read.lines().find(|line| line.len() == 193).expect("the QR is read").to_owned();
    let verify = |desk: &Desk| -> Verdict {
        desk.ask("slips.verify", &VerifyRequest { digits: code.clone() }).unwrap()
    };
    assert!(matches!(verify(&desk), Verdict::Valid { sample: true, .. }));
    assert!(matches!(verify(&World::empty().desk), Verdict::Invalid { .. }));
}

#[test]
fn a_real_registry_is_never_made_into_a_sample_nor_the_other_way_round() {
    let real = World::empty();
    let folders = real.folder.path();
    std::fs::rename(folders.join("own"), folders.join("sample")).unwrap();
    let (desk, _) = desk_in(folders);
    let request = SampleRequest { candidates: Some(5), seed: None };
    let refused = desk.ask::<JobStarted>("registry.make_sample", &request).unwrap_err();
    assert_eq!(refusal(&refused), "real_registry_there");
    let store = qabul_store::Store::open(&folders.join("sample")).unwrap();
    assert!(!store.reader().registry().unwrap().sample);

    let other = tempfile::tempdir().unwrap();
    let (desk, _) = desk_in(other.path());
    make(&desk, 5);
    std::fs::rename(other.path().join("sample"), other.path().join("own")).unwrap();
    let create = CreateRequest { center: "Mərkəz".to_owned() };
    assert_eq!(
        refusal(&desk.ask::<Status>("registry.create", &create).unwrap_err()),
        "sample_there"
    );
    let open = desk.ask::<Status>("registry.open", &OpenRequest { which: Which::Own });
    assert_eq!(refusal(&open.unwrap_err()), "sample_there");
}

#[test]
fn a_registry_on_a_network_drive_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, machine) = desk_in(folder.path());
    machine.put_on_network(folder.path().to_owned());
    let create = CreateRequest { center: "Mərkəz".to_owned() };
    let failure = serde_json::to_value(desk.ask::<Status>("registry.create", &create).unwrap_err());
    assert_eq!(failure.unwrap()["breakage"], "registry_on_network");
}

#[test]
fn a_job_is_collected_once() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = desk_in(folder.path());
    let request = SampleRequest { candidates: Some(3), seed: Some(1) };
    let job: JobStarted = desk.ask("registry.make_sample", &request).unwrap();
    desk.wait(job, |_| ()).unwrap();
    let again = desk.ask::<JobState>("jobs.state", &job).unwrap_err();
    assert_eq!(refusal(&again), "no_job");
}

//! Runs that are stopped, fail or meet what they cannot print: told, and nothing left behind.

use std::ops::ControlFlow;
use std::sync::Arc;

use qabul_core::slip::Slip;
use qabul_print::PrintError;
use qabul_print::batch::{Page, write};
use world::shop::{PHOTOS, Shop, slips};
use world::tool;

mod world;

#[test]
fn what_is_stopped_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stopped.pdf");
    let (shop, slips) = (Shop::open(), slips(500));
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
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left");
    }
}

#[test]
fn the_first_failure_in_the_order_of_the_items_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("failed.pdf");
    let (shop, slips) = (Shop::open(), slips(500));
    for threads in [1, 2] {
        let draw = |slip: Slip| match slip.sheet {
            201 => Err(PrintError::PhotoMissing),
            270 => Err(PrintError::NotJpeg { problem: "later" }),
            _ => Ok(shop.page(&slip)),
        };
        // An item that cannot be read, still later.
        let items = slips.iter().cloned().map(|slip| match slip.sheet {
            300 => Err(PrintError::NotJpeg { problem: "last" }),
            _ => Ok(slip),
        });
        let go_on = &mut |_| ControlFlow::Continue(());
        let run = write(&path, &world::facts(), &shop.faces, threads, items.clone(), draw, go_on);
        assert!(matches!(run, Err(PrintError::PhotoMissing)), "{run:?}");

        let draw = |slip: Slip| Ok(shop.page(&slip));
        let run = write(&path, &world::facts(), &shop.faces, threads, items, draw, go_on);
        assert!(matches!(run, Err(PrintError::NotJpeg { problem: "last" })), "{run:?}");
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

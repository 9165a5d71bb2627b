//! The photo of a candidate at the desk: chosen, cut to 3×4, looked at, kept, and taken back.

mod world;

use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::applications::ListAnswer;
use qabul_desk::views::form::{FormView, OpenForm};
use qabul_desk::views::journal::{ActRequest, Undoable, Undone};
use qabul_desk::views::photos::*;
use serde_json::json;
use world::{World, refusal, sitting};

/// A registry with two people and their photos.
fn world() -> (World, i64) {
    let world = World::filled(2);
    let list = json!({ "sitting": sitting(), "order": "work_number" });
    let list: ListAnswer = world.desk.ask("applications.list", &list).unwrap();
    let id = list.rows[0].id;
    (world, id)
}

fn kept(world: &World, id: i64) -> Option<String> {
    let request = OpenForm { sitting: sitting(), id: Some(id), draft: None, fin: None };
    world.desk.ask::<FormView>("form.open", &request).unwrap().photo
}

/// A picture of stripes, `width` by `height` pixels.
fn picture(world: &World, width: u16, height: u16) -> qabul_desk::views::files::FileHandle {
    let mut pixels = Vec::new();
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            let light = if (x / 20 + y / 20) % 2 == 0 { 60 } else { 190 };
            pixels.extend([light, light, light]);
        }
    }
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    world.desk.admit(world.file("picture.jpg", &bytes)).handle
}

fn cut(world: &World, request: &CutPicture) -> Result<CutView, Failure> {
    world.desk.ask("photos.cut", request)
}

#[test]
fn a_picture_is_cut_tried_kept_and_taken_back() {
    let (world, id) = world();
    let before = kept(&world, id);
    let file = picture(&world, 1200, 900);
    let view: PictureView =
        world.desk.ask("photos.look", &LookAtPicture { file: file.clone() }).unwrap();
    assert_eq!((view.width, view.height, view.cut.width), (1200, 900, 675));
    let tried = cut(&world, &CutPicture { file: file.clone(), cut: view.cut, of: None }).unwrap();
    assert_eq!((tried.width, tried.height, tried.doubts), (675, 900, vec![]));
    assert_eq!(kept(&world, id), before, "a try keeps nothing");
    let taken =
        cut(&world, &CutPicture { file, cut: view.cut, of: Some(PhotoOf::Entry { id }) }).unwrap();
    assert_eq!(kept(&world, id), Some(taken.image));
    let request = OpenForm { sitting: sitting(), id: Some(id), draft: None, fin: None };
    let form: FormView = world.desk.ask("form.open", &request).unwrap();
    assert_eq!(taken.version, Some(form.version), "the form goes on with its own change");
    let last: Undoable = world.desk.ask("undo.last", &Nothing {}).unwrap();
    world.desk.ask::<Undone>("undo.act", &ActRequest { id: last.id }).unwrap();
    assert_eq!(kept(&world, id), before);
}

#[test]
fn what_is_no_picture_or_too_small_is_refused_with_its_numbers() {
    let (world, id) = world();
    let text = world.desk.admit(world.file("photo.jpg", b"no picture at all")).handle;
    let failure = world.desk.ask::<PictureView>("photos.look", &LookAtPicture { file: text });
    assert_eq!(refusal(&failure.unwrap_err()), "no_picture");
    let file = picture(&world, 1200, 900);
    let small = PhotoCut { x: 0, y: 0, width: 120 };
    let failure =
        cut(&world, &CutPicture { file, cut: small, of: Some(PhotoOf::Entry { id }) }).unwrap_err();
    assert_eq!(refusal(&failure), "cut_small");
}

//! Writes every variant of the slip as PDF and SVG to a folder, to be looked at.

use std::error::Error;
use std::ops::ControlFlow;
use std::path::PathBuf;

use qabul_print::{Faces, PrintError, batch, slip, svg};

#[path = "../tests/world/mod.rs"]
mod world;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    std::fs::create_dir_all(&folder)?;
    let faces = Faces::shipped()?;
    let form = slip::SlipForm::new(&world::template(), &faces)?;
    let photo = world::photo(1);
    for (name, slip) in [
        ("az", world::ordinary()),
        ("longest", world::longest()),
        ("ru", world::russian()),
        ("no-photo", world::without_photo()),
        ("sample", world::sample()),
        ("sample-ru", qabul_core::slip::Slip { sample: true, ..world::russian() }),
    ] {
        let sheet = slip::layout(&slip, &form, &faces).map_err(|unfit| format!("{unfit:?}"))?;
        std::fs::write(
            folder.join(format!("{name}.svg")),
            svg::paint(&sheet, &faces, Some(&photo)),
        )?;
        let path = folder.join(format!("{name}.pdf"));
        let _ = std::fs::remove_file(&path);
        let page = Ok::<_, PrintError>(batch::Page { sheet, photo: Some(photo.clone()) });
        let facts = world::facts();
        let pages = std::iter::once(page);
        batch::write(&path, &facts, &faces, 1, pages, Ok, &mut |_| ControlFlow::Continue(()))?;
    }
    Ok(())
}

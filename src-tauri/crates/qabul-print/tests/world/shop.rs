//! A print shop for tests: faces, form, three photos and slips of every kind.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use qabul_core::slip::Slip;
use qabul_print::batch::{Page, Written, write};
use qabul_print::slip::{SlipForm, layout};
use qabul_print::{Faces, PrintError};

/// Photos that the slips share.
pub const PHOTOS: u32 = 3;

pub struct Shop {
    pub faces: Faces,
    pub form: SlipForm,
    pub photos: Vec<Arc<[u8]>>,
}

impl Shop {
    pub fn open() -> Self {
        let faces = Faces::shipped().unwrap();
        let form = SlipForm::new(&super::template(), &faces).unwrap();
        Self { faces, form, photos: (0..PHOTOS).map(super::photo).collect() }
    }

    pub fn page(&self, slip: &Slip) -> Page {
        let sheet = layout(slip, &self.form, &self.faces).unwrap();
        let known = (0..PHOTOS).find(|photo| slip.photo == Some(super::hash_of(*photo)));
        Page { sheet, photo: known.map(|photo| self.photos[photo as usize].clone()) }
    }

    pub fn print(
        &self,
        path: &Path,
        slips: &[Slip],
        threads: usize,
    ) -> Result<Written, PrintError> {
        let draw = |slip: Slip| Ok(self.page(&slip));
        let items = slips.iter().cloned().map(Ok);
        let go_on = &mut |_| ControlFlow::Continue(());
        write(path, &super::facts(), &self.faces, threads, items, draw, go_on)
    }
}

/// Slips of both sectors and a sample, unlike each other, with three photos among them.
pub fn slips(count: u32) -> Vec<Slip> {
    let slip = |number: u32| {
        let slip = super::numbered(number, PHOTOS);
        match number % 10 {
            4 => Slip { sector: super::russian().sector, ..slip },
            7 => Slip { photo: None, ..slip },
            9 => Slip { sample: true, ..slip },
            _ => slip,
        }
    };
    (0..count).map(slip).collect()
}

//! Measures a run: `measure SLIPS THREADS` prints CPU a slip, peak memory and bytes a slip.
//!
//! Every slip is unlike the others and has a JPEG of its own of about 12 kB. Linux only: times
//! and memory are read from `/proc/self`.

use std::error::Error;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

use qabul_print::batch::{Page, write};
use qabul_print::slip::{SlipForm, layout};
use qabul_print::{Faces, PrintError};

#[path = "../tests/world/mod.rs"]
mod world;

/// One photo with a comment in it that says which: as many photos as are wanted, at no cost.
fn photo(base: &[u8], number: u32) -> Arc<[u8]> {
    let comment = [&[0xff, 0xfe, 0, 6][..], &number.to_be_bytes()].concat();
    [&base[..2], &comment, &base[2..]].concat().into()
}

/// The most memory this process has held, in megabytes.
fn peak() -> Result<f64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM")).ok_or("no such line")?;
    let kilobytes = line.split_whitespace().nth(1).ok_or("no such line")?;
    Ok(kilobytes.parse::<f64>()? / 1024.0)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut number = |or| arguments.next().map_or(Ok(or), |text| text.parse::<u32>());
    let (slips, threads) = (number(2000)?, number(1)?);
    let faces = Faces::shipped()?;
    let form = SlipForm::new(&world::template(), &faces)?;
    let base = world::picture(1, 300, 400, 74);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("measure.pdf");

    let begun = world::cpu()?;
    for at in 0..slips.min(2000) {
        let slip = world::numbered(at, slips);
        std::hint::black_box(layout(&slip, &form, &faces).map_err(|unfit| format!("{unfit:?}"))?);
    }
    let laid = (world::cpu()? - begun) / f64::from(slips.min(2000));

    let (begun, clock) = (world::cpu()?, Instant::now());
    let items = (0..slips).map(|at| Ok((world::numbered(at, slips), photo(&base, at))));
    let draw = |(slip, photo)| {
        let sheet = layout(&slip, &form, &faces)
            .map_err(|unfit| PrintError::Paint { problem: format!("{unfit:?}") })?;
        Ok::<_, PrintError>(Page { sheet, photo: Some(photo) })
    };
    let go_on = &mut |_| ControlFlow::Continue(());
    let written = write(&path, &world::facts(), &faces, threads as usize, items, draw, go_on)?;
    let (spent, wall) = (world::cpu()? - begun, clock.elapsed().as_secs_f64() * 1e3);

    let each = f64::from(slips);
    let beside = written.bytes as f64 / each - (base.len() + 8) as f64;
    println!("slips {slips}, threads {threads}, photo {} bytes", base.len() + 8);
    println!("cpu  {:.3} ms a slip, of it layout {laid:.3}", spent / each);
    println!("wall {:.3} ms a slip", wall / each);
    println!("peak {:.1} MB", peak()?);
    println!("file {beside:.0} bytes a slip beside its photo");
    Ok(())
}

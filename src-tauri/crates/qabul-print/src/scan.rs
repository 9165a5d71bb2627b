//! A page of a PDF that somebody brought, drawn as a picture. Drawing reads what strangers wrote, and what it takes in
//! time and memory only they know: whoever calls it does so in a process that may fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::{InterpreterSettings, InterpreterWarning, TransformExt};
use hayro::hayro_syntax::object::dict::keys::CONTENTS;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use image::RgbImage;

use crate::picture::jpeg;

/// The longest side in pixels that is ever drawn.
const MOST_LONGEST: u16 = 4_000;

/// A page that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnPage {
    /// The page as a JPEG.
    pub jpeg: Vec<u8>,
    /// Pages of the PDF.
    pub pages: u32,
}

/// Why a page is not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScanFault {
    /// It opens with a password only.
    #[error("encrypted")]
    Encrypted,
    /// It is no PDF, or so broken that no page of it is found.
    #[error("broken")]
    Broken,
    /// It has pages, but not this one.
    #[error("no such page")]
    NoPage,
    /// A picture or a font of the page cannot be read: what would be drawn is not what the paper says.
    #[error("a part cannot be drawn")]
    Partly,
}

/// Draws a page, counted from 1, as it is turned and cropped, on white, `longest` pixels on its longer side.
///
/// # Errors
/// [`ScanFault`]
///
/// # Panics
/// Where the drawing library meets what it was not made for. It may also take any time and memory.
pub fn draw(bytes: Vec<u8>, page: u32, longest: u16) -> Result<DrawnPage, ScanFault> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ScanFault::Encrypted,
        LoadPdfError::Invalid => ScanFault::Broken,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(ScanFault::Broken);
    }
    let at = usize::try_from(page).unwrap_or_default().checked_sub(1);
    let page = at.and_then(|at| pages.get(at)).ok_or(ScanFault::NoPage)?;
    if lacks_something(page) {
        return Err(ScanFault::Partly);
    }
    let picture = drawn(page, size(page, longest)?)?;
    let pages = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    Ok(DrawnPage { jpeg: jpeg(&picture), pages })
}

/// Whether a page names what the file has lost: it would be drawn without it, and blank where a scanner made it.
fn lacks_something(page: &Page<'_>) -> bool {
    let named = &page.resources().x_objects;
    let pictures = named.keys().any(|name| page.resources().get_x_object(&name).is_none());
    pictures || (page.raw().contains_key(CONTENTS) && page.page_stream().is_none())
}

/// Pixels across and down of a page whose longer side is `longest`, whatever length it says it has.
fn size(page: &Page<'_>, longest: u16) -> Result<(u16, u16), ScanFault> {
    let (width, height) = page.render_dimensions();
    let side = width.max(height);
    if !(side.is_finite() && width > 0.0 && height > 0.0) {
        return Err(ScanFault::Broken);
    }
    let longest = longest.clamp(1, MOST_LONGEST);
    let pixels = |length: f32| ((f32::from(longest) * length / side) as u16).clamp(1, longest);
    Ok((pixels(width), pixels(height)))
}

fn drawn(page: &Page<'_>, (width, height): (u16, u16)) -> Result<RgbImage, ScanFault> {
    let missing = Arc::new(AtomicBool::new(false));
    let heard = Arc::clone(&missing);
    let settings = InterpreterSettings {
        // A note without a look of its own no viewer draws.
        warning_sink: Arc::new(move |warning| {
            if !matches!(warning, InterpreterWarning::UnresolvedAnnotationAppearance) {
                heard.store(true, Ordering::Relaxed);
            }
        }),
        ..InterpreterSettings::default()
    };
    let (wide, high) = page.render_dimensions();
    let scale = Affine::scale_non_uniform(
        f64::from(width) / f64::from(wide),
        f64::from(height) / f64::from(high),
    );
    let transform = scale * page.initial_transform(true).to_kurbo();
    let mut canvas = RenderContext::new(width, height);
    let cache = RenderCache::new();
    render_into(page, &cache, &settings, &RenderSettings::default(), &mut canvas, transform);
    canvas.flush();
    let mut pixels = Pixmap::new(width, height);
    let white = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
    canvas.render_with(&mut pixels, &mut Resources::default(), white);
    if missing.load(Ordering::Relaxed) {
        return Err(ScanFault::Partly);
    }
    let colours = pixels.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    let picture = RgbImage::from_raw(width.into(), height.into(), colours);
    Ok(picture.expect("there are as many pixels as asked for"))
}

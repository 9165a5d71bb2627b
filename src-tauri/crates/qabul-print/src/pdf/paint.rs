//! Sheets painted by printpdf: chunks of pages in, their content streams and photos out.

use std::collections::BTreeMap;

use printpdf::{
    DictItem, ExternalStream, ExternalXObject, FontId, FontMetrics, Mm as PdfMm, ParsedFont,
    PdfDocument, PdfFont, PdfPage, PdfParseErrorSeverity, PdfSaveOptions, Px, XObject, XObjectId,
};
use qabul_core::slip::PhotoHash;

use crate::batch::Page;
use crate::error::PrintError;
use crate::faces::{Face, FaceData, Faces};
use crate::jpeg::Jpeg;
use crate::sheet::{Form, Mm};

use super::brush::Brush;

/// Resource names of the faces on every page and form.
pub(crate) const FACES: [(Face, &str); 2] = [(Face::Regular, "R"), (Face::Bold, "B")];

/// The name of a page's form by its place among the forms of the page.
pub(crate) fn form_name(at: usize) -> String {
    format!("F{at}")
}

/// The name of a photo by its place among the photos of the chunk.
pub(crate) fn photo_name(at: usize) -> String {
    format!("P{at}")
}

/// Paints any number of sheets with the same faces. One a thread.
pub(crate) struct Painter {
    fonts: BTreeMap<FontId, PdfFont>,
}

/// A photo of a chunk, passed through.
pub(crate) struct PaintedPhoto {
    pub(crate) hash: PhotoHash,
    pub(crate) jpeg: Jpeg,
    pub(crate) bytes: Vec<u8>,
}

/// The content streams of a chunk's pages, and its photos, each once.
pub(crate) struct Painted {
    /// Content and the number of its photo, page by page.
    pub(crate) pages: Vec<(Vec<u8>, Option<usize>)>,
    pub(crate) photos: Vec<PaintedPhoto>,
}

impl Painter {
    pub(crate) fn new(faces: &Faces) -> Self {
        let fonts = FACES
            .map(|(face, name)| (FontId(name.to_owned()), PdfFont::new(parsed(faces.of(face)))));
        Self { fonts: fonts.into() }
    }

    /// Paints the sheets of a chunk.
    ///
    /// # Errors
    /// [`PrintError::PhotoMissing`], [`PrintError::NotJpeg`], [`PrintError::Paint`].
    pub(crate) fn pages(&self, pages: &[Page]) -> Result<Painted, PrintError> {
        let mut photos = Photos::default();
        let mut document = PdfDocument::new("");
        let mut shown = Vec::with_capacity(pages.len());
        for page in pages {
            let photo = match page.sheet.photo() {
                Some(hash) => Some(photos.number(hash, page.photo.as_deref())?),
                None => None,
            };
            let size = photo.map(|at| (at, photos.photos[at].jpeg));
            let (width, height) = (page.sheet.width, page.sheet.height);
            let mut brush = Brush::new(height, size);
            page.sheet.marks.iter().for_each(|mark| brush.mark(mark));
            document.pages.push(PdfPage::new(PdfMm(width), PdfMm(height), brush.done()));
            shown.push(photo);
        }
        for (at, photo) in photos.photos.iter_mut().enumerate() {
            let external = external(photo.jpeg, std::mem::take(&mut photo.bytes));
            let id = XObjectId(photo_name(at));
            document.resources.xobjects.map.insert(id, XObject::External(external));
        }
        let contents = self.contents(document, &mut photos.photos)?;
        let pages = contents.into_iter().zip(shown).collect();
        Ok(Painted { pages, photos: photos.photos })
    }

    /// Paints a form as high as its sheets are.
    ///
    /// # Errors
    /// [`PrintError::Paint`].
    pub(crate) fn form(&self, form: &Form, width: Mm, height: Mm) -> Result<Vec<u8>, PrintError> {
        let mut document = PdfDocument::new("");
        let mut brush = Brush::new(height, None);
        form.marks.iter().for_each(|mark| brush.mark(mark));
        document.pages.push(PdfPage::new(PdfMm(width), PdfMm(height), brush.done()));
        let mut contents = self.contents(document, &mut [])?;
        Ok(contents.pop().unwrap_or_default())
    }

    /// Lets printpdf serialise the pages and takes the streams out of what it made.
    fn contents(
        &self,
        mut document: PdfDocument,
        photos: &mut [PaintedPhoto],
    ) -> Result<Vec<Vec<u8>>, PrintError> {
        document.resources.fonts.map.clone_from(&self.fonts);
        let options = PdfSaveOptions {
            optimize: false,
            subset_fonts: false,
            // The codes are raw paths, which printpdf knows as unknown operations.
            secure: false,
            image_optimization: None,
        };
        let mut warnings = Vec::new();
        let mut made = document.to_lopdf_document(&options, &mut warnings);
        if let Some(warning) =
            warnings.into_iter().find(|warning| warning.severity == PdfParseErrorSeverity::Error)
        {
            return Err(PrintError::Paint { problem: warning.msg });
        }
        let broken =
            |fault: &dyn std::fmt::Display| PrintError::Paint { problem: fault.to_string() };
        let pages: Vec<_> = made.get_pages().into_values().collect();
        let mut contents = Vec::with_capacity(pages.len());
        for page in &pages {
            let stream = made
                .get_dictionary(*page)
                .and_then(|page| page.get(b"Contents"))
                .and_then(|contents| contents.as_reference())
                .map_err(|fault| broken(&fault))?;
            let stream = made.get_object_mut(stream).and_then(|object| object.as_stream_mut());
            contents.push(std::mem::take(&mut stream.map_err(|fault| broken(&fault))?.content));
        }
        let Some(first) = pages.first() else {
            return Ok(contents);
        };
        for (at, photo) in photos.iter_mut().enumerate() {
            let stream = made
                .get_dictionary(*first)
                .and_then(|page| page.get(b"Resources"))
                .and_then(|resources| made.get_dictionary(resources.as_reference()?))
                .and_then(|resources| resources.get(b"XObject"))
                .and_then(|named| made.get_dictionary(named.as_reference()?))
                .and_then(|named| named.get(photo_name(at).as_bytes()))
                .and_then(|photo| photo.as_reference())
                .map_err(|fault| broken(&fault))?;
            let stream = made.get_object_mut(stream).and_then(|object| object.as_stream_mut());
            photo.bytes = std::mem::take(&mut stream.map_err(|fault| broken(&fault))?.content);
        }
        Ok(contents)
    }
}

/// A face as printpdf takes it: letters by code, widths by code.
fn parsed(data: &FaceData) -> ParsedFont {
    let codes = data.glyphs.iter().zip(0u16..);
    ParsedFont::with_glyph_data(
        data.program.clone(),
        0,
        Some(data.name.to_owned()),
        codes.clone().skip(1).map(|(glyph, code)| (u32::from(glyph.letter), code)).collect(),
        codes.map(|(glyph, code)| (code, glyph.advance)).collect(),
        data.measures.units_per_em,
        FontMetrics { ascent: data.measures.ascent, descent: data.measures.descent },
    )
}

/// The photos of a chunk by their hash.
#[derive(Default)]
struct Photos {
    numbers: BTreeMap<PhotoHash, usize>,
    photos: Vec<PaintedPhoto>,
}

impl Photos {
    fn number(&mut self, hash: &PhotoHash, bytes: Option<&[u8]>) -> Result<usize, PrintError> {
        if let Some(number) = self.numbers.get(hash) {
            return Ok(*number);
        }
        let bytes = bytes.ok_or(PrintError::PhotoMissing)?;
        let jpeg = Jpeg::read(bytes)?;
        self.photos.push(PaintedPhoto { hash: *hash, jpeg, bytes: bytes.to_vec() });
        self.numbers.insert(*hash, self.photos.len() - 1);
        Ok(self.photos.len() - 1)
    }
}

fn external(jpeg: Jpeg, content: Vec<u8>) -> ExternalXObject {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Filter", name("DCTDecode")),
        ("ColorSpace", name(jpeg.colours())),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Width", DictItem::Int(jpeg.width.into())),
        ("Height", DictItem::Int(jpeg.height.into())),
    ];
    ExternalXObject {
        stream: ExternalStream {
            dict: dict.map(|(key, item)| (key.to_owned(), item)).into(),
            content,
            compress: false,
        },
        width: Some(Px(jpeg.width.into())),
        height: Some(Px(jpeg.height.into())),
        dpi: None,
    }
}

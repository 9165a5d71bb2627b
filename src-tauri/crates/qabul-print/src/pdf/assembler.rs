//! Puts painted pages into one file as they come, and keeps nothing of them but offsets.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike, Timelike};
use pdf_writer::{
    Chunk, Date, Filter, Finish, Name, Rect, Ref, Settings, TextStr, writers::Resources,
};
use qabul_core::slip::PhotoHash;

use crate::error::PrintError;
use crate::faces::Faces;
use crate::sheet::{Form, Mm};

use super::paint::{FACES, PaintedPhoto, Painter, form_name, photo_name};
use super::tree::Tree;
use super::{Deflater, Facts, ONCE_LEVEL, PartFile, font};

/// A page ready to be written.
pub(crate) struct Finished {
    /// Its content stream, deflated.
    pub(crate) content: Vec<u8>,
    pub(crate) width: Mm,
    pub(crate) height: Mm,
    pub(crate) forms: Vec<Arc<Form>>,
    /// Number of its photo among the chunk's.
    pub(crate) photo: Option<usize>,
}

/// A chunk of pages ready to be written.
pub(crate) struct Drawn {
    pub(crate) pages: Vec<Finished>,
    pub(crate) photos: Vec<PaintedPhoto>,
}

/// Writes a file object by object.
pub(crate) struct Assembler<'a> {
    out: PartFile,
    facts: &'a Facts,
    /// Only forms are painted here, and few of them.
    painter: Painter,
    deflater: Deflater,
    objects: Objects,
    fonts: [Ref; 2],
    /// By the form's own address; held so that no other form can have it.
    forms: Vec<(Arc<Form>, Ref)>,
    photos: HashMap<PhotoHash, Ref>,
    tree: Tree,
    pages: u64,
}

/// How many photos are remembered, so that sheets near one another share one. After these they are
/// forgotten and one that comes again is stored again: a run of any length holds no more memory.
const PHOTOS_REMEMBERED: usize = 1024;

/// Numbers and places of objects; objects are gathered and written a few at a time.
struct Objects {
    /// By number; object 0 is not one.
    offsets: Vec<u64>,
    chunk: Chunk,
    /// Where the gathered ones begin.
    start: u64,
}

impl Objects {
    fn next(&mut self) -> Ref {
        self.offsets.push(0);
        // A file of 10^10 bytes ends long before the numbers do.
        Ref::new(i32::try_from(self.offsets.len() - 1).unwrap_or(i32::MAX))
    }

    fn add(&mut self, id: Ref, write: impl FnOnce(&mut Chunk)) {
        self.offsets[id.get() as usize] = self.start + self.chunk.len() as u64;
        write(&mut self.chunk);
    }

    fn flush(&mut self, out: &mut PartFile) -> Result<(), PrintError> {
        out.write(self.chunk.as_bytes())?;
        self.chunk = fresh();
        self.start = out.offset();
        Ok(())
    }
}

fn fresh() -> Chunk {
    Chunk::with_settings_and_capacity(Settings { pretty: false }, 32 * 1024)
}

fn points(length: Mm) -> f32 {
    (length * (7200.0 / 25.4)).round() / 100.0
}

impl<'a> Assembler<'a> {
    /// Begins a file with its fonts.
    ///
    /// # Errors
    /// Those of [`PartFile`].
    pub(crate) fn begin(
        mut out: PartFile,
        facts: &'a Facts,
        faces: &'a Faces,
    ) -> Result<Self, PrintError> {
        out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")?;
        let mut objects = Objects { offsets: vec![0], chunk: fresh(), start: out.offset() };
        let mut deflater = Deflater::new(ONCE_LEVEL);
        let fonts = FACES.map(|(face, _)| {
            let ids = std::array::from_fn(|_| objects.next());
            font::write(face, faces.of(face), ids, &mut deflater, |id, write| {
                objects.add(id, write)
            });
            ids[0]
        });
        objects.flush(&mut out)?;
        Ok(Self {
            out,
            facts,
            painter: Painter::new(faces),
            deflater,
            objects,
            fonts,
            forms: Vec::new(),
            photos: HashMap::new(),
            tree: Tree::default(),
            pages: 0,
        })
    }

    /// Pages written so far.
    pub(crate) fn pages(&self) -> u64 {
        self.pages
    }

    /// Writes a chunk.
    ///
    /// # Errors
    /// Those of [`PartFile`]; [`PrintError::Paint`] for a form.
    pub(crate) fn add(&mut self, drawn: Drawn) -> Result<(), PrintError> {
        let mut photos = Vec::with_capacity(drawn.photos.len());
        for photo in drawn.photos {
            photos.push(self.photo(&photo)?);
        }
        for page in drawn.pages {
            self.page(&page, &photos)?;
        }
        Ok(())
    }

    fn page(&mut self, page: &Finished, photos: &[Ref]) -> Result<(), PrintError> {
        let mut named = Vec::with_capacity(3);
        for (at, form) in page.forms.iter().enumerate() {
            named.push((form_name(at), self.form(form, page.width, page.height)?));
        }
        if let Some(at) = page.photo {
            named.push((photo_name(at), photos[at]));
        }
        let objects = &mut self.objects;
        let (id, content) = (objects.next(), objects.next());
        let parent = self.tree.parent(|| objects.next());
        let fonts = self.fonts;
        objects.add(id, |chunk| {
            let mut object = chunk.page(id);
            object.parent(parent).contents(content);
            object.media_box(Rect::new(0.0, 0.0, points(page.width), points(page.height)));
            let mut resources = object.resources();
            name_fonts(&mut resources, fonts);
            let mut pictures = resources.x_objects();
            for (name, object) in &named {
                pictures.pair(Name(name.as_bytes()), *object);
            }
        });
        objects.add(content, |chunk| {
            chunk.stream(content, &page.content).filter(Filter::FlateDecode);
        });
        let mut branches = Vec::new();
        self.tree.grow(
            id,
            || objects.next(),
            |id, write| {
                let mut chunk = fresh();
                write(&mut chunk);
                branches.push((id, chunk));
            },
        );
        for (id, branch) in branches {
            objects.add(id, |chunk| chunk.extend(&branch));
        }
        self.pages += 1;
        objects.flush(&mut self.out)
    }

    fn photo(&mut self, photo: &PaintedPhoto) -> Result<Ref, PrintError> {
        if let Some(known) = self.photos.get(&photo.hash) {
            return Ok(*known);
        }
        let id = self.objects.next();
        let jpeg = photo.jpeg;
        self.objects.add(id, |chunk| {
            let mut image = chunk.image_xobject(id, &photo.bytes);
            image.filter(Filter::DctDecode);
            image.width(jpeg.width.into()).height(jpeg.height.into()).bits_per_component(8);
            image.pair(Name(b"ColorSpace"), Name(jpeg.colours().as_bytes()));
            if jpeg.inverted() {
                image.decode([1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0]);
            }
        });
        if self.photos.len() == PHOTOS_REMEMBERED {
            self.photos.clear();
        }
        self.photos.insert(photo.hash, id);
        self.objects.flush(&mut self.out)?;
        Ok(id)
    }

    fn form(&mut self, form: &Arc<Form>, width: Mm, height: Mm) -> Result<Ref, PrintError> {
        if let Some((_, id)) = self.forms.iter().find(|(known, _)| Arc::ptr_eq(known, form)) {
            return Ok(*id);
        }
        let content = self.painter.form(form, width, height)?;
        let content = self.deflater.deflate(&content);
        let id = self.objects.next();
        let fonts = self.fonts;
        self.objects.add(id, |chunk| {
            let mut object = chunk.form_xobject(id, &content);
            object.filter(Filter::FlateDecode);
            object.pair(Name(b"FormType"), 1);
            object.bbox(Rect::new(0.0, 0.0, points(width), points(height)));
            name_fonts(&mut object.resources(), fonts);
        });
        self.forms.push((Arc::clone(form), id));
        Ok(id)
    }

    /// Writes the tree, the catalog and the table of objects, and gives the file its name.
    ///
    /// # Errors
    /// Those of [`PartFile`].
    pub(crate) fn finish(mut self) -> Result<(u64, [u8; 32]), PrintError> {
        let objects = &mut self.objects;
        let mut branches = Vec::new();
        let root = std::mem::take(&mut self.tree).close(
            || objects.next(),
            |id, write| {
                let mut chunk = fresh();
                write(&mut chunk);
                branches.push((id, chunk));
            },
        );
        for (id, branch) in branches {
            objects.add(id, |chunk| chunk.extend(&branch));
        }
        let (catalog, info) = (objects.next(), objects.next());
        let facts = self.facts;
        objects.add(catalog, |chunk| {
            let mut object = chunk.indirect(catalog).start::<pdf_writer::writers::Catalog<'_>>();
            object.pages(root).lang(TextStr(&facts.language));
            let mut preferences = object.viewer_preferences();
            preferences.display_doc_title(true);
            // Shrinking to fit would change the size of the codes.
            preferences.pair(Name(b"PrintScaling"), Name(b"None"));
        });
        objects.add(info, |chunk| {
            let mut object = chunk.indirect(info).start::<pdf_writer::writers::DocumentInfo<'_>>();
            object.title(TextStr(&facts.title)).author(TextStr(&facts.author));
            object.creator(TextStr("Qəbul")).producer(TextStr("Qəbul, printpdf"));
            object.creation_date(date(facts));
        });
        objects.flush(&mut self.out)?;
        self.table(catalog, info)?;
        self.out.finish()
    }

    /// The table of objects and the trailer.
    fn table(&mut self, catalog: Ref, info: Ref) -> Result<(), PrintError> {
        let start = self.out.offset();
        let count = self.objects.offsets.len();
        let mut table = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for offset in &self.objects.offsets[1..] {
            table.push_str(&format!("{offset:010} 00000 n \n"));
            if table.len() > 64 * 1024 {
                self.out.write(table.as_bytes())?;
                table.clear();
            }
        }
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02X}")).collect::<String>();
        let (one, other) = self.facts.identity.split_at(16);
        table.push_str(&format!(
            "trailer\n<</Size {count}/Root {} 0 R/Info {} 0 R/ID[<{}><{}>]>>\nstartxref\n{start}\n%%EOF\n",
            catalog.get(),
            info.get(),
            hex(one),
            hex(other),
        ));
        self.out.write(table.as_bytes())
    }
}

fn name_fonts(resources: &mut Resources<'_>, fonts: [Ref; 2]) {
    let mut named = resources.fonts();
    for ((_, name), id) in FACES.iter().zip(fonts) {
        named.pair(Name(name.as_bytes()), id);
    }
    named.finish();
}

/// The moment the file was made, at UTC+4.
fn date(facts: &Facts) -> Date {
    let made = facts.created;
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    Date::new(u16::try_from(made.year()).unwrap_or(0))
        .month(small(made.month()))
        .day(small(made.day()))
        .hour(small(made.hour()))
        .minute(small(made.minute()))
        .second(small(made.second()))
        .utc_offset_hour(4)
        .utc_offset_minute(0)
}

//! A cut-down face as the objects of a PDF font.

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Chunk, Filter, Finish, Name, Rect, Ref, Str};

use crate::faces::{Face, FaceData};

use super::Deflater;

const SYSTEM: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Writes a face: the font, its descendant, its descriptor, its program, the glyph of each code
/// and the letter of each code. Every object is announced before it is written.
pub(crate) fn write(
    face: Face,
    data: &FaceData,
    [font, descendant, descriptor, program, glyphs, letters]: [Ref; 6],
    deflater: &mut Deflater,
    mut each: impl FnMut(Ref, &dyn Fn(&mut Chunk)),
) {
    // Six letters and a plus sign say that the font program is cut down.
    let tag = if face == Face::Bold { "QABULB" } else { "QABULR" };
    let name = format!("{tag}+{}", data.name);
    let name = Name(name.as_bytes());
    each(font, &|chunk| {
        let mut object = chunk.type0_font(font);
        object.base_font(name).encoding_predefined(Name(b"Identity-H"));
        object.descendant_font(descendant).to_unicode(letters);
    });
    each(descendant, &|chunk| {
        let mut object = chunk.cid_font(descendant);
        object.subtype(CidFontType::Type2).base_font(name).system_info(SYSTEM);
        object.font_descriptor(descriptor).default_width(0.0).cid_to_gid_map_stream(glyphs);
        object.widths().consecutive(
            0,
            data.glyphs.iter().map(|glyph| thousandths(data, glyph.advance.into())),
        );
    });
    each(descriptor, &|chunk| self::descriptor(chunk, descriptor, face, data, name, program));
    let packed = deflater.deflate(&data.program);
    each(program, &|chunk| {
        let mut stream = chunk.stream(program, &packed);
        stream.filter(Filter::FlateDecode);
        stream.pair(Name(b"Length1"), data.program.len() as i32);
    });
    let map: Vec<u8> = data.glyphs.iter().flat_map(|glyph| glyph.cut.to_be_bytes()).collect();
    let packed = deflater.deflate(&map);
    each(glyphs, &|chunk| {
        chunk.stream(glyphs, &packed).filter(Filter::FlateDecode);
    });
    let mut map = UnicodeCmap::new(Name(b"Letters"), SYSTEM);
    for (glyph, code) in data.glyphs.iter().zip(0u16..).skip(1) {
        map.pair(code, glyph.letter);
    }
    let packed = deflater.deflate(map.finish().as_slice());
    each(letters, &|chunk| {
        chunk.cmap(letters, &packed).filter(Filter::FlateDecode);
    });
}

fn thousandths(data: &FaceData, units: f32) -> f32 {
    (units * 1000.0 / f32::from(data.measures.units_per_em)).round()
}

fn descriptor(
    chunk: &mut Chunk,
    id: Ref,
    face: Face,
    data: &FaceData,
    name: Name<'_>,
    program: Ref,
) {
    let scaled = |units: i16| thousandths(data, units.into());
    let [left, bottom, right, top] = data.measures.bounds.map(scaled);
    let mut object = chunk.font_descriptor(id);
    object.name(name).flags(FontFlags::NON_SYMBOLIC).italic_angle(0.0);
    object.bbox(Rect::new(left, bottom, right, top));
    object.ascent(scaled(data.measures.ascent)).descent(scaled(data.measures.descent));
    object.cap_height(scaled(data.measures.cap_height));
    // Thickness of the upright stems, measured on the letter l.
    object.stem_v(if face == Face::Bold { 151.0 } else { 90.0 });
    object.font_file2(program);
    object.finish();
}

//! Eyes, brows, nose and mouth, and what is worn on the face.

use super::canvas::{Canvas, Ink, ellipse, line, mirrored, shape};
use super::look::{Hair, Look};

/// Everything of the face but its shape.
pub(super) fn draw(look: &Look, canvas: &mut Canvas) {
    canvas.both(|canvas, side| {
        eye(look, look.side * side, canvas);
        brow(look, canvas);
    });
    nose(look, canvas);
    mouth(look, canvas);
    if let Some([across, down]) = look.mole {
        let spot = ellipse(across, look.head.eyes + down, 1.6, 1.5);
        canvas.fill(&spot, look.skin.darker(0.6), 0.85);
    }
}

/// How far the middle of an eye is from the axis.
fn eye_place(look: &Look) -> f32 {
    look.head.cheek_width * look.features.eye_gap
}

/// One eye; `lit` is 1 on the side away from the light and −1 on the other.
fn eye(look: &Look, lit: f32, canvas: &mut Canvas) {
    let (x, y) = (eye_place(look), look.head.eyes);
    let (wide, high) = (look.features.eye_width, look.features.eye_height);
    let inner = [x - wide, y + 1.5];
    let outer = [x + wide, y - look.features.eye_slant];
    let (near, away) = (x - wide * 0.55, x + wide * 0.5);
    let [end, far] = outer;
    let upper = [near, y - high * 1.25, away, y - high * 1.35, end, far];
    let [start, low] = inner;
    let lower = [away, y + high * 0.95, near, y + high * 1.05, start, low];
    canvas.fill(&shape(inner, &[upper, lower]), Ink(246, 243, 240), 1.0);
    iris(look, -lit * 2.0, canvas);
    let (lash, crease) = (look.hair_ink.darker(0.5), look.skin.darker(0.5));
    let weight = if look.woman { 2.7 } else { 1.9 };
    canvas.stroke(&line(inner, &[upper]), lash, 0.92, weight);
    if look.woman {
        let tip = [end + 1.0, far - 0.6, end + 2.2, far - 1.8, end + 3.0, far - 3.0];
        canvas.stroke(&line(outer, &[tip]), lash, 0.8, 1.6);
    }
    canvas.stroke(&line(outer, &[lower]), crease, 0.5, 1.1);
    let lift = (high * 0.9 + 2.2) * 0.65;
    let lid = [near, upper[1] - lift, away, upper[3] - lift, end + 1.0, far - lift];
    canvas.stroke(&line([start + 2.0, low - lift], &[lid]), crease, 0.34, 1.3);
}

/// Iris and pupil, with the light `glance` to the side of the middle.
fn iris(look: &Look, glance: f32, canvas: &mut Canvas) {
    let (x, y) = (eye_place(look), look.head.eyes);
    let round = look.features.eye_height * 0.98;
    let pupil = round * 0.42;
    for (disc, ink) in [
        (ellipse(x, y - 0.6, round, round), look.iris.darker(0.25)),
        (ellipse(x, y + 0.4, round * 0.74, round * 0.72), look.iris.lighter(0.14)),
        (ellipse(x, y - 0.5, pupil, pupil), Ink(16, 12, 12)),
        (ellipse(x + glance, y - 2.2, 1.3, 1.3), Ink(244, 244, 244)),
    ] {
        canvas.fill(&disc, ink, 1.0);
    }
}

fn brow(look: &Look, canvas: &mut Canvas) {
    let (x, wide) = (eye_place(look), look.features.eye_width);
    let (inner, outer) = (x - wide - 2.0, x + wide + 5.0);
    let (weight, arch) = (look.features.brow_weight, look.features.brow_arch);
    let y = look.head.eyes - look.features.brow_height;
    let (peak, up) = (x + wide * 0.45, y - arch);
    let slope = y - arch * 0.2;
    let hair = shape(
        [inner, y + weight * 0.5],
        &[
            [inner, y - weight * 0.6, x - 3.0, up, peak, up],
            [peak + 5.0, up, outer - 3.0, slope, outer, y + 2.5],
            [outer - 4.0, slope + weight * 0.5, peak + 4.0, up + weight, peak, up + weight],
            [x - 4.0, up + weight, inner + 5.0, y + weight * 0.9, inner, y + weight * 0.5],
        ],
    );
    let ink = look.hair_ink.toward(look.skin, if look.woman { 0.12 } else { 0.04 });
    canvas.fill(&hair, ink, 0.88);
}

fn nose(look: &Look, canvas: &mut Canvas) {
    let (y, eyes, wide) = (look.head.nose, look.head.eyes, look.features.nose_width);
    let dark = look.skin.darker(0.42);
    canvas.face(look.side);
    let bridge = shape(
        [6.0, eyes - 6.0],
        &[
            [3.5, eyes + 8.0, 6.0, y - 16.0, wide - 1.0, y - 3.0],
            [wide - 3.0, y + 1.0, 4.0, y + 1.0, 3.0, y - 4.0],
            [2.0, y - 18.0, 1.0, eyes + 8.0, 6.0, eyes - 6.0],
        ],
    );
    canvas.fill(&bridge, dark, 0.17);
    canvas.glow(-1.5, y - 7.0, 8.0, look.skin.lighter(0.6), 0.36);
    canvas.glow(0.0, y + 5.0, 12.0, dark, 0.2);
    canvas.both(|canvas, _| {
        let curve = [wide + 2.0, y - 3.0, wide + 0.5, y + 2.5, wide - 4.0, y + 1.5];
        canvas.stroke(&line([wide - 1.5, y - 7.0], &[curve]), dark, 0.5, 1.6);
        let nostril = ellipse(wide * 0.46, y + 1.6, 2.8, 1.4);
        canvas.fill(&nostril, look.skin.darker(0.6), 0.6);
    });
    let tip = [-2.0, y + 4.2, 2.0, y + 4.2, wide * 0.3, y + 2.6];
    canvas.stroke(&line([-wide * 0.3, y + 2.6], &[tip]), dark, 0.4, 1.5);
}

fn mouth(look: &Look, canvas: &mut Canvas) {
    let (y, full) = (look.head.mouth, look.features.lip);
    let smile = look.features.smile;
    let (corner, middle) = (y - smile, y + 0.8 + smile * 0.35);
    let seam = (corner + middle) / 2.0 + smile * 0.28;
    lips(look, [corner, middle, seam], canvas);
    let end = look.features.mouth_width + 0.8;
    let (near, far) = (end * 0.34, end * 0.68);
    canvas.both(|canvas, _| {
        let part = [near, middle - 0.6, far, seam, end, corner - 0.4];
        let ink = look.lips.darker(0.6);
        canvas.stroke(&line([0.0, middle], &[part]), ink, 0.72, 1.3);
        let out = end + 1.6;
        let bend = [out, corner - 1.0, out, corner, end, corner + 1.6];
        let dimple = line([end, corner - 2.0], &[bend]);
        canvas.stroke(&dimple, look.skin.darker(0.45), 0.3, 1.2);
    });
    let shine = if look.woman { 0.3 } else { 0.14 };
    let gloss = ellipse(-look.side * 3.0, middle + full * 0.5, end * 0.3, 1.2);
    canvas.fill(&gloss, Ink(255, 240, 236), shine);
    let below = middle + full + 7.6;
    canvas.glow(0.0, below, 12.0, look.skin.darker(0.4), 0.18);
}

/// Both lips; the line between them passes through the heights of corner, middle and seam.
fn lips(look: &Look, [corner, middle, seam]: [f32; 3], canvas: &mut Canvas) {
    let (wide, full) = (look.features.mouth_width, look.features.lip);
    let (bow, low) = (look.head.mouth - full * 0.68, middle + full + 0.6);
    let (near, far) = (wide * 0.35, wide * 0.7);
    let (peak, slope, dip) = (wide * 0.3, wide * 0.8, bow - 0.8);
    let upper = mirrored(
        bow + 1.2,
        &[
            [2.0, bow, wide * 0.2, bow - 1.2, peak, dip],
            [wide * 0.55, bow - 0.2, slope, corner - 1.6, wide, corner],
            [far, seam, near, middle - 0.6, 0.0, middle],
        ],
    );
    let lower = mirrored(
        middle,
        &[
            [near, middle - 0.6, far, seam, wide * 0.96, corner + 0.4],
            [wide * 0.74, low - full * 0.3, wide * 0.42, low, 0.0, low],
        ],
    );
    canvas.fill(&upper, look.lips.darker(0.13), 0.95);
    canvas.fill(&lower, look.lips.lighter(0.04), 0.95);
}

/// Glasses and earrings, over everything.
pub(super) fn worn(look: &Look, canvas: &mut Canvas) {
    if look.earrings && look.hair != Hair::Scarf {
        let (x, y) = (look.head.cheek_width + 3.5, look.head.eyes + 27.0);
        canvas.both(|canvas, _| {
            canvas.fill(&ellipse(x, y, 2.6, 3.0), Ink(214, 182, 108), 1.0);
            canvas.fill(&ellipse(x - 0.8, y - 1.0, 1.0, 1.2), Ink(255, 246, 220), 0.9);
        });
    }
    if let Some(kind) = look.glasses {
        glasses(look, kind, canvas);
    }
}

/// `kind` runs from round and heavy (0) to wide and light (1).
fn glasses(look: &Look, kind: f32, canvas: &mut Canvas) {
    let frame = if kind < 0.6 { Ink(40, 36, 38) } else { Ink(118, 96, 78) };
    let (wide, high) = (18.0 + kind * 3.0, if kind < 0.35 { 16.5 } else { 12.5 });
    let weight = if kind < 0.5 { 2.4 } else { 1.6 };
    let (x, y) = (eye_place(look) + 1.0, look.head.eyes + 2.0);
    let (up, low) = (y - high, y + high);
    let (inner, outer) = (x - wide, x + wide);
    let lens = shape(
        [x, up],
        &[
            [x + wide * 0.8, up, outer, y - high * 0.7, outer, y - high * 0.1],
            [outer, y + high * 0.75, x + wide * 0.65, low, x, low],
            [x - wide * 0.65, low, inner, y + high * 0.75, inner, y - high * 0.1],
            [inner, y - high * 0.7, x - wide * 0.8, up, x, up],
        ],
    );
    let ear = look.head.cheek_width + 3.0;
    let level = y - 4.0;
    canvas.both(|canvas, _| {
        canvas.fill(&lens, Ink(226, 238, 250), 0.13);
        canvas.stroke(&lens, frame, 0.95, weight);
        let arm = line([outer, level], &[[outer, level, ear, level, ear, level + 1.0]]);
        canvas.stroke(&arm, frame, 0.9, weight);
    });
    let bow = [3.0 - inner, y - 7.0, inner - 3.0, y - 7.0, inner, y - 3.0];
    canvas.stroke(&line([-inner, y - 3.0], &[bow]), frame, 0.95, weight);
}

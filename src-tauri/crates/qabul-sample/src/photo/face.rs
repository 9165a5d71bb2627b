//! Ears, the shape of the face, its light and shade, and beards.

use super::canvas::{Canvas, Ink, Shape, ellipse, line, mirrored};
use super::look::{Beard, Head, Look};

/// The outline of the face.
fn outline(head: &Head) -> Shape {
    let (wide, jaw_wide, chin_wide) = (head.cheek_width, head.jaw_width, head.chin_width);
    let (top, eyes, jaw, chin) = (head.top, head.eyes, head.jaw, head.chin);
    let temple = top + (eyes - top) * 0.42;
    mirrored(
        top,
        &[
            [wide * 0.66, top, wide, temple, wide, eyes],
            [wide, eyes + 22.0, jaw_wide + 5.0, jaw - 16.0, jaw_wide, jaw],
            [jaw_wide - 7.0, jaw + 17.0, chin_wide, chin, 0.0, chin],
        ],
    )
}

/// Ears, face, shading, beard.
pub(super) fn draw(look: &Look, canvas: &mut Canvas) {
    ears(look, canvas);
    let (head, skin) = (look.head, look.skin);
    let (wide, eyes) = (head.cheek_width, head.eyes);
    canvas.face(look.side);
    let lit = ([-wide * 0.5, eyes - 20.0], skin.lighter(0.08));
    let shaded = ([wide * 1.15, eyes + 40.0], skin.darker(0.15));
    canvas.fade(&outline(&head), lit, shaded);
    canvas.glow(-14.0, head.top + 40.0, 38.0, skin.lighter(0.5), 0.28);
    let flush = skin.toward(look.lips, 0.55);
    let strength = if look.woman { 0.5 } else { 0.28 };
    canvas.both(|canvas, _| {
        canvas.glow(wide * 0.5, (eyes + head.mouth) / 2.0 + 4.0, 20.0, flush, strength);
        let socket = wide * look.features.eye_gap;
        canvas.glow(socket, eyes - 4.0, 20.0, skin.darker(0.35), 0.28);
    });
    if look.older {
        folds(look, canvas);
    }
    beard(look, canvas);
}

fn ears(look: &Look, canvas: &mut Canvas) {
    let (ear, eyes) = (look.head.cheek_width + 2.5, look.head.eyes);
    canvas.both(|canvas, side| {
        let ink = look.skin.darker(if side == look.side { 0.16 } else { 0.05 });
        canvas.fill(&ellipse(ear, eyes + 8.0, 8.0, 16.0), ink, 1.0);
        canvas.fill(&ellipse(ear + 1.0, eyes + 7.0, 4.0, 9.5), look.skin.darker(0.3), 0.45);
    });
}

fn folds(look: &Look, canvas: &mut Canvas) {
    let (nose, mouth) = (look.head.nose, look.head.mouth);
    let (from, to) = (look.features.nose_width + 5.0, look.features.mouth_width + 5.0);
    canvas.both(|canvas, _| {
        let curve = [from + 5.0, nose + 7.0, to, mouth - 9.0, to, mouth - 1.0];
        let fold = line([from, nose + 1.0], &[curve]);
        canvas.stroke(&fold, look.skin.darker(0.4), 0.3, 1.8);
    });
}

fn beard(look: &Look, canvas: &mut Canvas) {
    let ink = look.hair_ink.toward(look.skin, 0.1);
    match look.beard {
        Beard::None => {}
        Beard::Stubble => canvas.fill(&cheeks(look, false), ink, 0.17),
        Beard::Short => {
            canvas.fill(&cheeks(look, true), ink, 0.86);
            moustache(look, ink, canvas);
        }
        Beard::Moustache => moustache(look, ink, canvas),
        Beard::Chin => {
            goatee(look, ink, canvas);
            moustache(look, ink, canvas);
        }
    }
}

/// Cheeks, jaw and chin in one shape that leaves the lips `free` or lies under them.
fn cheeks(look: &Look, free: bool) -> Shape {
    let Head { eyes, mouth, jaw, chin, .. } = look.head;
    let (side, jaw_wide) = (look.head.cheek_width - 0.5, look.head.jaw_width + 1.0);
    let (chin_wide, low) = (look.head.chin_width, chin + 3.0);
    let ear = eyes + 12.0;
    let corner = look.features.mouth_width + 7.0;
    let lip = if free { mouth + 12.0 } else { look.head.nose + 5.0 };
    mirrored(
        lip,
        &[
            [corner - 6.0, lip, corner - 2.0, mouth + 2.0, corner, mouth - 9.0],
            [corner + 14.0, mouth - 15.0, side - 7.0, ear + 22.0, side, ear],
            [side, ear + 12.0, jaw_wide + 5.0, jaw - 16.0, jaw_wide, jaw],
            [jaw_wide - 7.0, jaw + 18.0, chin_wide, low, 0.0, low],
        ],
    )
}

fn goatee(look: &Look, ink: Ink, canvas: &mut Canvas) {
    let (up, half) = (look.head.mouth + 14.0, look.head.chin_width * 0.9);
    let chin = look.head.chin + 4.0;
    let tuft = mirrored(
        up,
        &[
            [half * 0.4, up, half * 0.8, up + 5.0, half, chin - 12.0],
            [half * 0.9, chin - 2.0, half * 0.4, chin, 0.0, chin],
        ],
    );
    canvas.fill(&tuft, ink, 0.85);
}

fn moustache(look: &Look, ink: Ink, canvas: &mut Canvas) {
    let mouth = look.head.mouth;
    let (half, up) = (look.features.mouth_width + 4.0, look.head.nose + 7.0);
    let low = (mouth - 3.5).max(up + 3.0);
    let hair = mirrored(
        up + 1.0,
        &[
            [half * 0.3, up - 1.5, half * 0.75, up + 1.0, half, mouth + 1.0],
            [half * 0.7, low, half * 0.3, low - 0.5, 0.0, low + 0.5],
        ],
    );
    canvas.fill(&hair, ink, 0.86);
}

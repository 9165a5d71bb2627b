//! Hair: what hangs behind the head, what lies on a shoulder, and what frames the brow.

use super::canvas::{Canvas, Shape, ellipse, line, mirrored, shape};
use super::look::{Hair, Look};
use super::scarf;

/// How light a strand shines.
const GLOSS: f32 = 0.15;

/// What is drawn before the shoulders and the face.
pub(super) fn behind(look: &Look, canvas: &mut Canvas) {
    let ink = look.hair_ink.darker(0.22);
    match look.hair {
        Hair::Straight | Hair::Fringe => canvas.fill(&fall(look, 0.0), ink, 1.0),
        Hair::Wavy => canvas.fill(&fall(look, 9.0), ink, 1.0),
        Hair::Bob => canvas.fill(&bob(look), ink, 1.0),
        Hair::Bun => {
            let y = look.head.top - 18.0;
            canvas.fill(&ellipse(look.side * 6.0, y, 23.0, 19.0), ink, 1.0);
        }
        _ => {}
    }
}

/// What lies over a shoulder and behind the face: a ponytail.
pub(super) fn beside(look: &Look, canvas: &mut Canvas) {
    if look.hair != Hair::Ponytail {
        return;
    }
    let (root, chin) = (look.head.eyes + 6.0, look.head.chin);
    let end = chin + 74.0 + look.length * 36.0;
    let x = look.head.cheek_width;
    canvas.face(look.side);
    let hair = shape(
        [x - 14.0, root],
        &[
            [x + 12.0, root + 4.0, x + 12.0, chin - 20.0, x + 14.0, chin + 8.0],
            [x + 18.0, chin + 36.0, x + 10.0, end - 18.0, x - 4.0, end],
            [x - 12.0, end - 14.0, x - 22.0, chin + 50.0, x - 18.0, chin + 14.0],
            [x - 16.0, chin - 10.0, x - 22.0, root + 30.0, x - 14.0, root],
        ],
    );
    canvas.fill(&hair, look.hair_ink, 1.0);
    for at in [-8.0, 0.0, 7.0] {
        let from = [x + at - 2.0, chin];
        let curve = [x + at, chin + 20.0, x + at, end - 40.0, x + at * 0.4 - 6.0, end - 12.0];
        strand(look, from, curve, canvas);
    }
    canvas.face(1.0);
}

/// What is drawn over the face.
pub(super) fn over(look: &Look, canvas: &mut Canvas) {
    let volume = look.volume;
    match look.hair {
        Hair::Crop => cap(look, 9.0 + volume * 7.0, [27.0, 27.0], 0.0, canvas),
        Hair::SidePart => cap(look, 15.0 + volume * 7.0, [17.0, 31.0], 0.0, canvas),
        Hair::Quiff => cap(look, 22.0 + volume * 9.0, [24.0, 22.0], 3.0, canvas),
        Hair::Receding => cap(look, 5.0 + volume * 5.0, [21.0, 21.0], 9.0, canvas),
        Hair::Curls => curls(look, canvas),
        Hair::Straight | Hair::Wavy => curtains(look, 14.0 * volume, 56.0, canvas),
        Hair::Bob => curtains(look, 8.0 + 12.0 * volume, 62.0, canvas),
        Hair::Bun | Hair::Ponytail => tied(look, canvas),
        Hair::Fringe => fringe(look, canvas),
        Hair::Scarf => scarf::draw(look, canvas),
    }
    canvas.face(1.0);
}

fn strand(look: &Look, from: [f32; 2], curve: [f32; 6], canvas: &mut Canvas) {
    canvas.stroke(&line(from, &[curve]), look.hair_ink.lighter(0.45), GLOSS, 1.8);
}

/// Long hair behind the shoulders; `wave` bends its edge.
fn fall(look: &Look, wave: f32) -> Shape {
    let (top, eyes, chin) = (look.head.top, look.head.eyes, look.head.chin);
    let crown = top - 12.0 - look.volume * 10.0;
    let wide = look.head.cheek_width + 13.0 + look.volume * 8.0;
    let end = chin + 40.0 + look.length * 70.0;
    let (out, within) = (wide + wave, wide - wave);
    mirrored(
        crown,
        &[
            [wide * 0.72, crown, wide, top + 28.0, wide, eyes],
            [out, eyes + 26.0, within, chin - 34.0, wide + wave * 0.6, chin - 8.0],
            [out + wave, chin + 14.0, within + 8.0, end - 26.0, wide + 2.0, end],
            [wide * 0.7, end + 8.0, wide * 0.3, end + 4.0, 0.0, end],
        ],
    )
}

fn bob(look: &Look) -> Shape {
    let (top, eyes) = (look.head.top, look.head.eyes);
    let crown = top - 13.0 - look.volume * 9.0;
    let wide = look.head.cheek_width + 14.0 + look.volume * 7.0;
    let end = look.head.chin - 14.0 + look.length * 26.0;
    mirrored(
        crown,
        &[
            [wide * 0.74, crown, wide, top + 26.0, wide, eyes],
            [wide + 3.0, eyes + 30.0, wide + 6.0, end - 20.0, wide - 6.0, end],
            [wide * 0.6, end + 4.0, wide * 0.3, end, 0.0, end],
        ],
    )
}

/// A fill that is lighter where the light falls; the canvas faces `side`.
fn lit(look: &Look, shape: &Shape, side: f32, canvas: &mut Canvas) {
    let (wide, ink) = (look.head.cheek_width * look.side * side, look.hair_ink);
    let light = ([-wide * 0.7, look.head.top - 10.0], ink.lighter(0.15));
    let dark = ([wide, look.head.eyes + 10.0], ink.darker(0.18));
    canvas.fade(shape, light, dark);
}

/// The outline of short hair that rises `rise` above the skull, seen from its parted side. Its
/// line lies `brow` below the top, first on that side and then on the other, and goes up by
/// `corner` at the temples.
fn short(look: &Look, rise: f32, brow: [f32; 2], corner: f32) -> Shape {
    let (top, eyes, wide) = (look.head.top, look.head.eyes, look.head.cheek_width);
    let (edge, crown, burn) = (wide + 3.0, top - rise, eyes + 6.0);
    let (near, far) = (top + brow[0], top + brow[1]);
    let (rear, lobe, ear) = (-wide * 0.62, wide - 2.0, eyes - 16.0);
    let (front, back) = (near + 9.0 - corner, far + 7.0 - corner);
    // The higher the line goes up, the further in it must: the skull is narrower there.
    let temple = wide * (0.8 - corner * 0.018);
    let (side, middle) = (wide * 0.92, (near + far) / 2.0);
    shape(
        [edge, burn],
        &[
            [edge + 3.0, top + 26.0, side, crown + 3.0, 10.0, crown],
            [rear, crown - 2.0, -edge - 5.0, top + 22.0, -edge, burn],
            [-lobe - 3.0, burn - 2.0, -lobe, burn - 4.0, -lobe, ear],
            [-lobe, ear - 14.0, -temple - 3.0, far + 20.0, -temple, back],
            [-temple * 0.6, back - 4.0, -temple * 0.4, far, -10.0, middle],
            [temple * 0.3, near - 2.0, temple * 0.7, front - 7.0, temple, front],
            [temple + 3.0, near + 22.0, lobe, ear - 14.0, lobe, ear],
            [lobe, burn - 4.0, lobe + 3.0, burn - 2.0, edge, burn],
        ],
    )
}

/// Short hair; the measures are those of its outline.
fn cap(look: &Look, rise: f32, brow: [f32; 2], corner: f32, canvas: &mut Canvas) {
    let (wide, crown) = (look.head.cheek_width, look.head.top - rise);
    let (near, far) = (look.head.top + brow[0], look.head.top + brow[1]);
    canvas.face(look.side);
    let hair = short(look, rise, brow, corner);
    lit(look, &hair, look.side, canvas);
    for at in [0.0f32, 0.3, 0.6, 0.9] {
        let (from, to) = (wide * (0.62 - at * 1.1), wide * (0.4 - at * 0.9));
        let low = near + (far - near) * at - 5.0;
        let high = crown + 9.0 + (to / wide).abs() * 16.0;
        let curve = [from, low - rise * 0.5, to + 3.0, high + 6.0, to, high];
        strand(look, [from, low], curve, canvas);
    }
}

fn curls(look: &Look, canvas: &mut Canvas) {
    cap(look, 11.0, [24.0, 24.0], 0.0, canvas);
    let (top, wide) = (look.head.top, look.head.cheek_width);
    for step in 0..11u8 {
        let at = f32::from(step) / 5.0 - 1.0;
        let (x, y) = (at * wide * 0.84, top + 25.0 * at * at * at.abs() - 4.0);
        let odd = f32::from(step % 2);
        let size = 14.0 + look.volume * 3.0 - odd * 2.0;
        canvas.fill(&ellipse(x, y, size, size), look.hair_ink.lighter(odd * 0.05), 1.0);
        let curl = [x - 4.0, y - 8.0, x + 5.0, y - 7.0, x + 5.0, y + 1.0];
        strand(look, [x - 6.0, y], curl, canvas);
    }
}

/// Hair parted `part` from the middle that falls on both sides of the face down to `reach` below
/// the eyes.
fn curtains(look: &Look, part: f32, reach: f32, canvas: &mut Canvas) {
    let (top, eyes, wide) = (look.head.top, look.head.eyes, look.head.cheek_width);
    let crown = top - 12.0 - look.volume * 10.0;
    let edge = wide + 13.0 + look.volume * 8.0;
    let (inner, end) = (wide - 4.0, eyes + reach);
    canvas.both(|canvas, side| {
        let middle = part * look.side * side;
        let bend = middle + wide * 0.72;
        let curtain = shape(
            [middle, crown + 1.0],
            &[
                [wide * 0.8, crown - 2.0, edge, top + 26.0, edge, eyes],
                [edge + 2.0, eyes + reach * 0.4, edge, eyes + reach * 0.8, edge - 3.0, end],
                [inner + 6.0, end, inner + 1.0, eyes + reach * 0.6, inner, eyes + 14.0],
                [inner + 2.0, eyes - 16.0, bend, top + 30.0, middle, top + 13.0],
            ],
        );
        lit(look, &curtain, side, canvas);
        for at in [0.2, 0.5, 0.8] {
            let to = inner + (edge - inner) * at;
            let over = wide * (0.5 + at * 0.3);
            let curve = [over, crown + 12.0, to, top + 40.0, to, eyes + reach * 0.7];
            strand(look, [middle + 3.0, crown + 12.0], curve, canvas);
        }
    });
}

/// Hair combed back smooth.
fn tied(look: &Look, canvas: &mut Canvas) {
    let (top, eyes, wide) = (look.head.top, look.head.eyes, look.head.cheek_width);
    let crown = top - 9.0 - look.volume * 6.0;
    let (brow, edge) = (top + 19.0, wide + 4.0);
    let hair = mirrored(
        crown,
        &[
            [wide * 0.78, crown, edge + 1.0, top + 34.0, edge, eyes - 2.0],
            [edge - 3.0, eyes + 2.0, wide - 3.0, eyes, wide - 4.0, eyes - 14.0],
            [wide - 6.0, brow + 24.0, wide * 0.62, brow + 2.0, 0.0, brow],
        ],
    );
    lit(look, &hair, 1.0, canvas);
    for at in [-0.8f32, -0.4, 0.0, 0.4, 0.8] {
        let from = [at * wide * 0.9, brow + 16.0 * at * at];
        let curve = [from[0], crown + 20.0, at * 34.0, crown + 10.0, at * 22.0, crown + 5.0];
        strand(look, from, curve, canvas);
    }
}

fn fringe(look: &Look, canvas: &mut Canvas) {
    curtains(look, 0.0, 60.0, canvas);
    let (top, eyes, wide) = (look.head.top, look.head.eyes, look.head.cheek_width);
    let low = eyes - 20.0 - look.volume * 6.0;
    let up = top - 10.0;
    let hair = mirrored(
        up,
        &[
            [wide * 0.6, up, wide, top + 20.0, wide - 2.0, eyes - 6.0],
            [wide - 10.0, low - 2.0, wide * 0.4, low + 3.0, 0.0, low],
        ],
    );
    lit(look, &hair, 1.0, canvas);
    for at in [-0.7f32, -0.35, 0.0, 0.35, 0.7] {
        let to = at * wide;
        let curve = [at * 30.0, top + 14.0, to, low - 26.0, to, low - 2.0];
        strand(look, [at * 18.0, top], curve, canvas);
    }
    let edge = [wide * 0.4, low + 3.0, wide - 10.0, low - 2.0, wide - 3.0, eyes - 6.0];
    canvas.both(|canvas, _| {
        canvas.stroke(&line([0.0, low], &[edge]), look.hair_ink.darker(0.4), 0.35, 1.6);
    });
}

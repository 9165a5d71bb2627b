//! A headscarf: round the face, under the chin, over the shoulders.

use super::canvas::{Canvas, Shape, line, shape};
use super::look::Look;

/// Two halves, because one ring of paint would cover the face.
pub(super) fn draw(look: &Look, canvas: &mut Canvas) {
    let (eyes, jaw, brow) = (look.head.eyes, look.head.jaw, look.head.top + 24.0);
    let (wide, jaw_wide, ink) = (look.head.cheek_width, look.head.jaw_width, look.scarf);
    let (inner, ear) = (wide - 5.0, eyes - 16.0);
    let half = half(look);
    canvas.both(|canvas, side| {
        let far = if side == look.side { ink.darker(0.22) } else { ink.lighter(0.1) };
        canvas.fade(&half, ([0.0, eyes], ink), ([wide + 13.0, eyes], far));
        let rim = [wide * 0.5, brow, inner - 9.0, brow + 12.0, inner - 2.0, ear];
        let end = jaw_wide - 2.0;
        let cheek = [inner, eyes, inner, eyes + 20.0, end, jaw - 4.0];
        let edge = line([0.0, brow], &[rim, cheek]);
        canvas.stroke(&edge, ink.darker(0.5), 0.3, 1.8);
    });
    folds(look, canvas);
}

/// The half of the scarf on one side of the axis, a hair's breadth over it so that no gap shows.
fn half(look: &Look) -> Shape {
    let (top, eyes, jaw, chin) = (look.head.top, look.head.eyes, look.head.jaw, look.head.chin);
    let (wide, jaw_wide) = (look.head.cheek_width, look.head.jaw_width);
    let (crown, edge, brow) = (top - 15.0, wide + 13.0, top + 24.0);
    let (drape, inner, over) = (chin + 76.0, wide - 5.0, -0.4);
    let (fall, low) = (edge + 14.0, chin + 34.0);
    let (end, bend) = (jaw_wide - 2.0, jaw + 12.0);
    shape(
        [over, crown],
        &[
            [edge * 0.76, crown, edge, top + 26.0, edge, eyes + 4.0],
            [edge, chin - 26.0, edge - 4.0, chin + 2.0, fall, low],
            [edge + 4.0, drape - 10.0, 30.0, drape, over, drape],
            [over, drape - 20.0, over, chin + 20.0, over, chin - 3.0],
            [22.0, chin - 3.0, end - 6.0, bend, end, jaw - 4.0],
            [inner, eyes + 20.0, inner, eyes, inner - 2.0, eyes - 16.0],
            [inner - 9.0, brow + 12.0, wide * 0.5, brow, over, brow],
            [over, top, over, crown + 4.0, over, crown],
        ],
    )
}

fn folds(look: &Look, canvas: &mut Canvas) {
    let (top, eyes, chin) = (look.head.top, look.head.eyes, look.head.chin);
    let (wide, ink) = (look.head.cheek_width, look.scarf.darker(0.45));
    canvas.face(look.side);
    for (from, to) in [(0.2, 0.9), (0.5, 0.55), (0.75, 0.2)] {
        let start = -look.head.jaw_width * from;
        let (x, y) = ((wide + 13.0) * to, chin + 58.0 - to * 20.0);
        let fold = [start + 10.0, chin + 24.0, 30.0 * to, chin + 40.0, x, y];
        canvas.stroke(&line([start, chin + 4.0], &[fold]), ink, 0.32, 2.0);
    }
    let (x, y) = (-wide - 3.0, eyes - 8.0);
    let crease = [-wide * 0.3, top - 3.0, -wide * 0.8, top + 20.0, x, y];
    canvas.stroke(&line([4.0, top - 7.0], &[crease]), ink, 0.22, 2.0);
}

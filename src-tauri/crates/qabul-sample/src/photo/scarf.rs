//! A headscarf: round the face, under the chin, over the shoulders.

use super::canvas::{Canvas, line, shape};
use super::look::Look;

/// Two halves, because one ring of paint would cover the face.
pub(super) fn draw(look: &Look, canvas: &mut Canvas) {
    let (top, eyes, jaw, chin) = (look.head.top, look.head.eyes, look.head.jaw, look.head.chin);
    let (wide, jaw_wide, ink) = (look.head.cheek_width, look.head.jaw_width, look.scarf);
    let (crown, edge, brow) = (top - 15.0, wide + 13.0, top + 24.0);
    let drape = chin + 76.0;
    let inner = wide - 5.0;
    canvas.both(|canvas, side| {
        let half = shape(
            [-0.4, crown],
            &[
                [edge * 0.76, crown, edge, top + 26.0, edge, eyes + 4.0],
                [
                    edge,
                    chin - 26.0,
                    edge - 4.0,
                    chin + 2.0,
                    edge + 14.0,
                    chin + 34.0,
                ],
                [edge + 4.0, drape - 10.0, 30.0, drape, -0.4, drape],
                [-0.4, drape - 20.0, -0.4, chin + 20.0, -0.4, chin - 3.0],
                [
                    22.0,
                    chin - 3.0,
                    jaw_wide - 8.0,
                    jaw + 12.0,
                    jaw_wide - 2.0,
                    jaw - 4.0,
                ],
                [inner, eyes + 20.0, inner, eyes, inner - 2.0, eyes - 16.0],
                [inner - 9.0, brow + 12.0, wide * 0.5, brow, -0.4, brow],
                [-0.4, top, -0.4, crown + 4.0, -0.4, crown],
            ],
        );
        let dark = if side == look.side {
            ink.darker(0.2)
        } else {
            ink.darker(0.06)
        };
        canvas.fade(
            &half,
            ([0.0, crown], ink.lighter(0.12)),
            ([edge, chin], dark),
        );
        let rim = [
            wide * 0.5,
            brow,
            inner - 9.0,
            brow + 12.0,
            inner - 2.0,
            eyes - 16.0,
        ];
        let cheek = [inner, eyes, inner, eyes + 20.0, jaw_wide - 2.0, jaw - 4.0];
        canvas.stroke(&line([0.0, brow], &[rim, cheek]), ink.darker(0.5), 0.3, 1.8);
    });
    canvas.face(look.side);
    for (from, to) in [(0.2, 0.9), (0.5, 0.55), (0.75, 0.2)] {
        let start = -jaw_wide * from;
        let end = chin + 58.0 - to * 20.0;
        let fold = [
            start + 10.0,
            chin + 24.0,
            30.0 * to,
            chin + 40.0,
            edge * to,
            end,
        ];
        canvas.stroke(
            &line([start, chin + 4.0], &[fold]),
            ink.darker(0.45),
            0.32,
            2.0,
        );
    }
    let crease = [
        -wide * 0.3,
        crown + 12.0,
        -wide * 0.8,
        top + 20.0,
        -wide - 3.0,
        eyes - 8.0,
    ];
    canvas.stroke(
        &line([4.0, crown + 8.0], &[crease]),
        ink.darker(0.45),
        0.22,
        2.0,
    );
}

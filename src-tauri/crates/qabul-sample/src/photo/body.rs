//! Neck, shoulders and clothes.

use super::canvas::{Canvas, Ink, Shape, line, mirrored, polygon, shape};
use super::look::{Dress, Look};

const BOTTOM: f32 = 402.0;

/// Where the clothes meet the neck, and the shoulders the edge.
#[derive(Clone, Copy)]
struct Frame {
    neck: f32,
    collar: f32,
    shoulders: f32,
}

impl Frame {
    fn of(look: &Look) -> Self {
        Self {
            neck: look.head.jaw_width * if look.woman { 0.66 } else { 0.82 },
            collar: look.head.chin + 32.0,
            shoulders: look.shoulders,
        }
    }

    /// The outline of the clothes, `opening` wider than the neck and open to `depth` below the
    /// collar; `bow` is 1 for a round opening and 0 for a pointed one.
    fn garment(&self, opening: f32, depth: f32, bow: f32) -> Shape {
        let (half, edge) = (self.neck + opening, self.shoulders);
        let (up, low) = (self.collar - 4.0, self.collar + depth);
        let (slope, fall) = (self.collar + 14.0, self.collar + 46.0);
        let soft = half - 6.0 * bow;
        let hem = edge + 20.0;
        mirrored(
            low,
            &[
                [half * 0.7 * bow, low, soft, low - 6.0 * bow, half, up],
                [half + 22.0, slope, edge - 26.0, slope + 2.0, edge, fall],
                [edge + 14.0, fall + 16.0, hem - 2.0, fall + 40.0, hem, BOTTOM],
                [40.0, BOTTOM, 20.0, BOTTOM, 0.0, BOTTOM],
            ],
        )
    }

    /// What is seen of a shirt under a jacket.
    fn shirt(&self, depth: f32, bow: f32) -> Shape {
        let (half, low) = (self.neck + 3.0, self.collar + depth);
        let soft = half - 6.0 * bow;
        let up = self.collar - 4.0;
        mirrored(
            low,
            &[
                [half * 0.7 * bow, low, soft, low - 6.0 * bow, half, up],
                [half + 10.0, up + 4.0, half + 20.0, up + 8.0, half + 26.0, up + 30.0],
                [half, 340.0, 20.0, BOTTOM, 0.0, BOTTOM],
            ],
        )
    }
}

/// Neck first, clothes over it.
pub(super) fn draw(look: &Look, canvas: &mut Canvas) {
    let frame = Frame::of(look);
    neck(look, frame, canvas);
    let plain = look.shirt.toward(look.cloth, 0.22);
    let depth = 15.0 + look.length * 10.0;
    match look.dress {
        Dress::Suit => suit(look, frame, look.cloth, look.shirt, canvas),
        Dress::Coat => suit(look, frame, Ink(240, 242, 244), look.cloth, canvas),
        Dress::Shirt => {
            cloth(&frame.garment(3.0, 24.0, 0.1), plain, canvas);
            wings(look, frame, plain, canvas);
        }
        Dress::Round => {
            cloth(&frame.garment(6.0, depth, 1.0), look.cloth, canvas);
            rim(look, frame, depth, canvas);
        }
        Dress::Neckline => {
            let shape = frame.garment(12.0, 30.0 + depth, 0.25);
            cloth(&shape, look.cloth, canvas);
        }
        Dress::Polo => polo(look, frame, canvas),
    }
}

fn neck(look: &Look, frame: Frame, canvas: &mut Canvas) {
    let (neck, collar) = (frame.neck, frame.collar);
    let (up, down) = (look.head.jaw - 6.0, collar + 80.0);
    let skin = mirrored(
        up,
        &[
            [neck * 0.3, up, neck * 0.6, up, neck, up],
            [neck, collar - 10.0, neck + 1.0, collar - 2.0, neck + 16.0, collar + 16.0],
            [neck + 10.0, down - 20.0, 40.0, down, 0.0, down],
        ],
    );
    canvas.fill(&skin, look.skin.darker(0.07), 1.0);
    let low = look.head.chin + 17.0;
    let shadow = mirrored(
        up,
        &[
            [neck * 0.3, up, neck * 0.6, up, neck, up],
            [neck, low - 15.0, neck * 0.7, low, 0.0, low + 2.0],
        ],
    );
    canvas.fill(&shadow, look.skin.darker(0.4), 0.4);
    canvas.both(|canvas, _| {
        let y = collar + 18.0;
        let bone = line([8.0, y], &[[20.0, y - 5.0, 30.0, y - 4.0, 44.0, y - 8.0]]);
        canvas.stroke(&bone, look.skin.darker(0.3), 0.22, 2.2);
    });
}

fn cloth(shape: &Shape, ink: Ink, canvas: &mut Canvas) {
    canvas.fill(shape, ink.darker(0.04), 1.0);
}

fn rim(look: &Look, frame: Frame, depth: f32, canvas: &mut Canvas) {
    let (half, low) = (frame.neck + 6.0, frame.collar + depth + 1.0);
    canvas.both(|canvas, _| {
        let end = frame.collar - 3.0;
        let edge = line([0.0, low], &[[half * 0.7, low, half - 6.0, low - 6.0, half, end]]);
        canvas.stroke(&edge, look.cloth.darker(0.3), 0.6, 4.0);
    });
}

fn polo(look: &Look, frame: Frame, canvas: &mut Canvas) {
    let (neck, collar, ink) = (frame.neck, frame.collar, look.cloth);
    cloth(&frame.garment(4.0, 6.0, 1.0), ink, canvas);
    let up = look.head.chin + 10.0;
    let roll = mirrored(
        up + 9.0,
        &[
            [neck * 0.4, up + 9.0, neck * 0.8, up + 5.0, neck + 3.0, up],
            [neck + 6.0, up + 10.0, neck + 8.0, collar - 4.0, neck + 14.0, collar + 6.0],
            [neck * 0.5, collar + 20.0, neck * 0.2, collar + 20.0, 0.0, collar + 20.0],
        ],
    );
    let far = look.side * 50.0;
    canvas.fade(&roll, ([-far, up], ink.lighter(0.12)), ([far, up], ink.darker(0.2)));
}

/// The two wings of a shirt's collar and the edge it is buttoned along.
fn wings(look: &Look, frame: Frame, ink: Ink, canvas: &mut Canvas) {
    let (out, collar) = (frame.neck + 5.0, frame.collar);
    canvas.both(|canvas, side| {
        let wing = polygon(&[
            [out - 3.0, collar - 14.0],
            [3.0, collar + 24.0],
            [out * 0.62 + 1.0, collar + 40.0],
            [out + 12.0, collar + 4.0],
        ]);
        let lit = if side == look.side { ink.darker(0.09) } else { ink.lighter(0.25) };
        canvas.fill(&wing, lit, 1.0);
        canvas.stroke(&wing, ink.darker(0.4), 0.3, 1.2);
    });
    let placket = line([0.0, collar + 26.0], &[[0.0, 350.0, 0.0, 380.0, 0.0, BOTTOM]]);
    canvas.stroke(&placket, ink.darker(0.4), 0.35, 1.6);
}

/// A jacket over a shirt; men who wear one mostly wear a tie. A white coat is the same in white.
fn suit(look: &Look, frame: Frame, jacket: Ink, shirt: Ink, canvas: &mut Canvas) {
    let open = look.woman && look.length > 0.4;
    let (depth, bow) = if open { (34.0, 0.6) } else { (22.0, 0.1) };
    canvas.fill(&frame.shirt(depth, bow), shirt.darker(0.06), 1.0);
    if !open {
        wings(look, frame, shirt, canvas);
    }
    if !look.woman && look.dress == Dress::Suit && look.volume > 0.3 {
        tie(look, frame, canvas);
    }
    let (collar, close) = (frame.collar, 384.0);
    cloth(&frame.garment(12.0, close - collar, 0.0), jacket, canvas);
    canvas.both(|canvas, side| {
        let out = frame.neck + 12.0;
        let lapel = polygon(&[
            [out, collar - 4.0],
            [out + 22.0, collar + 38.0],
            [out + 14.0, collar + 44.0],
            [out + 24.0, collar + 52.0],
            [0.0, close + 14.0],
        ]);
        let lit = if side == look.side { jacket.darker(0.2) } else { jacket.lighter(0.12) };
        canvas.fill(&lapel, lit, 1.0);
        canvas.stroke(&lapel, jacket.darker(0.55), 0.4, 1.3);
    });
}

fn tie(look: &Look, frame: Frame, canvas: &mut Canvas) {
    let (up, ink) = (frame.collar + 18.0, look.scarf.darker(0.35));
    let low = up + 16.0;
    let blade = polygon(&[[-5.0, low], [5.0, low], [14.0, BOTTOM], [-14.0, BOTTOM]]);
    canvas.fill(&blade, ink, 1.0);
    let knot = shape(
        [-8.0, up],
        &[
            [-3.0, up - 2.0, 3.0, up - 2.0, 8.0, up],
            [8.0, up + 6.0, 6.0, low - 4.0, 5.0, low],
            [2.0, low + 1.0, -2.0, low + 1.0, -5.0, low],
            [-6.0, low - 4.0, -8.0, up + 6.0, -8.0, up],
        ],
    );
    canvas.fill(&knot, ink.darker(0.2), 1.0);
}

//! Slips that cannot be printed as they stand: refused by the field, with the reason.

use qabul_core::person::Fin;
use qabul_core::refusal::{UnfitReason, UnfitSlip};
use qabul_core::slip::Slip;
use qabul_print::Faces;
use qabul_print::slip::{SlipForm, layout};

mod world;

fn refusal(slip: &Slip) -> UnfitSlip {
    let faces = Faces::shipped().unwrap();
    let form = SlipForm::new(&world::template(), &faces).unwrap();
    layout(slip, &form, &faces).expect_err("it fits")
}

#[test]
fn what_is_too_long_is_refused_by_its_field() {
    let long = "Şəhriyarqızı".repeat(5);
    for (field, slip) in [
        (
            "name",
            Slip {
                name: world::name(&long, "Gül", "Əli qızı"),
                ..world::ordinary()
            },
        ),
        (
            "name",
            Slip {
                name: world::name("Əli", &long, &long),
                ..world::ordinary()
            },
        ),
        (
            "name",
            Slip {
                name: world::name(
                    "Əbdürrəhmanbəyli-Məmmədquluzadə-Şıxəliyeva",
                    "Gülçöhrəxanım-Məhinbanu",
                    "Əbdülkərimağazadə-Əhmədoğlu qızı",
                ),
                ..world::ordinary()
            },
        ),
        (
            "building",
            Slip {
                building: "nümunəvi məktəb ".repeat(12),
                ..world::ordinary()
            },
        ),
        (
            "address",
            Slip {
                address: "uzun küçə ".repeat(40),
                ..world::ordinary()
            },
        ),
        (
            "address",
            Slip {
                address: "uzun küçə ".repeat(40),
                ..world::longest()
            },
        ),
        (
            "hall",
            Slip {
                hall: "A-120-4567".into(),
                ..world::ordinary()
            },
        ),
        (
            "fin",
            Slip {
                fin: Fin::kept("W".repeat(30)),
                ..world::ordinary()
            },
        ),
        (
            "code",
            Slip {
                code: "7".repeat(300),
                ..world::ordinary()
            },
        ),
    ] {
        let refused = refusal(&slip);
        assert_eq!(
            (refused.field.as_str(), refused.reason),
            (field, UnfitReason::TooLong)
        );
        assert_eq!(refused.work_number, "204817-3");
        assert_eq!(refused.name, slip.name.full());
    }
}

#[test]
fn a_letter_that_the_faces_lack_is_named() {
    for (field, letter, slip) in [
        (
            "name",
            '李',
            Slip {
                name: world::name("Əliyev", "李", ""),
                ..world::ordinary()
            },
        ),
        (
            "building",
            '☐',
            Slip {
                building: "Məktəb ☐".into(),
                ..world::ordinary()
            },
        ),
        (
            "address",
            '→',
            Slip {
                address: "Bakı → Gəncə".into(),
                ..world::ordinary()
            },
        ),
        (
            "hall",
            'ა',
            Slip {
                hall: "ა1".into(),
                ..world::ordinary()
            },
        ),
        (
            "code",
            'x',
            Slip {
                code: "12x".into(),
                ..world::ordinary()
            },
        ),
    ] {
        let refused = refusal(&slip);
        assert_eq!(refused.field, field);
        assert_eq!(refused.reason, UnfitReason::LetterMissing { letter });
    }
}

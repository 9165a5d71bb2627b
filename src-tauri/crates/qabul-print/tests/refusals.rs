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

fn too_long(field: &str, slip: &Slip) {
    let refused = refusal(slip);
    assert_eq!((refused.field.as_str(), refused.reason), (field, UnfitReason::TooLong));
    assert_eq!(refused.work_number, "204817-3");
    assert_eq!(refused.name, slip.name.full());
}

#[test]
fn a_name_that_is_higher_or_wider_than_its_block_is_refused() {
    let long = "Şəhriyarqızı".repeat(5);
    for name in [
        world::name(&long, "Gül", "Əli qızı"),
        world::name("Əli", &long, &long),
        world::name(
            "Əbdürrəhmanbəyli-Məmmədquluzadə-Şıxəliyeva",
            "Gülçöhrəxanım-Məhinbanu",
            "Əbdülkərimağazadə-Əhmədoğlu qızı",
        ),
    ] {
        too_long("name", &Slip { name, ..world::ordinary() });
    }
}

#[test]
fn a_place_that_does_not_fit_is_refused_by_its_field() {
    let building = "nümunəvi məktəb ".repeat(12);
    too_long("building", &Slip { building, ..world::ordinary() });
    let address = "uzun küçə ".repeat(40);
    too_long("address", &Slip { address: address.clone(), ..world::ordinary() });
    too_long("address", &Slip { address, ..world::longest() });
    too_long("hall", &Slip { hall: "A-120-4567".into(), ..world::ordinary() });
}

#[test]
fn numbers_that_do_not_fit_are_refused_by_their_field() {
    too_long("fin", &Slip { fin: Fin::kept(&"W".repeat(30)), ..world::ordinary() });
    too_long("code", &Slip { code: "7".repeat(300), ..world::ordinary() });
}

#[test]
fn a_letter_that_the_faces_lack_is_named() {
    for (field, letter, slip) in [
        ("name", '李', Slip { name: world::name("Əliyev", "李", ""), ..world::ordinary() }),
        ("building", '☐', Slip { building: "Məktəb ☐".into(), ..world::ordinary() }),
        ("address", '→', Slip { address: "Bakı → Gəncə".into(), ..world::ordinary() }),
        ("hall", 'ა', Slip { hall: "ა1".into(), ..world::ordinary() }),
        ("code", 'x', Slip { code: "12x".into(), ..world::ordinary() }),
    ] {
        let refused = refusal(&slip);
        assert_eq!(refused.field, field);
        assert_eq!(refused.reason, UnfitReason::LetterMissing { letter });
    }
}

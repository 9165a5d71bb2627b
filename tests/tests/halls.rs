//! Halls and seats as a story: what a list may change, what a hand may, and what a draw needs.

mod world;

use qabul_desk::views::Nothing;
use qabul_desk::views::halls::*;
use qabul_desk::views::sittings::{DrawRequest, Drawn};
use qabul_sample::Round;
use world::{World, refusal, sitting};

#[test]
fn seats_lack_and_are_refused_with_their_numbers() {
    let world = World::empty();
    let hall = |rows: u16| SaveHallRequest {
        id: None,
        version: None,
        hall: qabul_core::venue::Hall {
            city: "Bakı".into(),
            building: "1 nömrəli məktəb".into(),
            address: "Çinar küçəsi 1".into(),
            code: "101".into(),
            floor: 1,
            rows,
            seats: 2,
        },
    };
    let draw =
        || world.desk.ask::<Drawn>("seating.draw", &DrawRequest { sitting: sitting(), seed: 1 });
    assert_eq!(refusal(&draw().unwrap_err()), "nobody_to_seat");
    world
        .import(&world.file("list.csv", &Round::new(1, 20).applications_csv()), None, false)
        .unwrap();
    let saved: HallLine = world.desk.ask("halls.save", &hall(3)).unwrap();
    assert_eq!(saved.capacity, 6);
    assert_eq!(refusal(&draw().unwrap_err()), "seats_short");
    assert_eq!(
        refusal(&world.desk.ask::<HallLine>("halls.save", &hall(0)).unwrap_err()),
        "invalid"
    );
    assert_eq!(
        refusal(&world.desk.ask::<HallLine>("halls.save", &hall(3)).unwrap_err()),
        "invalid"
    );
    let halls = world.file("halls.csv", &Round::new(1, 20).halls_csv());
    assert!(world.halls(&halls).unwrap().new > 0);
    let again = world.halls(&halls).unwrap();
    assert_eq!((again.new, again.changed), (0, 0));
    assert_eq!(draw().unwrap().seated, 20);
    assert_eq!(refusal(&draw().unwrap_err()), "already_seated");
    let halls: Halls = world.desk.ask("halls.list", &Nothing {}).unwrap();
    let used = world.a_hall().unwrap();
    let used = halls.halls.iter().find(|line| line.id == used).unwrap();
    let smaller = SaveHallRequest {
        id: Some(used.id),
        version: Some(used.version),
        hall: qabul_core::venue::Hall { rows: 1, seats: 1, ..used.hall.clone() },
    };
    let refused = world.desk.ask::<HallLine>("halls.save", &smaller).unwrap_err();
    assert_eq!(refusal(&refused), "hall_taken");
}

#[test]
fn a_list_of_halls_does_not_move_a_building_nor_a_hall_its_people() {
    let world = World::empty();
    let halls = "Şəhər,Bina,Ünvan,Zal,Sıra,Yer\nBakı,12 nömrəli məktəb,Çinar küçəsi 1,101,4,5\n\
         Bakı,12 nömrəli məktəb,Çinar küçəsi 1,103,4,5\n";
    assert!(world.halls(&world.file("halls.csv", halls.as_bytes())).unwrap().written);
    let moved = halls.replace("Çinar küçəsi 1", "Palıd küçəsi 2");
    let refused = world.halls(&world.file("moved.csv", moved.as_bytes())).unwrap();
    assert!(!refused.written);
    let finding = serde_json::to_value(&refused.findings[0]).unwrap();
    assert_eq!(
        (finding["fault"].as_str(), finding["kept"].as_str()),
        (Some("address_kept"), Some("Çinar küçəsi 1"))
    );
    let list = Round::new(1, 4).applications_csv();
    world.import(&world.file("list.csv", &list), None, false).unwrap();
    let draw = DrawRequest { sitting: sitting(), seed: 1 };
    world.desk.ask::<Drawn>("seating.draw", &draw).unwrap();
    let kept: Halls = world.desk.ask("halls.list", &Nothing {}).unwrap();
    let there = &kept.halls[0];
    let save = |id, hall| {
        let request = SaveHallRequest { id, version: Some(there.version), hall };
        world.desk.ask::<HallLine>("halls.save", &request)
    };
    let elsewhere = qabul_core::venue::Hall { code: "102".into(), ..there.hall.clone() };
    assert_eq!(refusal(&save(Some(there.id), elsewhere.clone()).unwrap_err()), "hall_in_use");
    assert_eq!(refusal(&save(Some(there.id + 7), elsewhere).unwrap_err()), "no_hall");
    let by_hand =
        qabul_core::venue::Hall { address: "Palıd küçəsi 2".into(), ..there.hall.clone() };
    let saved = save(Some(there.id), by_hand.clone()).unwrap();
    assert_eq!((saved.hall.address.as_str(), saved.version), ("Palıd küçəsi 2", 2));
    // Somebody who still looks at the former one is told what is there now, and by whom.
    let stale =
        serde_json::to_value(save(Some(there.id), there.hall.clone()).unwrap_err()).unwrap();
    assert_eq!((&stale["refusal"], &stale["by"]), (&"stale".into(), &"sinaqci".into()));
    assert_eq!(stale["theirs"]["address"], "Palıd küçəsi 2");
    assert_eq!(stale["theirs"]["rows"], "4");
    let again = SaveHallRequest { id: Some(there.id), version: Some(2), hall: there.hall.clone() };
    assert!(world.desk.ask::<HallLine>("halls.save", &again).is_ok());
}

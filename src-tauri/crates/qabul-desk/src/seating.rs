//! The first seating of a sitting.

use std::collections::{BTreeMap, HashMap};

use qabul_core::application::EntryState;
use qabul_core::campaign::Sitting;
use qabul_core::journal::Deed;
use qabul_core::refusal::Refusal;
use qabul_core::seating::{Guest, Room, Seat, draw as drawn};
use qabul_core::venue::Hall;
use qabul_store::{GuestRow, HallRow, Member, SittingHall, SittingKey, Tx};

use crate::claims;
use crate::desk::{self, Desk, Done};
use crate::failure::Failure;
use crate::views::sittings::{DrawRequest, Drawn};

/// `seating.draw`
pub(crate) fn draw(desk: &Desk, request: &DrawRequest) -> Result<Drawn, Failure> {
    claims::settle(desk)?;
    desk.change(&desk.may(Deed::DrawSeats)?, |tx, act| {
        let (key, sitting) = desk::sitting(tx, request.sitting)?;
        let seated = tx.sitting_counts(key)?.seated;
        if seated > 0 {
            return Err(Refusal::AlreadySeated { seated }.into());
        }
        let people = tx.guests(key)?;
        let standing = |state| people.iter().filter(move |guest| guest.state == state);
        let unconfirmed = count(standing(EntryState::Open));
        let unpaid = count(standing(EntryState::Suspended));
        let ready: Vec<&GuestRow> =
            standing(EntryState::Registered).filter(|guest| !guest.exempt).collect();
        if ready.is_empty() {
            return Err(Refusal::NobodyToSeat.into());
        }
        let halls = tx.halls()?;
        let guests: Vec<Guest> = ready.iter().map(|guest| guest_of(guest)).collect();
        let rooms: Vec<Room> = halls.iter().map(room_of).collect();
        let seats = drawn(request.seed, request.sitting, &guests, &rooms)
            .map_err(|shortages| Refusal::SeatsShort { shortages })?;
        let used = write(tx, key, &sitting, &halls, &ready, &seats)?;
        let answer = Drawn { seated: count(seats.iter()), halls: used, unconfirmed, unpaid };
        let facts = serde_json::json!({
            "sitting": sitting.id, "seed": request.seed, "seated": answer.seated, "halls": used,
        });
        let places: HashMap<i64, &Hall> = halls.iter().map(|row| (row.id, &row.hall)).collect();
        for seat in &seats {
            act.member(&member(places[&seat.room], seat))?;
        }
        Ok(Done { answer, facts })
    })
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

fn guest_of(guest: &GuestRow) -> Guest {
    Guest {
        id: guest.entry,
        city: guest.city.clone(),
        sector: guest.sector,
        work_number: guest.work_number,
    }
}

fn room_of(row: &HallRow) -> Room {
    Room { id: row.id, city: row.hall.city.clone(), rows: row.hall.rows, seats: row.hall.seats }
}

fn write(
    tx: &Tx<'_>,
    key: SittingKey,
    sitting: &Sitting,
    halls: &[HallRow],
    guests: &[&GuestRow],
    seats: &[Seat],
) -> Result<u32, Failure> {
    let sectors: HashMap<i64, _> = guests.iter().map(|guest| (guest.entry, guest.sector)).collect();
    let mut used: HashMap<i64, _> = HashMap::new();
    for seat in seats {
        if let Some(sector) = sectors.get(&seat.guest) {
            used.insert(seat.room, *sector);
        }
    }
    let mut in_use = Vec::new();
    for building in by_building(halls, |hall| used.contains_key(&hall.id)).into_values() {
        let last = building.len();
        for (at, hall) in building.into_iter().enumerate() {
            // Waves go through a building hall by hall, each wave an equal share of its halls.
            let wave = at * usize::from(sitting.waves) / last;
            let wave = u16::try_from(wave).unwrap_or(0);
            in_use.push(SittingHall { hall: hall.id, sector: used[&hall.id], wave });
        }
    }
    tx.use_halls(key, &in_use)?;
    for seat in seats {
        tx.seat(key, *seat)?;
    }
    Ok(count(in_use.iter()))
}

fn by_building(
    halls: &[HallRow],
    used: impl Fn(&HallRow) -> bool,
) -> BTreeMap<(&str, &str), Vec<&HallRow>> {
    let mut buildings: BTreeMap<(&str, &str), Vec<&HallRow>> = BTreeMap::new();
    for hall in halls.iter().filter(|hall| used(hall)) {
        buildings.entry((&hall.hall.city, &hall.hall.building)).or_default().push(hall);
    }
    buildings
}

/// A new seat in the history of its guest.
fn member(hall: &Hall, seat: &Seat) -> Member {
    let after = serde_json::json!({
        "building": hall.building, "hall": hall.code,
        "row": seat.row.to_string(), "seat": seat.seat.to_string(),
    });
    Member { kind: "entry", record: seat.guest, before: None, after: Some(after.to_string()) }
}

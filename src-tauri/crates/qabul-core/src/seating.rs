//! The first seating: a draw that anyone can recompute, one candidate a seat, sectors apart.
//!
//! Every candidate's place in the draw is the SHA-256 of seed, sitting and work number; candidates
//! of one city and sector are dealt in that order over the halls given to them. No random source
//! is involved, so the same seed seats the same people the same way on every machine.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::application::{Sector, WorkNumber};
use crate::campaign::SittingId;
use crate::refusal::Shortage;

/// Somebody to seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    /// The entry's id.
    pub id: i64,
    /// City of the exam.
    pub city: String,
    /// Sector.
    pub sector: Sector,
    /// Work number, by which the draw knows the person.
    pub work_number: WorkNumber,
}

/// A hall of seats, in the order in which halls are to be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// The hall's id.
    pub id: i64,
    /// City.
    pub city: String,
    /// Rows.
    pub rows: u16,
    /// Seats in a row.
    pub seats: u16,
}

impl Room {
    fn capacity(&self) -> u32 {
        u32::from(self.rows) * u32::from(self.seats)
    }
}

/// One candidate's seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seat {
    /// The entry's id.
    pub guest: i64,
    /// The hall's id.
    pub room: i64,
    /// Row, from 1.
    pub row: u16,
    /// Seat in the row, from 1.
    pub seat: u16,
}

/// Seats everyone, or says where seats lack.
///
/// # Errors
/// Every city and sector with more candidates than seats; nobody is seated then.
pub fn draw(
    seed: u64,
    sitting: SittingId,
    guests: &[Guest],
    rooms: &[Room],
) -> Result<Vec<Seat>, Vec<Shortage>> {
    let mut groups: BTreeMap<(&str, Sector), Vec<&Guest>> = BTreeMap::new();
    for guest in guests {
        groups.entry((&guest.city, guest.sector)).or_default().push(guest);
    }
    let cities: std::collections::BTreeSet<&str> = groups.keys().map(|(city, _)| *city).collect();
    let (mut seats, mut shortages) = (Vec::with_capacity(guests.len()), Vec::new());
    for city in cities {
        let halls: Vec<&Room> = rooms.iter().filter(|room| room.city == city).collect();
        let take = |sector| groups.get(&(city, sector)).map_or(&[][..], Vec::as_slice);
        let (az, ru) = (take(Sector::Azerbaijani), take(Sector::Russian));
        match split(&halls, count(az), count(ru)) {
            Some([for_az, for_ru]) => {
                seats.extend(deal(seed, sitting, az, &for_az));
                seats.extend(deal(seed, sitting, ru, &for_ru));
            }
            None => shortages.extend(shortage(
                city,
                &halls,
                [(az, Sector::Azerbaijani), (ru, Sector::Russian)],
            )),
        }
    }
    if shortages.is_empty() { Ok(seats) } else { Err(shortages) }
}

fn count(guests: &[&Guest]) -> u32 {
    u32::try_from(guests.len()).unwrap_or(u32::MAX)
}

fn capacity(halls: &[&Room]) -> u32 {
    halls.iter().map(|hall| hall.capacity()).sum()
}

/// Gives every hall to one sector: neighbouring halls first, filled as evenly as can be; where no
/// cut between neighbours holds everyone, any set of halls that does.
fn split<'a>(halls: &[&'a Room], az: u32, ru: u32) -> Option<[Vec<&'a Room>; 2]> {
    if az == 0 || ru == 0 {
        let fits = capacity(halls) >= az + ru;
        let all = || halls.to_vec();
        return fits.then(|| if ru == 0 { [all(), vec![]] } else { [vec![], all()] });
    }
    let fullness = |need: u32, room: u32| u64::from(need) * 1_000_000 / u64::from(room.max(1));
    let cut = (1..halls.len())
        .filter_map(|at| {
            let (first, last) = (capacity(&halls[..at]), capacity(&halls[at..]));
            let fits = first >= az && last >= ru;
            fits.then(|| (fullness(az, first).max(fullness(ru, last)), at))
        })
        .min();
    if let Some((_, at)) = cut {
        return Some([halls[..at].to_vec(), halls[at..].to_vec()]);
    }
    subset(halls, az, ru)
}

/// A set of halls for the Russian sector whose rest still holds the Azerbaijani one, found by
/// reachable sums of capacity; the smallest sum that is enough.
fn subset<'a>(halls: &[&'a Room], az: u32, ru: u32) -> Option<[Vec<&'a Room>; 2]> {
    let total = capacity(halls) as usize;
    let mut reached: Vec<Option<usize>> = vec![None; total + 1];
    reached[0] = Some(usize::MAX);
    for (at, hall) in halls.iter().enumerate() {
        let size = hall.capacity() as usize;
        for sum in (size..=total).rev() {
            if reached[sum].is_none() && reached[sum - size].is_some_and(|by| by != at) {
                reached[sum] = Some(at);
            }
        }
    }
    let mut sum =
        (ru as usize..=total.checked_sub(az as usize)?).find(|&sum| reached[sum].is_some())?;
    let mut chosen = vec![false; halls.len()];
    while let Some(at) = reached[sum].filter(|&at| at != usize::MAX) {
        chosen[at] = true;
        sum -= halls[at].capacity() as usize;
    }
    let pick =
        |want| halls.iter().zip(&chosen).filter(|(_, c)| **c == want).map(|(h, _)| *h).collect();
    Some([pick(false), pick(true)])
}

fn shortage(city: &str, halls: &[&Room], groups: [(&[&Guest], Sector); 2]) -> Vec<Shortage> {
    let all = capacity(halls);
    let mut left = all;
    groups
        .into_iter()
        .filter(|(guests, _)| !guests.is_empty())
        .map(|(guests, sector)| {
            let seats = left;
            left = left.saturating_sub(count(guests));
            Shortage { city: city.to_owned(), sector, candidates: count(guests), seats }
        })
        .collect()
}

/// Deals the drawn order over the halls, each hall filled in proportion to what it holds.
fn deal(seed: u64, sitting: SittingId, guests: &[&Guest], halls: &[&Room]) -> Vec<Seat> {
    let mut drawn: Vec<([u8; 32], &Guest)> =
        guests.iter().map(|guest| (lot(seed, sitting, guest.work_number), *guest)).collect();
    drawn.sort_by_key(|(lot, guest)| (*lot, guest.id));
    let mut next = drawn.into_iter().map(|(_, guest)| guest);
    let mut seats = Vec::with_capacity(guests.len());
    for (hall, quota) in halls.iter().zip(quotas(guests.len() as u64, halls)) {
        for (place, guest) in (0u16..).zip(next.by_ref().take(quota)) {
            let (row, seat) = (place / hall.seats + 1, place % hall.seats + 1);
            seats.push(Seat { guest: guest.id, room: hall.id, row, seat });
        }
    }
    seats
}

/// How many sit in each hall: the running share of people follows the running share of seats, so
/// the sum is exact and no hall gets more than it holds.
fn quotas(people: u64, halls: &[&Room]) -> Vec<usize> {
    let total = u64::from(capacity(halls)).max(1);
    let (mut seats, mut given) = (0, 0);
    halls
        .iter()
        .map(|hall| {
            seats += u64::from(hall.capacity());
            let upto = people * seats / total;
            let quota = upto - given;
            given = upto;
            usize::try_from(quota).unwrap_or(usize::MAX)
        })
        .collect()
}

/// A candidate's place in the draw.
fn lot(seed: u64, sitting: SittingId, work_number: WorkNumber) -> [u8; 32] {
    Sha256::digest(format!("qabul/draw/1\n{seed}\n{sitting}\n{}", work_number.digits())).into()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn sitting() -> SittingId {
        "residency-2026-1-2".parse().unwrap()
    }

    fn guests(az: u32, ru: u32) -> Vec<Guest> {
        (0..az + ru)
            .map(|n| Guest {
                id: i64::from(n),
                city: "Bakı".into(),
                sector: if n < az { Sector::Azerbaijani } else { Sector::Russian },
                work_number: (200_000 + n).try_into().unwrap(),
            })
            .collect()
    }

    fn rooms(sizes: &[(u16, u16)]) -> Vec<Room> {
        (0..)
            .zip(sizes)
            .map(|(id, &(rows, seats))| Room { id, city: "Bakı".into(), rows, seats })
            .collect()
    }

    #[test]
    fn everyone_sits_once_and_sectors_apart() {
        proptest::proptest!(|(az in 0u32..60, ru in 0u32..60, seed in 0u64..,
            sizes in proptest::collection::vec((1u16..6, 1u16..6), 1..12))| {
            let (guests, rooms) = (guests(az, ru), rooms(&sizes));
            if let Ok(seats) = draw(seed, sitting(), &guests, &rooms) {
                proptest::prop_assert_eq!(seats.len(), guests.len());
                let people: HashSet<i64> = seats.iter().map(|s| s.guest).collect();
                let places: HashSet<_> = seats.iter().map(|s| (s.room, s.row, s.seat)).collect();
                proptest::prop_assert_eq!(people.len(), guests.len());
                proptest::prop_assert_eq!(places.len(), guests.len());
                for room in &rooms {
                    let here: Vec<_> = seats.iter().filter(|s| s.room == room.id).collect();
                    let sectors: HashSet<_> =
                        here.iter().map(|s| guests[s.guest as usize].sector).collect();
                    proptest::prop_assert!(sectors.len() <= 1);
                    proptest::prop_assert!(
                        here.iter().all(|s| s.row <= room.rows && s.seat <= room.seats));
                }
            }
        });
    }

    #[test]
    fn a_set_of_halls_that_holds_everyone_is_always_found() {
        proptest::proptest!(|(az in 0u32..20, ru in 0u32..20,
            sizes in proptest::collection::vec((1u16..4, 1u16..4), 1..8))| {
            let rooms = rooms(&sizes);
            let size = |at: usize| rooms[at].capacity();
            let possible = (0u32..1 << rooms.len()).any(|mask| {
                let taken = |at: &usize| mask >> at & 1 == 1;
                let first: u32 = (0..rooms.len()).filter(taken).map(size).sum();
                let last: u32 = (0..rooms.len()).filter(|at| !taken(at)).map(size).sum();
                first >= az && last >= ru
            });
            proptest::prop_assert_eq!(draw(1, sitting(), &guests(az, ru), &rooms).is_ok(), possible);
        });
    }

    #[test]
    fn the_seed_decides_and_the_order_of_the_list_does_not() {
        let rooms = rooms(&[(5, 3), (5, 3), (5, 3)]);
        let mut list = guests(30, 10);
        let key = |seats: Vec<Seat>| seats.into_iter().collect::<HashSet<_>>();
        let first = key(draw(7, sitting(), &list, &rooms).unwrap());
        list.reverse();
        assert_eq!(key(draw(7, sitting(), &list, &rooms).unwrap()), first);
        assert_ne!(key(draw(8, sitting(), &list, &rooms).unwrap()), first);
    }

    #[test]
    fn a_shortage_is_refused_with_its_numbers() {
        let refused = draw(1, sitting(), &guests(20, 5), &rooms(&[(5, 2), (5, 2)])).unwrap_err();
        assert_eq!(
            refused.iter().map(|s| (s.candidates, s.seats)).collect::<Vec<_>>(),
            [(20, 20), (5, 0)]
        );
    }
}

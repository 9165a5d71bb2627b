//! The halls of a round: as many buildings as its candidates need, with room to spare.

use qabul_core::venue::Hall;

use crate::shares::Shares;

/// Rows and seats of the halls in turn, over and over: mostly fifteen seats, 14.35 on average.
const SIZES: [(u16, u16); 20] = [
    (5, 3),
    (5, 3),
    (4, 3),
    (5, 3),
    (4, 3),
    (5, 3),
    (5, 3),
    (4, 3),
    (5, 3),
    (6, 3),
    (4, 3),
    (5, 3),
    (5, 3),
    (4, 3),
    (5, 3),
    (4, 3),
    (5, 3),
    (5, 4),
    (4, 3),
    (5, 3),
];
/// How many people are to sit in a hall of the middle size.
const PEOPLE_A_HALL: u32 = 13;
/// The most halls of a building.
const HALLS_A_BUILDING: usize = 28;
const FLOORS: usize = 4;

const STREETS: &str = include_str!("streets.txt");
const DISTRICTS: [&str; 8] =
    ["Nəsimi", "Yasamal", "Binəqədi", "Xətai", "Nərimanov", "Nizami", "Sabunçu", "Suraxanı"];

/// The first buildings of Bakı; the third has a name and an address that no line holds.
const BAKU: [(&str, &str); 4] = [
    ("888 nömrəli tam orta məktəb", "Bakı şəhəri, Nəsimi rayonu, Çinar küçəsi 14"),
    ("912 nömrəli məktəb-lisey", "Bakı şəhəri, Yasamal rayonu, Nərgiz küçəsi 27"),
    (
        "Təbiət Fənləri Təmayüllü Respublika Liseyinin 2 nömrəli tədris korpusu",
        "Bakı şəhəri, Binəqədi rayonu, 8-ci mikrorayon, Söyüdlü bağ prospekti 148A, \
         həyətdən 3-cü giriş",
    ),
    ("945 nömrəli tam orta məktəb", "Bakı şəhəri, Xətai rayonu, Badamlıq küçəsi 3"),
];

/// Every hall of a round with these shares, city by city and building by building.
pub(crate) fn of(shares: &Shares) -> impl Iterator<Item = Hall> + use<> {
    let baku = sizes(shares.azerbaijani_in_baku(), shares.russian());
    let naxcivan = sizes(shares.naxcivan, 0);
    city("Bakı", baku).chain(city("Naxçıvan", naxcivan))
}

/// As many halls as hold two sectors apart: the first halls one, the last halls the other.
fn sizes(azerbaijani: u32, russian: u32) -> Vec<(u16, u16)> {
    let least = azerbaijani.div_ceil(PEOPLE_A_HALL) + russian.div_ceil(PEOPLE_A_HALL);
    let mut sizes: Vec<(u16, u16)> = SIZES.iter().copied().cycle().take(least as usize).collect();
    while !hold(&sizes, azerbaijani, russian) {
        sizes.push(SIZES[sizes.len() % SIZES.len()]);
    }
    sizes
}

fn hold(sizes: &[(u16, u16)], azerbaijani: u32, russian: u32) -> bool {
    let seats = |halls: &[(u16, u16)]| {
        halls.iter().map(|&(rows, seats)| u32::from(rows) * u32::from(seats)).sum::<u32>()
    };
    let mut first = 0;
    let cut = sizes.iter().position(|&(rows, seats)| {
        first += u32::from(rows) * u32::from(seats);
        first >= azerbaijani
    });
    let cut = if azerbaijani == 0 { Some(0) } else { cut.map(|at| at + 1) };
    cut.is_some_and(|cut| seats(&sizes[cut..]) >= russian)
}

/// The halls of one city dealt out over its buildings as evenly as can be.
fn city(name: &'static str, sizes: Vec<(u16, u16)>) -> impl Iterator<Item = Hall> {
    let buildings = sizes.len().div_ceil(HALLS_A_BUILDING);
    let halls = sizes.len();
    (0..buildings).flat_map(move |number| {
        let upto = |number: usize| (number * halls).div_ceil(buildings);
        let here = sizes[upto(number)..upto(number + 1)].to_vec();
        let (building, address) = building(name, number);
        let codes = codes(number, here.len());
        here.into_iter().zip(codes).map(move |((rows, seats), (floor, code))| Hall {
            city: name.to_owned(),
            building: building.clone(),
            address: address.clone(),
            code,
            floor,
            rows,
            seats,
        })
    })
}

/// Name and address of a city's building, counted from 0.
fn building(city: &str, number: usize) -> (String, String) {
    if city == "Bakı"
        && let Some((name, address)) = BAKU.get(number)
    {
        return ((*name).to_owned(), (*address).to_owned());
    }
    let streets: Vec<&str> = STREETS.lines().collect();
    let street = streets[(number * 7 + 3) % streets.len()];
    let house = 1 + number * 11 % 97;
    if city == "Bakı" {
        let district = DISTRICTS[number * 3 % DISTRICTS.len()];
        let address = format!("Bakı şəhəri, {district} rayonu, {street} küçəsi {house}");
        return (format!("{} nömrəli tam orta məktəb", 942 + number), address);
    }
    (
        format!("{} nömrəli tam orta məktəb", 701 + number),
        format!("{city} şəhəri, {street} küçəsi {house}"),
    )
}

/// Floors and codes of a building's halls, lowest first: the floor, then the door. Each building
/// begins at another door and leaves some out, as real corridors do.
fn codes(building: usize, halls: usize) -> impl Iterator<Item = (i16, String)> {
    let a_floor = halls.div_ceil(FLOORS).max(1);
    let first = 1 + building % 4 * 3;
    (0..halls).map(move |hall| {
        let (floor, place) = (1 + hall / a_floor, hall % a_floor);
        let door = first + place + place / 3;
        (i16::try_from(floor).unwrap_or(1), format!("{floor}{door:02}"))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn capacity(halls: &[Hall], city: &str) -> u32 {
        halls.iter().filter(|hall| hall.city == city).map(Hall::capacity).sum()
    }

    #[test]
    fn the_model_round_has_four_buildings_and_a_tenth_to_spare() {
        let halls: Vec<Hall> = of(&Shares::of(1448)).collect();
        let (baku, naxcivan): (Vec<&Hall>, Vec<&Hall>) =
            halls.iter().partition(|hall| hall.city == "Bakı");
        assert!((108..=112).contains(&baku.len()) && naxcivan.len() == 2, "{}", baku.len());
        let spare = f64::from(capacity(&halls, "Bakı")) / 1422.0 - 1.0;
        assert!((0.10..=0.14).contains(&spare), "{spare}");
        assert!((28..=30).contains(&capacity(&halls, "Naxçıvan")));
        for (name, _) in BAKU {
            let here = baku.iter().filter(|hall| hall.building == name).count();
            assert!((27..=28).contains(&here), "{name}: {here}");
        }
    }

    #[test]
    fn every_hall_is_valid_and_its_code_unique_in_its_building() {
        for all in [0, 1, 10, 50, 300, 1448, 20_000, 200_000] {
            let mut seen = HashSet::new();
            for hall in of(&Shares::of(all)) {
                let hall = hall.checked().unwrap();
                assert!(hall.code.starts_with(&hall.floor.to_string()), "{hall:?}");
                assert!(seen.insert((hall.building.clone(), hall.code.clone())), "{hall:?}");
            }
            assert!(all == 0 || !seen.is_empty());
        }
    }
}

//! Sittings in lists and in full.

use qabul_core::application::Sector;
use qabul_core::campaign::Sitting;
use qabul_core::text::{ordinal_az, roman, time};

use crate::desk::{self, Desk};
use crate::failure::Failure;
use crate::views::Nothing;
use crate::views::sittings::{
    CityCount, HallUse, SectorCount, SittingDetail, SittingLine, SittingRequest, Sittings,
};

/// `Rezidenturaya qəbul imtahanı · I mərhələ, 2-ci cəhd`, as the papers have it.
pub(crate) fn name(sitting: &Sitting) -> String {
    let (stage, attempt) = (roman(sitting.id.stage), ordinal_az(sitting.id.attempt.into()));
    format!("{} · {stage} mərhələ, {attempt} cəhd", sitting.exam.az)
}

/// `sittings.list`
pub(crate) fn list(desk: &Desk, _: &Nothing) -> Result<Sittings, Failure> {
    let sittings = desk.read(|reader| Ok(reader.sittings()?))?;
    let line = |(_, sitting, counts): (_, Sitting, qabul_store::SittingCounts)| SittingLine {
        id: sitting.id,
        name: name(&sitting),
        date: sitting.date.map(|date| date.to_string()),
        candidates: counts.candidates,
        seated: counts.seated,
        printed: counts.printed,
    };
    Ok(Sittings { sittings: sittings.into_iter().map(line).collect() })
}

/// `sittings.detail`
pub(crate) fn detail(desk: &Desk, request: &SittingRequest) -> Result<SittingDetail, Failure> {
    desk.read(|reader| {
        let (key, sitting) = desk::sitting(reader, request.sitting)?;
        let counts = reader.sitting_counts(key)?;
        let tally = reader.sitting_tally(key)?;
        let sector = |sector: Sector| SectorCount {
            sector,
            candidates: tally.sectors.iter().find(|(s, _)| *s == sector).map_or(0, |(_, n)| *n),
        };
        let halls = reader.hall_uses(key)?.into_iter().map(|hall| HallUse {
            hall: hall.hall,
            code: hall.code,
            building: hall.building,
            city: hall.city,
            sector: hall.sector,
            seated: hall.seated,
            capacity: hall.capacity,
        });
        let city = |city: &String| CityCount {
            city: city.clone(),
            candidates: tally.cities.iter().find(|(c, _)| c == city).map_or(0, |(_, n)| *n),
        };
        Ok(SittingDetail {
            id: sitting.id,
            programme: sitting.id.programme,
            year: sitting.id.year,
            stage: sitting.id.stage,
            attempt: sitting.id.attempt,
            exam: sitting.exam.clone(),
            registration_from: sitting.registration_from.to_string(),
            registration_to: sitting.registration_to.to_string(),
            date: sitting.date.map(|date| date.to_string()),
            start: time(sitting.start),
            minutes: sitting.minutes,
            gate_closes: time(sitting.gate_closes()),
            fee: sitting.fee.into(),
            by_city: sitting.cities.iter().map(city).collect(),
            cities: sitting.cities.clone(),
            candidates: counts.candidates,
            seated: counts.seated,
            printed: counts.printed,
            with_photo: tally.with_photo,
            ready: tally.ready,
            sectors: vec![sector(Sector::Azerbaijani), sector(Sector::Russian)],
            halls: halls.collect(),
        })
    })
}

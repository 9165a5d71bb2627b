//! One sheet: the registry's facts of an entry as a slip, signed; and its picture for the screen.

use chrono::NaiveDateTime;
use ed25519_dalek::SigningKey;
use qabul_core::application::EntryState;
use qabul_core::campaign::{Part, PartKind, Sitting};
use qabul_core::code::{KeyId, PaperKind, Payload};
use qabul_core::refusal::Refusal;
use qabul_core::slip::{Serial, Slip, SlipPart};
use qabul_print::{slip as layout, svg};
use qabul_store::{Counter, EntryFacts};

use super::plan::work_out;
use crate::desk::Desk;
use crate::eligibility::Ruled;
use crate::failure::Failure;
use crate::views::slips::{SlipPreview, SlipPreviewRequest};

/// What every sheet of a run shares.
pub(super) struct Run<'a> {
    pub(super) sitting: &'a Sitting,
    pub(super) rules: &'a Ruled,
    pub(super) sample: bool,
    pub(super) key: &'a SigningKey,
    pub(super) number: u32,
    pub(super) of: u32,
    pub(super) at: NaiveDateTime,
}

impl Run<'_> {
    /// The slip of an entry.
    ///
    /// # Errors
    /// [`Refusal::Unseated`] without a seat, [`Refusal::Unregistered`] for who is not registered,
    /// [`Refusal::NothingToPrint`] while the exam day is to be announced.
    pub(super) fn slip(&self, facts: EntryFacts, serial: u64, sheet: u32) -> Result<Slip, Refusal> {
        let sitting = self.sitting;
        let seat = facts.seat.ok_or(Refusal::Unseated { unseated: 1, names: vec![] })?;
        if facts.entry.state != EntryState::Registered {
            return Err(Refusal::Unregistered { unregistered: 1, names: vec![] });
        }
        // Which parts there are, and so the day itself, goes by the exam language.
        let planned = self.rules.planned().ok_or(Refusal::NothingToPrint)?;
        let taken = planned.parts_of(&facts.choices.language);
        let (main, others) = taken.split_first().ok_or(Refusal::NothingToPrint)?;
        let date = main.date.ok_or(Refusal::NothingToPrint)?;
        let day = Sitting { start: main.start, minutes: main.minutes, ..sitting.clone() };
        let parts: Option<Vec<SlipPart>> = others.iter().map(|part| listed(part)).collect();
        let payload = Payload {
            kind: PaperKind::AdmissionSlip,
            sample: self.sample,
            key: KeyId::of(&self.key.verifying_key()),
            sitting: sitting.id,
            work_number: facts.work_number,
            serial,
        };
        let person = facts.person.candidate;
        Ok(Slip {
            sample: self.sample,
            sector: facts.entry.sector,
            year: sitting.id.year,
            exam_code: sitting.exam_code.clone(),
            exam: sitting.exam.clone(),
            stage: sitting.id.stage,
            attempt: sitting.id.attempt,
            work_number: facts.work_number,
            name: person.name,
            document: person.document,
            fin: person.fin,
            photo: facts.person.photo,
            date,
            start: day.start,
            minutes: day.minutes,
            parts: parts.ok_or(Refusal::NothingToPrint)?,
            arrive_by: day.arrival(seat.wave),
            gate_closes: day.gate_closes(),
            building: seat.building,
            address: seat.address,
            hall: seat.code,
            floor: seat.floor,
            row: seat.row,
            seat: seat.seat,
            code: payload.sign(self.key),
            serial: Serial { series: sitting.series.clone(), number: serial },
            run: self.number,
            sheet,
            of: self.of,
            printed_at: self.at,
        })
    }
}

/// A part beside the main one; nothing while its day is to be announced.
fn listed(part: &Part) -> Option<SlipPart> {
    Some(SlipPart {
        speaking: part.kind != PartKind::Written,
        from: part.date?,
        to: part.last_date,
        start: part.start,
    })
}

/// `slips.preview`: painted from the same sheet as the PDF, with the number the run would get.
pub(crate) fn preview(desk: &Desk, request: &SlipPreviewRequest) -> Result<SlipPreview, Failure> {
    let worked = work_out(desk, &request.order)?;
    let of = worked.sheets();
    let mut entries = worked.files.iter().flat_map(|file| &file.entries);
    let at = request.sheet.clamp(1, of.max(1));
    let id = *entries.nth(at as usize - 1).ok_or(Refusal::NothingToPrint)?;
    let (facts, number, registry) = desk.people(|reader| {
        let facts = reader.entry(id)?.ok_or(Refusal::NoApplication)?;
        Ok((facts, reader.next_number(Counter::Run)?, reader.registry()?))
    })?;
    desk.see_record(id)?;
    let photo = facts.person.photo.map(|hash| desk.paper(&hash)).transpose()?.flatten();
    let name = facts.person.candidate.name.full();
    // A picture of the screen is signed by a key that nobody trusts.
    let key = SigningKey::from_bytes(&[0; 32]);
    let run = Run {
        sitting: &worked.sitting,
        rules: &worked.rules,
        sample: registry.sample,
        key: &key,
        number: u32::try_from(number).unwrap_or(u32::MAX),
        of,
        at: desk.host().now(),
    };
    // Serial 0 is never given: a picture of the screen is no slip, whatever a scanner reads in it.
    let slip = run.slip(facts, 0, at)?;
    let press = desk.press()?;
    let sheet = layout::layout(&slip, &press.form, &press.faces)
        .map_err(|unfit| Refusal::SlipsUnfit { slips: vec![unfit] })?;
    let svg = svg::paint(&sheet, &press.faces, photo.as_deref());
    Ok(SlipPreview { svg, id, name, sheet: at, of })
}

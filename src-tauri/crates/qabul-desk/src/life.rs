//! Steps of applications: judged, written with their money, many as one act.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use qabul_core::account::MovementKind;
use qabul_core::application::{ConfirmedBy, State, Step};
use qabul_core::eligibility::{Answer, Exemption, Judged, conclusion};
use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::journal::stamp;
use qabul_core::refusal::Refusal;
use qabul_core::staff::MayDo;
use qabul_store::{CaseRow, Member, NewMovement, OpenAct, People, Tx};
use serde_json::json;

use crate::applications::{selected, whole};
use crate::certificates::received::outdated;
use crate::desk::{Desk, Done, Opening};
use crate::eligibility::{Ruled, Rules};
use crate::failure::Failure;
use crate::jobs::Watch;
use crate::record;
use crate::same;
use crate::views::jobs::{JobAnswer, JobStarted, JobStep};
use crate::views::life::{LeftOut, StepsTaken, TakeStep};

/// How many are named of those that something was not done with.
const MOST_LEFT: usize = 200;

/// A step with what it needs.
struct How {
    step: Step,
    reason: Option<String>,
    by: Option<ConfirmedBy>,
    commission: Option<String>,
    at: NaiveDateTime,
}

/// What was typed into a field that may be left empty.
pub(crate) fn said(typed: Option<&String>) -> Option<&str> {
    typed.map(|text| text.trim()).filter(|text| !text.is_empty())
}

impl How {
    fn lift(request: &TakeStep, at: NaiveDateTime) -> Result<Self, Refusal> {
        let [reason, commission] = [&request.reason, &request.commission]
            .map(|typed| said(typed.as_ref()).map(str::to_owned));
        let confirms = request.step == Step::Confirm;
        let by = confirms.then_some(request.by.unwrap_or(ConfirmedBy::Commission));
        let of_commission = by == Some(ConfirmedBy::Commission);
        let missing = |field| FieldFault::of(field, ValueFault::Missing);
        let mut faults = Vec::new();
        faults.extend((request.step.wants_reason() && reason.is_none()).then(|| missing("reason")));
        faults.extend((of_commission && commission.is_none()).then(|| missing("commission")));
        if !faults.is_empty() {
            return Err(Refusal::Invalid { faults });
        }
        let commission = commission.filter(|_| of_commission);
        Ok(Self { step: request.step, reason, by, commission, at })
    }
}

/// `applications.take_step`
pub(crate) fn take_step(desk: &Desk, request: &TakeStep) -> Result<JobStarted, Failure> {
    let how = How::lift(request, desk.host().now())?;
    let may = desk.may(request.step.deed())?;
    let (ids, opening) = (selected(desk, &request.selection)?, desk.opening()?);
    Ok(desk.start(move |desk, watch| {
        Ok(JobAnswer::Steps(take(desk, (&may, opening), &ids, &how, watch)?))
    }))
}

fn take(
    desk: &Desk,
    (may, opening): (&MayDo, Opening),
    ids: &[i64],
    how: &How,
    watch: &Watch,
) -> Result<StepsTaken, Failure> {
    let mut store = desk.another_of(opening)?;
    let mut taken = StepsTaken::default();
    watch.step(JobStep::Writing, ids.len() as u64);
    let outcome = desk.change_in(&mut store, may, |tx, act| {
        let mut rules = Rules::default();
        for (done, &id) in (1..).zip(ids) {
            let row = tx.case(id)?.ok_or(Refusal::NoApplication)?;
            let ruled = rules.of(tx, row.sitting)?;
            match closed(tx, &row, how, ruled)? {
                None => {
                    let member = write(tx, act, row, how, ruled)?;
                    act.member(&member)?;
                    taken.done += 1;
                }
                Some(why) => leave(tx, &mut taken, &row, why)?,
            }
            if done % 64 == 0 {
                watch.done(done)?;
            }
        }
        if taken.done == 0 {
            // Nothing was done, so there is no act.
            return Err(Refusal::NothingToUndo.into());
        }
        let facts = json!({
            "step": how.step.key(), "rows": taken.done, "skipped": taken.skipped,
            "failed": taken.failed,
        });
        Ok(Done { answer: (), facts })
    });
    match outcome {
        Err(failure) if taken.done > 0 || taken.left.is_empty() => Err(failure),
        _ => Ok(taken),
    }
}

/// Why the step is closed to an entry; nothing where it is open.
fn closed(
    people: &People<'_>,
    row: &CaseRow,
    how: &How,
    ruled: &Ruled,
) -> Result<Option<Refusal>, Failure> {
    if let Some(kept) = same::kept(people, row)? {
        return Ok(Some(kept.into()));
    }
    if row.place.after(how.step, row.alone).is_none() {
        return Ok(Some(Refusal::StepClosed { step: how.step, stand: row.place.stand() }));
    }
    if how.step != Step::Confirm {
        return Ok(None);
    }
    let judged = ruled.judge(row, &people.results(row.candidate)?, how.at);
    let that = |answer: Answer| -> Vec<Judged> {
        judged.iter().filter(|it| it.answer == answer).cloned().collect()
    };
    Ok(match conclusion(&judged) {
        Answer::No => Some(Refusal::NotEligible { judged: that(Answer::No) }),
        Answer::Person if how.reason.is_none() => {
            Some(Refusal::ForAPerson { judged: that(Answer::Person) })
        }
        Answer::Person | Answer::Yes => outdated(people, (ruled, row), how.at)?,
    })
}

fn leave(
    people: &People<'_>,
    taken: &mut StepsTaken,
    row: &CaseRow,
    why: Refusal,
) -> Result<(), Failure> {
    match why {
        Refusal::StepClosed { .. } => taken.skipped += 1,
        _ => taken.failed += 1,
    }
    name_left_out(people, &mut taken.left, row, why)
}

/// Names whoever is left out of something that is done with many, up to [`MOST_LEFT`] of them.
pub(crate) fn name_left_out(
    people: &People<'_>,
    left: &mut Vec<LeftOut>,
    row: &CaseRow,
    why: Refusal,
) -> Result<(), Failure> {
    if left.len() < MOST_LEFT {
        let line = people.line(row.entry)?.ok_or(Refusal::NoApplication)?;
        let (work_number, name) = (row.work_number.checked(), whole(&line.name));
        left.push(LeftOut { id: row.entry, work_number, name, why });
    }
    Ok(())
}

/// Writes the step and its money; what the history keeps of it.
fn write(
    tx: &Tx<'_>,
    act: &OpenAct<'_>,
    mut row: CaseRow,
    how: &How,
    ruled: &Ruled,
) -> Result<Member, Failure> {
    let mut before = fields(&row);
    let was = row.place;
    row.place = row.place.after(how.step, row.alone).ok_or(Refusal::NoApplication)?;
    row.course.reason.clone_from(&how.reason);
    match how.step {
        Step::Submit => row.course.submitted = Some(how.at),
        Step::Confirm if ruled.of_application_alone(&row, how.at) => {
            row.place = was.application_confirmed();
            row.course.confirmed = Some(how.at);
            row.course.confirmed_by = how.by;
            row.course.commission.clone_from(&how.commission);
        }
        Step::Confirm => {
            row.course.confirmed = row.course.confirmed.or(Some(how.at));
            row.course.confirmed_by = how.by;
            row.course.commission.clone_from(&how.commission);
            row.course.entered = row.course.entered.or(Some(how.at));
            let fee = i64::from(ruled.fee(&row, how.at));
            if row.charged == 0 && fee > 0 && !ruled.waives(&row) {
                post(tx, act, &row, (MovementKind::Charge, -fee), how.at.date())?;
                (row.charged, row.paid) = (fee, row.paid.max(fee));
                row.claim = None;
            }
        }
        Step::Reject | Step::Withdraw => {
            // Whoever takes back while the window is open, or is refused, gets the fee back.
            let back = how.step == Step::Reject || ruled.window_open(how.at);
            before.extend(close(tx, act, &mut row, (back, how.at.date()))?);
        }
        Step::Reopen => {
            row.course.entered = None;
            if row.place.application == State::Submitted {
                (row.course.confirmed, row.course.confirmed_by) = (None, None);
                row.course.commission = None;
            }
        }
    }
    tx.put_course(&row)?;
    Ok(differing(row.entry, &before, &fields(&row)))
}

/// Closes an entry: what was due falls away, and where `back` says so the fee comes back; the seat that
/// it leaves.
pub(crate) fn close(
    tx: &Tx<'_>,
    act: &OpenAct<'_>,
    row: &mut CaseRow,
    (back, day): (bool, NaiveDate),
) -> Result<Fields, Failure> {
    if row.charged > 0 && back {
        post(tx, act, row, (MovementKind::Refund, row.charged), day)?;
        row.charged = 0;
    }
    row.claim = None;
    leave_seat(tx, row)
}

/// Frees the seat of who does not sit; which it was, for the history.
pub(crate) fn leave_seat(tx: &Tx<'_>, row: &CaseRow) -> Result<Fields, Failure> {
    if !row.seated {
        return Ok(Fields::new());
    }
    let left = seat(tx, row.entry)?;
    tx.leave_seat(row.entry)?;
    Ok(left)
}

/// Posts a charge or a refund of an entry.
pub(crate) fn post(
    tx: &Tx<'_>,
    act: &OpenAct<'_>,
    row: &CaseRow,
    (kind, amount): (MovementKind, i64),
    day: NaiveDate,
) -> Result<(), Failure> {
    let entry = Some(row.entry);
    let (act, candidate, reference, reason) = (act.id(), row.candidate, None, None);
    tx.post(&NewMovement { candidate, act, kind, amount, entry, day, reference, reason })?;
    Ok(())
}

/// Fields by their keys; what is empty is not there.
pub(crate) type Fields = BTreeMap<&'static str, String>;

/// What a step can change, as the history keeps it.
pub(crate) fn fields(row: &CaseRow) -> Fields {
    let course = &row.course;
    let at = |moment: Option<NaiveDateTime>| moment.map(stamp);
    let all = [
        ("state", Some(row.place.application.key().to_owned())),
        ("entry", Some(row.place.entry.key().to_owned())),
        ("charged", Some(row.charged.to_string())),
        ("paid", Some(row.paid.to_string())),
        ("submitted_at", at(course.submitted)),
        ("confirmed_at", at(course.confirmed)),
        ("confirmed_by", course.confirmed_by.map(|by| by.key().to_owned())),
        ("commission", course.commission.clone()),
        ("reason", course.reason.clone()),
        ("entered_at", at(course.entered)),
        ("exemption", (row.exemption != Exemption::None).then(|| row.exemption.key().to_owned())),
        ("claim", row.claim.map(|claim| format!("{} {}", claim.amount, claim.due))),
    ];
    all.into_iter().filter_map(|(field, text)| Some((field, text?))).collect()
}

/// The seat that an entry leaves.
fn seat(tx: &Tx<'_>, entry: i64) -> Result<Fields, Failure> {
    let facts = tx.entry(entry)?.ok_or(Refusal::NoApplication)?;
    let fields = facts.seat.map(|seat| {
        Fields::from([
            ("building", seat.building),
            ("hall", seat.code),
            ("row", seat.row.to_string()),
            ("seat", seat.seat.to_string()),
        ])
    });
    Ok(fields.unwrap_or_default())
}

/// A member of an act: the fields that differ, before and after.
pub(crate) fn differing(record: i64, before: &Fields, after: &Fields) -> Member {
    let only =
        |these: &Fields, others: &Fields| Some(json!(record::differing(these, others)).to_string());
    Member { kind: "entry", record, before: only(before, after), after: only(after, before) }
}

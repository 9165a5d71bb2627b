//! Letters to candidates: confirmation, refusal with its reasons, a fee returned, a fee due, a suspension.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::{NaiveDate, NaiveDateTime};
use qabul_core::account::MovementKind;
use qabul_core::application::Stand;
use qabul_core::eligibility::Answer;
use qabul_core::journal::Deed;
use qabul_core::letter::{Letter, LetterKind, LetterTexts};
use qabul_core::money::Qepik;
use qabul_core::refusal::Refusal;
use qabul_core::text::{date_numeric, filled, filled_by, ordinal_az, roman};
use qabul_print::batch::{self, Page};
use qabul_print::{Facts, PrintError, letter as layout};
use qabul_store::{CaseRow, LineRow, Member, People};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::applications::{selected, whole};
use crate::desk::{Desk, Done};
use crate::eligibility::Ruled;
use crate::failure::{Breakage, Failure};
use crate::files::name_of;
use crate::jobs::Watch;
use crate::reference;
use crate::views::jobs::{JobAnswer, JobStarted, JobStep};
use crate::views::letters::{LettersDone, PrintLetters};
use crate::views::life::LeftOut;
use crate::views::preferences::Language;
use crate::words::Words;

/// How many are named of those who got no letter.
const MOST_LEFT: usize = 200;

/// `letters.print`
pub(crate) fn print(desk: &Desk, request: &PrintLetters) -> Result<JobStarted, Failure> {
    let path = desk.path(&request.file)?;
    desk.may(Deed::PrintLetters)?;
    let (ids, request) = (selected(desk, &request.selection)?, request.clone());
    Ok(desk.start(move |desk, watch| {
        Ok(JobAnswer::Letters(printed(desk, &request, &ids, (&path, watch))?))
    }))
}

fn printed(
    desk: &Desk,
    request: &PrintLetters,
    ids: &[i64],
    (path, watch): (&std::path::Path, &Watch),
) -> Result<LettersDone, Failure> {
    let (may, press, now) = (desk.may(Deed::PrintLetters)?, desk.press()?, desk.host().now());
    let all = reference::letter_texts()?;
    let (texts, language) = match request.language {
        Language::Az => (&all.az, "az"),
        Language::En => (&all.en, "en"),
        Language::Ru => (&all.ru, "ru"),
    };
    let writer = Writer { texts, words: Words::of(request.language), kind: request.kind, now };
    let mut done = LettersDone { letters: 0, pages: 0, skipped: 0, left: Vec::new(), file: None };
    let (mut sheets, mut members) = (Vec::new(), Vec::new());
    watch.step(JobStep::Printing, ids.len() as u64);
    for (at, &id) in (1..).zip(ids) {
        let written = desk.people(|people| {
            let row = people.case(id)?.ok_or(Refusal::NoApplication)?;
            let line = people.line(id)?.ok_or(Refusal::NoApplication)?;
            let sample = people.registry()?.sample;
            Ok((writer.letter(people, &row, &line, sample)?, line))
        })?;
        match written {
            (Ok(letter), _) => {
                sheets.extend(layout::layout(&letter, texts, &press.faces)?);
                members.push(member(id, request.kind));
                done.letters += 1;
            }
            (Err(why), line) => {
                done.skipped += 1;
                if done.left.len() < MOST_LEFT {
                    let (work_number, name) = (line.work_number.checked(), whole(&line.name));
                    done.left.push(LeftOut { id, work_number, name, why });
                }
            }
        }
        watch.done(at)?;
    }
    if sheets.is_empty() {
        return Ok(done);
    }
    let facts = Facts {
        title: texts.of(request.kind).subject.clone(),
        author: texts.center.clone(),
        language: language.to_owned(),
        created: now,
        identity: Sha256::digest(format!("qabul/letters/{}/{now}", request.kind.key())).into(),
    };
    let pages = sheets.into_iter().map(|sheet| Ok(Page { sheet, photo: None }));
    let mut go_on = |_| ControlFlow::Continue(());
    let file =
        batch::write::<Page, PrintError>(path, &facts, &press.faces, 1, pages, Ok, &mut go_on)
            .map_err(|error| match error {
                PrintError::Exists { path } => Refusal::FileExists { file: name_of(&path) }.into(),
                other => Failure::from(other),
            })?;
    done.pages = u32::try_from(file.sheets).unwrap_or(u32::MAX);
    let told = json!({ "letters": done.letters, "kind": request.kind.key() });
    desk.change(&may, |_, act| {
        members.iter().try_for_each(|member| act.member(member))?;
        Ok(Done { answer: (), facts: told })
    })?;
    done.file = Some(desk.files().made(path.to_owned()));
    Ok(done)
}

/// What the history of an entry keeps of a letter.
fn member(entry: i64, kind: LetterKind) -> Member {
    let after = Some(json!({ "letter": kind.key() }).to_string());
    Member { kind: "entry", record: entry, before: Some("{}".to_owned()), after }
}

/// Writes letters of one kind in one language.
struct Writer<'a> {
    texts: &'a LetterTexts,
    words: Words,
    kind: LetterKind,
    now: NaiveDateTime,
}

impl Writer<'_> {
    /// The letter of an entry, or why it gets none.
    fn letter(
        &self,
        people: &People<'_>,
        row: &CaseRow,
        line: &LineRow,
        sample: bool,
    ) -> Result<Result<Letter, Refusal>, Failure> {
        let ruled = Ruled::of(people, row.sitting)?;
        let mut values = BTreeMap::from([
            ("name", whole(&line.name)),
            ("number", row.work_number.checked()),
            ("exam", self.exam(&ruled)),
            ("reason", row.course.reason.clone().unwrap_or_else(|| "–".to_owned())),
            ("balance", money(row.balance.unwrap_or_default())?),
        ]);
        let mut reasons = Vec::new();
        let stand = row.place.stand();
        let facts = match self.kind {
            LetterKind::Confirmation if stand == Stand::Registered => {
                row.course.confirmed.map(|at| (at.date(), row.charged))
            }
            LetterKind::Rejection if stand == Stand::Rejected => {
                reasons = self.against(people, &ruled, row)?;
                Some((self.now.date(), 0))
            }
            LetterKind::Refund => refund(people, row)?,
            LetterKind::Due if stand == Stand::Registered => {
                row.claim.map(|claim| (claim.due, claim.amount))
            }
            LetterKind::Suspension if stand == Stand::Suspended => {
                row.claim.map(|claim| (claim.due, claim.amount)).or_else(|| {
                    // One that a list suspended owes what the exam costs.
                    Some((ruled.claims_due()?, ruled.fee(row, self.now).into()))
                })
            }
            _ => None,
        };
        let Some((day, amount)) = facts else { return Ok(Err(Refusal::NoLetter { stand })) };
        values.insert("day", date_numeric(day));
        values.insert("amount", money(amount)?);
        let of = self.texts.of(self.kind);
        let fill = |texts: &[String]| {
            texts.iter().map(|text| filled_by(text, |key| values.get(key).cloned())).collect()
        };
        Ok(Ok(Letter {
            subject: of.subject.clone(),
            name: whole(&line.name),
            number: row.work_number.checked(),
            date: self.now.date(),
            paragraphs: fill(&of.text),
            reasons: of.reasons.clone().map(|line| (line, reasons)),
            close: fill(&of.close),
            sample,
        }))
    }

    /// The exam, its stage and attempt in the language of the letter.
    fn exam(&self, ruled: &Ruled) -> String {
        let id = ruled.id();
        let values = [
            ("exam", &*ruled.exam_name(&self.words)),
            ("stage", &roman(id.stage)),
            ("attempt", &id.attempt.to_string()),
            ("ordinal", &ordinal_az(id.attempt.into())),
        ];
        filled(&self.texts.exam, &values)
    }

    /// What the rules say against an entry now, each with its reason.
    fn against(
        &self,
        people: &People<'_>,
        ruled: &Ruled,
        row: &CaseRow,
    ) -> Result<Vec<String>, Failure> {
        let judged = ruled.judge(row, &people.results(row.candidate)?, self.now);
        let no = judged.iter().filter(|it| it.answer == Answer::No);
        Ok(no.map(|it| self.words.eligibility(it)).collect())
    }
}

/// The day and the amount of the last refund of an entry.
fn refund(people: &People<'_>, row: &CaseRow) -> Result<Option<(NaiveDate, i64)>, Failure> {
    let movements = people.movements(row.candidate)?;
    let refunds = |it: &&qabul_store::MovementRow| {
        it.kind == MovementKind::Refund && it.entry == Some(row.entry)
    };
    let Some(last) = movements.iter().rfind(refunds) else { return Ok(None) };
    let day = last.day.parse().map_err(|error| Breakage::program("movement", &error))?;
    Ok(Some((day, last.amount)))
}

fn money(qepik: i64) -> Result<String, Failure> {
    let amount = Qepik::try_from(qepik).map_err(|fault| Breakage::program("amount", &fault))?;
    Ok(amount.text())
}

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

use qabul_print::{Facts, Sheet, letter as layout};
use qabul_store::{CaseRow, Member, People};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::applications::{selected, whole};
use crate::desk::{Desk, Done};
use crate::eligibility::{Ruled, Rules};
use crate::failure::{Breakage, Failure};
use crate::jobs::Watch;
use crate::life::name_left_out;
use crate::reference;
use crate::same;
use crate::views::jobs::{JobAnswer, JobStarted, JobStep};
use crate::views::letters::{LettersDone, PrintLetters};
use crate::views::life::LeftOut;
use crate::views::preferences::Language;
use crate::words::Words;

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
    let sample = desk.read(|reader| Ok(reader.registry()?.sample))?;
    let words = Words::of(request.language);
    let mut writer =
        Writer { texts, words, kind: request.kind, now, sample, rules: Rules::default() };
    let mut done = LettersDone { letters: 0, pages: 0, skipped: 0, left: Vec::new(), file: None };
    let mut members = Vec::new();
    watch.step(JobStep::Printing, ids.len() as u64);
    let facts = Facts {
        title: texts.of(request.kind).subject.clone(),
        author: texts.center.clone(),
        language: language.to_owned(),
        created: now,
        identity: Sha256::digest(format!("qabul/letters/{}/{now}", request.kind.key())).into(),
    };
    // One letter after the other is written: a file of thousands fills no memory.
    let mut sheets_of = |at: u64, id: i64| -> Result<Vec<Sheet>, Failure> {
        watch.done(at)?;
        let written = desk.people(|people| writer.letter(people, id, &mut done.left))?;
        let Some(letter) = written else {
            done.skipped += 1;
            return Ok(Vec::new());
        };
        members.push(member(id, request.kind));
        done.letters += 1;
        Ok(layout::layout(&letter, texts, &press.faces)?)
    };
    let pages = (1..).zip(ids).flat_map(|(at, &id)| match sheets_of(at, id) {
        Ok(sheets) => sheets.into_iter().map(Ok).collect(),
        Err(failure) => vec![Err(failure)],
    });
    let mut pages = pages.peekable();
    let draw = |sheet: Sheet| Ok(Page { sheet, photo: None });
    let mut go_on = |_| ControlFlow::Continue(());
    // Where nobody gets one there is no file.
    if pages.peek().is_some() {
        let file = batch::write(path, &facts, &press.faces, 1, pages, draw, &mut go_on)?;
        done.pages = u32::try_from(file.sheets).unwrap_or(u32::MAX);
        let told = json!({ "letters": done.letters, "kind": request.kind.key() });
        desk.change(&may, |_, act| {
            members.iter().try_for_each(|member| act.member(member))?;
            Ok(Done { answer: (), facts: told })
        })?;
        done.file = Some(desk.files().made(path.to_owned()));
    }
    Ok(done)
}

/// What the history of an entry keeps of a letter.
fn member(entry: i64, kind: LetterKind) -> Member {
    let after = Some(json!({ "letter": kind.key() }).to_string());
    Member { kind: "entry", record: entry, before: Some("{}".to_owned()), after }
}

/// The values of the placeholders, the day and the amount, the reasons.
type Said = (BTreeMap<&'static str, String>, (NaiveDate, i64), Vec<String>);

/// Writes letters of one kind in one language.
struct Writer<'a> {
    texts: &'a LetterTexts,
    words: Words,
    kind: LetterKind,
    now: NaiveDateTime,
    /// Whether the registry is that of the sample.
    sample: bool,
    rules: Rules,
}

impl Writer<'_> {
    /// The letter of an entry; nothing for one that gets none, which is then named with why.
    fn letter(
        &mut self,
        people: &People<'_>,
        id: i64,
        left: &mut Vec<LeftOut>,
    ) -> Result<Option<Letter>, Failure> {
        let row = people.case(id)?.ok_or(Refusal::NoApplication)?;
        // The account and the road are those of whoever is kept.
        if let Some(merged) = same::kept(people, &row)? {
            name_left_out(people, left, &row, merged.into())?;
            return Ok(None);
        }
        let name = whole(&people.line(id)?.ok_or(Refusal::NoApplication)?.name);
        let Some((mut values, (day, amount), reasons)) = self.said(people, &row, &name)? else {
            let why = Refusal::NoLetter { stand: row.place.stand() };
            name_left_out(people, left, &row, why)?;
            return Ok(None);
        };
        values.insert("day", date_numeric(day));
        values.insert("amount", money(amount)?);
        let of = self.texts.of(self.kind);
        let fill = |texts: &[String]| {
            texts.iter().map(|text| filled_by(text, |key| values.get(key).cloned())).collect()
        };
        Ok(Some(Letter {
            subject: of.subject.clone(),
            number: row.work_number.checked(),
            date: self.now.date(),
            paragraphs: fill(&of.text),
            reasons: of.reasons.clone().map(|line| (line, reasons)),
            close: fill(&of.close),
            sample: self.sample,
            name,
        }))
    }

    /// What a letter says of an entry: the values of its placeholders, its day and amount, its reasons.
    fn said(
        &mut self,
        people: &People<'_>,
        row: &CaseRow,
        name: &str,
    ) -> Result<Option<Said>, Failure> {
        let ruled = self.rules.of(people, row.sitting)?;
        let values = BTreeMap::from([
            ("name", name.to_owned()),
            ("number", row.work_number.checked()),
            ("exam", exam_of(ruled, self.texts, &self.words)),
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
                reasons = against(people, ruled, row, (&self.words, self.now))?;
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
        Ok(facts.map(|facts| (values, facts, reasons)))
    }
}

/// The exam, its stage and attempt in the language of the letter.
fn exam_of(ruled: &Ruled, texts: &LetterTexts, words: &Words) -> String {
    let id = ruled.id();
    let values = [
        ("exam", &*ruled.exam_name(words)),
        ("stage", &roman(id.stage)),
        ("attempt", &id.attempt.to_string()),
        ("ordinal", &ordinal_az(id.attempt.into())),
    ];
    filled(&texts.exam, &values)
}

/// What the rules say against an entry now, each with its reason.
fn against(
    people: &People<'_>,
    ruled: &Ruled,
    row: &CaseRow,
    (words, now): (&Words, NaiveDateTime),
) -> Result<Vec<String>, Failure> {
    let judged = ruled.judge(row, &people.results(row.candidate)?, now);
    let no = judged.iter().filter(|it| it.answer == Answer::No);
    Ok(no.map(|it| words.eligibility(it)).collect())
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

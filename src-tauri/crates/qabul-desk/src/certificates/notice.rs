//! The exemption notice: printed for a certificate that exempts, with a signed QR of its own kind.

use std::ops::ControlFlow;

use qabul_core::campaign::{Act, Body};
use qabul_core::certificate::CertificateState;
use qabul_core::code::{KeyId, PaperKind, Payload};
use qabul_core::journal::{Deed, moment, stamp};
use qabul_core::notice::{Notice, NoticeFact, NoticeTexts};
use qabul_core::refusal::{CertificateRefusal, Refusal};
use qabul_core::slip::Serial;
use qabul_core::text::{date_numeric, filled};
use qabul_print::batch::{self, Page};
use qabul_print::{Facts, notice as layout};
use qabul_store::{CaseRow, CertificateRow, Counter, Member, People};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::received::{case_of, named};
use super::{kinds, received};
use crate::desk::{Desk, Done};
use crate::eligibility::Ruled;
use crate::failure::{Breakage, Failure};
use crate::key;
use crate::reference;
use crate::views::certificates::{NoticePrinted, PrintNotice};
use crate::views::preferences::Language;
use crate::words::Words;

/// Letters before the number of a notice, and the year after them.
const SERIES: &str = "AB";

/// `certificates.notice`: prints the notice of a certificate that exempts. One that was printed before is
/// superseded.
pub(crate) fn print(desk: &Desk, request: &PrintNotice) -> Result<NoticePrinted, Failure> {
    let (may, path) = (desk.may(Deed::PrintNotice)?, desk.path(&request.file)?);
    let (press, now) = (desk.press()?, desk.host().now());
    let all = reference::notice_texts()?;
    let (texts, language) = match request.language {
        Language::Az => (&all.az, "az"),
        Language::En => (&all.en, "en"),
        Language::Ru => (&all.ru, "ru"),
    };
    let words = Words::of(request.language);
    let key = desk.read(|reader| key::of_here(desk, reader))?;
    // Whoever may not have it printed takes no number.
    desk.people(|people| exempting(people, request.id, now))?;
    let serial = desk.with_store(|store| Ok(store.take_numbers(&may, Counter::Notice, 1)?))?;
    let (mut notice, payload) = desk.people(|people| {
        let row = exempting(people, request.id, now)?;
        let case = case_of(people, row.application)?;
        let notice = made(people, (&row, &case), (texts, &words), (serial, now))?;
        let payload = Payload {
            kind: PaperKind::ExemptionNotice,
            sample: notice.sample,
            key: KeyId::of(&key.verifying_key()),
            sitting: case.sitting,
            work_number: case.work_number,
            serial,
        };
        Ok((notice, payload))
    })?;
    notice.code = payload.sign(&key);
    let sheet = layout::layout(&notice, texts, &press.faces)?;
    let number = notice.serial.text();
    let facts = Facts {
        title: format!("{} · {number}", texts.title),
        author: texts.center.clone(),
        language: language.to_owned(),
        created: now,
        identity: Sha256::digest(format!("qabul/notice/{}", notice.code)).into(),
    };
    let pages = std::iter::once(Ok(Page { sheet, photo: None }));
    let go_on = &mut |_| ControlFlow::Continue(());
    batch::write::<Page, Failure>(&path, &facts, &press.faces, 1, pages, Ok, go_on)?;
    desk.change(&may, |tx, act| {
        exempting(tx, request.id, now)?;
        tx.add_notice(serial, request.id, (&stamp(now), may.by()))?;
        let after = Some(json!({ "notice": number }).to_string());
        let before = Some("{}".to_owned());
        act.member(&Member { kind: "certificate", record: request.id, before, after })?;
        Ok(Done { answer: (), facts: json!({ "serial": serial }) })
    })?;
    Ok(NoticePrinted { file: desk.files().made(path), number })
}

/// The number of a notice: `AB26 № 000041-7`.
pub(super) fn serial(year: u16, number: u64) -> Serial {
    Serial { series: format!("{SERIES}{:02}", year % 100), number }
}

/// A certificate that exempts, and from the exam of the language that the application is to now.
fn exempting(
    people: &People<'_>,
    id: i64,
    now: chrono::NaiveDateTime,
) -> Result<CertificateRow, Failure> {
    let row = named(people, id)?;
    let certificate_state = row.state;
    if certificate_state != CertificateState::Exempt {
        return Err(Refusal::from(CertificateRefusal::NoticeClosed { certificate_state }).into());
    }
    let case = case_of(people, row.application)?;
    let ruled = Ruled::of(people, case.sitting)?;
    let closed = match received::closed(people, &case)? {
        Some(closed) => Some(closed),
        None => received::outdated(people, (&ruled, &case), now)?,
    };
    closed.map_or(Ok(row), |refusal| Err(refusal.into()))
}

fn made(
    people: &People<'_>,
    (row, case): (&CertificateRow, &CaseRow),
    (texts, words): (&NoticeTexts, &Words),
    (serial, now): (u64, chrono::NaiveDateTime),
) -> Result<Notice, Failure> {
    let ruled = Ruled::of(people, case.sitting)?;
    let person = people.person(case.candidate)?.ok_or(Refusal::NoApplication)?.candidate;
    let decided = row.decision.as_ref().and_then(|it| moment(&it.at)).unwrap_or(now);
    let year = case.sitting.year;
    Ok(Notice {
        sample: people.registry()?.sample,
        year,
        exam: ruled.exam_name(words),
        serial: self::serial(year, serial),
        date: decided.date(),
        work_number: case.work_number.checked(),
        name: person.name,
        fin: person.fin.as_str().to_owned(),
        language: words.language_name(&case.choices.language),
        facts: facts(people, (row, case), (&ruled, texts))?,
        code: String::new(),
        printed_at: now,
    })
}

/// What the decision rests on, in the order of the paper.
fn facts(
    people: &People<'_>,
    (row, case): (&CertificateRow, &CaseRow),
    (ruled, texts): (&Ruled, &NoticeTexts),
) -> Result<Vec<NoticeFact>, Failure> {
    let decision = row.decision.as_ref().ok_or_else(|| Breakage::program("notice", &"decision"))?;
    let (verdict, labels) = (&decision.verdict, &texts.facts);
    let kind = kinds::named(people, &row.facts.kind)?;
    let level = verdict.level.map_or_else(
        || "–".to_owned(),
        |level| {
            let least = ruled.certificates().least.key();
            filled(&texts.level, &[("level", level.key()), ("least", least)])
        },
    );
    let good = verdict.good_until.map_or_else(
        || texts.for_good.clone(),
        |day| filled(&texts.good_until, &[("day", &date_numeric(day).to_string())]),
    );
    let fee = ruled.fee(case, moment(&decision.at).unwrap_or_default());
    let fact = |label: &String, value: String, decides: bool| NoticeFact {
        label: label.clone(),
        value,
        decides,
    };
    let points = ruled.pass_mark().map(|it| filled(&texts.points, &[("points", &it.to_string())]));
    let mut all = vec![
        fact(&labels.certificate, kind.name.clone(), true),
        fact(&labels.number, row.facts.number.clone(), false),
        fact(&labels.tested, date_numeric(row.facts.tested_on).to_string(), false),
        fact(&labels.result, verdict.result.clone().unwrap_or_else(|| "–".to_owned()), true),
        fact(&labels.level, level, true),
        fact(&labels.good, good, false),
        fact(&labels.table, table(people, row, (&kind.name, texts))?, false),
    ];
    all.extend(points.map(|points| fact(&labels.points, points, false)));
    let acts: Vec<String> = ruled
        .acts()
        .iter()
        .filter(|act| act.body == Body::Cabinet)
        .map(|it| act(texts, it))
        .collect();
    all.push(fact(&labels.acts, acts.join("; "), false));
    all.push(fact(&labels.fee, filled(&texts.fee, &[("fee", &fee.text())]), true));
    Ok(all)
}

fn act(texts: &NoticeTexts, act: &Act) -> String {
    let day = date_numeric(act.date).to_string();
    filled(&texts.act, &[("number", &act.number), ("day", &day)])
}

/// The table with the Center's order; where a person decided, the reason.
fn table(
    people: &People<'_>,
    row: &CertificateRow,
    (kind, texts): (&str, &NoticeTexts),
) -> Result<String, Failure> {
    if let Some(reason) = &row.reason {
        return Ok(filled(&texts.by_person, &[("reason", reason)]));
    }
    let key = row.decision.as_ref().and_then(|it| it.verdict.table.clone()).unwrap_or_default();
    let tables = people.equivalences()?;
    let Some(found) = tables.iter().find(|it| it.table.key() == key) else { return Ok(key) };
    let name = format!("{kind} {}", found.table.version);
    let order = found.table.acts.iter().find(|act| act.body == Body::Center);
    Ok(order.map_or(name.clone(), |order| {
        let day = date_numeric(order.date).to_string();
        filled(&texts.table, &[("table", &name), ("number", &order.number), ("day", &day)])
    }))
}

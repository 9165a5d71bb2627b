//! What the rules say of an entry as of a moment, with what is known of its account and its results.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::{NaiveDate, NaiveDateTime};
use qabul_core::application::Step;
use qabul_core::campaign::{
    Act, Campaign, CertificateRule, Exam, Holder, PlannedSitting, Programme, Regulation, SittingId,
};
use qabul_core::eligibility::{
    Applicant, Case, Exemption, Judged, conclusion, judge as judged, of_application_alone,
};
use qabul_core::money::Qepik;
use qabul_core::refusal::Refusal;
use qabul_core::result::PastResult;
use qabul_store::{CaseRow, MovementRow, People, Reader};

use crate::campaigns;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::views::eligibility::{
    AccountView, ClaimLine, JudgeRequest, Judgement, LaterExam, MovementLine,
};
use crate::views::preferences::Language;
use crate::words::Words;

/// What rules a sitting: its campaign in the last edition, and the regulation that this names.
pub(crate) struct Ruled {
    campaign: Campaign,
    edition: u32,
    regulation: Regulation,
    sitting: SittingId,
}

/// What rules the sittings that were met, each worked out once.
#[derive(Default)]
pub(crate) struct Rules(HashMap<SittingId, Ruled>);

impl Rules {
    /// What rules a sitting.
    pub(crate) fn of(&mut self, reader: &Reader<'_>, id: SittingId) -> Result<&Ruled, Failure> {
        Ok(match self.0.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Ruled::of(reader, id)?),
        })
    }
}

impl Ruled {
    pub(crate) fn of(reader: &Reader<'_>, sitting: SittingId) -> Result<Self, Failure> {
        let (campaign, edition) = campaigns::campaign(reader, &sitting.campaign(), None)?;
        let regulation = campaigns::regulation(reader, &campaign)?;
        Ok(Self { campaign, edition, regulation, sitting })
    }

    /// ISO codes of the languages that the exam offers.
    pub(crate) fn languages(&self) -> Vec<String> {
        self.campaign.exam(self.sitting.stage).map_or_else(Vec::new, |exam| exam.languages.clone())
    }

    /// The sitting.
    pub(crate) fn id(&self) -> SittingId {
        self.sitting
    }

    /// The sitting as the campaign plans it.
    pub(crate) fn planned(&self) -> Option<&PlannedSitting> {
        self.campaign.sitting(self.sitting).map(|(_, planned)| planned)
    }

    /// The name of the exam in a language, without stage and attempt.
    pub(crate) fn exam_name(&self, words: &Words) -> String {
        let exam = self.campaign.exam(self.sitting.stage);
        exam.map_or_else(String::new, |exam| match words.language() {
            Language::Az => exam.name.az.clone(),
            Language::En => exam.name.en.clone(),
            Language::Ru => exam.name.ru.clone(),
        })
    }

    /// Whether a certificate can take the place of the exam.
    pub(crate) fn exempts(&self) -> bool {
        self.campaign.exam(self.sitting.stage).is_some_and(|exam| !exam.languages.is_empty())
    }

    /// Which certificates take the place of the exam.
    pub(crate) fn certificates(&self) -> CertificateRule {
        self.regulation.certificates()
    }

    /// The acts that set the regulation.
    pub(crate) fn acts(&self) -> &[Act] {
        &self.regulation.acts
    }

    /// The points that pass the exam.
    pub(crate) fn pass_mark(&self) -> Option<u16> {
        self.regulation.exam(self.sitting.stage).map(|scoring| scoring.pass)
    }

    /// The day on which certificates must be good, where the campaign sets one.
    pub(crate) fn certificates_on(&self) -> Option<NaiveDate> {
        self.planned()?.certificates_on
    }

    /// The last day to pay what fell due after confirmation; the day before the exam where the campaign
    /// sets none.
    pub(crate) fn claims_due(&self) -> Option<NaiveDate> {
        let sitting = self.planned()?;
        let day_before = || sitting.parts.iter().filter_map(|part| part.date).min()?.pred_opt();
        sitting.claims_due().or_else(day_before)
    }

    /// Whether the campaign leads to a doctorate.
    pub(crate) fn is_doctoral(&self) -> bool {
        self.campaign.programme == Programme::Doctoral
    }

    /// Whether the sitting may be entered at a moment.
    pub(crate) fn window_open(&self, at: NaiveDateTime) -> bool {
        self.campaign.windows_of(self.sitting).any(|window| window.holds(at))
    }

    /// Whether a certificate frees the entry from the fee, for now or for good.
    pub(crate) fn waives(&self, row: &CaseRow) -> bool {
        let exam = self.campaign.exam(self.sitting.stage);
        row.exemption != Exemption::None && exam.is_some_and(|exam| !exam.languages.is_empty())
    }

    /// What the entry costs: by the day on which it was made, or the moment's.
    pub(crate) fn fee(&self, row: &CaseRow, at: NaiveDateTime) -> Qepik {
        let day = row.course.entered.unwrap_or(at).date();
        self.campaign.exam(self.sitting.stage).map_or(Qepik::ZERO, |exam| exam.fee(day))
    }

    pub(crate) fn judge(
        &self,
        row: &CaseRow,
        results: &[PastResult],
        at: NaiveDateTime,
    ) -> Vec<Judged> {
        judged(&self.case(row, results, at))
    }

    /// What the exams ask that institutions hold after this one, the next first.
    fn afterwards(
        &self,
        row: &CaseRow,
        results: &[PastResult],
        at: NaiveDateTime,
    ) -> Vec<LaterExam> {
        let later =
            |exam: &&Exam| exam.holder == Holder::Institution && exam.stage > self.sitting.stage;
        let of = |exam: &Exam| {
            let sitting = SittingId { stage: exam.stage, attempt: 1, ..self.sitting };
            let case = Case { sitting, ..self.case(row, results, at) };
            LaterExam { name: exam.name.clone(), judged: judged(&case) }
        };
        self.campaign.exams.iter().filter(later).map(of).collect()
    }

    /// Whether a confirmation now is of the application alone.
    pub(crate) fn of_application_alone(&self, row: &CaseRow, at: NaiveDateTime) -> bool {
        of_application_alone(&self.case(row, &[], at))
    }

    fn case<'c>(
        &'c self,
        row: &'c CaseRow,
        results: &'c [PastResult],
        at: NaiveDateTime,
    ) -> Case<'c> {
        // Amounts of the registry are never below zero.
        let money = |qepik: i64| Qepik::try_from(qepik).unwrap_or_default();
        Case {
            at,
            campaign: &self.campaign,
            regulation: &self.regulation,
            sitting: self.sitting,
            applicant: Applicant {
                citizenship: row.citizenship,
                education: &row.education,
                language: &row.choices.language,
                cabinet: row.balance.is_some(),
                balance: money(row.balance.unwrap_or_default()),
                charged: money(row.charged),
                exemption: row.exemption,
                confirmed: row.course.confirmed,
                entered: row.course.entered,
                results,
                // The registry holds one application a person and campaign.
                others: &[],
            },
        }
    }
}

/// `applications.judge`
pub(crate) fn judge(desk: &Desk, request: &JudgeRequest) -> Result<Judgement, Failure> {
    let at = request.at.unwrap_or_else(|| desk.host().now());
    desk.people(|people| {
        let row = people.case(request.id)?.ok_or(Refusal::NoApplication)?;
        judgement(people, &row, at)
    })
}

/// All that is judged of an entry as of a moment.
pub(crate) fn judgement(
    people: &People<'_>,
    row: &CaseRow,
    at: NaiveDateTime,
) -> Result<Judgement, Failure> {
    let ruled = Ruled::of(people, row.sitting)?;
    let results = people.results(row.candidate)?;
    let judged = ruled.judge(row, &results, at);
    let afterwards = ruled.afterwards(row, &results, at);
    let named = judged.iter().chain(afterwards.iter().flat_map(|exam| &exam.judged));
    Ok(Judgement {
        at,
        stand: row.place.stand(),
        campaign: ruled.campaign.name(),
        edition: ruled.edition,
        conclusion: conclusion(&judged),
        steps: open_steps(row),
        application_alone: ruled.of_application_alone(row, at),
        sources: campaigns::lines(named.filter_map(|it| it.source.as_ref()))?,
        judged,
        afterwards,
        fee: ruled.fee(row, at),
        charged: row.charged,
        exemption: row.exemption,
        submitted: row.course.submitted,
        confirmed: row.course.confirmed,
        confirmed_by: row.course.confirmed_by,
        commission: row.course.commission.clone(),
        reason: row.course.reason.clone(),
        account: account(people, row)?,
        claim: row.claim.map(|it| ClaimLine { amount: it.amount, due: it.due.to_string() }),
        exempts: ruled.exempts(),
        results,
    })
}

fn open_steps(row: &CaseRow) -> Vec<Step> {
    let open = |step: &&Step| !row.merged && row.place.after(**step, row.alone).is_some();
    Step::ALL.iter().filter(open).copied().collect()
}

fn account(people: &People<'_>, row: &CaseRow) -> Result<Option<AccountView>, Failure> {
    let Some(account) = people.account(row.candidate)? else { return Ok(None) };
    let mut balance = 0;
    let line = |it: MovementRow| {
        balance += it.amount;
        MovementLine {
            kind: it.kind,
            amount: it.amount,
            balance,
            day: it.day,
            reference: it.reference,
            reason: it.reason,
            by: it.by,
            at: it.at,
            here: it.entry.is_none_or(|entry| entry == row.entry),
        }
    };
    let mut movements: Vec<MovementLine> =
        people.movements(row.candidate)?.into_iter().map(line).collect();
    movements.reverse();
    Ok(Some(AccountView {
        portal: account.portal,
        opened_at: account.opened_at,
        opened_by: account.opened_by,
        balance: account.balance,
        movements,
    }))
}

//! The exemption notice as data: that a certificate takes the place of the language exam, and on what that rests.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;

use crate::person::Name;
use crate::slip::Serial;

/// The words of a notice in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeTexts {
    /// The country.
    pub republic: String,
    /// The center, in capitals as text.
    pub center: String,
    /// `{year}`: the line below the center.
    pub code: String,
    /// The form and its edition.
    pub form: String,
    /// Its title.
    pub title: String,
    /// Label of its number.
    pub number: String,
    /// Label of its day.
    pub date: String,
    /// Label of the work number.
    pub work_number: String,
    /// Label of the name.
    pub name: String,
    /// Label of the FİN.
    pub fin: String,
    /// `{language}`: what is decided.
    pub verdict: String,
    /// Why, in one sentence.
    pub because: String,
    /// Head of the facts.
    pub basis: String,
    /// Labels of the facts.
    pub facts: FactLabels,
    /// `{level}`, `{least}`: the level reached and asked for.
    pub level: String,
    /// `{day}`: the last day on which the certificate is good.
    pub good_until: String,
    /// Said where it is good for good.
    pub for_good: String,
    /// `{table}`, `{number}`, `{day}`: the table and the Center's order that set it.
    pub table: String,
    /// `{reason}`: said where no table decided and a person did.
    pub by_person: String,
    /// `{points}`: the pass mark that it stands for.
    pub points: String,
    /// `{number}`, `{day}`: an act of the Cabinet of Ministers.
    pub act: String,
    /// `{fee}`: the fee that is not paid.
    pub fee: String,
    /// Head of what to heed.
    pub attention: String,
    /// What to heed.
    pub heed: Vec<String>,
    /// Labels of the lines to sign on: who, and the signature.
    pub sign: [String; 2],
    /// The place of the seal.
    pub seal: String,
    /// `{serial}`, `{form}`, `{at}`: the line at the foot.
    pub trace: String,
    /// The word across a sample.
    pub sample: String,
    /// The band over a sample.
    pub sample_band: String,
}

/// Labels of the facts that a decision rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactLabels {
    /// The kind of certificate.
    pub certificate: String,
    /// Its number.
    pub number: String,
    /// The day of its test.
    pub tested: String,
    /// The result.
    pub result: String,
    /// The level.
    pub level: String,
    /// How long it is good.
    pub good: String,
    /// The table.
    pub table: String,
    /// The pass mark that it stands for.
    pub points: String,
    /// The acts.
    pub acts: String,
    /// The fee.
    pub fee: String,
}

/// The words of notices in every language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllNoticeTexts {
    /// Azerbaijani.
    pub az: NoticeTexts,
    /// English.
    pub en: NoticeTexts,
    /// Russian.
    pub ru: NoticeTexts,
}

/// One fact: its label, what it is, and whether it is one of those that decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeFact {
    /// Its label.
    pub label: String,
    /// What it is.
    pub value: String,
    /// Whether it decides.
    pub decides: bool,
}

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whether it is of the sample.
    pub sample: bool,
    /// Year of the campaign.
    pub year: u16,
    /// The exam, without stage and attempt.
    pub exam: String,
    /// Its number.
    pub serial: Serial,
    /// The day of the decision.
    pub date: NaiveDate,
    /// Work number with check digit.
    pub work_number: String,
    /// Whose it is.
    pub name: Name,
    /// FİN.
    pub fin: String,
    /// The language of the exam, in words.
    pub language: String,
    /// What the decision rests on.
    pub facts: Vec<NoticeFact>,
    /// The 193 digits of its QR.
    pub code: String,
    /// When it was printed, local wall time.
    pub printed_at: NaiveDateTime,
}

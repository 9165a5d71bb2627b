//! What screens ask and learn of the form of an application.

use std::collections::BTreeMap;

use qabul_core::application::Stand;
use qabul_core::campaign::SittingId;
use qabul_core::fault::Finding;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::eligibility::Judgement;

/// Opens a form: of an entry, of a draft, or a new one; with a FİN, for somebody who is there already.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OpenForm {
    /// The sitting that is applied for.
    pub sitting: SittingId,
    /// The entry to change.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// The draft to go on with.
    #[ts(type = "number | null")]
    pub draft: Option<i64>,
    /// Whose papers to begin with.
    pub fin: Option<String>,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FormView {
    /// The sitting.
    pub sitting: SittingId,
    /// The entry that is changed.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// Which version of it was looked at; that of the draft, so that what changed since is not
    /// overwritten unseen.
    #[ts(type = "number")]
    pub version: i64,
    /// Its work number, `204817-6`.
    pub work_number: Option<String>,
    /// Where it stands.
    pub stand: Option<Stand>,
    /// The text of every field by its key.
    pub typed: BTreeMap<String, String>,
    /// The photo that is kept, as a data address.
    pub photo: Option<String>,
    /// The draft that the text is of.
    pub draft: Option<DraftKept>,
    /// Entries of people from whom that of the draft was told apart.
    #[ts(type = "number[]")]
    pub apart: Vec<i64>,
    /// Cities of the sitting.
    pub cities: Vec<String>,
    /// ISO codes of the languages that the exam offers; none where it has no choice of language.
    pub languages: Vec<String>,
    /// Whether the campaign leads to a doctorate.
    pub doctoral: bool,
    /// Institutions that applications name, the most frequent first.
    pub institutions: Vec<String>,
    /// Organisations of the list, in order; none where staff have no list yet.
    pub organisations: Vec<String>,
    /// New applications that whoever is signed in began and did not save, newest first.
    pub drafts: Vec<DraftLine>,
}

/// A draft that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DraftKept {
    /// Its number.
    #[ts(type = "number")]
    pub id: i64,
    /// When, `2026-06-15T10:12:03`.
    pub at: String,
}

/// A new application that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DraftLine {
    /// The draft.
    #[ts(type = "number")]
    pub id: i64,
    /// Its sitting.
    pub sitting: SittingId,
    /// When it was kept last.
    pub at: String,
    /// The name as far as it was typed; may be empty.
    pub name: String,
}

/// Looks through what is typed so far.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CheckForm {
    /// The sitting.
    pub sitting: SittingId,
    /// The entry that is changed.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// The draft that goes with it.
    #[ts(type = "number | null")]
    #[serde(default)]
    pub draft: Option<i64>,
    /// The fields.
    pub typed: BTreeMap<String, String>,
}

/// What is wrong, what the rules say, and who this may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FormCheck {
    /// Everything that is wrong, and what to look at, in the order of the fields.
    pub findings: Vec<Finding>,
    /// What the rules would say, as soon as the studies are right.
    pub judgement: Option<Judgement>,
    /// People of the registry who may be the same.
    pub similar: Vec<Similar>,
}

/// Why somebody may be the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Likeness {
    /// The same FİN.
    Fin,
    /// The same identity document under another FİN.
    Document,
    /// The same name and birth date under another FİN.
    NameAndBirth,
    /// The same photo.
    Photo,
}

/// Somebody of the registry who may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Similar {
    /// Why.
    pub why: Likeness,
    /// The newest entry of that person.
    #[ts(type = "number")]
    pub id: i64,
    /// Its sitting.
    pub sitting: SittingId,
    /// `Surname Given Patronymic`.
    pub name: String,
    /// Birth date, ISO.
    pub birth: String,
    /// FİN.
    pub fin: String,
    /// Identity document, spaced.
    pub document: String,
    /// Work number with check digit.
    pub work_number: String,
    /// The entry of that person in this very sitting, where there is one.
    #[ts(type = "number | null")]
    pub here: Option<i64>,
}

/// Keeps what is typed, outside the registry's records.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KeepDraft {
    /// The sitting.
    pub sitting: SittingId,
    /// The entry that is changed.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// The version of it that was looked at.
    #[ts(type = "number")]
    pub version: i64,
    /// The draft to keep it over.
    #[ts(type = "number | null")]
    pub draft: Option<i64>,
    /// Entries of people from whom this one was told apart.
    #[ts(type = "number[]")]
    #[serde(default)]
    pub apart: Vec<i64>,
    /// The fields.
    pub typed: BTreeMap<String, String>,
}

/// Names a draft.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DraftRequest {
    /// Its number.
    #[ts(type = "number")]
    pub draft: i64,
}

/// Saves a form.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SaveForm {
    /// The sitting.
    pub sitting: SittingId,
    /// The entry to change; nothing for a new application.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// The version that was looked at.
    #[ts(type = "number")]
    pub version: i64,
    /// The draft that goes with it.
    #[ts(type = "number | null")]
    pub draft: Option<i64>,
    /// Entries of people from whom this one was told apart.
    #[ts(type = "number[]")]
    #[serde(default)]
    pub apart: Vec<i64>,
    /// The fields.
    pub typed: BTreeMap<String, String>,
}

/// A form that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FormSaved {
    /// The entry.
    #[ts(type = "number")]
    pub id: i64,
    /// Its work number with check digit.
    pub work_number: String,
    /// Whether it is to be confirmed again.
    pub again: bool,
}

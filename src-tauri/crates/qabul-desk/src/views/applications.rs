//! Applications as lists, rows, one record, search hits.

use qabul_core::application::{Sector, Stand, Standing};
use qabul_core::campaign::SittingId;
use qabul_core::eligibility::{Answer, Exemption};
use qabul_core::person::Sex;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::files::FileHandle;

/// Which applications of a sitting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct ListFilter {
    /// Only this city.
    pub city: Option<String>,
    /// Only this sector.
    pub sector: Option<Sector>,
    /// Only who sits in this hall.
    #[ts(type = "number | null")]
    pub hall: Option<i64>,
    /// Only with, or only without, a seat.
    pub seated: Option<bool>,
    /// Only with, or only without, a printed slip.
    pub printed: Option<bool>,
    /// Only with, or only without, a photo.
    pub photo: Option<bool>,
    /// Only who stands so.
    pub stand: Option<Stand>,
    /// Only with a certificate that stands so.
    pub exemption: Option<Exemption>,
    /// Only who waits to be confirmed or registered, or only who does not.
    pub waiting: Option<bool>,
    /// Only with, or only without, a fee that is due.
    pub claim: Option<bool>,
    /// Only who waits to be confirmed, and of whom the rules say this now.
    pub conclusion: Option<Answer>,
    /// Only with this tag.
    pub tag: Option<String>,
    /// Only names whose folded form holds this, or FİN or work number that begin with it.
    pub text: Option<String>,
}

/// By what a list is ordered; ties go by name, then by work number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ListOrder {
    /// Surname, given name, patronymic in Azerbaijani order.
    #[default]
    Name,
    /// Work number.
    WorkNumber,
    /// FİN.
    Fin,
    /// City, building, hall, row, seat.
    Seat,
}

/// Asks for a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ListRequest {
    /// The sitting.
    pub sitting: SittingId,
    /// Which applications.
    #[serde(default)]
    pub filter: ListFilter,
    /// In which order.
    #[serde(default)]
    pub order: ListOrder,
    /// From the end.
    #[serde(default)]
    pub descending: bool,
}

/// A list: its ids stay with the desk, rows come on demand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ListAnswer {
    /// The list's number, for [`RowsRequest`].
    pub list: u32,
    /// Applications in it.
    pub total: u32,
    /// Applications of the sitting without any filter.
    pub of: u32,
    /// The first rows, at most a hundred.
    pub rows: Vec<ApplicationLine>,
}

/// Asks for rows of a list.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RowsRequest {
    /// The list.
    pub list: u32,
    /// First row, from 0.
    pub from: u32,
    /// How many, at most 500.
    pub count: u32,
}

/// Rows of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Rows {
    /// The rows.
    pub rows: Vec<ApplicationLine>,
}

/// Ids of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Ids {
    /// The ids, in the list's order.
    #[ts(type = "Array<number>")]
    pub ids: Vec<i64>,
}

/// One application in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ApplicationLine {
    /// The application's id.
    #[ts(type = "number")]
    pub id: i64,
    /// Work number with its check digit, `204817-6`.
    pub work_number: String,
    /// `Surname Given Patronymic`.
    pub name: String,
    /// FİN.
    pub fin: String,
    /// City.
    pub city: String,
    /// Sector.
    pub sector: Sector,
    /// What was paid, in qəpik.
    #[ts(type = "number")]
    pub paid: i64,
    /// Where it stands.
    pub stand: Stand,
    /// Whether the fee is to be paid still: neither charged nor waived.
    pub owes: bool,
    /// Building, where seated.
    pub building: Option<String>,
    /// Hall code, where seated.
    pub hall: Option<String>,
    /// Row, where seated.
    pub row: Option<u16>,
    /// Seat, where seated.
    pub seat: Option<u16>,
    /// Run of the last printed slip.
    pub run: Option<u32>,
    /// Whether there is a photo.
    pub photo: bool,
}

/// Names an application.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ApplicationRequest {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
}

/// All about one application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ApplicationDetail {
    /// Into whom its person was merged.
    pub same: Option<Hit>,
    /// What the list shows.
    pub line: ApplicationLine,
    /// The sitting.
    pub sitting: SittingId,
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given: String,
    /// Patronymic, may be empty.
    pub patronymic: String,
    /// Identity document, spaced.
    pub document: String,
    /// Citizenship code.
    pub citizenship: String,
    /// Sex.
    pub sex: Sex,
    /// Birth date, ISO.
    pub birth: String,
    /// Telephone, spaced.
    pub phone: Option<String>,
    /// Standing.
    pub standing: Standing,
    /// Institution.
    pub institution: String,
    /// Fee in qəpik.
    #[ts(type = "number")]
    pub fee: i64,
    /// The day of confirmation, ISO.
    pub confirmed_on: Option<String>,
    /// Street address of the building, where seated.
    pub address: Option<String>,
    /// Floor, where seated.
    pub floor: Option<i16>,
    /// Latest arrival, where seated, `08:45`.
    pub arrive_by: Option<String>,
    /// Photo as a `data:` address of a JPEG.
    pub photo: Option<String>,
    /// Slips printed for it, newest first.
    pub slips: Vec<PrintedSlip>,
    /// Cyrillic letters in the Latin name: kept as typed, shown for a person to look at.
    pub look_alikes: Vec<qabul_core::text::LookAlike>,
    /// What happened to it, newest first, at most fifty.
    pub history: Vec<HistoryLine>,
    /// Tags.
    pub tags: Vec<String>,
    /// Notes, newest first.
    pub notes: Vec<NoteLine>,
}

/// A printed slip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintedSlip {
    /// `RZ26 № 000817-4`.
    pub serial: String,
    /// Run.
    pub run: u32,
    /// Sheet of the run.
    pub sheet: u32,
    /// When, `2026-06-15T10:12`.
    pub at: String,
}

/// A deed that touched a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HistoryLine {
    /// When, local wall time, `2026-06-15T10:12:03`.
    pub at: String,
    /// Who.
    pub by: String,
    /// What, by the deed's key.
    pub deed: qabul_core::journal::Deed,
    /// Whether it began with this: what it began with stands beside its history.
    pub begun: bool,
    /// What changed: field, before, after.
    pub changes: Vec<FieldChange>,
}

/// One changed field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldChange {
    /// The field's key.
    pub field: String,
    /// What stood there; nothing for a new record.
    pub before: Option<String>,
    /// What stands there now.
    pub after: Option<String>,
}

/// A choice of applications: named ones, or a whole list but for some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "choice", rename_all = "snake_case")]
#[ts(export)]
pub enum Selection {
    /// These.
    Ids {
        /// Their ids.
        #[ts(type = "Array<number>")]
        ids: Vec<i64>,
    },
    /// All of a list but these.
    List {
        /// The list.
        list: u32,
        /// Left out.
        #[ts(type = "Array<number>")]
        except: Vec<i64>,
    },
}

/// Looks for people everywhere in the registry.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SearchRequest {
    /// FİN, work number, or any part of a name, typed with or without Azerbaijani letters.
    pub text: String,
}

/// Who was found: exact FİN and work number first, then at most fifty names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Found {
    /// The hits.
    pub hits: Vec<Hit>,
    /// Whether more names match than are shown.
    pub more: bool,
}

/// One person found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Hit {
    /// The application's id.
    #[ts(type = "number")]
    pub id: i64,
    /// Its sitting.
    pub sitting: SittingId,
    /// `Surname Given Patronymic`.
    pub name: String,
    /// FİN.
    pub fin: String,
    /// Work number with check digit.
    pub work_number: String,
    /// Found by FİN or work number, not by name.
    pub exact: bool,
    /// Which letters of the name matched, as pairs of first and past-the-last letter.
    pub matched: Vec<(u32, u32)>,
}

/// Exports a choice as CSV or XLSX, by the name of the file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExportRequest {
    /// Which applications, in the order of the list.
    pub selection: Selection,
    /// Where to.
    pub file: FileHandle,
}

/// An export that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Exported {
    /// Rows in the file.
    pub rows: u32,
}

/// A note on an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NoteLine {
    /// When.
    pub at: String,
    /// By whom.
    pub by: String,
    /// What.
    pub text: String,
}

//! Applications as cells of an export: heads and words that [`super::lift`] reads back unchanged.

use qabul_core::application::{Application, Sector, Standing};
use qabul_core::person::{Candidate, Sex};

use crate::write::Cell;

/// The fields of an export by their keys, in the order of its columns.
pub const FIELDS: [&str; 16] = [
    "work_number",
    "fin",
    "document",
    "surname",
    "given",
    "patronymic",
    "birth",
    "sex",
    "citizenship",
    "phone",
    "city",
    "sector",
    "standing",
    "institution",
    "paid",
    "confirmed",
];

/// Azerbaijani heads, in the order of [`FIELDS`].
pub const HEADS_AZ: [&str; 16] = [
    "İş nömrəsi",
    "FİN",
    "Şəxsiyyət vəsiqəsi",
    "Soyad",
    "Ad",
    "Ata adı",
    "Doğum tarixi",
    "Cins",
    "Vətəndaşlıq",
    "Telefon",
    "Şəhər",
    "Bölmə",
    "Status",
    "Təhsil müəssisəsi",
    "Ödənilib",
    "Təsdiq tarixi",
];

/// English heads, in the order of [`FIELDS`].
pub const HEADS_EN: [&str; 16] = [
    "Work number",
    "FIN",
    "Identity document",
    "Surname",
    "Given name",
    "Patronymic",
    "Date of birth",
    "Sex",
    "Citizenship",
    "Phone",
    "City",
    "Sector",
    "Standing",
    "Institution",
    "Paid",
    "Confirmed",
];

/// Russian heads, in the order of [`FIELDS`].
pub const HEADS_RU: [&str; 16] = [
    "Рабочий номер",
    "ФИН",
    "Удостоверение личности",
    "Фамилия",
    "Имя",
    "Отчество",
    "Дата рождения",
    "Пол",
    "Гражданство",
    "Телефон",
    "Город",
    "Сектор",
    "Статус",
    "Учебное заведение",
    "Оплачено",
    "Дата подтверждения",
];

/// The language of an export's heads and words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// Azerbaijani.
    Az,
    /// English.
    En,
    /// Russian.
    Ru,
}

/// The heads in a language, in the order of [`FIELDS`].
#[must_use]
pub fn heads(words: Words) -> &'static [&'static str; 16] {
    match words {
        Words::Az => &HEADS_AZ,
        Words::En => &HEADS_EN,
        Words::Ru => &HEADS_RU,
    }
}

/// One application as cells, in the order of [`FIELDS`]. Work numbers carry their check digit: the
/// hyphen also keeps a spreadsheet from taking `004817` for a number.
#[must_use]
pub fn cells(candidate: &Candidate, application: &Application, words: Words) -> Vec<Cell> {
    let name = &candidate.name;
    vec![
        application.work_number.map(|number| number.checked()).into(),
        candidate.fin.as_str().into(),
        candidate.document.as_str().into(),
        name.surname.as_str().into(),
        name.given.as_str().into(),
        name.patronymic.as_str().into(),
        candidate.birth.into(),
        sex(candidate.sex, words).into(),
        candidate.citizenship.code().into(),
        candidate.phone.as_ref().map(|phone| phone.as_str().to_owned()).into(),
        application.city.as_str().into(),
        sector(application.sector, words).into(),
        standing(application.standing, words).into(),
        application.institution.as_str().into(),
        application.paid.into(),
        application.confirmed.into(),
    ]
}

/// The word for sex that lists use.
#[must_use]
pub fn sex(sex: Sex, words: Words) -> &'static str {
    match (sex, words) {
        (Sex::Male, Words::Az) => "kişi",
        (Sex::Male, Words::En) => "male",
        (Sex::Male, Words::Ru) => "мужской",
        (Sex::Female, Words::Az) => "qadın",
        (Sex::Female, Words::En) => "female",
        (Sex::Female, Words::Ru) => "женский",
    }
}

/// The word for the sector that lists use.
#[must_use]
pub fn sector(sector: Sector, words: Words) -> &'static str {
    match (sector, words) {
        (Sector::Azerbaijani, Words::Az) => "Azərbaycan",
        (Sector::Azerbaijani, Words::En) => "Azerbaijani",
        (Sector::Azerbaijani, Words::Ru) => "азербайджанский",
        (Sector::Russian, Words::Az) => "rus",
        (Sector::Russian, Words::En) => "Russian",
        (Sector::Russian, Words::Ru) => "русский",
    }
}

/// The words for the standing that lists use.
#[must_use]
pub fn standing(standing: Standing, words: Words) -> &'static str {
    match (standing, words) {
        (Standing::GraduateThisYear, Words::Az) => "bu ilin məzunu",
        (Standing::GraduateThisYear, Words::En) => "graduate this year",
        (Standing::GraduateThisYear, Words::Ru) => "выпускник этого года",
        (Standing::GraduateEarlier, Words::Az) => "əvvəlki illərin məzunu",
        (Standing::GraduateEarlier, Words::En) => "graduate earlier",
        (Standing::GraduateEarlier, Words::Ru) => "выпускник прошлых лет",
        (Standing::Student, Words::Az) => "tələbə",
        (Standing::Student, Words::En) => "student",
        (Standing::Student, Words::Ru) => "студент",
        (Standing::Resident, Words::Az) => "rezident",
        (Standing::Resident, Words::En) => "resident",
        (Standing::Resident, Words::Ru) => "резидент",
    }
}

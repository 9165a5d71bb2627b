//! Applications as cells of an export: heads and words that [`super::lift`] reads back unchanged.

use qabul_core::application::{Application, Path, Sector, Standing};
use qabul_core::education::{Level, Nostrification};
use qabul_core::person::{Candidate, Sex};

use crate::write::Cell;

/// The fields of an export by their keys, in the order of its columns.
pub const FIELDS: [&str; 30] = [
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
    "email",
    "residence",
    "country",
    "level",
    "direction",
    "completed_year",
    "final_year",
    "graduated",
    "nostrification",
    "language",
    "specialty",
    "organisation",
    "path",
    "accommodations",
];

/// Azerbaijani heads, in the order of [`FIELDS`].
pub const HEADS_AZ: [&str; 30] = [
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
    "E-poçt",
    "Yaşayış ünvanı",
    "Təhsil aldığı ölkə",
    "Təhsil səviyyəsi",
    "İstiqamət",
    "Kurs",
    "Son kurs",
    "Bitirmə ili",
    "Nostrifikasiya",
    "İmtahan dili",
    "İxtisas",
    "Doktorantura müəssisəsi",
    "Təhsil forması",
    "Xüsusi şərait",
];

/// English heads, in the order of [`FIELDS`].
pub const HEADS_EN: [&str; 30] = [
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
    "E-mail",
    "Home address",
    "Country of education",
    "Level of education",
    "Direction",
    "Completed year",
    "Final year",
    "Graduation year",
    "Recognition",
    "Exam language",
    "Specialty",
    "Doctoral institution",
    "Form of training",
    "Accommodations",
];

/// Russian heads, in the order of [`FIELDS`].
pub const HEADS_RU: [&str; 30] = [
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
    "Электронная почта",
    "Адрес проживания",
    "Страна обучения",
    "Уровень образования",
    "Направление",
    "Курс",
    "Выпускной курс",
    "Год окончания",
    "Нострификация",
    "Язык экзамена",
    "Специальность",
    "Научная организация",
    "Форма подготовки",
    "Особые условия",
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
pub fn heads(words: Words) -> &'static [&'static str; 30] {
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
    let Application { education, choices, .. } = application;
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
        standing(education.standing, words).into(),
        education.institution.as_str().into(),
        application.paid.into(),
        application.confirmed.into(),
        candidate.email.as_ref().map(|email| email.as_str().to_owned()).into(),
        candidate.residence.as_str().into(),
        education.country.code().into(),
        education.level.map(|it| level(it, words).to_owned()).into(),
        education.direction.as_str().into(),
        education.completed_year.map(|year| year.to_string()).into(),
        education.final_year.then(|| yes(words).to_owned()).into(),
        education.graduated.map(|year| year.to_string()).into(),
        education.nostrification.map(|it| nostrification(it, words).to_owned()).into(),
        choices.language.as_str().into(),
        choices.specialty.as_str().into(),
        choices.organisation.as_str().into(),
        choices.path.map(|it| path(it, words).to_owned()).into(),
        choices.accommodations.as_str().into(),
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

fn yes(words: Words) -> &'static str {
    match words {
        Words::Az => "bəli",
        Words::En => "yes",
        Words::Ru => "да",
    }
}

/// The words for the level of education that lists use.
#[must_use]
pub fn level(level: Level, words: Words) -> &'static str {
    match (level, words) {
        (Level::BasicMedical, Words::Az) => "əsas tibb təhsili",
        (Level::BasicMedical, Words::En) => "basic medical",
        (Level::BasicMedical, Words::Ru) => "базовое медицинское",
        (Level::Bachelor, Words::Az) => "bakalavr",
        (Level::Bachelor, Words::En) => "bachelor",
        (Level::Bachelor, Words::Ru) => "бакалавр",
        (Level::Master, Words::Az) => "magistr",
        (Level::Master, Words::En) => "master",
        (Level::Master, Words::Ru) => "магистр",
        (Level::MasterEquivalent, Words::Az) => "magistrə bərabər",
        (Level::MasterEquivalent, Words::En) => "master equivalent",
        (Level::MasterEquivalent, Words::Ru) => "приравнено к магистру",
    }
}

/// The words for the recognition of a diploma that lists use.
#[must_use]
pub fn nostrification(state: Nostrification, words: Words) -> &'static str {
    match (state, words) {
        (Nostrification::Pending, Words::Az) => "baxılır",
        (Nostrification::Pending, Words::En) => "pending",
        (Nostrification::Pending, Words::Ru) => "рассматривается",
        (Nostrification::Recognised, Words::Az) => "tanınıb",
        (Nostrification::Recognised, Words::En) => "recognised",
        (Nostrification::Recognised, Words::Ru) => "признан",
        (Nostrification::Refused, Words::Az) => "tanınmayıb",
        (Nostrification::Refused, Words::En) => "refused",
        (Nostrification::Refused, Words::Ru) => "не признан",
    }
}

/// The words for the way to the degree that lists use.
#[must_use]
pub fn path(path: Path, words: Words) -> &'static str {
    match (path, words) {
        (Path::Doctorate, Words::Az) => "doktorantura",
        (Path::Doctorate, Words::En) => "doctorate",
        (Path::Doctorate, Words::Ru) => "докторантура",
        (Path::Dissertation, Words::Az) => "dissertantura",
        (Path::Dissertation, Words::En) => "dissertation",
        (Path::Dissertation, Words::Ru) => "диссертантура",
    }
}

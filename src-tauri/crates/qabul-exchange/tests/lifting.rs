//! One row of a list: what is taken, what is noted, and everything that is refused at once.

use chrono::NaiveDate;
use qabul_core::application::{Choices, Path, Sector, Standing, WorkNumber};
use qabul_core::education::{Education, Level, Nostrification};
use qabul_core::fault::{Finding, RowFault, ValueFault, Weight};
use qabul_core::money::Qepik;
use qabul_core::person::Sex;
use qabul_exchange::applications::{self, ApplicationRow, Rules, Seen};
use qabul_exchange::{columns, table};

const HEADS: &str = "İş nömrəsi;FİN;Sənəd;Soyad;Ad;Ata adı;Doğum tarixi;Cins;Vətəndaşlıq;Telefon;\
                     Şəhər;Bölmə;Status;Müəssisə;Ödəniş;Təsdiq tarixi;E-poçt;Ünvan;Ölkə;Təhsil səviyyəsi;\
                     İstiqamət;Kurs;Son kurs;Bitirmə ili;Nostrifikasiya;İmtahan dili;İxtisas;\
                     Elmi təşkilat;Təhsil forması;Xüsusi şərait";
const ROW: &str = "204817;5kq2m8t;AA 4017352;Əliyev;Şahin;Ağarəhim oğlu;14.05.1999;kişi;\
                   Azərbaycan;050 123 45 67;bakı;Azərbaycan;bu ilin məzunu;ATU;60,00;\
                   02.05.2026 16:40;sahin@example.az;Bakı, Ş. Mehdiyev 93;Türkiyə;Bakalavr;\
                   Müalicə işi;6-cı kurs;bəli;2026;tanınıb;ingilis dili;Kardiologiya;\
                   AMEA;Dissertantura;böyük şrift";
const KEYS: [&str; 30] = applications::FIELDS;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Lifts every row of a list against two cities on 2 May 2026.
fn lift_all(text: &str) -> Vec<Result<ApplicationRow, Vec<Finding>>> {
    let cities = ["Bakı", "Gəncə"].map(str::to_owned);
    let rules = Rules { cities: &cities, today: day(2026, 5, 2) };
    let table = table::read(text.as_bytes().to_vec(), "list").unwrap();
    let mapping = columns::applications(&table.heads).unwrap();
    table.rows().map(|row| applications::lift(&row.unwrap(), &mapping, &rules)).collect()
}

fn lift(row: &str) -> Result<ApplicationRow, Vec<Finding>> {
    lift_all(&format!("{HEADS}\n{row}\n")).remove(0)
}

/// The good row with some cells replaced.
fn with(changes: &[(&str, &'static str)]) -> Result<ApplicationRow, Vec<Finding>> {
    let mut cells: Vec<&str> = ROW.split(';').collect();
    for (key, value) in changes {
        cells[KEYS.iter().position(|known| known == key).unwrap()] = value;
    }
    lift(&cells.join(";"))
}

fn fault(key: &str, value: &'static str) -> ValueFault {
    let mut findings = with(&[(key, value)]).expect_err(value);
    assert_eq!(findings.len(), 1, "{findings:?}");
    let finding = findings.remove(0);
    assert_eq!((finding.row, finding.column.as_str(), finding.value.as_str()), (2, key, value));
    match finding.fault {
        RowFault::Value(fault) => fault,
        other => panic!("{other}"),
    }
}

#[test]
fn a_whole_row() {
    let row = lift(ROW).unwrap();
    assert_eq!((row.row, row.looks.len()), (2, 0));
    let (candidate, application) = (row.candidate, row.application);
    let (education, choices) = (application.education, application.choices);
    assert_eq!(candidate.fin.as_str(), "5KQ2M8T");
    assert_eq!(candidate.name.full(), "Əliyev Şahin Ağarəhim oğlu");
    assert_eq!(candidate.document.as_str(), "AA4017352");
    assert_eq!(candidate.citizenship.code(), "AZE");
    assert_eq!((candidate.sex, candidate.birth), (Sex::Male, day(1999, 5, 14)));
    assert_eq!(candidate.phone.unwrap().as_str(), "+994501234567");
    assert_eq!(application.work_number, Some(WorkNumber::parse("204817").unwrap()));
    assert_eq!((application.city.as_str(), education.institution.as_str()), ("Bakı", "ATU"));
    assert_eq!(application.sector, Sector::Azerbaijani);
    assert_eq!(education.standing, Standing::GraduateThisYear);
    assert_eq!(candidate.email.unwrap().as_str(), "sahin@example.az");
    assert_eq!(candidate.residence, "Bakı, Ş. Mehdiyev 93");
    assert_eq!((education.country.code(), education.level), ("TUR", Some(Level::Bachelor)));
    assert_eq!((&*education.direction, education.completed_year), ("Müalicə işi", Some(6)));
    assert_eq!((education.final_year, education.graduated), (true, Some(2026)));
    assert_eq!(education.nostrification, Some(Nostrification::Recognised));
    assert_eq!((&*choices.language, &*choices.specialty), ("en", "Kardiologiya"));
    assert_eq!((&*choices.organisation, choices.path), ("AMEA", Some(Path::Dissertation)));
    assert_eq!(choices.accommodations, "böyük şrift");
    assert_eq!(application.paid, Qepik::try_from(6000).unwrap());
    assert_eq!(application.confirmed, Some(day(2026, 5, 2)));
}

#[test]
fn what_may_be_empty() {
    let filled =
        ["fin", "document", "surname", "given", "birth", "sex", "city", "sector", "standing"];
    let empty = KEYS.iter().filter(|key| !filled.contains(key));
    let row = with(&empty.map(|key| (*key, " ")).collect::<Vec<_>>()).unwrap();
    assert_eq!(row.candidate.name.patronymic, "");
    assert_eq!(row.candidate.citizenship.code(), "AZE");
    assert_eq!(row.candidate.phone, None);
    assert_eq!(row.application.work_number, None);
    let nothing = Education::of(Standing::GraduateThisYear, "".into());
    assert_eq!((row.application.education, row.application.choices), (nothing, Choices::default()));
    assert_eq!((row.candidate.email, &*row.candidate.residence), (None, ""));
    assert_eq!(row.application.paid, Qepik::ZERO);
    assert_eq!(row.application.confirmed, None);
    for key in ["fin", "document", "birth", "sex", "city", "sector", "standing"] {
        assert_eq!(fault(key, ""), ValueFault::Missing, "{key}");
    }
    for key in ["surname", "given"] {
        assert_eq!(fault(key, " "), ValueFault::NameEmpty, "{key}");
    }
}

#[test]
fn each_value_has_its_own_fault() {
    let cities = ["Bakı", "Gəncə"].map(str::to_owned).to_vec();
    let long: &'static str = "x".repeat(301).leak();
    for (key, value, expected) in [
        ("work_number", "4817", ValueFault::WorkNumber),
        ("fin", "5KQ2M8O", ValueFault::FinCitizen),
        ("fin", "12345", ValueFault::FinCitizen),
        ("document", "4017352", ValueFault::DocumentCitizen),
        ("surname", "?liyev", ValueFault::LettersLost),
        ("given", "\u{FFFD}ahin", ValueFault::LettersLost),
        ("patronymic", "A1", ValueFault::NameLetter { letter: '1' }),
        ("birth", "14.05.99", ValueFault::Date),
        ("birth", "03.05.2011", ValueFault::BirthDate { from: 1936, to: 2011 }),
        ("birth", "01.05.1936", ValueFault::BirthDate { from: 1936, to: 2011 }),
        ("sex", "x", ValueFault::Sex),
        ("phone", "12", ValueFault::Phone),
        ("city", "Şəki", ValueFault::City { cities }),
        ("city", "G?nc?", ValueFault::LettersLost),
        ("sector", "ingilis", ValueFault::Sector),
        ("standing", "professor", ValueFault::Standing),
        ("institution", "Az?rbaycan Tibb Universiteti", ValueFault::LettersLost),
        ("institution", long, ValueFault::TooLong { longest: 300 }),
        ("paid", "-1", ValueFault::Amount),
        ("confirmed", "dünən", ValueFault::Date),
        ("email", "sahin", ValueFault::Email),
        ("country", "Atlantida", ValueFault::Citizenship),
        ("level", "lisey", ValueFault::Level),
        ("completed_year", "8", ValueFault::Number { from: 0, to: 7 }),
        ("final_year", "bəlkə", ValueFault::YesNo),
        ("graduated", "2027", ValueFault::Number { from: 1950, to: 2026 }),
        ("nostrification", "bilmirəm", ValueFault::Nostrification),
        ("language", "esperanto", ValueFault::ExamLanguage),
        ("path", "magistratura", ValueFault::Path),
    ] {
        assert_eq!(fault(key, value), expected, "{key} {value}");
    }
    assert!(with(&[("birth", "02.05.2011")]).is_ok() && with(&[("birth", "02.05.1936")]).is_ok());
    assert!(with(&[("institution", "Hansı? Bilinmir")]).is_ok());
}

#[test]
fn all_faults_of_a_row_at_once_each_with_its_place() {
    let findings = with(&[("fin", "X"), ("surname", "Әliyev"), ("sex", "?"), ("paid", "çox")]);
    let seen: Vec<_> = findings
        .unwrap_err()
        .into_iter()
        .map(|f| (f.row, f.column, f.head, f.value, f.weight))
        .collect();
    let at = |column: &str, head: &str, value: &str, weight| {
        (2, column.to_owned(), head.to_owned(), value.to_owned(), weight)
    };
    assert_eq!(
        seen,
        [
            at("fin", "FİN", "X", Weight::Refuses),
            at("surname", "Soyad", "Әliyev", Weight::Look),
            at("sex", "Cins", "?", Weight::Refuses),
            at("paid", "Ödəniş", "çox", Weight::Refuses),
        ]
    );
}

#[test]
fn what_is_odd_but_possible_is_taken_and_noted() {
    let row = with(&[("surname", "Әliyеv"), ("given", "Ayşə  Nur")]).unwrap();
    assert_eq!(row.candidate.name.surname, "Әliyеv", "kept as typed");
    assert_eq!(row.candidate.name.given, "Ayşə  Nur");
    let looks: Vec<_> = row.looks.iter().map(|look| (look.column.as_str(), look.weight)).collect();
    assert_eq!(looks, [("surname", Weight::Look), ("given", Weight::Look)]);
    assert!(matches!(&row.looks[0].fault, RowFault::LookAlikes { letters } if letters.len() == 2));
    assert_eq!(row.looks[1].fault, RowFault::DoubleSpace);
}

#[test]
fn a_dot_that_a_foreign_keyboard_left_out_is_asked_about() {
    for (given, asked) in [
        ("Ilqar", 1),
        ("İlqar", 0),
        ("Əli-Ibrahim", 1),
        ("Işıl", 0),
        ("IBRAHIM", 1),
        ("IDRIS", 1),
        ("Aslı", 0),
    ] {
        let row = with(&[("given", given)]).unwrap();
        let letters = row.looks.iter().filter_map(|look| match &look.fault {
            RowFault::DotMissing { letters } => Some(letters.len()),
            _ => None,
        });
        assert_eq!(letters.sum::<usize>(), asked, "{given}");
        assert_eq!(row.candidate.name.given, given, "kept as typed");
    }
    let foreign = [
        ("citizenship", "Nigeriya"),
        ("fin", "AB123"),
        ("document", "MYI 12345"),
        ("given", "Ibrahim"),
    ];
    assert_eq!(with(&foreign).unwrap().looks, []);
}

#[test]
fn fin_and_document_follow_the_citizenship() {
    for country in ["Türkiyə", "Rusiya", "без гражданства", "PAK"] {
        let foreign = [("citizenship", country), ("fin", "AB123"), ("document", "MYI 12345")];
        let candidate = with(&foreign).unwrap().candidate;
        assert_eq!(candidate.document.spaced(), "MYI 12345", "{country}");
    }
    assert_eq!(fault("citizenship", "Atlantida"), ValueFault::Citizenship);
    // Of an unknown country neither FİN nor document can be held against the person.
    let atlantis = [("citizenship", "Atlantida"), ("fin", "AB123"), ("document", "MYI 12345")];
    let findings = with(&atlantis).unwrap_err();
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].fault, ValueFault::Citizenship.into());
}

#[test]
fn amounts_with_and_without_their_unit() {
    for (typed, qepik) in
        [("60", 6000), ("60.5", 6050), ("60,00 AZN", 6000), ("60 ₼", 6000), ("1 100,50", 110_050)]
    {
        let paid = with(&[("paid", typed)]).unwrap().application.paid;
        assert_eq!(i64::from(paid), qepik, "{typed}");
    }
}

#[test]
fn a_document_in_two_columns() {
    let heads = HEADS.replace("Sənəd", "Seriya;Sənədin nömrəsi");
    let list = |series, number| {
        let row = ROW.replace("AA 4017352", &format!("{series};{number}"));
        lift_all(&format!("{heads}\n{row}\n")).remove(0)
    };
    assert_eq!(list("AZE", "09417725").unwrap().candidate.document.as_str(), "AZE09417725");
    let findings = list("AZE", "9417725").unwrap_err();
    assert_eq!(findings.len(), 1);
    let finding = &findings[0];
    assert_eq!(finding.column, "document");
    assert_eq!(finding.head, "Seriya + Sənədin nömrəsi");
    assert_eq!(finding.value, "AZE 9417725");
    assert_eq!(finding.fault, ValueFault::DocumentCitizen.into());
    assert_eq!(list("", "").unwrap_err()[0].fault, ValueFault::Missing.into());
}

#[test]
fn a_row_with_cells_too_many_or_too_few_is_not_read_at_all() {
    let row = ROW;
    let rows =
        lift_all(&format!("{HEADS}\n{row};\n{row}\n{}\n", ROW.split_once(";050").unwrap().0));
    let count = |row: &Result<ApplicationRow, Vec<Finding>>| match row {
        Err(findings) if findings.len() == 1 => Some((findings[0].row, findings[0].fault.clone())),
        _ => None,
    };
    assert_eq!(count(&rows[0]), Some((2, RowFault::CellCount { expected: 30, found: 31 })));
    assert!(rows[1].is_ok());
    assert_eq!(count(&rows[2]), Some((4, RowFault::CellCount { expected: 30, found: 9 })));
}

#[test]
fn one_person_or_number_in_two_rows() {
    let row = ROW;
    let shout = row.replace("5kq2m8t", " 5KQ2M8T").replace("204817", "204 818");
    let other = row.replace("5kq2m8t", "5KQ2M8U").replace("kişi", "wrong");
    let without = row.replace("5kq2m8t", "5KQ2M8V").replace("204817", "");
    let again = row.replace("5kq2m8t", "5KQ2M8W").replace("204817", "");
    let list = [HEADS, row, &shout, &other, &without, &again].join("\n");
    let table = table::read(list.into_bytes(), "list").unwrap();
    let mapping = columns::applications(&table.heads).unwrap();
    let mut seen = Seen::default();
    let found: Vec<Vec<_>> = table
        .rows()
        .map(|row| seen.findings(&row.unwrap(), &mapping))
        .map(|found| found.into_iter().map(|f| (f.row, f.column, f.fault, f.weight)).collect())
        .collect();
    let fin = (3, "fin".to_owned(), RowFault::FinTwice { other: 2 }, Weight::Refuses);
    let number =
        (4, "work_number".to_owned(), RowFault::WorkNumberTwice { other: 2 }, Weight::Refuses);
    assert_eq!(found, [vec![], vec![fin], vec![number], vec![], vec![]]);
}

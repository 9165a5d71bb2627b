//! What is exported is what is imported: names, digits, quotation marks and line breaks survive.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use qabul_core::application::{Application, Choices, Path, Sector, Standing, WorkNumber};
use qabul_core::education::{Education, Level, Nostrification};
use qabul_core::money::Qepik;
use qabul_core::person::{Candidate, Citizenship, DocumentNumber, Email, Fin, Name, Phone, Sex};
use qabul_exchange::applications::{self, Rules, Words};
use qabul_exchange::{columns, table, write};

const ALPHABET: &str = "[A-ZÇƏĞİÖŞÜIa-zçəğıöşüi]";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 2).unwrap()
}

fn cities() -> [String; 3] {
    ["Bakı", "Gəncə", "Naxçıvan"].map(str::to_owned)
}

fn name() -> impl Strategy<Value = Name> {
    let matching = |pattern: String| proptest::string::string_regex(&pattern).unwrap();
    let part = || matching(format!("{ALPHABET}{{1,20}}([ '-]{ALPHABET}{{1,15}})?"));
    let patronymic = matching(format!("({ALPHABET}{{1,20}} (oğlu|qızı))?"));
    (part(), part(), patronymic).prop_map(|(surname, given, patronymic)| {
        let part = |typed: &str| Name::part(typed).unwrap_or_default();
        Name { surname: part(&surname), given: part(&given), patronymic: part(&patronymic) }
    })
}

fn candidate() -> impl Strategy<Value = Candidate> {
    let foreign = prop_oneof![Just("TUR"), Just("XXA"), Just("DEU")];
    let held = prop_oneof![
        ("[0-9A-HJ-NP-Z]{7}", "(AZE[0-9]{8}|AA[0-9]{7})").prop_map(|(f, d)| ("AZE", f, d)),
        (foreign, "[0-9A-Z]{5,6}", "[0-9A-Z]{5,14}"),
    ];
    let phone = proptest::option::of("\\+994[1-9][0-9]{8}");
    let contact =
        (phone, proptest::option::of("[a-z]{1,8}\\.[a-z0-9]{1,8}@[a-z]{1,8}\\.az"), line());
    (held, name(), any::<bool>(), 0u64..20_000, contact).prop_map(
        |(held, name, male, days, (phone, email, residence))| {
            let (country, fin, document) = held;
            let citizenship = Citizenship::try_from(country.to_owned()).unwrap();
            let birth = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + Days::new(days);
            Candidate {
                fin: Fin::parse(&fin, citizenship).unwrap(),
                name,
                document: DocumentNumber::parse(&document, citizenship).unwrap(),
                citizenship,
                sex: if male { Sex::Male } else { Sex::Female },
                birth,
                phone: phone.map(|phone| Phone::parse(&phone).unwrap()),
                email: email.map(|email| Email::parse(&email).unwrap()),
                residence: residence.trim().into(),
            }
        },
    )
}

/// A line of text as it may stand in a cell.
fn line() -> &'static str {
    "[a-zəşçĞİ0-9\"';,\t\n\r<>&_=+@№ -]{0,40}"
}

fn education() -> impl Strategy<Value = Education> {
    use Standing::{GraduateEarlier, GraduateThisYear, Resident, Student};
    let standing =
        proptest::sample::select(vec![GraduateThisYear, GraduateEarlier, Student, Resident]);
    let nostrification = proptest::option::of(proptest::sample::select(&Nostrification::ALL[..]));
    let level = proptest::option::of(proptest::sample::select(&Level::ALL[..]));
    let country = proptest::sample::select(vec!["AZE", "TUR", "RUS"]);
    let years = (proptest::option::of(0u8..8), any::<bool>(), proptest::option::of(1950u16..2026));
    (standing, line(), country, level, line(), years, nostrification).prop_map(
        |(standing, institution, country, level, direction, years, nostrification)| Education {
            standing,
            institution: institution.trim().into(),
            country: Citizenship::try_from(country.to_owned()).unwrap(),
            level,
            direction: direction.trim().into(),
            completed_year: years.0,
            final_year: years.1,
            graduated: years.2,
            nostrification,
        },
    )
}

fn choices() -> impl Strategy<Value = Choices> {
    let path = proptest::option::of(proptest::sample::select(&Path::ALL[..]));
    let language = proptest::sample::select(vec!["", "en", "de", "az", "ja"]);
    (language, line(), line(), path, line()).prop_map(
        |(language, specialty, organisation, path, accommodations)| Choices {
            language: language.into(),
            specialty: specialty.trim().into(),
            organisation: organisation.trim().into(),
            path,
            accommodations: accommodations.trim().into(),
        },
    )
}

fn application() -> impl Strategy<Value = Application> {
    (
        proptest::option::of(0u32..1_000_000),
        0usize..3,
        any::<bool>(),
        education(),
        choices(),
        prop_oneof![0i64..20_000, 0i64..1 << 40],
        proptest::option::of(0u64..300),
    )
        .prop_map(|(number, city, russian, education, choices, paid, confirmed)| Application {
            work_number: number.map(|number| WorkNumber::try_from(number).unwrap()),
            city: (&cities()[city]).into(),
            sector: if russian { Sector::Russian } else { Sector::Azerbaijani },
            education,
            choices,
            paid: Qepik::try_from(paid).unwrap(),
            confirmed: confirmed.map(|days| today() + Days::new(days)),
        })
}

type Pair = (Candidate, Application);

fn imported(bytes: Vec<u8>) -> Vec<Pair> {
    let table = table::read(bytes, "export").unwrap();
    let mapping = columns::applications(&table.heads).unwrap();
    let rules = Rules { cities: &cities(), today: today() };
    let lift = |row: table::Row<'_>| applications::lift(&row, &mapping, &rules);
    let rows = table.rows().map(|row| lift(row.unwrap()).unwrap_or_else(|all| panic!("{all:?}")));
    rows.map(|row| (row.candidate, row.application)).collect()
}

fn csv(pairs: &[Pair], words: Words) -> Vec<u8> {
    let rows = pairs.iter().map(|(c, a)| applications::cells(c, a, words));
    let mut out = Vec::new();
    write::csv(applications::heads(words), rows, &mut out).unwrap();
    out
}

fn xlsx(pairs: &[Pair], words: Words) -> Vec<u8> {
    let rows = pairs.iter().map(|(c, a)| applications::cells(c, a, words));
    write::xlsx(applications::heads(words), rows, "Ərizələr: 2026/1").unwrap()
}

fn pairs() -> impl Strategy<Value = Vec<Pair>> {
    proptest::collection::vec((candidate(), application()), 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn csv_gives_back_what_was_written(pairs in pairs()) {
        for words in [Words::Az, Words::En, Words::Ru] {
            prop_assert_eq!(imported(csv(&pairs, words)), pairs.clone());
        }
    }

    #[test]
    fn xlsx_gives_back_what_was_written(pairs in pairs()) {
        for words in [Words::Az, Words::En, Words::Ru] {
            prop_assert_eq!(imported(xlsx(&pairs, words)), pairs.clone());
        }
    }

    #[test]
    fn any_cells_at_all_survive_as_text(cells in proptest::collection::vec("\\PC{0,12}", 2..6)) {
        // Blank rows are no rows.
        prop_assume!(cells.iter().any(|cell| !cell.trim().is_empty()));
        let heads: Vec<String> = (0..cells.len()).map(|at| format!("h{at}")).collect();
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let row = || std::iter::once(cells.iter().map(|cell| cell.as_str().into()).collect());
        let mut text = Vec::new();
        write::csv(&heads, row(), &mut text).unwrap();
        let table = table::read(text, "export").unwrap();
        let read: Vec<&str> = table.rows().next().unwrap().unwrap().cells().collect();
        prop_assert_eq!(read, cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let pairs = pairs().new_tree(&mut runner).unwrap().current();
    assert_eq!(xlsx(&pairs, Words::Az), xlsx(&pairs, Words::Az));
    assert_eq!(csv(&pairs, Words::Az), csv(&pairs, Words::Az));
}

#[test]
fn a_csv_is_what_spreadsheets_expect() {
    let row = vec![
        "0012".into(),
        "a \"b\", c".into(),
        write::Cell::Number(7),
        Qepik::try_from(6050).unwrap().into(),
        today().into(),
        "+994501234567".into(),
        write::Cell::Empty,
    ];
    let mut out = Vec::new();
    write::csv(&["a", "b", "c", "d", "e", "f", "g"], std::iter::once(row), &mut out).unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "\u{feff}a,b,c,d,e,f,g\r\n0012,\"a \"\"b\"\", c\",7,\"60,50\",02.05.2026,+994501234567,\r\n"
    );
}

#[test]
fn numbers_are_numbers_and_digits_stay_digits_in_a_workbook() {
    use calamine::{Data, Reader, Xlsx};
    let amount = Qepik::try_from(6050).unwrap();
    let row = vec!["0012".into(), write::Cell::Number(7), amount.into(), today().into()];
    let name = "'[Ərizələr]: 2026/1 — adı otuz bir işarədən çox olan vərəq'";
    let bytes = write::xlsx(&["a", "b", "c", "d"], std::iter::once(row), name).unwrap();
    let mut workbook = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheet = workbook.sheet_names()[0].clone();
    assert!(sheet.starts_with("Ərizələr 20261") && sheet.chars().count() <= 31, "{sheet}");
    let range = workbook.worksheet_range(&sheet).unwrap();
    let cells: Vec<&Data> = range.rows().nth(1).unwrap().iter().collect();
    assert_eq!(cells[0], &Data::String("0012".into()));
    assert_eq!(cells[1], &Data::Float(7.0));
    assert_eq!(cells[2], &Data::Float(60.5));
    assert_eq!(cells[3], &Data::String("02.05.2026".into()));
}

#[test]
fn a_list_without_rows_is_still_a_list() {
    for bytes in [csv(&[], Words::Az), xlsx(&[], Words::Az)] {
        assert_eq!(imported(bytes), []);
    }
}

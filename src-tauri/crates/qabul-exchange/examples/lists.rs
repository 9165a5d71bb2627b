//! Measures reading and lifting a list of 100,000 applications: `cargo run --release --example lists`.

use std::time::Instant;

use chrono::NaiveDate;
use qabul_core::person::{Citizenship, Fin};
use qabul_exchange::applications::{self, ApplicationRow, Rules, Seen, Words};
use qabul_exchange::{columns, table, write};

const ROWS: u32 = 100_000;
const NAMES: [(&str, &str, &str); 4] = [
    ("Əliyev", "Şahin", "Ağarəhim oğlu"),
    ("İsmayılova", "Günəş", "Cavanşir qızı"),
    ("Ağayeva-Quliyeva", "Aygün", "Elçin qızı"),
    ("Petrov", "Aleksandr", "İvan oğlu"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cities = ["Bakı", "Gəncə", "Naxçıvan"].map(str::to_owned);
    let today = NaiveDate::from_ymd_opt(2026, 5, 2).ok_or("no such day")?;
    let rules = Rules { cities: &cities, today };
    let listed = list();
    if std::env::args().nth(1).as_deref() == Some("csv") {
        // For a profiler: nothing but the reading, ten times.
        for _ in 0..10 {
            timed("csv: read and lift", || lifted(listed.clone().into_bytes(), &rules))?;
        }
        return Ok(());
    }
    let rows = timed("csv: read and lift", || lifted(listed.clone().into_bytes(), &rules))?;
    timed("csv: the same in capitals", || {
        let loud = listed.replace("Bakı", "BAKI").replace("kişi", "KİŞİ").replace(";rus;", ";RUS;");
        lifted(loud.into_bytes(), &rules)
    })?;
    let cells =
        || rows.iter().map(|r| applications::cells(&r.candidate, &r.application, Words::Az));
    let heads = applications::heads(Words::Az);
    let mut text = Vec::new();
    timed("csv: write", || write::csv(heads, cells(), &mut text))?;
    let workbook = timed("xlsx: write", || write::xlsx(heads, cells(), "Ərizələr"))?;
    println!("csv {} kB, xlsx {} kB", text.len() / 1024, workbook.len() / 1024);
    timed("xlsx: read and lift", || lifted(workbook, &rules))?;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!(
        "{}",
        status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM unknown")
    );
    Ok(())
}

fn timed<T, E>(what: &str, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let start = Instant::now();
    let done = work();
    println!("{what:28} {:5} ms", start.elapsed().as_millis());
    done
}

/// The list, each FİN and work number once.
fn list() -> String {
    let mut list = applications::heads(Words::Az).join(";");
    for row in 0..ROWS {
        let (surname, given, patronymic) = NAMES[row as usize % NAMES.len()];
        let fin = Fin::parse(&format!("{row:07}"), Citizenship::AZERBAIJAN);
        let fin = fin.map(|fin| fin.as_str().to_owned()).unwrap_or_default();
        list.push_str(&format!(
            "\r\n{number:06};{fin};AA{row:07};{surname};{given};{patronymic};{day:02}.05.1999;kişi;AZE;\
             +994 50 {a:03} {b:02} {b:02};Bakı;{sector};bu ilin məzunu;Azərbaycan Tibb Universiteti;\
             60,00;02.05.2026",
            number = 100_000 + row,
            day = row % 28 + 1,
            a = row % 900 + 100,
            b = row % 90 + 10,
            sector = if row % 5 == 0 { "rus" } else { "Azərbaycan" },
        ));
    }
    list
}

fn lifted(
    bytes: Vec<u8>,
    rules: &Rules<'_>,
) -> Result<Vec<ApplicationRow>, Box<dyn std::error::Error>> {
    let start = Instant::now();
    let table = table::read(bytes, "list")?;
    let mapping = columns::applications(&table.heads)?;
    println!("  read {} ms", start.elapsed().as_millis());
    let mut seen = Seen::default();
    let mut rows = Vec::with_capacity(table.row_count());
    for row in table.rows() {
        let row = row?;
        let row_findings = seen.findings(&row, &mapping);
        match applications::lift(&row, &mapping, rules) {
            Ok(lifted) if row_findings.is_empty() => rows.push(lifted),
            Ok(_) => return Err(format!("row {}: {row_findings:?}", row.number).into()),
            Err(findings) => return Err(format!("{findings:?}").into()),
        }
    }
    Ok(rows)
}

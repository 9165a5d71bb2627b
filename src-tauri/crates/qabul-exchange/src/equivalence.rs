//! Equivalence tables: the rows of a file as they were typed. What stands in them is judged where a draft is saved.

use qabul_core::fault::{FieldFault, ValueFault};
use qabul_core::refusal::{Refusal, TableProblem};

use crate::columns::{Field, Mapping};
use crate::table::{Row, Table};

/// The heads of an equivalence table that is written out, which are also read.
pub const HEADS: [&str; 11] = [
    "kind",
    "version",
    "tested_from",
    "tested_to",
    "score",
    "cefr",
    "listening",
    "reading",
    "writing",
    "speaking",
    "source",
];

/// The most rows of a table: more than any scale has steps.
const MOST_ROWS: usize = 500;

/// A table of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedTable {
    /// The kinds of certificates that it names, each once.
    pub kinds: Vec<String>,
    /// The first day of tests that it reads; empty where it names none.
    pub from: String,
    /// The last such day.
    pub to: String,
    /// Its rows.
    pub rows: Vec<ListedRow>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedRow {
    /// The lowest score.
    pub score: String,
    /// The level.
    pub level: String,
    /// What is asked of listening, reading, writing and speaking.
    pub least: [String; 4],
    /// What the row rests on.
    pub source: String,
}

/// Reads every row in which a score or a level stands.
///
/// # Errors
/// [`Refusal::Invalid`] with every row that has more cells than there are heads, for it is shifted, and with every
/// one of other days of tests than the first; where there are more rows than any table has. [`TableProblem`] where
/// the file breaks off.
pub fn read(
    table: &Table,
    mapping: &Mapping,
) -> Result<Result<ListedTable, Refusal>, TableProblem> {
    let (mut listed, mut faults) = (ListedTable::default(), Vec::new());
    let mut read: Option<[String; 2]> = None;
    for row in table.rows() {
        let row = row?;
        if let Some((expected, found)) = row.misfit().filter(|(expected, found)| found > expected) {
            let at = row.number.saturating_sub(table.head_number());
            let fault = ValueFault::CellCount { expected, found };
            faults.push(FieldFault::of(&format!("table_rows.{}", at.saturating_sub(1)), fault));
            continue;
        }
        let cell = |field: Field| cell(&row, mapping, field);
        let kind = cell(Field::Kind);
        if !kind.is_empty() && !listed.kinds.contains(&kind) {
            listed.kinds.push(kind);
        }
        let days = [cell(Field::TestedFrom), cell(Field::TestedTo)];
        // Two tables in one file would be neither of them.
        let first = read.get_or_insert_with(|| days.clone());
        if *first != days {
            let at = row.number.saturating_sub(table.head_number()).saturating_sub(1);
            faults.push(FieldFault::of(&format!("table_rows.{at}"), ValueFault::TwoTables));
        }
        let (score, level) = (cell(Field::Score), cell(Field::Cefr));
        if !score.is_empty() || !level.is_empty() {
            let least = [Field::Listening, Field::Reading, Field::Writing, Field::Speaking];
            let source = cell(Field::Source);
            listed.rows.push(ListedRow { score, level, least: least.map(cell), source });
        }
    }
    [listed.from, listed.to] = read.unwrap_or_default();
    if listed.rows.len() > MOST_ROWS {
        let to = u32::try_from(MOST_ROWS).unwrap_or_default();
        faults.push(FieldFault::of("table_rows", ValueFault::Number { from: 1, to }));
    }
    Ok(if faults.is_empty() { Ok(listed) } else { Err(Refusal::Invalid { faults }) })
}

fn cell(row: &Row<'_>, mapping: &Mapping, field: Field) -> String {
    mapping.column(field).map_or("", |column| row.cell(column)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns;

    fn of(text: &str) -> Result<ListedTable, Refusal> {
        let table = crate::table::read(text.as_bytes().to_vec(), "t.csv").unwrap();
        let mapping = columns::equivalence(&table.heads)?;
        read(&table, &mapping).unwrap()
    }

    #[test]
    fn rows_are_read_by_their_heads_in_any_language() {
        let written = of("kind,version,tested_from,tested_to,score,cefr,listening,source\n\
             toefl-ibt,2,21.01.2026,,4.5,B2,4,toefl-scale-2026\n\
             toefl-ibt,2,21.01.2026,,4,B1,,\n");
        let written = written.unwrap();
        assert_eq!(
            (written.kinds.as_slice(), written.from.as_str()),
            (&["toefl-ibt".to_owned()][..], "21.01.2026")
        );
        assert_eq!(written.rows[0].least[0], "4");
        let by_hand = of("Bal;Səviyyə;Mənbə\n6,5;C1;əmr 12\n;;\n5,5;B2;\n").unwrap();
        let rows: Vec<_> =
            by_hand.rows.iter().map(|row| (row.score.as_str(), row.level.as_str())).collect();
        assert_eq!(rows, [("6,5", "C1"), ("5,5", "B2")]);
        assert_eq!(by_hand.rows[0].source, "əmr 12");
    }

    #[test]
    fn two_tables_in_one_file_are_neither() {
        let two = of("tested_from,tested_to,score,cefr\n,20.01.2026,72,B2\n21.01.2026,,4,B2\n");
        let Err(Refusal::Invalid { faults }) = two else { panic!("{two:?}") };
        assert_eq!(faults, [FieldFault::of("table_rows.1", ValueFault::TwoTables)]);
        let long: String = (0..501).map(|at| format!("{at},B2\n")).collect();
        assert!(matches!(of(&format!("score,cefr\n{long}")), Err(Refusal::Invalid { .. })));
    }

    #[test]
    fn what_is_no_table_is_named() {
        let missing = of("score,source\n5,a\n").unwrap_err();
        assert!(matches!(missing, Refusal::ColumnsMissing { columns, .. } if columns == ["cefr"]));
        let shifted = of("score,cefr\n6,B2\n6,5,B2\n5,5,B1\n").unwrap_err();
        let Refusal::Invalid { faults } = shifted else { panic!("{shifted:?}") };
        assert_eq!(
            faults.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(),
            ["table_rows.1", "table_rows.2"]
        );
    }
}

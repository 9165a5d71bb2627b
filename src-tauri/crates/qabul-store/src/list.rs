//! Lists of a sitting: ids in order first, rows on demand.

use qabul_core::application::{Place, Sector, Stand, WorkNumber};
use qabul_core::eligibility::Exemption;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};

use crate::application::{place, sector, work_number};
use crate::connection::People;
use crate::error::StoreError;
use crate::hall::HALL_ORDER;
use crate::life::WAITS;
use crate::search;
use crate::sitting::SittingKey;

/// By what a list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListOrder {
    /// Azerbaijani order of names.
    Name,
    /// Work number.
    WorkNumber,
    /// FİN.
    Fin,
    /// City, building, hall, row, seat; the unseated last.
    Seat,
}

/// Which entries of a sitting, in which order.
#[derive(Debug, Clone)]
pub struct ListQuery {
    /// The sitting.
    pub sitting: SittingKey,
    /// Only this city.
    pub city: Option<String>,
    /// Only this sector.
    pub sector: Option<Sector>,
    /// Only this hall.
    pub hall: Option<i64>,
    /// Only seated, or only unseated.
    pub seated: Option<bool>,
    /// Only printed, or only not printed.
    pub printed: Option<bool>,
    /// Only with, or only without, a photo.
    pub photo: Option<bool>,
    /// Only who stands so.
    pub stand: Option<Stand>,
    /// Only with a certificate that stands so.
    pub exemption: Option<Exemption>,
    /// Only who waits to be confirmed or registered, or only who does not.
    pub waiting: Option<bool>,
    /// Only with, or only without, something due.
    pub claim: Option<bool>,
    /// Only with this tag.
    pub tag: Option<String>,
    /// Only names that hold these folded words, or a FİN or work number that begins so.
    pub text: Option<String>,
    /// The order.
    pub order: ListOrder,
    /// From the end.
    pub descending: bool,
}

impl ListQuery {
    /// Everybody of a sitting, by name.
    #[must_use]
    pub fn of(sitting: SittingKey) -> Self {
        Self {
            sitting,
            city: None,
            sector: None,
            hall: None,
            seated: None,
            printed: None,
            photo: None,
            stand: None,
            exemption: None,
            waiting: None,
            claim: None,
            tag: None,
            text: None,
            order: ListOrder::Name,
            descending: false,
        }
    }
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    /// Entry.
    pub entry: i64,
    /// Work number.
    pub work_number: WorkNumber,
    /// Surname, given name, patronymic.
    pub name: [String; 3],
    /// FİN.
    pub fin: String,
    /// City.
    pub city: String,
    /// Sector.
    pub sector: Sector,
    /// Paid, in qəpik.
    pub paid: i64,
    /// Where the application and the entry stand.
    pub place: Place,
    /// Whether the fee is to be paid still: neither charged nor waived.
    pub owes: bool,
    /// Building, hall code, row, seat.
    pub seat: Option<(String, String, u16, u16)>,
    /// Run of the last slip.
    pub run: Option<u32>,
    /// Whether there is a photo.
    pub photo: bool,
}

/// The clauses of one list, gathered.
struct Clauses {
    wheres: Vec<String>,
    values: Vec<Value>,
    candidate: bool,
    seat: bool,
    application: bool,
}

impl Clauses {
    fn of(query: &ListQuery) -> Self {
        let mut all = Self {
            wheres: vec!["e.sitting = ?".to_owned()],
            values: vec![query.sitting.0.into()],
            candidate: query.photo.is_some() || query.order == ListOrder::Fin,
            seat: query.hall.is_some() || query.seated.is_some() || query.order == ListOrder::Seat,
            application: query.stand.is_some()
                || query.exemption.is_some()
                || query.waiting.is_some()
                || query.order == ListOrder::WorkNumber,
        };
        if let Some(city) = &query.city {
            all.add("e.city = ?", city.clone());
        }
        if let Some(sector) = query.sector {
            all.add("e.sector = ?", sector.key().to_owned());
        }
        if let Some(hall) = query.hall {
            all.add("s.hall = ?", hall);
        }
        let is_null =
            |column, there| format!("{column} IS {} NULL", if there { "NOT" } else { "" });
        all.wheres.extend(query.seated.map(|there| is_null("s.entry", there)));
        all.wheres.extend(query.photo.map(|there| is_null("c.photo", there)));
        all.wheres.extend(query.printed.map(|there| {
            let not = if there { "" } else { "NOT " };
            format!("{not}EXISTS (SELECT 1 FROM slip p WHERE p.entry = e.id)")
        }));
        all.wheres.extend(query.stand.map(|stand| stands(stand).to_owned()));
        if let Some(exemption) = query.exemption {
            all.add("a.exemption = ?", exemption.key().to_owned());
        }
        all.wheres.extend(query.waiting.map(|waits| {
            let not = if waits { "" } else { "NOT " };
            format!("{not}(e.state = 'open' AND {WAITS})")
        }));
        all.wheres.extend(query.claim.map(|there| {
            let not = if there { "" } else { "NOT " };
            format!("{not}EXISTS (SELECT 1 FROM claim q WHERE q.entry = e.id)")
        }));
        if let Some(tag) = &query.tag {
            all.add("e.id IN (SELECT entry FROM tag WHERE word = ?)", tag.clone());
        }
        if let Some(text) = query.text.as_deref().filter(|text| !text.trim().is_empty()) {
            all.text(text);
        }
        all
    }

    fn add(&mut self, clause: &str, value: impl Into<Value>) {
        self.wheres.push(clause.to_owned());
        self.values.push(value.into());
    }

    /// Names by folded words, FİN and work number by their beginning.
    fn text(&mut self, typed: &str) {
        (self.candidate, self.application) = (true, true);
        let folded = qabul_core::text::fold(typed);
        let mut any = Vec::new();
        if let Some(question) = search::question(&folded) {
            any.push(
                "c.id IN (SELECT rowid FROM candidate_search WHERE candidate_search MATCH ?)"
                    .to_owned(),
            );
            self.values.push(question.into());
            let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
            for word in words {
                let start = if word.chars().count() < 3 { " " } else { "" };
                any.push(format!("instr(' ' || c.folded, '{start}' || ?) > 0"));
                self.values.push(word.to_owned().into());
            }
        } else {
            any.push("instr(' ' || c.folded, ' ' || ?) > 0".to_owned());
            self.values.push(folded.into());
        }
        let number: String = typed.chars().filter(char::is_ascii_digit).take(6).collect();
        let plain = qabul_core::text::ascii_upper(typed.trim());
        let mut clause = format!("(({})", any.join(" AND "));
        if plain.len() >= 2 && plain.bytes().all(|b| b.is_ascii_alphanumeric()) {
            clause += " OR substr(c.fin, 1, length(?)) = ?";
            self.values.extend([plain.clone().into(), plain.into()]);
        }
        if number.len() >= 2 {
            clause += " OR substr(printf('%06d', a.work_number), 1, length(?)) = ?";
            self.values.extend([number.clone().into(), number.into()]);
        }
        self.wheres.push(clause + ")");
    }

    fn sql(&self, query: &ListQuery) -> String {
        let mut sql = "SELECT e.id FROM entry e".to_owned();
        if self.candidate || self.application {
            sql += " JOIN application a ON a.id = e.application";
        }
        if self.candidate {
            sql += " JOIN candidate c ON c.id = a.candidate";
        }
        if self.seat {
            sql += " LEFT JOIN seat s ON s.entry = e.id";
        }
        if query.order == ListOrder::Seat {
            // A hall by its place among the halls: the engine sorts in memory, and a number is
            // shorter than the names of a building and a hall.
            sql += &format!(
                " LEFT JOIN (SELECT h.id, row_number() OVER (ORDER BY {HALL_ORDER}) AS place \
                 FROM hall h JOIN building b ON b.id = h.building) h ON h.id = s.hall"
            );
        }
        let direction = if query.descending { " DESC" } else { "" };
        let order = match query.order {
            ListOrder::Name => format!("e.sort_key{direction}, e.id{direction}"),
            ListOrder::WorkNumber => format!("a.work_number{direction}"),
            ListOrder::Fin => format!("c.fin{direction}"),
            ListOrder::Seat => {
                let by = ["h.place", "s.row", "s.seat"].map(|by| format!("{by}{direction}"));
                let unseated = "CASE WHEN s.entry IS NULL THEN e.sort_key END";
                format!("s.entry IS NULL, {}, {unseated}", by.join(", "))
            }
        };
        format!("{sql} WHERE {} ORDER BY {order}", self.wheres.join(" AND "))
    }
}

/// What the two states are where an entry stands so.
fn stands(stand: Stand) -> &'static str {
    match stand {
        Stand::Draft => "a.state = 'draft' AND e.state = 'open'",
        Stand::ToConfirm => {
            "a.state <> 'draft' AND a.state <> 'to_confirm_again' AND a.state <> 'confirmed' \
             AND a.state <> 'rejected' AND e.state = 'open'"
        }
        Stand::ToRegister => "a.state = 'confirmed' AND e.state = 'open'",
        Stand::ToConfirmAgain => "a.state = 'to_confirm_again' AND e.state = 'open'",
        Stand::Registered => "a.state <> 'rejected' AND e.state = 'registered'",
        Stand::Suspended => "a.state <> 'rejected' AND e.state = 'suspended'",
        Stand::Withdrawn => "a.state <> 'rejected' AND e.state = 'withdrawn'",
        Stand::Rejected => "a.state = 'rejected'",
    }
}

impl People<'_> {
    /// The ids of a list, in order.
    ///
    /// # Errors
    /// The engine.
    pub fn list(&self, query: &ListQuery) -> Result<Vec<i64>, StoreError> {
        let clauses = Clauses::of(query);
        let mut statement = self.0.prepare_cached(&clauses.sql(query))?;
        let ids = statement.query_map(params_from_iter(clauses.values), |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// One line; `None` for an id that is no entry.
    ///
    /// # Errors
    /// The engine, or a value that is not what its column says.
    pub fn line(&self, entry: i64) -> Result<Option<LineRow>, StoreError> {
        let sql = "SELECT e.id, a.work_number, c.surname, c.given, c.patronymic, c.fin, e.city, \
                   e.sector, e.paid, a.state, c.photo IS NOT NULL, b.name, h.code, \
                   s.row, s.seat, (SELECT run FROM slip WHERE entry = e.id ORDER BY serial DESC LIMIT 1), \
                   e.state, e.charged = 0 AND a.exemption = 'none' AND t.fee > 0 \
                   FROM entry e JOIN sitting t ON t.id = e.sitting \
                   JOIN application a ON a.id = e.application JOIN candidate c ON c.id = a.candidate \
                   LEFT JOIN seat s ON s.entry = e.id LEFT JOIN hall h ON h.id = s.hall LEFT JOIN building b ON b.id = h.building \
                   WHERE e.id = ?";
        let mut statement = self.0.prepare_cached(sql)?;
        statement.query_row([entry], |row| Ok(line(row))).optional()?.transpose()
    }
}

fn line(row: &Row<'_>) -> Result<LineRow, StoreError> {
    let building: Option<String> = row.get(11)?;
    Ok(LineRow {
        entry: row.get(0)?,
        work_number: work_number(row.get(1)?)?,
        name: [row.get(2)?, row.get(3)?, row.get(4)?],
        fin: row.get(5)?,
        city: row.get(6)?,
        sector: sector(row.get_ref(7)?.as_str().unwrap_or_default())?,
        paid: row.get(8)?,
        place: place(row, 9, 16)?,
        owes: row.get(17)?,
        photo: row.get(10)?,
        seat: match building {
            None => None,
            Some(building) => Some((building, row.get(12)?, row.get(13)?, row.get(14)?)),
        },
        run: row.get(15)?,
    })
}

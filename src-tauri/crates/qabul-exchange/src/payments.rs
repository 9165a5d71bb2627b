//! Payments: one row of a bank's list, and whom its text speaks of.

use chrono::NaiveDate;
use qabul_core::application::WorkNumber;
use qabul_core::campaign::Programme;
use qabul_core::fault::{Finding, ValueFault};
use qabul_core::money::Qepik;
use qabul_core::result::{programme_in, year_in};
use qabul_core::text::{self, Short};

use crate::applications::{Lifting, line, misfit, paid};
use crate::columns::{Field, Mapping};
use crate::dates::day_of_moment;
use crate::table::Row;

/// A payment as a bank tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// The day it counts from.
    pub day: NaiveDate,
    /// How much, more than nothing.
    pub amount: Qepik,
    /// What the payer wrote: a work number, a FİN.
    pub reference: Short,
    /// Who paid.
    pub payer: Short,
    /// The bank's own number of it; empty where the list has none.
    pub transaction: Short,
}

impl Payment {
    /// What tells it from every other: the bank's number, or all that is known of it.
    #[must_use]
    pub fn identity(&self) -> String {
        if !self.transaction.is_empty() {
            return self.transaction.to_string();
        }
        let day = text::date_iso(self.day);
        format!("{day} {} {} {}", self.amount.text(), self.reference, self.payer).trim().to_owned()
    }
}

/// Checks every value of a row; the first of the answer is its number in the file.
///
/// # Errors
/// Everything that is wrong with the row.
pub fn lift(row: &Row<'_>, mapping: &Mapping) -> Result<(u32, Payment), Vec<Finding>> {
    if let Some(finding) = misfit(row) {
        return Err(vec![finding]);
    }
    let mut lifting = Lifting::new(row, mapping);
    let day = lifting.required(Field::PaymentDay, day_of_moment);
    let amount = lifting.required(Field::Amount, amount);
    let [reference, payer, transaction] = [Field::Reference, Field::Payer, Field::Transaction]
        .map(|field| lifting.value(field, line));
    match (day, amount, reference, payer, transaction) {
        (Some(day), Some(amount), Some(reference), Some(payer), Some(transaction)) => {
            Ok((row.number, Payment { day, amount, reference, payer, transaction }))
        }
        _ => Err(lifting.into_findings()),
    }
}

fn amount(typed: &str) -> Result<Qepik, ValueFault> {
    paid(typed).ok().filter(|amount| *amount > Qepik::ZERO).ok_or(ValueFault::Amount)
}

/// Whom a text speaks of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meant {
    /// Work numbers, those whose check digit is wrong left out.
    pub work_numbers: Vec<WorkNumber>,
    /// What has the length of a FİN; the registry knows whether it is one.
    pub fins: Vec<String>,
    /// The programme, where one is named.
    pub programme: Option<Programme>,
    /// The year, where one is named.
    pub year: Option<u16>,
}

/// Reads whom a text speaks of: `204817-6`, `204817 rezidentura 2026`, `FİN 5KQ2M8T`.
#[must_use]
pub fn meant(reference: &str) -> Meant {
    let mut meant =
        Meant { programme: programme_in(reference), year: year_in(reference), ..Meant::default() };
    let parts = reference.split(|c: char| !c.is_alphanumeric() && c != '-');
    for part in parts.filter(|part| !part.is_empty()) {
        let plain = text::ascii_upper(part);
        if let Ok(number) = WorkNumber::parse(&plain) {
            meant.work_numbers.push(number);
        } else if (5..=7).contains(&plain.len()) && plain.bytes().all(|c| c.is_ascii_alphanumeric())
        {
            meant.fins.push(plain.to_string());
        }
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_text_speaks_of() {
        let number = |typed: &str| WorkNumber::parse(typed).unwrap();
        for (text, numbers, fins) in [
            ("204817", vec!["204817"], vec![]),
            ("Rezidentura imtahanı, iş № 204817", vec!["204817"], vec![]),
            ("FİN:5kq2m8t", vec![], vec!["5KQ2M8T"]),
            ("204817; 5KQ2M8T", vec!["204817"], vec!["5KQ2M8T"]),
            ("ödəniş", vec![], vec![]),
        ] {
            let read = meant(text);
            let numbers: Vec<WorkNumber> = numbers.into_iter().map(number).collect();
            assert_eq!(read.work_numbers, numbers, "{text}");
            let known: Vec<&str> = read.fins.iter().map(String::as_str).collect();
            assert!(fins.iter().all(|fin| known.contains(fin)), "{text}: {known:?}");
        }
    }

    #[test]
    fn the_campaign_and_the_check_digit_are_read_too() {
        let checked = WorkNumber::parse("204817").unwrap().checked();
        let read = meant(&format!("{checked} doktorantura 2026"));
        assert_eq!(read.work_numbers.len(), 1);
        assert_eq!((read.programme, read.year), (Some(Programme::Doctoral), Some(2026)));
        let read = meant("иш № 204817, резидентура, I этап");
        assert_eq!((read.work_numbers.len(), read.programme), (1, Some(Programme::Residency)));
        let right = checked.bytes().last().unwrap();
        let wrong = if right == b'0' { '1' } else { '0' };
        let read = meant(&format!("204817-{wrong}"));
        assert_eq!(read.work_numbers, [], "a wrong check digit is nobody");
    }

    #[test]
    fn a_payment_is_told_by_the_banks_number_or_by_all_that_is_known() {
        let payment = |transaction: &str| Payment {
            day: NaiveDate::from_ymd_opt(2026, 6, 2).unwrap(),
            amount: Qepik::try_from(6000).unwrap(),
            reference: "204817".into(),
            payer: "Quliyev C.".into(),
            transaction: transaction.into(),
        };
        assert_eq!(payment("T-1").identity(), "T-1");
        assert_eq!(payment("").identity(), "2026-06-02 60,00 204817 Quliyev C.");
    }
}

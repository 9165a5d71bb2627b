//! The slip's own words: labels, headings and rules in Azerbaijani and Russian, with an edition.

use serde::{Deserialize, Serialize};

/// A numbered rule: a bold lead and the sentence after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Lead words, with their own full stop or colon.
    pub lead: String,
    /// The rest.
    pub text: String,
}

/// Everything on the slip that is the same on every sheet of one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlipTexts {
    /// The country.
    pub republic: String,
    /// The center, in capitals as text.
    pub center: String,
    /// `DİM-{year} · imtahanın kodu {code}`.
    pub code_line: String,
    /// The title, in capitals as text.
    pub title: String,
    /// Exam, stage and attempt: `{exam} · {stage} mərhələ, {attempt} cəhd`.
    pub exam_line: String,
    /// Label of the name.
    pub name: String,
    /// Label of the identity document.
    pub document: String,
    /// The same in few words, for where it stands beside another language.
    pub document_short: String,
    /// Label of the FİN.
    pub fin: String,
    /// Label of sector and language.
    pub sector: String,
    /// What that label says for the Azerbaijani sector.
    pub sector_azerbaijani: String,
    /// What that label says for the Russian sector.
    pub sector_russian: String,
    /// Label of the work number.
    pub work_number: String,
    /// Heading over date and times.
    pub when: String,
    /// Heading over building and seat.
    pub place: String,
    /// `{weekday} · müddəti {duration}`.
    pub day_line: String,
    /// A spoken part beside the written one: `{days}`.
    pub part_speaking: String,
    /// Another written part: `{days}`, `{start}`.
    pub part_written: String,
    /// Label of the latest arrival.
    pub arrive_by: String,
    /// Label of the gate's closing.
    pub gate_closes: String,
    /// Label of the start.
    pub starts: String,
    /// The three times in one sentence.
    pub times_line: String,
    /// Label of the hall code.
    pub hall: String,
    /// Label of the row.
    pub row: String,
    /// Label of the seat.
    pub seat: String,
    /// Label in an empty photo frame.
    pub photo: String,
    /// Heading over the rules.
    pub rules_head: String,
    /// The rules, in order.
    pub rules: Vec<Rule>,
    /// Heading of the receipt.
    pub receipt_head: String,
    /// The sentence beside it.
    pub receipt_line: String,
    /// Its cells, four.
    pub receipt_cells: [String; 4],
    /// Where to turn with a mistake; the part after the last colon is bold.
    pub help: String,
    /// `{serial} · çap partiyası № {run} · vərəq {sheet}/{of} · forma {form}, {edition} nəşr · {at}`.
    pub trace: String,
    /// Diagonal word of a sample.
    pub sample: String,
    /// Band of a sample.
    pub sample_band: String,
}

/// The slip's texts with the edition that is printed on every sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlipTemplate {
    /// Code of the form: `BV-A4`.
    pub form: String,
    /// Edition of the texts, from 1.
    pub edition: u16,
    /// The day from which this edition is printed.
    pub from: chrono::NaiveDate,
    /// Azerbaijani.
    pub az: SlipTexts,
    /// Russian; labels stand beside the Azerbaijani ones on slips of the Russian sector.
    pub ru: SlipTexts,
}

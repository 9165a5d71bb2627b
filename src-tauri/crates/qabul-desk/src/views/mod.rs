//! What crosses to the screens and the command line: requests and answers, shaped for them.
//!
//! Every type here reaches TypeScript through `ts-rs`. Ids and counts are numbers there (JSON has
//! nothing else), which holds below 2^53.

pub mod applications;
pub mod backup;
pub mod campaigns;
pub mod certificates;
pub mod check_list;
pub mod eligibility;
pub mod equivalence;
pub mod files;
pub mod form;
pub mod halls;
pub mod import;
pub mod jobs;
pub mod journal;
pub mod keys;
pub mod kinds;
pub mod letters;
pub mod life;
pub mod organisations;
pub mod payments;
pub mod photos;
pub mod preferences;
pub mod problem;
pub mod proposals;
pub mod registry;
pub mod regulations;
pub mod results;
pub mod same;
pub mod scan;
pub mod sittings;
pub mod slips;
pub mod staff;
pub mod statistics;
pub mod suspicion;
pub mod table_files;
pub mod today;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request or an answer that says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, type = "Record<string, never>")]
pub struct Nothing {}

//! What keeps an equivalence table from being written, agreed or published.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::campaign::Body;
use crate::certificate::{Span, TableState, TableStep};

/// Rules about equivalence tables.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum EquivalenceRefusal {
    /// There is no such kind of certificates.
    #[error("no certificate kind {kind}")]
    NoCertificateKind {
        /// What was asked for.
        kind: String,
    },
    /// Tables that judge or are being agreed would not fit the kind any more.
    #[error("{tables:?} would not fit the kind any more")]
    TablesUnfit {
        /// Which, as decisions name them.
        tables: Vec<String>,
    },
    /// The file is a table of another kind of certificates.
    #[error("the file is a table of {kinds:?}")]
    TableOfKind {
        /// What it names.
        kinds: Vec<String>,
    },
    /// A text of the table does not print: it is too long for its place, or the font lacks a letter of it.
    #[error("this text does not print: {text}")]
    PaperUnfit {
        /// The text.
        text: String,
    },
    /// Another number of decisions is to be revoked than were looked at.
    #[error("{count} decisions by now")]
    ImpactChanged {
        /// How many there are by now.
        count: u32,
    },
    /// There is no such table.
    #[error("no such equivalence table")]
    NoEquivalence,
    /// The table does not stand where the step begins.
    #[error("{table_step:?} is closed to a table that is {table_state:?}")]
    TableStepClosed {
        /// What was asked for.
        table_step: TableStep,
        /// Where it stands.
        table_state: TableState,
    },
    /// A table that is being agreed or was published is not written any more.
    #[error("a table that is {table_state:?} is not written")]
    TableClosed {
        /// Where it stands.
        table_state: TableState,
    },
    /// Acts are recorded while a table is being agreed.
    #[error("acts are recorded while a table is being agreed")]
    ActsClosed {
        /// Where it stands.
        table_state: TableState,
    },
    /// Acts without which a table judges nothing are not recorded.
    #[error("acts of {bodies:?} are not recorded")]
    ActsMissing {
        /// Whose.
        bodies: Vec<Body>,
    },
    /// Who wrote a table does not publish it.
    #[error("another than who wrote it publishes a table")]
    AnotherPublishes,
    /// Who wrote a kind does not put it in force.
    #[error("another than who wrote it puts a kind in force")]
    AnotherConfirmsKind,
    /// Another published table reads tests of one of its days.
    #[error("{table} reads tests of these days")]
    TablesOverlap {
        /// The other, as decisions name it.
        table: String,
        /// The days that it reads.
        tested: Span,
    },
    /// The table whose place it takes would read two ranges of days.
    #[error("{table} would be left with two ranges of days")]
    TableCut {
        /// The other, as decisions name it.
        table: String,
        /// The days that it reads.
        tested: Span,
    },
}

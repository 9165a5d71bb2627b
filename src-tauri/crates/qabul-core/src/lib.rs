//! The trade of an examination center: people, applications, halls, seating and slips.
//!
//! Pure by rule: nothing here reads a file, a clock, a random source or a database. Time,
//! randomness and paths arrive as parameters. A value of a type from this crate is valid by
//! construction; what people type is a draft of raw text that is lifted once, with every fault
//! returned together.

pub mod account;
pub mod application;
pub mod backup;
pub mod campaign;
pub mod certificate;
pub mod code;
pub mod damm;
pub mod digest;
pub mod education;
pub mod eligibility;
pub mod fault;
pub mod journal;
pub mod letter;
pub mod money;
pub mod notice;
pub mod person;
pub mod refusal;
pub mod result;
pub mod seating;
pub mod settings;
pub mod slip;
pub mod staff;
pub mod table_paper;
pub mod text;
pub mod venue;

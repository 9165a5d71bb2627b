//! A sample round: synthetic people, their papers and photos, and the halls that hold them.
//!
//! Everything follows from a seed and a count, and nothing else: no file, no clock. The same
//! round is the same on every machine, so that a count or a picture can be named in a test. No
//! person here is real, and names that belong to people in public life are passed over.

mod halls;
mod mix;
mod names;
mod papers;
mod people;
mod photo;
mod round;
mod shares;

pub use people::SamplePerson;
pub use round::{CANDIDATES, MOST_CANDIDATES, Round};

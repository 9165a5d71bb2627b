//! Writes the list of a synthetic round to standard output: `list CANDIDATES SEED`.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let candidates = words.next().ok_or("how many candidates?")?.parse()?;
    let seed = words.next().ok_or("which seed?")?.parse()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    Ok(qabul_sample::Round::new(seed, candidates).write_applications_csv(&mut out)?)
}

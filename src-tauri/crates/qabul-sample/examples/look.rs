//! Scratch.
use qabul_sample::Round;
fn main() {
    let n: u32 = std::env::args().nth(1).unwrap().parse().unwrap();
    let seed: u64 = std::env::args().nth(2).unwrap().parse().unwrap();
    let round = Round::new(seed, n);
    match std::env::args().nth(3).as_deref() {
        Some("csv") => {
            let _ = std::io::Write::write_all(&mut std::io::stdout(), &round.applications_csv());
        }
        Some("halls") => {
            let _ = std::io::Write::write_all(&mut std::io::stdout(), &round.halls_csv());
        }
        Some("time") => {
            let t = std::time::Instant::now();
            let c = round.people().filter(|p| p.surname.contains('-')).count();
            println!("{c} doubles, {:?}", t.elapsed());
        }
        Some("ms") => {
            let all: Vec<_> = round.people().take(300).collect();
            let mut best = f64::MAX;
            for _ in 0..8 {
                for chunk in all.chunks(20) {
                    let t = std::time::Instant::now();
                    for p in chunk {
                        std::hint::black_box(round.photo(p));
                    }
                    best = best.min(t.elapsed().as_secs_f64() / 20.0);
                }
            }
            println!("best {:.2} ms", best * 1e3);
        }
        Some(dir) => {
            let t = std::time::Instant::now();
            let mut sizes = vec![];
            let count: usize = std::env::args().nth(4).unwrap().parse().unwrap();
            for p in round.people().take(count) {
                let j = round.photo(&p);
                sizes.push(j.len());
                std::fs::write(format!("{dir}/{:05}.jpg", p.index), j).unwrap();
            }
            sizes.sort();
            println!(
                "{:?} each; sizes {} {} {}",
                t.elapsed() / count as u32,
                sizes[0],
                sizes[count / 2],
                sizes[count - 1]
            );
        }
        None => {}
    }
}

//! How long reading HTML pages takes in one process: `cargo run --release --example pages -- ROUNDS FILE…`
//!
//! Prints the seconds of the median round over all files, and what was read. `benches/html-against-python` runs it.

use frontis::source::Sources;
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let rounds: usize = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(11);
    let pages: Vec<(String, Vec<u8>)> = arguments.map(|name| std::fs::read(&name).map(|bytes| (name, bytes))).collect::<Result<_, _>>()?;
    let mut times = Vec::new();
    let mut papers = 0;
    for _ in 0..rounds.max(1) {
        papers = 0;
        let start = Instant::now();
        for (name, bytes) in &pages {
            let Ok(file) = frontis::document::open(name, bytes) else { continue };
            papers += frontis::layout::read(&Sources { files: vec![file] }).value.contributions.len();
        }
        times.push(start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    println!("{:.6} {papers}", times[times.len() / 2]);
    Ok(())
}

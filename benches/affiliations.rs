//! What resolving affiliations costs: how many strings a second and how long the slowest take, what hostile strings take,
//! how long an index takes to build and to open, its size and memory, all extrapolated to a registry of full size; and how
//! a plain single search in Python does on the same strings. Needs the registry and the strings that `FRONTIS_SHARED` has:
//! `FRONTIS_SHARED=… cargo bench --no-default-features --bench affiliations`.

use frontis::link::affiliation::evaluate::{self, Example};
use frontis::link::affiliation::{Context, Desk, Resolver};
use frontis::link::index::Place;
use frontis::link::ror;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Records of ROR, about, withdrawn ones left out.
const FULL: f64 = 120_000.0;
/// Strings that Python is asked; more would take minutes.
const ASKED: usize = 200;
/// Set in the process of its own that builds indexes: the folder they go to.
const BUILD: &str = "FRONTIS_BENCH_BUILD";

fn main() {
    let shared = std::env::var_os("FRONTIS_SHARED").filter(|v| !v.is_empty()).map(PathBuf::from);
    let Some(shared) = shared.filter(|s| s.join("data/ror").is_dir()) else {
        println!("skipped: FRONTIS_SHARED names no folder with a registry");
        return;
    };
    let dump = shared.join("data/ror/v2.9-ror-data-partial.zip");
    if let Some(folder) = std::env::var_os(BUILD) {
        return build(&dump, Path::new(&folder));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let own = std::env::current_exe().expect("this program");
    assert!(Command::new(own).env(BUILD, folder.path()).status().expect("a process").success());

    let path = folder.path().join("whole.idx");
    let times: Vec<Duration> = (0..5).map(|_| timed(|| ror::open(&path).expect("the index")).0).collect();
    println!("opened, all of it checked, in {}", millis(median(times)));
    let resolver = ror::open(&path).expect("the index");
    let strings = shared.join("data/affiliations/springer-10k.jsonl");
    let examples = evaluate::examples(&std::fs::read_to_string(&strings).expect("strings")).expect("examples");
    let all = rate(&resolver, &examples, 5);
    println!("memory while resolving: {}", memory());
    hostile(&resolver);
    println!("\nthe first {ASKED} strings:");
    let ours = rate(&resolver, &examples[..ASKED.min(examples.len())], 25);
    match python(&dump, &strings) {
        Ok(rate) => println!("ours is {:.0} times as fast on these strings, {:.0} times as fast on all", ours / rate, all / rate),
        Err(why) => println!("the single search in Python was not measured: {why}"),
    }
}

/// Builds indexes of every second record and of all, and says what they would take for all of ROR: time and size grow along
/// the line through the two.
fn build(dump: &Path, folder: &Path) {
    let bytes = std::fs::read(dump).expect("the dump");
    let (reading, organisations) = timed(|| ror::read(&bytes).expect("records"));
    println!("{} records read in {:.1} s", organisations.len(), reading.as_secs_f64());
    let half = organisations.iter().step_by(2).cloned().collect();
    let mut points = Vec::new();
    for (name, organisations) in [("half", half), ("whole", organisations)] {
        let place = Place::take(&folder.join(name).with_extension("idx")).expect("a place");
        let (took, (about, size)) = timed(|| Resolver::of(organisations).keep(ror::KIND, name.to_owned(), place).expect("an index"));
        let counts: Vec<String> = about.counts.iter().map(|(what, count)| format!("{count} {what}")).collect();
        let size = size as f64 / 1e6;
        println!("index of {}: {:.1} s, {size:.1} MB", counts.join(", "), took.as_secs_f64());
        points.push([about.counts[0].1 as f64, took.as_secs_f64(), size]);
    }
    println!("memory while building: {}", memory());
    let at_full = |n: usize| {
        let [low, high] = [points[0], points[1]];
        high[n] + (FULL - high[0]) * (high[n] - low[n]) / (high[0] - low[0])
    };
    let reading = reading.as_secs_f64() * FULL / points[1][0];
    println!("{FULL} records, along the line through these two: {:.1} s and {reading:.1} s of reading, {:.0} MB", at_full(1), at_full(2));
}

/// Strings a second, the middle of several rounds.
fn rate(resolver: &Resolver, examples: &[Example], rounds: usize) -> f64 {
    let found: Vec<_> = (0..rounds).map(|_| evaluate::measure(resolver, examples)).collect();
    let middle = |of: &dyn Fn(&evaluate::Figures) -> Duration| median(found.iter().map(of).collect());
    let rate = examples.len() as f64 / middle(&|f| f.took).as_secs_f64();
    let micros = |share| middle(&|f| f.within(share)).as_secs_f64() * 1e6;
    println!("{rate:.0} strings/s; half within {:.1} µs, 99 % within {:.1} µs", micros(0.5), micros(0.99));
    rate
}

fn hostile(resolver: &Resolver) {
    const MEGABYTE: usize = 1 << 20;
    let long = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    let strings = [
        ("nothing", String::new()),
        ("one word of 1 MB", long("a", MEGABYTE)),
        ("1 MB of commas", long(",", MEGABYTE)),
        ("500 commas", ",".repeat(500)),
        ("1 MB of a name", long("University of Oxford, ", MEGABYTE)),
        ("1 MB of initials", long("U.", MEGABYTE)),
        ("1 MB of brackets", long("(", MEGABYTE)),
        ("1 MB of blanks", long(" \t", MEGABYTE)),
        ("500 countries", long(", Norway", 500 * 8)),
        ("500 cities", long("Paris, ", 500 * 7)),
        ("500 common words", long("University Institute ", 250 * 21)),
        ("64 kB of control characters", long("\0\u{1}\u{7f}\u{1b}[31m", 1 << 16)),
        ("1 MB of accents and no letter", long("\u{301}", MEGABYTE)),
        ("1 MB of Arabic, turned", long("\u{202e}جامعة أكسفورد، ", MEGABYTE)),
        ("1 MB of emoji", long("👩\u{200d}🔬", MEGABYTE)),
        ("1 MB of different words", (0..MEGABYTE / 8).map(|n| format!("w{n:06} ")).collect()),
    ];
    println!("\n{:<30} {:>9} {:>11}", "hostile string", "bytes", "ms, median");
    let mut desk = Desk::default();
    for (name, string) in strings {
        let round = |_| timed(|| resolver.resolve(&string, &Context::default(), &mut desk)).0;
        println!("{name:<30} {:>9} {:>11.3}", string.len(), median((0..9).map(round).collect()).as_secs_f64() * 1e3);
    }
}

/// Strings a second of the single search in Python, or why it cannot be known.
fn python(dump: &Path, strings: &Path) -> Result<f64, String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/affiliations.py");
    let mut command = Command::new("python3");
    let output = command.arg(script).arg(dump).arg(strings).arg(ASKED.to_string()).output().map_err(|error| error.to_string())?;
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if !output.status.success() {
        return Err(said(&output.stderr).lines().last().unwrap_or("it failed").to_owned());
    }
    let said = said(&output.stdout);
    println!("in Python: {said}");
    said.split(' ').next().and_then(|rate| rate.parse().ok()).ok_or_else(|| "it said no number".to_owned())
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = work();
    (start.elapsed(), made)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// What the system says of this process: the most it had, and what of that is its own now and what is of mapped files.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    match (of("VmHWM:"), of("RssAnon:"), of("RssFile:")) {
        (Some(most), Some(own), Some(files)) => {
            format!("{:.0} MB at most; now {:.0} MB of its own, {:.0} MB of mapped files", most / 1e3, own / 1e3, files / 1e3)
        }
        _ => "not known here".to_owned(),
    }
}

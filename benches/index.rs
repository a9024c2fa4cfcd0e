//! What an index of dblp costs: unpacking alone, with a bare pass over the markup, and the whole, then opening and asking.
//! Needs the dump that `FRONTIS_SHARED` has: `FRONTIS_SHARED=… cargo bench --bench index`.

use frontis::link::dblp::dump::Watch;
use frontis::link::dblp::tables::{self, Dblp, PaperId, PersonId};
use frontis::link::index::Place;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn main() {
    let shared = std::env::var_os("FRONTIS_SHARED").filter(|v| !v.is_empty()).map(PathBuf::from);
    let Some(dump) = shared.map(|s| s.join("data/dblp/dblp-conf-2016.xml.xz")).filter(|d| d.is_file()) else {
        println!("skipped: FRONTIS_SHARED names no folder with a dump of dblp");
        return;
    };
    let (bytes, alone) = timed(|| drain(unpacked(&dump)));
    let line = |what: &str, time: Duration| {
        let (seconds, times) = (time.as_secs_f64(), time.as_secs_f64() / alone.as_secs_f64());
        println!("{what:28} {seconds:7.2} s {:7.0} MB/s {times:6.2}", bytes as f64 / 1e6 / seconds);
    };
    line("unpacking alone", alone);
    let (_, bare) = timed(|| steps(unpacked(&dump)));
    line("and a bare pass over markup", bare);
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("dblp.idx");
    let place = Place::take(&target).expect("a place");
    let name = dump.display().to_string();
    let file = File::open(&dump).expect("the dump");
    let (built, whole) = timed(|| tables::build(file, &name, place, &Watch::default(), &mut || ()));
    let (about, size) = built.expect("an index");
    line("the whole index", whole);
    let counts: Vec<String> = about.counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    println!("{}", counts.join(", "));
    println!("{:.1} MB; peak memory {}", size as f64 / 1e6, peak());
    ask(&target);
}

fn ask(path: &Path) {
    let (index, opening) = timed(|| Dblp::open(path).expect("an index"));
    println!("opening {opening:?}");
    let papers: Vec<PaperId> = (0..index.papers()).step_by(997).map(PaperId).collect();
    let each = |what: &str, count: usize, time: Duration| println!("{what:28} {:?}", time / count.max(1) as u32);
    let read = || papers.iter().map(|paper| index.entry(*paper).expect("an entry").title).collect::<Vec<_>>();
    each("a paper, first touch", papers.len(), timed(read).1);
    let (titles, again) = timed(read);
    each("a paper", papers.len(), again);
    let find = || titles.iter().zip(&papers).all(|(title, paper)| index.titled(title).expect("papers").contains(paper));
    each("papers of a title", papers.len(), timed(|| assert!(find())).1);
    let persons: Vec<PersonId> = (0..index.persons()).step_by(997).map(PersonId).collect();
    let named = |person: &PersonId| index.persons_named(&index.creator(*person).expect("a person").name).expect("persons");
    each("persons of a name", persons.len(), timed(|| assert!(persons.iter().all(|p| named(p).contains(p)))).1);
    let tocs = index.tocs_in_year(2010).expect("a year");
    let (heads, time) = timed(|| tocs.iter().filter(|toc| index.toc_head(**toc).is_ok()).count());
    println!("{:28} {time:?}", format!("all {heads} heads of a year"));
}

fn timed<T>(what: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    (black_box(what()), started.elapsed())
}

fn unpacked(dump: &Path) -> impl Read {
    lzma_rust2::XzReader::new(BufReader::with_capacity(1 << 18, File::open(dump).expect("the dump")), true)
}

fn drain(mut from: impl Read) -> usize {
    let (mut piece, mut bytes) = (vec![0; 1 << 18], 0);
    loop {
        match from.read(&mut piece).expect("bytes") {
            0 => return bytes,
            length => bytes += length,
        }
    }
}

fn steps(from: impl Read) -> usize {
    let mut reader = quick_xml::Reader::from_reader(BufReader::with_capacity(1 << 18, from));
    let (mut buffer, mut steps) = (Vec::new(), 0);
    while !matches!(reader.read_event_into(&mut buffer).expect("XML"), quick_xml::events::Event::Eof) {
        buffer.clear();
        steps += 1;
    }
    steps
}

/// Where the system tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}

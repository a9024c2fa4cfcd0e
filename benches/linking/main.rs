//! How well volumes are linked to dblp.
//!
//! `cargo bench --bench linking -- [--volumes 1000] [--noise 0|1] [--without] [--seed N] [--misses FILE] [--only KEY SEED]…`
//!
//! Proceedings with 5 to 120 papers, chosen by chance from the real dump in the folder that `FRONTIS_SHARED` names, are
//! typeset, each in a house style of its own, read, linked against an index of the same dump, and held against what was
//! set. `--without` keeps the volume itself from the linker: every paper that is linked then is linked falsely.

mod reading;
mod score;
mod volumes;

use frontis::catalogue;
use frontis::graph::{Base, Run, describe};
use frontis::link::dblp::account::Account;
use frontis::link::dblp::find;
use frontis::link::dblp::tables::{self, Dblp};
use frontis::link::index::Place;
use frontis::record::LinkStatus;
use frontis_typesetter::given_sheet;
use reading::Read;
use score::{Count, Score};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

struct Options {
    volumes: usize,
    noise: u8,
    without: bool,
    seed: u64,
    misses: Option<PathBuf>,
    /// Volumes with the seeds of their sheets, as `--misses` names them, in place of a choice by chance.
    only: Vec<(String, u64)>,
}

fn options() -> Options {
    let mut options = Options { volumes: 1000, noise: 0, without: false, seed: 1, misses: None, only: Vec::new() };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().unwrap_or_else(|| panic!("{arg} wants a value"));
        match arg.as_str() {
            "--volumes" => options.volumes = value().parse().expect("a number"),
            "--noise" => options.noise = value().parse().expect("a level"),
            "--seed" => options.seed = value().parse().expect("a number"),
            "--misses" => options.misses = Some(value().into()),
            "--only" => {
                let (key, seed) = (value(), value().parse().expect("a seed"));
                options.only.push((key, seed));
            }
            "--without" => options.without = true,
            "--bench" => {}
            other => panic!("no option {other}"),
        }
    }
    options
}

/// The index of the real dump, built the first time.
fn index() -> Option<Dblp> {
    let dump = Path::new(&std::env::var_os("FRONTIS_SHARED")?).join("data/dblp/dblp-conf-2016.xml.xz");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dblp.idx");
    if let Ok(index) = Dblp::open(&path) {
        return Some(index);
    }
    let file = std::fs::File::open(&dump).ok()?;
    // an index of another version gives way
    let _ = std::fs::remove_file(&path);
    let place = Place::take(&path).expect("a place for the index");
    tables::build(file, &dump.to_string_lossy(), place, &Default::default(), &mut || {}).expect("an index");
    Some(Dblp::open(&path).expect("the index that was just built"))
}

fn main() {
    let options = options();
    let Some(index) = index() else {
        eprintln!("skipped: FRONTIS_SHARED names no folder with a dump of dblp");
        return;
    };
    let seeds = (0..).map(|at| options.seed.wrapping_mul(1_000_003) + at);
    let keys = match options.only.is_empty() {
        true => volumes::choose(volumes::eligible(&index), options.volumes, options.seed).into_iter().zip(seeds).collect(),
        false => options.only.clone(),
    };
    let mut out = options.misses.as_ref().map(|path| std::io::BufWriter::new(std::fs::File::create(path).expect("a file")));
    let (mut total, mut times, mut reads, mut extra) = (Score::default(), Vec::new(), Vec::new(), 0);
    let base = Base::default();
    for (key, seed) in &keys {
        let id = index.toc_with_key(key).expect("a sound index").expect("a key of the index");
        let toc = index.toc(id).expect("a sound index");
        let sheet = given_sheet(&volumes::proceedings(&toc), *seed, options.noise);
        let sources = reading::sources(&sheet);
        let parsed = frontis::layout::read(&sources);
        let judged = reading::judge(&parsed, &sheet.truth);
        let mut quads = Vec::new();
        let run = Run { version: "bench", ..Run::default() };
        describe(&parsed.value, &sources, &base, &run, &parsed.diagnostics, &mut |quad| quads.push(quad));
        let volume = catalogue::volumes(&quads, base.as_str()).into_iter().next();
        let Some(volume) = volume else { continue };
        let begun = Instant::now();
        let left_out = if options.without { vec![id] } else { Vec::new() };
        let tocs = find::candidates(&index, &volume, &left_out).expect("a sound index");
        let account = Account::of(&volume, tocs, Some(&index)).expect("a sound index");
        times.push(begun.elapsed());
        let score = score::score(&toc, options.without, &volume, &account, &judged, &sheet.truth);
        if let Some(out) = &mut out {
            let conventions: Vec<String> = sheet.setting.conventions().into_iter().map(|(g, n)| format!("{g} {n}")).collect();
            writeln!(out, "{key}\tseed {seed}\t{} papers\t{}", judged.papers.len(), conventions.join(", ")).expect("written");
            for considered in account.alignment.tocs.iter().filter(|c| c.status == LinkStatus::Candidate) {
                let found = account.tocs[considered.toc].key.as_deref().unwrap_or("a table without a record");
                writeln!(out, "\tOPEN {found} {:.3}: {}", considered.confidence, considered.reasons.join(", ")).expect("written");
            }
            score.misses.iter().for_each(|miss| writeln!(out, "\t{miss}").expect("written"));
        }
        [(&mut total.papers, score.papers), (&mut total.persons, score.persons)].into_iter().for_each(|(all, one)| all.add(one));
        [(&mut total.volumes, score.volumes), (&mut total.streams, score.streams)].into_iter().for_each(|(all, one)| all.add(one));
        for (least, (right, all)) in score.sure {
            let sum = total.sure.entry(least).or_default();
            (sum.0, sum.1) = (sum.0 + right, sum.1 + all);
        }
        score.causes.into_iter().for_each(|(cause, n)| *total.causes.entry(cause).or_default() += n);
        extra += judged.extra.len();
        reads.extend(judged.papers);
    }
    let what = if options.without { ", themselves left out" } else { "" };
    println!("{} volumes{what}, {} papers, noise {}, seed {}", keys.len(), reads.len(), options.noise, options.seed);
    report(&total, &reads, extra, times);
}

fn report(total: &Score, reads: &[Read], extra: usize, mut times: Vec<Duration>) {
    let share = |n: usize| n as f64 / reads.len().max(1) as f64;
    let exact = reads.iter().filter(|r| matches!(r, Read::Exact { .. })).count();
    let named = reads.iter().filter(|r| matches!(r, Read::Exact { names: true })).count();
    let missed = reads.iter().filter(|r| matches!(r, Read::Missed(_))).count();
    println!(
        "read: title exact {:.4}, and authors {:.4}; missed {:.4}; none {:.4}",
        share(exact),
        share(named),
        share(missed),
        share(extra)
    );
    let rows: [(&str, &Count); 4] =
        [("papers", &total.papers), ("persons", &total.persons), ("volumes", &total.volumes), ("streams", &total.streams)];
    rows.iter().for_each(|(name, count)| println!("{name:<8} {}", count.row()));
    println!("false links: {:.2} in 1,000 papers", 1000.0 * share(total.papers.accepted - total.papers.right));
    for (least, (right, all)) in total.sure.iter().rev() {
        println!("confidence from {:.3}: {:.4} of {all} right", f64::from(*least) / 1000.0, *right as f64 / *all as f64);
    }
    times.sort();
    let at = |permille: usize| times.get(times.len() * permille / 1000).copied().unwrap_or_default();
    println!("linking a volume: median {:.1?}, p99 {:.1?}", at(500), at(990));
    let mut causes: Vec<(&String, &usize)> = total.causes.iter().collect();
    causes.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
    causes.iter().take(25).for_each(|(cause, n)| println!("  {n:6} {cause}"));
}

//! How well volumes are linked: `cargo bench --bench linking -- [--volumes 1000] [--noise 0|1] [--seed N] [--misses FILE]`.
//!
//! Proceedings chosen by chance are typeset, each in a house style of its own, read and held against what was set.

mod dump;
mod reading;
mod volumes;

use frontis::link::dblp::Toc;
use frontis_typesetter::given_sheet;
use reading::Read;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::PathBuf;

struct Options {
    volumes: usize,
    noise: u8,
    seed: u64,
    misses: Option<PathBuf>,
    show: Option<String>,
}

fn options() -> Options {
    let mut options = Options { volumes: 1000, noise: 0, seed: 1, misses: None, show: None };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().unwrap_or_else(|| panic!("{arg} wants a value"));
        match arg.as_str() {
            "--volumes" => options.volumes = value().parse().expect("a number"),
            "--noise" => options.noise = value().parse().expect("a level"),
            "--seed" => options.seed = value().parse().expect("a number"),
            "--misses" => options.misses = Some(value().into()),
            "--show" => options.show = Some(value()),
            "--bench" => {}
            other => panic!("no option {other}"),
        }
    }
    options
}

fn main() {
    let options = options();
    let Some(shared) = std::env::var_os("FRONTIS_SHARED").map(PathBuf::from) else {
        eprintln!("skipped: FRONTIS_SHARED names no folder with a dump");
        return;
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut tocs: BTreeMap<String, Toc> = BTreeMap::new();
    dump::records(&shared, |element, key, fields| match element {
        "proceedings" => {
            tocs.insert(key.to_owned(), dump::toc(key, fields));
        }
        _ => fields.iter().filter(|(n, _)| n == "crossref").for_each(|(_, c)| *counts.entry(c.clone()).or_default() += 1),
    });
    let keys = tocs.keys().filter(|k| volumes::PAPERS.contains(counts.get(*k).unwrap_or(&0))).cloned().collect();
    let chosen = volumes::choose(keys, options.volumes, options.seed);
    tocs.retain(|k, _| chosen.contains(k));
    dump::records(&shared, |_, key, fields| {
        let cross = fields.iter().find(|(n, _)| n == "crossref").map(|(_, c)| c);
        if let Some(toc) = cross.and_then(|c| tocs.get_mut(c)) {
            toc.entries.push(dump::entry(key, fields));
        }
    });
    let mut out = options.misses.as_ref().map(|path| std::io::BufWriter::new(std::fs::File::create(path).expect("a file")));
    let mut total: BTreeMap<&str, usize> = BTreeMap::new();
    let mut conventions: BTreeMap<(&str, String), [usize; 2]> = BTreeMap::new();
    let (mut papers, mut exact, mut named, mut alike, mut extra) = (0, 0, 0, 0, 0);
    for (at, key) in chosen.iter().enumerate() {
        let toc = &tocs[key];
        let sheet = given_sheet(&volumes::proceedings(toc), options.seed.wrapping_mul(1_000_003) + at as u64, options.noise);
        if options.show.as_ref() == Some(key) {
            println!("{}", sheet.text);
            let read = frontis::layout::read(&reading::sources(&sheet)).value;
            read.sessions.iter().for_each(|s| println!("SESSION {:?}", s.title.value));
            read.contributions.iter().for_each(|c| println!("PAPER {:?} {:?}", c.title.value, c.authors.iter().map(|a| &a.name.value.full).collect::<Vec<_>>()));
            read.items.iter().for_each(|i| println!("ITEM {:?} {:?}", i.kind, i.title.value));
            read.committees.iter().for_each(|c| println!("SEATS {:?} {:?}", c.label.value, c.seats.iter().map(|a| &a.name.value.full).collect::<Vec<_>>()));
            return;
        }
        let sources = reading::sources(&sheet);
        let parsed = frontis::layout::read(&sources);
        let judged = reading::judge(&parsed, &sheet.truth);
        let missed = judged.papers.iter().filter(|p| matches!(p, Read::Missed(_))).count();
        let names: Vec<String> = sheet.setting.conventions().into_iter().map(|(g, n)| format!("{g} {n}")).collect();
        for convention in sheet.setting.conventions() {
            let counts = conventions.entry(convention).or_default();
            *counts = [counts[0] + missed, counts[1] + judged.papers.len()];
        }
        if let Some(out) = &mut out {
            let line = format!("{key}\t{} papers\t{missed} missed\t{} extra\t{}", judged.papers.len(), judged.extra.len(), names.join(", "));
            writeln!(out, "{line}").expect("written");
        }
        extra += judged.extra.len();
        for (read, paper) in judged.papers.iter().zip(&sheet.truth.papers) {
            papers += 1;
            match read {
                Read::Exact { names } => (exact, named) = (exact + 1, named + usize::from(*names)),
                Read::Alike { .. } => alike += 1,
                Read::Missed(why) => *total.entry(why).or_default() += 1,
            }
            if let (Some(out), true) = (&mut out, !matches!(read, Read::Exact { names: true })) {
                let authors: Vec<&str> = paper.authors.iter().map(|a| a.name.as_str()).collect();
                writeln!(out, "\t{read:?}\t{}\t{}", paper.title, authors.join(", ")).expect("written");
            }
        }
        if let Some(out) = &mut out {
            judged.extra.iter().for_each(|title| writeln!(out, "\tExtra\t{title}").expect("written"));
        }
    }
    let share = |n: usize| n as f64 / papers.max(1) as f64;
    println!("{} volumes, {papers} papers: title exact {:.4}, and authors {:.4}; alike {:.4}; missed {:.4}; extra {:.4}",
        chosen.len(), share(exact), share(named), share(alike), share(papers - exact - alike), share(extra));
    let mut causes: Vec<_> = total.into_iter().collect();
    causes.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    causes.iter().for_each(|(why, n)| println!("  {n:6} {why}"));
    let mut worst: Vec<_> = conventions.into_iter().filter(|(_, [missed, _])| *missed > 0).collect();
    worst.sort_by_key(|(_, [missed, _])| std::cmp::Reverse(*missed));
    worst.sort_by(|a, b| (b.1[0] as f64 / b.1[1] as f64).total_cmp(&(a.1[0] as f64 / a.1[1] as f64)));
    worst.iter().take(40).for_each(|((group, name), [missed, all])| println!("  {:.4} {missed:6} of {all:6} {group} {name}", *missed as f64 / *all as f64));
}

//! The papers of a volume paired with the records of one table of contents, one to one.

use crate::link::dblp::{Entry, Toc};
use crate::link::score::{Paper, Setting, Work, pages, title};
use crate::record::slug::key;
use std::collections::{HashMap, HashSet};

/// A paper and a record that may be the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Index in the volume's works.
    pub paper: usize,
    /// Index in the table's records.
    pub entry: usize,
    /// How sure, if the table of contents is the volume's.
    pub confidence: f64,
    /// Whether both state a first page, and whether it is the same.
    pub same_page: Option<bool>,
    /// How alike the titles are, from 0 to 1.
    pub title: f64,
    /// Whether both sides name authors and have none in common.
    pub strangers: bool,
    pub evidence: String,
}

/// A paper or a record, made ready to be compared with many.
pub struct Ready<'v> {
    title: &'v str,
    letters: String,
    authors: Vec<&'v str>,
    pages: Option<&'v str>,
    paper: Paper,
}

impl<'v> Ready<'v> {
    pub fn printed(work: super::Work<'v>) -> Self {
        Self::new(work.title, work.authors.iter().map(|m| m.printed.as_str()).collect(), work.page)
    }

    fn listed(entry: &'v Entry) -> Self {
        Self::new(&entry.title, entry.creators.iter().map(|c| c.plain()).collect(), entry.pages.as_deref())
    }

    fn new(title: &'v str, authors: Vec<&'v str>, pages: Option<&'v str>) -> Self {
        let paper = Paper::new(&Work { title, authors: &authors, pages, ..Work::default() });
        Self { title, letters: title::letters(title), authors, pages, paper }
    }
}

/// What it adds to the odds (base e) of two papers that they stand in one volume, among some fifty others.
const SAME_VOLUME: f64 = 3.0;

/// What a neighbour on both lists adds that is paired as well: contents are listed in one order.
const NEIGHBOUR: f64 = 1.0;

/// How sure it is at most where several records have one title, and none of the authors is here.
const STRANGERS: f64 = 0.9;

/// Odds below which a pair is nothing.
const LEAST: f64 = -3.0;

/// Odds from which on a pair speaks for its neighbours.
const SURE: f64 = 4.0;

/// Where there are more pairs than this, only those are compared that share a sign.
const ALL: usize = 4_000;

/// A sign that more records have tells nothing.
const TELLING: usize = 20;

/// Pairs that are worth a look, each paper and each record at most once, by paper.
pub fn pairs(papers: &[Ready<'_>], toc: &Toc) -> Vec<Pair> {
    let records: Vec<Ready<'_>> = toc.entries.iter().map(Ready::listed).collect();
    let mut found: Vec<(usize, usize, f64)> = Vec::new();
    for (paper, entry) in worth_comparing(papers, &records) {
        let confidence = papers[paper].paper.confidence(&records[entry].paper, &Setting::default()).clamp(1e-9, 1.0 - 1e-9);
        let odds = (confidence / (1.0 - confidence)).ln() + SAME_VOLUME;
        if odds > LEAST {
            found.push((paper, entry, odds));
        }
    }
    lift_neighbours(&mut found);
    found.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let mut titled: HashMap<&str, usize> = HashMap::new();
    for record in &records {
        *titled.entry(&record.letters).or_default() += 1;
    }
    let one = |(paper, entry, confidence): (usize, usize, f64)| {
        let pair = describe(paper, entry, confidence, &papers[paper], &records[entry]);
        let twin = titled.get(records[entry].letters.as_str()).is_some_and(|n| *n > 1);
        match twin && pair.strangers {
            true => Pair { confidence: confidence.min(STRANGERS), ..pair },
            false => pair,
        }
    };
    let mut pairs: Vec<Pair> = one_to_one(&found, papers.len(), records.len()).into_iter().map(one).collect();
    pairs.sort_by_key(|p| p.paper);
    pairs
}

/// Takes the likeliest first. What is nearly as good and still free on one side takes away certainty.
fn one_to_one(found: &[(usize, usize, f64)], papers: usize, records: usize) -> Vec<(usize, usize, f64)> {
    let (mut paper_taken, mut entry_taken) = (vec![None; papers], vec![None; records]);
    let mut chosen: Vec<(usize, usize, f64)> = Vec::new();
    let mut rivals: HashMap<usize, f64> = HashMap::new();
    for &(paper, entry, odds) in found {
        match (paper_taken[paper], entry_taken[entry]) {
            (None, None) => {
                (paper_taken[paper], entry_taken[entry]) = (Some(chosen.len()), Some(chosen.len()));
                chosen.push((paper, entry, odds));
            }
            (Some(at), None) | (None, Some(at)) => {
                let rival = rivals.entry(at).or_insert(odds);
                *rival = rival.max(odds);
            }
            (Some(_), Some(_)) => {}
        }
    }
    let sure = |(at, (paper, entry, odds)): (usize, (usize, usize, f64))| {
        let rival = rivals.get(&at).map_or(0.0, |r| r.exp());
        (paper, entry, odds.exp() / (1.0 + odds.exp() + rival))
    };
    chosen.into_iter().enumerate().map(sure).collect()
}

fn describe(paper: usize, entry: usize, confidence: f64, ours: &Ready<'_>, theirs: &Ready<'_>) -> Pair {
    let judged = ours.paper.judge(&theirs.paper, &Setting::default());
    let strangers = judged.evidence.iter().any(|e| e.field == "authors" && e.likeness <= 0.0);
    let title = judged.evidence.iter().find(|e| e.field == "title").map_or(0.0, |e| e.likeness);
    let same_page = ours.pages.zip(theirs.pages).and_then(|(a, b)| pages::likeness(a, b)).map(|likeness| likeness > 0.5);
    let words: Vec<String> = judged.evidence.iter().map(|e| format!("{}: {}", e.field, e.text)).collect();
    Pair { paper, entry, confidence, same_page, title, strangers, evidence: words.join(", ") }
}

/// All pairs of short lists; of long ones those that share a title, a first page, an author or a rare word.
fn worth_comparing(papers: &[Ready<'_>], records: &[Ready<'_>]) -> Vec<(usize, usize)> {
    if papers.len() * records.len() <= ALL {
        return (0..papers.len()).flat_map(|p| (0..records.len()).map(move |r| (p, r))).collect();
    }
    let mut by: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, record) in records.iter().enumerate() {
        for sign in signs(record) {
            by.entry(sign).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        let signs = signs(paper);
        let shared = signs.iter().filter_map(|s| by.get(s)).filter(|found| found.len() <= TELLING).flatten();
        pairs.extend(shared.map(|record| (at, *record)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn signs(of: &Ready<'_>) -> Vec<String> {
    let mut signs = vec![format!("t {}", of.letters)];
    signs.extend(of.pages.map(|p| format!("p {}", p.split(['-', '–']).next().unwrap_or_default())));
    signs.extend(of.authors.iter().map(|a| format!("a {}", key(a))));
    signs.extend(key(of.title).split(' ').filter(|w| w.len() > 5).map(|w| format!("w {w}")));
    signs
}

fn lift_neighbours(found: &mut [(usize, usize, f64)]) {
    let sure: HashSet<(usize, usize)> = found.iter().filter(|(.., odds)| *odds > SURE).map(|(p, e, _)| (*p, *e)).collect();
    for (paper, entry, odds) in found.iter_mut() {
        let before = paper.checked_sub(1).zip(entry.checked_sub(1)).is_some_and(|at| sure.contains(&at));
        let after = sure.contains(&(*paper + 1, *entry + 1));
        *odds += NEIGHBOUR * f64::from(u8::from(before) + u8::from(after));
    }
}

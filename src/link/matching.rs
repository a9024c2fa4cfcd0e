//! Two lists of papers: which rows are of one paper. Every likely pair is judged by [`score`](super::score); then the
//! pairs of one row compete, because in a list without repetitions only one of them can be right.

pub mod block;
pub mod clean;
mod compete;
pub mod pairs;
pub mod rdf;
pub mod table;

use super::score::{Evidence, Paper, Setting, Work};
use std::collections::HashMap;
pub use table::{Row, Table};

/// From here on two rows are taken for one paper.
pub const THRESHOLD: f64 = 0.5;
/// Below this a pair is not worth telling.
const LEAST: f64 = 0.05;

/// Two rows by their places in their tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    pub left: usize,
    pub right: usize,
    pub confidence: f64,
}

/// Two tables made ready to be compared.
pub struct Matcher<'a> {
    pub left: &'a Table,
    pub right: &'a Table,
    a: Side,
    b: Side,
}

struct Side {
    papers: Vec<Paper>,
    /// How many rows have the same title.
    alike: Vec<usize>,
    /// Whether the table lists papers more than once.
    repeats: bool,
}

/// A title of so many letters is no heading of a column, so that rows that share it are of one paper.
const LONG: usize = 30;
/// A table in which a larger part of the rows with long titles share one repeats papers, as tables do that were gathered
/// from citations.
const REPEATS: f64 = 0.05;

impl Side {
    fn new(table: &Table) -> Side {
        let paper = |row: &Row| {
            let authors: Vec<&str> = row.authors.iter().map(String::as_str).collect();
            let work =
                Work { title: &row.title, authors: &authors, venue: row.venue.as_deref(), year: row.year, pages: row.pages.as_deref() };
            Paper::new(&work)
        };
        let papers: Vec<Paper> = table.rows.iter().map(paper).collect();
        let mut titles: HashMap<&str, usize> = HashMap::new();
        papers.iter().for_each(|p| *titles.entry(p.title.letters()).or_default() += 1);
        let alike: Vec<usize> = papers.iter().map(|p| titles[p.title.letters()]).collect();
        let long = |i: &&usize| papers[**i].title.letters().len() >= LONG;
        let rows: Vec<usize> = (0..papers.len()).collect();
        let shared = rows.iter().filter(long).filter(|i| alike[**i] > 1).count();
        let repeats = shared as f64 > REPEATS * rows.iter().filter(long).count().max(1) as f64;
        Side { papers, alike, repeats }
    }
}

impl<'a> Matcher<'a> {
    pub fn new(left: &'a Table, right: &'a Table) -> Matcher<'a> {
        Matcher { left, right, a: Side::new(left), b: Side::new(right) }
    }

    /// All pairs worth telling, by the order of the left table, the likeliest first.
    pub fn all(&self, told: &mut dyn FnMut(usize)) -> Vec<Match> {
        let mut found = self.likely(&[], told);
        found.retain(|m| m.confidence >= LEAST);
        found.sort_by(|x, y| x.left.cmp(&y.left).then(y.confidence.total_cmp(&x.confidence)).then(x.right.cmp(&y.right)));
        found
    }

    /// The confidence of certain pairs, in their order; the other pairs of their rows compete as they do in [`all`](Self::all).
    pub fn these(&self, pairs: &[(usize, usize)], told: &mut dyn FnMut(usize)) -> Vec<Match> {
        let found = self.likely(pairs, told);
        let known: HashMap<(usize, usize), f64> = found.iter().map(|m| ((m.left, m.right), m.confidence)).collect();
        let judged = |&(left, right): &(usize, usize)| Match { left, right, confidence: known.get(&(left, right)).copied().unwrap_or(0.0) };
        pairs.iter().map(judged).collect()
    }

    /// The pairs that share something, and those that are asked for, after they competed.
    fn likely(&self, asked: &[(usize, usize)], told: &mut dyn FnMut(usize)) -> Vec<Match> {
        let mut wanted: HashMap<usize, Vec<usize>> = HashMap::new();
        asked.iter().for_each(|(left, right)| wanted.entry(*left).or_default().push(*right));
        let index = block::Index::new(&self.b.papers);
        let mut seen = block::Seen::new(self.b.papers.len());
        let mut found = Vec::new();
        for (left, paper) in self.a.papers.iter().enumerate() {
            told(left);
            let mut candidates = index.candidates(paper, &mut seen);
            candidates.extend(self.left.rows[left].doi.iter().flat_map(|doi| self.right.by_doi(doi)));
            candidates.extend(wanted.get(&left).into_iter().flatten());
            candidates.sort_unstable();
            candidates.dedup();
            let pairs = candidates.into_iter().map(|right| Match { left, right, confidence: self.judge(left, right) });
            found.extend(pairs.filter(|m| m.confidence > 0.0));
        }
        compete::lower(&mut found, self.a.repeats, self.b.repeats);
        found
    }

    /// What speaks for a pair and against it.
    pub fn evidence(&self, left: usize, right: usize) -> Vec<Evidence> {
        let mut all = self.a.papers[left].judge(&self.b.papers[right], &self.setting(left, right)).evidence;
        let count = self.a.alike[left].max(self.b.alike[right]);
        if count > 1 {
            let text = format!("{} rows on the left and {} on the right have this title", self.a.alike[left], self.b.alike[right]);
            all.push(Evidence { field: "title", likeness: 1.0 / count as f64, text });
        }
        all
    }

    /// Whether neither list repeats papers, so that a row has one partner at most.
    pub fn one_to_one(&self) -> bool {
        !self.a.repeats && !self.b.repeats
    }

    /// The confidence of a pair that has no rivals.
    pub fn alone(&self, left: usize, right: usize) -> f64 {
        self.judge(left, right)
    }

    fn judge(&self, left: usize, right: usize) -> f64 {
        let (a, b) = (&self.left.rows[left].doi, &self.right.rows[right].doi);
        if a.is_some() && a == b {
            return 0.999;
        }
        self.a.papers[left].confidence(&self.b.papers[right], &self.setting(left, right))
    }

    fn setting(&self, left: usize, right: usize) -> Setting {
        let (left, right) = (self.a.alike[left], self.b.alike[right]);
        Setting { editions: self.one_to_one(), left, right }
    }
}

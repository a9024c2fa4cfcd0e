//! Measuring on strings whose organisations are known.

use super::aliases::WIKIDATA;
use super::resolve::{Context, Desk, Resolver};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use std::time::{Duration, Instant};

/// A string with the organisations it names.
#[derive(Clone, Debug, Deserialize)]
pub struct Example {
    pub affiliation: String,
    #[serde(default)]
    pub ror: Vec<String>,
    /// All of them are in the registry that is asked; worked out where it is not said.
    pub covered: Option<bool>,
}

/// Reads examples: JSON lines, or an array.
pub fn examples(text: &str) -> Result<Vec<Example>, serde_json::Error> {
    rows(text)?.collect()
}

/// Reads what can be read, and counts the rows that are no examples. An error where none is one.
pub fn readable(text: &str) -> Result<(Vec<Example>, usize), serde_json::Error> {
    let (mut examples, mut skipped, mut first) = (Vec::new(), 0, None);
    for row in rows(text)? {
        match row {
            Ok(example) => examples.push(example),
            Err(error) => {
                skipped += 1;
                first.get_or_insert(error);
            }
        }
    }
    match first {
        Some(error) if examples.is_empty() => Err(error),
        _ => Ok((examples, skipped)),
    }
}

type Rows<'t> = Box<dyn Iterator<Item = Result<Example, serde_json::Error>> + 't>;

fn rows(text: &str) -> Result<Rows<'_>, serde_json::Error> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('[') {
        let rows: Vec<serde_json::Value> = serde_json::from_str(text)?;
        return Ok(Box::new(rows.into_iter().map(serde_json::from_value)));
    }
    Ok(Box::new(text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str)))
}

/// Identifiers right, wrong and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
}

impl Score {
    pub fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    pub fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    pub fn f1(&self) -> f64 {
        share(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// What a set of examples shows.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    pub rows: usize,
    pub covered_rows: usize,
    pub full: Score,
    pub covered: Score,
    /// Wrong answers that are items of Wikidata, of which a truth in records of ROR knows nothing.
    pub items: usize,
    /// By tenths of confidence: how many, sum of confidences, how many held; of covered rows.
    pub bins: [(usize, f64, usize); 10],
    pub misses: Vec<Miss>,
    pub took: Duration,
    /// Of single strings, sorted.
    pub times: Vec<Duration>,
}

/// An example that was not answered as it should be.
#[derive(Clone, Debug)]
pub struct Miss {
    pub affiliation: String,
    pub cause: Cause,
    /// Identifiers and names.
    pub missed: Vec<(String, String)>,
    pub wrong: Vec<(String, String)>,
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The truth says none.
    NothingToFind,
    /// No name of it was found in the string.
    NotFound,
    /// It was found and another accepted for the same string.
    AnotherChosen,
    /// It was found and doubted, and nothing accepted.
    Doubted,
    /// It was accepted, and another beside it.
    OneTooMany,
}

impl Cause {
    pub const ALL: [Self; 5] = [Self::NothingToFind, Self::NotFound, Self::AnotherChosen, Self::Doubted, Self::OneTooMany];

    pub fn title(self) -> &'static str {
        match self {
            Self::NothingToFind => "nothing to find",
            Self::NotFound => "not found",
            Self::AnotherChosen => "another chosen",
            Self::Doubted => "doubted",
            Self::OneTooMany => "one too many",
        }
    }
}

/// Resolves all examples and compares.
pub fn measure(resolver: &Resolver, examples: &[Example]) -> Figures {
    let mut desk = Desk::default();
    let mut figures = Figures::default();
    let tables = resolver.tables();
    let known: HashMap<&str, u32> = (0..tables.organisations() as u32).map(|n| (tables.id(n), n)).collect();
    let name_of = |id: &str| known.get(id).map_or("", |n| tables.display(*n)).to_owned();
    let context = Context::default();
    // warm
    for example in examples.iter().take(200) {
        let _ = resolver.pick(&example.affiliation, &context, &mut desk).count();
    }
    for example in examples {
        let truth: BTreeSet<&str> = example.ror.iter().map(String::as_str).collect();
        let covered = example.covered.unwrap_or_else(|| truth.iter().all(|id| known.contains_key(id)));
        let start = Instant::now();
        let picked: Vec<_> = resolver.pick(&example.affiliation, &context, &mut desk).collect();
        let took = start.elapsed();
        figures.times.push(took);
        figures.took += took;
        let accepted: BTreeSet<&str> = picked.iter().filter(|p| p.accepted).map(|p| tables.id(p.organisation)).collect();
        let right = accepted.intersection(&truth).count();
        let score = Score { right, wrong: accepted.len() - right, missed: truth.len() - right };
        add(&mut figures.full, score);
        figures.rows += 1;
        figures.items += accepted.difference(&truth).filter(|id| id.starts_with(WIKIDATA)).count();
        if !covered {
            continue;
        }
        figures.covered_rows += 1;
        add(&mut figures.covered, score);
        for one in picked.iter().filter(|p| p.likely >= 0.05) {
            let confidence = f64::from(resolver.model.confidence(one.likely));
            let bin = &mut figures.bins[((confidence * 10.0) as usize).min(9)];
            *bin = (bin.0 + 1, bin.1 + confidence, bin.2 + usize::from(truth.contains(tables.id(one.organisation))));
        }
        let found: BTreeSet<&str> = desk.found().map(|n| tables.id(n)).collect();
        if let Some(cause) = cause(&truth, &accepted, &found) {
            let named = |ids: BTreeSet<&str>| ids.into_iter().map(|id| (id.to_owned(), name_of(id))).collect();
            let missed = named(truth.difference(&accepted).copied().collect());
            let wrong = named(accepted.difference(&truth).copied().collect());
            figures.misses.push(Miss { affiliation: example.affiliation.clone(), cause, missed, wrong });
        }
    }
    figures.times.sort_unstable();
    figures
}

/// Why what was accepted is not what is true, if it is not. `found` is what was a candidate.
pub fn cause(truth: &BTreeSet<&str>, accepted: &BTreeSet<&str>, found: &BTreeSet<&str>) -> Option<Cause> {
    let mut missed = truth.difference(accepted).peekable();
    Some(if truth == accepted {
        return None;
    } else if truth.is_empty() {
        Cause::NothingToFind
    } else if missed.peek().is_none() {
        Cause::OneTooMany
    } else if missed.any(|id| !found.contains(id)) {
        Cause::NotFound
    } else if !accepted.is_subset(truth) {
        Cause::AnotherChosen
    } else {
        Cause::Doubted
    })
}

fn add(sum: &mut Score, score: Score) {
    sum.right += score.right;
    sum.wrong += score.wrong;
    sum.missed += score.missed;
}

impl Figures {
    pub fn each_second(&self) -> f64 {
        self.rows as f64 / self.took.as_secs_f64().max(1e-9)
    }

    /// The time that this share of strings does not exceed.
    pub fn within(&self, share: f64) -> Duration {
        let at = ((self.times.len() as f64 * share) as usize).min(self.times.len().saturating_sub(1));
        self.times.get(at).copied().unwrap_or_default()
    }

    /// How far confidences are from what held, weighted.
    pub fn calibration_error(&self) -> f64 {
        let all: usize = self.bins.iter().map(|b| b.0).sum();
        let error = |b: &(usize, f64, usize)| (b.1 - b.2 as f64).abs();
        self.bins.iter().map(error).sum::<f64>() / all.max(1) as f64
    }
}

impl Desk {
    /// Organisations that were candidates for the last string.
    pub fn found(&self) -> impl Iterator<Item = u32> + '_ {
        self.candidates().iter().map(|c| c.organisation)
    }
}

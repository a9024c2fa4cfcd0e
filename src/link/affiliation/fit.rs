//! Fits the model to examples: how often each organisation was meant, forests that weigh candidates, threshold and
//! calibration. Whatever is judged was not learned from: the examples are dealt into parts, and what is said of those of
//! one part comes of the others.

use super::candidates::{Candidate, How};
use super::choose::{Choice, HOPELESS, Model};
use super::evaluate::{Example, Score};
use super::features::{First, USAGE, second, usage};
use super::forest::Forest;
use super::resolve::{Context, Desk, Resolver};
use super::train::{Manner, Rows, learn, part};
use super::usage::{Usage, tells};
use std::collections::HashMap;

/// How the forests of the two looks are learned.
const LOOKS: [Manner; 2] =
    [Manner { trees: 80, depth: 5, rate: 0.15, ridge: 3.0 }, Manner { trees: 300, depth: 6, rate: 0.06, ridge: 3.0 }];
/// Precision that the threshold must give on what was not learned from.
const PRECISION: f64 = 0.925;
/// Parts that the examples are dealt into.
const PARTS: usize = 6;

/// An example, what it weighs, and the number of the set it is of.
pub struct Lesson {
    pub example: Example,
    pub weight: f32,
    pub set: usize,
}

/// What was learned.
pub struct Learned {
    pub model: Model,
    /// For each organisation that was met its id and how often it was meant.
    pub usage: Vec<(String, Usage)>,
    /// Of each set, the covered rows as they are judged by what was not learned from them.
    pub judged: Vec<Score>,
}

/// A lesson with its candidates.
struct Read {
    candidates: Vec<Candidate>,
    first: Vec<First>,
    holds: Vec<bool>,
    part: usize,
}

/// Learns from lessons. `say` is told how far it is.
pub fn fit(resolver: &Resolver, lessons: &[Lesson], say: &mut dyn FnMut(&str)) -> Learned {
    let mut read: Vec<Read> = lessons.iter().map(|lesson| Read::of(lesson, resolver)).collect();
    let counted = Counted::of(&read);
    for read in &mut read {
        for (candidate, row) in read.candidates.iter().zip(&mut read.first) {
            let known = counted.without(read.part, candidate.organisation);
            row[USAGE..].copy_from_slice(&usage(if tells(known) { known } else { Usage::default() }));
        }
    }
    say(&format!("{} candidates of {} strings", read.iter().map(|r| r.first.len()).sum::<usize>(), lessons.len()));
    let looks: Vec<Look<_>> = read.iter().map(|r| r.first.iter().copied().zip(r.holds.iter().copied()).collect()).collect();
    let (first, firsts) = forests(&looks, &read, lessons, LOOKS[0]);
    say("first look learned");
    // what the second look learns from was said by a forest that had not seen the string
    let looks: Vec<Look<_>> = read
        .iter()
        .map(|read| {
            let (mut said, mut rows) = (Vec::new(), Vec::new());
            firsts[read.part].likely(&read.first, &mut said);
            second(&read.candidates, &read.first, &said, HOPELESS, &resolver.tables(), &mut rows);
            let holds = read.holds.iter().zip(said).filter(|(_, said)| *said >= HOPELESS);
            rows.into_iter().zip(holds.map(|(holds, _)| *holds)).collect()
        })
        .collect();
    let (second, seconds) = forests(&looks, &read, lessons, LOOKS[1]);
    say("second look learned");
    let models = firsts.into_iter().zip(seconds);
    let models: Vec<Model> = models.map(|(first, second)| Model { first, second, threshold: 0.5, calibration: Vec::new() }).collect();
    let mut outcomes: Vec<(f32, bool)> = Vec::new();
    let mut answers: Vec<Vec<(f32, bool)>> = Vec::new();
    let mut choice = Choice::default();
    for read in &read {
        choice.first.clone_from(&read.first);
        choice.choose(&read.candidates, &models[read.part], &resolver.tables());
        let answer: Vec<(f32, bool)> = choice.chosen.iter().map(|(likely, n)| (*likely, read.holds[*n])).collect();
        outcomes.extend(&answer);
        answers.push(answer);
    }
    outcomes.sort_by(|a, b| b.0.total_cmp(&a.0));
    let model = Model { first, second, threshold: threshold(&outcomes), calibration: calibration(&outcomes) };
    Learned { judged: judged(lessons, &answers, resolver, model.threshold), usage: counted.all(resolver), model }
}

impl Read {
    fn of(lesson: &Lesson, resolver: &Resolver) -> Self {
        let example = &lesson.example;
        let mut desk = Desk::default();
        resolver.find(&example.affiliation, &Context::default(), &mut desk);
        let id = |c: &Candidate| resolver.tables().id(c.organisation);
        Self {
            holds: desk.candidates().iter().map(|c| example.ror.iter().any(|ror| ror == id(c))).collect(),
            candidates: desk.candidates().to_vec(),
            first: desk.choice().first.clone(),
            part: (part(&example.affiliation) >> 8) as usize % PARTS,
        }
    }
}

/// How often each organisation was meant, part by part.
struct Counted(HashMap<u32, [Usage; PARTS]>);

impl Counted {
    fn of(read: &[Read]) -> Self {
        let mut counts: HashMap<u32, [Usage; PARTS]> = HashMap::new();
        for read in read {
            for (candidate, holds) in read.candidates.iter().zip(&read.holds) {
                let count = &mut counts.entry(candidate.organisation).or_default()[read.part];
                let whole = candidate.how > How::Some;
                let adds = [true, *holds, whole, whole && *holds];
                count.iter_mut().zip(adds).for_each(|(count, add)| *count = count.saturating_add(u16::from(add)));
            }
        }
        Self(counts)
    }

    fn sum(counts: &[Usage; PARTS], without: Option<usize>) -> Usage {
        let kept = counts.iter().enumerate().filter(|(n, _)| Some(*n) != without);
        kept.fold(Usage::default(), |sum, (_, count)| [0, 1, 2, 3].map(|n| sum[n].saturating_add(count[n])))
    }

    fn without(&self, part: usize, organisation: u32) -> Usage {
        self.0.get(&organisation).map_or_else(Usage::default, |counts| Self::sum(counts, Some(part)))
    }

    fn all(&self, resolver: &Resolver) -> Vec<(String, Usage)> {
        self.0.iter().map(|(n, counts)| (resolver.tables().id(*n).to_owned(), Self::sum(counts, None))).collect()
    }
}

/// The rows of a lesson, and whether each holds.
type Look<const N: usize> = Vec<([f32; N], bool)>;

/// A forest of all rows, and for each part one that has not seen it.
fn forests<const N: usize>(looks: &[Look<N>], read: &[Read], lessons: &[Lesson], manner: Manner) -> (Forest, Vec<Forest>) {
    let of = |without: Option<usize>| {
        let mut all = Rows::default();
        for ((rows, _), lesson) in looks.iter().zip(read).zip(lessons).filter(|((_, read), _)| Some(read.part) != without) {
            rows.iter().for_each(|(row, holds)| all.push(row, *holds, lesson.weight));
        }
        learn(&all, manner)
    };
    std::thread::scope(|scope| {
        let half = scope.spawn(|| (0..PARTS / 2).map(|n| of(Some(n))).collect::<Vec<_>>());
        let other: Vec<Forest> = (PARTS / 2..PARTS).map(|n| of(Some(n))).collect();
        let whole = of(None);
        let parts = half.join().unwrap_or_default().into_iter().chain(other).collect();
        (whole, parts)
    })
}

/// How well each set is answered.
fn judged(lessons: &[Lesson], answers: &[Vec<(f32, bool)>], resolver: &Resolver, threshold: f32) -> Vec<Score> {
    let known: std::collections::HashSet<&str> = (0..resolver.tables().organisations() as u32).map(|n| resolver.tables().id(n)).collect();
    let mut scores = vec![Score::default(); lessons.iter().map(|l| l.set + 1).max().unwrap_or(0)];
    for (lesson, answers) in lessons.iter().zip(answers) {
        let example = &lesson.example;
        if !example.covered.unwrap_or_else(|| example.ror.iter().all(|id| known.contains(id.as_str()))) {
            continue;
        }
        let score = &mut scores[lesson.set];
        let accepted = answers.iter().filter(|(likely, _)| *likely >= threshold).count();
        let right = answers.iter().filter(|(likely, held)| *likely >= threshold && *held).count();
        score.right += right;
        score.wrong += accepted - right;
        score.missed += example.ror.len().saturating_sub(right);
    }
    scores
}

/// The smallest likelihood from which on so many hold.
fn threshold(outcomes: &[(f32, bool)]) -> f32 {
    let (mut right, mut best) = (0usize, 0.95f32);
    for (n, (likely, held)) in outcomes.iter().enumerate() {
        right += usize::from(*held);
        if right as f64 >= PRECISION * (n + 1) as f64 && n > 200 {
            best = *likely;
        }
    }
    (best * 1000.0).ceil() / 1000.0
}

/// Shares that held, by pooling neighbours until they rise.
fn calibration(outcomes: &[(f32, bool)]) -> Vec<(f32, f32)> {
    let bins = 40;
    let mut pools: Vec<(f64, f64, f64)> = Vec::new();
    let said: Vec<&(f32, bool)> = outcomes.iter().rev().filter(|(likely, _)| *likely >= 0.02).collect();
    for chunk in said.chunks((said.len() / bins).max(1)) {
        let likely: f64 = chunk.iter().map(|(likely, _)| f64::from(*likely)).sum();
        let held = chunk.iter().filter(|(_, held)| *held).count() as f64;
        pools.push((likely, held, chunk.len() as f64));
        while pools.len() > 1 && pools[pools.len() - 2].1 / pools[pools.len() - 2].2 >= pools[pools.len() - 1].1 / pools[pools.len() - 1].2
        {
            let Some(last) = pools.pop() else { break };
            if let Some(before) = pools.last_mut() {
                *before = (before.0 + last.0, before.1 + last.1, before.2 + last.2);
            }
        }
    }
    let round = |value: f64| (value * 1e4).round() as f32 / 1e4;
    pools.into_iter().map(|(likely, held, count)| (round(likely / count), round(held / count))).collect()
}

//! Fits the model to examples: features of all candidates, forests in two halves, threshold and calibration.

use super::choose::Model;
use super::evaluate::Example;
use super::features::second;
use super::forest::Forest;
use super::resolve::{Context, Desk, Resolver};
use super::train::{Manner, learn, part};
use std::collections::BTreeSet;

/// How the forests of the two looks are learned.
const LOOKS: [Manner; 2] =
    [Manner { trees: 60, depth: 5, rate: 0.18, ridge: 3.0 }, Manner { trees: 240, depth: 6, rate: 0.07, ridge: 3.0 }];
/// Precision that the threshold must give on what was not learned from.
const PRECISION: f64 = 0.9;

struct Rows {
    rows: Vec<Vec<f32>>,
    holds: Vec<bool>,
    weights: Vec<f32>,
    halves: Vec<usize>,
}

impl Rows {
    fn new() -> Self {
        Self { rows: Vec::new(), holds: Vec::new(), weights: Vec::new(), halves: Vec::new() }
    }

    fn learn(&self, manner: Manner, without: Option<usize>) -> Forest {
        let kept: Vec<usize> = (0..self.rows.len()).filter(|n| Some(self.halves[*n]) != without).collect();
        let rows: Vec<Vec<f32>> = kept.iter().map(|n| self.rows[*n].clone()).collect();
        let holds: Vec<bool> = kept.iter().map(|n| self.holds[*n]).collect();
        let weights: Vec<f32> = kept.iter().map(|n| self.weights[*n]).collect();
        learn(&rows, &holds, &weights, manner)
    }
}

/// Learns a model from examples, each with its weight. `say` is told how far it is.
pub fn fit(resolver: Resolver, examples: &[(Example, f32)], say: &mut dyn FnMut(&str)) -> Model {
    let half = |example: &Example| (part(&example.affiliation) >> 8 & 1) as usize;
    let context = Context::default();
    let mut desk = Desk::default();
    let mut first = Rows::new();
    for (example, weight) in examples {
        resolver.find(&example.affiliation, &context, &mut desk);
        for (candidate, row) in desk.candidates().iter().zip(&desk.choice().first) {
            first.rows.push(row.to_vec());
            first.holds.push(example.ror.iter().any(|id| id == resolver.tables().id(candidate.organisation)));
            first.weights.push(*weight);
            first.halves.push(half(example));
        }
    }
    say(&format!("{} candidates of {} strings", first.rows.len(), examples.len()));
    let halves = [0, 1].map(|n| first.learn(LOOKS[0], Some(n)));
    let whole = first.learn(LOOKS[0], None);
    say("first look learned");
    // what the second look learns from was said by a forest that had not seen the string
    let mut later = Rows::new();
    let mut said = Vec::new();
    let mut rows = Vec::new();
    for (example, weight) in examples {
        resolver.find(&example.affiliation, &context, &mut desk);
        said.clear();
        said.extend(desk.choice().first.iter().map(|row| halves[half(example)].likely(row)));
        second(desk.candidates(), &desk.choice().first, &said, 0.0, &resolver.tables(), &mut rows);
        for (candidate, row) in desk.candidates().iter().zip(&rows) {
            later.rows.push(row.to_vec());
            later.holds.push(example.ror.iter().any(|id| id == resolver.tables().id(candidate.organisation)));
            later.weights.push(*weight);
            later.halves.push(half(example));
        }
    }
    let seconds = [0, 1].map(|n| later.learn(LOOKS[1], Some(n)));
    let model = Model { first: whole, second: later.learn(LOOKS[1], None), threshold: 0.5, calibration: Vec::new() };
    say("second look learned");
    // threshold and calibration on what was not learned from
    let mut outcomes: Vec<(f32, bool)> = Vec::new();
    let mut resolver = resolver;
    for n in [0, 1] {
        resolver.model = Model { first: halves[n].clone(), second: seconds[n].clone(), threshold: 0.5, calibration: Vec::new() };
        for (example, _) in examples.iter().filter(|(e, _)| half(e) == n) {
            let truth: BTreeSet<&str> = example.ror.iter().map(String::as_str).collect();
            let picked = resolver.pick(&example.affiliation, &context, &mut desk);
            outcomes.extend(
                picked
                    .map(|p| (p.likely, p.organisation))
                    .collect::<Vec<_>>()
                    .into_iter()
                    .map(|(likely, organisation)| (likely, truth.contains(resolver.tables().id(organisation)))),
            );
        }
    }
    let truths: usize = examples.iter().map(|(e, _)| e.ror.len()).sum();
    for at in [0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75] {
        let accepted = outcomes.iter().filter(|(likely, _)| *likely >= at).count() as f64;
        let right = outcomes.iter().filter(|(likely, held)| *likely >= at && *held).count() as f64;
        say(&format!("not learned from, at {at}: precision {:.3}, recall {:.3}", right / accepted, right / truths as f64));
    }
    outcomes.sort_by(|a, b| b.0.total_cmp(&a.0));
    Model { threshold: threshold(&outcomes), calibration: calibration(&outcomes), ..model }
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

//! Which candidates hold: not two for the same words, each with how sure.

use super::candidates::Candidate;
use super::features::{self, First, Second};
use super::forest::Forest;
use super::tables::Tables;

/// Candidates that the first look gives less are not looked at again.
pub const HOPELESS: f32 = 0.015;
/// How sure a well-known name is that nothing contradicts.
const KNOWN: f32 = 0.97;
/// Candidates that the first look gives as much contradict a well-known name, unless they stand in its words.
const BESIDE: f32 = 0.3;

/// The forests and what their answers are worth.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub first: Forest,
    pub second: Forest,
    /// A candidate that is at least so sure is accepted.
    pub threshold: f32,
    /// Likelihoods as said, and the share of those up to each that held.
    pub calibration: Vec<(f32, f32)>,
}

impl Model {
    /// Reads the text that training writes.
    pub fn read(text: &str) -> Option<Self> {
        let all: Vec<&str> = features::FIRST.iter().chain(&features::SECOND).copied().collect();
        let line = |name: &str| text.lines().find_map(|line| line.strip_prefix(name));
        let pair = |text: &str| text.split_once(':').and_then(|(said, held)| Some((said.parse().ok()?, held.parse().ok()?)));
        Some(Self {
            first: Forest::read(text, "first", &all)?,
            second: Forest::read(text, "second", &all)?,
            threshold: line("threshold ")?.trim().parse().ok()?,
            calibration: line("calibration ")?.split_whitespace().map(pair).collect::<Option<_>>()?,
        })
    }

    pub fn write(&self) -> String {
        let all: Vec<&str> = features::FIRST.iter().chain(&features::SECOND).copied().collect();
        let mut text = format!("threshold {}\ncalibration", self.threshold);
        self.calibration.iter().for_each(|(said, held)| text.push_str(&format!(" {said}:{held}")));
        text.push('\n');
        self.first.write("first", &all, &mut text);
        self.second.write("second", &all, &mut text);
        text
    }

    /// How often what is said to be so likely held, between the steps of the table.
    pub fn confidence(&self, likely: f32) -> f32 {
        let at = self.calibration.partition_point(|(said, _)| *said < likely);
        match (at.checked_sub(1).map(|n| self.calibration[n]), self.calibration.get(at)) {
            (Some((low, from)), Some((high, to))) if *high > low => from + (to - from) * (likely - low) / (high - low),
            (Some((_, held)), _) => held,
            (None, Some((high, held))) if *high > 0.0 => held * likely / high,
            _ => likely,
        }
    }
}

/// Room for choosing.
#[derive(Debug, Default)]
pub struct Choice {
    pub first: Vec<First>,
    pub second: Vec<Second>,
    pub said: Vec<f32>,
    /// What the second look says of those that the first did not find hopeless.
    again: Vec<f32>,
    /// Candidates by how likely they are, first those that stand beside each other, then by `beaten_by` the rest.
    pub chosen: Vec<(f32, usize)>,
    /// Candidates that others keep out, and which.
    pub beaten: Vec<(f32, usize, usize)>,
}

impl Choice {
    /// Weighs candidates whose first features are there.
    pub fn choose(&mut self, candidates: &[Candidate], model: &Model, tables: &Tables) {
        self.said.clear();
        model.first.likely(&self.first, &mut self.said);
        features::second(candidates, &self.first, &self.said, HOPELESS, tables, &mut self.second);
        self.again.clear();
        model.second.likely(&self.second, &mut self.again);
        let mut again = self.again.iter();
        let mut order: Vec<(f32, usize)> = Vec::with_capacity(candidates.len());
        for (n, candidate) in candidates.iter().enumerate() {
            let likely = if self.said[n] < HOPELESS { 0.0 } else { again.next().copied().unwrap_or_default() };
            let inside = |other: &Candidate| other.from >= candidate.from && other.to <= candidate.to;
            let alone = || candidates.iter().zip(&self.said).all(|(other, said)| *said < BESIDE || inside(other));
            let known = candidate.known && candidate.country >= 0 && alone();
            order.push((if known { KNOWN } else { likely }, n));
        }
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        self.chosen.clear();
        self.beaten.clear();
        for (likely, n) in order {
            let clash = self.chosen.iter().find(|(_, m)| candidates[n].from < candidates[*m].to && candidates[*m].from < candidates[n].to);
            match clash {
                Some((_, by)) => self.beaten.push((likely, n, *by)),
                None => self.chosen.push((likely, n)),
            }
        }
    }
}

//! Learns a forest from examples: the same forest from the same examples, always.

use super::forest::{Forest, Tree, UNIT};

/// How it is learned.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    pub trees: usize,
    pub depth: usize,
    pub rate: f64,
    /// Steadies leaves with few examples.
    pub ridge: f64,
}

/// Bounds of a feature that are tried.
const BOUNDS: usize = 40;
/// Tenths of the rows and of the features that a tree learns from: trees that see less err less alike.
const ROWS: u64 = 8;
const FEATURES: u64 = 6;

/// Whether a tree is given something, always the same.
fn drawn(tree: usize, thing: usize, tenths: u64) -> bool {
    super::fold::finish((tree as u64) << 32 | thing as u64) % 10 < tenths
}

/// What is learned from: rows of features, whether each holds, and what it weighs.
#[derive(Default)]
pub struct Rows {
    width: usize,
    values: Vec<f32>,
    holds: Vec<bool>,
    weights: Vec<f32>,
}

impl Rows {
    /// Adds a row; all have as many features.
    pub fn push(&mut self, row: &[f32], holds: bool, weight: f32) {
        self.width = row.len();
        self.values.extend_from_slice(row);
        self.holds.push(holds);
        self.weights.push(weight);
    }

    fn feature(&self, feature: usize) -> impl Iterator<Item = f32> {
        self.values.chunks_exact(self.width).map(move |row| row[feature])
    }
}

/// Learns from rows and whether each holds.
pub fn learn(rows: &Rows, manner: Manner) -> Forest {
    let Rows { width, holds, weights, .. } = rows;
    let (width, count) = (*width, holds.len());
    let bounds: Vec<Vec<f32>> = (0..width).map(|feature| bounds(rows.feature(feature).collect())).collect();
    // each value as the number of bounds below it
    let place = |feature: usize, value: f32| bounds[feature].partition_point(|b| *b < value) as u8;
    let places: Vec<Vec<u8>> = (0..width).map(|feature| rows.feature(feature).map(|value| place(feature, value)).collect()).collect();
    let sum: f64 = weights.iter().map(|w| f64::from(*w)).sum();
    let held: f64 = holds.iter().zip(weights).filter(|(h, _)| **h).map(|(_, w)| f64::from(*w)).sum();
    let share = (held / sum.max(1e-9)).clamp(1e-4, 1.0 - 1e-4);
    let base = (share / (1.0 - share)).ln();
    let mut odds = vec![base; count];
    let mut trees = Vec::with_capacity(manner.trees);
    let (mut slope, mut bend) = (vec![0.0; count], vec![0.0; count]);
    for tree in 0..manner.trees {
        for n in 0..count {
            let likely = 1.0 / (1.0 + (-odds[n]).exp());
            let weight = if drawn(tree, n, ROWS) { f64::from(weights[n]) } else { 0.0 };
            slope[n] = weight * (f64::from(u8::from(holds[n])) - likely);
            bend[n] = weight * (likely * (1.0 - likely)).max(1e-6);
        }
        let features: Vec<usize> = (0..width).filter(|feature| drawn(tree, count + feature, FEATURES)).collect();
        let mut leaf = vec![0usize; count];
        let mut questions = Vec::new();
        for level in 0..manner.depth {
            let mut best: Option<(f64, usize, usize)> = None;
            for &feature in &features {
                let size = bounds[feature].len() + 1;
                if size < 2 {
                    continue;
                }
                let mut sums = vec![(0.0f64, 0.0f64); (1 << level) * size];
                for n in 0..count {
                    let cell = &mut sums[leaf[n] * size + places[feature][n] as usize];
                    cell.0 += slope[n];
                    cell.1 += bend[n];
                }
                let mut gains = vec![0.0; size - 1];
                for cells in sums.chunks(size) {
                    let all = cells.iter().fold((0.0, 0.0), |a, c| (a.0 + c.0, a.1 + c.1));
                    let mut low = (0.0, 0.0);
                    for (bound, gain) in gains.iter_mut().enumerate() {
                        low = (low.0 + cells[bound].0, low.1 + cells[bound].1);
                        let high = (all.0 - low.0, all.1 - low.1);
                        *gain += low.0 * low.0 / (low.1 + manner.ridge) + high.0 * high.0 / (high.1 + manner.ridge);
                    }
                }
                for (bound, gain) in gains.into_iter().enumerate() {
                    if best.is_none_or(|(b, ..)| gain > b + 1e-9) {
                        best = Some((gain, feature, bound));
                    }
                }
            }
            let Some((_, feature, bound)) = best else { break };
            for n in 0..count {
                leaf[n] |= usize::from(places[feature][n] as usize > bound) << level;
            }
            questions.push((feature as u16, bounds[feature][bound]));
        }
        let mut sums = vec![(0.0f64, 0.0f64); 1 << questions.len()];
        for n in 0..count {
            sums[leaf[n]].0 += slope[n];
            sums[leaf[n]].1 += bend[n];
        }
        let leaf_of = |(slope, bend): &(f64, f64)| {
            let odds = manner.rate * slope / (bend + manner.ridge) * f64::from(UNIT);
            odds.round().clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16
        };
        let leaves: Vec<i16> = sums.iter().map(leaf_of).collect();
        for n in 0..count {
            odds[n] += f64::from(leaves[leaf[n]]) / f64::from(UNIT);
        }
        trees.push(Tree { questions, leaves });
    }
    Forest { base: base as f32, trees }
}

/// Values between which examples lie, at equal shares of them.
fn bounds(mut values: Vec<f32>) -> Vec<f32> {
    values.sort_by(f32::total_cmp);
    let mut bounds: Vec<f32> = Vec::new();
    for n in 1..=BOUNDS {
        let at = n * values.len() / (BOUNDS + 1);
        let value = values[at.min(values.len() - 1)];
        if value < values[values.len() - 1] && bounds.last().is_none_or(|last| value > *last) {
            bounds.push(value);
        }
    }
    // rare values at the ends count too
    let mut distinct = values.clone();
    distinct.dedup();
    if distinct.len() <= BOUNDS {
        distinct.pop();
        return distinct;
    }
    bounds
}

/// A number of a string that says in which part of a split it is.
pub fn part(text: &str) -> u64 {
    super::fold::hash(text) >> 16
}

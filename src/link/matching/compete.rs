//! Pairs of one row compete: in a table without repetitions a row of the other has one partner at most.

use super::Match;

/// What a partner that is clearly better takes from the odds of the others.
const LOWERED: f64 = 3.0;
/// How much better, in odds, is clearly better.
const CLEARLY: f64 = 0.3;

/// Lowers the pairs that a better one excludes. Where the right table repeats papers, a left row may have many partners,
/// and the other way round; where both repeat, nothing is excluded.
pub fn lower(found: &mut [Match], left_repeats: bool, right_repeats: bool) {
    let odds: Vec<f64> = found.iter().map(|m| odds(m.confidence)).collect();
    let mut taken = vec![0.0; found.len()];
    if !right_repeats {
        against(found, &odds, |m| m.left, &mut taken);
    }
    if !left_repeats {
        against(found, &odds, |m| m.right, &mut taken);
    }
    for ((m, odds), taken) in found.iter_mut().zip(odds).zip(taken) {
        if taken > 0.0 {
            m.confidence = 1.0 / (1.0 + (taken - odds).exp());
        }
    }
}

fn against(found: &[Match], odds: &[f64], row: fn(&Match) -> usize, taken: &mut [f64]) {
    let rows = found.iter().map(row).max().map_or(0, |most| most + 1);
    let mut best = vec![f64::NEG_INFINITY; rows];
    found.iter().zip(odds).for_each(|(m, odds)| best[row(m)] = best[row(m)].max(*odds));
    for ((m, odds), taken) in found.iter().zip(odds).zip(taken) {
        if best[row(m)] - odds > CLEARLY {
            *taken += LOWERED;
        }
    }
}

fn odds(confidence: f64) -> f64 {
    let confidence = confidence.clamp(1e-9, 1.0 - 1e-9);
    (confidence / (1.0 - confidence)).ln()
}

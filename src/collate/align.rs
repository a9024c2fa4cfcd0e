//! Which texts of two lists are the same, where one of them may be damaged.

use crate::record::slug::key;
use std::collections::HashMap;

/// Places where three letters stand that say something: more frequent ones are in every title.
const COMMON: usize = 64;

/// For each text of `a` its like in `b`, each used once: equal texts first, then the most similar ones, of at least this
/// share of common runs of three letters.
pub fn pair(a: &[&str], b: &[&str], least: f32) -> Vec<Option<usize>> {
    let (a, b): (Vec<String>, Vec<String>) = (a.iter().map(|t| letters(t)).collect(), b.iter().map(|t| letters(t)).collect());
    let mut out = vec![None; a.len()];
    let mut taken = vec![false; b.len()];
    let mut equal: HashMap<&str, Vec<usize>> = HashMap::new();
    for (j, text) in b.iter().enumerate().rev().filter(|(_, text)| !text.is_empty()) {
        equal.entry(text).or_default().push(j);
    }
    for (i, text) in a.iter().enumerate() {
        out[i] = equal.get_mut(text.as_str()).and_then(Vec::pop);
        out[i].into_iter().for_each(|j: usize| taken[j] = true);
    }
    let mut index: HashMap<[char; 3], Vec<usize>> = HashMap::new();
    let runs_of_b: Vec<Vec<[char; 3]>> = b.iter().map(|text| runs(text)).collect();
    for (j, runs) in runs_of_b.iter().enumerate().filter(|(j, _)| !taken[*j]) {
        runs.iter().for_each(|run| index.entry(*run).or_default().push(j));
    }
    let mut likes: Vec<(f32, usize, usize)> = Vec::new();
    for (i, text) in a.iter().enumerate().filter(|(i, _)| out[*i].is_none()) {
        let runs = runs(text);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for places in runs.iter().filter_map(|run| index.get(run)).filter(|places| places.len() <= COMMON) {
            places.iter().for_each(|j| *shared.entry(*j).or_default() += 1);
        }
        let share = |j: usize, n: usize| 2.0 * n as f32 / (runs.len() + runs_of_b[j].len()) as f32;
        likes.extend(shared.into_iter().map(|(j, n)| (share(j, n), i, j)).filter(|(share, ..)| *share >= least));
    }
    likes.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1.abs_diff(x.2), x.1, x.2).cmp(&(y.1.abs_diff(y.2), y.1, y.2))));
    for (_, i, j) in likes {
        if out[i].is_none() && !taken[j] {
            out[i] = Some(j);
            taken[j] = true;
        }
    }
    out
}

/// Folded letters and digits alone: scanners lose spaces and signs first.
pub fn letters(text: &str) -> String {
    let mut out = key(text);
    out.retain(|c| c != ' ');
    out
}

/// The different runs of three letters.
fn runs(text: &str) -> Vec<[char; 3]> {
    let chars: Vec<char> = text.chars().take(400).collect();
    let mut runs: Vec<[char; 3]> = chars.windows(3).map(|w| [w[0], w[1], w[2]]).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The share of the shorter list that stands in the other one as well.
pub fn overlap(a: &[&str], b: &[&str]) -> f32 {
    let shorter = a.len().min(b.len());
    let shared = pair(a, b, 0.6).iter().flatten().count();
    if shorter == 0 { 0.0 } else { shared as f32 / shorter as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_texts_find_their_like() {
        let clean = ["Sand: A Memory Model", "Bricks All the Way Up", "Rain Later", "Rain"];
        let damaged = ["Rain", "Br1cks All the Wav Up", "A New Entry", "Sand:AMemoryModel"];
        assert_eq!(pair(&clean, &damaged, 0.5), [Some(3), Some(1), None, Some(0)]);
        assert!(overlap(&clean, &damaged) > 0.6 && overlap(&clean, &[]) == 0.0);
    }
}

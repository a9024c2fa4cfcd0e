//! Pairs that a file names, perhaps with a label that says whether they are of one paper, and what that makes of a
//! matching.

use super::Match;
use super::table::{Lines, Table};
use crate::error::Error;
use std::collections::{HashMap, HashSet};

/// A pair of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub left: usize,
    pub right: usize,
    pub label: Option<bool>,
}

/// The pairs of a file and how many of its lines name rows that are not there.
#[derive(Debug, Default)]
pub struct Pairs {
    pub pairs: Vec<Pair>,
    pub unknown: usize,
}

/// Reads pairs by the names of their columns, or by the first two.
pub fn read(file: &str, bytes: &[u8], left: &Table, right: &Table) -> Result<Pairs, Error> {
    let mut lines = Lines::new(file, bytes)?;
    let place = |names: &[&str]| lines.names.iter().position(|n| names.contains(&n.trim().to_lowercase().as_str()));
    let l = place(&["ltable_id", "left", "left_id", "id1", "ida", "a"]).unwrap_or(0);
    let r = place(&["rtable_id", "right", "right_id", "id2", "idb", "b"]).unwrap_or(1);
    let label = place(&["label", "gold", "match"]);
    if l == r {
        return Err(lines.wrong(1, "the columns of the two ids are not told apart; name them ltable_id and rtable_id"));
    }
    let mut found = Pairs::default();
    while let Some((line, cells)) = lines.row()? {
        let label = match label.and_then(|at| cells.get(at)).map(str::trim) {
            None | Some("") => None,
            Some("1" | "true" | "yes") => Some(true),
            Some("0" | "false" | "no") => Some(false),
            Some(other) => {
                let what = format!("the label {other} is neither 1 nor 0");
                return Err(lines.wrong(line, &what));
            }
        };
        match left.by_id(&cells[l]).zip(right.by_id(&cells[r])) {
            Some((left, right)) => found.pairs.push(Pair { left, right, label }),
            None => found.unknown += 1,
        }
    }
    Ok(found)
}

/// How many pairs are rightly accepted, wrongly accepted, wrongly refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
}

impl Figures {
    pub fn precision(&self) -> f64 {
        self.right as f64 / ((self.right + self.wrong) as f64).max(1.0)
    }

    pub fn recall(&self) -> f64 {
        self.right as f64 / ((self.right + self.missed) as f64).max(1.0)
    }

    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / ((2 * self.right + self.wrong + self.missed) as f64).max(1.0)
    }

    /// Of pairs that were judged one by one.
    pub fn of(pairs: &[Pair], judged: &[Match], threshold: f64) -> Figures {
        let mut figures = Figures::default();
        for (pair, judged) in pairs.iter().zip(judged) {
            match (judged.confidence >= threshold, pair.label) {
                (true, Some(true)) => figures.right += 1,
                (true, Some(false)) => figures.wrong += 1,
                (false, Some(true)) => figures.missed += 1,
                _ => {}
            }
        }
        figures
    }

    /// Of a matching of whole tables, where the truth is known of some pairs only. An accepted pair is right where the
    /// truth has it and wrong where the truth denies it, or has another partner for one of its rows and the tables
    /// repeat nothing (`one_to_one`); of other pairs nothing is known, and they do not count.
    pub fn of_tables(found: &[Match], truth: &[Pair], threshold: f64, one_to_one: bool) -> Figures {
        let label: HashMap<(usize, usize), bool> = truth.iter().filter_map(|p| Some(((p.left, p.right), p.label?))).collect();
        let mut accepted = HashSet::new();
        let known = |of: fn(&Pair) -> usize| truth.iter().filter(|p| p.label == Some(true)).map(of).collect::<HashSet<usize>>();
        let (lefts, rights) = (known(|p| p.left), known(|p| p.right));
        let mut figures = Figures::default();
        for m in found.iter().filter(|m| m.confidence >= threshold) {
            match label.get(&(m.left, m.right)) {
                Some(true) => figures.right += usize::from(accepted.insert((m.left, m.right))),
                Some(false) => figures.wrong += 1,
                None => figures.wrong += usize::from(one_to_one && (lefts.contains(&m.left) || rights.contains(&m.right))),
            }
        }
        figures.missed = label.values().filter(|l| **l).count() - figures.right;
        figures
    }
}

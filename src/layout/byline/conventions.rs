//! How bylines are set: each convention with what shows it and what reads it.

use super::{Byline, Grouping, LONGEST, Lexicon, below, inverted, listed, marks, rows};
use crate::record::Signature;

struct Convention {
    grouping: Grouping,
    /// Leaves no doubt where one byline shows it, whatever the others do.
    plain: bool,
    shows: fn(&Byline<'_>) -> bool,
    read: fn(&Byline<'_>, &Lexicon) -> Vec<Signature>,
}

/// Every convention. A byline speaks for the first that it shows.
const CONVENTIONS: &[Convention] = &[
    Convention { grouping: Grouping::Marks, plain: true, shows: marks::shows, read: marks::read },
    Convention { grouping: Grouping::Rows, plain: true, shows: rows::shows, read: rows::read },
    Convention { grouping: Grouping::Brackets, plain: true, shows: |b| b.shows_brackets(), read: |b, lexicon| b.by_brackets(lexicon) },
    Convention { grouping: Grouping::Listed, plain: true, shows: listed::shows, read: listed::read },
    Convention { grouping: Grouping::Below, plain: false, shows: below::shows, read: below::read },
    Convention { grouping: Grouping::Inverted, plain: false, shows: inverted::shows, read: inverted::read },
    Convention { grouping: Grouping::Commas, plain: false, shows: |b| b.shows_commas(), read: |b, lexicon| b.by_commas(lexicon) },
    Convention { grouping: Grouping::Names, plain: false, shows: |_| false, read: |b, lexicon| b.by_names(lexicon) },
];

/// How each byline of a list is grouped: as it shows by itself where that is plain or common in the list, else as most
/// of the list.
pub fn infer(bylines: &[Byline<'_>]) -> Vec<Grouping> {
    let shows = |k: usize, b: &Byline<'_>| b.text.len() <= LONGEST && (CONVENTIONS[k].shows)(b);
    // of those that it does not speak for, a byline is asked only where that matters
    let first: Vec<Option<usize>> = bylines.iter().map(|b| (0..CONVENTIONS.len()).find(|k| shows(*k, b))).collect();
    let mut votes = [0; CONVENTIONS.len()];
    first.iter().flatten().for_each(|k| votes[*k] += 1);
    let common = |k: usize| votes[k] * 4 >= bylines.len().max(1);
    let most = (0..CONVENTIONS.len()).rev().max_by_key(|k| votes[*k]).filter(|k| common(*k)).unwrap_or(CONVENTIONS.len() - 1);
    let of = |(b, first): (&Byline<'_>, &Option<usize>)| {
        let Some(first) = *first else { return CONVENTIONS[most].grouping };
        let shows = |k: usize| k == first || k > first && shows(k, b);
        let own = || (first..CONVENTIONS.len()).find(|k| (CONVENTIONS[*k].plain || common(*k)) && shows(*k));
        CONVENTIONS[if shows(most) { most } else { own().unwrap_or(most) }].grouping
    };
    bylines.iter().zip(&first).map(of).collect()
}

/// Reads a byline as a grouping has it.
pub fn read(byline: &Byline<'_>, grouping: Grouping, lexicon: &Lexicon) -> Vec<Signature> {
    let convention = CONVENTIONS.iter().find(|c| c.grouping == grouping);
    convention.map_or_else(Vec::new, |c| (c.read)(byline, lexicon))
}

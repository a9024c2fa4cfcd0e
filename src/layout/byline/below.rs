//! Lines of names and, below them, lines that tell where they work.

use super::pieces::pieces;
use super::{Byline, Lexicon};
use crate::layout::joining::is_open;
use crate::record::Signature;
use std::ops::Range;

/// Some line is an affiliation, and the lines explain the byline better than its commas.
pub fn shows(byline: &Byline<'_>) -> bool {
    // what stands in brackets is told by them
    if byline.breaks.is_empty() || byline.lines().any(|line| byline.text[line].starts_with('(')) {
        return false;
    }
    let lexicon = Lexicon::default();
    let (cost, runs) = runs(byline, &lexicon);
    // that a line ends where the names end is hardly chance
    let turns = runs.len() as f32 - 1.0;
    turns > 0.0 && cost - 4.0 * turns < byline.cost_as_groups(&lexicon)
}

pub fn read(byline: &Byline<'_>, lexicon: &Lexicon) -> Vec<Signature> {
    if byline.breaks.is_empty() {
        return byline.by_names(lexicon);
    }
    let mut out: Vec<Signature> = Vec::new();
    let mut group = 0;
    for (affiliation, range) in runs(byline, lexicon).1 {
        if affiliation {
            let inner = byline.text[range.clone()].strip_prefix('(').and_then(|t| t.strip_suffix(')')).is_some();
            let range = if inner { range.start + 1..range.end - 1 } else { range };
            let found = byline.affiliations(range, lexicon);
            out[group..].iter_mut().for_each(|s| s.affiliations.clone_from(&found));
        } else {
            group = out.len();
            out.extend(pieces(byline.text, range).into_iter().filter_map(|p| byline.name(p.range, &[])));
        }
    }
    out
}

/// Neighbouring lines of one kind: whether they are an affiliation, and where they stand; with the cost of it all.
fn runs(byline: &Byline<'_>, lexicon: &Lexicon) -> (f32, Vec<(bool, Range<usize>)>) {
    let lines: Vec<Range<usize>> = byline.lines().filter(|r| !r.is_empty()).collect();
    // cost of the best labels up to a line that is names, or an affiliation
    let mut best = [0.0, f32::INFINITY];
    let mut from: Vec<[bool; 2]> = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let text = &byline.text[line.clone()];
        let names: f32 = pieces(byline.text, line.clone()).into_iter().map(|p| byline.piece_cost(p.range, lexicon).0).sum();
        let mut affiliation = byline.piece_cost(line.clone(), lexicon).1;
        if text.starts_with('(') {
            affiliation -= 20.0;
        }
        let before = i.checked_sub(1).map(|k| &byline.text[lines[k].clone()]);
        let open = before.is_some_and(|b| is_open(b) || text.starts_with(char::is_lowercase));
        // what it costs to go on in the same way, and to change
        let (same, change) = if open { (0.0, 8.0) } else { (2.0, 0.0) };
        let step = |other: f32, own: f32| if other + change < own + same { (other + change, true) } else { (own + same, false) };
        if i == 0 {
            best[0] = names;
            from.push([false, false]);
            continue;
        }
        let (to_names, to_affiliation) = (step(best[1], best[0]), step(best[0], best[1]));
        from.push([to_names.1, to_affiliation.1]);
        best = [to_names.0 + names, to_affiliation.0 + affiliation];
    }
    // names without an affiliation below others that have one are doubtful
    let mut kind = best[1] <= best[0];
    let cost = best[0].min(best[1]);
    let mut out: Vec<(bool, Range<usize>)> = Vec::new();
    for (line, from) in lines.iter().zip(&from).rev() {
        match out.last_mut() {
            Some((last, range)) if *last == kind => range.start = line.start,
            _ => out.push((kind, line.clone())),
        }
        kind ^= from[usize::from(kind)];
    }
    out.reverse();
    (cost, out)
}

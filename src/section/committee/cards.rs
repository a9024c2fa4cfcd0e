//! Cards: a name that markup sets off, on one line or two, and below it lines that are not.

use super::parting::Part;
use crate::document::Line;
use std::borrow::Cow;

/// Lines that a name in a card has at most.
const TALL: usize = 3;

/// The cards of a block, where its lines are set so.
pub fn cards<'a>(lines: &[&'a Line]) -> Option<Vec<Part<'a>>> {
    let headed = |l: &Line| l.heading > 0;
    let bold = |l: &Line| l.bold;
    let marked: fn(&Line) -> bool = if lines.first().is_some_and(|l| headed(l)) { headed } else { bold };
    let runs: Vec<&[&Line]> = lines.chunk_by(|a, b| marked(a) == marked(b)).collect();
    let (names, rest) = (runs.iter().step_by(2), runs.iter().skip(1).step_by(2));
    // nothing but names is no card, and one card may be anything
    if runs.len() < 4 || !marked(lines[0]) || names.clone().any(|n| n.len() > TALL) || rest.clone().any(|r| r.len() > 2 * TALL) {
        return None;
    }
    let sentence = |l: &&Line| l.text().split_whitespace().count() > 7 || l.text().contains([',', '(', '@']);
    if names.clone().flat_map(|n| n.iter()).any(sentence) {
        return None;
    }
    let mut out = Vec::new();
    for (k, run) in runs.iter().enumerate() {
        if k % 2 == 1 {
            out.extend(run.iter().map(|l| Part::line(l)));
            continue;
        }
        let mut name = run[0].passage.clone();
        run[1..].iter().for_each(|l| name.join(" ", &l.passage));
        out.push(Part { passage: Cow::Owned(name), starts: true, ..Part::line(run[0]) });
    }
    Some(out)
}

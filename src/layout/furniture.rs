//! Running heads and folios: what the page carries besides its text.

use super::headings;
use super::look::Look;
use crate::document::{Line, Role};
use crate::record::pages::roman;
use crate::record::slug::key;
use std::collections::HashMap;

/// For each line what kind of furniture it is, if it is any.
pub fn mark(lines: &[Line], looks: &[Look]) -> Vec<Option<&'static str>> {
    let mut out: Vec<Option<&'static str>> = lines.iter().map(marked).collect();
    let mut folios: Vec<usize> = (0..lines.len()).filter(|i| is_folio(lines, looks, *i)).collect();
    let entries = pages_of_entries(looks);
    folios.retain(|i| entries.binary_search(i).is_err());
    for i in &folios {
        out[*i] = Some("folio");
    }
    // a running head stands right beside two folios, or at the same place two lines from them
    let mut beside: HashMap<String, Vec<(usize, isize)>> = HashMap::new();
    let near = |i: usize| i.saturating_sub(2)..(i + 3).min(lines.len());
    for (n, i) in folios.iter().enumerate() {
        for j in near(*i) {
            if out[j].is_none()
                && lines[j].text().chars().count() < 90
                && looks[j].tail.is_none()
                && lines[j].page.abs_diff(lines[*i].page) <= 1
                && !belongs_to_text(lines, &out, j, *i)
            {
                let at = beside.entry(key(lines[j].text())).or_default();
                // between two folios it is one line
                if at.last().is_none_or(|(n, offset)| folios[*n].checked_add_signed(*offset) != Some(j)) {
                    at.push((n, j as isize - *i as isize));
                }
            }
        }
    }
    let runs = |at: &Vec<(usize, isize)>| {
        let side = |offset: isize| at.iter().filter(|a| a.1 == offset).count();
        let away = |distance: usize| at.iter().filter(|a| a.1.unsigned_abs() == distance).count();
        at.iter().any(|a| side(a.1) >= 2 || away(1) >= 2 || away(2) >= 3)
    };
    // from the folio outwards: a line two away needs a running head between
    for (i, step) in folios.iter().flat_map(|i| [-1, 1, -2, 2].map(|step| (*i, step))) {
        let Some(j) = i.checked_add_signed(step).filter(|j| *j < lines.len()) else { continue };
        let between = step.abs() == 1 || i.checked_add_signed(step / 2).is_some_and(|k| out[k].is_some());
        if between && out[j].is_none() && beside.get(&key(lines[j].text())).is_some_and(runs) {
            out[j] = Some("running-head");
        }
    }
    for i in 0..lines.len() {
        if out[i].is_none() && is_headed_folio(lines[i].text()) {
            out[i] = Some("running-head");
        }
    }
    // a contents heading that comes again between entries, beside a folio
    let heading = |i: &usize| looks[*i].opens.is_some_and(|o| o.0 == headings::Opens::Contents);
    let headings: Vec<usize> = (0..lines.len()).filter(heading).collect();
    // the heading itself may stand as the running heads do that repeat it
    if let Some(first) = headings.first().filter(|_| headings.iter().all(|i| out[*i] == Some("running-head"))) {
        out[*first] = None;
    }
    let mut seen = false;
    for i in headings {
        if out[i].is_none() {
            let near = i > 0 && out[i - 1].is_some() || out.get(i + 1).is_some_and(Option::is_some);
            if seen && near && !looks[i].anew {
                out[i] = Some("running-head");
            }
            seen = true;
        }
    }
    out
}

/// A blank line parts it from the folio, and none from the text on its other side.
fn belongs_to_text(lines: &[Line], furniture: &[Option<&'static str>], j: usize, folio: usize) -> bool {
    let text = |i: Option<usize>| i.is_some_and(|i| furniture[i].is_none());
    let apart = |i: usize| lines.get(i).is_none_or(|l| l.blank_before > 0);
    if j < folio { apart(j + 1) && !apart(j) && text(j.checked_sub(1)) } else { apart(j) && !apart(j + 1) && text(Some(j + 1)) }
}

/// What the markup says to be no text of the volume.
fn marked(line: &Line) -> Option<&'static str> {
    match line.role {
        Some(Role::Furniture) => Some("navigation"),
        Some(Role::Time) => Some("time"),
        _ => None,
    }
}

/// Numbers alone on their lines that are the pages of entries: one close after the other, in order, with leaps. Folios
/// go up by one.
fn pages_of_entries(looks: &[Look]) -> Vec<usize> {
    let sort = |i: usize| looks[i].tail.as_ref().and_then(|t| t.pages.as_ref()).and_then(|p| p.first.sort);
    let alone: Vec<usize> = (0..looks.len()).filter(|i| looks[*i].folio && looks[*i].chained).collect();
    let mut out = Vec::new();
    for near in alone.chunk_by(|a, b| b - a <= 16) {
        let leap = |w: &[usize]| sort(w[0]).zip(sort(w[1])).is_some_and(|(a, b)| b > a + 2);
        // a folio may stand right before the list
        let near = &near[near.windows(2).position(leap).unwrap_or(0)..];
        let leaps = near.windows(2).filter(|w| leap(w)).count();
        // three say it where all leap
        if near.len() >= 4 && leaps * 5 >= (near.len() - 1) * 3 || near.len() == 3 && leaps == 2 {
            out.extend_from_slice(near);
        }
    }
    out
}

/// A number alone on its line that is no entry's page: set apart by blank lines, page breaks or running heads.
fn is_folio(lines: &[Line], looks: &[Look], i: usize) -> bool {
    if !looks[i].folio || lines[i].role.is_some() {
        return false;
    }
    let previous = i.checked_sub(1);
    let dangling = previous.is_some_and(|p| looks[p].tail.as_ref().is_some_and(|t| t.pages.is_none() && !lines[p].open_gap));
    let turned = |a: usize, b: usize| lines[a].page != lines[b].page;
    let edge_before = previous.is_none_or(|p| lines[i].blank_before > 0 || turned(p, i) || looks[p].folio);
    let edge_after = lines.get(i + 1).is_none_or(|n| n.blank_before > 0 || turned(i, i + 1));
    let roman = looks[i].tail.as_ref().and_then(|t| t.pages.as_ref()).is_some_and(|p| p.first.sort.is_some_and(|s| s < 0));
    if dangling && !(roman && edge_before) {
        return false;
    }
    roman || edge_before && edge_after
}

/// `VIII Organization`, `xx Contents`, `Table of Contents IX`: a region's name with a roman page.
fn is_headed_folio(text: &str) -> bool {
    let Some((first, rest)) = text.split_once(char::is_whitespace) else { return false };
    let roman = |t: &str| roman(t.trim()).is_some();
    let named = |t: &str| {
        headings::opens(t).is_some_and(|o| {
            o.1 == t.len()
                && matches!(
                    o.0,
                    headings::Opens::Contents | headings::Opens::Organization | headings::Opens::Message | headings::Opens::Index
                )
        })
    };
    if roman(first) && named(rest.trim()) {
        return true;
    }
    let gap = || text.contains("  ") || text.contains('\t') || text.contains("..");
    text.rsplit_once(' ').is_some_and(|(head, last)| {
        last.len() > 1 && roman(last) && !gap() && headings::opens(head.trim()).is_some_and(|o| o.0 == headings::Opens::Contents)
    })
}

//! Pages behind leaders, of which recognition of scanned pages lost the first digit or took a dot for one: the readings
//! of all that together rise most evenly.

use super::leaders;
use super::pages::Found;
use crate::document::Line;
use crate::layout::look::{Leader, Look, Tail};

/// Fewer pages show no order.
const FEW: usize = 6;
/// Of so many steps from page to page one falls at most; in an index of names they fall as often as they rise.
const FALLS: usize = 5;

/// What readings cost, in nats: a page as printed, with a first digit that was lost, without one that was a dot, and for
/// each further dot; a page that begins with a nought; a line that says nothing.
const LOST: f32 = 0.5;
const DOT: f32 = 1.0;
const DOTS: f32 = 0.3;
const NOUGHT: f32 = 4.0;
const UNREAD: f32 = 5.0;

/// What steps cost: pages that begin anew on one of one digit, and on another; the pages of a long paper, and how many more
/// cost a nat.
const ANEW: f32 = 3.0;
const BACK: f32 = 8.0;
const PAPER: i32 = 60;
const LEAP: f32 = 40.0;

/// A page as it is printed.
#[derive(Clone, Copy)]
struct Printed<'a> {
    page: i32,
    /// Its digits, where it stands alone: it may be mended.
    digits: Option<&'a str>,
}

/// A way to read a page: what it is, what that costs, whether it is as printed.
#[derive(Clone, Copy)]
struct Way {
    page: Option<i32>,
    cost: f32,
    printed: bool,
}

/// The lines whose pages rise together where some are to be read otherwise than printed, and what those are. `damaged` where
/// leaders of the list are.
pub(super) fn mend(lines: &[Line], looks: &[Look], damaged: bool) -> Vec<(usize, Option<Found>)> {
    let ends: Vec<(usize, &Tail, Printed<'_>)> =
        lines.iter().zip(looks).enumerate().filter_map(|(i, (line, look))| end(i, line, look, damaged)).collect();
    let pages: Vec<Printed<'_>> = ends.iter().map(|e| e.2).collect();
    let ways = read(&pages, damaged);
    if ways.iter().all(|way| way.printed) {
        return Vec::new();
    }
    let line = |((i, tail, _), way): (&(usize, &Tail, Printed<'_>), &Way)| {
        let page = u32::try_from(way.page?).ok()?;
        Some((*i, (!way.printed).then(|| Found { at: tail.at.clone(), page, glued: false })))
    };
    ends.iter().zip(&ways).filter_map(line).collect()
}

/// The page at the end of a line of a list, behind more than a space, or behind what is left of a leader.
fn end<'a>(i: usize, line: &'a Line, look: &'a Look, damaged: bool) -> Option<(usize, &'a Tail, Printed<'a>)> {
    let tail = look.tail.as_deref().filter(|t| match t.leader {
        Leader::Alone => false,
        Leader::Space => damaged && leaders::remains(&line.text()[..t.at.start]).is_some(),
        _ => true,
    })?;
    let pages = tail.pages.as_ref()?;
    let digits = line.text().get(tail.at.clone()).filter(|d| pages.last.is_none() && d.bytes().all(|b| b.is_ascii_digit()));
    Some((i, tail, Printed { page: pages.first.arabic()?, digits }))
}

/// What each page is read as; nothing where nothing is damaged. Where no leader is, a page that begins with a nought, or
/// falls among rising ones, tells of damage.
fn read(pages: &[Printed<'_>], damaged: bool) -> Vec<Way> {
    let falls = pages.windows(2).filter(|two| two[1].page < two[0].page).count();
    let fallen = pages.windows(2).any(|two| two[1].page < two[0].page && two[1].page > 9);
    let nought = pages.iter().any(|p| p.digits.is_some_and(|d| d.starts_with('0')));
    if pages.len() < FEW || falls * FALLS > pages.len() || !(damaged || fallen || nought) {
        return Vec::new();
    }
    cheapest(&pages.iter().map(ways).collect::<Vec<_>>())
}

fn ways(p: &Printed<'_>) -> Vec<Way> {
    let nought = p.digits.is_some_and(|d| d.starts_with('0'));
    let mut ways = vec![
        Way { page: Some(p.page), cost: if nought { NOUGHT } else { 0.0 }, printed: true },
        Way { page: None, cost: UNREAD, printed: true },
    ];
    let Some(digits) = p.digits else { return ways };
    let mut way = |page: i32, cost: f32| ways.push(Way { page: Some(page), cost, printed: false });
    if digits.len() == 2 {
        (1..10).for_each(|hundreds| way(hundreds * 100 + p.page, if nought { 0.0 } else { LOST }));
    }
    for dots in 1..digits.len() {
        if let Some(page) = digits[dots..].parse().ok().filter(|_| !digits[dots..].starts_with('0')) {
            way(page, DOT + DOTS * (dots - 1) as f32);
        }
    }
    ways
}

/// What a page costs after another.
fn step(last: Option<i32>, page: i32, printed: bool) -> Option<f32> {
    let gap = page - last.unwrap_or(0);
    match gap {
        ..0 if !printed => None,
        ..0 => Some(if page > 9 { BACK } else { ANEW }),
        0 => Some(1.0),
        _ if last.is_none() => Some(0.1 * (gap as f32).ln_1p()),
        _ => Some(0.2 * (gap as f32).ln_1p() + (gap - PAPER).max(0) as f32 / LEAP),
    }
}

/// The cheapest way through: one reading of each page.
fn cheapest(ways: &[Vec<Way>]) -> Vec<Way> {
    /// Up to a page: the last that was read, the cost of all, and the node before.
    struct Node {
        last: Option<i32>,
        cost: f32,
        before: usize,
    }
    let mut layers: Vec<Vec<Node>> = vec![vec![Node { last: None, cost: 0.0, before: 0 }]];
    for of in ways {
        let before = layers.last().map_or(&[][..], Vec::as_slice);
        let node = |way: &Way| {
            let cost = |(k, node): (usize, &Node)| {
                let step = way.page.map_or(Some(0.0), |page| step(node.last, page, way.printed))?;
                Some(Node { last: way.page.or(node.last), cost: node.cost + way.cost + step, before: k })
            };
            before.iter().enumerate().filter_map(cost).min_by(|a, b| a.cost.total_cmp(&b.cost))
        };
        let layer = of.iter().map(|way| node(way).unwrap_or(Node { last: None, cost: f32::INFINITY, before: 0 })).collect();
        layers.push(layer);
    }
    let last = layers.last().map_or(&[][..], Vec::as_slice);
    let mut k = last.iter().enumerate().min_by(|a, b| a.1.cost.total_cmp(&b.1.cost)).map_or(0, |n| n.0);
    let mut found = Vec::with_capacity(ways.len());
    for (layer, of) in layers[1..].iter().zip(ways).rev() {
        found.push(of[k]);
        k = layer[k].before;
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_rises() {
        for (damaged, printed, want) in [
            // nothing is damaged
            (false, "1 9 15 27 40 61 98 103", "1 9 15 27 40 61 98 103"),
            (false, "1 9 15 27 40 61 1 12 30 44", "1 9 15 27 40 61 1 12 30 44"),
            // first digits are lost
            (false, "1 15 45 64 83 96 09 32 46 56 71 89", "1 15 45 64 83 96 109 132 146 156 171 189"),
            (false, "84 90 95 105 11 16 21 33 140 146 171 77 83 208 214", "84 90 95 105 111 116 121 133 140 146 171 177 183 208 214"),
            // dots were read as digits
            (true, "1 10 20 00533 540 545 555 565", "1 10 20 33 40 45 55 65"),
            (true, "1 11 060 71 83 95", "1 11 60 71 83 95"),
            (true, "1 9 15 327 40 61 98", "1 9 15 27 40 61 98"),
            // a long paper, and a volume that goes on from another
            (true, "1 9 15 127 140 161 198", "1 9 15 127 140 161 198"),
            (true, "601 609 615 627 640 661 698", "601 609 615 627 640 661 698"),
            // an index of names
            (false, "40 12 61 9 15 7 33 02", "40 12 61 9 15 7 33 02"),
            (true, "1 15 02", "1 15 02"),
        ] {
            let pages: Vec<Printed<'_>> = printed.split(' ').map(|d| Printed { page: d.parse().unwrap(), digits: Some(d) }).collect();
            let found: Vec<String> = read(&pages, damaged).iter().map(|way| way.page.map_or("-".to_owned(), |p| p.to_string())).collect();
            let found = if found.is_empty() { printed.to_owned() } else { found.join(" ") };
            assert_eq!(found, want, "{printed}");
        }
    }
}

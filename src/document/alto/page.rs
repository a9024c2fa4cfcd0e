//! From the printed lines of one page to lines of the document: what stands level is rejoined, places become columns
//! and blank lines.

use super::Place;
use crate::document::{Line, Passage};
use crate::record::Pages;
use crate::source::Span;

/// The part of the page that is no print space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Margin {
    Top,
    None,
    Bottom,
}

/// One line as recognised.
pub struct Printed {
    pub passage: Passage,
    /// The whole element.
    pub span: Span,
    pub place: Option<Place>,
    /// Width of a letter.
    pub letter: f32,
    pub block: usize,
    pub margin: Margin,
    pub bold: bool,
    pub size: f32,
}

/// Takes the lines of page `pages` (from 1), in the order of the file but for the margins.
pub fn arrange(printed: &mut Vec<Printed>, pages: usize, lines: &mut Vec<Line>) {
    printed.sort_by_key(|p| p.margin);
    let letter = median(printed.iter().map(|p| p.letter).filter(|w| *w > 0.0));
    rejoin(printed, letter);
    let left = printed.iter().filter_map(|p| p.place).map(|p| p.left).fold(f32::INFINITY, f32::min);
    let sizes = median(printed.iter().map(|p| p.size).filter(|s| *s > 0.0));
    let tops: Vec<Option<f32>> = printed.iter().map(|p| p.place.map(|p| p.top)).collect();
    let advance = |i: usize| i.checked_sub(1).and_then(|before| Some(tops[i]? - tops[before]?)).filter(|a| *a > 0.0);
    // a quarter of the lines at least follow the one before without a space between
    let pitch =
        quantile((0..tops.len()).filter_map(advance), 4).max(median(printed.iter().filter_map(|p| p.place).map(|p| p.bottom - p.top)));
    let mut last: Option<(usize, Margin)> = None;
    for (i, p) in printed.drain(..).enumerate() {
        let turned = last.is_some_and(|(block, margin)| (block, margin) != (p.block, p.margin));
        let blank_before = match advance(i).filter(|_| pitch > 0.0) {
            Some(a) => ((a / pitch - 0.5).floor().clamp(0.0, 3.0)) as usize,
            None => usize::from(turned),
        };
        last = Some((p.block, p.margin));
        let indent = p.place.filter(|_| letter > 0.0).map_or(0, |place| ((place.left - left) / letter).round().clamp(0.0, 120.0) as usize);
        let text = &p.passage.text;
        let bullet = text.starts_with(['•', '◦', '▪', '■', '●', '∙', '◆', '►', '○']);
        let start = if bullet { text.find(|c: char| c.is_alphanumeric()).unwrap_or(0) } else { 0 };
        let larger = if sizes > 0.0 { p.size / sizes } else { 0.0 };
        lines.push(Line {
            passage: p.passage.trimmed(start..text.len()),
            span: p.span,
            indent,
            blank_before,
            bullet,
            bold: p.bold,
            open_gap: false,
            heading: if larger > 1.55 { 1 } else { 2 * u8::from(larger > 1.25) },
            page: pages.saturating_sub(1),
            role: None,
            whole: false,
        });
    }
}

/// Puts page numbers that recognition took for a column of their own back to the lines they stand level with. One
/// number beside a line may be anything; two below each other are a column.
fn rejoin(printed: &mut Vec<Printed>, letter: f32) {
    let number = |p: &Printed| {
        let text = p.passage.text.trim_start_matches(|c: char| matches!(c, '.' | '…' | '·' | '_') || c.is_whitespace());
        Pages::parse(text).is_some()
    };
    let mut by_top: Vec<(f32, usize)> =
        printed.iter().enumerate().filter(|(_, p)| !number(p)).filter_map(|(i, p)| Some((p.place?.top, i))).collect();
    by_top.sort_by(|a, b| a.0.total_cmp(&b.0));
    // number and the line to its left
    let mut pairs: Vec<(usize, usize, Place)> = Vec::new();
    for (i, p) in printed.iter().enumerate().filter(|(_, p)| number(p)) {
        let Some(at) = p.place else { continue };
        let height = at.bottom - at.top;
        let from = by_top.partition_point(|(top, _)| *top < at.top - 2.0 * height);
        let near = by_top[from..].iter().take_while(|(top, _)| *top <= at.bottom).take(200).map(|(_, j)| *j);
        let level = near.filter(|j| printed[*j].block != p.block || *j != i).filter_map(|j| {
            let other = printed[j].place?;
            let shared = at.bottom.min(other.bottom) - at.top.max(other.top);
            (other.right <= at.left + letter && shared * 2.0 > height.min(other.bottom - other.top)).then_some((j, other))
        });
        if let Some((j, _)) = level.max_by(|a, b| a.1.right.total_cmp(&b.1.right)) {
            pairs.push((i, j, at));
        }
    }
    let sides = |a: &Place, b: &Place| (a.right - b.right).abs().min((a.left - b.left).abs());
    let mut lists: Vec<(usize, usize)> = Vec::new();
    for (i, j, at) in pairs.iter().take(400) {
        let column = pairs.iter().take(400).filter(|(_, k, other)| k != j && sides(at, other) < 2.5 * letter).count();
        let taken = lists.iter().any(|(_, k)| k == j);
        if column > 0 && !taken {
            lists.push((*i, *j));
        }
    }
    for (i, j) in &lists {
        let number = printed[*i].passage.clone();
        let (line, at) = (printed[*j].place, printed[*i].place);
        let gap = line.zip(at).map_or(4.0, |(line, at)| (at.left - line.right) / letter.max(0.1));
        let joint = if number.text.starts_with(['.', '…', '·', '_']) { 1 } else { gap.round().clamp(4.0, 60.0) as usize };
        printed[*j].passage.join(&" ".repeat(joint), &number);
    }
    let gone: std::collections::HashSet<usize> = lists.into_iter().map(|(i, _)| i).collect();
    let mut i = 0;
    printed.retain(|_| {
        i += 1;
        !gone.contains(&(i - 1))
    });
}

fn median(values: impl Iterator<Item = f32>) -> f32 {
    quantile(values, 2)
}

/// The value that one in `part` is below, 0 where there is none.
fn quantile(values: impl Iterator<Item = f32>, part: usize) -> f32 {
    let mut all: Vec<f32> = values.collect();
    all.sort_by(f32::total_cmp);
    all.get(all.len() / part).copied().unwrap_or(0.0)
}

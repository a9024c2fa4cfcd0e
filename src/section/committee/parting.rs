//! Lines that hold several entries: columns side by side, and runs that nothing but spaces part.

use super::meeting::{Meeting, meetings};
use super::row::{After, entry_sign, is_name};
use crate::document::{Line, Passage, trim};
use crate::layout::joining::{Hyphens, join_lines};
use crate::layout::words::Tokens;
use std::borrow::Cow;
use std::ops::Range;

/// A line of a block, or what stands of an entry on it.
#[derive(Clone)]
pub struct Part<'a> {
    /// `None` for what stands on the heading's own line.
    pub line: Option<&'a Line>,
    pub passage: Cow<'a, Passage>,
    pub indent: usize,
    /// It surely begins an entry.
    pub starts: bool,
    /// How sure it is that the entry ends and begins where it was parted from others.
    pub sure: f64,
}

impl<'a> Part<'a> {
    pub fn line(line: &'a Line) -> Self {
        Self { line: Some(line), passage: Cow::Borrowed(&line.passage), indent: line.indent, starts: false, sure: 1.0 }
    }

    pub fn on_heading(passage: &Passage) -> Self {
        Self { line: None, passage: Cow::Owned(passage.clone()), indent: 0, starts: false, sure: 1.0 }
    }
}

/// The lines of a block with those parted that hold several entries.
pub fn part<'a>(lines: &[&'a Line]) -> Vec<Part<'a>> {
    let whole = || lines.iter().map(|l| Part::line(l)).collect();
    // where few gaps are left of those between columns they say nothing
    let wide = lines.iter().filter(|l| cells(l).len() > 1).count();
    let found = if wide * 2 < lines.len() { runs(lines).or_else(|| columns(lines)) } else { columns(lines).or_else(|| runs(lines)) };
    found.unwrap_or_else(whole)
}

/// What stands between the gaps of a line, and the column where it begins.
struct Cell {
    column: usize,
    range: Range<usize>,
}

fn cells(line: &Line) -> Vec<Cell> {
    let text = line.text();
    let mut out: Vec<Cell> = Vec::new();
    let (mut from, mut column, mut start) = (0, line.indent, line.indent);
    let mut gap = 0;
    for (i, c) in text.char_indices() {
        if c == ' ' || c == '\t' {
            gap += if c == '\t' { 2 } else { 1 };
        } else {
            if gap > 1 {
                out.push(Cell { column: start, range: trim(text, from..i) });
                (from, start) = (i, column);
            }
            gap = 0;
        }
        column += 1;
    }
    out.push(Cell { column: start, range: from..text.len() });
    out
}

/// Columns that stand side by side at most.
const MOST: usize = 8;

/// Entries, or names and what stands below them, in columns side by side.
fn columns<'a>(lines: &[&'a Line]) -> Option<Vec<Part<'a>>> {
    let rows: Vec<(&Line, Vec<Cell>)> = lines.iter().map(|l| (*l, cells(l))).collect();
    let text = |line: &'a Line, cell: &Cell| &line.text()[cell.range.clone()];
    let several: Vec<usize> = (0..rows.len()).filter(|i| rows[*i].1.len() > 1).collect();
    let all = |i: usize, is: fn(&str) -> bool| rows[i].1.iter().all(|c| is(&lines[i].text()[c.range.clone()]));
    let entries = several.iter().filter(|i| all(**i, |t| entry_sign(t).is_some())).count();
    let stacked = several.windows(2).filter(|w| all(w[0], is_person) && all(w[1], |t| !is_person(t))).count();
    let side_by_side = entries > 0 && entries * 2 >= several.len();
    if !side_by_side && (stacked == 0 || stacked * 4 < several.len()) {
        return None;
    }
    let most = rows.iter().map(|r| r.1.len()).max().filter(|most| *most <= MOST)?;
    let begin = |(line, cells): &(&'a Line, Vec<Cell>)| {
        let begins = |c: &&Cell| entry_sign(text(line, c)).is_some() || !side_by_side && is_person(text(line, c));
        cells.iter().filter(begins).map(|c| c.column).collect::<Vec<_>>()
    };
    let mut starts: Vec<usize> = rows.iter().flat_map(begin).collect();
    starts.sort_unstable();
    starts.dedup_by(|b, a| *b <= *a + 2);
    let tabs = lines.iter().any(|l| l.text().contains('\t'));
    let aligned = starts.len() == most && !tabs;
    if !aligned && !side_by_side {
        return None;
    }
    let cell_of = |(line, cell): (&'a Line, &Cell), indent: usize, starts: bool| Part {
        passage: Cow::Owned(line.passage.slice(cell.range.clone())),
        indent,
        starts,
        ..Part::line(line)
    };
    if !aligned {
        let each = |(line, cells): &(&'a Line, Vec<Cell>)| cells.iter().map(|c| cell_of((line, c), 0, cells.len() > 1)).collect::<Vec<_>>();
        return Some(rows.iter().flat_map(each).collect());
    }
    // down each column, page by page
    let mut out: Vec<Part<'a>> = Vec::new();
    for page in rows.chunk_by(|a, b| a.0.page == b.0.page) {
        for (k, start) in starts.iter().enumerate() {
            let end = starts.get(k + 1).map_or(usize::MAX, |next| next - 1);
            let from = if k == 0 { 0 } else { start - 1 };
            let first = out.len();
            for (line, cells) in page {
                let here = cells.iter().filter(|c| (from..end).contains(&c.column));
                out.extend(here.map(|c| cell_of((line, c), c.column.saturating_sub(*start), false)));
            }
            if let Some(part) = out.get_mut(first) {
                part.starts = true;
            }
        }
    }
    Some(out)
}

/// A name, and rather a person's than an organization's.
fn is_person(text: &str) -> bool {
    let words = Tokens::of(text);
    let c = words.costs(0..text.len());
    is_name(text, 0..text.len(), &words) && c.person < c.organization
}

/// What all the meetings of a run must gain together to be one, and to leave no doubt; and by how much the place of one
/// must lead.
const RUN: f32 = 5.0;
const SURE: f32 = 10.0;
const LEADS: f32 = 3.0;
/// How sure it is that entries part where they may as well elsewhere.
const DOUBTFUL: f64 = 0.6;

/// `Name, Affiliation Name, Affiliation`: columns whose gap is lost, or a list that became one paragraph.
fn runs<'a>(lines: &[&'a Line]) -> Option<Vec<Part<'a>>> {
    let signs: Vec<Option<After>> = lines.iter().map(|l| entry_sign(l.text())).collect();
    let sign = signs.iter().flatten().find(|s| matches!(s, After::Comma | After::Dash))?;
    let begin = signs.iter().filter(|s| s.as_ref() == Some(sign)).count();
    if begin * 5 >= lines.len() * 4 {
        let found: Vec<Vec<Meeting>> = lines.iter().map(|l| meetings(l.text(), &Tokens::of(l.text()), sign, &[])).collect();
        let met = found.iter().filter(|m| m.iter().any(Meeting::is_plain)).count();
        let gain = found.iter().flatten().filter(|m| m.is_plain()).map(|m| m.gain).sum::<f32>();
        if met * 5 < lines.len() * 3 || gain < RUN {
            return None;
        }
        return Some(lines.iter().zip(&found).flat_map(|(line, found)| parted(&line.passage, found, &[(0, line)], gain > SURE)).collect());
    }
    // the lines of a paragraph break where they are full
    let (whole, breaks) = join_lines(lines.iter().map(|l| &l.passage), Hyphens::InNames);
    if breaks.len() + 1 != lines.len() {
        return None;
    }
    let found = meetings(&whole.text, &Tokens::of(&whole.text), sign, &breaks);
    let within: Vec<&Meeting> = found.iter().filter(|m| m.is_plain() && breaks.binary_search(&m.at).is_err()).collect();
    let gain = within.iter().map(|m| m.gain).sum::<f32>();
    if within.len() < 2 || within.len() * 2 < lines.len() || gain < RUN {
        return None;
    }
    let from: Vec<(usize, &Line)> = std::iter::once(0).chain(breaks).zip(lines.iter().copied()).collect();
    Some(parted(&whole, &found, &from, gain > SURE))
}

/// The entries of a run. `lines`: where each line begins; `is_run`: there is no doubt that it is one.
fn parted<'a>(run: &Passage, found: &[Meeting], lines: &[(usize, &'a Line)], is_run: bool) -> Vec<Part<'a>> {
    // what gains nothing is no meeting, but casts doubt on the entry that it may end
    let doubts: Vec<usize> = found.iter().filter(|m| m.gain <= 0.0).map(|m| m.at).collect();
    let found: Vec<&Meeting> = found.iter().filter(|m| m.gain > 0.0).collect();
    let sure = |m: Option<&Meeting>| m.is_none_or(|m| is_run && m.is_plain() && m.margin > LEADS);
    let mut out = Vec::new();
    for k in 0..=found.len() {
        let (before, next) = (k.checked_sub(1).map(|b| found[b]), found.get(k).copied());
        let range = before.map_or(0, |m| m.at)..next.map_or(run.text.len(), |m| m.at);
        let Some((_, line)) = lines.get(lines.partition_point(|l| l.0 <= range.start).saturating_sub(1)) else { continue };
        let doubted = doubts.get(doubts.partition_point(|at| *at < range.start)).is_some_and(|at| *at < range.end);
        let sure = if sure(before) && sure(next) && !doubted { 1.0 } else { DOUBTFUL };
        let passage = Cow::Owned(run.trimmed(range));
        out.push(Part { passage, starts: before.is_some(), sure, ..Part::line(line) });
    }
    out
}

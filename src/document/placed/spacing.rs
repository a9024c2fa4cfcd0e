//! Glyphs on one baseline into words and pieces, by the gaps between them.

use super::{Glyph, Piece, Row, Source, Word};

/// A gap that no space between words fills, by size.
const WIDE: f32 = 1.0;
/// A gap that kerning never makes, by size.
const SPACE: f32 = 0.14;

/// The glyphs on one baseline, from left to right.
pub struct Line {
    y: f32,
    size: f32,
    glyphs: Vec<Glyph>,
    /// Those that stand above the baseline, by place.
    raised: Vec<bool>,
}

impl Line {
    pub fn new(mut glyphs: Vec<Glyph>) -> Self {
        glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let size = usual_size(&glyphs);
        // the baseline of its largest share
        let y = glyphs.iter().filter(|g| (g.size - size).abs() < 0.1 * size).map(|g| g.y).fold(f32::NEG_INFINITY, f32::max);
        let raised = vec![false; glyphs.len()];
        Self { y, size, glyphs, raised }
    }

    /// The row of pieces; nothing where all is blank.
    pub fn row(mut self) -> Option<Row> {
        self.drop_doubles();
        let cells = self.cells();
        let letter = usual_gap(&cells, self.size);
        let mut pieces: Vec<Piece> = Vec::new();
        let mut start = 0;
        for i in 1..=cells.len() {
            if i == cells.len() || is_wide(&cells, i, letter, self.size) {
                pieces.extend(piece(&cells[start..i], letter));
                start = i;
            }
        }
        let size = self.size;
        (!pieces.is_empty()).then_some(Row { y: self.y, size, pieces })
    }

    /// The glyphs that are no spaces, each with the gap before it.
    fn cells(&self) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::new();
        let (mut spaced, mut end) = (false, f32::NEG_INFINITY);
        for (glyph, raised) in self.glyphs.iter().zip(&self.raised) {
            if glyph.c == ' ' {
                spaced = true;
                continue;
            }
            if glyph.c == '\u{200b}' || glyph.c == '\u{feff}' {
                continue;
            }
            let gap = if cells.is_empty() { 0.0 } else { glyph.x0 - end };
            cells.push(Cell { glyph: *glyph, gap, spaced: spaced && !cells.is_empty(), raised: *raised });
            end = end.max(glyph.x1);
            spaced = false;
        }
        cells
    }

    /// A letter drawn twice at nearly the same place is one: bold for want of a bold font.
    fn drop_doubles(&mut self) {
        let mut kept: Vec<(Glyph, bool)> = Vec::new();
        for (glyph, raised) in self.glyphs.drain(..).zip(self.raised.drain(..)) {
            let twice = |g: &Glyph| {
                g.c == glyph.c && glyph.x0 - g.x0 < 0.2 * (g.x1 - g.x0).max(0.1 * g.size) && (g.y - glyph.y).abs() < 0.1 * g.size
            };
            let from = kept.len().saturating_sub(3);
            if !kept[from..].iter().any(|(g, _)| g.c != ' ' && twice(g)) {
                kept.push((glyph, raised));
            }
        }
        (self.glyphs, self.raised) = kept.into_iter().unzip();
    }
}

struct Cell {
    glyph: Glyph,
    /// From the end of what stands before it.
    gap: f32,
    /// A space was shown before it.
    spaced: bool,
    raised: bool,
}

fn is_leader(c: char) -> bool {
    matches!(c, '.' | '·' | '…' | '_')
}

/// Whether a gap parts two pieces.
fn is_wide(cells: &[Cell], i: usize, letter: f32, size: f32) -> bool {
    let (a, b) = (&cells[i - 1], &cells[i]);
    let size = a.glyph.size.max(b.glyph.size).min(size.max(0.1));
    // the dots of a leader belong together however far apart they are
    if is_leader(a.glyph.c) && is_leader(b.glyph.c) {
        return b.gap > 4.0 * size;
    }
    b.gap > (WIDE + 2.0 * letter / size.max(0.1)) * size
}

/// The size of most glyphs.
fn usual_size(glyphs: &[Glyph]) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().filter(|g| g.c != ' ').map(|g| g.size).collect();
    if sizes.is_empty() {
        sizes.extend(glyphs.iter().map(|g| g.size));
    }
    let middle = sizes.len() / 2;
    if sizes.is_empty() { 0.0 } else { *sizes.select_nth_unstable_by(middle, f32::total_cmp).1 }
}

/// The gap that stands between most letters of a line: next to nothing, but for letter-spacing.
fn usual_gap(cells: &[Cell], size: f32) -> f32 {
    let mut gaps: Vec<f32> =
        cells.iter().skip(1).filter(|c| c.gap < 1.5 * size && c.glyph.c.is_alphanumeric()).map(|c| c.gap.max(0.0)).collect();
    if gaps.len() < 6 {
        return 0.0;
    }
    let middle = gaps.len() / 2;
    let gap = *gaps.select_nth_unstable_by(middle, f32::total_cmp).1;
    if gap > 0.08 * size { gap } else { 0.0 }
}

/// Joins cells to words.
fn piece(cells: &[Cell], letter: f32) -> Option<Piece> {
    let (first, last) = (cells.first()?, cells.last()?);
    let mut breaks: Vec<bool> = cells.iter().map(|c| is_space(c, letter)).collect();
    breaks[0] = false;
    close_up(cells, &mut breaks);
    let (mut text, mut from, mut words) = (String::new(), Vec::with_capacity(cells.len()), Vec::new());
    // a raised number of one or two digits marks a note; a longer one is a number in small print
    let digit = |i: usize| cells.get(i).is_some_and(|c| c.raised && c.glyph.c.is_ascii_digit());
    let marks = |i: usize| {
        let (from, to) = ((0..i).rev().take_while(|j| digit(*j)).count(), (i + 1..cells.len()).take_while(|j| digit(*j)).count());
        digit(i) && from + to < 2
    };
    for (i, (cell, space)) in cells.iter().zip(&breaks).enumerate() {
        if *space {
            words.push(Word { at: text.len() as u32, x0: cell.glyph.x0, gap: cell.gap });
            text.push(' ');
            from.push(Source::default());
        }
        from.push(cell.glyph.from);
        text.push(if marks(i) { superscript(cell.glyph.c) } else { cell.glyph.c });
    }
    let x1 = cells.iter().map(|c| c.glyph.x1).fold(last.glyph.x1, f32::max);
    (!text.trim().is_empty()).then_some(Piece { text, from, bold: first.glyph.bold, words, x0: first.glyph.x0, x1 })
}

fn is_space(cell: &Cell, letter: f32) -> bool {
    let size = cell.glyph.size;
    if cell.glyph.begins && !(cell.raised && cell.gap < 0.1 * size) {
        return true;
    }
    // a space that is shown counts unless the letters after it close it again
    cell.gap > letter + SPACE * size || cell.spaced && cell.gap > letter + 0.03 * size
}

/// Takes the breaks out of a word whose letters were set apart: single letters with the same gap between them.
fn close_up(cells: &[Cell], breaks: &mut [bool]) {
    let mut i = 1;
    while i < cells.len() {
        let gap = cells[i].gap;
        let same = |j: usize| breaks[j] && (cells[j].gap - gap).abs() < 0.08 * cells[j].glyph.size;
        let end = (i..cells.len()).find(|j| !same(*j)).unwrap_or(cells.len());
        let letters = (i - 1..end).filter(|j| cells[*j].glyph.c.is_alphabetic()).count();
        let plain = (i - 1..end).all(|j| cells[j].glyph.c.is_alphabetic() || "-–'’.".contains(cells[j].glyph.c));
        // a word of one letter at either end belongs to the running text
        let alone = (i == 1 || breaks[i - 1]) && (end == cells.len() || breaks[end]);
        if end - i >= 3 && letters >= 4 && plain && alone {
            breaks[i..end].fill(false);
        }
        i = end.max(i + 1);
    }
}

/// A raised digit as Unicode has it; other signs stay as they are.
fn superscript(c: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    c.to_digit(10).map_or(c, |d| DIGITS[d as usize])
}

/// Moves small glyphs that stand a little above or below a line, right beside its letters, into that line.
pub fn raise(lines: &mut Vec<Line>) {
    let mut i = 0;
    while i < lines.len() {
        // a superscript stands above its line, so its line comes after it
        for (j, up) in [(i + 1, true), (i.wrapping_sub(1), false)] {
            let Some(host) = lines.get(j) else { continue };
            let small = &lines[i];
            let rise = if up { host.y - small.y } else { small.y - host.y };
            if small.size > 0.85 * host.size || !(0.05 * host.size..0.65 * host.size).contains(&rise) {
                continue;
            }
            let beside = |g: &Glyph| {
                let near = host.glyphs.partition_point(|h| h.x0 < g.x0);
                let around = &host.glyphs[near.saturating_sub(2)..(near + 2).min(host.glyphs.len())];
                around.iter().any(|h| h.c != ' ' && (g.x0 - h.x1).abs() < 0.35 * h.size || (h.x0 - g.x1).abs() < 0.35 * h.size)
            };
            let (mut moved, mut kept): (Vec<Glyph>, Vec<Glyph>) = (Vec::new(), Vec::new());
            for run in runs(&small.glyphs) {
                // what is printed over the letters of a line belongs to another
                let over = run.iter().filter(|g| covers(host, g)).count() * 2 > run.len();
                let attached = !over && (run.first().is_some_and(beside) || run.last().is_some_and(beside));
                if attached { &mut moved } else { &mut kept }.extend(run);
            }
            if moved.is_empty() {
                continue;
            }
            let host = &mut lines[j];
            let mut all: Vec<(Glyph, bool)> = host.glyphs.drain(..).zip(host.raised.drain(..)).collect();
            all.extend(moved.into_iter().map(|g| (g, up)));
            all.sort_by(|a, b| a.0.x0.total_cmp(&b.0.x0));
            (host.glyphs, host.raised) = all.into_iter().unzip();
            lines[i].raised.truncate(kept.len());
            lines[i].glyphs = kept;
        }
        i += 1;
    }
    lines.retain(|l| !l.glyphs.is_empty());
}

/// Whether a letter of the line stands where a glyph does.
fn covers(line: &Line, glyph: &Glyph) -> bool {
    let middle = (glyph.x0 + glyph.x1) / 2.0;
    let before = line.glyphs.partition_point(|g| g.x0 < middle);
    line.glyphs[before.saturating_sub(2)..before].iter().any(|g| g.c != ' ' && middle < g.x1)
}

/// Stretches of glyphs without a gap that a letter would fill.
fn runs(glyphs: &[Glyph]) -> Vec<Vec<Glyph>> {
    let mut runs: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match runs.last_mut().filter(|r| r.last().is_some_and(|l| glyph.x0 - l.x1 < 0.6 * glyph.size)) {
            Some(run) => run.push(*glyph),
            None => runs.push(vec![*glyph]),
        }
    }
    runs
}

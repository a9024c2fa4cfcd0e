//! Reading order: where a strip of white runs down between lines, the text beside it is read column after column.

use super::{Row, is_page};

/// Width of the narrowest gutter, by size.
const GUTTER: f32 = 0.9;
/// Lines that a column has at least.
const FEWEST: usize = 3;
/// Pages of more rows are read row by row: no printed page has as many.
const MOST_ROWS: usize = 2000;
/// Columns within columns.
const DEEPEST: usize = 8;

/// Rows from top to bottom into blocks in reading order.
pub fn order(mut rows: Vec<Row>) -> Vec<Vec<Row>> {
    let mut blocks = Vec::new();
    if rows.len() > MOST_ROWS {
        blocks.push(rows);
    } else {
        align(&mut rows);
        cut(rows, 0, &mut blocks);
    }
    blocks.retain(|b| !b.is_empty());
    blocks
}

/// Splits a piece that fills its column to the brim: a word begins where the column of its neighbours does, and the
/// piece where theirs do.
fn align(rows: &mut [Row]) {
    for i in 0..rows.len() {
        let close = 0.15 * rows[i].size;
        let near = |a: f32, b: f32| (a - b).abs() < close;
        let around = rows[i.saturating_sub(3)..(i + 4).min(rows.len())].iter();
        let pairs: Vec<(f32, f32)> = around.flat_map(|r| r.pieces.windows(2).map(|p| (p[0].x0, p[1].x0))).collect();
        let places = rows[i].pieces.iter().enumerate().flat_map(|(k, p)| (0..p.words.len()).map(move |w| (k, w)));
        let found = places.into_iter().find(|(k, w)| {
            let (piece, word) = (&rows[i].pieces[*k], rows[i].pieces[*k].words[*w]);
            word.gap > 0.3 * rows[i].size && pairs.iter().filter(|(a, b)| near(*a, piece.x0) && near(*b, word.x0)).count() >= 2
        });
        if let Some((k, w)) = found {
            let (left, right) = rows[i].pieces.remove(k).split(w);
            rows[i].pieces.splice(k..k, [left, right]);
        }
    }
}

/// A strip of white beside which text runs in columns.
struct Gutter {
    rows: std::ops::Range<usize>,
    from: f32,
    to: f32,
    /// Rows with text on the side that has fewer.
    weight: usize,
}

fn cut(mut rows: Vec<Row>, depth: usize, blocks: &mut Vec<Vec<Row>>) {
    let Some(gutter) = (depth < DEEPEST).then(|| widest(&rows)).flatten() else {
        blocks.push(rows);
        return;
    };
    let below = rows.split_off(gutter.rows.end);
    let beside = rows.split_off(gutter.rows.start);
    if !rows.is_empty() {
        cut(rows, depth, blocks);
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in beside {
        let (a, b): (Vec<_>, Vec<_>) = row.pieces.into_iter().partition(|p| p.x1 <= gutter.to);
        for (side, pieces) in [(&mut left, a), (&mut right, b)] {
            if !pieces.is_empty() {
                side.push(Row { y: row.y, size: row.size, pieces });
            }
        }
    }
    cut(left, depth + 1, blocks);
    cut(right, depth + 1, blocks);
    if !below.is_empty() {
        cut(below, depth, blocks);
    }
}

/// The gutter that parts the most lines.
fn widest(rows: &[Row]) -> Option<Gutter> {
    let mut best: Option<Gutter> = None;
    let mut tried: Vec<(f32, f32, std::ops::Range<usize>)> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let within = row.pieces.windows(2).map(|pair| (pair[0].x1, pair[1].x0));
        for (from, to) in within.chain(rows.get(i + 1).and_then(|next| between(row, next))) {
            // the same strip from another of its rows
            if tried.iter().any(|(a, b, r)| r.contains(&i) && *a >= from - 0.1 && *b <= to + 0.1) {
                continue;
            }
            let gutter = grow(rows, i, from, to);
            tried.push((gutter.from, gutter.to, gutter.rows.clone()));
            if gutter.weight >= FEWEST && best.as_ref().is_none_or(|b| gutter.weight > b.weight) && are_columns(rows, &gutter) {
                best = Some(gutter);
            }
        }
    }
    best
}

/// The strip between two rows that stand side by side, for lines of one column are never that close.
fn between(row: &Row, next: &Row) -> Option<(f32, f32)> {
    let edges = |r: &Row| Some((r.pieces.first()?.x0, r.pieces.last()?.x1));
    let ((a0, a1), (b0, b1)) = (edges(row)?, edges(next)?);
    let size = row.size.min(next.size);
    let (from, to) = if a1 < b0 { (a1, b0) } else { (b1, a0) };
    (next.y - row.y < 0.9 * size && to - from > GUTTER * size).then_some((from, to))
}

/// Follows a strip of white up and down as far as it stays wide enough.
fn grow(rows: &[Row], at: usize, mut from: f32, mut to: f32) -> Gutter {
    let narrow = |row: &Row, from: f32, to: f32| -> Option<(f32, f32)> {
        let (mut a, mut b) = (from, to);
        for piece in &row.pieces {
            if piece.x1 <= (from + to) / 2.0 {
                a = a.max(piece.x1);
            } else if piece.x0 >= (from + to) / 2.0 {
                b = b.min(piece.x0);
            } else {
                // it stands in the strip: perhaps one side is enough
                let (left, right) = (piece.x0 - a, b - piece.x1);
                if left >= right { b = b.min(piece.x0) } else { a = a.max(piece.x1) }
            }
        }
        (b - a >= GUTTER * row.size.min(14.0)).then_some((a, b))
    };
    let (mut start, mut end) = (at, at + 1);
    while end < rows.len() {
        let Some(strip) = narrow(&rows[end], from, to) else { break };
        (from, to) = strip;
        end += 1;
    }
    while start > 0 {
        let Some(strip) = narrow(&rows[start - 1], from, to) else { break };
        (from, to) = strip;
        start -= 1;
    }
    let left = |r: &Row| r.pieces.iter().any(|p| p.x1 <= to);
    let right = |r: &Row| r.pieces.iter().any(|p| p.x0 >= from && p.x1 > to);
    // what stands on one side alone, well apart from the rest, is a heading or a folio and no part of the columns
    while end > at + 1 && (!left(&rows[end - 1]) || !right(&rows[end - 1])) && apart(rows, end - 1) {
        end -= 1;
    }
    while start < at && !left(&rows[start]) && apart(rows, start + 1) {
        start += 1;
    }
    let count = |side: &dyn Fn(&Row) -> bool| rows[start..end].iter().filter(|r| side(r)).count();
    let weight = count(&left).min(count(&right));
    Gutter { rows: start..end, from, to, weight }
}

/// A row that stands clearly lower than the line after the one before it would.
fn apart(rows: &[Row], i: usize) -> bool {
    i > 0 && rows[i].y - rows[i - 1].y > 2.2 * rows[i - 1].size.max(rows[i].size)
}

/// Whether both sides are text of its own: page numbers, numbers of a list and times of day belong to their lines.
fn are_columns(rows: &[Row], gutter: &Gutter) -> bool {
    let beside = &rows[gutter.rows.clone()];
    let side = |right: bool| -> Vec<String> {
        let of = |r: &Row| r.pieces.iter().filter(|p| (p.x1 > gutter.to) == right).map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ");
        beside.iter().map(of).filter(|t| !t.is_empty()).collect()
    };
    let (left, right) = (side(false), side(true));
    let share = |texts: &[String], is: &dyn Fn(&str) -> bool| texts.iter().filter(|t| is(t)).count() as f32 / texts.len().max(1) as f32;
    let led = |t: &str| t.ends_with("..") || t.ends_with(". .");
    if share(&right, &is_page) >= 0.6 || share(&left, &is_label) >= 0.6 || share(&left, &led) >= 0.25 {
        return false;
    }
    // a table of names and what belongs to each: every name has its cell on the same line, and the cells are no names
    let paired = beside.iter().filter(|r| r.pieces.iter().any(|p| p.x1 <= gutter.to) && r.pieces.iter().any(|p| p.x1 > gutter.to));
    let table = paired.count() * 10 >= left.len() * 8;
    !(table && share(&left, &is_name) >= 0.7 && share(&right, &is_name) < 0.6)
}

/// Two to five words that begin in upper case, as names do.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let capital =
        |w: &str| w.starts_with(char::is_uppercase) || matches!(w, "de" | "van" | "von" | "der" | "den" | "da" | "di" | "la" | "el");
    (2..=5).contains(&words) && text.split_whitespace().all(capital) && !text.contains([',', '(', '/', '&'])
}

/// A number, a mark of a list or a time of day.
fn is_label(text: &str) -> bool {
    text.chars().count() <= 2 || text.len() <= 16 && text.chars().all(|c| c.is_ascii_digit() || " .:-–—[]()hamp".contains(c))
}

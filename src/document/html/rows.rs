//! Rows of tables: what stands in several cells is one line, or several that belong together.

use super::lines::Lines;
use super::words;
use crate::document::{Line, Role};
use crate::record::clock;

/// The tables that are open.
#[derive(Default)]
pub struct Rows {
    tables: Vec<Table>,
}

/// A table and its row so far.
#[derive(Default)]
struct Table {
    cells: Vec<Cell>,
    /// Rows to come that a cell of an entry above them reaches into: they are entries too.
    covered: usize,
    /// The row holds a table: it is there for the layout of the page.
    nested: bool,
}

/// Where the lines of a cell begin.
struct Cell {
    start: usize,
    head: bool,
    /// Rows that it reaches over.
    rows: usize,
}

/// More lines in a cell are no entry of a list.
const TALL: usize = 40;

impl Rows {
    pub fn open(&mut self) {
        if let Some(outer) = self.tables.last_mut() {
            outer.nested = true;
        }
        self.tables.push(Table::default());
    }

    pub fn close(&mut self, lines: &mut Lines) {
        self.row(lines);
        self.tables.pop();
    }

    pub fn cell(&mut self, lines: &mut Lines, head: bool, rows: usize) {
        lines.end();
        if let Some(table) = self.tables.last_mut() {
            table.cells.push(Cell { start: lines.lines.len(), head, rows });
        }
    }

    /// Ends the row of the innermost table.
    pub fn row(&mut self, lines: &mut Lines) {
        lines.end();
        let Some(table) = self.tables.last_mut() else { return };
        let (cells, nested) = (std::mem::take(&mut table.cells), std::mem::take(&mut table.nested));
        let Some(first) = cells.first().filter(|_| !nested) else { return };
        let ends = cells.iter().skip(1).map(|c| c.start).chain([lines.lines.len()]);
        if cells.iter().zip(ends).any(|(c, end)| end - c.start > TALL) {
            return;
        }
        let mut rest = lines.lines.split_off(first.start);
        let mut row: Vec<Vec<Line>> = Vec::new();
        for cell in cells.iter().rev() {
            row.push(rest.split_off(cell.start - first.start));
        }
        row.reverse();
        let heads = cells.iter().zip(&row).filter(|(_, lines)| !lines.is_empty()).all(|(cell, _)| cell.head);
        let covered = table.covered > 0;
        table.covered = table.covered.saturating_sub(1);
        if !heads {
            // what stands beside several rows, or heads one, is the heading of what is in them
            for (cell, set) in cells.iter().zip(&mut row).filter(|(cell, _)| cell.head || cell.rows > 1) {
                table.covered = table.covered.max(cell.rows.min(TALL) - 1);
                let named = |l: &Line| l.role.is_none() && !clock::is_time(l.text()) && words::pages(l.text()).is_none();
                for (i, line) in set.iter_mut().enumerate().filter(|(_, l)| named(l)) {
                    match i {
                        0 => (line.heading, line.bold) = (line.heading.max(6), true),
                        _ => bare(line),
                    }
                    if cell.rows > 1 && i == 0 {
                        line.role = Some(Role::Session);
                    }
                }
            }
        }
        row.retain(|lines| !lines.is_empty());
        lines.lines.extend(set(row, heads, covered));
    }
}

/// The lines of a row. `heads` where all its cells are heads of columns, or one is the head of what follows; `covered`
/// where it goes on with an entry.
fn set(mut row: Vec<Vec<Line>>, heads: bool, covered: bool) -> Vec<Line> {
    if heads {
        let alone = row.len() == 1 && row[0].len() == 1;
        for line in row.iter_mut().flatten().filter(|l| l.role.is_none()) {
            match alone {
                true => (line.heading, line.bold) = (line.heading.max(6), true),
                false => line.role = Some(Role::Furniture),
            }
        }
        return row.into_iter().flatten().collect();
    }
    let one = |cell: &[Line], is: fn(&str) -> bool| cell.len() == 1 && cell[0].role.is_none() && is(cell[0].text());
    let is_pages = |text: &str| words::pages(text).is_some();
    for cell in &mut row {
        if one(cell, clock::is_time) {
            cell[0].role = Some(Role::Time);
        }
    }
    // two columns of numbers are data
    let numbers = row.iter().filter(|cell| one(cell, |t| t.chars().all(|c| c.is_ascii_digit() || ".,%".contains(c)))).count();
    let data = numbers > 1 && row.len() > 3;
    let is_paged = |cell: &[Line]| one(cell, is_pages) || cell.len() == 1 && cell[0].role == Some(Role::Pages);
    let paged = !data && row.iter().skip(1).any(|cell| is_paged(cell));
    // a number before the others counts the rows
    if paged && row.len() > 2 && one(&row[0], |t| t.trim_end_matches('.').bytes().all(|b| b.is_ascii_digit())) {
        row[0][0].role = Some(Role::Furniture);
    }
    let entry = covered
        || paged
        || seats(&row)
        || row.iter().flatten().any(|l| matches!(l.role, Some(Role::Time | Role::Title | Role::Document | Role::Author)));
    let mut out: Vec<Line> = Vec::new();
    let mut open = false;
    for cell in row {
        let text = |line: &Line| !matches!(line.role, Some(Role::Time | Role::Furniture));
        if let Some(last) = out.last_mut().filter(|last| text(last) && !cell.is_empty()) {
            if paged && is_paged(&cell) {
                let at = words::pages(cell[0].text()).unwrap_or(0..cell[0].text().len());
                append(last, &cell[0], at, "\t");
                continue;
            }
            if open && !entry && cell.len() == 1 && text(&cell[0]) {
                append(last, &cell[0], 0..cell[0].text().len(), if data { " " } else { "\t" });
                continue;
            }
        }
        open = cell.len() == 1;
        out.extend(cell);
    }
    out
}

/// Takes the brackets from a line that stands in them: `(Chair: Jane Doe)`.
fn bare(line: &mut Line) {
    let text = line.text();
    if text.starts_with('(') && text.ends_with(')') && text.len() > 2 {
        line.passage = line.passage.trimmed(1..text.len() - 1);
    }
}

/// Cells that are a seat each, `Jane Doe, Acme University`, and no columns of one.
fn seats(row: &[Vec<Line>]) -> bool {
    let seat = |line: &Line| {
        let (name, rest) = line.text().split_once([',', '(']).unwrap_or_default();
        (2..=4).contains(&name.split_whitespace().count()) && rest.contains(char::is_alphabetic)
    };
    row.len() > 1 && row.iter().all(|cell| cell.len() == 1 && seat(&cell[0]))
}

/// Sets a part of another line behind a joint.
fn append(line: &mut Line, other: &Line, part: std::ops::Range<usize>, joint: &str) {
    let rest = other.passage.slice(part);
    line.passage.join(joint, &rest);
    line.span = line.span.join(other.span);
}

//! Answers as tables for people.

use super::Manner;
use crate::error::Error;
use crate::graph::vocab::PREFIXES;
use crate::store::evaluation;
use crate::terminal::{self, plain};
use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};
use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, QuerySolutionIter};
use std::io::Write;

/// Datatypes whose values stand at the right.
const NUMBERS: &[&str] = &["integer", "decimal", "double", "float"];

/// Blanks after a column.
const GAP: usize = 2;
/// Words of more columns than this are broken where room is short, into pieces of at least so many.
const LONG: usize = 30;
const SHORT: usize = 10;

pub(super) fn write(results: &mut QueryResults<'_>, base: &str, manner: Manner<'_>, out: &mut dyn Write) -> Result<(), Error> {
    match results {
        QueryResults::Boolean(value) => writeln!(out, "{}", if *value { "yes" } else { "no" })?,
        QueryResults::Graph(_) => {}
        QueryResults::Solutions(solutions) => {
            let (variables, rows, numeric) = rows(solutions, base, manner)?;
            let count = rows.len();
            let least = manner.width.map(|width| bounds(&variables, &rows, width.into())).unwrap_or_default();
            let mut table = Table::new();
            table.load_preset(NOTHING).set_header(variables).add_rows(rows);
            table.set_content_arrangement(ContentArrangement::Dynamic);
            if let Some(width) = manner.width {
                table.set_width(width);
            } else {
                table.set_content_arrangement(ContentArrangement::Disabled);
            }
            for (column, least) in table.column_iter_mut().zip(least) {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
            }
            for (column, number) in numeric.into_iter().enumerate() {
                if let Some(column) = table.column_mut(column) {
                    column.set_padding((0, GAP as u16));
                    if number && count > 0 {
                        column.set_cell_alignment(CellAlignment::Right);
                    }
                }
            }
            for line in table.lines() {
                writeln!(out, "{}", line.trim_end())?;
            }
            writeln!(out, "({count} {})", if count == 1 { "row" } else { "rows" })?;
        }
    }
    Ok(())
}

/// A Markdown table; numbers stand at the right.
pub(super) fn write_markdown(results: &mut QueryResults<'_>, base: &str, manner: Manner<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let QueryResults::Solutions(solutions) = results else { return write(results, base, manner, out) };
    let (variables, rows, numeric) = rows(solutions, base, manner)?;
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    writeln!(out, "{}", line(variables))?;
    writeln!(out, "{}", line(numeric.iter().map(|n| if *n && !rows.is_empty() { "---:" } else { "---" }.to_owned()).collect()))?;
    for row in rows {
        // what would be markup in a cell
        let plain = row.iter().map(|cell| cell.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace(['\n', '\r'], " "));
        writeln!(out, "{}", line(plain.collect()))?;
    }
    Ok(())
}

/// The names of the columns, the cells of the rows, and which columns hold numbers only.
type Rows = (Vec<String>, Vec<Vec<String>>, Vec<bool>);

fn rows(solutions: &mut QuerySolutionIter<'_>, base: &str, manner: Manner<'_>) -> Result<Rows, Error> {
    let variables: Vec<String> = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut numeric = vec![true; variables.len()];
    for solution in solutions {
        let solution = solution.map_err(|e| evaluation(e, manner.scope.limit))?;
        let mut row = Vec::new();
        for (column, number) in numeric.iter_mut().enumerate() {
            let term = solution.get(column);
            *number &= term.is_none_or(is_number);
            row.push(term.map(|t| shown(t, base)).unwrap_or_default());
        }
        rows.push(row);
    }
    Ok((variables, rows, numeric))
}

/// Least columns for each variable, so that as few words as possible are broken: its longest word, shaved where it is
/// longest until all of them stand side by side.
fn bounds(variables: &[String], rows: &[Vec<String>], width: usize) -> Vec<u16> {
    let word = |text: &String| text.split(' ').map(terminal::width).max().unwrap_or(0);
    let longest = variables.iter().enumerate().map(|(n, name)| rows.iter().map(|row| word(&row[n])).max().unwrap_or(0).max(word(name)));
    let mut words: Vec<usize> = longest.collect();
    let too_wide = |words: &[usize]| words.iter().map(|w| w + GAP).sum::<usize>() > width;
    if too_wide(&words) {
        // a long IRI is broken anyhow: it leaves the words their room
        words.iter_mut().filter(|w| **w > LONG).for_each(|w| *w = SHORT);
    }
    while too_wide(&words) {
        match words.iter_mut().max() {
            Some(widest) if *widest > SHORT => *widest -= 1,
            _ => return Vec::new(),
        }
    }
    words.into_iter().filter_map(|w| u16::try_from(w + GAP).ok()).collect()
}

fn is_number(term: &Term) -> bool {
    let Term::Literal(literal) = term else { return false };
    let datatype = literal.datatype().as_str();
    datatype.strip_prefix("http://www.w3.org/2001/XMLSchema#").is_some_and(|d| NUMBERS.contains(&d))
}

/// A term without what people do not need: datatypes, and the long part of IRIs.
fn shown(term: &Term, base: &str) -> String {
    match term {
        Term::NamedNode(node) => short(node.as_str(), base),
        Term::Literal(literal) => plain(literal.value()),
        other => other.to_string(),
    }
}

fn short(iri: &str, base: &str) -> String {
    if let Some(rest) = iri.strip_prefix(base) {
        return rest.strip_prefix("id/").map_or(rest.to_owned(), |rest| format!("id:{rest}"));
    }
    let prefix = PREFIXES.iter().find_map(|(name, start)| Some((name, iri.strip_prefix(start)?)));
    prefix.map_or(iri.to_owned(), |(name, rest)| format!("{name}:{rest}"))
}

//! Answers as tables for people.

use super::Manner;
use crate::error::Error;
use crate::graph::vocab::PREFIXES;
use crate::store::evaluation;
use crate::terminal::plain;
use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use oxigraph::model::Term;
use oxigraph::sparql::QueryResults;
use std::io::Write;

/// Datatypes whose values stand at the right.
const NUMBERS: &[&str] = &["integer", "decimal", "double", "float"];

pub(super) fn write(results: &mut QueryResults<'_>, base: &str, manner: Manner<'_>, out: &mut dyn Write) -> Result<(), Error> {
    match results {
        QueryResults::Boolean(value) => writeln!(out, "{}", if *value { "yes" } else { "no" })?,
        QueryResults::Graph(_) => {}
        QueryResults::Solutions(solutions) => {
            let variables: Vec<String> = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
            let mut rows: Vec<Vec<String>> = Vec::new();
            let mut numeric = vec![true; variables.len()];
            for solution in solutions {
                let solution = solution.map_err(|e| evaluation(e, manner.limit))?;
                let mut row = Vec::new();
                for (column, number) in numeric.iter_mut().enumerate() {
                    let term = solution.get(column);
                    *number &= term.is_none_or(is_number);
                    row.push(term.map(|t| shown(t, base)).unwrap_or_default());
                }
                rows.push(row);
            }
            let count = rows.len();
            let mut table = Table::new();
            table.load_preset(NOTHING).set_header(variables).add_rows(rows);
            table.set_content_arrangement(ContentArrangement::Dynamic);
            if let Some(width) = manner.width {
                table.set_width(width);
            } else {
                table.set_content_arrangement(ContentArrangement::Disabled);
            }
            for (column, number) in numeric.into_iter().enumerate() {
                if let Some(column) = table.column_mut(column) {
                    column.set_padding((0, 2));
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

//! A comparison as a table for people.

use super::{Both, Comparison, Listed};
use crate::terminal::plain;
use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table};
use std::io::{self, Write};

/// Letters of a title by which a row says what it is about.
const SHORT: usize = 36;

/// Writes a row for each thing that is said differently or by one side only.
pub fn write(comparison: &Comparison, width: Option<u16>, out: &mut dyn Write) -> io::Result<()> {
    let rows = rows(comparison);
    if !rows.is_empty() {
        let mut table = Table::new();
        table.load_preset(NOTHING).set_header(["paper", "what", "here", "there"]).add_rows(rows);
        match width {
            Some(width) => table.set_width(width).set_content_arrangement(ContentArrangement::Dynamic),
            None => table.set_content_arrangement(ContentArrangement::Disabled),
        };
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        writeln!(out)?;
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    match comparison.small() {
        Some(small) => writeln!(out, "\n{small}"),
        None => Ok(()),
    }
}

fn rows(comparison: &Comparison) -> Vec<[String; 4]> {
    let mut rows = Vec::new();
    for Both { here, differences, .. } in &comparison.different {
        for d in differences.iter().filter(|d| d.small.is_none()) {
            let text = |value: &Option<String>| value.as_deref().map(plain).unwrap_or_default();
            rows.push([about(here), d.what.to_owned(), text(&d.here), text(&d.there)]);
        }
    }
    rows.extend(comparison.only_here.iter().map(|p| [about(p), "only here".to_owned(), whole(p), String::new()]));
    rows.extend(comparison.only_there.iter().map(|p| [about(p), "only there".to_owned(), String::new(), whole(p)]));
    rows
}

/// The first page and the beginning of the title.
fn about(paper: &Listed) -> String {
    let title = plain(&paper.title);
    let short: String = title.chars().take(SHORT).collect();
    let rest = if short.len() < title.len() { "…" } else { "" };
    let page = paper.pages.as_deref().map(|p| p.split(['-', '–']).next().unwrap_or(p));
    page.map_or(String::new(), |page| format!("{} ", plain(page))) + &format!("{short}{rest}")
}

/// Title, authors and pages.
pub fn whole(paper: &Listed) -> String {
    let authors = if paper.authors.is_empty() { String::new() } else { format!(", by {}", paper.authors.join("; ")) };
    let pages = paper.pages.as_ref().map(|p| format!(", {p}")).unwrap_or_default();
    plain(&format!("{}{authors}{pages}", paper.title))
}

//! Joins wrapped lines: the rows of each entry.

use super::row::{After, Row};
use super::setting::Setting;
use super::subheads::is_complete;
use crate::layout::joining::is_open;
use crate::layout::words;
use crate::record::place::is_country;

/// What is asked of a whole block before its rows are joined.
struct Block {
    width: usize,
    /// Every entry ends in an address.
    addresses: bool,
    /// Blank lines stand between the entries.
    blanks: bool,
    /// Affiliations stand further right than names.
    indents: bool,
}

pub fn entries<'r, 'a>(rows: &'r [Row<'a>], setting: Setting) -> Vec<&'r [Row<'a>]> {
    let count = |test: fn(&Row<'_>) -> bool| rows.iter().filter(|r| test(r)).count();
    let mut block = Block {
        indents: false,
        width: rows.iter().map(|r| r.text().chars().count()).max().unwrap_or(0),
        addresses: count(|r| r.address) * 5 > rows.len(),
        blanks: blanks(rows) * 2 + 2 > count(|r| r.bare_name) && blanks(rows) + 1 < rows.len(),
    };
    let names = |indented: bool| rows.iter().filter(|r| r.bare_name && (r.indent > rows[0].indent) == indented).count();
    block.indents = count(|r| r.indent > 0) * 3 > rows.len() && names(false) > 3 * names(true);
    let mut out = Vec::new();
    let mut start = 0;
    for i in 1..=rows.len() {
        if i == rows.len() || rows[i].starts || !goes_on(&rows[start..i], rows, i, setting, &block) {
            out.push(&rows[start..i]);
            start = i;
        }
    }
    out
}

/// Rows with blank lines before them.
fn blanks(rows: &[Row<'_>]) -> usize {
    rows.iter().skip(1).filter(|r| r.line.is_some_and(|l| l.blank_before > 0)).count()
}

/// Does a row go on with the entry before it?
fn goes_on(entry: &[Row<'_>], rows: &[Row<'_>], i: usize, setting: Setting, block: &Block) -> bool {
    let (row, first, last) = (&rows[i], &entry[0], &entry[entry.len() - 1]);
    let open = is_open(last.text());
    // what stands on the next page may be anything
    let same_page = row.line.zip(last.line).is_none_or(|(a, b)| a.page == b.page);
    let indented = row.indent > first.indent;
    match setting {
        Setting::Cards => true,
        _ if row.address => setting == Setting::Below,
        Setting::Names => open,
        Setting::Prose => row.may_end_list(last),
        Setting::Semicolons => true,
        Setting::Commas => open || same_page && (goes_on_commas(row, indented, is_full(row, last, block)) || is_rest(row, last, block)),
        Setting::Dashes => open || same_page && (row.after != After::Dash && (!row.bare_name || indented) || is_rest(row, last, block)),
        Setting::Spaces if is_complete(last.text()) && !indented && row.text().starts_with(char::is_uppercase) => false,
        Setting::Spaces => open || same_page && (row.after != After::Space && (!row.bare_name || indented) || is_rest(row, last, block)),
        Setting::Brackets => {
            let signs = |sign: u8| entry.iter().flat_map(|r| r.text().bytes()).filter(|b| *b == sign).count();
            let (opened, closed) = (signs(b'('), signs(b')'));
            let text = row.text();
            opened > closed || !text.contains('(') && text.contains(')') || last.text().contains("), ") && !last.text().ends_with(')')
        }
        Setting::Columns => row.after != After::Gap && row.indent > last.indent + 8,
        Setting::Below if block.addresses => !last.address,
        Setting::Below if block.blanks => row.line.is_none_or(|l| l.blank_before == 0) || !row.bare_name,
        Setting::Below if block.indents => indented,
        Setting::Below => (!row.bare_name && !is_mononym(entry, rows, i, block)) || open || is_below(entry, rows, i),
    }
}

/// A line that looks like a name where an affiliation is due: rather an organization, and a name follows.
fn is_below(entry: &[Row<'_>], rows: &[Row<'_>], i: usize) -> bool {
    entry.len() == 1 && rows[i].doubt > 0.0 && rows.get(i + 1).is_none_or(|n| n.bare_name && n.doubt < rows[i].doubt)
}

/// One word between two affiliations, and not the rest of the first.
fn is_mononym(entry: &[Row<'_>], rows: &[Row<'_>], i: usize, block: &Block) -> bool {
    let (row, last) = (&rows[i], &rows[i - 1]);
    let alone = !row.text().contains([' ', ',', '(']) && !row.organization && words::could_be_name(row.text()) && entry.len() > 1;
    let full = last.text().chars().count() + 1 + row.text().chars().count() > block.width;
    let affiliated = rows.get(i + 1).is_some_and(|n| n.organization && !n.bare_name);
    alone && !full && affiliated && last.organization && !is_country(row.text())
}

/// A full line's last words on the next line: `Université de` and `Port Grimaud`. Rather a place than a person.
fn is_rest(row: &Row<'_>, last: &Row<'_>, block: &Block) -> bool {
    is_full(row, last, block) && row.bare_name && row.doubt > -1.0 && last.after != After::Nothing
}

/// The row's first word would not have fitted on the line before.
fn is_full(row: &Row<'_>, last: &Row<'_>, block: &Block) -> bool {
    let word = row.text().split(' ').next().unwrap_or("").chars().count();
    last.text().chars().count() + 1 + word > block.width && block.width > 50
}

/// In `Name, Affiliation` lists, does this line go on with the one before? It may be indented below its entry's first.
fn goes_on_commas(row: &Row<'_>, indented: bool, full: bool) -> bool {
    match row.text().split_once(',').map(|(name, _)| name.trim()).filter(|n| words::could_be_name(n)) {
        Some(name) => {
            let c = words::costs(name);
            // "Athens University of Economics, Greece" begins with no name; one word before the comma hardly does
            let one = name.split_whitespace().count() == 1 && c.person > c.organization - 4.0;
            words::names_organization(name) || one && (indented || full) || full && name.starts_with(char::is_lowercase)
        }
        None => !row.bare_name || indented,
    }
}

//! How a block of names is set: each setting says how well it explains each row, and the best one reads the block.

use super::row::{After, Row};
use crate::layout::joining::is_open;
use crate::layout::words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// `Name, Affiliation`, wrapped or not.
    Commas,
    /// `Name (Affiliation)`
    Brackets,
    /// `Name     Affiliation`
    Columns,
    /// `Name – Affiliation`
    Dashes,
    /// `Name Affiliation`
    Spaces,
    /// `Name`, with the affiliation and perhaps a mail address on the lines below.
    Below,
    /// The same, where markup sets names off.
    Cards,
    /// `Name`, one a line or several in columns.
    Names,
    /// `Name, Affiliation; Name, Affiliation`
    Semicolons,
    /// `Name, Name, Name and Name`, broken wherever a line is full.
    Prose,
}

/// All settings; of two that explain a block alike the first is taken.
const SETTINGS: &[Setting] = &[
    Setting::Commas,
    Setting::Brackets,
    Setting::Columns,
    Setting::Dashes,
    Setting::Spaces,
    Setting::Below,
    Setting::Names,
    Setting::Semicolons,
    Setting::Prose,
];

/// The setting that explains most. `usual` is that of the volume's other blocks.
pub fn infer(rows: &[Row<'_>], usual: Option<Setting>) -> Setting {
    let prior = |s: Setting| if usual == Some(s) { 0.6 } else { 0.0 };
    let score = |s: Setting| prior(s) + (0..rows.len()).map(|i| fit(s, rows, i)).sum::<f32>();
    let mut best = (f32::NEG_INFINITY, Setting::Names);
    for setting in SETTINGS {
        let score = score(*setting);
        if score > best.0 + 1e-3 {
            best = (score, *setting);
        }
    }
    best.1
}

/// A full stop that is not an initial's.
fn ends_list(text: &str) -> bool {
    text.ends_with('.') && !text.rsplit(' ').next().is_some_and(words::is_initial)
}

/// How well a setting explains a row: 1 for what it is made for, 0 for what it cannot print.
fn fit(setting: Setting, rows: &[Row<'_>], i: usize) -> f32 {
    let row = &rows[i];
    let before = i.checked_sub(1).map(|p| &rows[p]);
    // a row that is no name may be the rest of the row before
    let rest = |fit: f32| if before.is_some() && row.after != After::Gap { fit } else { 0.1 };
    match setting {
        // told by its markup
        Setting::Cards => 0.0,
        _ if row.address && setting != Setting::Below => 0.3,
        Setting::Commas => match row.after {
            After::Comma if row.names > 2 => 0.6,
            After::Comma => 1.0,
            _ if row.bare_name => 0.7,
            After::Nothing => rest(0.6),
            _ => rest(0.3),
        },
        Setting::Brackets => match row.after {
            After::Bracket => 1.0,
            _ if row.bracketed && !row.semicolons => 0.9,
            _ if row.bare_name => 0.6,
            _ if row.text().contains(')') => rest(0.9),
            _ => rest(0.3),
        },
        Setting::Columns => match row.after {
            After::Gap if row.cells_of_names => 0.8,
            After::Gap => 1.0,
            _ => rest(0.4),
        },
        Setting::Dashes => match row.after {
            After::Dash => 1.0,
            _ if row.bare_name => 0.6,
            After::Nothing => rest(0.6),
            _ => rest(0.3),
        },
        Setting::Spaces => match row.after {
            After::Space => 1.0,
            _ if row.bare_name => 0.5,
            After::Nothing => rest(0.6),
            _ => rest(0.2),
        },
        Setting::Below if !rows[0].bare_name => 0.0,
        Setting::Below => match before {
            _ if row.address => 1.0,
            _ if row.bare_name && rows.get(i + 1).is_some_and(|n| !n.bare_name) => 1.0,
            _ if row.bare_name => 0.35,
            Some(name) if name.bare_name && matches!(row.after, After::Nothing | After::Space) => 1.0,
            Some(name) if name.bare_name && row.organization && row.after != After::Gap => 0.8,
            Some(name) if name.bare_name => 0.5,
            _ if row.after == After::Nothing => 0.8,
            _ => 0.2,
        },
        Setting::Names => match row.after {
            _ if row.cells_of_names || row.bare_name => 1.0,
            _ if row.names > 1 => 0.9,
            _ if row.organization => 0.05,
            _ => 0.3,
        },
        Setting::Semicolons => match before {
            _ if row.semicolons => 1.05,
            Some(b) if b.semicolons || is_open(b.text()) => 0.8,
            _ => 0.1,
        },
        Setting::Prose => match before {
            // two whole lists, one below the other
            Some(b) if b.names > 1 && row.names > 1 && !is_open(b.text()) && ends_list(b.text()) => 0.3,
            _ if row.names > 2 => 1.0,
            Some(b) if b.names > 2 && row.may_end_list(b) => 0.95,
            _ if row.line.is_none() && row.names > 1 && rows.len() > 1 => 0.95,
            _ => 0.1,
        },
    }
}

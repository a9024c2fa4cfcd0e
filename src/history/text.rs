//! A difference as text for people.

use super::difference::{Change, Difference, Fate, Field};
use crate::terminal::{Paint, Style, plain};
use std::io::{self, Write};

/// Writes the changes, grouped by what they are of.
pub fn write(difference: &Difference, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut last = None;
    for change in &difference.changes {
        if last != Some(change.what) {
            writeln!(out, "\n{}", Paint(colour).with(Style::Bold, change.what.many()))?;
            last = Some(change.what);
        }
        entry(change, 0, Paint(colour), out)?;
    }
    Ok(())
}

fn entry(change: &Change, depth: usize, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let (sign, style) = match change.fate {
        Fate::New | Fate::Parted => ("+", Style::Green),
        Fate::Gone | Fate::Joined => ("−", Style::Red),
        Fate::Changed => ("~", Style::Yellow),
    };
    let what = if depth > 0 { format!("{} ", change.what.one()) } else { String::new() };
    let indent = "  ".repeat(depth);
    writeln!(out, "{indent}{} {what}{}  {}", paint.with(style, sign), plain(&change.name), paint.with(Style::Dim, &place(change)))?;
    for field in &change.fields {
        writeln!(out, "{indent}    {}: {}", field.name, values(field, change.fate, paint))?;
    }
    change.parts.iter().try_for_each(|part| entry(part, depth + 1, paint, out))
}

/// Where a thing is and was.
pub fn place(change: &Change) -> String {
    let id = |path: &Option<String>| path.as_ref().map(|path| format!("id:{path}")).unwrap_or_default();
    match (&change.old, &change.new) {
        (Some(old), Some(new)) if old != new => format!("{} → {}", id(&change.old), id(&change.new)),
        (None, Some(_)) if change.other.is_some() => format!("{}, parted from {}", id(&change.new), id(&change.other)),
        (Some(_), None) if change.other.is_some() => format!("{}, now in {}", id(&change.old), id(&change.other)),
        (_, Some(_)) => id(&change.new),
        _ => id(&change.old),
    }
}

fn values(field: &Field, fate: Fate, paint: Paint) -> String {
    let was = |text: &str| paint.with(Style::Red, &plain(text));
    let is = |text: &str| paint.with(Style::Green, &plain(text));
    match (&field.old, &field.new) {
        (Some(old), Some(new)) => format!("{} → {}", was(old), is(new)),
        (Some(old), None) if fate == Fate::Changed => format!("{} → nothing", was(old)),
        (None, Some(new)) if fate == Fate::Changed => format!("nothing → {}", is(new)),
        (Some(one), None) | (None, Some(one)) => plain(one),
        (None, None) => String::new(),
    }
}

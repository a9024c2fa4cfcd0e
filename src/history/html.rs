//! A difference as a page: what changed, side by side.

use super::difference::{Change, Difference, Fate};
use super::page::{self, safe};
use super::text;
use super::words::{Piece, pieces};
use std::fmt::Write as _;
use std::io::{self, Write};

/// One of the two versions, as it is introduced.
pub struct Side {
    pub title: String,
    pub lines: Vec<String>,
}

/// Writes the page.
pub fn write(title: &str, sides: [&Side; 2], difference: &Difference, out: &mut dyn Write) -> io::Result<()> {
    let mut body = format!("<p class=\"lead\">{}</p>\n<div class=\"versions\">\n", safe(&difference.summary()));
    for side in sides {
        let lines: String = side.lines.iter().map(|line| format!("<li>{}</li>", safe(line))).collect();
        let list = if lines.is_empty() { lines } else { format!("<ul>{lines}</ul>") };
        let _ = writeln!(body, "<div><b>{}</b>{list}</div>", safe(&side.title));
    }
    body.push_str("</div>\n");
    for group in difference.changes.chunk_by(|a, b| a.what == b.what) {
        let _ = writeln!(body, "<h2>{} <small>{}</small></h2>", safe(&capital(group[0].what.many())), group.len());
        group.iter().for_each(|change| article(change, false, &mut body));
    }
    page::write(title, &body, out)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn article(change: &Change, inner: bool, out: &mut String) {
    let (class, fate) = match change.fate {
        Fate::New => ("new", "new"),
        Fate::Gone => ("gone", "gone"),
        Fate::Changed => ("changed", "changed"),
        Fate::Joined => ("joined", "joined to another"),
        Fate::Parted => ("parted", "parted from another"),
    };
    let what = if inner { format!("{} ", change.what.one()) } else { String::new() };
    let _ = write!(out, "<article class=\"{class}\"><header><span class=\"fate\">{what}{fate}</span>");
    let _ = writeln!(out, " <b><bdi>{}</bdi></b> <code>{}</code></header>", safe(&change.name), safe(&text::place(change)));
    if !change.fields.is_empty() {
        out.push_str("<table>");
        for field in &change.fields {
            let (old, new) = sides(field.old.as_deref(), field.new.as_deref());
            let _ = write!(out, "<tr><th scope=\"row\">{}</th>", safe(field.name));
            if matches!(change.fate, Fate::Changed) || field.old.is_some() {
                let _ = write!(out, "<td class=\"old\">{old}</td>");
            }
            if matches!(change.fate, Fate::Changed) || field.new.is_some() {
                let _ = write!(out, "<td class=\"new\">{new}</td>");
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table>\n");
    }
    change.parts.iter().for_each(|part| article(part, true, out));
    out.push_str("</article>\n");
}

/// The two values, with the words marked that the other one has not.
pub fn sides(old: Option<&str>, new: Option<&str>) -> (String, String) {
    let (Some(old), Some(new)) = (old, new) else {
        let whole = |text: Option<&str>| text.map_or(String::new(), |t| format!("<bdi>{}</bdi>", safe(t)));
        return (whole(old), whole(new));
    };
    let all = pieces(old, new);
    let side = |tag: &str, of: fn(&Piece<'_>) -> bool| {
        let own: Vec<&Piece<'_>> = all.iter().filter(|p| matches!(p, Piece::Both(_)) || of(p)).collect();
        let runs = own.chunk_by(|a, b| of(a) == of(b)).map(|run| {
            let words: Vec<&str> = run.iter().map(|piece| piece.words()).collect();
            let words = safe(&words.join(" "));
            if of(run[0]) { format!("<{tag}>{words}</{tag}>") } else { words }
        });
        format!("<bdi>{}</bdi>", runs.collect::<Vec<_>>().join(" "))
    };
    (side("del", |p| matches!(p, Piece::Old(_))), side("ins", |p| matches!(p, Piece::New(_))))
}

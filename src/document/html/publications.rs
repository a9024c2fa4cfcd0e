//! Lists of publications: an item is a title in bold, a full stop and names, and items within it tell where it came out.

use crate::document::{Line, Role};
use std::collections::HashSet;
use std::ops::Range;

/// Items of this form that make a list.
const LEAST: usize = 2;

/// Marks the lines of such lists; `bold` is how far a line is bold, `nested` where items within items begin.
pub fn mark(lines: Vec<Line>, bold: impl Fn(&Line) -> Option<usize>, nested: &HashSet<u32>) -> Vec<Line> {
    let entry = |line: &Line| {
        let item = line.bullet && line.bold && line.role.is_none() && !nested.contains(&line.span.start);
        parts(line.text(), if item { bold(line)? } else { return None })
    };
    if nested.is_empty() || lines.iter().filter(|l| entry(l).is_some()).count() < LEAST {
        return lines;
    }
    let mut out = Vec::with_capacity(2 * lines.len());
    // within an entry, and whether it has its pages
    let (mut within, mut paged) = (false, false);
    for mut line in lines {
        if let Some(parts) = entry(&line) {
            out.extend(line.parts(&parts).into_iter().zip([Role::Title, Role::Author]).map(|(l, role)| Line { role: Some(role), ..l }));
            (within, paged) = (true, false);
            continue;
        }
        within &= nested.contains(&line.span.start);
        if within {
            let found = pages(line.text()).filter(|_| !paged);
            paged |= found.is_some();
            line.role = Some(if found.is_some() { Role::Pages } else { Role::Furniture });
            if let Some(pages) = found {
                line.passage = line.passage.slice(pages);
            }
        }
        out.push(line);
    }
    out
}

/// The title and the names of an entry.
fn parts(text: &str, end: usize) -> Option<[Range<usize>; 2]> {
    let title = text[..end].trim_end();
    let rest = &text[end..];
    let names = rest.trim_start_matches(['.', ' ']);
    let stop = title.ends_with(['.', '?', '!']) || rest.trim_start().starts_with('.');
    let name = |part: &str| {
        let words = part.split_whitespace();
        (2..=6).contains(&words.clone().count()) && words.clone().any(|w| w.starts_with(char::is_uppercase))
    };
    let bare = names.trim_end_matches(['.', ' ']);
    let all = bare.split(&[',', ';', '&']).flat_map(|part| part.split(" and ")).filter(|p| !p.trim().is_empty()).all(name);
    let start = text.len() - names.len();
    (stop && title.contains(' ') && !bare.is_empty() && all).then(|| [0..title.trim_end_matches('.').len(), start..start + bare.len()])
}

/// The pages in a sentence that tells where a paper came out: `…, pp 1–2. Acme Press`.
fn pages(text: &str) -> Option<Range<usize>> {
    let at = ["pp. ", "pp ", "pages ", "p. "].iter().find_map(|label| {
        let at = text.find(label)?;
        (at == 0 || text[..at].ends_with([' ', '(', ','])).then_some(at + label.len())
    })?;
    let sign = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '—');
    let len = text[at..].find(|c| !sign(c)).unwrap_or(text.len() - at);
    text[at..at + len]
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| at..at + text[at..at + len].trim_end_matches(['-', '–', '—']).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_titles_names_and_pages() {
        for (text, bold, want) in [
            ("A Title: Of. Jane Doe, Jo van Roe.", 11, Some(["A Title: Of", "Jane Doe, Jo van Roe"])),
            ("Why Not? Jane Doe and Jo Roe", 8, Some(["Why Not?", "Jane Doe and Jo Roe"])),
            ("Jane Doe, Acme University", 8, None),
            ("Program Chairs: Jane Doe", 15, None),
            ("A Title. which goes on in some more words than names have", 7, None),
        ] {
            assert_eq!(parts(text, bold).map(|p| p.map(|r| &text[r])), want, "{text}");
        }
        for (text, want) in [
            ("Proceedings: Things. T 1997, pp 1–2. Acme", Some("1–2")),
            ("In: X, p. 7", Some("7")),
            ("DOI: 10.1/app 5", None),
            ("app 5", None),
        ] {
            assert_eq!(pages(text).map(|r| &text[r]), want, "{text}");
        }
    }
}

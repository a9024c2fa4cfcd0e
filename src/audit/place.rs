//! Where names and titles are printed: what was not read beside entries, entries without names, names nearer to another
//! title than to their own.

use super::{Doubt, Held, Of};
use crate::layout::cues;
use crate::layout::headings;
use crate::layout::look;
use crate::layout::words;
use crate::record::{Contribution, ContributionKind, unread};
use crate::source::{FileId, Sources, Span};

/// Entries in printed order, with their indices.
fn printed<'a>(held: &Held<'a>) -> Vec<(usize, &'a Contribution)> {
    let mut entries: Vec<(usize, &Contribution)> = held.volume.contributions.iter().enumerate().collect();
    entries.sort_by_key(|(_, c)| c.span);
    entries
}

/// The text between two places without markup.
fn between(sources: &Sources, file: FileId, from: u32, to: u32) -> String {
    if from >= to {
        return String::new();
    }
    let mut text = sources.slice(Span { file, start: from, end: to });
    // what lies farther apart is not beside each other
    if let Some((end, _)) = text.char_indices().nth(4000) {
        text = &text[..end];
    }
    plain(text)
}

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for (i, c) in text.char_indices() {
        match c {
            '<' if text[i + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) => inside = true,
            '>' if inside => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// Nothing but space, and no blank line.
fn touch(between: &str) -> bool {
    between.chars().all(|c| !c.is_alphanumeric()) && between.matches('\n').count() < 2 && !between.contains('\u{c}')
}

/// No words, and a blank line; a leader and a page may end the line above it.
fn parted(between: &str) -> bool {
    let lines: Vec<&str> = between.split('\n').collect();
    let inner = lines.get(1..lines.len() - 1).unwrap_or_default();
    !between.contains(char::is_alphabetic) && inner.iter().any(|line| line.trim().is_empty())
}

/// A line of names.
fn is_names(line: &str) -> bool {
    let line = line.trim();
    let first = look::segments(line).next().map_or("", |range| &line[range]);
    let many = line.split_whitespace().count();
    (2..60).contains(&many) && look::byline(line) > 4.0 && words::could_be_name(first) && first.contains(' ') && cues::chair(line).is_none()
}

/// Lines between entries that were not read: names make the entries beside them doubtful, and so does any line that
/// touches an entry.
pub fn left_over(held: &Held<'_>) -> Vec<Doubt> {
    let entries = printed(held);
    let mut out = Vec::new();
    for span in unread(&held.volume.ledger, held.sources) {
        let next = entries.partition_point(|(_, c)| c.span < span);
        let before = next.checked_sub(1).map(|k| entries[k]).filter(|(_, c)| c.span.file == span.file && c.span.end <= span.start);
        let after = entries.get(next).copied().filter(|(_, c)| c.span.file == span.file && c.span.start >= span.end);
        let (above, below) = (
            before.filter(|(_, c)| touch(&between(held.sources, span.file, c.span.end, span.start))),
            after.filter(|(_, c)| touch(&between(held.sources, span.file, span.end, c.span.start))),
        );
        let text = plain(held.sources.slice(span));
        let names = text.lines().take(50).any(is_names);
        let few = text.lines().filter(|l| !l.trim().is_empty()).take(7).count() < 7;
        let told = if names { "names beside this entry were not read" } else { "a line beside this entry was not read" };
        let inside = before.is_some() && after.is_some();
        let beside = [above, below].into_iter().flatten().filter(|_| few && (inside || names));
        let mut found: Vec<(usize, &Contribution)> = beside.collect();
        if names && found.is_empty() && inside && few {
            found.extend([before, after].into_iter().flatten().filter(|(_, c)| c.authors.is_empty()));
        }
        out.extend(found.into_iter().map(|(i, c)| Doubt::new(c.title.span, Of::Entry(i), told).label(span, "not read")));
    }
    out
}

/// Papers without authors where nearly all others have some; the first and the last may be the editors'.
pub fn missing(held: &Held<'_>) -> Vec<Doubt> {
    let entries = printed(held);
    let paper = |c: &Contribution| matches!(c.kind, ContributionKind::FullPaper | ContributionKind::ShortPaper);
    let papers: Vec<(usize, &Contribution)> = entries.iter().copied().filter(|(_, c)| paper(c)).collect();
    let without: Vec<usize> = (0..papers.len()).filter(|k| papers[*k].1.authors.is_empty()).collect();
    if papers.len() < 4 || without.len() * 5 > papers.len() {
        return Vec::new();
    }
    let inside = without.into_iter().filter(|k| (1..papers.len() - 1).contains(k));
    inside.map(|k| Doubt::new(papers[k].1.title.span, Of::Entry(papers[k].0), "no authors were read, and the others have some")).collect()
}

/// Names that stand apart from their title, and right at another line; all names moved by one entry.
pub fn displaced(held: &Held<'_>) -> Vec<Doubt> {
    let entries = printed(held);
    let signed: Vec<(usize, &Contribution)> = entries.iter().copied().filter(|(_, c)| !c.authors.is_empty()).collect();
    let apart: Vec<(usize, &Contribution)> = signed.iter().copied().filter(|(_, c)| is_apart(held.sources, c)).collect();
    let moved = apart.len() > 1 && apart.len() * 2 >= signed.len() || last_alone(held, &entries);
    let concerned = if moved { entries } else { Vec::new() };
    let told = "the authors stand at another title than this";
    concerned.into_iter().map(|(i, c)| Doubt::new(c.title.span, Of::Entry(i), told)).collect()
}

/// A blank line parts the names of an entry from its title, and none parts them from what stands on their other side.
fn is_apart(sources: &Sources, entry: &Contribution) -> bool {
    let (Some(first), Some(last)) = (entry.authors.first(), entry.authors.last()) else { return false };
    let (title, file) = (entry.title.span, entry.title.span.file);
    if first.name.span.file != file {
        return false;
    }
    let text = &sources.file(file).text;
    let line = |at: &str| at.lines().next().is_some_and(|l| !l.trim().is_empty());
    if title.end <= first.name.span.start {
        let below = text[entry.span.end as usize..].split_once('\n').map_or("", |(_, rest)| rest);
        parted(&text[title.end as usize..first.name.span.start as usize]) && line(below)
    } else if last.name.span.end <= title.start {
        let above = text[..first.name.span.start as usize].rsplit_once('\n').map_or("", |(rest, _)| rest);
        let above = above.rsplit('\n').next().unwrap_or("");
        let own = &text[last.name.span.end as usize..title.start as usize];
        parted(own) && line(above)
    } else {
        false
    }
}

/// Only the last entry has no names, and names that were not read stand right above the first, or a heading has some.
fn last_alone(held: &Held<'_>, entries: &[(usize, &Contribution)]) -> bool {
    let papers: Vec<&Contribution> = entries.iter().map(|(_, c)| *c).filter(|c| c.title.value.split_whitespace().count() > 2).collect();
    let without = papers.iter().filter(|c| c.authors.is_empty()).count();
    let (Some((_, first)), Some(last)) = (entries.first(), papers.last()) else { return false };
    if !last.authors.is_empty() || papers.len() < 3 || without * 10 > papers.len().max(10) {
        return false;
    }
    let heading = |title: &str| headings::opens(title).is_some() || !title.contains(' ') && !title.chars().any(char::is_lowercase);
    let signed = entries.iter().find(|(_, c)| !c.authors.is_empty());
    if papers.len() > 5 && signed.is_some_and(|(_, c)| heading(&c.title.value)) {
        return true;
    }
    unread(&held.volume.ledger, held.sources).into_iter().any(|span| {
        span.file == first.span.file
            && span.end <= first.span.start
            && touch(&between(held.sources, span.file, span.end, first.span.start))
            && plain(held.sources.slice(span)).lines().last().is_some_and(is_names)
    })
}

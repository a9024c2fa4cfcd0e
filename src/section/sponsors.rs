//! Sponsors, supporters, cooperating bodies: a heading and the organizations below it.

use crate::document::{Line, Passage};
use crate::layout::joining::{Hyphens, is_open, join, one_line};
use crate::layout::{look, words};
use crate::lexicon::{self, Phrases};
use crate::record::script;
use crate::record::slug::key;
use crate::record::{Sponsorship, SponsorshipKind};
use crate::source::{Span, Spanned};
use std::ops::Range;
use std::sync::LazyLock;

/// Reads the lines below a heading; `rest` is what follows the heading on its own line. Stops at running text.
pub fn read(kind: SponsorshipKind, heading: &str, rest: Option<Passage>, lines: &[&Line]) -> (Vec<Sponsorship>, Vec<Span>) {
    let level = level(heading);
    let mut out: Vec<Sponsorship> = Vec::new();
    let mut read = Vec::new();
    let mut add = |passage: &Passage| {
        let found = organizations(passage);
        let any = !found.is_empty();
        out.extend(found.into_iter().map(|name| Sponsorship { kind, name, level: level.clone() }));
        any
    };
    if let Some(rest) = rest {
        add(&rest);
    }
    let mut at = thanks(lines);
    read.extend(lines[..at].iter().map(|l| l.span));
    while at < lines.len() {
        let line = lines[at];
        let words = line.text().split_whitespace().count();
        let prose = words > 14 && line.text().matches(',').count() < 3;
        let sentence = line.text().ends_with('.') && words > 6 && !ends_in_legal_form(line.text());
        if prose || sentence || is_note(line.text()) {
            break;
        }
        let wrapped = wrapped(&lines[at..]);
        let entry = &lines[at..at + wrapped];
        if add(&join(entry.iter().map(|l| &l.passage), Hyphens::InNames)) {
            read.extend(entry.iter().map(|l| l.span));
        }
        at += wrapped;
    }
    (out, read)
}

/// Lines of the sentence that a list may begin with: `We thank the following companies for their support.`
fn thanks(lines: &[&Line]) -> usize {
    let small = |l: &Line| look::capitals(l.text());
    let Some((words, lower)) = lines.first().map(|l| small(l)) else { return 0 };
    if words < 6 || lower * 2 <= words {
        return 0;
    }
    let near = 1 + lines[1..].iter().take(4).take_while(|l| l.blank_before == 0).count();
    lines[..near].iter().position(|l| l.text().ends_with(['.', ':', '!'])).map_or(0, |last| last + 1)
}

/// How many lines a list goes on for that is broken wherever a line is full.
fn wrapped(lines: &[&Line]) -> usize {
    let list = |text: &str| text.matches(", ").count() > 1;
    let Some(first) = lines.first() else { return 0 };
    // `Ministry of Sleep` / `and Research`
    let begins = |text: &str| text.starts_with(char::is_lowercase) && text.split(' ').next().is_some_and(is_open);
    let goes_on = |pair: &&[&Line]| {
        let near = pair[1].blank_before == 0 && !pair[1].bullet;
        near && (is_open(pair[0].text()) || list(first.text()) || begins(pair[1].text()))
    };
    1 + lines.windows(2).take_while(goes_on).count()
}

/// `© 2012 …`, `ISBN …`: the imprint, which often follows.
fn is_note(text: &str) -> bool {
    text.starts_with('©') || NOTES.start(&key(text)).is_some_and(|(_, open, _)| open)
}

static NOTES: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("imprint note"));

/// The organizations of a list: `A & B`, `A, B, and C`, or one a line. One name may hold a comma (`Acme, Inc.`) or a
/// conjunction (`Quill & Rowan`).
pub fn organizations(passage: &Passage) -> Vec<Spanned<String>> {
    let text = passage.text.as_str();
    let mut names: Vec<Range<usize>> = Vec::new();
    let pieces = pieces(text);
    let last_comma = pieces.iter().rposition(|p| p.comma && !words::is_legal_form(&text[p.range.clone()])).unwrap_or(0);
    for (i, piece) in pieces.iter().enumerate() {
        let part = &text[piece.range.clone()];
        match names.last_mut() {
            Some(last)
                if piece.comma && words::is_legal_form(part) || piece.and && !piece.comma && is_one(text, &pieces, i, last_comma > i) =>
            {
                last.end = piece.range.end
            }
            _ => names.push(piece.range.clone()),
        }
    }
    let mut out: Vec<Spanned<String>> = Vec::new();
    for range in names {
        let piece = passage.slice(range);
        let name = one_line(&piece);
        // the full stop is the abbreviation's, or the sentence's
        let name = if name.contains(", ") && ends_in_legal_form(&name) { name } else { name.trim_end_matches(['.', ',', ':']).to_owned() };
        if name.starts_with(|c: char| c.is_ascii_digit())
            || name.contains('@')
            || name.chars().any(char::is_uppercase)
            || script::has_eastern(&name)
        {
            out.push(Spanned::new(name, piece.whole()));
        }
    }
    out
}

/// A part of a list, and what stands before it.
struct Piece {
    range: Range<usize>,
    comma: bool,
    and: bool,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut end = 0;
    for range in look::segments(text) {
        let part = &text[range.clone()];
        let bare = part.trim_start_matches(['&', ' ']);
        let bare = bare.strip_prefix("and ").unwrap_or(bare).trim_start();
        let start = range.end - bare.len();
        if bare.is_empty() {
            continue;
        }
        let between = &text[end..start];
        let comma = between.contains([',', ';', '(', ')', '·', '•']);
        let and = between.split(|c: char| c != '&' && !c.is_alphabetic()).any(|w| !w.is_empty());
        end = range.end;
        out.push(Piece { range: start..range.end, comma, and });
    }
    out
}

/// Whether the piece at `i` goes on the name before its conjunction: in a list with commas that ends in a conjunction of
/// its own (`later`: a comma follows), between two bare words with `&`, or before a legal form.
fn is_one(text: &str, pieces: &[Piece], i: usize, later: bool) -> bool {
    let (left, right) = (&text[pieces[i - 1].range.clone()], &text[pieces[i].range.clone()]);
    let sign = text[pieces[i - 1].range.end..pieces[i].range.start].contains('&');
    let closed = pieces.last().is_some_and(|p| p.comma && p.and);
    // ministries are of several fields: `Ministry of Science and Culture`
    let field = words::begins_with_field(right) || key(left).contains("minist");
    if !sign && field && left.contains(' ') && !words::names_organization(right) && !words::has_acronym(right) {
        return true;
    }
    let bare = |name: &str| name.split_whitespace().count() == 1 && !words::has_acronym(name);
    let alone = pieces.len() == 2;
    let last = !pieces[i + 1..].iter().any(|p| p.and);
    // a list that has a conjunction of its own
    let worded = pieces[1..].iter().zip(pieces).any(|(p, before)| p.and && !text[before.range.end..p.range.start].contains('&'));
    let alone = alone || worded && sign;
    later && (sign || closed) || (alone || !last) && sign && bare(left) && bare(right) || alone && bare(left) && ends_in_legal_form(right)
}

/// `Paper and String Ltd.`
fn ends_in_legal_form(text: &str) -> bool {
    text.split_whitespace()
        .next_back()
        .is_some_and(|w| words::is_legal_form(w) || matches!(key(w).as_str(), "co" | "plc" | "corporation" | "incorporated"))
}

/// `Gold Sponsors` is level Gold.
fn level(heading: &str) -> Option<String> {
    const LEVELS: &[&str] = &["diamond", "platinum", "gold", "silver", "bronze", "titanium", "copper"];
    let first = heading.split_whitespace().next()?;
    LEVELS.contains(&first.to_lowercase().as_str()).then(|| first.trim_end_matches(':').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn cuts_lists_of_organizations() {
        for (text, want) in [
            ("IIA SIGGEAR & IIA SIGCAM", &["IIA SIGGEAR", "IIA SIGCAM"][..]),
            ("Lathe, Copper Research, Anvil, JKL, & Mangle", &["Lathe", "Copper Research", "Anvil", "JKL", "Mangle"]),
            ("Ladle Labs, Ash & Alder, and Bell Harbour Labs", &["Ladle Labs", "Ash & Alder", "Bell Harbour Labs"]),
            ("Ladle Labs, IBM & Intel", &["Ladle Labs", "IBM", "Intel"]),
            ("Guild of Glassblowers & Society for Soft Metals", &["Guild of Glassblowers", "Society for Soft Metals"]),
            ("Paper and String Ltd.", &["Paper and String Ltd"]),
            ("Ash & Alder", &["Ash & Alder"]),
            ("Ladle Labs and Ash & Alder", &["Ladle Labs", "Ash & Alder"]),
            ("Bundesministerium für Ruhe und Forschung", &["Bundesministerium für Ruhe und Forschung"]),
            ("Ministère du Repos et de la Culture", &["Ministère du Repos et de la Culture"]),
            ("Ministry of Rest and Ladle Labs", &["Ministry of Rest", "Ladle Labs"]),
            ("Ladle Labs, & Driftwood Computing, Inc.", &["Ladle Labs", "Driftwood Computing, Inc."]),
        ] {
            let mut passage = Passage::new(FileId(0));
            passage.push(text, 0);
            assert_eq!(organizations(&passage).into_iter().map(|o| o.value).collect::<Vec<_>>(), want, "{text}");
        }
    }
}

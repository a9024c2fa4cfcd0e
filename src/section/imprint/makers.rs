//! Who made the book: publisher and editors.

use super::forms::{FORMS, is_proceedings, is_subtitle, names_meeting};
use super::marked::one_editor;
use super::{Imprint, is_imprint, notes, titles};
use crate::document::{Line, Passage, trim};
use crate::layout::byline::{self, Grouping, Lexicon};
use crate::layout::headings;
use crate::layout::joining::{Hyphens, is_open, join, one_line};
use crate::layout::look::{self, segments};
use crate::layout::words;
use crate::lexicon::{self, Phrases};
use crate::record::slug::key;
use crate::source::{Span, Spanned};
use std::sync::LazyLock;

static PUBLISHERS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("publisher"));
static PUBLISHED: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("published by"));
static EDITORS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("editors"));
static EDITED_BY: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("edited by"));
static EDITOR_SIGNS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("editor sign"));

/// The publisher: said to be so, or owner of the copyright, or an association, society or press that stands alone.
pub fn publisher(lines: &[&Line], out: &mut Imprint) {
    let f = &*FORMS;
    let mut found: Vec<(usize, Spanned<String>, Vec<Span>)> = Vec::new();
    let mut add = |weight: usize, passage: &Passage, spans: Vec<Span>| {
        let text = one_line(passage);
        let value = text.trim_end_matches(['.', ',']).to_owned();
        match found.iter_mut().find(|(_, s, _)| key(&s.value).trim_start_matches("the ") == key(&value).trim_start_matches("the ")) {
            Some(same) => {
                same.0 += weight;
                same.2.extend(spans);
            }
            None => found.push((weight, Spanned::new(value, passage.whole()), spans)),
        }
    };
    let mut i = 0;
    while i < lines.len() {
        let line = lines[i];
        let text = line.text();
        i += 1;
        if let Some(c) = f.published_by.captures(text).or_else(|| f.copyright.captures(text).filter(|c| c.get(2).is_some())) {
            let m = c.get(c.len() - 1);
            let said = f.published_by.is_match(text);
            if let Some(m) = m.filter(|m| m.len() < 90 && (said || !owned_by_people(m.as_str()))) {
                let weight = if said { 9 } else { 5 };
                add(weight, &line.passage.slice(m.range()), vec![line.span]);
            }
            continue;
        }
        if let Some(range) = published(text) {
            add(9, &line.passage.slice(range), vec![line.span]);
            continue;
        }
        let note = notes::NOTES.whole(&key(text)).is_some();
        if out.is_claimed(line) || text.len() > 80 || text.chars().any(|c| c.is_ascii_digit()) || note || titles::is_sentence(lines, i - 1)
        {
            continue;
        }
        let mut taken = vec![line];
        while is_open(taken[taken.len() - 1].text())
            && taken.len() < 3
            && i < lines.len()
            && lines[i].blank_before == 0
            && !out.is_claimed(lines[i])
        {
            taken.push(lines[i]);
            i += 1;
        }
        let passage = join(taken.iter().map(|l| &l.passage), Hyphens::InNames);
        let folded = key(&passage.text);
        let words: Vec<&str> = folded.split(' ').collect();
        let small = passage.text.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count();
        if words.len() <= 8 && small <= 3 && PUBLISHERS.within(&folded) && !names_meeting(&passage.text) && !is_subtitle(&passage.text) {
            add(2, &passage, taken.iter().map(|l| l.span).collect());
        }
    }
    let Some((_, name, _)) = found.iter().max_by_key(|(weight, name, _)| (*weight, std::cmp::Reverse(name.span.start))) else { return };
    out.proceedings.publisher = Some(name.clone());
    let kept = key(&name.value);
    for (_, name, spans) in found {
        if key(&name.value) == kept {
            out.read.extend(spans.into_iter().map(|s| (s, "publisher")));
        }
    }
}

/// `Erschienen 2031 im Harrowgate Verlag, Ghent`: the house that is named after the words, a year and little words.
fn published(text: &str) -> Option<std::ops::Range<usize>> {
    if !PUBLISHED.may_start(text) || text.len() > 120 {
        return None;
    }
    let folded = key(text);
    let (end, ..) = PUBLISHED.start(&folded)?;
    let count = folded[..end].split(' ').count();
    let small = |w: &str| {
        w.len() < 4 && w.starts_with(char::is_lowercase) || w.bytes().all(|b| b.is_ascii_digit()) || matches!(w, ":" | "in" | "by")
    };
    let first = words::split(text).skip(count).find(|w| !small(w))?;
    let start = first.as_ptr() as usize - text.as_ptr() as usize;
    let length = text[start..].find([',', ';', '(']).unwrap_or(text.len() - start);
    let name = trim(text, start..start + length);
    (name.len() > 3 && PUBLISHERS.within(&key(&text[name.clone()]))).then_some(name)
}

/// The owners of a copyright are editors or authors, not a house.
fn owned_by_people(text: &str) -> bool {
    let text = text.split(". ").next().unwrap_or(text);
    let first = segments(text).next().map_or("", |range| &text[range]);
    let cost = words::costs(first);
    let house = PUBLISHERS.within(&key(first)) || words::names_organization(first) || words::has_acronym(first);
    EDITOR_SIGNS.within(&key(text)) || first.contains(' ') && words::could_be_name(first) && !house && cost.person < cost.title + 2.0
}

/// Whether a line ends in the sign of editors: `(eds.)`.
pub fn signs(text: &str) -> bool {
    text.rfind('(').is_some_and(|open| EDITOR_SIGNS.is(&text[open..]))
}

/// Whether a line of editors says so before their names.
pub fn leads(text: &str) -> bool {
    let folded = key(text);
    EDITED_BY.start(&folded).is_some() || EDITORS.start(&folded).is_some()
}

/// `Edited by A and B`, `Editors:` above names.
pub fn editors(lines: &[&Line], lexicon: &Lexicon, out: &mut Imprint) {
    let says = |i: &usize| {
        let folded = key(lines[*i].text());
        EDITORS.whole(&folded).is_some() || EDITED_BY.start(&folded).is_some()
    };
    let Some(first) = (0..lines.len()).find(says) else {
        return signed(lines, lexicon, out);
    };
    // covers shout and break lines anywhere; the title page comes last
    let calm = |i: &usize| {
        says(i) && EDITED_BY.start(&key(lines[*i].text())).is_some() && lines[*i].text().matches(char::is_lowercase).count() > 12
    };
    let at = if EDITED_BY.start(&key(lines[first].text())).is_some() {
        (first..lines.len().min(first + 200)).rev().find(calm).unwrap_or(first)
    } else {
        first
    };
    let text = lines[at].text();
    // names may follow on the line itself
    let folded = key(text);
    let rest = match EDITED_BY.start(&folded) {
        Some((end, ..)) if end < folded.len() => {
            let count = folded[..end].split(' ').count();
            let skip = text.split_whitespace().nth(count).map_or(text.len(), |w| w.as_ptr() as usize - text.as_ptr() as usize);
            lines[at].passage.trimmed(skip..text.len())
        }
        _ => Passage::default(),
    };
    let mut block: Vec<&Line> = vec![];
    if rest.is_empty() {
        for line in lines[at + 1..].iter().take(24) {
            if out.is_claimed(line) || is_imprint(line.text()) && !names_person(line.text()) || is_proceedings(line.text()) {
                break;
            }
            block.push(line);
        }
    }
    let goes_on = |line: &Line| words::conjunction(&format!(" {}", line.text())).is_some();
    if !rest.is_empty() {
        for line in lines[at + 1..].iter().take(4).take_while(|l| l.blank_before == 0 && !out.is_claimed(l)) {
            let open = is_open(block.last().map_or(rest.text.as_str(), |l| l.text()));
            if !open && !goes_on(line) {
                break;
            }
            block.push(line);
        }
    }
    let passages: Vec<Passage> = if rest.is_empty() {
        block.iter().map(|l| l.passage.clone()).collect()
    } else {
        vec![join(std::iter::once(&rest).chain(block.iter().map(|l| &l.passage)), Hyphens::InNames)]
    };
    let together = !rest.is_empty();
    for (k, passage) in passages.iter().enumerate() {
        let first = segments(&passage.text).next().map_or("", |range| &passage.text[range]);
        let other = words::names_organization(first) || headings::role(&passage.text).is_some() || look::byline(first) < -4.0;
        if !words::could_be_name(first) || other || passage.text.contains('@') {
            if k > 0 { continue } else { break }
        }
        let found = one_editor(passage, lexicon);
        if found.iter().all(|s| s.confidence >= 0.8) && !found.is_empty() {
            out.proceedings.editors.extend(found);
            let of = if together { &block[..] } else { &block[k..k + 1] };
            of.iter().for_each(|line| out.claim(line, "editor"));
        }
    }
    // `Jane Doe` and `Editors` below it
    if out.proceedings.editors.is_empty() && EDITORS.whole(&key(text)).is_some() {
        let above = lines[..at].iter().rev().take(12).take_while(|l| is_name(l.text()) && !out.is_claimed(l)).copied().collect::<Vec<_>>();
        for line in above.into_iter().rev() {
            out.proceedings.editors.extend(one_editor(&line.passage, lexicon));
            out.claim(line, "editor");
        }
    }
    if !out.proceedings.editors.is_empty() {
        out.claim(lines[at], "editors");
    }
    signed(lines, lexicon, out);
}

/// `Jane Doe, Ghent Tech, Belgium` looks like a place but for its first words.
fn names_person(text: &str) -> bool {
    let Some((first, rest)) = text.split_once(',') else { return false };
    let c = words::costs(first);
    rest.contains(',') && first.contains(' ') && words::could_be_name(first) && c.person + 2.0 < c.organization.min(c.title)
}

/// One name alone on its line.
fn is_name(text: &str) -> bool {
    text.contains(' ') && words::could_be_name(text) && look::byline(text) > 2.0
}

/// `A · B · C (Eds.)`, on one line or several.
fn signed(lines: &[&Line], lexicon: &Lexicon, out: &mut Imprint) {
    const SIGNS: [char; 4] = ['·', '•', ';', ','];
    let suffix = |l: &&Line| {
        let text = l.text();
        let open = text.rfind('(')?;
        EDITOR_SIGNS.is(&text[open..]).then_some(open)
    };
    let Some((last, end)) = lines.iter().enumerate().find_map(|(i, l)| suffix(l).map(|end| (i, end))) else { return };
    if !out.proceedings.editors.is_empty() || out.is_claimed(lines[last]) {
        return;
    }
    let mut first = last;
    while first > 0
        && lines[first].blank_before == 0
        && !out.is_claimed(lines[first - 1])
        && (end == 0 && (first == last || is_name(lines[first - 1].text())) || lines[first - 1].text().ends_with(SIGNS))
    {
        first -= 1;
    }
    for (i, line) in lines.iter().enumerate().take(last + 1).skip(first) {
        let text = if i == last { &line.text()[..end] } else { line.text() };
        let mut found = Vec::new();
        for part in text.split(['·', '•', ';']).filter(|p| !p.trim().is_empty()) {
            let start = part.as_ptr() as usize - text.as_ptr() as usize;
            let range = trim(line.text(), start..start + part.trim_end_matches(SIGNS).len());
            found.extend(byline::read(&line.passage.slice(range), Grouping::Names, lexicon));
        }
        if found.iter().all(|s| s.confidence > 0.6) && (!found.is_empty() || i == last) {
            out.proceedings.editors.extend(found);
            out.claim(line, "editor");
        }
    }
}

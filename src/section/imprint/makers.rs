//! Who made the book: the publisher.

use super::editors::EDITOR_SIGNS;
use super::forms::{FORMS, is_subtitle, names_meeting};
use super::{Imprint, notes, titles};
use crate::document::{Line, Passage, trim};
use crate::layout::joining::{Hyphens, is_open, join, one_line};
use crate::layout::look::segments;
use crate::layout::words;
use crate::lexicon::{self, Phrases};
use crate::record::slug::key;
use crate::source::{Span, Spanned};
use std::sync::LazyLock;

static PUBLISHERS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("publisher"));
static PUBLISHED: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("published by"));

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

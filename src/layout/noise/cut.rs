//! Lines that lost their ends: a whole document on one line, and page breaks that left no break.

use super::glued::Glued;
use super::{GLUED_LINES, Mended, ONE_LINE, shown};
use crate::document::{Line, trim};
use crate::layout::headings::{self, Opens};
use crate::layout::look::{self, is_leader_sign};
use crate::layout::words::{Tokens, conjunction};
use crate::record::Pages;
use crate::record::pages::roman;
use crate::section::committee;
use std::ops::Range;

/// A line of this many bytes is more than a line.
const LONG: usize = 200;
/// Leaders with pages that make a long line a list.
const LEADERS: usize = 2;
/// Lines that go on behind the page of an entry are of a list set so, if there are this many.
const HABIT: usize = 2;
/// How far before its first entry the heading of a list is looked for.
const NEAR: usize = 4000;

/// The lines with those that are several put apart.
pub fn cut(lines: Vec<Line>, out: &mut Mended) -> Vec<Line> {
    let mut cut = Vec::with_capacity(lines.len());
    let mut glued = Glued::new(&lines);
    let behind = lines.iter().filter(|l| goes_on(l.text()).is_some()).count() >= HABIT;
    for line in lines {
        if let Some(end) = goes_on(line.text()).filter(|_| behind) {
            cut.extend(line.parts(&[trim(line.text(), 0..end), trim(line.text(), end..line.text().len())]));
        } else if line.text().len() >= LONG
            && let Some(parts) = entries(line.text())
        {
            let message = format!("a line of {} bytes is read as {} lines", line.text().len(), parts.len());
            let printed = shown(line.text());
            out.add(&ONE_LINE, line.passage.whole(), &printed, &format!("{} lines", parts.len()), message);
            cut.extend(line.parts(&parts));
        } else if let Some(parts) = page_break(line.text()).or_else(|| glued.parts(line.text())) {
            let apart: Vec<&str> = parts.iter().map(|p| &line.text()[p.clone()]).collect();
            let message = format!("`{}` stands across the end of a page and is read as {} lines", shown(line.text()), apart.len());
            out.add(&GLUED_LINES, line.passage.whole(), line.text(), &apart.join("\n"), message);
            cut.extend(line.parts(&parts));
        } else if let Some(parts) = headed(line.text()).filter(|_| cut.last().is_some_and(|l| is_of_committee(l.text()))) {
            cut.extend(line.parts(&parts));
        } else {
            cut.push(line);
        }
    }
    cut
}

/// An entry of a committee, or the heading of one.
fn is_of_committee(text: &str) -> bool {
    committee::is_entry(text) || opens(text)
}

/// Roles that stand before the names of one paragraph: `Chairs Jane Doe, Acme Members Jo Roe, Ghent Tech`.
fn headed(text: &str) -> Option<Vec<Range<usize>>> {
    let names = |rest: &str| committee::is_entry(rest) && committee::begins_with_name(rest);
    let role = |at: usize| {
        let end = at + headings::leading_role(&text[at..])?;
        // a colon does it as well
        (text[end..].starts_with(' ') && names(text[end..].trim_start())).then_some(end)
    };
    let first = role(0)?;
    let mut parts: Vec<Range<usize>> = std::iter::once(0..first).collect();
    let mut start = first;
    for (at, _) in text.match_indices(' ').filter(|(at, _)| *at > first).take(400) {
        if let Some(end) = role(at + 1) {
            parts.extend([start..at, at + 1..end]);
            start = end;
        }
    }
    parts.push(start..text.len());
    Some(parts.into_iter().map(|p| trim(text, p)).collect())
}

/// Where the one page on a line ends that comes after a leader, with words behind it: `A Title ..... 7 Jane Doe, Jo Roe`.
fn goes_on(text: &str) -> Option<usize> {
    // most lines have no leader
    if !text.contains("..") && !text.contains('…') && !text.contains(". .") {
        return None;
    }
    let [(leader, end)] = ends(text)[..] else { return None };
    let (before, behind) = (text[..leader].trim(), text[end..].trim_start());
    let words = behind.split_whitespace().count();
    let begins = behind.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    (before.contains(char::is_alphabetic) && begins && (2..100).contains(&words)).then_some(end)
}

/// `viTable of Contents`, `Fei LiuiiiOrganizing Committee`: a roman folio between what ends a page and a heading.
fn page_break(text: &str) -> Option<Vec<Range<usize>>> {
    if text.len() > 160 {
        return None;
    }
    let bytes = text.as_bytes();
    let turns = |w: &[u8]| w[1].is_ascii_uppercase() && matches!(w[0], b'i' | b'v' | b'x' | b'l');
    let at = 1 + bytes.windows(2).enumerate().find(|(i, w)| turns(w) && opens(&text[i + 1..]))?.0;
    let run = bytes[..at].iter().rev().take_while(|b| b"ivxl".contains(b)).count();
    let folio = (at - run..at).find(|s| roman(&text[*s..at]).is_some_and(|n| n < 60))?;
    let before = text[..folio].trim();
    // a folio of one stroke may be the last letter of the word before it
    if !before.is_empty() && (at - folio < 2 || !before.ends_with(|c: char| c.is_alphabetic() || c == '.')) {
        return None;
    }
    let parts = [0..folio, folio..at, at..text.len()];
    Some(parts.into_iter().map(|p| trim(text, p)).filter(|p| !p.is_empty()).collect())
}

/// The whole text is the heading of a region.
fn opens(text: &str) -> bool {
    let text = text.trim();
    headings::opens(text).is_some_and(|o| o.1 == text.len())
        || headings::role(text).is_some_and(|(_, count)| count > 0 && !text.contains(','))
}

/// The entries of a list that stands on one line, each up to its page; title and names apart.
fn entries(text: &str) -> Option<Vec<Range<usize>>> {
    let ends = ends(text);
    if ends.len() < LEADERS {
        return None;
    }
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (leader, end) in ends.iter().copied() {
        // the list begins after its heading
        if start == 0
            && let Some(heading) = contents_heading(&text[..leader])
        {
            parts.push(0..heading.start);
            parts.push(heading.clone());
            start = heading.end;
        }
        parts.push(start..end);
        start = end;
    }
    parts.push(start..text.len());
    let split: Vec<Option<Meeting>> = parts.iter().map(|p| meeting(text, p)).collect();
    // whether names stand before titles is a habit of the whole list
    let gain = |order: usize| split.iter().flatten().map(|m| m[order].1).sum::<f32>();
    let order = usize::from(gain(1) > gain(0));
    let mut out = Vec::new();
    for (part, split) in parts.iter().zip(&split) {
        match split.map(|m| m[order]) {
            Some((at, gain)) if gain > 0.0 => out.extend([part.start..at, at..part.end]),
            _ => out.push(part.clone()),
        }
    }
    Some(out.into_iter().map(|p| trim(text, p)).filter(|p| !p.is_empty()).collect())
}

/// Where leaders begin, and where the pages after them end.
fn ends(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut signs, mut from) = (0, 0);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if is_leader_sign(c) {
            if signs == 0 {
                from = at;
            }
            signs += if c == '…' { 3 } else { 1 };
        } else if !c.is_whitespace() {
            if signs >= 3 {
                let token = text[at..].find(|c: char| c.is_whitespace()).map_or(text.len(), |n| at + n);
                // a word may be glued to the page: the digits alone are it
                let digits = at + text[at..token].bytes().take_while(u8::is_ascii_digit).count();
                let end = if Pages::parse(&text[at..token]).is_some() { token } else { digits };
                if end > at && end - at < 12 && Pages::parse(&text[at..end]).is_some() {
                    out.push((from, end));
                    at = end;
                    signs = 0;
                    continue;
                }
            }
            signs = 0;
        }
        at += c.len_utf8();
    }
    out
}

/// The last heading of a list of contents in what stands before the first leader.
fn contents_heading(text: &str) -> Option<Range<usize>> {
    let from = (text.len().saturating_sub(NEAR)..=text.len()).find(|at| text.is_char_boundary(*at))?;
    let ends: Vec<usize> = text[from..].match_indices(' ').map(|(i, _)| from + i).chain([text.len()]).collect();
    let is = |part: &str| part.starts_with(char::is_uppercase) && headings::opens(part).is_some_and(|o| o == (Opens::Contents, part.len()));
    let heading = |k: usize| ends[k + 1..].iter().take(4).rev().map(|end| ends[k] + 1..*end).find(|r| is(&text[r.clone()]));
    (0..ends.len().saturating_sub(1)).rev().find_map(heading)
}

/// Where names meet the title after them, and where a title meets the names after it, each with what the cut explains
/// better than no cut.
type Meeting = [(usize, f32); 2];

fn meeting(text: &str, part: &Range<usize>) -> Option<Meeting> {
    let range = trim(text, part.clone());
    let entry = &text[range.clone()];
    let body = entry.find("..").or_else(|| entry.find(". .")).unwrap_or(entry.len());
    if body > 500 {
        return None;
    }
    let words = Tokens::of(&entry[..body]);
    let segments: Vec<Range<usize>> = look::segments(&entry[..body]).collect();
    // each segment costs what it is likelier to be, a person or an organization
    let names = |range: Range<usize>| {
        let parts = segments.iter().map(|s| s.start.max(range.start)..s.end.min(range.end)).filter(|s| s.start < s.end);
        let cost = |part: Range<usize>| {
            let (c, count) = (words.costs(part.clone()), entry[part].split_whitespace().count());
            // most names have two words
            (c.person + 1.5 * count.abs_diff(2) as f32).min(c.organization + 1.5) + 0.7
        };
        parts.map(cost).sum::<f32>()
    };
    let title = |range: Range<usize>| words.costs(range).title;
    let whole = title(0..body).min(names(0..body));
    let cuts = entry[..body].match_indices(' ').map(|(i, _)| i + 1).filter(|at| entry[*at..].starts_with(char::is_alphanumeric));
    let mut best = [(0, f32::MIN); 2];
    for at in cuts.take(60) {
        // a list of names does not end in `and`
        let small = entry[..at].split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_lowercase));
        // and a title does not begin with it
        let joined = conjunction(&entry[at - 1..]).is_some();
        let first = if small || joined { f32::MAX } else { names(0..at) + title(at..body) };
        for (order, cost) in [first, title(0..at) + names(at..body)].into_iter().enumerate() {
            if whole - cost > best[order].1 {
                best[order] = (range.start + at, whole - cost);
            }
        }
    }
    (best[0].0 > 0).then_some(best)
}

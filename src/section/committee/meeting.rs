//! Where an affiliation ends and the next name begins with nothing but a space between them.

use super::cut::length;
use super::row::After;
use crate::document::trim;
use crate::layout::joining::is_open;
use crate::layout::words::{self, Tokens};
use crate::record::place::country;
use std::ops::Range;

/// A space between an affiliation and the name after it.
#[derive(Clone, Copy, Debug)]
pub struct Meeting {
    /// Where the name begins.
    pub at: usize,
    /// How much better two entries explain the words than one affiliation does, in nats.
    pub gain: f32,
    /// How much better than the next best place.
    pub margin: f32,
}

/// What a place may lose and be looked at still.
const LOSS: f32 = -4.0;
/// Words of the longest name.
const LONGEST: usize = 6;

impl Meeting {
    /// Speaks for itself.
    pub fn is_plain(&self) -> bool {
        self.gain > 3.0
    }
}

/// Where meetings may be in `Name, Affiliation Name, Affiliation` or the same with dashes; `free` are places where a line
/// ends, which speaks for a meeting.
pub fn meetings(text: &str, words: &Tokens, after: &After, free: &[usize]) -> Vec<Meeting> {
    let parts = parts(text, after);
    let inner = parts.iter().skip(1).rev().skip(1).rev();
    inner.filter_map(|part| best(text, part.clone(), words, free)).filter(|m| m.gain > LOSS).collect()
}

fn best(text: &str, part: Range<usize>, words: &Tokens, free: &[usize]) -> Option<Meeting> {
    let spaces = text[part.clone()].rmatch_indices(' ').map(|(i, _)| part.start + i);
    let mut costs: Vec<(f32, usize)> = spaces.take(LONGEST).filter_map(|at| cost(text, part.clone(), at, words, free)).collect();
    costs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (cost, at) = *costs.first()?;
    let gain = words.costs(part).organization - cost;
    let margin = costs.get(1).map_or(f32::INFINITY, |next| next.0 - cost);
    Some(Meeting { at: at + 1, gain, margin })
}

/// What it costs to part a stretch at a space; nothing where no name can begin after it.
fn cost(text: &str, part: Range<usize>, at: usize, words: &Tokens, free: &[usize]) -> Option<(f32, usize)> {
    let (left, right) = (trim(text, part.start..at), trim(text, at..part.end));
    let (organization, name) = (&text[left.clone()], &text[right.clone()]);
    let begins = name.starts_with(char::is_alphabetic) && (name.contains(' ') && !name.starts_with(char::is_lowercase));
    if organization.is_empty() || is_open(organization) || !begins || name.contains(',') || !words::could_be_name(name) {
        return None;
    }
    if words.names_organization(right.clone()) || words::has_acronym(name) && name.contains(char::is_lowercase) {
        return None;
    }
    let last = organization.rsplit(", ").next().unwrap_or(organization);
    let land = country(last).is_some() || is_acronym(organization);
    let ends = if land { 3.5 } else { 0.0 } + if free.binary_search(&(at + 1)).is_ok() { 4.0 } else { 0.0 };
    Some((words.costs(left).organization + words.costs(right).person + length(name) - ends, at))
}

fn is_acronym(text: &str) -> bool {
    text.len() > 2 && !text.contains(' ') && words::has_acronym(text)
}

/// Whether what stands before a text's first sign, and the first after it, is read as one entry.
fn parts(text: &str, after: &After) -> Vec<Range<usize>> {
    const DASHES: &[&str] = &[" – ", " — ", " - ", ": "];
    let mut out = Vec::new();
    let (mut from, mut depth) = (0, 0_i32);
    for (i, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if *after == After::Comma && depth <= 0 && !is_generation(&text[i + 1..]) => {
                out.push(trim(text, from..i));
                from = i + 1;
            }
            ' ' | ':' if *after == After::Dash && depth <= 0 => {
                if let Some(sign) = DASHES.iter().find(|sign| text[i..].starts_with(**sign)) {
                    out.push(trim(text, from..i));
                    from = i + sign.len();
                }
            }
            _ => {}
        }
    }
    out.push(trim(text, from.min(text.len())..text.len()));
    out
}

fn is_generation(after: &str) -> bool {
    let rest = after.trim_start();
    rest.starts_with("Jr") || rest.starts_with("Sr.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_where_the_next_name_begins() {
        for (text, after, want) in [
            ("Ann Lee, Kettle University Bo Chen, NTU", After::Comma, vec!["Bo Chen, NTU"]),
            ("Ann Lee, NTU, Singapore Maria de la Cruz, Acme Labs, Spain", After::Comma, vec!["Maria de la Cruz, Acme Labs, Spain"]),
            ("Ann Lee – Acme Labs, Spain Bo Chen – NTU", After::Dash, vec!["Bo Chen – NTU"]),
            ("Ann Lee, University of New South Wales, Australia", After::Comma, vec![]),
            ("Ann Lee, University of California San Diego, USA", After::Comma, vec![]),
            ("Ann Lee, Institute of Slow Waters, Port Grimaud", After::Comma, vec![]),
            ("Ann Lee, Kettle University", After::Comma, vec![]),
        ] {
            let found = meetings(text, &Tokens::of(text), &after, &[]);
            assert_eq!(found.iter().filter(|m| m.is_plain()).map(|m| &text[m.at..]).collect::<Vec<_>>(), want, "{text}");
        }
    }
}

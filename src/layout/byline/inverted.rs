//! Family names first: `Family, Given; Family, Given; X`.

use super::pieces::{groups, pieces};
use super::{Byline, Lexicon};
use crate::layout::words;
use crate::record::Signature;
use std::ops::Range;

/// Names between semicolons, each with one comma, are likelier with the family name first than with an affiliation.
pub fn shows(byline: &Byline<'_>) -> bool {
    if !byline.text.contains(';') && byline.breaks.is_empty() {
        return false;
    }
    let lexicon = Lexicon::default();
    let mut names = 0;
    let mut cost = 0.0;
    for group in groups(byline.text) {
        if let Some((family, given)) = parts(byline, group.clone()) {
            let long = byline.text[family.clone()].split(' ').filter(|w| w.starts_with(char::is_uppercase)).count() > 1;
            cost += byline.costs(family).person + byline.costs(given).person + if long { 4.0 } else { 0.0 };
            names += 1;
        } else if names > 0 {
            cost += byline.piece_cost(group, &lexicon).1;
        } else {
            return false;
        }
    }
    names > 0 && cost < byline.cost_as_groups(&lexicon)
}

pub fn read(byline: &Byline<'_>, lexicon: &Lexicon) -> Vec<Signature> {
    if !groups(byline.text).into_iter().any(|group| parts(byline, group).is_some()) {
        return byline.by_commas(lexicon);
    }
    let mut out: Vec<Signature> = Vec::new();
    for group in groups(byline.text) {
        if let Some((family, given)) = parts(byline, group.clone()) {
            out.extend(byline.turned(family, given, &[]));
            continue;
        }
        // what is no name is where those before it work
        let found = byline.affiliations(group, lexicon);
        out.iter_mut().rev().take_while(|s| s.affiliations.is_empty()).for_each(|s| s.affiliations.clone_from(&found));
    }
    out
}

/// Family and given name of `Family, Given`.
pub fn parts(byline: &Byline<'_>, range: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let text = byline.text;
    match pieces(text, range).as_slice() {
        [family, given] if given.comma && !given.and => {
            let one = |r: &Range<usize>| words::could_be_name(&text[r.clone()]) && !byline.words.names_organization(r.clone());
            (one(&family.range) && one(&given.range)).then(|| (family.range.clone(), given.range.clone()))
        }
        _ => None,
    }
}

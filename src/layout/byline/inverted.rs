//! Family names first: `Family, Given; Family, Given; X`.

use super::pieces::{groups, pieces};
use super::{Byline, Lexicon};
use crate::layout::words::{self, Tokens};
use crate::record::place::{country_of_region, is_country};
use crate::record::{PersonName, Signature, honorific};
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

/// The same where nothing else says so than the words: one name before a bracket, `Ono, Taro`.
pub fn alone(byline: &Byline<'_>, range: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let (family, given_name) = parts(byline, range.clone())?;
    let comma = family.end + byline.text[family.end..range.end].find(',')?;
    let end = given(byline.text, range.start, comma, &byline.words)?;
    (end >= given_name.end).then_some((family, given_name))
}

/// Where the name ends that begins with a family name before a comma and goes on with a given name behind it, as
/// `Kim, Minsu, Harbour University` and `Ono, Taro (Harbour University)` do.
pub fn given(text: &str, start: usize, comma: usize, words: &Tokens) -> Option<usize> {
    let family = text[start..comma].trim();
    let from = comma + 1 + text[comma + 1..].len() - text[comma + 1..].trim_start().len();
    // a name has no more bytes
    let most = text[from..].char_indices().nth(48).map_or(text.len(), |(n, _)| from + n);
    let stop = text[from..most].find([',', '(', ';', '\t', ':', '/', '|']).into_iter();
    let stop = stop.chain([" - ", " – ", " — ", "   "].iter().filter_map(|dash| text[from..most].find(dash))).min();
    let end = from + text[from..stop.map_or(most, |n| from + n)].trim_end().len();
    if end == most && most < text.len() {
        return None;
    }
    let (name, rest) = (&text[from..end], text[end..].trim_start());
    let whole = |name: &str| words::could_be_name(name) && !words::names_organization(name);
    let long = |w: &&str| !PersonName::is_printed_particle(w);
    let shaped = whole(family)
        && family.rsplit_once(' ').is_none_or(|(before, _)| !before.split_whitespace().any(|w| long(&w)))
        && !words::is_initial(family)
        && whole(name)
        && (1..=3).contains(&name.split_whitespace().filter(long).count())
        && !words::has_acronym(name)
        && !is_country(name)
        && country_of_region(name).is_none()
        && !honorific::is_after_comma(name)
        && words::conjunction(&format!(" {name} ")).is_none();
    // `Madonna, Paris, France`
    let placed = rest.strip_prefix(',').is_some_and(|rest| is_country(rest.trim()) || country_of_region(rest.trim()).is_some());
    // `Sukarno, NetKettle, Inc.`
    let next = rest.strip_prefix(',').and_then(|rest| rest.split([',', '(', ';']).next());
    let company = next.is_some_and(words::is_legal_form);
    let (first, second) = (words.costs(start..comma), words.costs(from..end));
    // by itself it may be a name and where its owner works
    let sure = if rest.is_empty() { 2.0 } else { 0.0 };
    let person = !company && second.person + sure < second.organization && first.person + sure < first.organization + 2.0;
    (shaped && !placed && person).then_some(end)
}

/// Where the comma stands that ends a name: not one before a generation or a degree, nor the one within a name that is
/// printed family name first.
pub fn end_of_name(text: &str, words: &Tokens) -> Option<usize> {
    let mut from = 0;
    loop {
        let comma = from + text[from..].find(',')?;
        let after = text[comma + 1..].trim_start();
        let whole = text[..comma].trim().contains(' ');
        if after.starts_with("Jr") || after.starts_with("Sr.") || whole && honorific::is_after_comma(after) {
            from = comma + 1;
        } else if from == 0
            && let Some(end) = given(text, 0, comma, words)
        {
            from = end;
        } else {
            return Some(comma);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_at_its_comma() {
        for (text, name) in [
            ("Kim, Minsu, Tide Harbour University, Korea", "Kim, Minsu"),
            ("van den Berg, Pieter, Lakeside University", "van den Berg, Pieter"),
            ("Ann Lee, Lakeside University", "Ann Lee"),
            ("Michael Le, Ann Marsh, Lakeside University", "Michael Le"),
            ("Ben Marsh, Ann Lee", "Ben Marsh"),
            ("Al Marsh, Ann Lee, Lakeside University", "Al Marsh"),
            ("Van Damme, Ann, Lakeside University", "Van Damme, Ann"),
            ("Ann Lee, Jr., Lakeside University", "Ann Lee, Jr."),
            ("Ann Lee, Ph.D., Lakeside University", "Ann Lee, Ph.D."),
            ("Madonna, Paris, France", "Madonna"),
            ("Sukarno, Lakeside University, Norway", "Sukarno"),
            ("Sukarno, USA", "Sukarno"),
            ("Sukarno, MIT, USA", "Sukarno"),
            ("Sukarno, NetKettle, Inc., USA", "Sukarno"),
        ] {
            assert_eq!(end_of_name(text, &Tokens::of(text)).map(|end| &text[..end]), Some(name), "{text}");
        }
    }
}

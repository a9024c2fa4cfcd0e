//! Bylines: names and affiliations of one entry, cut by the conventions of the volume and the words of the document.

use super::words;
use crate::document::{Passage, trim};
use crate::record::slug::key;
use crate::record::{Affiliation, PersonName, Signature};
use crate::source::Spanned;
use std::collections::HashSet;
use std::ops::Range;

/// How a byline groups names and affiliations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// `A, B and C`
    #[default]
    Names,
    /// `A, B (X), C (Y)`
    Brackets,
    /// `A and B, X; C, Y`
    Commas,
}

/// Names and organizations that the document has taught so far, by key.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub persons: HashSet<String>,
    pub organizations: HashSet<String>,
}

impl Lexicon {
    pub fn learn(&mut self, signatures: &[Signature]) {
        for signature in signatures.iter().filter(|s| !s.affiliations.is_empty()) {
            self.persons.insert(signature.name.value.key());
            self.organizations.extend(signature.affiliations.iter().map(|a| key(&a.value.organization)));
        }
    }
}

/// Length of a conjunction with the spaces round it at the start of a text, e.g. 5 for ` and `.
pub fn conjunction(text: &str) -> Option<usize> {
    const WORDS: &[&str] = &[" and ", " & ", " und ", " et "];
    WORDS.iter().find(|w| text.starts_with(**w)).map(|w| w.len())
}

/// A piece of a byline between commas and conjunctions.
#[derive(Clone, Debug)]
struct Piece {
    range: Range<usize>,
    /// A conjunction stands before it.
    and: bool,
    /// A comma stands before it.
    comma: bool,
}

/// Cuts a range of text at commas and conjunctions outside brackets.
fn pieces(text: &str, range: Range<usize>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let (mut start, mut i, mut depth) = (range.start, range.start, 0i32);
    let (mut and, mut comma) = (false, false);
    let bytes = text.as_bytes();
    // a leading "and " belongs to the list that went before
    let head = &text[range.clone()];
    if let Some(rest) = head.strip_prefix("and ") {
        start = range.end - rest.len();
        i = start;
        and = true;
    }
    let push = |out: &mut Vec<Piece>, range: Range<usize>, and: bool, comma: bool| {
        let range = trim(text, range);
        if range.is_empty() {
            return false;
        }
        out.push(Piece { range, and, comma });
        true
    };
    while i < range.end {
        match bytes[i] {
            b'(' => depth += 1,
            b')' => depth -= 1,
            b',' if depth <= 0 => {
                if push(&mut out, start..i, and, comma) {
                    (and, comma) = (false, true);
                } else {
                    comma = true;
                }
                start = i + 1;
            }
            0xc2 | 0xe2 if depth <= 0 && text[i..].starts_with(['·', '•']) => {
                push(&mut out, start..i, and, comma);
                (and, comma) = (false, true);
                start = i + if bytes[i] == 0xc2 { 2 } else { 3 };
            }
            b' ' if depth <= 0 => {
                if let Some(n) = conjunction(&text[i..range.end]) {
                    let filled = push(&mut out, start..i, and, comma);
                    (and, comma) = (true, comma && !filled);
                    start = i + n;
                    i = start;
                    continue;
                }
            }
            _ => {}
        }
        i += 1;
    }
    push(&mut out, start..range.end, and, comma);
    // a generation after a comma belongs to the name before it
    let mut k = 1;
    while k < out.len() {
        let word = text[out[k].range.clone()].trim_end_matches('.');
        if matches!(word, "Jr" | "Sr" | "II" | "III" | "IV" | "Ph.D" | "PhD") {
            out[k - 1].range.end = out[k].range.end;
            out.remove(k);
        } else {
            k += 1;
        }
    }
    out
}

/// The grouping that most bylines of a volume follow.
pub fn infer(bylines: &[Passage]) -> Grouping {
    let (mut brackets, mut commas) = (0, 0);
    for byline in bylines {
        let text = &byline.text;
        if !brackets_of(text).is_empty() {
            brackets += 1;
        } else {
            let all = pieces(text, 0..text.len());
            let organization = all.iter().skip(1).any(|p| words::names_organization(&text[p.range.clone()]));
            commas += usize::from(organization || groups(text).len() > 1);
        }
    }
    match (brackets, commas) {
        (0, 0) => Grouping::Names,
        (b, c) if b >= c => {
            if b * 4 >= bylines.len() {
                Grouping::Brackets
            } else {
                Grouping::Names
            }
        }
        (_, c) => {
            if c * 4 >= bylines.len() {
                Grouping::Commas
            } else {
                Grouping::Names
            }
        }
    }
}

/// Reads the signatures of one byline. `usual` is the grouping of the volume; a byline with bracketed affiliations is
/// read by its brackets all the same.
pub fn read(byline: &Passage, usual: Grouping, lexicon: &Lexicon) -> Vec<Signature> {
    let text = byline.text.as_str();
    // no list of authors is that long, and the best cut is looked for among all
    if text.len() > 20_000 {
        return Vec::new();
    }
    let brackets = brackets_of(text);
    if !brackets.is_empty() {
        return by_brackets(byline, &brackets, lexicon);
    }
    let mut out = Vec::new();
    for group in groups(text) {
        let all = pieces(text, group.clone());
        let cut = cut(text, &all, usual, lexicon);
        let affiliations = match all.get(cut) {
            Some(first) => affiliations(byline, first.range.start..group.end, lexicon),
            None => Vec::new(),
        };
        out.extend(all[..cut].iter().flat_map(|p| names(byline, p.range.clone(), &affiliations)));
    }
    out
}

/// One name with the affiliations in a range after it.
pub fn entry(byline: &Passage, name: Range<usize>, affiliation: Option<Range<usize>>, lexicon: &Lexicon) -> Option<Signature> {
    let affiliations = affiliation.map_or_else(Vec::new, |range| affiliations(byline, range, lexicon));
    names(byline, name, &affiliations)
}

/// True where brackets of the text hold an affiliation.
pub fn has_brackets(text: &str) -> bool {
    !brackets_of(text).is_empty()
}

/// Groups between semicolons; a semicolon that no white space follows is a misprint within a group.
fn groups(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (i, _) in text.match_indices(';') {
        let next = text[i + 1..].chars().next();
        if next.is_none_or(char::is_whitespace) {
            out.push(trim(text, start..i));
            start = i + 1;
        }
    }
    out.push(trim(text, start..text.len()));
    out.retain(|r| !r.is_empty());
    out
}

/// The number of pieces of a group that are names; the rest is the affiliation.
fn cut(text: &str, all: &[Piece], usual: Grouping, lexicon: &Lexicon) -> usize {
    let n = all.len();
    // what it costs that a group has no affiliation, or has one
    let (none, some) = match usual {
        Grouping::Commas => (7.0, 0.0),
        Grouping::Brackets => (0.0, 6.0),
        Grouping::Names => (0.0, 9.0),
    };
    let cost: Vec<(f32, f32)> = all.iter().map(|p| piece_cost(&text[p.range.clone()], lexicon)).collect();
    let list_end = all.iter().position(|p| p.and).filter(|k| all[..*k].iter().zip(&cost).all(|(_, c)| c.0 < c.1 + 8.0));
    let mut best = (f32::INFINITY, n);
    for k in 1..=n {
        let mut total = if k == n { none } else { some };
        total += cost[..k].iter().map(|c| c.0).sum::<f32>() + cost[k..].iter().map(|c| c.1).sum::<f32>();
        // "A, B, and C" ends the list of names; what follows the last name is no name
        if let Some(end) = list_end {
            if k == end + 1 {
                total -= 4.0;
            } else if k > end + 1 {
                total += 6.0;
            }
        } else if k > 1 && k < n {
            total += 1.5;
        }
        if k < n && all[k].and {
            total += 5.0;
        }
        if total < best.0 {
            best = (total, k);
        }
    }
    best.1
}

/// Cost of a piece as a name and as an affiliation or part of one.
fn piece_cost(text: &str, lexicon: &Lexicon) -> (f32, f32) {
    let c = words::costs(text);
    let mut person = if words::could_be_name(text) { c.person } else { c.person + 8.0 };
    if text.split_whitespace().count() == 1 {
        person += 4.0;
    }
    let mut organization = c.organization.min(c.title + 2.0);
    if words::names_organization(text) {
        organization -= 5.0;
        person += 6.0;
    }
    let key = key(text);
    if lexicon.organizations.contains(&key) {
        organization -= 8.0;
    }
    if lexicon.persons.contains(&key) {
        person -= 8.0;
    }
    (person, organization)
}

/// Bracketed stretches that hold an affiliation: the range between the brackets.
fn brackets_of(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (i, c) in text.char_indices() {
        match c {
            '(' => {
                if depth == 0 {
                    start = i + 1;
                }
                depth += 1;
            }
            ')' if depth > 0 => {
                depth -= 1;
                if depth == 0 && start > 1 && start < i {
                    // "Ann (Nancy) Lee": a nickname has the rest of the name right after it
                    let after = text[i + 1..].trim_start();
                    let goes_on = after.chars().next().is_some_and(char::is_uppercase) && conjunction(&format!(" {after}")).is_none();
                    let inner = &text[start..i];
                    let nickname = goes_on && !inner.contains(' ') && !words::names_organization(inner) && !words::has_acronym(inner);
                    if !nickname {
                        out.push(start..i);
                    }
                }
            }
            _ => {}
        }
    }
    // brackets that the page does not close reach to the end
    if depth > 0 && start > 1 && start < text.len() {
        out.push(start..text.len());
    }
    out
}

fn by_brackets(byline: &Passage, brackets: &[Range<usize>], lexicon: &Lexicon) -> Vec<Signature> {
    let text = byline.text.as_str();
    let mut out = Vec::new();
    let mut from = 0;
    for bracket in brackets {
        let affiliations = affiliations(byline, bracket.clone(), lexicon);
        let before = trim(text, from..bracket.start - 1);
        for piece in pieces(text, before) {
            out.extend(names(byline, piece.range, &affiliations));
        }
        from = (bracket.end + 1).min(text.len());
    }
    for piece in pieces(text, trim(text, from..text.len())) {
        out.extend(names(byline, piece.range, &[]));
    }
    out
}

/// Signs that printers set after a name to point to a note.
pub const MARKS: &[char] = &['*', '∗', '†', '‡', '§', '¶', '#', '⋆', '♠', '♣', '♦', '♥', '¹', '²', '³'];

/// Titles before a name that are not part of it.
const TITLES: &[&str] = &["Dr.", "Dr", "Prof.", "Prof", "Professor", "Mr.", "Ms.", "Mrs.", "Sir", "Doz.", "Ing.", "Dipl.-Ing."];

/// The name in a piece, if it has letters.
fn names(byline: &Passage, range: Range<usize>, affiliations: &[Spanned<Affiliation>]) -> Option<Signature> {
    let text = byline.text.as_str();
    let mut range = trim(text, range);
    loop {
        let piece = &text[range.clone()];
        if let Some(title) = TITLES.iter().find(|t| piece.strip_prefix(**t).is_some_and(|r| r.starts_with(' '))) {
            range = trim(text, range.start + title.len()..range.end);
            continue;
        }
        let end = piece.trim_end_matches(|c: char| MARKS.contains(&c) || c.is_ascii_digit() || matches!(c, ':' | ';' | ',' | ' ')).len();
        let start = piece.len() - piece.trim_start_matches(|c: char| MARKS.contains(&c) || matches!(c, '-' | '–' | '.' | ' ')).len();
        if end < piece.len() || start > 0 {
            range = range.start + start.min(end)..range.start + end;
            continue;
        }
        // a full stop after a whole word ends the line, not the name
        if let Some(cut) = piece.strip_suffix('.') {
            let last = cut.rsplit([' ', '.']).next().unwrap_or("");
            if last.chars().count() > 3 {
                range.end -= 1;
                continue;
            }
        }
        break;
    }
    let piece = &text[range.clone()];
    if !piece.chars().any(char::is_alphabetic) {
        return None;
    }
    let confidence = confidence(piece);
    Some(Signature { name: Spanned::new(PersonName::parse(piece), byline.span(range)), affiliations: affiliations.to_vec(), confidence })
}

/// How sure it is that a piece is one whole name.
fn confidence(text: &str) -> f64 {
    let c = words::costs(text);
    let count = text.split_whitespace().count();
    match () {
        () if !words::could_be_name(text) => 0.4,
        () if crate::record::identifier::country(text).is_some() => 0.3,
        () if words::names_organization(text) && c.person > c.organization => 0.5,
        () if count == 1 => 0.7,
        () if c.person > c.title.min(c.organization) + 4.0 => 0.8,
        () if count > 5 => 0.8,
        () => 1.0,
    }
}

/// The affiliations in a range: one, or several joined by "and", a semicolon or a list.
pub fn affiliations(byline: &Passage, range: Range<usize>, lexicon: &Lexicon) -> Vec<Spanned<Affiliation>> {
    let text = byline.text.as_str();
    let mut out = Vec::new();
    for part in groups(&text[range.clone()]) {
        for one in split(text, range.start + part.start..range.start + part.end, lexicon) {
            let one = trim(text, one);
            let end = one.start + text[one.clone()].trim_end_matches([',', ' ']).len();
            if one.start < end {
                out.push(Spanned::new(Affiliation::parse(&text[one.start..end]), byline.span(one.start..end)));
            }
        }
    }
    out
}

/// Cuts `X and Y`, `X, Y, and Z` where each part stands for an organization by itself.
fn split(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let all = pieces(text, range.clone());
    let Some(at) = all.iter().rposition(|p| p.and).filter(|at| *at > 0) else {
        return vec![range];
    };
    let right = all[at].range.start..range.end;
    let left = range.start..all[at - 1].range.end;
    if !stands_alone(&text[right.clone()], lexicon) || !is_organization(&text[left.clone()], lexicon) {
        return vec![range];
    }
    let list = all[at].comma && all[..at].len() > 1 && all[..at].iter().all(|p| stands_alone(&text[p.range.clone()], lexicon));
    let mut out = if list { all[..at].iter().map(|p| p.range.clone()).collect() } else { split(text, left, lexicon) };
    out.push(right);
    out
}

fn is_organization(text: &str, lexicon: &Lexicon) -> bool {
    words::names_organization(text) || words::has_acronym(text) || lexicon.organizations.contains(&key(text))
}

fn stands_alone(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.organizations.contains(&key(text)) || is_organization(text, lexicon) && !words::begins_with_field(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn shown(text: &str, usual: Grouping) -> Vec<String> {
        let mut passage = Passage::new(FileId(0));
        passage.push(text, 0);
        let signatures = read(&passage, usual, &Lexicon::default());
        for s in &signatures {
            let printed = &text[s.name.span.range()];
            assert_eq!(printed, s.name.value.full);
        }
        let one = |s: &Signature| {
            let affiliations: Vec<&str> = s.affiliations.iter().map(|a| a.value.printed.as_str()).collect();
            format!("{}|{}", s.name.value.full, affiliations.join("|"))
        };
        signatures.iter().map(one).collect()
    }

    #[test]
    fn reads_groups_by_commas() {
        for (text, want) in [
            (
                "Ann Lee and Bo Chen, University of Michigan; Jan van den Berg, T&B Labs—Research",
                vec!["Ann Lee|University of Michigan", "Bo Chen|University of Michigan", "Jan van den Berg|T&B Labs—Research"],
            ),
            (
                "Ann Lee, The University of Nowhere, NORTA, and Open Wheel Labs",
                vec!["Ann Lee|The University of Nowhere|NORTA|Open Wheel Labs"],
            ),
            (
                "Ann Lee, Bo Chen, and Carl Dahl, The College of Peter and Paul",
                vec![
                    "Ann Lee|The College of Peter and Paul",
                    "Bo Chen|The College of Peter and Paul",
                    "Carl Dahl|The College of Peter and Paul",
                ],
            ),
            ("Ann Lee, University of Somewhere and Kettle Systems", vec!["Ann Lee|University of Somewhere|Kettle Systems"]),
            ("Ann Lee, Some School of Engineering and Applied Sciences", vec!["Ann Lee|Some School of Engineering and Applied Sciences"]),
            (
                "Ann Lee, NetThing;Inc.; Bo Chen and Carl Dahl, University of Northmoor—Eastgate",
                vec!["Ann Lee|NetThing;Inc.", "Bo Chen|University of Northmoor—Eastgate", "Carl Dahl|University of Northmoor—Eastgate"],
            ),
            ("Ann Lee, Bo Chen, and Carl Dahl, UNEG", vec!["Ann Lee|UNEG", "Bo Chen|UNEG", "Carl Dahl|UNEG"]),
            ("Ann Lee, JKL Software Group, Frascati", vec!["Ann Lee|JKL Software Group, Frascati"]),
        ] {
            assert_eq!(shown(text, Grouping::Commas), want, "{text}");
        }
    }

    #[test]
    fn reads_groups_by_brackets() {
        for (text, want) in [
            (
                "Ann Lee, Bo Chen (ETH Zurich), Carl Dahl (SAP (UK) Limited)",
                vec!["Ann Lee|ETH Zurich", "Bo Chen|ETH Zurich", "Carl Dahl|SAP (UK) Limited"],
            ),
            ("Yun-Nung (Vivian) Chen (National Taiwan University)", vec!["Yun-Nung (Vivian) Chen|National Taiwan University"]),
            ("Ann Lee (Acme Labs) and Bo Chen", vec!["Ann Lee|Acme Labs", "Bo Chen|"]),
        ] {
            assert_eq!(shown(text, Grouping::Brackets), want, "{text}");
        }
    }

    #[test]
    fn reads_lists_of_names() {
        for (text, want) in [
            ("Mei-lin Tao, Sharon Hill and Leyla Demir", vec!["Mei-lin Tao|", "Sharon Hill|", "Leyla Demir|"]),
            ("T. S. Henry Ng, John Smith, Jr., Dr. Ana de la Cruz", vec!["T. S. Henry Ng|", "John Smith, Jr.|", "Ana de la Cruz|"]),
            ("Petra Novak", vec!["Petra Novak|"]),
        ] {
            assert_eq!(shown(text, Grouping::Names), want, "{text}");
        }
    }
}

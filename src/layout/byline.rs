//! Bylines: names and affiliations of one entry, cut by the conventions of the volume and the words of the document.

mod affiliations;
mod below;
mod conventions;
mod inverted;
mod listed;
mod marks;
mod names;
mod pieces;
mod rows;
pub mod run;

use super::words::{Costs, Tokens};
use crate::document::{Passage, trim};
use crate::lexicon::{Words, hash_of_key};
use crate::record::Signature;
pub use crate::record::honorific::before as after_titles;
pub use conventions::infer;
pub use inverted::{end_of_name, given};
pub use names::MARKS;
use pieces::{Piece, brackets_of, groups, pieces, split};
use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

/// Bytes of the longest list of authors that is read: the best cut is looked for among all.
const LONGEST: usize = 20_000;

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
    /// `A and B`, below it `X`; then others
    Below,
    /// `A1, B2`, then `1 X, 2 Y`
    Marks,
    /// `A | X`, one a line
    Rows,
    /// `A, X`, one a line
    Listed,
    /// `Family, Given; Family, Given; X`
    Inverted,
}

/// Names and organizations that the document has taught so far, by key.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    persons: Words<()>,
    organizations: Words<()>,
    /// It was asked for something.
    asked: Cell<bool>,
}

impl Lexicon {
    pub fn knows_organization(&self, text: &str) -> bool {
        self.asked.set(true);
        !self.organizations.is_empty() && self.organizations.has(hash_of_key(text))
    }

    /// Whether a text is known as a person, and whether as an organization.
    fn knows(&self, text: &str) -> (bool, bool) {
        self.asked.set(true);
        if self.persons.is_empty() {
            return (false, false);
        }
        let hash = hash_of_key(text);
        (self.persons.has(hash), self.organizations.has(hash))
    }

    /// What is found with it, and whether that depends on what it knows.
    pub fn asked<T>(&self, find: impl FnOnce() -> T) -> (T, bool) {
        self.asked.set(false);
        let found = find();
        (found, self.asked.get())
    }

    pub fn learn(&mut self, signatures: &[Signature]) {
        for signature in signatures.iter().filter(|s| !s.affiliations.is_empty()) {
            self.persons.learn(&signature.name.value.full);
            signature.affiliations.iter().for_each(|a| self.organizations.learn(&a.value.organization));
        }
    }
}

/// The text of a byline with its words looked up.
pub struct Byline<'a> {
    passage: &'a Passage,
    text: &'a str,
    words: Cow<'a, Tokens>,
    /// Where printed lines begin, but for the first.
    breaks: &'a [usize],
}

/// True where brackets of the text hold an affiliation.
pub fn has_brackets(text: &str) -> bool {
    !brackets_of(text).is_empty()
}

/// Reads the signatures of one byline.
pub fn read(passage: &Passage, usual: Grouping, lexicon: &Lexicon) -> Vec<Signature> {
    Byline::of(passage).read(usual, lexicon)
}

impl<'a> Byline<'a> {
    pub fn of(passage: &'a Passage) -> Self {
        Self::set(passage, &[])
    }

    /// A byline whose printed lines are known.
    pub fn set(passage: &'a Passage, breaks: &'a [usize]) -> Self {
        Self { passage, text: &passage.text, words: Cow::Owned(Tokens::of(&passage.text)), breaks }
    }

    /// A byline on one line whose words were looked up before.
    pub fn known(passage: &'a Passage, words: &'a Tokens) -> Self {
        Self { passage, text: &passage.text, words: Cow::Borrowed(words), breaks: &[] }
    }

    pub fn text(&self) -> &str {
        self.text
    }

    /// Reads the signatures. A byline with bracketed affiliations is read by its brackets where its lines do not group it.
    pub fn read(&self, grouping: Grouping, lexicon: &Lexicon) -> Vec<Signature> {
        if self.text.len() > LONGEST {
            return Vec::new();
        }
        let bracketed = matches!(grouping, Grouping::Names | Grouping::Commas | Grouping::Inverted) && self.shows_brackets();
        conventions::read(self, if bracketed { Grouping::Brackets } else { grouping }, lexicon)
    }

    /// Its printed lines.
    fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let ends = self.breaks.iter().copied().chain([self.text.len()]);
        std::iter::once(0).chain(self.breaks.iter().copied()).zip(ends).map(|(start, end)| trim(self.text, start..end))
    }

    fn shows_brackets(&self) -> bool {
        has_brackets(self.text)
    }

    fn shows_commas(&self) -> bool {
        let all = pieces(self.text, 0..self.text.len());
        all.iter().skip(1).any(|p| self.words.names_organization(p.range.clone())) || groups(self.text).len() > 1
    }

    fn by_commas(&self, lexicon: &Lexicon) -> Vec<Signature> {
        self.by_groups((7.0, 0.0), lexicon)
    }

    fn by_names(&self, lexicon: &Lexicon) -> Vec<Signature> {
        self.by_groups((0.0, 9.0), lexicon)
    }

    /// Reads groups of names with what follows them. `cost`: of a group that has no affiliation, and of one that has.
    fn by_groups(&self, cost: (f32, f32), lexicon: &Lexicon) -> Vec<Signature> {
        let mut out = Vec::new();
        for group in groups(self.text) {
            let all = pieces(self.text, group.clone());
            let cut = if all.len() < 2 { all.len() } else { self.cut(&all, cost, lexicon).0 };
            let affiliations = match all.get(cut) {
                Some(first) => self.affiliations(first.range.start..group.end, lexicon),
                None => Vec::new(),
            };
            out.extend(all[..cut].iter().flat_map(|p| self.name(p.range.clone(), &affiliations)));
        }
        out
    }

    /// What it costs to read the whole as groups between semicolons, or as names alone.
    fn cost_as_groups(&self, lexicon: &Lexicon) -> f32 {
        groups(self.text).into_iter().map(|group| self.cut(&pieces(self.text, group), (0.0, 0.0), lexicon).1).sum()
    }

    /// One name with the affiliations in a range after it.
    pub fn entry(&self, name: Range<usize>, affiliation: Option<Range<usize>>, lexicon: &Lexicon) -> Option<Signature> {
        let affiliations = affiliation.map_or_else(Vec::new, |range| self.affiliations(range, lexicon));
        match inverted::parts(self, name.clone()) {
            Some((family, given)) => self.turned(family, given, &affiliations),
            None => self.name(name, &affiliations),
        }
    }

    /// The number of pieces of a group that are names, and what it costs; the rest is the affiliation.
    fn cut(&self, all: &[Piece], (none, some): (f32, f32), lexicon: &Lexicon) -> (usize, f32) {
        let n = all.len();
        let cost: Vec<(f32, f32)> = all.iter().map(|p| self.piece_cost(p.range.clone(), lexicon)).collect();
        let list_end = all.iter().position(|p| p.and).filter(|k| cost[..*k].iter().all(|c| c.0 < c.1 + 8.0));
        // names before a cut, affiliation after it
        let (mut before, mut after) = (0.0, cost.iter().map(|c| c.1).sum::<f32>());
        let mut best = (f32::INFINITY, n);
        for k in 1..=n {
            before += cost[k - 1].0;
            after -= cost[k - 1].1;
            let mut total = before + after + if k == n { none } else { some };
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
            if total < best.0 - 1e-3 {
                best = (total, k);
            }
        }
        (best.1, best.0)
    }

    /// Cost of a piece as a name and as an affiliation or part of one.
    fn piece_cost(&self, range: Range<usize>, lexicon: &Lexicon) -> (f32, f32) {
        let range = range.start + after_titles(&self.text[range.clone()])..range.end;
        let text = &self.text[range.clone()];
        let c = self.costs(range.clone());
        let mut person = if super::words::could_be_name(text) { c.person } else { c.person + 8.0 };
        if !text.contains(' ') && crate::record::script::name(text).is_none() {
            person += 4.0;
        }
        let mut organization = c.organization.min(c.title + 2.0);
        if self.words.names_organization(range) {
            organization -= 5.0;
            person += 6.0;
        }
        let known = lexicon.knows(text);
        (person - if known.0 { 8.0 } else { 0.0 }, organization - if known.1 { 8.0 } else { 0.0 })
    }

    fn costs(&self, range: Range<usize>) -> Costs {
        self.words.costs(range)
    }

    fn by_brackets(&self, lexicon: &Lexicon) -> Vec<Signature> {
        let brackets = &brackets_of(self.text);
        if brackets.is_empty() {
            return self.by_groups((0.0, 6.0), lexicon);
        }
        let mut out = Vec::new();
        let mut from = 0;
        for bracket in brackets {
            let affiliations = self.affiliations(bracket.clone(), lexicon);
            for group in split(self.text, from..bracket.start - 1) {
                match inverted::alone(self, group.clone()) {
                    Some((family, given)) => out.extend(self.turned(family, given, &affiliations)),
                    None => out.extend(pieces(self.text, group).into_iter().flat_map(|p| self.name(p.range, &affiliations))),
                }
            }
            from = (bracket.end + 1).min(self.text.len());
        }
        for piece in pieces(self.text, from..self.text.len()) {
            out.extend(self.name(piece.range, &[]));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn shown(text: &str, usual: Grouping) -> Vec<String> {
        let mut passage = Passage::new(FileId(0));
        passage.push(text, 0);
        let signatures = Byline::of(&passage).read(usual, &Lexicon::default());
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
            ("Jo Vik and Ann-Li (Nan) I. Berg (Acme Labs)", vec!["Jo Vik|Acme Labs", "Ann-Li (Nan) I. Berg|Acme Labs"]),
            ("Jo Vik, Ann (Nan) van den Berg (Acme Labs)", vec!["Jo Vik|Acme Labs", "Ann (Nan) van den Berg|Acme Labs"]),
            ("Ann Lee (Acme Labs) and Bo Chen", vec!["Ann Lee|Acme Labs", "Bo Chen|"]),
            ("Ann Lee (Acme Labs), Jo Vik (Kettle Lab) und Bo Chen (X)", vec!["Ann Lee|Acme Labs", "Jo Vik|Kettle Lab", "Bo Chen|X"]),
            ("Ann Lee (Kettle) Bo Chen and Jo Vik (Acme Labs)", vec!["Ann Lee|Kettle", "Bo Chen|Acme Labs", "Jo Vik|Acme Labs"]),
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

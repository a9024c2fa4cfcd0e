//! The affiliations of a byline: one, or several in a row.

use super::pieces::{groups, pieces};
use super::{Byline, Lexicon};
use crate::document::trim;
use crate::layout::words;
use crate::lexicon::{self, Phrases};
use crate::record::Affiliation;
use crate::source::Spanned;
use std::ops::Range;
use std::sync::LazyLock;

impl Byline<'_> {
    /// The affiliations in a range: one, or several joined by "and", a semicolon or a list.
    pub fn affiliations(&self, range: Range<usize>, lexicon: &Lexicon) -> Vec<Spanned<Affiliation>> {
        let text = self.text;
        let mut out = Vec::new();
        for part in groups(&text[range.clone()]) {
            for one in split(text, range.start + part.start..range.start + part.end, lexicon) {
                let one = trim(text, one);
                let end = one.start + text[one.clone()].trim_end_matches([',', ' ']).len();
                if one.start < end {
                    out.push(Spanned::new(Affiliation::parse(&text[one.start..end]), self.passage.span(one.start..end)));
                }
            }
        }
        out
    }
}

/// Cuts `X and Y`, `X, Y, and Z` where each part stands for an organization by itself.
fn split(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let all = pieces(text, range.clone());
    let parted = |at: &usize| {
        let (left, right) = (range.start..all[at - 1].range.end, all[*at].range.start..range.end);
        stands_alone(&text[right], lexicon) && is_organization(&text[left], lexicon)
    };
    let Some(at) = (1..all.len()).rev().filter(|at| all[*at].and).find(parted) else {
        return vec![range];
    };
    let list = all[at].comma && all[..at].len() > 1 && all[..at].iter().all(|p| stands_alone(&text[p.range.clone()], lexicon));
    let left = range.start..all[at - 1].range.end;
    let mut out = if list { all[..at].iter().map(|p| p.range.clone()).collect() } else { split(text, left, lexicon) };
    out.push(all[at].range.start..range.end);
    out
}

/// What people print in the place of an affiliation who have none.
static ALONE: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("works alone"));

fn is_organization(text: &str, lexicon: &Lexicon) -> bool {
    words::names_organization(text) || ALONE.is(text) || words::has_acronym(text) || lexicon.knows_organization(text)
}

fn stands_alone(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.knows_organization(text) || is_organization(text, lexicon) && !words::begins_with_field(text)
}

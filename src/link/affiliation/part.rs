//! Whether a string names a part of an organisation, as a department and its university, and not the organisation itself.

use super::candidates::{Candidate, How};
use super::fold::{self, Gap};
use super::organisation::{Relation, type_bit};
use super::reading::{Reading, Token};
use super::tables::{PLACE, Tables};
use super::words::Class;

/// Whether something is left over beside an organisation: words of a department, a school, a laboratory, research, a field of work,
/// or whatever stands before it between commas. Its own names, places and addresses leave nothing over, nor does what is named
/// beside it (`others`) or what it belongs to.
pub fn is_part(candidate: &Candidate, others: &[&Candidate], reading: &Reading, tables: &Tables) -> bool {
    let Some(first) = reading.tokens.get(candidate.from as usize) else { return false };
    let last = reading.tokens.get(candidate.to as usize - 1).map_or(first.segment, |t| t.segment);
    let no_part = |other: u32| {
        let relation = tables.relation(&candidate.row, other);
        other == candidate.organisation || relation.is_some_and(|r| r != Relation::Child)
    };
    let mut named = vec![false; reading.tokens.len()];
    let names = |entry: u32| entry & PLACE == 0 && no_part(tables.name(entry).organisation);
    let hits = reading.hits.iter().filter(|hit| names(hit.entry)).map(|hit| (hit.from, hit.to));
    for (from, to) in hits.chain(others.iter().map(|c| (c.from, c.to))) {
        named[from as usize..to as usize].fill(true);
    }
    // words among those of a name that is not found whole
    let found = candidate.from as usize..candidate.to as usize;
    for (named, token) in named[found.clone()].iter_mut().zip(&reading.tokens[found]) {
        *named |= candidate.how == How::Whole || [Class::Kind as u8, Class::Field as u8].contains(&token.class);
    }
    let name = tables.name(candidate.name);
    let own = |t: &Token| (first.segment..=last).contains(&t.segment) && tables.name_words(&name).any(|word| word == t.id);
    let is = |t: &Token, word: &str| tables.word(fold::hash(word)) == Some(t.id);
    let tells = |t: &Token| match t.class {
        class if class == Class::Plain as u8 => is(t, "research") || t.segment < first.segment && !reading.words[t.word as usize].number,
        class => [Class::Part as u8, Class::Kind as u8, Class::Field as u8].contains(&class),
    };
    // a company that calls itself a group is no part of one
    let company = candidate.row.types & type_bit("company") != 0;
    for n in (candidate.from as usize + 1..=candidate.to as usize).filter(|_| company) {
        if let Some(token) = reading.tokens.get(n).filter(|t| t.gap < Gap::Comma && is(t, "group")) {
            named[n] |= token.segment == reading.tokens[n - 1].segment && own(&reading.tokens[n - 1]);
        }
    }
    let over = |t: &Token| (others.is_empty() || t.group == first.group) && !t.place && !t.address && tells(t) && !own(t);
    reading.tokens.iter().zip(named).any(|(token, named)| over(token) && !named)
}

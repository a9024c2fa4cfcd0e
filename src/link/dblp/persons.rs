//! Who of dblp signs, chairs and sits on committees.
//!
//! Authors are taken by their position in an accepted record, never by name alone. Whoever sits on a committee is linked
//! where more than the name speaks for it: they sign a paper or edit the proceedings, or dblp knows one bearer of the
//! name only, who has published at the venue or with others of the committee.

use super::align::{self, ACCEPTED, Alignment};
use super::tables::{Dblp, PersonId};
use super::{Creator, Toc};
use crate::catalogue::{Mention, Volume};
use crate::error::Error;
use crate::link::score::{self, Pair, name};
use crate::record::LinkStatus;
use crate::record::slug::key;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A person of dblp as a signature, or as a person of the volume.
#[derive(Clone, Debug)]
pub struct Identified {
    /// IRI of the signature or of the person.
    pub thing: String,
    pub printed: String,
    pub creator: Creator,
    pub status: LinkStatus,
    pub confidence: f64,
    pub evidence: String,
}

/// Names from here on are the same person's where position says so.
const SAME_NAME: f64 = 0.7;

/// Names from here on are the same to look people up by.
const SAME_SPELLING: f64 = 0.9;

/// The authors of accepted papers.
pub fn signatures(volume: &Volume, tocs: &[Toc], alignment: &Alignment) -> Vec<Identified> {
    let mut found = Vec::new();
    for (work, matched) in align::works(volume).zip(alignment.works()) {
        let Some(matched) = matched.first().filter(|m| m.status == LinkStatus::Accepted) else { continue };
        let entry = &tocs[matched.toc].entries[matched.entry];
        let ours: Vec<&str> = work.authors.iter().map(|m| m.printed.as_str()).collect();
        let theirs: Vec<&str> = entry.creators.iter().map(Creator::plain).collect();
        let aligned = score::authors(&ours, &theirs);
        for Pair { a, b, likeness, .. } in aligned.pairs {
            let (mention, creator) = (&work.authors[a], &entry.creators[b]);
            let place = format!("author {} of {}", b + 1, entry.key);
            let (status, confidence, why) = match likeness {
                _ if creator.ambiguous => (LinkStatus::Candidate, 0.5, "dblp has not told apart who bears the name".to_owned()),
                l if l >= SAME_NAME && begin_alike(&mention.printed, creator.plain()) => {
                    (LinkStatus::Accepted, matched.confidence.min(0.9 + 0.1 * l), spelt(&mention.printed, creator))
                }
                // one name is another while all others agree: a changed name, or a slip on either side
                l => (LinkStatus::Candidate, 0.3 + 0.5 * l, spelt(&mention.printed, creator)),
            };
            found.push(Identified {
                thing: mention.iri.clone(),
                printed: mention.printed.clone(),
                creator: creator.clone(),
                status,
                confidence,
                evidence: format!("{place}, {why}"),
            });
        }
    }
    found
}

/// Whether two names begin with the same letter, in either order of family and given name. Where one of them has a whole
/// word before the other, another name or the end of a title may have run into it.
fn begin_alike(printed: &str, other: &str) -> bool {
    let (printed, other) = (key(printed), key(other));
    let ends = |name: &str| {
        let (first, last) = (name.split(' ').next(), name.rsplit(' ').next());
        (first.map(str::to_owned).unwrap_or_default(), last.map(str::to_owned).unwrap_or_default())
    };
    let ((a, a_last), (b, b_last)) = (ends(&printed), ends(&other));
    let initial = |word: &str| word.chars().count() == 1;
    a.chars().next() == b.chars().next() || a == b_last || b == a_last || initial(&a) && !printed_by_initials(&printed) || initial(&b)
}

/// Whether a name is printed with no given name in full.
fn printed_by_initials(key: &str) -> bool {
    key.split(' ').rev().skip(1).all(|word| word.chars().count() == 1)
}

fn spelt(printed: &str, creator: &Creator) -> String {
    match printed == creator.plain() {
        true => "same name".to_owned(),
        false => format!("there {}", creator.name),
    }
}

/// The members of committees, one of each person of the volume.
pub fn members(
    volume: &Volume,
    tocs: &[Toc],
    alignment: &Alignment,
    signed: &[Identified],
    index: Option<&Dblp>,
) -> Result<Vec<Identified>, Error> {
    let mut people: BTreeMap<&str, &Mention> = BTreeMap::new();
    for seat in &volume.seats {
        people.extend(seat.holder.person.as_deref().map(|person| (person, &seat.holder)));
    }
    let signatures: BTreeMap<&str, &Identified> =
        signed.iter().filter(|s| s.status == LinkStatus::Accepted).map(|s| (s.thing.as_str(), s)).collect();
    let mut authors: BTreeMap<&str, &Identified> = BTreeMap::new();
    for mention in volume.papers.iter().flat_map(|p| &p.authors) {
        if let (Some(person), Some(signature)) = (mention.person.as_deref(), signatures.get(mention.iri.as_str())) {
            authors.insert(person, signature);
        }
    }
    let accepted = alignment.tocs.iter().filter(|c| c.status == LinkStatus::Accepted).map(|c| &tocs[c.toc]);
    let editors: Vec<(&Toc, &Creator)> = accepted.clone().flat_map(|toc| toc.editors.iter().map(move |e| (toc, e))).collect();
    let surroundings = match index {
        Some(index) => Some(Surroundings::of(index, accepted.map(|toc| toc.stream.as_str()).collect(), people.values())?),
        None => None,
    };
    let mut found = Vec::new();
    for (person, mention) in people {
        let identified = |creator: &Creator, status, confidence, evidence| Identified {
            thing: person.to_owned(),
            printed: mention.printed.clone(),
            creator: creator.clone(),
            status,
            confidence,
            evidence,
        };
        let editor = editors.iter().find(|(_, e)| !e.ambiguous && name::likeness(&mention.printed, e.plain()) >= SAME_SPELLING);
        if let Some((toc, editor)) = editor {
            let evidence = format!("editor of {}, {}", toc.key.as_deref().unwrap_or(&toc.stream), spelt(&mention.printed, editor));
            found.push(identified(editor, LinkStatus::Accepted, 0.99, evidence));
        } else if let Some(author) = authors.get(person) {
            let evidence = format!("the same person of the volume is {}", author.evidence);
            found.push(identified(&author.creator, LinkStatus::Accepted, author.confidence.min(0.98), evidence));
        } else if let Some(surroundings) = &surroundings {
            for (creator, status, confidence, evidence) in surroundings.bearers(&mention.printed)? {
                found.push(identified(&creator, status, confidence, evidence));
            }
        }
    }
    Ok(found)
}

/// What is known around a committee.
struct Surroundings<'i> {
    index: &'i Dblp,
    streams: BTreeSet<&'i str>,
    /// Those who may be on the committee, and on how many places' names.
    members: HashSet<PersonId>,
}

/// More bearers of a name than this are not looked at.
const BEARERS: usize = 8;

impl<'i> Surroundings<'i> {
    fn of<'m>(index: &'i Dblp, streams: BTreeSet<&'i str>, people: impl Iterator<Item = &'m &'m Mention>) -> Result<Self, Error> {
        let mut members = HashSet::new();
        for mention in people {
            let bearers = index.persons_named(&mention.printed)?;
            members.extend(bearers.into_iter().take(BEARERS));
        }
        Ok(Self { index, streams, members })
    }

    /// The bearers of a name, each with what speaks for them. One alone with evidence is accepted.
    fn bearers(&self, printed: &str) -> Result<Vec<(Creator, LinkStatus, f64, String)>, Error> {
        let ids = self.index.persons_named(printed)?;
        let alone = ids.len() == 1;
        let initials = key(printed).split(' ').next().is_none_or(|given| given.len() < 2);
        let mut found = Vec::new();
        for id in ids.into_iter().take(BEARERS) {
            let creator = self.index.creator(id)?;
            let (mut at_venue, mut with) = (0, BTreeSet::new());
            for paper in self.index.papers_of(id)? {
                let authors = self.index.authors(paper)?;
                with.extend(authors.into_iter().filter(|other| *other != id && self.members.contains(other)));
                let toc = self.index.toc_head(self.index.toc_of(paper)?)?;
                at_venue += usize::from(self.streams.contains(toc.stream.as_str()));
            }
            let known = at_venue >= 2 || at_venue >= 1 && !with.is_empty() || with.len() >= 2;
            let evidence = format!(
                "{}, {at_venue} papers at the venue, published with {} others of the committees",
                match alone {
                    true => "the only one of the name in dblp",
                    false => "one of several of the name in dblp",
                },
                with.len()
            );
            let (status, confidence) = match known {
                true if alone && !creator.ambiguous && !initials => (LinkStatus::Accepted, ACCEPTED + 0.01),
                true => (LinkStatus::Candidate, 0.6),
                false if alone => (LinkStatus::Candidate, 0.4),
                false => (LinkStatus::Candidate, 0.1),
            };
            found.push((creator, status, confidence, evidence));
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_begin_alike() {
        for (printed, other, alike) in [
            ("Tim Marsh", "Timothy L. Marsh", true),
            ("Wei Tolland", "Tolland Wei", true),
            ("J. Quill", "Jonathan Quill", true),
            ("John Quill", "A. John Quill", true),
            ("Caches Joan Quill", "Joan Quill", false),
            ("D. Quill", "Flavia D. Quill", false),
        ] {
            assert_eq!(super::begin_alike(printed, other), alike, "{printed} / {other}");
        }
    }
}

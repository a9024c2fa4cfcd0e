//! The things that a statement was read from: the thing itself, what makes the statement, what it was derived from.

use super::Statement;
use crate::error::Error;
use crate::graph::vocab::{dblp, fm, node, rdf, rdfs, schema};
use crate::store::Store;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use sophia::api::ns::NsTerm;

/// What a statement rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ground {
    /// What it was made of, where it is not what is printed.
    pub derived: Option<&'static str>,
    /// Things whose places it was read from.
    pub bearers: Vec<NamedNode>,
}

/// How statements of a predicate are derived.
struct Rule {
    predicate: NsTerm<'static>,
    /// Only of things of this class.
    class: Option<NsTerm<'static>>,
    words: &'static str,
    from: From,
}

/// Where what a statement was derived from stands.
enum From {
    /// With the thing.
    Own,
    /// With what the thing refers to by these predicates, the first that it has.
    Along(&'static [NsTerm<'static>]),
    /// With the thing, and the entry that begins after it.
    Next,
}

const fn rule(predicate: NsTerm<'static>, words: &'static str, from: From) -> Rule {
    Rule { predicate, class: None, words, from }
}

const fn of(class: NsTerm<'static>, predicate: NsTerm<'static>, words: &'static str) -> Rule {
    Rule { predicate, class: Some(class), words, from: From::Own }
}

const SIGNATURES: &[NsTerm<'static>] = &[dblp::hasSignature];
const AFFILIATIONS: &[NsTerm<'static>] = &[fm::hasAffiliation];
const EVENT: &[NsTerm<'static>] = &[fm::proceedingsOf, dblp::publishedAsPartOf];
const VOLUME: &[NsTerm<'static>] = &[dblp::publishedAsPartOf];

/// Every way of deriving.
const RULES: &[Rule] = &[
    of(dblp::Inproceedings, rdfs::label, "made of authors, title and year"),
    of(fm::ConferenceEdition, rdfs::label, "the short title, or acronym or name with the year"),
    of(fm::ConferenceEdition, schema::name, "the short title, or acronym or name with the year"),
    of(fm::Statistic, rdfs::label, "named after what it counts"),
    of(dblp::Person, rdfs::label, "the first of the printed names"),
    of(dblp::Person, schema::name, "the first of the printed names"),
    of(dblp::Person, dblp::primaryCreatorName, "the first of the printed names"),
    rule(fm::derivedPageEnd, "the page before the next entry", From::Next),
    rule(fm::pageSort, "the first page as a number", From::Own),
    rule(schema::position, "counted in printed order", From::Own),
    rule(fm::ordinal, "counted in printed order", From::Own),
    rule(dblp::signatureOrdinal, "counted in printed order", From::Own),
    rule(dblp::numberOfCreators, "counted from the signatures", From::Along(SIGNATURES)),
    rule(fm::nameKey, "the name without accents, capitals and signs", From::Own),
    rule(fm::identityBasis, "these mentions are taken for one person", From::Own),
    rule(schema::affiliation, "what the mentions of the person are affiliated with", From::Own),
    rule(schema::givenName, "the printed name, divided", From::Own),
    rule(schema::familyName, "the printed name, divided", From::Own),
    rule(fm::affiliatedWith, "the organizations of its affiliations", From::Along(AFFILIATIONS)),
    rule(dblp::yearOfEvent, "the year of the event", From::Along(EVENT)),
    rule(dblp::yearOfPublication, "the year of the imprint", From::Along(VOLUME)),
    rule(schema::inLanguage, "told from the words of the text", From::Own),
];

/// Predicates that name a shared thing or a person where it is printed; the others only follow from those.
const NAMING: &[NsTerm<'static>] =
    &[fm::organization, dblp::signatureCreator, fm::agent, schema::location, schema::publisher, schema::superEvent, fm::alsoIssuedAs];

/// What a statement rests on.
pub fn ground(statement: &Statement, store: &Store) -> Result<Ground, Error> {
    let Statement { thing, predicate, value } = statement;
    let classes = store.objects(thing, node(rdf::type_).as_str())?;
    let is = |class: &Option<NsTerm<'static>>| class.is_none_or(|class| classes.contains(&node(class).into()));
    let rule = RULES.iter().find(|r| node(r.predicate) == *predicate && is(&r.class));
    let bearers = match rule.map(|r| &r.from) {
        Some(From::Along(predicates)) => along(thing, predicates, store)?,
        Some(From::Next) => [thing.clone()].into_iter().chain(next(thing, store)?).collect(),
        Some(From::Own) => Vec::new(),
        // the seat, signature or figure that makes the statement, else a value that is itself read from a place, says
        // more than the thing that has it
        None => match makers(thing, predicate, value, store)? {
            none if none.is_empty() => valued(thing, value, store)?,
            some => some,
        },
    };
    let bearers = if bearers.is_empty() { self::bearers(thing, store)? } else { bearers };
    Ok(Ground { derived: rule.map(|r| r.words), bearers })
}

fn carries(thing: &NamedNode, store: &Store) -> Result<bool, Error> {
    Ok(!store.evidence(thing)?.is_empty())
}

/// What a thing refers to by the first of the predicates that lead to places.
fn along(thing: &NamedNode, predicates: &[NsTerm<'static>], store: &Store) -> Result<Vec<NamedNode>, Error> {
    for predicate in predicates {
        let mut found = Vec::new();
        for value in store.objects(thing, node(*predicate).as_str())? {
            found.extend(valued(thing, &value, store)?);
        }
        if !found.is_empty() {
            found.sort();
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// The value, where it is a thing that is read from a place.
fn valued(thing: &NamedNode, value: &Term, store: &Store) -> Result<Vec<NamedNode>, Error> {
    match value {
        Term::NamedNode(node) if node != thing && carries(node, store)? => Ok(vec![node.clone()]),
        _ => Ok(Vec::new()),
    }
}

/// The nodes that make a statement: they refer to the thing and to its value, as a signature does to paper and person
/// and a seat to committee and person; or they measure the predicate of the thing, as a statistic does.
fn makers(thing: &NamedNode, predicate: &NamedNode, value: &Term, store: &Store) -> Result<Vec<NamedNode>, Error> {
    let said = [Some(Term::from(predicate.clone())), value.is_named_node().then(|| value.clone())];
    let mut makers = Vec::new();
    for node in store.subjects(thing)? {
        let refers = said.iter().flatten().any(|said| store.find(Some(&node), None, Some(said)).next().is_some());
        if node != *thing && refers && carries(&node, store)? {
            makers.push(node);
        }
    }
    Ok(makers)
}

/// The entry of the volume that begins on the next page after the one on which this begins.
fn next(thing: &NamedNode, store: &Store) -> Result<Option<NamedNode>, Error> {
    let sort = |node: &NamedNode| -> Result<Option<i64>, Error> {
        let values = store.objects(node, self::node(fm::pageSort).as_str())?;
        Ok(values.iter().find_map(|v| if let Term::Literal(page) = v { page.value().parse().ok() } else { None }))
    };
    let Some(own) = sort(thing)? else { return Ok(None) };
    let mut best: Option<(i64, NamedNode)> = None;
    for whole in store.objects(thing, node(schema::isPartOf).as_str())? {
        for quad in store.find(None, Some(&node(schema::isPartOf)), Some(&whole)) {
            let NamedOrBlankNode::NamedNode(entry) = quad?.subject else { continue };
            if let Some(page) = sort(&entry)?.filter(|page| *page > own)
                && best.as_ref().is_none_or(|(least, other)| (page, &entry) < (*least, other))
            {
                best = Some((page, entry));
            }
        }
    }
    Ok(best.map(|(_, entry)| entry))
}

/// The thing itself, or the nearest things that carry evidence: what a part belongs to, else what names the thing, else
/// what refers to it, else what it is below.
pub fn bearers(thing: &NamedNode, store: &Store) -> Result<Vec<NamedNode>, Error> {
    if carries(thing, store)? {
        return Ok(vec![thing.clone()]);
    }
    if let Some((whole, part)) = thing.as_str().split_once('#') {
        // A#a2-aff1 stands in A#a2, which stands in A
        let parts = part.rmatch_indices('-').map(|(at, _)| format!("{whole}#{}", &part[..at]));
        for candidate in parts.chain([whole.to_owned()]) {
            let node = NamedNode::new_unchecked(candidate);
            if carries(&node, store)? {
                return Ok(vec![node]);
            }
        }
    }
    let (mut naming, mut referring) = (Vec::new(), Vec::new());
    for quad in store.find(None, None, Some(&thing.clone().into())) {
        let quad = quad?;
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else { continue };
        if carries(&subject, store)? {
            let names = NAMING.iter().any(|p| node(*p) == quad.predicate);
            if names { &mut naming } else { &mut referring }.push(subject);
        }
    }
    let mut found = if naming.is_empty() { referring } else { naming };
    found.sort();
    found.dedup();
    let mut above = thing.as_str();
    while found.is_empty()
        && let Some((parent, _)) = above.rsplit_once(['/', '#'])
        && parent.len() > store.base().len()
    {
        above = parent;
        let node = NamedNode::new_unchecked(parent);
        if carries(&node, store)? {
            found.push(node);
        }
    }
    Ok(found)
}

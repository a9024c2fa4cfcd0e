//! Why the store says something: the statements that are asked for, and the places that each was read from.

mod ground;
mod place;
mod remark;

use crate::error::Error;
use crate::graph::vocab::PREFIXES;
use crate::record::slug::key;
use crate::store::Store;
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

pub use ground::{Ground, bearers, ground};
pub use place::{Place, Places};
pub use remark::{Correction, Remarks, Repair, Warning, remarks};

/// What somebody wants to know the reason of.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// All that is said of a thing.
    Thing(NamedNode),
    /// The values of a predicate of a thing.
    Values(NamedNode, NamedNode),
    /// All that a predicate says.
    Predicate(NamedNode),
    /// A value, or words of it.
    Text(String),
}

/// A thing, a predicate and a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub thing: NamedNode,
    pub predicate: NamedNode,
    pub value: Term,
}

impl Asked {
    /// What words ask for: an IRI, with a predicate or without; else they are a value or part of one.
    pub fn of(words: &[String], store: &Store) -> Result<Asked, Error> {
        match words {
            [one] => Asked::one(one, store),
            [thing, predicate] => match (named(thing, store)?, iri(predicate, store.base())?) {
                (Some(thing), Some(predicate)) => Ok(Asked::Values(thing, predicate)),
                _ => Ok(Asked::Text(words.join(" "))),
            },
            _ => Ok(Asked::Text(words.join(" "))),
        }
    }

    fn one(word: &str, store: &Store) -> Result<Asked, Error> {
        let Some(node) = named(word, store)? else { return Ok(Asked::Text(word.to_owned())) };
        let described = store.find(Some(&node), None, None).next().is_some();
        if !described && store.find(None, Some(&node), None).next().is_some() {
            return Ok(Asked::Predicate(node));
        }
        if !described && store.find(None, None, Some(&node.clone().into())).next().is_none() {
            return Err(Error::Usage(format!("the store says nothing about {}", node.as_str())));
        }
        Ok(Asked::Thing(node))
    }
}

/// The thing that a word names: an IRI in any form or, where the store knows it, what follows `id/`.
fn named(word: &str, store: &Store) -> Result<Option<NamedNode>, Error> {
    if let Some(node) = iri(word, store.base())? {
        return Ok(Some(node));
    }
    let node = NamedNode::new(format!("{}id/{}", store.base(), word.trim_start_matches('/'))).ok();
    Ok(node.filter(|node| store.find(Some(node), None, None).next().is_some()))
}

/// A whole, relative or prefixed IRI.
fn iri(word: &str, base: &str) -> Result<Option<NamedNode>, Error> {
    if word.contains(char::is_whitespace) {
        return Ok(None);
    }
    let whole = word.strip_prefix('<').and_then(|t| t.strip_suffix('>'));
    let text = whole.unwrap_or(word);
    let relative = text.trim_start_matches('/');
    let prefixed = text.split_once(':').and_then(|(prefix, rest)| {
        let start = PREFIXES.iter().find(|(name, _)| *name == prefix).map(|(_, start)| (*start).to_owned());
        start.or((prefix == "id").then(|| format!("{base}id/"))).map(|start| format!("{start}{rest}"))
    });
    let iri = match prefixed {
        Some(iri) => iri,
        None if text.contains("://") || text.starts_with("urn:") || whole.is_some() => text.to_owned(),
        None if text == "a" => "http://www.w3.org/1999/02/22-rdf-syntax-ns#type".to_owned(),
        None if relative.starts_with("id/") || relative.starts_with("graph/") => format!("{base}{relative}"),
        None => return Ok(None),
    };
    NamedNode::new(&iri).map(Some).map_err(|e| Error::Usage(format!("{text} is no IRI: {e}")))
}

/// The statements that are asked for: by thing; those that hold words, the nearest to them first.
pub fn statements(asked: &Asked, store: &Store) -> Result<Vec<Statement>, Error> {
    let quads: Box<dyn Iterator<Item = Result<Quad, Error>>> = match asked {
        Asked::Thing(thing) => Box::new(store.find(Some(thing), None, None)),
        Asked::Values(thing, predicate) => Box::new(store.find(Some(thing), Some(predicate), None)),
        Asked::Predicate(predicate) => Box::new(store.find(None, Some(predicate), None)),
        Asked::Text(text) => return with_words(text, store),
    };
    let evidence = format!("{}graph/evidence/", store.base());
    let mut found = Vec::new();
    for quad in quads {
        let quad = quad?;
        if !in_graph(&quad, &evidence) {
            found.extend(Statement::of(quad));
        }
    }
    found.sort_by_cached_key(Statement::order);
    found.dedup();
    if let (Asked::Values(thing, predicate), true) = (asked, found.is_empty()) {
        return Err(Error::Usage(format!("{} has no {}", thing.as_str(), predicate.as_str())));
    }
    Ok(found)
}

/// Statements whose value is a text, contains it, or has all its words. Things come in the order of their best value.
fn with_words(text: &str, store: &Store) -> Result<Vec<Statement>, Error> {
    let wanted = key(text);
    let words: Vec<String> = wanted.split_whitespace().map(|word| format!(" {word} ")).collect();
    let prov = format!("{}graph/prov", store.base());
    let distance = |value: &str| {
        if value == text {
            return Some(0);
        }
        let value = format!(" {} ", key(value));
        let first = words.first().filter(|first| value.contains(*first))?;
        if value.trim() == wanted {
            Some(1)
        } else if words.len() == 1 || value.contains(&format!("{first}{} ", wanted.split_once(' ').map_or("", |w| w.1))) {
            Some(2)
        } else {
            words.iter().all(|word| value.contains(word)).then_some(3)
        }
    };
    let mut found: Vec<(u8, Statement)> = Vec::new();
    for quad in store.find(None, None, None) {
        let quad = quad?;
        let Term::Literal(literal) = &quad.object else { continue };
        if let Some(distance) = distance(literal.value())
            && !in_graph(&quad, &prov)
        {
            found.extend(Statement::of(quad).map(|statement| (distance, statement)));
        }
    }
    if found.is_empty() {
        return Err(Error::Usage(format!("nothing that the store holds says `{text}`; ask with fewer words, or with an IRI")));
    }
    let mut nearest = std::collections::HashMap::new();
    for (distance, statement) in &found {
        let least: &mut u8 = nearest.entry(statement.thing.clone()).or_insert(*distance);
        *least = (*least).min(*distance);
    }
    found.sort_by_cached_key(|(distance, s)| (nearest[&s.thing], s.thing.as_str().to_owned(), *distance, s.order()));
    Ok(found.into_iter().map(|(_, statement)| statement).collect())
}

/// Whether a quad stands in a graph whose name begins so.
fn in_graph(quad: &Quad, start: &str) -> bool {
    matches!(&quad.graph_name, GraphName::NamedNode(graph) if graph.as_str().starts_with(start))
}

impl Statement {
    fn of(quad: Quad) -> Option<Statement> {
        match quad.subject {
            NamedOrBlankNode::NamedNode(thing) => Some(Statement { thing, predicate: quad.predicate, value: quad.object }),
            NamedOrBlankNode::BlankNode(_) => None,
        }
    }

    fn order(&self) -> (String, String, String) {
        (self.thing.as_str().to_owned(), self.predicate.as_str().to_owned(), self.value.to_string())
    }
}

//! What is doubtful about a thing and what was done about it: confidence, repairs, warnings, corrections.

use crate::error::Error;
use crate::graph::vocab::{fm, node, prov, rdfs};
use crate::store::Store;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use serde::Serialize;
use sophia::api::ns::NsTerm;

/// What there is to say about the reading of a thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Remarks {
    /// Below 1; absent where the reading is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    pub repairs: Vec<Repair>,
    pub warnings: Vec<Warning>,
    pub corrections: Vec<Correction>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Repair {
    pub name: String,
    pub printed: String,
    pub repaired: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Warning {
    pub code: String,
    pub severity: String,
    pub message: String,
}

/// What a person decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Correction {
    pub field: Option<String>,
    pub now: Option<String>,
    pub was: Option<String>,
    pub by: Option<String>,
    pub at: Option<String>,
    pub why: Option<String>,
}

/// What the store says about the reading of a thing.
pub fn remarks(thing: &NamedNode, store: &Store) -> Result<Remarks, Error> {
    let value = |subject: &NamedNode, predicate: NsTerm<'static>| -> Result<Option<String>, Error> {
        let mut values = store.objects(subject, node(predicate).as_str())?;
        values.sort_by_key(Term::to_string);
        Ok(values.into_iter().find_map(|term| if let Term::Literal(literal) = term { Some(literal.value().to_owned()) } else { None }))
    };
    let mut all = Remarks { confidence: value(thing, fm::readingConfidence)?.and_then(|c| c.parse().ok()), ..Remarks::default() };
    for about in about(thing, fm::about, store)? {
        if let Some(code) = value(&about, fm::code)? {
            let (severity, message) = (value(&about, fm::severity)?, value(&about, rdfs::comment)?);
            all.warnings.push(Warning { code, severity: severity.unwrap_or_default(), message: message.unwrap_or_default() });
        } else if let Some(printed) = value(&about, fm::printedText)? {
            let (name, repaired) = (value(&about, rdfs::label)?, value(&about, fm::repairedText)?);
            all.repairs.push(Repair { name: name.unwrap_or_default(), printed, repaired: repaired.unwrap_or_default() });
        }
    }
    for correction in about(thing, fm::corrects, store)? {
        let by = store.objects(&correction, node(prov::wasAssociatedWith).as_str())?;
        let by = by.iter().find_map(|t| if let Term::NamedNode(n) = t { store.label(n).transpose() } else { None }).transpose()?;
        all.corrections.push(Correction {
            field: value(&correction, fm::correctedField)?,
            now: value(&correction, rdfs::label)?,
            was: value(&correction, fm::readAs)?,
            by,
            at: value(&correction, prov::endedAtTime)?,
            why: value(&correction, rdfs::comment)?,
        });
    }
    all.repairs.sort();
    all.warnings.sort();
    all.corrections.sort();
    Ok(all)
}

/// What refers to a thing by a predicate.
fn about(thing: &NamedNode, predicate: NsTerm<'static>, store: &Store) -> Result<Vec<NamedNode>, Error> {
    let found = store.find(None, Some(&node(predicate)), Some(&thing.clone().into()));
    found.filter_map(|quad| quad.map(|q| if let NamedOrBlankNode::NamedNode(s) = q.subject { Some(s) } else { None }).transpose()).collect()
}

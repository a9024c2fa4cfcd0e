//! The gate: what is published fits the shapes of `ontologies/shapes.ttl`, or those that are given.
//!
//! SHACL is read from Turtle as it stands. Core constraints are looked up in tables of numbers, `sh:sparql` goes to the
//! engine's evaluator over the same tables. What does not fit leads back to the line that it was read from.

mod constraint;
mod datatype;
pub mod facts;
mod graphs;
mod judge;
pub mod path;
pub mod place;
pub mod report;
pub mod shape;
mod sparql;

use crate::diagnostic::Severity;
use crate::error::Error;
use crate::graph::vocab::PREFIXES;
use facts::{Facts, Id, Terms};
use oxigraph::model::{NamedNode, Quad, Term};
use shape::Shapes;

const SH: &str = "http://www.w3.org/ns/shacl#";

/// Terms that the code itself looks up, with known numbers.
const KNOWN: &[&str] = &[
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    "http://www.w3.org/2000/01/rdf-schema#subClassOf",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#first",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest",
    "http://www.w3.org/ns/shacl#inversePath",
    "http://www.w3.org/ns/shacl#alternativePath",
    "http://www.w3.org/ns/shacl#zeroOrMorePath",
    "http://www.w3.org/ns/shacl#oneOrMorePath",
    "http://www.w3.org/ns/shacl#zeroOrOnePath",
    "https://w3id.org/frontis/ns#evidence",
];
const TYPE: Id = 0;
const SUBCLASS: Id = 1;
const FIRST: Id = 2;
const REST: Id = 3;
const INVERSE: Id = 4;
const ALTERNATIVE: Id = 5;
const ZERO_OR_MORE: Id = 6;
const ONE_OR_MORE: Id = 7;
const ZERO_OR_ONE: Id = 8;
const EVIDENCE: Id = 9;

/// A table of terms to begin with.
pub fn known() -> Terms {
    Terms::new(KNOWN)
}

/// One thing that does not fit: SHACL's validation result.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub focus: Term,
    /// The path to the value as SPARQL writes it, with whole IRIs.
    pub path: Option<String>,
    /// The predicate, where the path is just one.
    predicate: Option<Id>,
    pub value: Option<Term>,
    pub shape: Term,
    /// The shape with a name that the shape stands in.
    pub rule: Term,
    /// The constraint component, without `ConstraintComponent`.
    pub component: &'static str,
    pub severity: NamedNode,
    pub message: String,
}

impl Finding {
    /// How grave it is: a violation is an error; severities that SHACL does not name are warnings.
    pub fn grade(&self) -> Severity {
        match self.severity.as_str().strip_prefix(SH) {
            Some("Violation") => Severity::Error,
            Some("Info") => Severity::Note,
            _ => Severity::Warning,
        }
    }

    /// The shape's name without its namespace.
    pub fn rule_name(&self) -> String {
        match &self.rule {
            Term::NamedNode(node) => node.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned(),
            _ => "a shape without a name".to_owned(),
        }
    }
}

/// Quads as facts that shapes can be held against.
pub fn facts(shapes: &Shapes, quads: impl IntoIterator<Item = Quad>) -> Facts {
    Facts::new(shapes.terms.clone(), quads)
}

/// What of the facts does not fit the shapes, or stands in several graphs; in an order that depends on neither.
pub fn check(shapes: &Shapes, facts: &Facts) -> Result<Vec<Finding>, Error> {
    let mut findings = judge::Judge::new(shapes, facts).all()?;
    findings.extend(graphs::repeated(facts));
    findings.sort_by_cached_key(|f| {
        let value = f.value.as_ref().map(Term::to_string);
        (f.focus.to_string(), f.rule.to_string(), f.path.clone(), f.component, value, f.message.clone())
    });
    Ok(findings)
}

/// A term for people: IRIs below the base as `id:…`, others with our prefixes, literals as their text.
pub fn named(term: &Term, base: &str) -> String {
    let node = match term {
        Term::Literal(literal) => return crate::terminal::plain(literal.value()),
        Term::NamedNode(node) => node.as_str(),
        other => return other.to_string(),
    };
    if let Some(rest) = node.strip_prefix(base).filter(|_| !base.is_empty()) {
        return rest.strip_prefix("id/").map_or_else(|| rest.to_owned(), |rest| format!("id:{rest}"));
    }
    let prefix = PREFIXES.iter().find_map(|(name, start)| Some((name, node.strip_prefix(start)?)));
    prefix.map_or_else(|| format!("<{node}>"), |(name, rest)| format!("{name}:{rest}"))
}

//! Findings written out. A format is a line of [`FORMATS`] and a file.

mod human;
mod json;
mod junit;
mod sarif;

use super::place::Places;
use super::shape::Shapes;
use super::{Finding, check, facts};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::source::{Sources, Span};
use crate::store::Store;
use oxigraph::model::{Quad, Term};
use std::io::{self, Write};

pub use human::diagnostics;

/// What was held against shapes, and what came of it.
pub struct Report {
    /// The base of our IRIs.
    pub base: String,
    /// Names of the shapes that have targets.
    pub rules: Vec<String>,
    pub findings: Vec<Placed>,
    /// The texts that the places of findings lie in.
    pub sources: Sources,
}

/// A finding and the places that it is about, the best first.
pub struct Placed {
    pub finding: Finding,
    pub spans: Vec<Span>,
}

/// A way to write a report.
pub struct Format {
    pub name: &'static str,
    pub title: &'static str,
    pub write: fn(&Report, bool, &mut dyn Write) -> io::Result<()>,
}

/// Every format.
pub const FORMATS: &[Format] = &[
    Format { name: "human", title: "with the source lines", write: human::write },
    Format { name: "short", title: "one line each", write: human::short },
    Format { name: "json", title: "one JSON document: SHACL's results with their places", write: json::write },
    Format { name: "sarif", title: "SARIF 2.1.0, for code hosts and editors", write: sarif::write },
    Format { name: "junit", title: "JUnit XML, a test case a shape", write: junit::write },
];

/// A format by its name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

impl Report {
    /// Holds statements of a store against shapes.
    pub fn of(store: &Store, shapes: &Shapes, quads: impl IntoIterator<Item = Quad>) -> Result<Report, Error> {
        let facts = facts(shapes, quads);
        let mut places = Places::new(&facts, store);
        let mut findings = Vec::new();
        for finding in check(shapes, &facts)? {
            let spans = places.of(&finding)?;
            findings.push(Placed { finding, spans });
        }
        let targeted = shapes.list.iter().filter(|shape| !shape.targets.is_empty());
        let rules = targeted.filter_map(|shape| match shapes.terms.term(shape.node) {
            Term::NamedNode(node) => Some(node.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned()),
            _ => None,
        });
        Ok(Report { base: store.base().to_owned(), rules: rules.collect(), findings, sources: places.sources })
    }

    /// How many findings are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|placed| placed.finding.grade() == severity).count()
    }

    /// Whether nothing is violated; warnings and notes do not count.
    pub fn conforms(&self) -> bool {
        self.count(Severity::Error) == 0
    }
}

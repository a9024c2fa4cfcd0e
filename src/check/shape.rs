//! Shapes as they are read from Turtle: targets, a path, and the tests that values must pass.

mod reader;

use super::constraint::{Component, Test};
use super::facts::{Facts, Id, Terms};
use super::path::Path;
use super::sparql::Query;
use crate::error::Error;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, Quad};

pub use reader::Reader;

/// The shapes of this project.
const OWN: &str = include_str!("../../ontologies/shapes.ttl");

/// The nodes that a shape is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Class(Id),
    Node(Id),
    SubjectsOf(Id),
    ObjectsOf(Id),
}

/// One test with what asks for it.
pub struct Constraint {
    pub component: &'static Component,
    pub test: Test,
    /// The parameter in words.
    pub parameter: String,
}

/// A node shape, or with a path a property shape.
pub struct Shape {
    pub node: Id,
    /// The shape with a name that this one stands in; itself where it has one.
    pub rule: Id,
    pub path: Option<Path>,
    pub targets: Vec<Target>,
    pub severity: NamedNode,
    pub message: Option<String>,
    pub deactivated: bool,
    pub constraints: Vec<Constraint>,
    /// Property shapes for its values.
    pub properties: Vec<usize>,
    pub queries: Vec<Query>,
}

/// Shapes that refer to one another by number.
pub struct Shapes {
    pub terms: Terms,
    pub list: Vec<Shape>,
}

impl Shapes {
    /// The shapes that every published volume fits.
    pub fn own() -> Result<Shapes, Error> {
        Shapes::parse(OWN, "shapes.ttl", None)
    }

    /// The shapes that a Turtle text states.
    pub fn parse(turtle: &str, name: &str, base: Option<&str>) -> Result<Shapes, Error> {
        let wrong = |reason: String| Error::Usage(format!("the shapes in {name} cannot be used: {reason}"));
        let mut parser = RdfParser::from_format(RdfFormat::Turtle);
        if let Some(base) = base {
            parser = parser.with_base_iri(base).map_err(|e| wrong(e.to_string()))?;
        }
        let quads = parser.for_slice(turtle).collect::<Result<Vec<Quad>, _>>().map_err(|e| wrong(e.to_string()))?;
        Shapes::from_facts(&Facts::new(super::known(), quads)).map_err(wrong)
    }

    /// The shapes that facts state.
    pub fn from_facts(facts: &Facts) -> Result<Shapes, String> {
        let list = Reader::new(facts).all()?;
        Ok(Shapes { terms: facts.terms.clone(), list })
    }
}

//! Reads shapes out of the facts that state them.

use super::{Constraint, Shape, Target};
use crate::check::constraint::{Asked, COMPONENTS};
use crate::check::facts::{Facts, Id};
use crate::check::path::Path;
use crate::check::sparql::Query;
use crate::check::{SH, TYPE, named};
use oxigraph::model::{Literal, NamedNode, Term};
use std::collections::HashMap;

/// Deeper than shapes are nested by people.
const DEEP: usize = 48;

/// Shapes that were begun, by their nodes.
pub struct Reader<'a> {
    pub facts: &'a Facts,
    shapes: Vec<Option<Shape>>,
    known: HashMap<Id, usize>,
    rules: HashMap<Id, Id>,
    depth: usize,
}

/// A predicate, and the target that its value is.
type Aim = (&'static str, fn(Id) -> Target);

/// The predicates that give targets.
const TARGETS: &[Aim] = &[
    ("targetClass", Target::Class),
    ("targetNode", Target::Node),
    ("targetSubjectsOf", Target::SubjectsOf),
    ("targetObjectsOf", Target::ObjectsOf),
];

impl<'a> Reader<'a> {
    pub fn new(facts: &'a Facts) -> Self {
        Self { facts, shapes: Vec::new(), known: HashMap::new(), rules: HashMap::new(), depth: 0 }
    }

    /// Every shape that has targets, and those that they refer to; in the order of the file.
    pub fn all(mut self) -> Result<Vec<Shape>, String> {
        let mut roots: Vec<Id> = Vec::new();
        for (target, _) in TARGETS {
            roots.extend(self.term(target).into_iter().flat_map(|p| self.facts.uses(p)).map(|(shape, _)| shape));
        }
        for class in ["NodeShape", "PropertyShape"] {
            roots.extend(self.term(class).into_iter().flat_map(|c| self.facts.subjects(TYPE, c)));
        }
        roots.sort_unstable();
        roots.dedup();
        // those with names first, so that what they hold is called by them
        roots.sort_by_key(|root| !matches!(self.facts.term(*root), Term::NamedNode(_)));
        for root in roots {
            self.shape(root, root)?;
        }
        Ok(self.shapes.into_iter().flatten().collect())
    }

    /// The number of the shape at a node, which stands in a `parent`.
    pub fn shape(&mut self, node: Id, parent: Id) -> Result<usize, String> {
        if let Some(known) = self.known.get(&node) {
            return Ok(*known);
        }
        if self.depth == DEEP {
            return Err("shapes are nested too deep".to_owned());
        }
        let number = self.shapes.len();
        self.shapes.push(None);
        self.known.insert(node, number);
        let named = matches!(self.facts.term(node), Term::NamedNode(_));
        let rule = if named { node } else { self.rules.get(&parent).copied().unwrap_or(node) };
        self.rules.insert(node, rule);
        self.depth += 1;
        let shape = self.read(node, rule)?;
        self.depth -= 1;
        self.shapes[number] = Some(shape);
        Ok(number)
    }

    fn read(&mut self, node: Id, rule: Id) -> Result<Shape, String> {
        let facts = self.facts;
        let mut constraints = Vec::new();
        for component in COMPONENTS {
            for parameter in self.parameters(node, component.parameter) {
                let test = component.test(self, Asked { shape: node, parameter })?;
                let parameter = self.words(parameter);
                constraints.extend(test.map(|test| Constraint { component, test, parameter }));
            }
        }
        let properties = self.parameters(node, "property").into_iter().map(|property| self.shape(property, node));
        let properties = properties.collect::<Result<Vec<_>, _>>()?;
        let path = self.path(node)?;
        let queries = self.parameters(node, "sparql").into_iter().map(|query| Query::read(self, query, path.as_ref()));
        let queries = queries.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        let mut targets: Vec<Target> = Vec::new();
        for (predicate, target) in TARGETS {
            targets.extend(self.parameters(node, predicate).into_iter().map(target));
        }
        if facts.objects(node, TYPE).any(|class| matches!(facts.term(class), Term::NamedNode(n) if CLASSES.contains(&n.as_str()))) {
            targets.push(Target::Class(node));
        }
        let severity = self.parameter(node, "severity").map_or(Ok(violation()), |severity| self.iri(severity))?;
        Ok(Shape {
            node,
            rule,
            path,
            targets,
            severity,
            message: self.message(node),
            deactivated: self.parameter(node, "deactivated").is_some_and(|flag| self.is_true(flag)),
            constraints,
            properties,
            queries,
        })
    }

    /// The path of a property shape.
    pub fn path(&self, shape: Id) -> Result<Option<Path>, String> {
        let Some(node) = self.parameter(shape, "path") else { return Ok(None) };
        let path = Path::read(self.facts, node).ok_or_else(|| format!("a path of {} is no path", self.words(shape)))?;
        Ok(Some(path))
    }

    /// The message of a shape or query: in English where there are several.
    pub fn message(&self, node: Id) -> Option<String> {
        let literals = self.parameters(node, "message").into_iter().filter_map(|id| match self.facts.term(id) {
            Term::Literal(literal) => Some(literal),
            _ => None,
        });
        let best = literals.min_by_key(|l| (l.language().is_some_and(|tag| !tag.starts_with("en")), l.value()));
        best.map(|literal| literal.value().to_owned())
    }

    fn term(&self, name: &str) -> Option<Id> {
        self.facts.terms.get(&NamedNode::new_unchecked(format!("{SH}{name}")).into())
    }

    /// What a shape has for a parameter.
    pub fn parameters(&self, shape: Id, name: &str) -> Vec<Id> {
        self.term(name).map(|parameter| self.facts.objects(shape, parameter).collect()).unwrap_or_default()
    }

    pub fn parameter(&self, shape: Id, name: &str) -> Option<Id> {
        self.term(name).and_then(|parameter| self.facts.object(shape, parameter))
    }

    /// The shapes that have a thing for a parameter.
    pub fn having(&self, thing: Id, name: &str) -> Vec<Id> {
        self.term(name).map(|parameter| self.facts.subjects(parameter, thing).collect()).unwrap_or_default()
    }

    pub fn iri(&self, id: Id) -> Result<NamedNode, String> {
        match self.facts.term(id) {
            Term::NamedNode(node) => Ok(node.clone()),
            other => Err(format!("{other} stands where an IRI must")),
        }
    }

    fn literal(&self, id: Id) -> Result<&'a Literal, String> {
        match self.facts.term(id) {
            Term::Literal(literal) => Ok(literal),
            other => Err(format!("{other} stands where a literal must")),
        }
    }

    pub fn text(&self, id: Id) -> Result<String, String> {
        self.literal(id).map(|literal| literal.value().to_owned())
    }

    pub fn number(&self, id: Id) -> Result<usize, String> {
        let literal = self.literal(id)?;
        literal.value().parse().map_err(|_| format!("{literal} stands where a count must"))
    }

    pub fn is_true(&self, id: Id) -> bool {
        matches!(self.facts.term(id), Term::Literal(l) if ["true", "1"].contains(&l.value()))
    }

    /// A parameter for people.
    fn words(&self, id: Id) -> String {
        let word = |id: Id| match self.facts.term(id) {
            Term::Literal(literal) => literal.value().to_owned(),
            Term::BlankNode(_) => "a shape".to_owned(),
            other => named(other, ""),
        };
        let members = self.facts.list(id);
        if members.is_empty() { word(id) } else { members.into_iter().map(word).collect::<Vec<_>>().join(", ") }
    }
}

/// Types that make a shape the shape of its own instances.
const CLASSES: &[&str] = &["http://www.w3.org/2000/01/rdf-schema#Class", "http://www.w3.org/2002/07/owl#Class"];

fn violation() -> NamedNode {
    NamedNode::new_unchecked(format!("{SH}Violation"))
}

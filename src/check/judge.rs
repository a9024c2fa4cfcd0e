//! Facts held against shapes.

use super::facts::{Facts, Id};
use super::shape::{Constraint, Shape, Shapes, Target};
use super::{Finding, SUBCLASS, TYPE};
use crate::error::Error;
use oxigraph::model::{NamedNode, Term};
use oxigraph::sparql::QueryEvaluationError;
use std::cell::RefCell;
use std::collections::HashSet;

/// Shapes and facts, while they are held against each other.
pub struct Judge<'a> {
    pub facts: &'a Facts,
    shapes: &'a Shapes,
    /// What is being looked at: a shape that comes back to the same node by way of others has nothing to add.
    open: RefCell<HashSet<(Id, Id)>>,
    failure: RefCell<Option<QueryEvaluationError>>,
}

impl<'a> Judge<'a> {
    pub fn new(shapes: &'a Shapes, facts: &'a Facts) -> Self {
        Self { facts, shapes, open: RefCell::default(), failure: RefCell::default() }
    }

    /// Everything that does not fit, shape by shape.
    pub fn all(&self) -> Result<Vec<Finding>, Error> {
        let mut findings = Vec::new();
        for shape in &self.shapes.list {
            if !shape.targets.is_empty() {
                self.judge(shape, &self.focus(shape), &mut findings);
            }
        }
        match self.failure.take() {
            Some(error) => Err(error.into()),
            None => Ok(findings),
        }
    }

    /// The nodes that a shape is about, each once.
    fn focus(&self, shape: &Shape) -> Vec<Id> {
        let facts = self.facts;
        let mut nodes: Vec<Id> = Vec::new();
        for target in &shape.targets {
            match target {
                Target::Node(node) => nodes.push(*node),
                Target::SubjectsOf(predicate) => nodes.extend(facts.uses(*predicate).map(|(subject, _)| subject)),
                Target::ObjectsOf(predicate) => nodes.extend(facts.uses(*predicate).map(|(_, object)| object)),
                Target::Class(class) => {
                    let classes = self.climb(vec![*class], |class| facts.subjects(SUBCLASS, class).collect());
                    nodes.extend(classes.into_iter().flat_map(|class| facts.subjects(TYPE, class)));
                }
            }
        }
        let mut seen = HashSet::new();
        nodes.retain(|node| seen.insert(*node));
        nodes
    }

    /// What lies above (or below) some classes, with these.
    fn climb(&self, mut open: Vec<Id>, next: impl Fn(Id) -> Vec<Id>) -> Vec<Id> {
        let mut found = Vec::new();
        while let Some(class) = open.pop() {
            if !found.contains(&class) {
                found.push(class);
                open.extend(next(class));
            }
        }
        found
    }

    /// Whether a thing is of a class or of one below it.
    pub fn is_a(&self, thing: Id, class: Id) -> bool {
        let facts = self.facts;
        facts.has([thing, TYPE, class])
            || self.climb(facts.objects(thing, TYPE).collect(), |class| facts.objects(class, SUBCLASS).collect()).contains(&class)
    }

    /// Whether a node fits a shape.
    pub fn fits(&self, shape: usize, node: Id) -> bool {
        let mut findings = Vec::new();
        self.judge(&self.shapes.list[shape], &[node], &mut findings);
        findings.is_empty()
    }

    fn judge(&self, shape: &Shape, nodes: &[Id], findings: &mut Vec<Finding>) {
        if shape.deactivated {
            return;
        }
        for node in nodes {
            if !self.open.borrow_mut().insert((shape.node, *node)) {
                continue;
            }
            let values = shape.path.as_ref().map_or_else(|| vec![*node], |path| path.values(self.facts, *node));
            for constraint in &shape.constraints {
                for offence in (constraint.test)(self, *node, &values) {
                    let mut finding = self.finding(shape, *node);
                    finding.value = offence.value.map(|value| self.facts.term(value).clone());
                    if let Some(predicate) = offence.predicate {
                        finding.path = Some(self.facts.term(predicate).to_string());
                        finding.predicate = Some(predicate);
                    }
                    finding.component = constraint.component.name;
                    finding.message = shape.message.clone().unwrap_or_else(|| self.says(shape, constraint, offence.predicate));
                    findings.push(finding);
                }
            }
            for property in &shape.properties {
                self.judge(&self.shapes.list[*property], &values, findings);
            }
            self.open.borrow_mut().remove(&(shape.node, *node));
        }
        for query in &shape.queries {
            if let Err(error) = query.run(self, shape, nodes, findings) {
                self.failure.borrow_mut().get_or_insert(error);
            }
        }
    }

    /// What there is to say of a node by a shape, still to be filled in.
    pub fn finding(&self, shape: &Shape, node: Id) -> Finding {
        Finding {
            focus: self.facts.term(node).clone(),
            path: shape.path.as_ref().map(|path| path.text(&self.facts.terms)),
            predicate: match &shape.path {
                Some(super::path::Path::Predicate(predicate)) => Some(*predicate),
                _ => None,
            },
            value: None,
            shape: self.facts.term(shape.node).clone(),
            rule: self.facts.term(shape.rule).clone(),
            component: "SPARQL",
            severity: shape.severity.clone(),
            message: String::new(),
        }
    }

    /// What is said for a shape without words of its own.
    fn says(&self, shape: &Shape, constraint: &Constraint, predicate: Option<Id>) -> String {
        let name = |id: Id| super::named(self.facts.term(id), "");
        let subject = predicate.map(name).or_else(|| shape.path.as_ref().map(|path| path.written(&name)));
        let says = constraint.component.says.replace("{}", &constraint.parameter);
        subject.map_or(says.clone(), |subject| format!("{subject} {says}"))
    }
}

/// The term of an IRI.
pub fn iri(text: &str) -> Term {
    NamedNode::new_unchecked(text).into()
}

//! Facts held against shapes.

use super::facts::{Facts, Id};
use super::shape::{Constraint, Shape, Shapes, Target};
use super::{Finding, SUBCLASS, TYPE};
use crate::error::Error;
use oxigraph::model::{NamedNode, Term};
use std::cell::RefCell;
use std::collections::HashSet;

/// As many nodes may wait for others that they lead to.
const DEEP: usize = 300;

/// Shapes and facts, while they are held against each other.
pub struct Judge<'a> {
    pub facts: &'a Facts,
    shapes: &'a Shapes,
    /// What is being looked at: a shape that comes back to the same node by way of others has nothing to add.
    open: RefCell<HashSet<(Id, Id)>>,
    failure: RefCell<Option<Error>>,
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
            Some(error) => Err(error),
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
        if self.open.borrow().len() >= DEEP {
            let deep = Error::Usage(format!("the shapes lead from node to node over more than {DEEP} steps"));
            self.failure.borrow_mut().get_or_insert(deep);
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
                self.failure.borrow_mut().get_or_insert(error.into());
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

#[cfg(test)]
mod tests {
    use crate::check::{check, facts, shape::Shapes};
    use oxigraph::model::{GraphName, NamedNode, Quad};

    const PREFIXES: &str = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> . ";

    fn chain(length: usize, closed: bool) -> Vec<Quad> {
        let node = |n: usize| NamedNode::new_unchecked(format!("http://e/{n}"));
        let next = |n: usize| if closed { (n + 1) % length } else { n + 1 };
        let quad = |n: usize| Quad::new(node(n), NamedNode::new_unchecked("http://e/next"), node(next(n)), GraphName::DefaultGraph);
        (0..length).map(quad).collect()
    }

    #[test]
    fn shapes_that_refer_to_themselves_end() {
        let turtle = format!("{PREFIXES} e:S a sh:NodeShape ; sh:targetNode e:0 ; sh:property [ sh:path e:next ; sh:node e:S ] .");
        let shapes = Shapes::parse(&turtle, "s", None).unwrap();
        assert!(check(&shapes, &facts(&shapes, chain(20, true))).unwrap().is_empty());
        assert!(check(&shapes, &facts(&shapes, chain(9000, false))).unwrap_err().chain().contains("steps"));
        let nested = format!("{PREFIXES} e:S sh:targetNode e:0 {} .", "; sh:not [ sh:nodeKind sh:IRI ".repeat(400) + &"]".repeat(400));
        assert!(Shapes::parse(&nested, "s", None).is_err());
        let rdf = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .";
        let list =
            format!("{PREFIXES} {rdf} _:a rdf:first _:a ; rdf:rest _:b . _:b rdf:first _:a ; rdf:rest _:a . e:S sh:targetNode e:0 ;");
        assert!(Shapes::parse(&format!("{list} sh:path _:a ."), "s", None).is_err());
        assert!(Shapes::parse(&format!("{list} sh:in _:a ; sh:or _:a ."), "s", None).is_ok());
    }

    #[test]
    fn a_query_knows_its_path_and_its_node() {
        let select = "SELECT $this ?value WHERE { $this $PATH ?value . FILTER(isIRI(?value)) }";
        let alone = "SELECT $this WHERE { FILTER(STRENDS(STR($this), '/1')) }";
        let turtle = format!(
            "{PREFIXES} e:S sh:targetSubjectsOf e:next ; sh:sparql [ sh:select \"{alone}\" ; sh:message \"{{$this}} ends so\" ] ;
             sh:property [ sh:path ( e:next e:next ) ; sh:sparql [ sh:select \"{select}\" ; sh:message \"to {{?value}}\" ] ] ."
        );
        let shapes = Shapes::parse(&turtle, "s", None).unwrap();
        let found = check(&shapes, &facts(&shapes, chain(3, false))).unwrap();
        let said: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(said, ["to <http://e/2>", "<http://e/1> ends so", "to <http://e/3>"]);
    }
}

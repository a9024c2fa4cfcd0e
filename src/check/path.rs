//! Property paths: how a shape gets from a focus node to its values.

use super::facts::{Facts, Id, Terms};
use super::{ALTERNATIVE, FIRST, INVERSE, ONE_OR_MORE, ZERO_OR_MORE, ZERO_OR_ONE};
use oxigraph::model::Term;
use std::collections::HashSet;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    Predicate(Id),
    Inverse(Box<Path>),
    Sequence(Vec<Path>),
    Alternative(Vec<Path>),
    ZeroOrMore(Box<Path>),
    OneOrMore(Box<Path>),
    ZeroOrOne(Box<Path>),
}

/// Deeper than any path that means something.
const DEEP: usize = 32;

/// A property of a blank node, and what it makes of the path behind it.
type Form = (Id, fn(Box<Path>) -> Path);

/// The ways to say a path by one property of a blank node.
const FORMS: &[Form] =
    &[(INVERSE, Path::Inverse), (ZERO_OR_MORE, Path::ZeroOrMore), (ONE_OR_MORE, Path::OneOrMore), (ZERO_OR_ONE, Path::ZeroOrOne)];

impl Path {
    /// The path that a node of a graph of shapes stands for.
    pub fn read(facts: &Facts, node: Id) -> Option<Path> {
        Path::below(facts, node, DEEP)
    }

    fn below(facts: &Facts, node: Id, depth: usize) -> Option<Path> {
        let depth = depth.checked_sub(1)?;
        let several = |list: Id| facts.list(list).into_iter().map(|member| Path::below(facts, member, depth)).collect::<Option<Vec<_>>>();
        match facts.term(node) {
            Term::NamedNode(_) => return Some(Path::Predicate(node)),
            Term::BlankNode(_) => {}
            _ => return None,
        }
        if facts.object(node, FIRST).is_some() {
            return several(node).map(Path::Sequence);
        }
        if let Some(list) = facts.object(node, ALTERNATIVE) {
            return several(list).map(Path::Alternative);
        }
        let (inner, form) = FORMS.iter().find_map(|(predicate, form)| Some((facts.object(node, *predicate)?, form)))?;
        Some(form(Box::new(Path::below(facts, inner, depth)?)))
    }

    /// The nodes that the path leads to, each once.
    pub fn values(&self, facts: &Facts, from: Id) -> Vec<Id> {
        let mut found = Vec::new();
        self.follow(facts, from, true, &mut found);
        if found.len() > 1 {
            let mut seen = HashSet::new();
            found.retain(|id| seen.insert(*id));
        }
        found
    }

    fn follow(&self, facts: &Facts, from: Id, forward: bool, found: &mut Vec<Id>) {
        match self {
            Path::Predicate(predicate) if forward => found.extend(facts.objects(from, *predicate)),
            Path::Predicate(predicate) => found.extend(facts.subjects(*predicate, from)),
            Path::Inverse(inner) => inner.follow(facts, from, !forward, found),
            Path::Sequence(steps) => {
                let mut here = vec![from];
                for n in 0..steps.len() {
                    let step = &steps[if forward { n } else { steps.len() - 1 - n }];
                    let (mut next, mut seen) = (Vec::new(), HashSet::new());
                    here.iter().for_each(|node| step.follow(facts, *node, forward, &mut next));
                    next.retain(|id| seen.insert(*id));
                    here = next;
                }
                found.extend(here);
            }
            Path::Alternative(ways) => ways.iter().for_each(|way| way.follow(facts, from, forward, found)),
            Path::ZeroOrOne(inner) => {
                found.push(from);
                inner.follow(facts, from, forward, found);
            }
            Path::ZeroOrMore(inner) => {
                found.push(from);
                found.extend(reached(inner, facts, from, forward));
            }
            Path::OneOrMore(inner) => found.extend(reached(inner, facts, from, forward)),
        }
    }

    /// As SPARQL writes it, with whole IRIs.
    pub fn text(&self, terms: &Terms) -> String {
        self.written(&|id| terms.term(id).to_string())
    }

    /// As SPARQL writes it, with predicates as `name` gives them.
    pub fn written(&self, name: &dyn Fn(Id) -> String) -> String {
        let join = |paths: &[Path], sign: &str| paths.iter().map(|path| path.grouped(name)).collect::<Vec<_>>().join(sign);
        match self {
            Path::Predicate(predicate) => name(*predicate),
            Path::Inverse(inner) => format!("^{}", inner.grouped(name)),
            Path::Sequence(steps) => join(steps, "/"),
            Path::Alternative(ways) => join(ways, "|"),
            Path::ZeroOrMore(inner) => format!("{}*", inner.grouped(name)),
            Path::OneOrMore(inner) => format!("{}+", inner.grouped(name)),
            Path::ZeroOrOne(inner) => format!("{}?", inner.grouped(name)),
        }
    }

    fn grouped(&self, name: &dyn Fn(Id) -> String) -> String {
        match self {
            Path::Predicate(_) => self.written(name),
            _ => format!("({})", self.written(name)),
        }
    }
}

/// The nodes that one or more steps lead to, loops or not.
fn reached(step: &Path, facts: &Facts, from: Id, forward: bool) -> Vec<Id> {
    let (mut found, mut seen, mut open) = (Vec::new(), HashSet::new(), vec![from]);
    while let Some(node) = open.pop() {
        let mut next = Vec::new();
        step.follow(facts, node, forward, &mut next);
        for id in next {
            if seen.insert(id) {
                found.push(id);
                open.push(id);
            }
        }
    }
    found
}

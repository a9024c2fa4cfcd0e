//! Quads by what they speak of, so that a thing can be asked for its properties.

use crate::graph::vocab::node;
use chrono::NaiveDate;
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use sophia::api::ns::NsTerm;
use std::collections::HashMap;

/// What is said of each thing, and which things name another.
pub struct Facts<'q> {
    of: HashMap<&'q str, Vec<(&'q str, &'q Term)>>,
    naming: HashMap<&'q str, Vec<(&'q str, &'q str)>>,
}

impl<'q> Facts<'q> {
    /// In whatever graph the quads stand; the same quads in another order give the same answers.
    pub fn of(quads: &'q [Quad]) -> Facts<'q> {
        let mut facts = Facts { of: HashMap::new(), naming: HashMap::new() };
        for quad in quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
            let (subject, predicate) = (subject.as_str(), quad.predicate.as_str());
            facts.of.entry(subject).or_default().push((predicate, &quad.object));
            if let Term::NamedNode(object) = &quad.object {
                facts.naming.entry(object.as_str()).or_default().push((predicate, subject));
            }
        }
        facts
    }

    fn terms<'a>(&'a self, thing: &str, property: NsTerm<'static>) -> impl Iterator<Item = &'q Term> + use<'a, 'q> {
        let property = node(property);
        let said = self.of.get(thing).map(Vec::as_slice).unwrap_or_default();
        said.iter().filter(move |(p, _)| *p == property.as_str()).map(|(_, term)| *term)
    }

    /// The texts of a property on one line each and without control characters, in byte order, none empty.
    pub fn texts(&self, thing: &str, property: NsTerm<'static>) -> Vec<String> {
        let literals = self.terms(thing, property).filter_map(|term| match term {
            Term::Literal(literal) => Some(clean(literal.value())),
            _ => None,
        });
        let mut texts: Vec<String> = literals.filter(|text| !text.is_empty()).collect();
        texts.sort();
        texts.dedup();
        texts
    }

    /// The text of a property that has one; the first where there are several.
    pub fn text(&self, thing: &str, property: NsTerm<'static>) -> Option<String> {
        self.texts(thing, property).into_iter().next()
    }

    /// The things that a property leads to, in byte order.
    pub fn nodes(&self, thing: &str, property: NsTerm<'static>) -> Vec<&'q str> {
        let mut nodes: Vec<&str> = self.terms(thing, property).filter_map(named).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }

    pub fn node(&self, thing: &str, property: NsTerm<'static>) -> Option<&'q str> {
        self.terms(thing, property).filter_map(named).min()
    }

    pub fn number<N: std::str::FromStr>(&self, thing: &str, property: NsTerm<'static>) -> Option<N> {
        self.texts(thing, property).iter().find_map(|text| text.parse().ok())
    }

    pub fn date(&self, thing: &str, property: NsTerm<'static>) -> Option<NaiveDate> {
        self.number(thing, property)
    }

    /// The things of which a property leads to this one, in byte order.
    pub fn naming(&self, thing: &str, property: NsTerm<'static>) -> Vec<&'q str> {
        let property = node(property);
        let naming = self.naming.get(thing).map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<&str> = naming.iter().filter(|(p, _)| *p == property.as_str()).map(|(_, subject)| *subject).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn named(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(node) => Some(node.as_str()),
        _ => None,
    }
}

/// A text on one line without what no format can hold: control characters and those that XML excludes.
pub fn clean(text: &str) -> String {
    let solid = |c: char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}');
    let words = text.split_whitespace().map(|word| word.chars().filter(|c| solid(*c)).collect::<String>());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

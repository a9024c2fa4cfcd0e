//! A triple stands in one graph: what SHACL cannot ask, for it sees no graphs.

use super::Finding;
use super::facts::Facts;
use super::judge::iri;
use oxigraph::model::NamedNode;

const SHAPE: &str = "https://w3id.org/frontis/shapes#OneGraph";

/// Triples that count twice in the union of the graphs.
pub fn repeated(facts: &Facts) -> impl Iterator<Item = Finding> + '_ {
    facts.repeated.iter().map(|([subject, predicate, object], graphs)| {
        let mut names: Vec<String> = graphs.iter().map(|graph| facts.graph(*graph)).collect();
        names.sort();
        Finding {
            focus: facts.term(*subject).clone(),
            path: Some(facts.term(*predicate).to_string()),
            predicate: Some(*predicate),
            value: Some(facts.term(*object).clone()),
            shape: iri(SHAPE),
            rule: iri(SHAPE),
            component: "OneGraph",
            severity: NamedNode::new_unchecked(format!("{}Violation", super::SH)),
            message: format!("the triple stands in {} graphs: {}", graphs.len(), names.join(", ")),
        }
    })
}

//! Things whose IRIs changed: the old one leads to the new one.

use super::iri::Base;
use super::vocab::{dcterms, node};
use oxigraph::model::{NamedNode, Quad};
use std::collections::{BTreeMap, BTreeSet};

/// Says of each IRI of a volume that is gone what its thing is now, as far as this is described in `quads`. Both are
/// given without the base and `id/`.
pub fn moved(moved: &BTreeMap<String, String>, base: &Base, quads: &[Quad]) -> Vec<Quad> {
    let described: BTreeSet<String> =
        if moved.is_empty() { BTreeSet::new() } else { quads.iter().map(|q| q.subject.to_string()).collect() };
    let iri = |path: &String| NamedNode::new_unchecked(format!("{}id/{path}", base.as_str()));
    let graph = base.prov_graph();
    let ends = moved.iter().map(|(from, to)| (iri(from), iri(to)));
    let valid = ends.filter(|(from, to)| !described.contains(&from.to_string()) && described.contains(&to.to_string()));
    valid.map(|(from, to)| Quad::new(from, node(dcterms::isReplacedBy), to, graph.clone())).collect()
}

//! A difference as an RDF patch: what is to be taken away and what is to be added, quad by quad.
//! Format: https://afs.github.io/rdf-delta/rdf-patch.html

use crate::graph;
use oxigraph::model::{GraphName, Quad};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// The quads of a volume as lines, as a store that holds no other volume has them. When the run ended is not among them:
/// no version tells.
pub fn lines(quads: Vec<Quad>, base: &graph::Base) -> BTreeSet<String> {
    let shared = GraphName::NamedNode(base.shared_graph());
    let (common, own): (Vec<Quad>, Vec<Quad>) = quads.into_iter().partition(|q| q.graph_name == shared);
    own.into_iter().chain(graph::settle(common)).map(|q| q.to_string()).collect()
}

/// Writes the patch that makes the new quads of the old ones; whether there is anything to do.
pub fn write(names: (&str, &str), old: &BTreeSet<String>, new: &BTreeSet<String>, out: &mut dyn Write) -> io::Result<bool> {
    writeln!(out, "H id <{}> .\nH prev <{}> .\nTX .", names.1, names.0)?;
    for line in old.difference(new) {
        writeln!(out, "D {line} .")?;
    }
    for line in new.difference(old) {
        writeln!(out, "A {line} .")?;
    }
    writeln!(out, "TC .")?;
    Ok(old != new)
}

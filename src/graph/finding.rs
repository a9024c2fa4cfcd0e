//! What the reader warned of and what it mended, said of the things concerned.

use super::Scribe;
use super::vocab::{fm, rdfs};
use crate::diagnostic::{Diagnostic, Severity};
use oxigraph::model::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

pub fn describe(scribe: &mut Scribe<'_, '_>, warnings: &[Diagnostic]) {
    let iris = scribe.iris;
    let mut repairs: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for repair in &scribe.volume.repairs {
        let thing = scribe.described.at(repair.span).unwrap_or(&iris.volume);
        repairs.entry(thing.as_str().to_owned()).or_default().insert(&repair.name);
    }
    for (thing, names) in repairs {
        scribe.data(&NamedNode::new_unchecked(thing)).texts(fm::repair, names);
    }
    let grave = warnings.iter().filter(|w| w.code.severity >= Severity::Warning);
    let concerned: Vec<(&Diagnostic, NamedNode)> =
        grave.map(|w| (w, scribe.described.at(w.span).unwrap_or(&iris.volume).clone())).collect();
    for (i, (warning, thing)) in concerned.into_iter().enumerate() {
        let iri = iris.warning(i + 1);
        scribe
            .data(&iri)
            .a(&[fm::ExtractionWarning])
            .text(rdfs::label, warning.code.name)
            .text(rdfs::comment, &warning.message)
            .node(fm::about, &thing);
        scribe.evidence(&iri, &[warning.span]);
    }
}

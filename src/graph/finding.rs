//! What the reader warned of and what it mended, said of the things concerned.

use super::Scribe;
use super::vocab::{fm, rdfs};
use crate::diagnostic::{Diagnostic, Severity};
use crate::record::Repair;
use crate::source::Span;
use oxigraph::model::NamedNode;
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub fn describe(scribe: &mut Scribe<'_, '_>, warnings: &[Diagnostic]) {
    repairs(scribe);
    let iris = scribe.iris;
    let grave = warnings.iter().filter(|w| w.code.severity >= Severity::Warning);
    let concerned: Vec<(&Diagnostic, NamedNode)> =
        grave.map(|w| (w, scribe.described.at(w.span).unwrap_or(&iris.volume).clone())).collect();
    for (i, (warning, thing)) in concerned.into_iter().enumerate() {
        let iri = iris.warning(i + 1);
        let severity = if warning.code.severity == Severity::Error { "error" } else { "warning" };
        scribe
            .data(&iri)
            .a(&[fm::ExtractionWarning])
            .text(rdfs::label, warning.code.name)
            .text(fm::code, warning.code.name)
            .text(fm::severity, severity)
            .text(rdfs::comment, &warning.message)
            .node(fm::about, &thing);
        scribe.evidence(&iri, &[warning.span]);
    }
}

/// Repairs; the same one of the same thing in several places is one.
fn repairs(scribe: &mut Scribe<'_, '_>) {
    let (volume, iris) = (scribe.volume, scribe.iris);
    let mut names: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut once: Vec<(&Repair, NamedNode, Vec<Span>)> = Vec::new();
    let mut known: HashMap<(String, &str, &str, &str), usize> = HashMap::new();
    for repair in &volume.repairs {
        let thing = scribe.described.at(repair.span).unwrap_or(&iris.volume);
        names.entry(thing.as_str().to_owned()).or_default().insert(&repair.name);
        let key = (thing.as_str().to_owned(), repair.name.as_str(), repair.printed.as_str(), repair.repaired.as_str());
        let at = *known.entry(key).or_insert(once.len());
        match once.get_mut(at) {
            Some((.., spans)) => spans.push(repair.span),
            None => once.push((repair, thing.clone(), vec![repair.span])),
        }
    }
    for (thing, names) in names {
        scribe.data(&NamedNode::new_unchecked(thing)).texts(fm::repair, names);
    }
    for (i, (repair, thing, spans)) in once.iter().enumerate() {
        let iri = iris.repair(i + 1);
        scribe
            .data(&iri)
            .a(&[fm::Repair])
            .text(rdfs::label, &repair.name)
            .text(fm::printedText, &repair.printed)
            .text(fm::repairedText, &repair.repaired)
            .node(fm::about, thing)
            .confidence(repair.confidence);
        let places: Vec<NamedNode> = spans.iter().filter_map(|span| scribe.places.place(*span)).collect();
        scribe.places_of(&iri, fm::evidence, &places);
    }
}

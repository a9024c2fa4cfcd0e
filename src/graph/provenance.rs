//! From which files, by which run.

use super::vocab::{dcterms, fm, prov, rdfs, xsd};
use super::{Run, Scribe};
use crate::source::Sources;
use oxigraph::model::NamedNode;
use std::collections::BTreeSet;

pub fn describe(scribe: &mut Scribe<'_, '_>, sources: &Sources, run: &Run) {
    let iris = scribe.iris;
    let documents: Vec<NamedNode> = (0..sources.files.len()).filter_map(|i| scribe.places.source(i).cloned()).collect();
    let mut seen = BTreeSet::new();
    for (file, document) in sources.files.iter().zip(&documents).filter(|(_, d)| seen.insert(d.as_str())) {
        scribe
            .prov(document)
            .a(&[fm::SourceDocument, prov::Entity])
            .text(rdfs::label, base_name(&file.name))
            .text(fm::sha256, &file.sha256)
            .text(dcterms::format, &format!("{}; charset={}", file.media, file.encoding));
    }
    let (graph, activity) = (scribe.graphs.data.clone(), iris.base.run(&scribe.volume.id));
    scribe.prov(&graph).nodes(prov::wasDerivedFrom, &documents).node(prov::wasGeneratedBy, &activity);
    scribe.prov(&iris.volume).nodes(prov::wasDerivedFrom, &documents);
    scribe
        .prov(&activity)
        .a(&[fm::ExtractionRun, prov::Activity])
        .nodes(prov::used, &documents)
        .text(fm::softwareVersion, run.version)
        .maybe_typed(prov::startedAtTime, run.started.clone(), xsd::dateTime);
}

/// The last part of a path or address: where a file lies is the user's own business.
fn base_name(name: &str) -> &str {
    let trimmed = name.trim_end_matches(['/', '\\']);
    trimmed.rsplit(['/', '\\']).next().filter(|n| !n.is_empty()).unwrap_or(name)
}

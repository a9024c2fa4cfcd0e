//! From which files, by which run, and what became of every byte of them.

use super::iri::part;
use super::vocab::{dcterms, fm, prov, rdfs, xsd};
use super::{Run, Scribe};
use crate::diagnostic::Diagnostic;
use crate::record::{self, ClaimKind};
use crate::source::Sources;
use oxigraph::model::NamedNode;
use sophia::api::ns::NsTerm;
use std::collections::{BTreeMap, BTreeSet};

pub fn describe(scribe: &mut Scribe<'_, '_>, sources: &Sources, run: &Run, diagnostics: &[Diagnostic]) {
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
    scribe.prov(&iris.volume).nodes(prov::wasDerivedFrom, &documents).node(prov::wasGeneratedBy, &activity);
    let (report, generated) = (Report::of(scribe, diagnostics), [graph, scribe.graphs.evidence.clone()]);
    let [read, furniture, unread] = report.totals;
    let mut subject = scribe
        .prov(&activity)
        .a(&[fm::ExtractionRun, prov::Activity])
        .nodes(prov::used, &documents)
        .nodes(prov::generated, &generated)
        .text(fm::softwareVersion, run.version)
        .texts(fm::argument, run.arguments.iter().map(String::as_str))
        .maybe_typed(prov::startedAtTime, run.started.clone(), xsd::dateTime)
        .maybe_typed(prov::endedAtTime, run.ended.clone(), xsd::dateTime)
        .number(fm::sourceCount, seen.len() as i64)
        .number(fm::bytes, read + furniture + unread)
        .number(fm::bytesRead, read)
        .number(fm::bytesFurniture, furniture)
        .number(fm::bytesUnread, unread);
    let tallies: Vec<(NamedNode, &Tally)> = report.tallies.iter().map(|t| (part(&activity, &format!("#{}", t.name)), t)).collect();
    for link in [fm::readPart, fm::furniturePart, fm::noticed] {
        subject = subject.nodes(link, tallies.iter().filter(|(_, t)| t.link == link).map(|(iri, _)| iri));
    }
    for (iri, tally) in &tallies {
        scribe.prov(iri).a(&[fm::Tally]).text(rdfs::label, &tally.label).number(tally.unit, tally.amount);
    }
    let stretches = record::unread(&scribe.volume.ledger, sources);
    let places: Vec<NamedNode> = stretches.into_iter().filter_map(|span| scribe.places.place(span)).collect();
    scribe.places_of(&activity, fm::unread, &places);
}

/// What became of the bytes, and what there was to say.
struct Report {
    /// Bytes read, of furniture, and unread.
    totals: [i64; 3],
    tallies: Vec<Tally>,
}

/// How much of one kind.
struct Tally {
    /// Last part of its IRI.
    name: String,
    link: NsTerm<'static>,
    label: String,
    unit: NsTerm<'static>,
    amount: i64,
}

impl Report {
    fn of(scribe: &Scribe<'_, '_>, diagnostics: &[Diagnostic]) -> Report {
        let (mut totals, mut parts) = ([0; 3], BTreeMap::new());
        for claim in &scribe.volume.ledger {
            totals[claim.kind as usize] += claim.span.len() as i64;
            *parts.entry((claim.kind, claim.what.as_str())).or_insert(0) += claim.span.len() as i64;
        }
        let mut codes: BTreeMap<&str, i64> = BTreeMap::new();
        for diagnostic in diagnostics {
            *codes.entry(diagnostic.code.name).or_default() += 1;
        }
        let tally = |word: &str, link, label: &str, unit, amount| Tally {
            name: format!("{word}-{}", record::slug::slug(label)),
            link,
            label: label.to_owned(),
            unit,
            amount,
        };
        let parts = parts.into_iter().filter_map(|((kind, what), amount)| match kind {
            ClaimKind::Record => Some(tally("read", fm::readPart, what, fm::bytes, amount)),
            ClaimKind::Furniture => Some(tally("furniture", fm::furniturePart, what, fm::bytes, amount)),
            ClaimKind::Residue => None,
        });
        let codes = codes.into_iter().map(|(code, amount)| tally("noticed", fm::noticed, code, fm::count, amount));
        Report { totals, tallies: parts.chain(codes).collect() }
    }
}

/// The last part of a path or address: where a file lies is the user's own business.
fn base_name(name: &str) -> &str {
    let trimmed = name.trim_end_matches(['/', '\\']);
    trimmed.rsplit(['/', '\\']).next().filter(|n| !n.is_empty()).unwrap_or(name)
}

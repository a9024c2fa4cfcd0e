//! A real volume's graph, broken on purpose: each time the right shape says so, at the right line, and pySHACL agrees on
//! every result.

use crate::cases;
use frontis::check::report::{Placed, Report};
use frontis::check::shape::Shapes;
use frontis::diagnostic::Severity;
use frontis::graph::vocab::PREFIXES;
use frontis::graph::{self, Base, Run};
use frontis::store::Store;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, Quad, Term};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const BASE: &str = "http://localhost:7878/";
const VOLUME: &str = "http://localhost:7878/id/v/";
const SOURCE: &str = "http://localhost:7878/id/source/sha256-";

/// What is done to the graph, and what must be said about it.
struct Break {
    /// Subject below the volume and predicate: these statements go.
    remove: &'static [(&'static str, &'static str)],
    /// Turtle that is added; relative IRIs are below the volume.
    add: &'static str,
    shape: &'static str,
    component: &'static str,
    /// Part of the line that is pointed at.
    line: &'static str,
}

#[rustfmt::skip]
const BREAKS: &[Break] = &[
    Break { remove: &[("paper/p1", "dblp:title")], add: "<paper/p1> dblp:title 'Dormouse . . . . . 12'", shape: "TitleLeaders", component: "Not", line: "Dormouse: Sch" },
    Break { remove: &[("paper/p1", "dblp:title")], add: "<paper/p1> dblp:title ' Dormouse'", shape: "Contribution", component: "Pattern", line: "Dormouse: Sch" },
    Break { remove: &[], add: "<paper/p13> dblp:title 'Another Title'", shape: "Contribution", component: "MaxCount", line: "Glacier: Mem" },
    Break { remove: &[("paper/p1#a2", "dblp:signatureOrdinal")], add: "<paper/p1#a2> dblp:signatureOrdinal 5", shape: "Ordinals", component: "SPARQL", line: "Dormouse: Sch" },
    Break { remove: &[("paper/p13", "dblp:numberOfCreators")], add: "<paper/p13> dblp:numberOfCreators 3", shape: "SignatureCount", component: "SPARQL", line: "Glacier: Mem" },
    Break { remove: &[("event", "schema:startDate")], add: "<event> schema:startDate '2014-05-18'^^xsd:date", shape: "Edition", component: "LessThanOrEquals", line: "Proceedings of the" },
    Break { remove: &[("paper/p13", "fm:pageSort")], add: "<paper/p13> fm:pageSort 0", shape: "PageOrder", component: "SPARQL", line: "Glacier: Mem" },
    Break { remove: &[("paper/p27", "dblp:publishedAsPartOf")], add: "", shape: "Contribution", component: "MinCount", line: "Keeping Promises" },
    Break { remove: &[("paper/p41", "schema:pageStart")], add: "<paper/p41> schema:pageStart '4l?'", shape: "Contribution", component: "Pattern", line: "Second Thoughts" },
    Break { remove: &[("paper/p41#a1-aff1", "fm:ordinal")], add: "<paper/p41#a1-aff1> fm:ordinal 'one'^^xsd:integer", shape: "Affiliation", component: "Datatype", line: "Pádraig Quennell" },
    Break { remove: &[("event", "fm:acceptedShortPapers")], add: "<event> fm:acceptedShortPapers 3", shape: "StatisticSums", component: "SPARQL", line: "accepted 8 papers" },
    Break { remove: &[("event", "fm:submittedPapers")], add: "<event> fm:submittedPapers 5", shape: "StatisticSums", component: "LessThanOrEquals", line: "accepted 8 papers" },
    Break { remove: &[("event", "fm:externalReviewerCount")], add: "<event> fm:externalReviewerCount 10", shape: "StatisticVersusData", component: "SPARQL", line: "Proceedings of the" },
    Break { remove: &[], add: "<paper/p55> owl:sameAs <http://example.org/tortoise>", shape: "SameAs", component: "SPARQL", line: "Tortoise: Adm" },
    Break { remove: &[], add: "<person/edda-mistral> dblp:primaryCreatorName 'E. Mistral'", shape: "Person", component: "MaxCount", line: "Edda Mistral" },
    Break { remove: &[], add: "<http://localhost:7878/id/link/x> a fm:Link ; fm:linkSource <paper/p55> ; fm:linkTarget <http://example.org/t> ; fm:linkPredicate schema:sameAs ; fm:confidence 1.5 ; fm:linkStatus kind:candidate ; fm:method 'title'", shape: "Link", component: "MaxInclusive", line: "Tortoise: Adm" },
    Break { remove: &[("paper/p55#a1", "fm:printedName")], add: "<paper/p55#a1> fm:printedName 'L30nie Castellan'", shape: "Signature", component: "Pattern", line: "Léonie Castellan" },
    Break { remove: &[("event/session/5", "schema:startDate")], add: "<event/session/5> schema:startDate '2014-06-01'^^xsd:date", shape: "DatesInside", component: "SPARQL", line: "Reflection and Repair" },
    Break { remove: &[("event/committee/program-committee/member/1", "fm:role")], add: "<event/committee/program-committee/member/1> fm:role fm:member", shape: "RoleAssignment", component: "Pattern", line: "Ansgar Pillwright, E" },
    Break { remove: &[("event/sponsorship/2", "fm:sponsorshipKind")], add: "<event/sponsorship/2> fm:sponsorshipKind kind:patron", shape: "Sponsorship", component: "In", line: "Larkspur Systems, Quill" },
    Break { remove: &[("event/statistic/acceptedpapers", "schema:value")], add: "<event/statistic/acceptedpapers> schema:value -8", shape: "Statistic", component: "MinInclusive", line: "accepted 8 papers" },
    Break { remove: &[("paper/p69#a1-aff1", "fm:organization")], add: "", shape: "Affiliation", component: "MinCount", line: "Corwin Hale, Tidewater" },
    Break { remove: &[("event/session/1", "schema:superEvent")], add: "<event/session/1> schema:superEvent <paper/p1>", shape: "Session", component: "Class", line: "Waiting Well" },
    Break { remove: &[("", "fm:proceedingsOf")], add: "", shape: "Edition", component: "MinCount", line: "Proceedings of the" },
    Break { remove: &[("event/committee/program-committee", "fm:printedLabel")], add: "", shape: "Committee", component: "MinCount", line: "Program Committee" },
    Break { remove: &[], add: "<paper/p75> fm:evidence <{source}#char=9,3>", shape: "EvidencePlaces", component: "SPARQL", line: "Slow Systems" },
    Break { remove: &[], add: "<paper/p75> fm:evidence <http://localhost:7878/id/source/page-4>", shape: "Evidence", component: "Pattern", line: "What Batch Queues" },
    Break { remove: &[], add: "<{source}> fm:sha256 'ABC'", shape: "Source", component: "Pattern", line: "Slow Systems" },
    Break { remove: &[], add: "<http://localhost:7878/id/org/fernhill-college> schema:name 'Fernhill'", shape: "Organization", component: "MaxCount", line: "Dervla Maguire-Stroud, F" },
];

struct Volume {
    quads: Vec<Quad>,
    sources: frontis::source::Sources,
}

fn volume() -> Volume {
    let (sources, mut parsed) = cases::read(&cases::root().join("samples/patient-2014.txt"));
    "v".clone_into(&mut parsed.value.id);
    let mut quads = Vec::new();
    let run = Run { version: "0", ..Run::default() };
    graph::describe(&parsed.value, &sources, &Base::default(), &run, &parsed.diagnostics, &mut |quad| quads.push(quad));
    Volume { quads, sources }
}

/// A store with the quads of a volume, and its sources.
fn published(folder: &Path, volume: &Volume, quads: Vec<Quad>) -> Store {
    let store = Store::create(folder, &Base::default()).unwrap();
    for file in &volume.sources.files {
        store.keep_source(&file.sha256, &file.text).unwrap();
    }
    store.publish("v", quads).unwrap();
    store
}

fn node(name: &str) -> NamedNode {
    let iri = match name.split_once(':') {
        Some((prefix, rest)) => format!("{}{rest}", PREFIXES.iter().find(|(known, _)| *known == prefix).unwrap().1),
        None => format!("{VOLUME}{name}").trim_end_matches('/').to_owned(),
    };
    NamedNode::new(iri).unwrap()
}

fn broken(volume: &Volume, change: &Break) -> Vec<Quad> {
    let mut quads = volume.quads.clone();
    for (subject, predicate) in change.remove {
        let (subject, predicate) = (node(subject), node(predicate));
        let before = quads.len();
        quads.retain(|quad| quad.subject != subject.clone().into() || quad.predicate != predicate);
        assert!(quads.len() < before, "{subject} has no {predicate}");
    }
    let source = format!("{SOURCE}{}", &volume.sources.files[0].sha256[..16]);
    let prefixes: String = PREFIXES.iter().map(|(name, iri)| format!("@prefix {name}: <{iri}> .\n")).collect();
    let turtle = format!("{prefixes}{} .", change.add.replace("{source}", &source)).replace("\n .", "");
    let parser = RdfParser::from_format(RdfFormat::Turtle).with_base_iri(VOLUME).unwrap();
    for quad in parser.for_slice(&turtle) {
        let quad = quad.unwrap_or_else(|e| panic!("{turtle}: {e}"));
        let graph = NamedNode::new_unchecked(format!("{BASE}graph/data/v"));
        quads.push(Quad::new(quad.subject, quad.predicate, quad.object, GraphName::NamedNode(graph)));
    }
    quads
}

#[test]
fn every_break_is_found_at_its_line() {
    let (volume, shapes) = (volume(), Shapes::own().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let (mut data, mut reports, mut time) = (Vec::new(), Vec::new(), Duration::ZERO);
    let mut wrong = Vec::new();
    for (n, change) in BREAKS.iter().enumerate() {
        let store = published(&folder.path().join(n.to_string()), &volume, broken(&volume, change));
        let start = Instant::now();
        let report = Report::of(&store, &shapes, store.quads().unwrap()).unwrap();
        time += start.elapsed();
        let hits = report.findings.iter().filter(|p| p.finding.rule_name() == change.shape && p.finding.component == change.component);
        let lines: Vec<&str> = hits.map(|placed| line(&report, placed)).collect();
        if !lines.iter().any(|line| line.contains(change.line)) {
            let all: Vec<String> = report.findings.iter().map(|p| format!("{} {}", p.finding.rule_name(), p.finding.component)).collect();
            wrong.push(format!("{} {} at {:?}: found at {lines:?}, {all:?}", change.shape, change.component, change.line));
        }
        data.push(written(folder.path(), &n.to_string(), &store));
        reports.push(report);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    agree(&data, &reports, time);
}

#[test]
fn a_triple_in_two_graphs_is_found() {
    let volume = volume();
    let folder = tempfile::tempdir().unwrap();
    let mut quads = volume.quads.clone();
    let title = quads.iter().find(|q| q.subject == node("paper/p1").into() && q.predicate == node("dblp:title")).unwrap().clone();
    quads.push(Quad { graph_name: GraphName::NamedNode(NamedNode::new_unchecked(format!("{BASE}graph/links/v"))), ..title });
    let store = published(folder.path(), &volume, quads);
    let report = Report::of(&store, &Shapes::own().unwrap(), store.quads().unwrap()).unwrap();
    let graves: Vec<&Placed> = report.findings.iter().filter(|p| p.finding.grade() == Severity::Error).collect();
    let [found] = graves.as_slice() else { panic!("{} violations", graves.len()) };
    assert_eq!((found.finding.component, report.conforms()), ("OneGraph", false));
    assert!(line(&report, found).contains("Dormouse: Sch"));
}

/// What is whole fits; both engines say the same of real volumes.
#[test]
fn whole_volumes_fit() {
    let shapes = Shapes::own().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (mut data, mut reports, mut time) = (Vec::new(), Vec::new(), Duration::ZERO);
    let corpus = cases::corpus().into_iter().filter(|case| !case.name.starts_with("other/")).map(|case| case.input);
    let real = [cases::samples(), cases::seeds()].concat();
    for (n, input) in real.iter().cloned().chain(corpus).enumerate() {
        let (sources, parsed) = cases::read(&input);
        let store = Store::memory(&Base::default()).unwrap();
        let mut quads = Vec::new();
        let run = Run { version: "0", ..Run::default() };
        graph::describe(&parsed.value, &sources, &Base::default(), &run, &parsed.diagnostics, &mut |quad| quads.push(quad));
        store.publish(&parsed.value.id, quads).unwrap();
        let start = Instant::now();
        let report = Report::of(&store, &shapes, store.quads().unwrap()).unwrap();
        let took = start.elapsed();
        let falls = input.to_string_lossy().contains("contradiction");
        let violations: Vec<String> = report.findings.iter().map(|p| format!("{:?}", p.finding)).collect();
        assert_eq!(report.conforms(), !falls, "{}: {violations:#?}", input.display());
        // the small cases are held against pySHACL elsewhere
        if falls || n < real.len() {
            time += took;
            println!("{}: {} µs", input.display(), took.as_micros());
            data.push(written(folder.path(), &n.to_string(), &store));
            reports.push(report);
        }
    }
    agree(&data, &reports, time);
}

/// The first line that a finding points at.
fn line<'a>(report: &'a Report, placed: &Placed) -> &'a str {
    let Some(span) = placed.spans.first() else { return "" };
    let file = report.sources.file(span.file);
    file.line_text(file.line(span.start as usize))
}

fn written(folder: &Path, name: &str, store: &Store) -> PathBuf {
    let path = folder.join(name).with_extension("nq");
    let quads = store.quads().unwrap();
    let format = frontis::export::find("nquads").unwrap();
    let mut out = std::fs::File::create(&path).unwrap();
    format.export(quads, &frontis::export::Context { base: store.base() }, &mut out).unwrap();
    path
}

/// Holds our results against pySHACL's, graph by graph.
fn agree(data: &[PathBuf], reports: &[Report], our_time: Duration) {
    let Some(python) = cases::python() else { return };
    let root = cases::root();
    let shapes = root.join("ontologies/shapes.ttl");
    let output = std::process::Command::new(python).arg(root.join("tests/check/agree.py")).arg(shapes).args(data).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs = String::from_utf8(output.stdout).unwrap();
    let theirs: Vec<(u64, Vec<[String; 5]>)> = theirs.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(theirs.len(), reports.len());
    let (mut results, mut their_time) = (0, Duration::ZERO);
    for ((milliseconds, mut theirs), report) in theirs.into_iter().zip(reports) {
        let ours = report.findings.iter().map(|p| &p.finding).map(|f| {
            let value = f.value.as_ref().map(Term::to_string).unwrap_or_default();
            [f.focus.to_string(), f.path.clone().unwrap_or_default(), value, f.component.to_owned(), f.rule_name()]
        });
        let mut ours: Vec<[String; 5]> = ours.collect();
        ours.sort();
        theirs.sort();
        assert_eq!(ours, theirs);
        results += ours.len();
        their_time += Duration::from_millis(milliseconds);
    }
    let (ours, theirs) = (our_time.as_millis(), their_time.as_millis());
    println!("{} graphs, {results} results, the same as pySHACL's; {ours} ms, pySHACL {theirs} ms", reports.len());
}

#[test]
fn a_check_goes_unnoticed() {
    let shapes = Shapes::own().unwrap();
    let volume = volume();
    let store = Store::memory(&Base::default()).unwrap();
    store.publish("v", volume.quads.clone()).unwrap();
    let start = Instant::now();
    let report = Report::of(&store, &shapes, store.volume_quads(&["v".to_owned()]).unwrap()).unwrap();
    assert!(report.conforms());
    println!("{} quads held against the shapes in {} ms", volume.quads.len(), start.elapsed().as_millis());
    assert!(start.elapsed() < Duration::from_secs(3));
}

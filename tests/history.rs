//! Versions of a volume: what changed between them, where things went, and what other sources say.

use frontis::graph::Base;
use frontis::history::difference::Difference;
use frontis::history::moved;
use frontis::record::Volume;
use frontis::source::{SourceFile, Sources};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

struct Place {
    folder: tempfile::TempDir,
}

fn sample() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/patient-2014.txt")).unwrap()
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        place.write("patient.txt", &sample());
        place.build();
        place
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.path().join(name), text).unwrap();
    }

    fn edit(&self, from: &str, to: &str) {
        let path = self.folder.path().join("patient.txt");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        std::fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    fn frontis(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
        command.args(args).current_dir(self.folder.path()).env("NO_COLOR", "1").env("FRONTIS_STORE", "store").env_remove("USER");
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn build(&self) -> String {
        let (code, _, err) = self.frontis(&["build", "patient.txt", "--id", "qm-2014"]);
        assert!(code < 2, "{err}");
        err
    }

    fn correct(&self, args: &[&str]) {
        let (code, _, err) = self.frontis(&[&["correct"], args].concat());
        assert_eq!(code, 0, "{args:?}: {err}");
    }

    /// What a diff says; it must differ.
    fn diff(&self, args: &[&str]) -> String {
        let (code, out, err) = self.frontis(&[&["diff", "qm-2014"], args].concat());
        assert_eq!(code, 1, "{args:?}: {out}{err}");
        out
    }

    fn quads(&self) -> BTreeSet<String> {
        let (_, out, _) = self.frontis(&["export", "--format", "nquads"]);
        // when a run ended is in no version
        let end = |l: &&str| l.contains("/id/run/") && l.contains("#endedAtTime>");
        out.lines().filter(|l| !end(l)).map(str::to_owned).collect()
    }

    /// Where things went, as `old new` without the base.
    fn moved(&self) -> Vec<String> {
        let query = "SELECT ?a ?b { GRAPH graph:prov { ?a dcterms:isReplacedBy ?b } } ORDER BY ?a";
        let (_, out, _) = self.frontis(&["query", query, "--format", "csv"]);
        out.lines().skip(1).map(|l| l.trim().replace("http://localhost:7878/id/qm-2014/", "").replace(',', " ")).collect()
    }
}

const CENSUS: &str = "A Census of Abandoned Daemons";

#[test]
fn what_changed_is_told_thing_by_thing() {
    let place = Place::new();
    let (code, out, _) = place.frontis(&["log", "qm-2014"]);
    assert!(code == 0 && out.starts_with("version 1  ") && out.contains("8 papers, 21 authors, 5 sessions"), "{out}");
    let (code, _, err) = place.frontis(&["diff", "patient"]);
    assert!(code == 2 && err.contains("no volume patient"), "{err}");
    let (code, _, err) = place.frontis(&["diff", "qm"]);
    assert!(code == 2 && err.contains("there is one version"), "{err}");

    place.edit("Glacier: Memory", "Glaciers: Memory");
    place.edit(" .13\n", " .14\n");
    place.edit("Ngozi Tarleton and Ivo Brandegaard", "Ivo Brandegaard and Ngozi Tarleton");
    place.edit("Hideo Kanbara\n", "Hideo Kanbara\nUna Newcomb\n");
    place.edit("; Emeka Tolland, Larkspur\nResearch India", "");
    place.build();
    let out = place.diff(&[]);
    for line in [
        "qm-2014: version 1 → 2",
        "~ Glaciers: Memory Reclamation at the Speed of Need  id:qm-2014/paper/p13 → id:qm-2014/paper/p14",
        "    title: Glacier: Memory Reclamation at the Speed of Need → Glaciers: Memory Reclamation at the Speed of Need",
        "    pages: 13 → 14",
        "      place: after Ngozi Tarleton → first",
        "  − author Emeka Tolland  id:qm-2014/paper/p81#a3",
        "  + seat Una Newcomb",
    ] {
        assert!(out.lines().any(|l| l.starts_with(line)), "{line}\nin {out}");
    }
    assert!(!out.contains("Dormouse"), "what did not change is not told: {out}");
    let (code, log, _) = place.frontis(&["log", "qm-2014", "--format", "json"]);
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!((code, log[0]["number"].as_u64(), log[1]["number"].as_u64()), (0, Some(2), Some(1)));
    let summary = log[0]["summary"].as_str().unwrap();
    assert!(
        ["−1 author", "+1 seat", "1 author in another place", "1 title", "pages of 1 paper"].iter().all(|s| summary.contains(s)),
        "{summary}"
    );

    place.correct(&["id:qm-2014/paper/p69", "title", "A Count of Abandoned Daemons", "--by", "Ada", "--why", "errata"]);
    let (_, log, _) = place.frontis(&["log", "qm-2014"]);
    assert!(log.contains("decided: qm-2014/paper/p69: title is `A Count of Abandoned Daemons` (Ada), because errata"), "{log}");
    let json: serde_json::Value = serde_json::from_str(&place.diff(&["read", "--format", "json"])).unwrap();
    assert_eq!((json["old"].as_str(), json["new"].as_str(), json["summary"].as_str()), (Some("3-read"), Some("3"), Some("1 title")));
    assert_eq!(json["changes"][0]["fields"][0]["old"].as_str(), Some(CENSUS));
    let (code, out, _) = place.frontis(&["diff", "qm-2014", "2", "2"]);
    assert!(code == 0 && out.contains("no change of the record"), "{out}");
    let (code, _, err) = place.frontis(&["diff", "qm-2014", "9"]);
    assert!(code == 2 && err.contains("there are 1, 2, 3 and read"), "{err}");
    place.correct(&["--undo"]);
    let (_, log, _) = place.frontis(&["log", "qm-2014"]);
    assert!(log.contains("taken back: qm-2014/paper/p69: title is"), "{log}");
}

#[test]
fn a_patch_makes_the_new_quads_of_the_old_ones() {
    let place = Place::new();
    let mut quads = place.quads();
    place.edit("Glacier: Memory", "Glaciers <&> Memory");
    place.edit(" .13\n", " .14\n");
    place.build();
    place.correct(&["id:qm-2014/paper/p69", "--merge", "id:qm-2014/paper/p75"]);
    let patch = place.diff(&["1", "3", "--format", "patch"]);
    let lines: Vec<&str> = patch.lines().collect();
    assert!(
        lines[0].starts_with("H id <http://localhost:7878/id/qm-2014#version-3>") && lines[2] == "TX ." && lines.last() == Some(&"TC .")
    );
    let body = &lines[3..lines.len() - 1];
    let (gone, new): (Vec<&str>, Vec<&str>) = body.iter().partition(|l| l.starts_with("D "));
    assert!(gone.is_sorted() && new.is_sorted() && body.starts_with(&gone), "sorted, what goes first");
    for line in gone {
        assert!(quads.remove(&line[2..]), "{line}");
    }
    for line in new {
        assert!(quads.insert(line[2..].to_owned()), "{line}");
    }
    assert_eq!(quads, place.quads());
    let (code, out, _) = place.frontis(&["diff", "qm-2014", "3", "3", "--format", "patch"]);
    assert!(code == 0 && out.lines().count() == 4, "{out}");
}

/// Every tag of a page is closed, and nothing is fetched.
fn well_formed(page: &str) {
    let mut reader = quick_xml::Reader::from_str(page);
    reader.config_mut().check_end_names = true;
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("href="));
}

#[test]
fn a_page_shows_both_sides() {
    let place = Place::new();
    place.edit("Glacier: Memory", "Glaciers 1 < 2 & \u{202e}\"x\" Memory");
    place.edit(&format!("{CENSUS} ."), "Something Else .");
    place.build();
    let page = place.diff(&["--format", "html"]);
    well_formed(&page);
    for part in ["<del>Glacier:</del>", "<ins>Glaciers 1 &lt; 2 &amp;", "prefers-color-scheme: dark", "Version 1"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains('\u{202e}'));
}

#[test]
fn what_moved_leads_on() {
    let place = Place::new();
    let before = place.quads();
    assert_eq!(place.moved(), [""; 0]);
    place.correct(&["id:qm-2014/paper/p75", "pages", "76"]);
    assert!(place.moved().contains(&"paper/p75#a2 paper/p76#a2".to_owned()), "{:?}", place.moved());
    place.correct(&["id:qm-2014/paper/p76", "pages", "77-80"]);
    let all = place.moved();
    assert!(all.contains(&"paper/p75 paper/p77".to_owned()) && all.contains(&"paper/p76 paper/p77".to_owned()), "shortened: {all:?}");
    let (code, out, _) = place.frontis(&["why", "id:qm-2014/paper/p75"]);
    assert!(code == 0 && out.contains("it is now id:qm-2014/paper/p77  What Batch Queues Remember"), "{out}");
    assert!(out.contains("patient.txt:69:1"), "{out}");
    let (code, _, err) = place.frontis(&["correct", "id:qm-2014/paper/p75", "title", "x"]);
    assert!(code == 2 && err.contains("qm-2014/paper/p75 is now id:qm-2014/paper/p77"), "{err}");

    // kept over another build, of a name corrected and an entry merged
    place.edit("Hideo Kanbara\nWenzel", "Hideo Kanbara\nUna Newcomb\nWenzel");
    place.build();
    assert!(place.moved().contains(&"paper/p75 paper/p77".to_owned()));
    place.correct(&["id:qm-2014/paper/p1#a1", "name", "Edna Mistralis"]);
    assert!(!place.moved().iter().any(|m| m.contains("person/edda-mistral")), "somebody is still printed so");
    place.correct(&["id:qm-2014/paper/p1#a3", "name", "Willa Strood"]);
    place.correct(&["id:qm-2014/paper/p69", "--merge", "id:qm-2014/paper/p77"]);
    let all = place.moved();
    for one in ["person/wilhelmina-stroud person/willa-strood", "paper/p75 paper/p69", "paper/p77#a1 paper/p69#a2"] {
        assert!(all.contains(&one.to_owned()), "{one} in {all:?}");
    }
    // what is removed goes nowhere, and what comes back did not move
    place.correct(&["id:qm-2014/paper/p69", "--remove"]);
    assert!(!place.moved().iter().any(|m| m.contains("paper/p69") || m.starts_with("paper/p7")), "{:?}", place.moved());
    place.correct(&["--undo"]);
    assert_eq!(place.moved(), all);
    for _ in 0..5 {
        place.correct(&["--undo"]);
    }
    place.write("patient.txt", &sample());
    place.build();
    let still: Vec<String> = place.moved().into_iter().filter(|m| m.starts_with("paper/p75 ") || m.starts_with("paper/p69 ")).collect();
    assert_eq!(still, [""; 0], "both are there again");
    let titles = |quads: &BTreeSet<String>| quads.iter().filter(|q| q.contains("schema#title>")).cloned().collect::<Vec<_>>();
    assert_eq!(titles(&place.quads()), titles(&before));
}

#[test]
fn a_decision_about_what_moved_says_where_it_is() {
    let place = Place::new();
    place.correct(&["id:qm-2014/paper/p75", "title", "What Batch Queues Recall"]);
    place.edit(" .75\n", " .76\n");
    let said = place.build();
    assert!(said.contains("decision-gone") && said.contains("it is qm-2014/paper/p76 now"), "{said}");
}

const XML: &str = r#"<?xml version="1.0"?><dblp>
<proceedings key="conf/qm/2014"><title>2014 Annual Conference on Patient Computing.</title><booktitle>QM</booktitle><year>2014</year></proceedings>
<inproceedings key="conf/qm/M14"><author>Edda Mistral 0002</author><author>Ansgar Pillwright</author><author>Wilhelmina Stroud</author><author>Yusuf Calder</author><title>Dormouse: Schedulers that Sleep on It.</title><pages>1-12</pages><year>2014</year><crossref>conf/qm/2014</crossref></inproceedings>
<inproceedings key="conf/qm/H14"><author>Corwin Hale</author><title>A Census of Abandoned Daemons.</title><pages>70-74</pages><year>2014</year><crossref>conf/qm/2014</crossref></inproceedings>
<inproceedings key="conf/qm/X14"><author>Nora Elsewhere</author><title>Something Unprinted.</title><pages>90-99</pages><year>2014</year><crossref>conf/qm/2014</crossref></inproceedings>
</dblp>"#;

const BIB: &str = r"@inproceedings{m, author = {Mistral, Edda and Pillwright, Ansgar and Stroud, Wilhelmina and Calder, Yusuf A.},
  title = {{Dormouse}: Schedulers That Sleep on It}, pages = {1--12}, booktitle = {2014 Annual Conference on Patient Computing}, year = 2014}
@inproceedings{h, author = {Hale, Corwin}, title = {A Census of Abandoned Demons}, pages = {69}, booktitle = {2014 Annual Conference on Patient Computing}, year = 2014}
@inproceedings{q, author = {Quennell, P{\'a}draig}, title = {Another}, pages = {200}, booktitle = {2014 Annual Conference on Patient Computing}, year = 2014}";

const TURTLE: &str = r#"@prefix d: <https://dblp.org/rdf/schema#> . @prefix s: <http://schema.org/> .
<x/1> a d:Inproceedings, d:Publication ; d:title "Dormouse: Schedulers That Sleep on It." ; d:pagination "1-12" ;
  d:hasSignature [ a d:AuthorSignature ; d:signatureOrdinal 2 ; d:signatureDblpName "Ansgar Pillwright" ],
    [ a d:AuthorSignature ; d:signatureOrdinal 1 ; d:signatureDblpName "Edda Mistral 0002" ],
    [ a d:AuthorSignature ; d:signatureOrdinal 3 ; d:signatureDblpName "Wilhelmina Stroud" ],
    [ a d:AuthorSignature ; d:signatureOrdinal 4 ; d:signatureDblpName "Yusuf A. Calder" ] .
<x/v> a d:Editorship, d:Publication ; d:title "Proceedings." .
<x/2> a s:ScholarlyArticle ; s:name "A Census of Abandoned D&#230;mons" ; s:author [ s:givenName "Corwin" ; s:familyName "Hale" ] ; s:pageStart "69" .
<x/3> a s:ScholarlyArticle ; s:headline "What Batch Queues Remember" ; s:author ( "Tiberiu Vansloan" [ s:name "Hanneke de Wolff" ] ) ; s:pageStart "75" ; s:pageEnd "80" .
"#;

const RDF_XML: &str = r#"<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="https://schema.org/">
<s:ScholarlyArticle rdf:about="http://x/1"><s:name>A Census of Abandoned Daemons</s:name><s:author>Corwin Hale</s:author></s:ScholarlyArticle></rdf:RDF>"#;

#[test]
fn other_sources_are_held_against_the_volume() {
    let place = Place::new();
    for (name, text) in [("a.xml", XML), ("a.bib", BIB), ("a.ttl", TURTLE), ("rdf.xml", RDF_XML)] {
        place.write(name, text);
    }
    let against = |name: &str| place.diff(&["--against", name]);
    let xml = against("a.xml");
    assert!(xml.contains("0 agree, 2 differ, 6 only here, 1 only there"), "{xml}");
    for part in
        ["Yusuf A. Calder", "first page", "Something Unprinted, by Nora Elsewhere, 90-99", "1 × capitals", "1 × first page against range"]
    {
        assert!(xml.contains(part), "{part} in {xml}");
    }
    let bib = against("a.bib");
    assert!(bib.contains("1 agree, 1 differ, 6 only here, 1 only there") && bib.contains("Abandoned Demons"), "{bib}");
    let turtle = against("a.ttl");
    assert!(turtle.contains("order of authors") && turtle.contains("1 × number of a namesake"), "{turtle}");
    assert!(turtle.contains("1 × full stop") && !turtle.contains("Proceedings."), "{turtle}");
    assert!(against("rdf.xml").contains("1 agree, 0 differ, 7 only here, 0 only there"));
    let json: serde_json::Value = serde_json::from_str(&place.diff(&["--against", "a.xml", "--format", "json"])).unwrap();
    assert_eq!(json["only_there"][0]["title"].as_str(), Some("Something Unprinted"));
    assert_eq!(json["different"][0]["here"]["id"].as_str(), Some("id:qm-2014/paper/p1"));
    well_formed(&place.diff(&["--against", "a.ttl", "--format", "html"]));

    // what leaves the store agrees with it
    for format in ["ntriples", "rdfxml", "turtle", "nquads", "trig"] {
        let name = format!("own.{}", frontis::export::find(format).unwrap().extensions[0]);
        place.frontis(&["export", "--format", format, "-o", &name]);
        let (code, out, err) = place.frontis(&["diff", "qm-2014", "--against", &name]);
        assert!(code == 0 && out.contains("8 agree, 0 differ, 0 only here, 0 only there"), "{format}: {out}{err}");
    }
    for (args, says) in [
        (["--against", "none.xml"].as_slice(), "cannot read none.xml"),
        (&["--against", "broken.ttl"], "broken.ttl is not Turtle"),
        (&["--against", "letter.txt"], "letter.txt lists no papers"),
        (&["--against", "a.xml", "--format", "patch"], "between two versions"),
    ] {
        place.write("broken.ttl", "<a> <b> .");
        place.write("letter.txt", "Dear Ana,\nsee you on Monday.\n");
        let (code, _, err) = place.frontis(&[&["diff", "qm-2014"], args].concat());
        assert!(code == 2 && err.contains(says), "{args:?}: {err}");
    }
}

fn read(text: &str) -> Volume {
    let mut sources = Sources::default();
    sources.add(SourceFile::decode("a.txt", text.as_bytes()).unwrap());
    let mut volume = frontis::layout::read(&sources).value;
    volume.id = "qm-2014".to_owned();
    volume
}

/// Whatever line is lost or doubled: nothing differs from itself, and what moved is gone from where it was.
#[test]
fn any_change_can_be_told() {
    let base = Base::default();
    let text = sample();
    let whole = read(&text);
    assert!(Difference::between(&whole, &whole, &base).is_empty());
    let lines: Vec<&str> = text.lines().collect();
    for n in (0..lines.len()).step_by(5) {
        let lost: Vec<&str> = lines.iter().enumerate().filter(|(i, _)| *i != n).map(|(_, l)| *l).collect();
        let doubled: Vec<&str> = lines.iter().enumerate().flat_map(|(i, l)| std::iter::repeat_n(*l, if i == n { 2 } else { 1 })).collect();
        for other in [lost, doubled].map(|l| read(&l.join("\n"))) {
            let (there, back) = (Difference::between(&whole, &other, &base), Difference::between(&other, &whole, &base));
            assert_eq!(there.is_empty(), back.is_empty(), "line {}", n + 1);
            let moved = moved::after(&Default::default(), &whole, &other, &base);
            assert!(moved.iter().all(|(from, to)| from != to && !moved.contains_key(to)));
            let again = moved::after(&moved, &other, &whole, &base);
            assert!(moved.keys().all(|from| !again.contains_key(from)), "line {}: all came back", n + 1);
        }
    }
}

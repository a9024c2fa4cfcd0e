//! Every format of every volume, judged by parsers that are not ours.

use super::{inputs, quads, texts, volumes, written};
use crate::cases;
use frontis::catalogue::Volume;
use frontis::export::{Format, Writer};
use oxigraph::io::{RdfFormat, RdfParser};
use std::process::Command;

/// Fails where a text is not what the format says or lacks a paper.
pub fn check(format: &Format, text: &str, volumes: &[Volume]) {
    let papers: usize = volumes.iter().map(|v| v.papers.len()).sum();
    let authors: usize = volumes.iter().flat_map(|v| &v.papers).map(|p| p.authors.len()).sum();
    match format.name {
        "bibtex" => {
            let parsed = biblatex::Bibliography::parse(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
            assert_eq!(parsed.len(), papers + volumes.len(), "{text}");
        }
        "dblp" => assert_eq!(elements(text, "inproceedings"), papers),
        "crossref" => assert_eq!(elements(text, "conference_paper"), papers),
        "ceur" => assert_eq!(text.matches("class=\"CEURTITLE\"").count(), papers),
        "bht" => assert_eq!(text.lines().filter(|l| l.starts_with("<li>")).count(), papers),
        "csl-json" => {
            let items: serde_json::Value = serde_json::from_str(text).expect("JSON");
            assert_eq!(items.as_array().map(Vec::len), Some(papers + volumes.len()));
        }
        "schema-jsonld" => {
            assert!(!text.contains('<'), "a text could end the script");
            // the address of schema.org's context, without asking for it
            let local = text.replace("\"https://schema.org\"", "{\"@vocab\": \"https://schema.org/\"}");
            let quads: Vec<_> = RdfParser::from_format(RdfFormat::from_media_type(format.media_type).expect("JSON-LD"))
                .for_slice(&local)
                .collect::<Result<_, _>>()
                .unwrap_or_else(|e| panic!("{e}"));
            let articles = quads.iter().filter(|q| q.object.to_string() == "<https://schema.org/ScholarlyArticle>");
            assert_eq!(articles.count(), papers);
        }
        "papers-csv" => assert_eq!(rows(text), papers),
        "authorships-csv" => assert_eq!(rows(text), authors),
        "seats-csv" => assert_eq!(rows(text), volumes.iter().map(|v| v.seats.len()).sum::<usize>()),
        "ris" => {
            let mut open = 0;
            for line in text.lines().filter(|l| !l.is_empty()) {
                let tag = line.split("  - ").next().unwrap_or_default();
                assert!(tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()), "{line}");
                open += i32::from(tag == "TY") - i32::from(tag == "ER");
                assert!(open == 1 || tag == "ER", "{line}");
            }
            assert_eq!(text.matches("TY  - CPAPER\r\n").count(), papers);
        }
        "quickstatements" => {
            for line in text.lines() {
                let parts: Vec<&str> = line.split('\t').collect();
                assert!(line == "CREATE" || parts.len() >= 3 && (parts[0] == "LAST" || parts[0].starts_with('Q')), "{line}");
                let property = parts.get(1).is_none_or(|p| p.starts_with(['P', 'L']));
                let value = |v: &&&str| v.starts_with(['Q', '+', '"']) || v.contains(":\"");
                assert!(property && parts.iter().skip(2).step_by(2).all(|v| value(&v)), "{line}");
            }
        }
        _ => {
            let media = RdfFormat::from_media_type(format.media_type).unwrap_or_else(|| panic!("{} has no check", format.name));
            let quads = RdfParser::from_format(media).for_slice(text).collect::<Result<Vec<_>, _>>();
            quads.unwrap_or_else(|e| panic!("{}: {e}", format.name));
        }
    }
}

fn rows(text: &str) -> usize {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().collect::<Result<Vec<_>, _>>().unwrap_or_else(|e| panic!("{e}\n{text}")).len()
}

/// How many elements of a name well-formed XML has.
fn elements(text: &str, name: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    reader.config_mut().check_comments = true;
    let (mut found, mut depth) = (0, 0);
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{e}\n{text}")) {
            quick_xml::events::Event::Start(tag) => {
                depth += 1;
                found += usize::from(tag.name().as_ref() == name);
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    found
}

#[test]
fn every_format_of_every_volume_is_valid() {
    for path in inputs() {
        let quads = quads(&path);
        let volumes = volumes(&quads);
        assert_eq!(volumes.len(), 1, "{}", path.display());
        texts().for_each(|format| check(format, &written(format.name, &quads), &volumes));
    }
}

#[test]
fn no_volume_and_two_are_valid_too() {
    let samples = cases::samples();
    let two: Vec<_> = samples.iter().flat_map(|path| quads(path)).collect();
    for quads in [Vec::new(), two] {
        let volumes = volumes(&quads);
        let many = texts().filter(|f| !matches!(f.write, Writer::Volume(_)));
        many.for_each(|format| check(format, &written(format.name, &quads), &volumes));
    }
}

/// By libxml2 and dblp's own DTD, where both are at hand.
#[test]
fn dblp_finds_its_xml_valid() {
    let Some(dtd) = cases::shared().map(|s| s.join("data/dblp/dblp.dtd")).filter(|p| p.exists()) else {
        println!("skipped: FRONTIS_SHARED has no dblp.dtd");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = Vec::new();
    for (n, path) in inputs().iter().enumerate() {
        files.push(folder.path().join(format!("{n}.xml")));
        std::fs::write(&files[n], written("dblp", &quads(path))).expect("written");
    }
    let script = "import sys\nfrom lxml import etree\ndtd = etree.DTD(sys.argv[1])\n\
        for f in sys.argv[2:]:\n    assert dtd.validate(etree.parse(f)), dtd.error_log\n";
    let available = Command::new("python3").args(["-c", "import lxml"]).output().is_ok_and(|o| o.status.success());
    if !available {
        println!("skipped: Python has no lxml");
        return;
    }
    let output = Command::new("python3").args(["-c", script]).arg(dtd).args(&files).output().expect("python3");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Read by the library's own reader, and by pandas or DuckDB in the hands of people.
#[cfg(feature = "parquet")]
#[test]
fn parquet_has_every_row() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let quads = super::patient();
    let volume = volumes(&quads).remove(0);
    for (name, rows) in [("papers-parquet", volume.papers.len()), ("seats-parquet", volume.seats.len())] {
        let mut bytes = Vec::new();
        let format = frontis::export::find(name).expect("a format");
        format.export(quads.clone(), &frontis::export::Context { base: super::BASE }, &mut bytes).expect("written");
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("x"), bytes).expect("written");
        let reader = SerializedFileReader::new(std::fs::File::open(folder.path().join("x")).expect("a file")).expect("Parquet");
        let found: Vec<_> = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row").to_string()).collect();
        assert_eq!(found.len(), rows);
        assert!(name != "papers-parquet" || found[0].contains(&volume.papers[0].title), "{}", found[0]);
    }
}

/// Without the feature the message says how to get it.
#[cfg(not(feature = "parquet"))]
#[test]
fn without_parquet_it_is_said() {
    let format = frontis::export::find("papers-parquet").expect("a format");
    let error = format.export(super::patient(), &frontis::export::Context { base: super::BASE }, &mut Vec::new()).expect_err("none");
    assert!(error.to_string().contains("--features parquet"), "{error}");
}

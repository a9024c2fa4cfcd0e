//! What the entry of a paper says of itself leaves again in every format that has a place for it.

use super::{quads, read_back, volumes, written};
use crate::cases;

const ADDRESS: &str = "https://lull.example.org/~chair/37/a_b--c.pdf";
const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

#[test]
fn identifiers_addresses_licences_and_suffixes_leave_again() {
    let quads = quads(&cases::root().join("tests/corpus/bibtex/fields-kept/input.bib"));
    for (format, parts) in [
        ("bibtex", &["doi = {10.5555/lull\\_37.1}", ADDRESS, LICENCE, "Kjær, Jr., Bo", "Ibáñez Mora, Lucía", "van Oord, Piet"][..]),
        ("ris", &["DO  - 10.5555/lull_37.1", ADDRESS, "AU  - Kjær, Bo, Jr.\r\n"]),
        ("csl-json", &["10.5555/lull_37.1", ADDRESS, "\"suffix\": \"Jr.\""]),
        ("crossref", &["<doi>10.5555/lull_37.1</doi>", ADDRESS, LICENCE, "<suffix>Jr.</suffix>", "<surname>Ibáñez Mora</surname>"]),
        ("dblp", &["<ee>https://doi.org/10.5555/lull_37.1</ee>", ADDRESS]),
        ("bht", &["<ee>https://doi.org/10.5555/lull_37.1</ee>"]),
        ("papers-csv", &["10.5555/lull_37.1", ADDRESS, LICENCE]),
        ("authorships-csv", &["Bo,Kjær,Jr.,"]),
        ("schema-jsonld", &["https://doi.org/10.5555/lull_37.1", ADDRESS, LICENCE, "\"honorificSuffix\""]),
        ("framed", &["https://doi.org/10.5555/lull_37.1", ADDRESS, LICENCE, "honorificSuffix"]),
        ("schema-org", &[ADDRESS, LICENCE]),
        ("turtle", &["dblp:doi", "schema:url", "schema:license"]),
    ] {
        let text = written(format, &quads);
        let missing: Vec<_> = parts.iter().filter(|part| !text.contains(**part)).collect();
        assert!(missing.is_empty(), "{format} lacks {missing:?}:\n{text}");
    }
}

#[test]
fn numbers_at_orcid_leave_again() {
    let quads = quads(&cases::root().join("tests/corpus/dblp/namesakes/input.xml"));
    for (format, part) in [
        ("dblp", "orcid=\"0000-0002-1825-0097\""),
        ("crossref", "<ORCID>https://orcid.org/0000-0002-1825-0097</ORCID>"),
        ("authorships-csv", "https://orcid.org/0000-0002-1825-0097"),
        ("turtle", "dblp:signatureOrcid <https://orcid.org/0000-0002-1825-0097>"),
        ("turtle", "dblp:orcid <https://orcid.org/0000-0002-1825-0097>"),
    ] {
        let text = written(format, &quads);
        assert!(text.contains(part), "{format} lacks {part}:\n{text}");
    }
    // two of one name, and one name with two numbers
    let volume = volumes(&quads).remove(0);
    let persons: std::collections::BTreeSet<_> = volume.papers.iter().flat_map(|p| &p.authors).map(|a| a.person.clone()).collect();
    assert_eq!(persons.len(), volume.papers.iter().map(|p| p.authors.len()).sum::<usize>());
}

#[test]
fn divided_names_come_back_divided() {
    let quads = quads(&cases::root().join("tests/corpus/bibtex/fields-kept/input.bib"));
    let authors = |volume: frontis::catalogue::Volume| {
        let authors = volume.papers.into_iter().flat_map(|p| p.authors);
        authors.map(|a| (a.given, a.family, a.suffix, a.printed)).collect::<Vec<_>>()
    };
    let stated = authors(volumes(&quads).remove(0));
    assert!(stated.iter().filter(|a| a.1.as_deref().is_some_and(|family| family.contains(' '))).count() > 3, "{stated:?}");
    for (format, file) in [("bibtex", "x.bib"), ("ris", "x.ris")] {
        let back = authors(read_back(file, &written(format, &quads)).remove(0));
        for (a, b) in stated.iter().zip(&back) {
            // RIS cannot say that a name does not divide
            assert!(a == b || format == "ris" && a.1.is_none() && a.3 == b.3, "{format}: {a:?} is read as {b:?}");
        }
        assert_eq!(stated.len(), back.len());
    }
}

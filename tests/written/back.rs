//! What is written as BibTeX, dblp XML or a page of CEUR-WS is read back as the same papers.

use super::{inputs, patient, quads, read_back, volumes, written};
use frontis::catalogue::Volume;
use frontis::record::script;

/// Titles, authors and first pages in order.
fn papers(volume: &Volume) -> Vec<(String, Vec<String>, Option<String>)> {
    let paper = |p: &frontis::catalogue::Paper| {
        // a space between family and given name is not kept where the script needs none
        let name = |name: &str| match name.chars().all(|c| c == ' ' || script::is_eastern(c)) {
            true => name.replace(' ', ""),
            false => name.to_owned(),
        };
        let authors = p.authors.iter().map(|a| name(&a.printed)).collect();
        // dblp's titles end with a full stop, which is no part of them
        (p.title.trim_end_matches('.').to_owned(), authors, p.pages.first.clone())
    };
    volume.papers.iter().map(paper).collect()
}

fn same(format: &str, file: &str) {
    let (mut complaints, mut read) = (Vec::new(), 0);
    for path in inputs() {
        let quads = quads(&path);
        let before = volumes(&quads).remove(0);
        if before.papers.len() < 3 || before.papers.iter().any(|p| p.pages.first.is_none() || p.authors.is_empty()) {
            continue; // too little for a list that is read by how it is set
        }
        let after = read_back(file, &written(format, &quads));
        let after = after.first().map(papers).unwrap_or_default();
        read += 1;
        for (a, b) in papers(&before).into_iter().zip(after.iter().cloned().chain(std::iter::repeat_with(Default::default))) {
            if a != b {
                complaints.push(format!("{}: {a:?} is read as {b:?}", path.display()));
            }
        }
    }
    assert!(read >= 2 && complaints.is_empty(), "{read} read, {}\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn bibtex_is_read_back() {
    same("bibtex", "x.bib");
}

#[test]
fn ris_is_read_back() {
    same("ris", "x.ris");
}

#[test]
fn a_table_is_read_back() {
    same("papers-csv", "x.papers.csv");
}

#[test]
fn dblp_xml_is_read_back() {
    same("dblp", "x.xml");
}

#[test]
fn a_page_of_ceur_is_read_back() {
    same("ceur", "x.html");
}

/// Another program's view of our BibTeX.
#[test]
fn biblatex_sees_names_and_titles() {
    let text = written("bibtex", &patient());
    let volume = volumes(&patient()).remove(0);
    let parsed = biblatex::Bibliography::parse(&text).expect("BibTeX");
    for paper in &volume.papers {
        let entry = parsed.get(&format!("{}:{}", volume.id, paper.key)).expect("an entry");
        let names: Vec<String> = entry
            .author()
            .expect("authors")
            .iter()
            .map(|p| [p.given_name.as_str(), p.prefix.as_str(), p.name.as_str()].join(" ").split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        let printed: Vec<String> = paper.authors.iter().map(|a| a.printed.clone()).collect();
        assert_eq!(names, printed);
        use biblatex::ChunksExt;
        let title = entry.title().expect("a title").format_verbatim();
        assert_eq!(title.to_lowercase(), paper.title.to_lowercase());
    }
}

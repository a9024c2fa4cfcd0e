//! The dump as N-Triples. Statements about one thing stand together there; the signatures of a publication, which are
//! blank nodes, may stand before it or after it.

use super::record::{doi, issue, orcid, page, squeezed, stream, title};
use super::unpack::{Pieces, cut};
use super::{Broken, Paper, Record};
use crate::link::dblp::{Creator, Entry, Person, Toc};
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};
use std::collections::{HashMap, VecDeque};
use std::io::Read;

const SCHEMA: &str = "https://dblp.org/rdf/schema#";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const RECORD: &str = "https://dblp.org/rec/";
const PERSON: &str = "https://dblp.org/pid/";

/// What is said of one thing: local names of properties, and IRIs, blank nodes or texts.
#[derive(Default)]
struct Facts {
    iri: String,
    facts: Vec<(String, String)>,
}

pub fn read(pages: &mut Pieces, on: &mut dyn FnMut(Record)) -> Result<Option<String>, Broken> {
    let mut open = Facts::default();
    let mut blanks: HashMap<String, Facts> = HashMap::new();
    let mut waiting: VecDeque<Facts> = VecDeque::new();
    let mut known = false;
    for quad in RdfParser::from_format(RdfFormat::NTriples).lenient().for_reader(Lines(pages)) {
        let quad = quad.map_err(|error| match error {
            RdfParseError::Io(error) => cut(&error),
            RdfParseError::Syntax(error) => Broken(format!("it is cut short or damaged ({error}); fetch the dump again")),
        })?;
        let property = match quad.predicate.as_str() {
            TYPE => "type",
            other => other.strip_prefix(SCHEMA).unwrap_or_default(),
        };
        if !property.is_empty() {
            let value = match quad.object {
                Term::NamedNode(node) => node.into_string(),
                Term::BlankNode(node) => node.into_string(),
                Term::Literal(literal) => literal.destruct().0,
                Term::Triple(_) => continue,
            };
            let facts = match &quad.subject {
                NamedOrBlankNode::NamedNode(node) if node.as_str() == open.iri => &mut open,
                NamedOrBlankNode::NamedNode(node) => {
                    let next = Facts { iri: node.as_str().to_owned(), facts: Vec::new() };
                    known |= next.iri.starts_with(RECORD) || next.iri.starts_with(PERSON);
                    waiting.push_back(std::mem::replace(&mut open, next));
                    while waiting.front().is_some_and(|first| first.ready(&blanks)) {
                        waiting.pop_front().and_then(|facts| facts.record(&mut blanks)).into_iter().for_each(&mut *on);
                    }
                    &mut open
                }
                // the rest are identifiers, which say nothing that is not said elsewhere
                NamedOrBlankNode::BlankNode(_) if !property.starts_with("signature") && property != "type" => continue,
                NamedOrBlankNode::BlankNode(_) if property == "type" && !value.ends_with("Signature") => continue,
                NamedOrBlankNode::BlankNode(node) => blanks.entry(node.as_str().to_owned()).or_default(),
            };
            facts.facts.push((property.to_owned(), value));
        }
    }
    if !known {
        return Err(Broken("it is N-Triples, but no publication of dblp is in it".to_owned()));
    }
    waiting.push_back(open);
    for facts in waiting {
        if !facts.ready(&blanks) {
            return Err(Broken(format!("it is cut short: a signature of {} is missing; fetch the dump again", facts.iri)));
        }
        facts.record(&mut blanks).into_iter().for_each(&mut *on);
    }
    Ok(None)
}

/// The parser keeps a limit of its own.
struct Lines<'a>(&'a mut Pieces);

impl Read for Lines<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        self.0.got_on();
        self.0.read(out)
    }
}

impl Facts {
    fn all<'a>(&'a self, property: &str) -> impl Iterator<Item = &'a str> {
        self.facts.iter().filter(move |(name, _)| name == property).map(|(_, value)| value.as_str())
    }

    fn get(&self, property: &str) -> &str {
        self.facts.iter().find(|(name, _)| name == property).map_or("", |(_, value)| value.as_str())
    }

    fn text(&self, property: &str) -> Option<String> {
        Some(squeezed(self.get(property))).filter(|text| !text.is_empty())
    }

    /// The local name of a class or of a type of BibTeX.
    fn is(&self, property: &str, local: &str) -> bool {
        self.all(property).any(|iri| iri.rsplit(['#', '/']).next() == Some(local))
    }

    /// Whether all its signatures were read.
    fn ready(&self, blanks: &HashMap<String, Facts>) -> bool {
        let read =
            |blank| blanks.get(blank).is_some_and(|s| !s.get("signatureDblpName").is_empty() && !s.get("signatureOrdinal").is_empty());
        self.all("hasSignature").all(read)
    }

    fn record(&self, blanks: &mut HashMap<String, Facts>) -> Option<Record> {
        if let Some(pid) = self.iri.strip_prefix(PERSON) {
            return self.person(pid).map(|person| Record::Person(Box::new(person)));
        }
        let key = self.iri.strip_prefix(RECORD)?;
        let mut signatures: Vec<Facts> = self.all("hasSignature").filter_map(|blank| blanks.remove(blank)).collect();
        signatures.sort_by_key(|s| s.get("signatureOrdinal").parse().unwrap_or(u32::MAX));
        let (editors, authors): (Vec<_>, Vec<_>) = signatures.into_iter().partition(|s| s.is("type", "EditorSignature"));
        let bibtex = |local: &str| self.is("bibtexType", local);
        if bibtex("Inproceedings") || bibtex("Incollection") || bibtex("Article") {
            return Some(Record::Paper(Box::new(self.paper(key, &authors, bibtex("Article")))));
        }
        let toc = bibtex("Proceedings") || bibtex("Book") && !editors.is_empty();
        toc.then(|| Record::Toc(Box::new(self.toc(key, &editors))))
    }

    fn year(&self) -> Option<i32> {
        self.get("yearOfPublication").parse().ok()
    }

    fn venue(&self) -> String {
        ["publishedInBook", "publishedIn"].iter().find_map(|property| self.text(property)).unwrap_or_default()
    }

    fn paper(&self, key: &str, authors: &[Facts], journal: bool) -> Paper {
        let (volume, number) = (self.get("publishedInJournalVolume"), self.get("publishedInJournalVolumeIssue"));
        let orcids = authors.iter().enumerate().filter_map(|(at, s)| Some((at, orcid(s.get("signatureOrcid"))?)));
        Paper {
            crossref: self.all("publishedAsPartOf").find_map(|iri| iri.strip_prefix(RECORD)).map(str::to_owned),
            venue: match journal {
                true => self.text("publishedInJournal").unwrap_or_else(|| self.venue()),
                false => self.venue(),
            },
            issue: if journal && !self.is("type", "Informal") { issue(volume, number) } else { None },
            page: self.all("listedOnTocPage").find_map(page),
            orcids: orcids.collect(),
            entry: Entry {
                key: key.to_owned(),
                title: title(self.get("title")),
                creators: authors.iter().map(creator).collect(),
                pages: self.text("pagination"),
                year: self.year(),
                doi: self.all("doi").find_map(doi),
            },
        }
    }

    fn toc(&self, key: &str, editors: &[Facts]) -> Toc {
        Toc {
            key: Some(key.to_owned()),
            stream: stream(key).to_owned(),
            title: title(self.get("title")),
            venue: self.venue(),
            year: self.year(),
            series: self.text("publishedInSeries"),
            number: self.text("publishedInSeriesVolume"),
            publisher: self.text("publishedBy"),
            isbn: self.all("isbn").filter_map(|isbn| isbn.rsplit([':', '/']).next()).map(str::to_owned).collect(),
            editors: editors.iter().map(creator).collect(),
            page: self.all("listedOnTocPage").find_map(page),
            entries: Vec::new(),
        }
    }

    fn person(&self, pid: &str) -> Option<Person> {
        let mut names: Vec<String> = self.text("primaryCreatorName").into_iter().collect();
        for name in self.all("creatorName").map(squeezed) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let mut affiliations: Vec<String> = Vec::new();
        for text in self.all("primaryAffiliation").chain(self.all("affiliation")).map(squeezed) {
            if !affiliations.contains(&text) {
                affiliations.push(text);
            }
        }
        (!names.is_empty()).then(|| Person {
            pid: Some(pid.to_owned()),
            names,
            disambiguation: self.is("type", "AmbiguousCreator"),
            orcid: self.all("orcid").filter_map(orcid).collect(),
            affiliations,
        })
    }
}

fn creator(signature: &Facts) -> Creator {
    Creator {
        name: squeezed(signature.get("signatureDblpName")),
        pid: signature.all("signatureCreator").find_map(|iri| iri.strip_prefix(PERSON)).map(str::to_owned),
        ambiguous: false,
    }
}

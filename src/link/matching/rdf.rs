//! A list of papers in RDF: in the terms of dblp, schema.org, Dublin Core or BIBO.

use super::clean;
use super::table::{Row, Table};
use crate::error::Error;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// What a property says, by the end of its IRI.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Says {
    Title,
    Name,
    Author,
    Signature,
    Creator,
    Ordinal,
    Venue,
    Year,
    Pages,
    Doi,
    Type,
}

const PROPERTIES: &[(&str, Says)] = &[
    ("https://dblp.org/rdf/schema#title", Says::Title),
    ("http://purl.org/dc/terms/title", Says::Title),
    ("http://purl.org/dc/elements/1.1/title", Says::Title),
    ("https://schema.org/name", Says::Name),
    ("http://schema.org/name", Says::Name),
    ("http://xmlns.com/foaf/0.1/name", Says::Name),
    ("http://www.w3.org/2000/01/rdf-schema#label", Says::Name),
    ("https://dblp.org/rdf/schema#signatureDblpName", Says::Name),
    ("https://dblp.org/rdf/schema#primaryCreatorName", Says::Name),
    ("https://dblp.org/rdf/schema#authoredBy", Says::Author),
    ("https://schema.org/author", Says::Author),
    ("http://schema.org/author", Says::Author),
    ("http://purl.org/dc/terms/creator", Says::Author),
    ("http://purl.org/dc/elements/1.1/creator", Says::Author),
    ("https://dblp.org/rdf/schema#signaturePublication", Says::Signature),
    ("https://dblp.org/rdf/schema#signatureCreator", Says::Creator),
    ("https://dblp.org/rdf/schema#signatureOrdinal", Says::Ordinal),
    ("https://dblp.org/rdf/schema#publishedIn", Says::Venue),
    ("https://dblp.org/rdf/schema#yearOfPublication", Says::Year),
    ("https://dblp.org/rdf/schema#yearOfEvent", Says::Year),
    ("https://schema.org/datePublished", Says::Year),
    ("http://schema.org/datePublished", Says::Year),
    ("http://purl.org/dc/terms/issued", Says::Year),
    ("https://dblp.org/rdf/schema#pagination", Says::Pages),
    ("https://schema.org/pagination", Says::Pages),
    ("http://schema.org/pagination", Says::Pages),
    ("http://purl.org/ontology/bibo/pages", Says::Pages),
    ("https://dblp.org/rdf/schema#doi", Says::Doi),
    ("http://purl.org/ontology/bibo/doi", Says::Doi),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", Says::Type),
];

/// Classes of papers, by the end of their IRIs; what has an author is one too.
const PAPERS: &[&str] = &["Inproceedings", "Article", "ScholarlyArticle", "Incollection", "AcademicArticle"];

/// The syntax of RDF that a file has by its ending.
pub fn format(path: &str) -> Option<RdfFormat> {
    let ending = Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
    RdfFormat::from_extension(&ending).filter(|_| !matches!(ending.as_str(), "txt" | "json"))
}

/// Reads the papers of a file; their ids are their IRIs.
pub fn read(name: &str, bytes: &[u8], format: RdfFormat) -> Result<Table, Error> {
    let usage = |what: &str| Error::Usage(format!("{name}: {what}"));
    let parser = RdfParser::from_format(format).with_base_iri("http://localhost/").map_err(|e| usage(&e.to_string()))?;
    let mut facts: Facts = BTreeMap::new();
    for quad in parser.for_slice(bytes) {
        let quad = quad.map_err(|e| match e.location() {
            Some(at) => Error::Usage(format!("{name}:{}:{}: {e}", at.start.line + 1, at.start.column + 1)),
            None => usage(&e.to_string()),
        })?;
        note(&mut facts, quad);
    }
    let mut signed: HashMap<&str, Vec<(u32, &str)>> = HashMap::new();
    for (id, node) in &facts {
        if let Some(paper) = node.first(Says::Signature) {
            let ordinal = node.first(Says::Ordinal).and_then(|n| n.parse().ok()).unwrap_or(u32::MAX);
            let creator = node.first(Says::Creator).unwrap_or(id);
            signed.entry(paper).or_default().push((ordinal, node.first(Says::Name).unwrap_or_else(|| called(&facts, creator))));
        }
    }
    let mut table = Table::new(name);
    for (id, node) in &facts {
        let paper = node.all(Says::Type).any(|t| PAPERS.contains(&t.rsplit(['#', '/']).next().unwrap_or_default()));
        let title = node.first(Says::Title).or_else(|| node.first(Says::Name));
        let Some(title) = title.filter(|_| paper || node.first(Says::Author).is_some() || signed.contains_key(id.as_str())) else {
            continue;
        };
        let authors = match signed.get_mut(id.as_str()) {
            Some(signed) => {
                signed.sort_unstable();
                signed.dedup();
                signed.iter().map(|(_, name)| (*name).to_owned()).collect()
            }
            None => node.all(Says::Author).map(|author| called(&facts, author).to_owned()).collect(),
        };
        let row = Row {
            id: id.clone(),
            title: title.to_owned(),
            authors,
            venue: node.first(Says::Venue).map(|v| called(&facts, v).to_owned()),
            year: node.first(Says::Year).and_then(clean::year),
            pages: node.first(Says::Pages).map(str::to_owned),
            doi: node.first(Says::Doi).and_then(clean::doi),
        };
        // ids are keys of a map
        let _ = table.add(row);
    }
    if table.rows.is_empty() {
        return Err(usage("no papers are described in it; a paper has a title and an author, or a type such as dblp:Inproceedings"));
    }
    Ok(table)
}

type Facts = BTreeMap<String, Node>;

/// What is said of one thing, in the order in which it is said.
#[derive(Default)]
struct Node {
    said: Vec<(Says, String)>,
    seen: HashSet<(Says, String)>,
}

impl Node {
    fn all(&self, says: Says) -> impl Iterator<Item = &str> {
        self.said.iter().filter(move |(s, _)| *s == says).map(|(_, value)| value.as_str())
    }

    fn first(&self, says: Says) -> Option<&str> {
        self.all(says).next()
    }
}

fn note(facts: &mut Facts, quad: Quad) {
    let Some((_, says)) = PROPERTIES.iter().find(|(iri, _)| *iri == quad.predicate.as_str()) else { return };
    let subject = match quad.subject {
        NamedOrBlankNode::NamedNode(node) => node.into_string(),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    };
    let value = match quad.object {
        Term::NamedNode(node) => node.into_string(),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.destruct().0,
        _ => return,
    };
    let node = facts.entry(subject).or_default();
    if node.seen.insert((*says, value.clone())) {
        node.said.push((*says, value));
    }
}

/// The name of a thing, or what stands for it.
fn called<'a>(facts: &'a Facts, thing: &'a str) -> &'a str {
    facts.get(thing).and_then(|node| node.first(Says::Name).or_else(|| node.first(Says::Title))).unwrap_or(thing)
}

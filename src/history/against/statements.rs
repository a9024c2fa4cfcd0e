//! Papers in RDF, by the schema of dblp or schema.org.

use super::Listed;
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use std::collections::{BTreeMap, HashMap};

/// Properties that name a thing, best first.
const NAMES: &[&str] = &[
    "signatureDblpName",
    "printedName",
    "primaryCreatorName",
    "creatorName",
    "primaryFullCreatorName",
    "fullCreatorName",
    "name",
    "label",
];
const TITLES: &[&str] = &["title", "headline", "name"];
/// What a paper is part of.
const WHOLES: &[&str] = &["publishedAsPartOf", "publishedIn", "isPartOf"];
/// Classes of papers.
const PAPERS: &[&str] = &["Publication", "Inproceedings", "Article", "Incollection", "ScholarlyArticle"];
/// Classes of what is no paper though it is a publication.
const OTHERS: &[&str] = &["Editorship", "Proceedings", "Book", "FrontMatterItem"];

/// Where a list breaks off that leads to itself.
const LONGEST: usize = 10_000;

/// What is said, by subject and by the last word of the property.
struct Said<'a>(HashMap<&'a str, HashMap<&'a str, Vec<&'a Term>>>);

/// The papers, gathered by what they are part of.
pub fn papers(quads: &[Quad]) -> Vec<Vec<Listed>> {
    let mut order: Vec<&str> = Vec::new();
    let mut said = Said(HashMap::new());
    for quad in quads {
        let (subject, property) = (node(&quad.subject), last(quad.predicate.as_str()));
        let about = said.0.entry(subject).or_insert_with(|| {
            order.push(subject);
            HashMap::new()
        });
        let values = about.entry(property).or_default();
        // a store says the same in several graphs at most once, other data may not
        if values.len() > LONGEST || !values.contains(&&quad.object) {
            values.push(&quad.object);
        }
    }
    let mut volumes: BTreeMap<&str, Vec<Listed>> = BTreeMap::new();
    for subject in order.into_iter().filter(|s| said.is_paper(s)) {
        let Some(title) = TITLES.iter().find_map(|p| said.texts(subject, p).next()) else { continue };
        let (authors, unordered) = said.authors(subject);
        let whole = WHOLES.iter().find_map(|p| said.values(subject, p).first().copied()).map_or("", text);
        let id = (!subject.starts_with("_:")).then(|| subject.to_owned());
        let paper = Listed { id, title: title.to_owned(), authors, pages: said.pages(subject), unordered };
        volumes.entry(whole).or_default().push(paper);
    }
    volumes.into_values().collect()
}

impl<'a> Said<'a> {
    fn values(&self, subject: &str, property: &str) -> &[&'a Term] {
        self.0.get(subject).and_then(|about| about.get(property)).map_or(&[], Vec::as_slice)
    }

    fn texts<'s>(&'s self, subject: &str, property: &str) -> impl Iterator<Item = &'a str> + 's {
        self.values(subject, property).iter().filter_map(|term| match term {
            Term::Literal(literal) => Some(literal.value()),
            _ => None,
        })
    }

    fn is_a(&self, subject: &str, classes: &[&str]) -> bool {
        self.values(subject, "type").iter().any(|class| classes.contains(&last(text(class))))
    }

    fn is_paper(&self, subject: &str) -> bool {
        self.is_a(subject, PAPERS) && !self.is_a(subject, OTHERS)
    }

    /// Names in their order, and whether there is none: by signatures with their numbers, else by a list, else as a set.
    fn authors(&self, subject: &str) -> (Vec<String>, bool) {
        let number = |s: &str| self.texts(s, "signatureOrdinal").next().and_then(|n| n.parse::<u32>().ok()).unwrap_or(u32::MAX);
        let mut signatures: Vec<&str> = self.values(subject, "hasSignature").iter().map(|t| text(t)).collect();
        signatures.retain(|s| !self.is_a(s, &["EditorSignature"]));
        signatures.sort_by_key(|s| number(s));
        let signed: Vec<String> = signatures.iter().filter_map(|s| self.name(s)).collect();
        if !signed.is_empty() {
            return (signed, false);
        }
        for property in ["author", "authoredBy"] {
            let values = self.values(subject, property);
            if let [list] = values
                && !self.values(text(list), "first").is_empty()
            {
                return (self.list(text(list)).into_iter().filter_map(|t| self.named(t)).collect(), false);
            }
            let names: Vec<String> = values.iter().filter_map(|t| self.named(t)).collect();
            if !names.is_empty() {
                let alone = names.len() < 2;
                return (names, !alone);
            }
        }
        (Vec::new(), false)
    }

    fn list(&self, mut at: &'a str) -> Vec<&'a Term> {
        let mut items = Vec::new();
        while let Some(first) = self.values(at, "first").first()
            && items.len() < LONGEST
        {
            items.push(*first);
            let Some(rest) = self.values(at, "rest").first() else { break };
            at = text(rest);
        }
        items
    }

    fn named(&self, term: &Term) -> Option<String> {
        match term {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            other => self.name(text(other)),
        }
    }

    fn name(&self, subject: &str) -> Option<String> {
        let own = NAMES.iter().find_map(|p| self.texts(subject, p).next()).map(str::to_owned);
        let parts = || {
            let (given, family) = (self.texts(subject, "givenName").next()?, self.texts(subject, "familyName").next()?);
            Some(format!("{given} {family}"))
        };
        let creator = || {
            let creator = text(self.values(subject, "signatureCreator").first()?);
            (creator != subject).then(|| NAMES.iter().find_map(|p| self.texts(creator, p).next()))?.map(str::to_owned)
        };
        own.or_else(parts).or_else(creator)
    }

    fn pages(&self, subject: &str) -> Option<String> {
        let one = |property| self.texts(subject, property).next();
        let range = || match (one("pageStart")?, one("pageEnd")) {
            (start, Some(end)) if end != start => Some(format!("{start}-{end}")),
            (start, _) => Some(start.to_owned()),
        };
        one("pagination").map(str::to_owned).or_else(range)
    }
}

fn node(subject: &NamedOrBlankNode) -> &str {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}

fn text(term: &Term) -> &str {
    match term {
        Term::NamedNode(node) => node.as_str(),
        Term::BlankNode(node) => node.as_str(),
        Term::Literal(literal) => literal.value(),
        _ => "",
    }
}

/// The last word of a property or class of the schemas that are known, whatever their version or scheme.
fn last(iri: &str) -> &str {
    const SPACES: &[&str] = &[
        "https://dblp.org/rdf/schema",
        "https://schema.org/",
        "http://schema.org/",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.w3.org/2000/01/rdf-schema#",
        "https://w3id.org/frontis/ns#",
    ];
    if SPACES.iter().any(|space| iri.starts_with(space)) { iri.rsplit(['#', '/']).next().unwrap_or(iri) } else { iri }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::io::{RdfFormat, RdfParser};

    fn read(turtle: &str) -> Vec<Vec<Listed>> {
        let text = format!("@prefix d: <https://dblp.org/rdf/schema#> . @prefix s: <https://schema.org/> . @base <http://x/> .\n{turtle}");
        let quads: Result<Vec<Quad>, _> = RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()).collect();
        papers(&quads.expect("Turtle"))
    }

    #[test]
    fn volumes_are_kept_apart_and_names_found_where_they_stand() {
        let found = read(
            r#"<a> a d:Publication ; d:title "A." ; d:publishedAsPartOf <v> ; d:authoredBy <p>, <q> .
               <p> d:primaryCreatorName "Ana Lima" . <q> s:name "Bo Ek" .
               <b> a s:ScholarlyArticle ; s:name "B" ; s:isPartOf <w> ; d:hasSignature <e>, <s> .
               <s> d:signatureOrdinal 1 ; d:signatureCreator <p> . <e> a d:EditorSignature ; d:signatureDblpName "Ed" .
               <c> a d:Publication . <d> a <http://other/ScholarlyArticle> ; d:title "D" ."#,
        );
        assert_eq!(found.len(), 2);
        let (a, b) = (&found[0][0], &found[1][0]);
        assert_eq!((a.title.as_str(), a.authors.join(", "), a.unordered), ("A.", "Ana Lima, Bo Ek".to_owned(), true));
        assert_eq!((b.authors.join(", "), b.unordered), ("Ana Lima".to_owned(), false));
    }

    #[test]
    fn odd_graphs_end() {
        let turtle = r#"@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
            <a> a s:Article ; s:name "A" ; s:author <l> . <l> rdf:first <a> ; rdf:rest <l> .
            <b> a s:Article ; s:name "B" ; d:hasSignature <b> . <b> d:signatureCreator <b> ; s:pageEnd "9" ."#;
        let found = read(turtle);
        assert_eq!((found[0].len(), found[0][1].authors.as_slice(), found[0][1].pages.as_deref()), (2, &["B".to_owned()][..], None));
    }
}

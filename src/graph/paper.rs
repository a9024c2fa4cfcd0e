//! Contributions with their authors in printed order, and what papers and front-matter items have in common.

use super::vocab::{bibtex, dblp, fm, kind, rdfs, schema, xsd};
use super::volume::{event_year, year};
use super::write::Subject;
use super::{Scribe, iri};
use crate::record::{Contribution, ContributionKind, Identifier, Pages, Signature};
use oxigraph::model::NamedNode;
use sophia::api::ns::NsTerm;

pub fn describe(scribe: &mut Scribe<'_, '_>) {
    let (volume, iris) = (scribe.volume, scribe.iris);
    let year_of_event = event_year(volume);
    let year_of_publication = volume.proceedings.published.as_ref().map(|d| d.value.year);
    for (i, paper) in volume.contributions.iter().enumerate() {
        let iri = &iris.papers[i];
        let title = &paper.title.value;
        let session = paper.session.and_then(|s| iris.sessions.get(s));
        let creators = Creators::of(scribe, iri, &paper.authors);
        let subject = scribe
            .data(iri)
            .a(&[dblp::Publication, dblp::Inproceedings, schema::ScholarlyArticle])
            .text(rdfs::label, &label(paper, year_of_event.or(year_of_publication)))
            .text(dblp::title, title)
            .text(schema::name, title)
            .text(schema::headline, title)
            .term(dblp::bibtexType, bibtex::Inproceedings)
            .node(dblp::publishedAsPartOf, &iris.volume)
            .nodes(schema::isPartOf, std::iter::once(&iris.volume).chain(&iris.issue))
            .node(dblp::publishedInStream, &iris.series)
            .maybe_typed(dblp::yearOfEvent, year_of_event.map(year), xsd::gYear)
            .maybe_typed(dblp::yearOfPublication, year_of_publication.map(year), xsd::gYear)
            .term(fm::contributionKind, kind_of(paper.kind))
            .maybe_node(fm::inSession, session)
            .number(schema::position, i as i64 + 1)
            .confidence(paper.least_confidence());
        let dois: Vec<NamedNode> =
            paper.identifiers.iter().filter_map(|i| if let Identifier::Doi(doi) = &i.value { Some(iri::doi(doi)) } else { None }).collect();
        let links: Vec<NamedNode> = paper.links.iter().filter_map(|link| iri::address(&link.value)).collect();
        let license = paper.license.as_ref().map(|l| l.value.as_str());
        let (address, name) = match license.and_then(iri::address) {
            Some(address) => (Some(address), None),
            None => (None, license),
        };
        let subject = subject
            .nodes(dblp::doi, &dois)
            .nodes(schema::url, &links)
            .maybe_node(schema::license, address.as_ref())
            .maybe_text(schema::license, name);
        let subject = pages(subject, paper.pages.as_ref().map(|p| &p.value), true);
        let subject = subject.maybe_number(fm::derivedPageEnd, paper.derived_end.map(i64::from));
        creators.write(subject);
        scribe.evidence(iri, &[paper.span]);
        signatures(scribe, iri, &paper.authors);
    }
}

fn kind_of(kind: ContributionKind) -> NsTerm<'static> {
    match kind {
        ContributionKind::FullPaper => kind::full_paper,
        ContributionKind::ShortPaper => kind::short_paper,
        ContributionKind::Keynote => kind::keynote,
        ContributionKind::Invited => kind::invited,
        ContributionKind::Poster => kind::poster,
        ContributionKind::Demo => kind::demo,
    }
}

/// As dblp labels records: `A and B: Title. (2011)`, from three authors on `A et al.: …`.
fn label(paper: &Contribution, year: Option<i32>) -> String {
    let title = paper.title.value.trim_end_matches('.');
    let stop = if title.ends_with(['?', '!']) { "" } else { "." };
    let name = |i: usize| &paper.authors[i].name.value.full;
    let mut out = match paper.authors.len() {
        0 => String::new(),
        1 => format!("{}: ", name(0)),
        2 => format!("{} and {}: ", name(0), name(1)),
        _ => format!("{} et al.: ", name(0)),
    };
    out.push_str(title);
    out.push_str(stop);
    if let Some(year) = year {
        out.push_str(&format!(" ({year})"));
    }
    out
}

/// First page as printed, its place in the order, and a last page where one is printed.
pub fn pages<'s, 'e>(subject: Subject<'s, 'e>, pages: Option<&Pages>, dblp: bool) -> Subject<'s, 'e> {
    let Some(pages) = pages else { return subject };
    let range = pages.last.as_ref().map(|_| pages.to_string());
    subject
        .text(schema::pageStart, &pages.first.label)
        .maybe_number(fm::pageSort, pages.first.sort.map(i64::from))
        .maybe_text(schema::pageEnd, pages.last.as_ref().map(|p| p.label.as_str()))
        .maybe_text(schema::pagination, range.as_deref())
        .maybe_text(dblp::pagination, range.as_deref().filter(|_| dblp))
}

/// The authors of a work in both vocabularies.
pub struct Creators {
    signatures: Vec<NamedNode>,
    persons: Vec<NamedNode>,
}

impl Creators {
    pub fn of(scribe: &Scribe<'_, '_>, work: &NamedNode, authors: &[Signature]) -> Creators {
        let signatures: Vec<NamedNode> = (1..=authors.len()).map(|n| iri::signature(work, n)).collect();
        let persons = signatures.iter().filter_map(|s| scribe.people.of(s).cloned()).collect();
        Creators { signatures, persons }
    }

    pub fn write<'s, 'e>(&self, subject: Subject<'s, 'e>) -> Subject<'s, 'e> {
        subject
            .number(dblp::numberOfCreators, self.signatures.len() as i64)
            .nodes(dblp::hasSignature, &self.signatures)
            .nodes(dblp::createdBy, &self.persons)
            .nodes(dblp::authoredBy, &self.persons)
            .nodes(schema::author, &self.persons)
    }
}

/// Author signatures of a paper or message.
pub fn signatures<'v>(scribe: &mut Scribe<'v, '_>, work: &NamedNode, authors: &'v [Signature]) {
    for (i, author) in authors.iter().enumerate() {
        scribe.mention(&iri::signature(work, i + 1), author.into(), |subject, person| {
            subject
                .a(&[dblp::Signature, dblp::AuthorSignature])
                .number(dblp::signatureOrdinal, i as i64 + 1)
                .node(dblp::signaturePublication, work)
                .maybe_node(dblp::signatureCreator, person)
        });
    }
}

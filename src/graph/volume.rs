//! The book: title page and imprint, editors, and the issue it is also printed as.

use super::Scribe;
use super::iri;
use super::vocab::{bibtex, dblp, fm, rdfs, schema, xsd};
use crate::record::{Identifier, Proceedings, Volume};
use oxigraph::model::NamedNode;

/// The printed title or what stands in for it.
pub fn title(volume: &Volume) -> String {
    let printed = [&volume.proceedings.title, &volume.event.name, &volume.proceedings.short_title].into_iter().flatten().next();
    match printed {
        Some(title) => title.value.clone(),
        None => format!("Untitled proceedings ({})", volume.id),
    }
}

/// A year in four digits as `xsd:gYear` wants it.
pub fn year(year: i32) -> String {
    if year < 0 { format!("-{:04}", year.unsigned_abs()) } else { format!("{year:04}") }
}

/// Year of the edition: as read, else that of the first day.
pub fn event_year(volume: &Volume) -> Option<i32> {
    let dates = volume.event.dates.as_ref().and_then(|d| d.value.typed());
    volume.event.year.or_else(|| dates.map(|range| chrono::Datelike::year(&range.start)))
}

pub fn describe(scribe: &mut Scribe<'_, '_>) {
    let (iris, book) = (scribe.iris, &scribe.volume.proceedings);
    let title = title(scribe.volume);
    let publisher = book.publisher.as_ref().map(|p| scribe.organization(&p.value));
    let published = book.published.as_ref().map(|d| d.value);
    let year_of_event = event_year(scribe.volume).map(year);
    let signatures: Vec<NamedNode> = (1..=book.editors.len()).map(|n| iris.editor(n)).collect();
    let editors: Vec<NamedNode> = signatures.iter().filter_map(|s| scribe.people.of(s).cloned()).collect();
    let identifiers = Identifiers::of(book);
    scribe
        .data(&iris.volume)
        .a(&[dblp::Publication, dblp::Editorship, fm::Proceedings, schema::Book])
        .text(rdfs::label, &title)
        .text(dblp::title, &title)
        .text(schema::name, &title)
        .maybe_text(schema::description, book.subtitle.as_ref().map(|t| t.value.as_str()))
        .maybe_text(schema::alternateName, book.short_title.as_ref().map(|t| t.value.as_str()))
        .maybe_text(schema::inLanguage, book.language.as_deref())
        .term(dblp::bibtexType, bibtex::Proceedings)
        .node(dblp::publishedInStream, &iris.series)
        .maybe_typed(dblp::yearOfEvent, year_of_event, xsd::gYear)
        .maybe_typed(dblp::yearOfPublication, published.map(|d| year(d.year)), xsd::gYear)
        .maybe_typed(dblp::monthOfPublication, published.and_then(|d| d.month).map(|m| format!("--{m:02}")), xsd::gMonth)
        .maybe_text(dblp::publishedBy, book.publisher.as_ref().map(|p| p.value.as_str()))
        .maybe_node(schema::publisher, publisher.as_ref())
        .nodes(dblp::isbn, &identifiers.isbn.iter().map(|n| iri::isbn(n)).collect::<Vec<_>>())
        .texts(schema::isbn, identifiers.isbn.iter().copied())
        .nodes(dblp::doi, &identifiers.doi.iter().map(|n| iri::doi(n)).collect::<Vec<_>>())
        .nodes(dblp::hasSignature, &signatures)
        .nodes(dblp::createdBy, &editors)
        .nodes(dblp::editedBy, &editors)
        .nodes(schema::editor, &editors)
        .maybe_number(dblp::numberOfCreators, (!editors.is_empty()).then_some(book.editors.len() as i64))
        .node(fm::proceedingsOf, &iris.event)
        .maybe_node(fm::alsoIssuedAs, iris.issue.as_ref())
        .maybe_node(schema::isPartOf, iris.whole.as_ref())
        .nodes(schema::hasPart, &iris.papers);
    let mut spans: Vec<_> =
        [&book.title, &book.subtitle, &book.short_title, &book.publisher].into_iter().flatten().map(|t| t.span).collect();
    spans.extend(book.published.as_ref().map(|d| d.span));
    spans.extend(book.identifiers.iter().map(|i| i.span));
    scribe.evidence(&iris.volume, &spans);
    for (i, editor) in book.editors.iter().enumerate() {
        scribe.mention(&signatures[i], editor.into(), |subject, person| {
            subject
                .a(&[dblp::Signature, dblp::EditorSignature])
                .number(dblp::signatureOrdinal, i as i64 + 1)
                .node(dblp::signaturePublication, &iris.volume)
                .maybe_node(dblp::signatureCreator, person)
        });
    }
}

/// Standard numbers by kind.
#[derive(Default)]
pub struct Identifiers<'v> {
    pub isbn: Vec<&'v str>,
    pub issn: Vec<&'v str>,
    pub doi: Vec<&'v str>,
}

impl<'v> Identifiers<'v> {
    pub fn of(book: &'v Proceedings) -> Identifiers<'v> {
        let mut all = Identifiers::default();
        for identifier in &book.identifiers {
            match &identifier.value {
                Identifier::Isbn(number) => all.isbn.push(number),
                Identifier::Issn(number) => all.issn.push(number),
                Identifier::Doi(number) => all.doi.push(number),
            }
        }
        all
    }
}

//! Entries of the contents that are not contributions; a message also as the publication it is.

use super::Scribe;
use super::paper::{Creators, pages, signatures};
use super::vocab::{dblp, fm, kind, rdfs, schema};
use crate::record::ItemKind;
use sophia::api::ns::NsTerm;

pub fn describe(scribe: &mut Scribe<'_, '_>) {
    let (volume, iris) = (scribe.volume, scribe.iris);
    for (item, iri) in volume.items.iter().zip(&iris.items) {
        let title = &item.title.value;
        let creators = Creators::of(scribe, iri, &item.signatures);
        let spans = [Some(item.title.span), item.pages.as_ref().map(|p| p.span)];
        let sure = spans.into_iter().flatten().map(|span| scribe.certainty(span)).fold(1.0, f64::min);
        let mut subject = scribe
            .data(iri)
            .a(&[fm::FrontMatterItem, schema::Chapter])
            .text(rdfs::label, title)
            .text(schema::name, title)
            .term(fm::itemKind, kind_of(item.kind))
            .node(schema::isPartOf, &iris.volume)
            .confidence(sure)
            .maybe_text(fm::signedAs, item.signed_as.as_ref().map(|s| s.value.as_str()));
        subject = pages(subject, item.pages.as_ref().map(|p| &p.value), false);
        if !item.signatures.is_empty() {
            creators.write(subject.a(&[dblp::Publication]).text(dblp::title, title));
        }
        let spans: Vec<_> = std::iter::once(item.title.span).chain(item.body).collect();
        scribe.evidence(iri, &spans);
        signatures(scribe, iri, &item.signatures);
    }
}

fn kind_of(kind: ItemKind) -> NsTerm<'static> {
    match kind {
        ItemKind::TableOfContents => kind::table_of_contents,
        ItemKind::OrganizationList => kind::organization_list,
        ItemKind::SponsorList => kind::sponsor_list,
        ItemKind::Message => kind::message,
        ItemKind::AuthorIndex => kind::author_index,
        ItemKind::Other => kind::other_item,
    }
}

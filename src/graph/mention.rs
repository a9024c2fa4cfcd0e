//! What a printed name carries wherever it stands: the name, its key, the person meant, the affiliations.

use super::vocab::{dblp, fm, rdfs, schema};
use super::write::Subject;
use super::{Scribe, iri};
use crate::record::{Affiliation, PersonName, Signature};
use crate::source::{Span, Spanned};
use oxigraph::model::NamedNode;

/// Longest stretch of text, in bytes, that is evidence of a name with its affiliations; beyond it they stand apart and
/// the name alone is.
const TOGETHER: usize = 600;

/// A printed name with what belongs to it.
#[derive(Clone, Copy)]
pub struct Printed<'v> {
    pub name: &'v Spanned<PersonName>,
    pub affiliations: &'v [Spanned<Affiliation>],
    pub orcid: Option<&'v str>,
    pub confidence: f64,
}

impl<'v> From<&'v Signature> for Printed<'v> {
    fn from(signature: &'v Signature) -> Self {
        let orcid = signature.orcid.as_ref().map(|number| number.value.as_str());
        Self { name: &signature.name, affiliations: &signature.affiliations, orcid, confidence: signature.confidence }
    }
}

impl Printed<'_> {
    fn span(&self) -> Span {
        let joined = self.affiliations.iter().fold(self.name.span, |span, a| span.join(a.span));
        if joined.len() <= TOGETHER { joined } else { self.name.span }
    }
}

impl<'v, 'e> Scribe<'v, 'e> {
    /// Writes a mention and its affiliations; `special` adds what kind of mention it is and links the person.
    pub fn mention(
        &mut self,
        mention: &NamedNode,
        printed: Printed<'v>,
        special: impl for<'s> FnOnce(Subject<'s, 'e>, Option<&NamedNode>) -> Subject<'s, 'e>,
    ) {
        let name = &printed.name.value;
        let organizations: Vec<NamedNode> = printed.affiliations.iter().map(|a| self.organization(&a.value.organization)).collect();
        let affiliations: Vec<NamedNode> = (1..=organizations.len()).map(|n| iri::affiliation(mention, n)).collect();
        let (person, key) = (self.people.of(mention), name.key());
        special(self.data(mention), person)
            .text(rdfs::label, &name.full)
            .text(fm::printedName, &name.full)
            .maybe_text(schema::alternateName, name.also.as_deref())
            .text(fm::nameKey, if key.is_empty() { &name.full } else { &key })
            .maybe_node(dblp::signatureOrcid, printed.orcid.map(iri::orcid).as_ref())
            .confidence(printed.confidence)
            .nodes(fm::hasAffiliation, &affiliations)
            .nodes(fm::affiliatedWith, &organizations);
        for (n, affiliation) in printed.affiliations.iter().enumerate() {
            let sure = self.certainty(affiliation.span);
            self.data(&affiliations[n])
                .a(&[fm::Affiliation])
                .number(fm::ordinal, n as i64 + 1)
                .text(fm::printedAffiliation, &affiliation.value.printed)
                .maybe_text(fm::printedPlace, affiliation.value.place.as_deref())
                .node(fm::organization, &organizations[n])
                .confidence(sure);
        }
        self.evidence(mention, &[printed.span()]);
        for (iri, affiliation) in affiliations.iter().zip(printed.affiliations) {
            self.evidence(iri, &[affiliation.span]);
        }
    }
}

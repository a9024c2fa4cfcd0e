//! Every term that is written, named here and nowhere else. The own ones are declared in `ontologies/fm.ttl`.

use oxigraph::model::NamedNode;
use sophia::api::ns::NsTerm;
use std::fmt::Write;

pub use sophia::api::ns::{owl, rdf, rdfs, xsd};

/// The dblp schema. Source: https://dblp.org/rdf/schema
pub mod dblp {
    use sophia::api::namespace;
    namespace! {
        "https://dblp.org/rdf/schema#",
        Publication, Editorship, Inproceedings, Stream, Conference, Creator, Person, Signature, AuthorSignature,
        EditorSignature,
        title, bibtexType, publishedAsPartOf, publishedInStream, publishedBy, yearOfEvent, yearOfPublication,
        monthOfPublication, pagination, isbn, issn, doi, orcid, signatureOrcid, numberOfCreators, hasSignature, createdBy, authoredBy, editedBy,
        signatureOrdinal, signaturePublication, signatureCreator, creatorName, primaryCreatorName, streamTitle,
        primaryStreamTitle, listedOnTocPage
    }
}

/// schema.org, with https as dblp writes it.
pub mod schema {
    use sophia::api::namespace;
    namespace! {
        "https://schema.org/",
        Book, Chapter, ScholarlyArticle, Event, ConferenceEvent, EventSeries, Person, Organization, OrganizationRole,
        Place, PostalAddress, Periodical, PublicationVolume, PublicationIssue, Observation,
        name, alternateName, description, headline, inLanguage, publisher, datePublished, isbn, issn, isPartOf, hasPart,
        position, pageStart, pageEnd, pagination, author, editor, givenName, familyName, affiliation, startDate, endDate,
        location, address, addressLocality, addressRegion, addressCountry, superEvent, recordedIn, workFeatured, organizer,
        performer, sponsor, contributor, member, roleName, volumeNumber, issueNumber, observationAbout, measuredProperty,
        value, sameAs, parentOrganization, url, license, honorificSuffix
    }
}

/// The own vocabulary. Metrics of statistics are in [`METRICS`].
pub mod fm {
    use sophia::api::namespace;
    namespace! {
        "https://w3id.org/frontis/ns#",
        Proceedings, ConferenceEdition, Session, ProgramDay, Talk, Meeting, FrontMatterItem, Committee, RoleAssignment,
        Affiliation, Sponsorship, Statistic, Acknowledgement, SourceDocument, ExtractionRun, ExtractionWarning, Correction,
        Repair, Tally,
        proceedingsOf, alsoIssuedAs, inSession, onDay, contributionKind, talkKind, itemKind, committeeOf, agent, role,
        inCommittee, ofEvent, hasAffiliation, organization, affiliatedWith, hasSponsorship, sponsorshipKind, metric,
        evidence, about, identityBasis,
        printedName, nameKey, printedAffiliation, printedPlace, printedLabel, printedNumber, printedDates, signedAs, level,
        reason, ordinal, editionNumber, pageSort, derivedPageEnd, approximate, readingConfidence, repair, sha256,
        softwareVersion, argument, sourceCount, bytes, bytesRead, bytesFurniture, bytesUnread, count, readPart, furniturePart,
        noticed, unread, code, severity, printedText, repairedText, statedFigure, corrects, correctedField, readAs, hasCorrection, Link, linkSource, linkTarget, linkPredicate, linkStatus, confidence, method,
        linkEvidence, targetCity, targetRegion, targetCountry
    }
}

/// BibTeX types. Source: dblp's `bibtexType`
pub mod bibtex {
    use sophia::api::namespace;
    namespace! { "http://purl.org/net/nknouf/ns/bibtex#", Inproceedings, Proceedings }
}

/// PROV-O. Source: https://www.w3.org/TR/prov-o/
pub mod prov {
    use sophia::api::namespace;
    namespace! {
        "http://www.w3.org/ns/prov#",
        Entity, Activity, Person, Agent, wasDerivedFrom, wasGeneratedBy, wasAssociatedWith, wasAttributedTo, wasInfluencedBy, generatedAtTime, used, generated, startedAtTime, endedAtTime
    }
}

/// Web Annotation, for evidence written out. Source: https://www.w3.org/TR/annotation-vocab/
pub mod oa {
    use sophia::api::namespace;
    namespace! {
        "http://www.w3.org/ns/oa#",
        SpecificResource, TextPositionSelector, TextQuoteSelector, hasSource, hasSelector, start, end, exact
    }
}

/// DCMI Metadata Terms. Source: https://www.dublincore.org/specifications/dublin-core/dcmi-terms/
pub mod dcterms {
    use sophia::api::namespace;
    namespace! {
        "http://purl.org/dc/terms/",
        format, title, description, license, issued, modified, conformsTo, isPartOf, hasPart, isReplacedBy
    }
}

/// VoID, for the description of a release. Source: https://www.w3.org/TR/void/
pub mod void {
    use sophia::api::namespace;
    namespace! {
        "http://rdfs.org/ns/void#",
        Dataset, Linkset, triples, entities, distinctSubjects, distinctObjects, properties, classes, classPartition, class,
        subset, target, subjectsTarget, objectsTarget, linkPredicate, uriSpace, exampleResource, vocabulary, feature,
        dataDump, rootResource
    }
}

/// DCAT 3. Source: https://www.w3.org/TR/vocab-dcat-3/
pub mod dcat {
    use sophia::api::namespace;
    namespace! {
        "http://www.w3.org/ns/dcat#",
        Dataset, Distribution, version, hasCurrentVersion, isVersionOf, keyword, distribution, downloadURL, mediaType,
        compressFormat, byteSize, landingPage
    }
}

/// SPDX, for checksums as DCAT 3 has them. Source: https://spdx.org/rdf/terms/
pub mod spdx {
    use sophia::api::namespace;
    namespace! { "http://spdx.org/rdf/terms#", Checksum, checksum, algorithm, checksumAlgorithm_sha256, checksumValue }
}

/// Formats of RDF. Source: https://www.w3.org/ns/formats/
pub mod formats {
    use sophia::api::namespace;
    namespace! { "http://www.w3.org/ns/formats/", Turtle; NQuads, "N-Quads" }
}

/// Types of media. Source: https://www.iana.org/assignments/media-types
pub mod media {
    use sophia::api::namespace;
    namespace! {
        "https://www.iana.org/assignments/media-types/", ;
        turtle, "text/turtle",
        nquads, "application/n-quads",
        gzip, "application/gzip"
    }
}

/// Roles at a conference.
pub mod role {
    use sophia::api::namespace;
    namespace! {
        "https://w3id.org/frontis/role/",
        speaker;
        committee_member, "committee-member",
        session_chair, "session-chair"
    }
}

/// Kinds of contributions, talks, items and sponsorships, and the basis of a person's identity.
pub mod kind {
    use sophia::api::namespace;
    namespace! {
        "https://w3id.org/frontis/kind/",
        keynote, plenary, invited, poster, demo, message, sponsor, supporter, host, candidate, accepted, rejected;
        full_paper, "full-paper",
        short_paper, "short-paper",
        organization_list, "organization-list",
        sponsor_list, "sponsor-list",
        author_index, "author-index",
        table_of_contents, "table-of-contents",
        other_item, "other-item",
        in_cooperation, "in-cooperation",
        industry_sponsor, "industry-sponsor",
        single_mention, "single-mention",
        same_name_only, "same-name-only",
        same_name_same_affiliation, "same-name-same-affiliation"
    }
}

/// Prefixes of whatever is written, for people's serialisations and for queries.
pub const PREFIXES: &[(&str, &str)] = &[
    ("bibtex", "http://purl.org/net/nknouf/ns/bibtex#"),
    ("dblp", "https://dblp.org/rdf/schema#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("fm", "https://w3id.org/frontis/ns#"),
    ("kind", "https://w3id.org/frontis/kind/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("role", "https://w3id.org/frontis/role/"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("void", "http://rdfs.org/ns/void#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Local names of the metrics that a [`Statistic`](crate::record::Statistic) may state: properties of the event where
/// they are exact. A figure of any other name is written with `fm:statedFigure`.
pub const METRICS: &[&str] = &[
    "submittedPapers",
    "submittedAbstracts",
    "submittedLongPapers",
    "submittedShortPapers",
    "submittedPosters",
    "submittedDemos",
    "acceptedPapers",
    "acceptedLongPapers",
    "acceptedShortPapers",
    "acceptedPosters",
    "acceptedDemos",
    "reviews",
    "reviewRounds",
    "minReviewsPerPaper",
    "maxReviewsPerPaper",
    "reviewsPerCommitteeMember",
    "secondRoundShortPapers",
    "secondRoundLongPapers",
    "programCommitteeSize",
    "externalReviewerCount",
    "plenaryTalks",
    "keynoteTalks",
    "invitedTalks",
    "tutorials",
    "workshops",
    "sessions",
    "participants",
    "authors",
    "countries",
];

/// Local names of the roles that a heading may mean.
pub const ROLES: &[&str] = &[
    "advisory-committee-member",
    "area-chair",
    "award-committee-member",
    "committee-member",
    "demo-chair",
    "doctoral-chair",
    "editor",
    "ethics-committee-member",
    "external-reviewer",
    "finance-chair",
    "general-chair",
    "honorary-chair",
    "industry-chair",
    "invited-talks-committee-member",
    "local-chair",
    "organizing-committee-member",
    "panel-chair",
    "poster-chair",
    "program-chair",
    "program-committee-member",
    "publication-chair",
    "publicity-chair",
    "registration-chair",
    "reviewer",
    "senior-program-committee-member",
    "session-chair",
    "speaker",
    "sponsorship-chair",
    "staff",
    "steering-committee-member",
    "student-chair",
    "student-volunteer",
    "tutorial-chair",
    "web-chair",
    "workshop-chair",
];

/// A term as the engine's type.
pub fn node(term: NsTerm<'_>) -> NamedNode {
    // long enough for any, so that it need not grow: every statement has at least one
    let mut iri = String::with_capacity(80);
    let _ = write!(iri, "{term}");
    NamedNode::new_unchecked(iri)
}

/// The role of that local name; `committee-member` for a name the vocabulary does not have.
pub fn role_named(name: Option<&str>) -> NsTerm<'static> {
    match name.and_then(|name| ROLES.iter().find(|known| **known == name)) {
        Some(known) => NsTerm::new_unchecked(role::PREFIX, known),
        None => role::committee_member,
    }
}

/// The metric of that local name, if the vocabulary has it.
pub fn metric_named(name: &str) -> Option<NsTerm<'static>> {
    METRICS.iter().find(|known| **known == name).map(|known| NsTerm::new_unchecked(fm::PREFIX, known))
}

#[cfg(test)]
mod tests;

use super::*;
use crate::diagnostic;
use crate::record::*;
use crate::source::{FileId, SourceFile, Spanned};
use std::collections::{BTreeSet, HashSet};

const TEXT: &str = "\
Proceedings of the Third Workshop on Lantern Keeping
WoLK’19
June 4–5, 2019, Bergen, Norway
Edited by Åse Lien
Organized by Nordlys A/S, hosted by Nordlys A/S in Voss. 12 submissions, about 30 reviews.
Program Chairs
Åse Lien, University of Bergen
Tomás Ó Súilleabháin
Staff
Wednesday, June 5
Session 2: Wicks
Keynote: Why Lamps Flicker? xiii
On Trimming . . . 1–9
Åse Lien (University of Bergen), Bo Ek (Lucerna;AB, Sweden), Wei Wu (ETH)
On Oil 1
Wei Wu (MIT)
Preface v
Åse Lien
David Quill spoke about soot. We thank Kari and Ola Nordmann.
";

struct Page {
    file: FileId,
}

impl Page {
    fn span(&self, text: &str) -> Span {
        let start = TEXT.find(text).unwrap_or_else(|| panic!("{text}"));
        Span::new(self.file, start, start + text.len())
    }

    fn text(&self, text: &str) -> Spanned<String> {
        Spanned::new(text.to_owned(), self.span(text))
    }

    fn signed(&self, name: &str, affiliations: &[&str]) -> Signature {
        let affiliation = |a: &&str| Spanned::new(Affiliation::parse(a), self.span(a));
        let name = Spanned::new(PersonName::parse(name), self.span(name));
        Signature { name, affiliations: affiliations.iter().map(affiliation).collect(), orcid: None, confidence: 1.0 }
    }

    fn paper(&self, title: &str, kind: ContributionKind, authors: Vec<Signature>, pages: &str) -> Contribution {
        let pages = Pages::parse(pages).map(|p| Spanned::new(p, self.span(pages)));
        Contribution {
            span: self.span(title),
            kind,
            title: self.text(title),
            authors,
            pages,
            derived_end: None,
            session: Some(0),
            identifiers: Vec::new(),
            links: Vec::new(),
            license: None,
            confidence: 0.9,
        }
    }
}

fn sources() -> Sources {
    let mut sources = Sources::default();
    sources.add(SourceFile::decode("/somewhere/wolk.txt", TEXT.as_bytes()).expect("text"));
    sources
}

fn volume() -> Volume {
    let page = Page { file: FileId(0) };
    let uib = &["University of Bergen"][..];
    let day = |d| Date::from_ymd_opt(2019, 6, d).expect("a day");
    let mut first = page.paper("On Trimming", ContributionKind::FullPaper, Vec::new(), "1–9");
    first.authors = vec![page.signed("Åse Lien", uib), page.signed("Bo Ek", &["Lucerna;AB, Sweden"]), page.signed("Wei Wu", &["ETH"])];
    let committee = |label: &str, role: &str, seats| Committee { label: page.text(label), role: Some(role.into()), seats };
    let figure = |metric: &str, value, approximate, quote| Statistic {
        metric: metric.into(),
        value: Spanned::new(value, page.span(quote)),
        approximate,
        quote: page.text(quote),
    };
    let thanks = |name: &str| Thanks { name: Spanned::new(PersonName::parse(name), page.span(name)), reason: None, affiliation: None };
    Volume {
        id: "wolk-2019".into(),
        proceedings: Proceedings {
            title: Some(page.text("Proceedings of the Third Workshop on Lantern Keeping")),
            subtitle: None,
            short_title: Some(page.text("WoLK’19")),
            language: Some("en".into()),
            publisher: Some(page.text("Nordlys A/S")),
            published: Some(Spanned::new(PartialDate { year: 2019, month: Some(7) }, page.span("2019"))),
            periodical: Some(Periodical {
                title: page.text("Lantern"),
                subtitle: None,
                volume: Some(page.text("12")),
                issue: Some(page.text("30")),
            }),
            identifiers: vec![
                Spanned::new(Identifier::Isbn("9780000000002".into()), page.span("12")),
                Spanned::new(Identifier::Doi("10.9999/x y".into()), page.span("12")),
            ],
            editors: vec![page.signed("Åse Lien", &[])],
        },
        event: Event {
            name: Some(page.text("Workshop on Lantern Keeping")),
            acronym: Some(page.text("WoLK")),
            ordinal: Some(Spanned::new(3, page.span("Third"))),
            year: Some(2019),
            dates: Some(Spanned::new(MaybeTyped::Typed(DateRange { start: day(4), end: day(5) }), page.span("June 4–5, 2019"))),
            place: Place::parse("Bergen, Norway").map(|p| Spanned::new(p, page.span("Bergen, Norway"))),
            ..Event::default()
        },
        days: vec![
            Day { label: page.text("Wednesday, June 5"), date: Some(day(5)) },
            Day { label: page.text("Wednesday, June 5"), date: Some(day(5)) },
        ],
        sessions: vec![Session {
            title: page.text("Wicks"),
            number: Some("2".into()),
            day: Some(1),
            chairs: vec![page.signed("Bo Ek", &[])],
        }],
        contributions: vec![
            page.paper("Why Lamps Flicker?", ContributionKind::Keynote, Vec::new(), "xiii"),
            first,
            page.paper("On Oil", ContributionKind::ShortPaper, vec![page.signed("Wei Wu", &["MIT"]), page.signed("Wei Wu", &["MIT"])], "1"),
        ],
        items: vec![Item {
            kind: ItemKind::Message,
            title: page.text("Preface"),
            pages: Pages::parse("v").map(|p| Spanned::new(p, page.span("Preface v"))),
            body: None,
            signatures: vec![page.signed("Åse Lien", &[])],
            signed_as: None,
        }],
        talks: vec![Talk {
            span: page.span("David Quill spoke about soot"),
            kind: TalkKind::Plenary,
            speaker: page.signed("David Quill", &[]),
            topic: None,
            described_as: None,
        }],
        committees: vec![
            committee("Program Chairs", "program-chair", vec![page.signed("Åse Lien", uib), page.signed("Tomás Ó Súilleabháin", &[])]),
            committee("Staff", "unheard-of", Vec::new()),
        ],
        sponsorships: vec![Sponsorship { kind: SponsorshipKind::Supporter, name: page.text("Nordlys A/S"), level: Some("Gold".into()) }],
        statistics: vec![
            figure("submittedPapers", 12, false, "12 submissions"),
            figure("reviews", 30, true, "about 30 reviews"),
            figure("lampsLit", 3, false, "Third"),
        ],
        meetings: vec![Meeting {
            of: page.text("Program Chairs"),
            date: None,
            place: Some(page.text("Voss")),
            host: Some(page.text("Nordlys A/S")),
        }],
        thanks: vec![thanks("Kari"), thanks("Ola Nordmann")],
        repairs: vec![Repair {
            name: "missing-space".into(),
            span: page.span("Lucerna;AB"),
            printed: "Lucerna;AB".into(),
            repaired: "Lucerna, AB".into(),
            confidence: 0.9,
        }],
        ..Volume::default()
    }
}

fn quads_of(volume: &Volume, sources: &Sources) -> Vec<Quad> {
    let page = Page { file: FileId(0) };
    let warnings = [
        Diagnostic::new(&diagnostic::EMPTY_HEADING, page.span("Staff"), "no names below this heading"),
        Diagnostic::new(&diagnostic::ANOTHER_READING, page.span("Staff"), "a note is not written"),
    ];
    let mut quads = Vec::new();
    let run = Run { version: "0.0.0", ..Run::default() };
    describe(volume, sources, &Base::default(), &run, &warnings, &mut |q| quads.push(q));
    quads
}

fn lines() -> HashSet<String> {
    let short = |text: String| {
        let text = text.replace("http://localhost:7878/id/wolk-2019", "v:").replace("http://localhost:7878/", "b:");
        vocab::PREFIXES.iter().fold(text, |text, (prefix, space)| text.replace(space, &format!("{prefix}:")))
    };
    quads_of(&volume(), &sources())
        .iter()
        .map(|q| short(format!("{} {} {}", q.subject, q.predicate, q.object)).replace(['<', '>'], ""))
        .collect()
}

#[test]
fn both_vocabularies_stand_side_by_side() {
    let lines = lines();
    for expected in [
        "v: rdf:type fm:Proceedings",
        "v: dblp:yearOfEvent \"2019\"^^xsd:gYear",
        "v: dblp:monthOfPublication \"--07\"^^xsd:gMonth",
        "v: dblp:editedBy v:/person/ase-lien",
        "v:#e1 rdf:type dblp:EditorSignature",
        "v: dblp:doi https://doi.org/10.9999/x%20y",
        "v: schema:hasPart v:/paper/pxiii",
        "v: fm:alsoIssuedAs b:id/periodical/lantern/volume/12/issue/30",
        "b:id/periodical/lantern/volume/12/issue/30 schema:datePublished \"2019-07\"^^xsd:gYearMonth",
        "v:/event schema:superEvent b:id/series/wolk",
        "v:/event schema:startDate \"2019-06-04\"^^xsd:date",
        "v:/event schema:organizer v:/person/tomas-o-suilleabhain",
        "v:/event schema:sponsor b:id/org/nordlys-a-s",
        "v:/event fm:submittedPapers \"12\"^^xsd:integer",
        "v:/event fm:editionNumber \"3\"^^xsd:integer",
        "v:/event/statistic/reviews fm:approximate \"true\"^^xsd:boolean",
        "v:/event/statistic/lampslit fm:metric fm:statedFigure",
        "v:/event/sponsorship/2 fm:sponsorshipKind kind:host",
        "v:/event/day/2019-06-05 fm:printedLabel \"Wednesday, June 5\"",
        "v:/event/session/1 fm:onDay v:/event/day/2019-06-05",
        "v:/event/session/1#chair1 fm:role role:session-chair",
        "v:/event/committee/program-chairs/member/1 fm:hasAffiliation v:/event/committee/program-chairs/member/1-aff1",
        "v:/paper/pxiii rdfs:label \"Why Lamps Flicker? (2019)\"",
        "v:/paper/pxiii dblp:numberOfCreators \"0\"^^xsd:integer",
        "v:/paper/p1 rdfs:label \"Åse Lien et al.: On Trimming. (2019)\"",
        "v:/paper/p1 dblp:pagination \"1-9\"",
        "v:/paper/p1 fm:readingConfidence \"0.9\"^^xsd:decimal",
        "v:/paper/p1#a2-aff1 fm:printedAffiliation \"Lucerna;AB, Sweden\"",
        "v:/paper/p1#a2-aff1 fm:organization b:id/org/lucerna-ab",
        "v:/paper/p1#a2-aff1 fm:printedPlace \"Sweden\"",
        "v:/paper/p1#a2-aff1 fm:repair \"missing-space\"",
        "v:/paper/p1#a2-aff1 fm:readingConfidence \"0.9\"^^xsd:decimal",
        "v:#repair-1 fm:printedText \"Lucerna;AB\"",
        "v:#repair-1 fm:repairedText \"Lucerna, AB\"",
        "v:#repair-1 fm:about v:/paper/p1#a2-aff1",
        "v:#warning-1 fm:severity \"warning\"",
        "b:id/run/wolk-2019 prov:generated b:graph/evidence/wolk-2019",
        "b:id/run/wolk-2019#noticed-another-reading fm:count \"1\"^^xsd:integer",
        "v:/paper/p1-2 schema:position \"3\"^^xsd:integer",
        "v:/paper/p1#a3 dblp:signatureCreator v:/person/wei-wu--eth",
        "v:/paper/p1-2#a1 dblp:signatureCreator v:/person/wei-wu--mit",
        "v:/item/message dblp:authoredBy v:/person/ase-lien",
        "v:/person/ase-lien fm:identityBasis kind:same-name-only",
        "v:/event/talk/1 schema:workFeatured v:/paper/pxiii",
        "v:/event/talk/2 schema:name \"Plenary talk by David Quill\"",
        "v:/event/talk/2#speaker fm:role role:speaker",
        "v:/event/thanks/1 fm:printedName \"Kari\"",
        "v:/event/thanks/2 fm:agent v:/person/ola-nordmann",
        "v:#warning-1 fm:about v:/event/committee/staff",
        "b:graph/data/wolk-2019 prov:wasGeneratedBy b:id/run/wolk-2019",
        "b:id/place/bergen-norway#address schema:addressCountry \"NO\"",
    ] {
        assert!(lines.contains(expected), "{expected}");
    }
    for absent in ["v:/event/thanks/1 fm:agent", "v:/event fm:reviews", "v:#warning-2", "v:/person/kari", "/somewhere/"] {
        assert!(!lines.iter().any(|l| l.contains(absent)), "{absent}");
    }
}

#[test]
fn evidence_counts_characters() {
    let start = TEXT.chars().collect::<Vec<_>>().windows(5).position(|w| w.iter().collect::<String>() == "Wicks").expect("a session");
    let place =
        format!("v:/event/session/1 fm:evidence b:id/source/sha256-{}#char={start},{}", &sources().files[0].sha256[..16], start + 5);
    assert!(lines().contains(&place), "{place}");
}

/// What holds of every description.
fn check(volume: &Volume, sources: &Sources) -> Vec<Quad> {
    let quads = quads_of(volume, sources);
    assert_eq!(quads, quads_of(volume, sources), "the same every time");
    let triples: HashSet<_> = quads.iter().map(|q| (&q.subject, &q.predicate, &q.object)).collect();
    assert_eq!(triples.len(), quads.len(), "a triple stands once, in one graph");
    for quad in &quads {
        assert!(!quad.to_string().contains("_:"), "no blank node: {quad}");
        for iri in [quad.subject.to_string(), quad.object.to_string()].iter().filter_map(|t| t.strip_prefix('<')?.strip_suffix('>')) {
            assert!(sophia::iri::Iri::new(iri).is_ok(), "{iri}");
        }
    }
    let evidence = quads.iter().filter(|q| q.predicate.as_str().ends_with("#evidence")).count();
    assert!(evidence * 4 < quads.len(), "{evidence} of {}", quads.len());
    quads
}

#[test]
fn a_description_has_no_blank_nodes_no_repeats_and_little_evidence() {
    let quads = check(&volume(), &sources());
    let graphs: BTreeSet<_> = quads.iter().map(|q| q.graph_name.to_string()).collect();
    let all = Graphs::of(&Base::default(), "wolk-2019");
    assert_eq!(graphs, [&all.data, &all.evidence, &all.shared, &all.prov].map(ToString::to_string).into());
}

#[test]
fn an_empty_volume_still_has_a_shape() {
    let quads = check(&Volume::default(), &sources());
    let has = |end: &str, object: &str| quads.iter().any(|q| q.predicate.as_str().ends_with(end) && q.object.to_string().contains(object));
    assert!(has("schema#title", "Untitled proceedings"));
    assert!(has("superEvent", "/id/series/"));
    assert!(has("primaryStreamTitle", "Untitled"));
}

#[test]
fn without_sources_there_is_no_evidence_and_no_fault() {
    let quads = check(&volume(), &Sources::default());
    assert!(!quads.iter().any(|q| q.predicate.as_str().ends_with("#evidence")));
}

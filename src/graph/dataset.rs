//! What a release holds, described for others: VoID with counts, DCAT 3 with files.

mod counts;

use super::iri::{Base, part};
use super::vocab::{dblp, dcat, dcterms, fm, formats, media, spdx, void, xsd};
use super::write::{Emit, Subject};
use counts::{Counts, namespace, short};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, Term};
use sophia::api::ns::NsTerm;
use std::collections::BTreeMap;

const TITLE: &str = "Front matter of conference proceedings as linked data";
const DESCRIPTION: &str = "Contents, authors, affiliations, committees, sponsors and figures as the front matter of conference \
                           proceedings states them, with the place where each was read.";
const SHAPES: &str = "https://w3id.org/frontis/shapes";
const KEYWORDS: [&str; 3] = ["proceedings", "front matter", "conference"];
/// Kinds of things of which one is shown as an example.
const SHOWN: [NsTerm<'static>; 3] = [fm::Proceedings, dblp::Inproceedings, fm::Committee];

/// Properties whose values follow from the files of a release.
pub const COUNTED: [NsTerm<'static>; 8] = [
    void::triples,
    void::entities,
    void::distinctSubjects,
    void::distinctObjects,
    void::properties,
    void::classes,
    dcat::byteSize,
    spdx::checksumValue,
];

/// A release of the whole dataset.
pub struct Dataset<'a> {
    pub base: &'a Base,
    pub version: &'a str,
    pub licence: &'a NamedNode,
    /// Days as `xsd:date`.
    pub issued: &'a str,
    pub modified: &'a str,
    /// All named graphs.
    pub dump: &'a File,
    pub volumes: &'a [Part],
}

/// A file of a release, by its path below the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub bytes: u64,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// The facts of one volume in a file of their own.
pub struct Part {
    pub id: String,
    pub file: File,
    pub triples: usize,
}

/// Writes the description of a release that holds these quads.
pub fn describe(dataset: &Dataset<'_>, quads: &[Quad], emit: &mut Emit<'_>) {
    let mut page = Page { dataset, iri: dataset.base.dataset(), emit };
    let counts = Counts::of(quads, dataset.base);
    page.whole(&counts);
    page.release();
    page.classes(&counts);
    page.linksets(&counts);
    page.volumes(&titles(quads));
}

/// The titles of things.
pub fn titles(quads: &[Quad]) -> BTreeMap<&str, &str> {
    let title = super::vocab::node(dblp::title);
    let titles = quads.iter().filter(|q| q.predicate == title).filter_map(|q| match (&q.subject, &q.object) {
        (NamedOrBlankNode::NamedNode(subject), Term::Literal(title)) => Some((subject.as_str(), title.value())),
        _ => None,
    });
    titles.collect()
}

struct Page<'d, 'e, 'f> {
    dataset: &'d Dataset<'d>,
    iri: NamedNode,
    emit: &'e mut Emit<'f>,
}

impl<'f> Page<'_, '_, 'f> {
    fn about(&mut self, subject: &NamedNode) -> Subject<'_, 'f> {
        Subject::new(subject, &self.iri, self.emit)
    }

    fn day(day: &str) -> Option<String> {
        Some(day.to_owned())
    }

    fn whole(&mut self, counts: &Counts<'_>) {
        let Dataset { base, version, licence, issued, modified, dump, volumes } = *self.dataset;
        let (iri, release) = (self.iri.clone(), base.release(version));
        let examples = SHOWN.map(|class| counts.first_of(&class.to_string()).map(NamedNode::new_unchecked));
        let vocabularies: Vec<NamedNode> = counts.terms().filter_map(namespace).map(NamedNode::new_unchecked).collect();
        let partitions: Vec<NamedNode> = counts.classes.keys().map(|class| partition(&iri, class)).collect();
        let parts: Vec<NamedNode> = volumes.iter().map(|v| volume(&release, &v.id)).collect();
        let linksets: Vec<NamedNode> = counts.links.keys().map(|(root, predicate)| linkset(&iri, root, predicate)).collect();
        self.about(&iri)
            .a(&[void::Dataset, dcat::Dataset])
            .english(dcterms::title, TITLE)
            .english(dcterms::description, DESCRIPTION)
            .node(dcterms::license, licence)
            .maybe_typed(dcterms::issued, Self::day(issued), xsd::date)
            .maybe_typed(dcterms::modified, Self::day(modified), xsd::date)
            .node(dcterms::conformsTo, &NamedNode::new_unchecked(SHAPES))
            .text(dcat::version, version)
            .node(dcat::hasCurrentVersion, &release)
            .node(dcat::landingPage, &base.page())
            .english_each(dcat::keyword, &KEYWORDS)
            .node(dcat::distribution, &part(&release, "#nq"))
            .node(void::dataDump, &base.download(version, &dump.name))
            .text(void::uriSpace, &base.space())
            .nodes(void::exampleResource, examples.iter().flatten())
            .nodes(void::vocabulary, &vocabularies)
            .term(void::feature, formats::NQuads)
            .term(void::feature, formats::Turtle)
            .number(void::triples, counts.triples as i64)
            .number(void::distinctSubjects, counts.subjects as i64)
            .number(void::distinctObjects, counts.objects as i64)
            .number(void::properties, counts.properties.len() as i64)
            .number(void::classes, counts.classes.len() as i64)
            .nodes(void::classPartition, &partitions)
            .nodes(void::subset, parts.iter().chain(&linksets));
    }

    /// The version, and the dump that holds all of it.
    fn release(&mut self) {
        let Dataset { base, version, licence, issued, dump, .. } = *self.dataset;
        let (iri, release) = (self.iri.clone(), base.release(version));
        let file = part(&release, "#nq");
        self.about(&release)
            .a(&[void::Dataset, dcat::Dataset])
            .english(dcterms::title, &format!("{TITLE}, version {version}"))
            .node(dcat::isVersionOf, &iri)
            .text(dcat::version, version)
            .maybe_typed(dcterms::issued, Self::day(issued), xsd::date)
            .node(dcterms::license, licence)
            .node(dcat::distribution, &file);
        self.file(&file, dump, "All named graphs, N-Quads, gzip", media::nquads, Some(media::gzip));
    }

    fn file(&mut self, iri: &NamedNode, file: &File, title: &str, media: NsTerm<'static>, packed: Option<NsTerm<'static>>) {
        let Dataset { base, version, licence, .. } = *self.dataset;
        let checksum = part(iri, "-checksum");
        let packed = packed.map(super::vocab::node);
        self.about(iri)
            .a(&[dcat::Distribution])
            .english(dcterms::title, title)
            .node(dcterms::license, licence)
            .node(dcat::downloadURL, &base.download(version, &file.name))
            .term(dcat::mediaType, media)
            .maybe_node(dcat::compressFormat, packed.as_ref())
            .maybe_typed(dcat::byteSize, Some(file.bytes.to_string()), xsd::nonNegativeInteger)
            .node(spdx::checksum, &checksum);
        self.about(&checksum).a(&[spdx::Checksum]).term(spdx::algorithm, spdx::checksumAlgorithm_sha256).maybe_typed(
            spdx::checksumValue,
            Some(file.sha256.clone()),
            xsd::hexBinary,
        );
    }

    fn classes(&mut self, counts: &Counts<'_>) {
        for (class, things) in &counts.classes {
            let partition = partition(&self.iri, class);
            self.about(&partition).node(void::class, &NamedNode::new_unchecked(*class)).number(void::entities, things.len() as i64);
        }
    }

    fn linksets(&mut self, counts: &Counts<'_>) {
        for ((root, predicate), count) in &counts.links {
            let (iri, there) = (self.iri.clone(), NamedNode::new_unchecked(root));
            self.about(&linkset(&iri, root, predicate))
                .a(&[void::Linkset])
                .nodes(void::target, [&iri, &there])
                .node(void::subjectsTarget, &iri)
                .node(void::objectsTarget, &there)
                .node(void::linkPredicate, &NamedNode::new_unchecked(*predicate))
                .number(void::triples, *count as i64);
        }
    }

    /// Each volume as a part that can be had by itself.
    fn volumes(&mut self, titles: &BTreeMap<&str, &str>) {
        let Dataset { base, version, licence, volumes, .. } = *self.dataset;
        let release = base.release(version);
        for found in volumes {
            let (iri, root) = (volume(&release, &found.id), base.volume(&found.id));
            let file = part(&iri, "-ttl");
            let whole = self.iri.clone();
            self.about(&iri)
                .a(&[void::Dataset, dcat::Dataset])
                .text(dcterms::title, titles.get(root.as_str()).unwrap_or(&found.id.as_str()))
                .node(dcterms::license, licence)
                .node(dcterms::isPartOf, &whole)
                .node(void::rootResource, &root)
                .number(void::triples, found.triples as i64)
                .node(dcat::distribution, &file);
            self.file(&file, &found.file, "Facts of one volume, Turtle", media::turtle, None);
        }
    }
}

fn partition(dataset: &NamedNode, class: &str) -> NamedNode {
    part(dataset, &format!("#class-{}", short(class)))
}

fn linkset(dataset: &NamedNode, root: &str, predicate: &str) -> NamedNode {
    part(dataset, &format!("#links-{}-{}", short(root), short(predicate)))
}

fn volume(release: &NamedNode, id: &str) -> NamedNode {
    part(release, &format!("#volume-{id}"))
}

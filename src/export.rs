//! Quads written out. A format is one file and one line of [`FORMATS`]; output is sorted, so that equal data give equal
//! files.

pub mod bht;
pub mod bibtex;
pub mod ceur;
pub mod crossref;
pub mod csl;
pub mod dblp;
pub mod evidence;
pub mod framed;
pub mod jsonld;
pub mod lines;
pub mod map;
pub mod parquet;
pub mod quickstatements;
pub mod rdf;
pub mod ris;
pub mod schema_org;
pub mod tables;
pub mod turtle;
mod xml;

use crate::catalogue::{self, Volume};
use oxigraph::model::{GraphName, Quad};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What a writer knows beside the quads.
pub struct Context<'a> {
    /// The base of our IRIs, with its final slash.
    pub base: &'a str,
}

/// A way to write quads.
pub struct Format {
    pub name: &'static str,
    pub title: &'static str,
    /// Who takes it.
    pub readers: &'static str,
    /// Endings of file names; a longer one goes before a shorter.
    pub extensions: &'static [&'static str],
    pub media_type: &'static str,
    pub write: Writer,
}

/// What a format is made from.
pub enum Writer {
    /// All quads with their graphs.
    Graphs(fn(&[Quad], &Context<'_>, &mut dyn Write) -> io::Result<()>),
    /// The union of the graphs without the evidence.
    Union(fn(&[Quad], &Context<'_>, &mut dyn Write) -> io::Result<()>),
    /// The volumes that the quads describe.
    Volumes(fn(&[Volume], &mut dyn Write) -> io::Result<()>),
    /// The one volume that the quads describe.
    Volume(fn(&Volume, &mut dyn Write) -> io::Result<()>),
    /// The graph that a query constructs from the union, as Turtle.
    Map(&'static str),
}

/// Every format.
#[rustfmt::skip]
pub const FORMATS: &[Format] = &[
    turtle::TURTLE,
    turtle::TRIG,
    rdf::NTRIPLES,
    rdf::NQUADS,
    rdf::RDFXML,
    jsonld::FORMAT,
    framed::FORMAT,
    schema_org::FORMAT,
    map::format("schema-org", &["schema-org.ttl"], include_str!("../queries/map/schema-org.rq")),
    map::format("conference-ontology", &["conference-ontology.ttl"], include_str!("../queries/map/conference-ontology.rq")),
    map::format("spar", &["spar.ttl"], include_str!("../queries/map/spar.rq")),
    bibtex::FORMAT,
    csl::FORMAT,
    ris::FORMAT,
    tables::PAPERS,
    tables::AUTHORSHIPS,
    tables::SEATS,
    parquet::PAPERS,
    parquet::AUTHORSHIPS,
    parquet::SEATS,
    dblp::FORMAT,
    bht::FORMAT,
    ceur::FORMAT,
    crossref::FORMAT,
    quickstatements::FORMAT,
];

/// A format by its name or one of its extensions.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name || f.extensions.contains(&name))
}

/// The format of a file by the longest ending that fits.
pub fn of_file(name: &str) -> Option<&'static Format> {
    let name = name.to_lowercase();
    let fitting = |ending: &&str| name.strip_suffix(*ending).is_some_and(|stem| stem.ends_with('.'));
    let longest = |f: &&Format| f.extensions.iter().filter(|e| fitting(e)).map(|e| e.len()).max();
    FORMATS.iter().filter(|f| longest(f).is_some()).max_by_key(longest)
}

/// The names of all formats, for messages.
pub fn names() -> String {
    FORMATS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")
}

/// The names of the formats that hold any graph, for messages.
pub fn graph_names() -> String {
    FORMATS.iter().filter(|f| f.is_rdf()).map(|f| f.name).collect::<Vec<_>>().join(", ")
}

impl Format {
    /// Whether any quads can be written so, and not only volumes.
    pub fn is_rdf(&self) -> bool {
        matches!(self.write, Writer::Graphs(_) | Writer::Union(_))
    }

    /// Whether it holds named graphs.
    pub fn has_graphs(&self) -> bool {
        matches!(self.write, Writer::Graphs(_))
    }

    /// Quads in the vocabulary of a format that is a map; of another, the same quads.
    pub fn mapped(&self, quads: Vec<Quad>, context: &Context<'_>) -> io::Result<Vec<Quad>> {
        match self.write {
            Writer::Map(query) => map::mapped(query, union(quads, context)),
            _ => Ok(quads),
        }
    }

    /// Writes quads; for a format without graphs, their union without the evidence; for one that is a map,
    /// what its query makes of them; for one that is no RDF, the volumes.
    pub fn export(&self, quads: Vec<Quad>, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self.write {
            Writer::Graphs(write) => write(&sorted(quads), context, out),
            Writer::Union(write) => write(&sorted(union(quads, context)), context, out),
            Writer::Volumes(write) => write(&catalogue::volumes(&quads, context.base), out),
            Writer::Volume(write) => match catalogue::volumes(&quads, context.base).as_slice() {
                [one] => write(one, out),
                all => {
                    let ids: Vec<&str> = all.iter().map(|v| v.id.as_str()).collect();
                    let message = format!("{} holds one volume, and there are {}: {}", self.name, all.len(), ids.join(", "));
                    Err(io::Error::new(io::ErrorKind::InvalidInput, message))
                }
            },
            Writer::Map(_) => turtle::TURTLE.export(self.mapped(quads, context)?, context, out),
        }
    }
}

/// Everything in one graph but the evidence.
fn union(quads: Vec<Quad>, context: &Context<'_>) -> impl Iterator<Item = Quad> {
    let evidence = format!("{}graph/evidence/", context.base);
    quads.into_iter().filter_map(move |mut quad| {
        if matches!(&quad.graph_name, GraphName::NamedNode(g) if g.as_str().starts_with(&evidence)) {
            return None;
        }
        quad.graph_name = GraphName::DefaultGraph;
        Some(quad)
    })
}

/// In the order of graph, subject, predicate, object, each once.
pub fn sorted(quads: impl IntoIterator<Item = Quad>) -> Vec<Quad> {
    let keyed: BTreeMap<[String; 4], Quad> = quads
        .into_iter()
        .map(|q| {
            let key = [q.graph_name.to_string(), q.subject.to_string(), q.predicate.as_str().to_owned(), q.object.to_string()];
            (key, q)
        })
        .collect();
    keyed.into_values().collect()
}

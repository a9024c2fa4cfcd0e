//! Turtle and TriG for people, by sophia's pretty writer over borrowed terms.
//!
//! The writer looks through all its quads for each thing, which is quadratic; so it is given one thing at a time. That is
//! possible because our data have no blank nodes; foreign quads that have some are given to it as a whole. Within a
//! thing its output is sorted. Our own IRIs are written relative to `BASE`.

use super::{Context, Format, Writer};
use crate::graph::vocab::PREFIXES;
use oxigraph::model::{GraphName, GraphNameRef, Quad, TermRef};
use sophia::api::MownStr;
use sophia::api::prefix::Prefix;
use sophia::api::serializer::QuadSerializer;
use sophia::api::source::IntoSource;
use sophia::api::term::{BaseDirection, BnodeId, IriRef, LanguageTag, Term, TermKind};
use sophia::iri::Iri;
use sophia::turtle::serializer::trig::{TriGConfig, TriGSerializer};
use std::io::{self, Write};

pub const TURTLE: Format = Format {
    name: "turtle",
    title: "Turtle for people: prefixes, grouped by thing",
    readers: "any RDF tool, people",
    extensions: &["ttl"],
    media_type: "text/turtle",
    write: Writer::Union(write),
};

pub const TRIG: Format = Format {
    name: "trig",
    title: "Turtle with named graphs",
    readers: "RDF stores, people",
    extensions: &["trig"],
    media_type: "application/trig",
    write: Writer::Graphs(write),
};

pub(super) fn write(quads: &[Quad], context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let used = |iri: &str| {
        quads.iter().any(|q| {
            let object = match &q.object {
                oxigraph::model::Term::NamedNode(n) => n.as_str().starts_with(iri),
                oxigraph::model::Term::Literal(l) => l.datatype().as_str().starts_with(iri),
                _ => false,
            };
            object || q.predicate.as_str().starts_with(iri)
        })
    };
    let prefixes = PREFIXES
        .iter()
        .chain(super::map::PREFIXES)
        .filter(|(_, iri)| used(iri))
        .map(|(name, iri)| (Prefix::new_unchecked((*name).into()), Iri::new_unchecked((*iri).into())))
        .collect();
    let local = |iri: &str| iri.strip_prefix(context.base).is_some_and(is_relative);
    let base = quads.iter().any(|q| local(subject(q))).then_some(context.base);
    if let Some(base) = base {
        writeln!(out, "BASE <{base}>")?;
    }
    let base = base.unwrap_or("\0");
    let config = TriGConfig::new().with_pretty(true).with_own_prefix_map(prefixes);
    let head = pretty(&[], base, &config)?;
    out.write_all(&head)?;
    if quads.iter().any(has_blank) {
        return out.write_all(&pretty(quads, base, &config)?[head.len()..]);
    }
    for graph in quads.chunk_by(|a, b| a.graph_name == b.graph_name) {
        let name = match &graph[0].graph_name {
            GraphName::NamedNode(name) => Some(Ox { term: name.as_ref().into(), base }.shortened(name.as_str())),
            _ => None,
        };
        if let Some(name) = name {
            write!(out, "\nGRAPH <{name}> {{\n")?;
        }
        for thing in graph.chunk_by(|a, b| a.subject == b.subject) {
            let bare: Vec<Quad> = thing.iter().map(|q| Quad { graph_name: GraphName::DefaultGraph, ..q.clone() }).collect();
            out.write_all(&pretty(&bare, base, &config)?[head.len()..])?;
        }
        if name.is_some() {
            writeln!(out, "\n}}")?;
        }
    }
    Ok(())
}

/// The prefixes and then the quads.
fn pretty(quads: &[Quad], base: &str, config: &TriGConfig) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let source = quads.iter().map(|quad| spog(quad, base));
    TriGSerializer::new_with_config(&mut bytes, config.clone()).serialize_quads(source.into_source()).map_err(io::Error::other)?;
    Ok(bytes)
}

fn has_blank(quad: &Quad) -> bool {
    let object = matches!(&quad.object, oxigraph::model::Term::BlankNode(_) | oxigraph::model::Term::Triple(_));
    object || quad.subject.is_blank_node() || quad.graph_name.is_blank_node()
}

fn subject(quad: &Quad) -> &str {
    match &quad.subject {
        oxigraph::model::NamedOrBlankNode::NamedNode(node) => node.as_str(),
        oxigraph::model::NamedOrBlankNode::BlankNode(_) => "",
    }
}

/// Whether the rest of an IRI below the base resolves to it again.
fn is_relative(rest: &str) -> bool {
    !rest.is_empty()
        && !rest.starts_with('/')
        && !rest.split('/').next().is_some_and(|s| s.contains(':') || s.starts_with('.'))
        && !rest.contains("/.")
}

/// A borrowed term of the engine as a term of sophia, with IRIs below the base made relative.
#[derive(Clone, Copy, Debug)]
struct Ox<'a> {
    term: TermRef<'a>,
    base: &'a str,
}

impl<'a> Ox<'a> {
    fn shortened(&self, iri: &'a str) -> &'a str {
        iri.strip_prefix(self.base).filter(|rest| is_relative(rest)).unwrap_or(iri)
    }
}

impl Term for Ox<'_> {
    type BorrowTerm<'x>
        = Ox<'x>
    where
        Self: 'x;

    fn kind(&self) -> TermKind {
        match self.term {
            TermRef::NamedNode(_) => TermKind::Iri,
            TermRef::BlankNode(_) => TermKind::BlankNode,
            TermRef::Literal(_) => TermKind::Literal,
            TermRef::Triple(_) => TermKind::Triple,
        }
    }

    fn iri(&self) -> Option<IriRef<MownStr<'_>>> {
        match self.term {
            TermRef::NamedNode(node) => Some(IriRef::new_unchecked(self.shortened(node.as_str()).into())),
            _ => None,
        }
    }

    fn bnode_id(&self) -> Option<BnodeId<MownStr<'_>>> {
        match self.term {
            TermRef::BlankNode(node) => Some(BnodeId::new_unchecked(node.as_str().into())),
            _ => None,
        }
    }

    fn lexical_form(&self) -> Option<MownStr<'_>> {
        match self.term {
            TermRef::Literal(literal) => Some(literal.value().into()),
            _ => None,
        }
    }

    fn datatype(&self) -> Option<IriRef<MownStr<'_>>> {
        match self.term {
            TermRef::Literal(literal) => Some(IriRef::new_unchecked(literal.datatype().as_str().into())),
            _ => None,
        }
    }

    fn language_tag(&self) -> Option<LanguageTag<MownStr<'_>>> {
        match self.term {
            TermRef::Literal(literal) => literal.language().map(|tag| LanguageTag::new_unchecked(tag.into())),
            _ => None,
        }
    }

    /// The default of sophia 0.10 panics on every literal.
    fn base_direction(&self) -> Option<BaseDirection> {
        None
    }

    fn triple(&self) -> Option<[Self::BorrowTerm<'_>; 3]> {
        match self.term {
            TermRef::Triple(triple) => {
                let ox = |term| Ox { term, base: self.base };
                Some([ox(triple.subject.as_ref().into()), ox(triple.predicate.as_ref().into()), ox(triple.object.as_ref())])
            }
            _ => None,
        }
    }

    fn to_triple(self) -> Option<[Self; 3]> {
        match self.term {
            TermRef::Triple(triple) => {
                let ox = |term| Ox { term, base: self.base };
                Some([ox(triple.subject.as_ref().into()), ox(triple.predicate.as_ref().into()), ox(triple.object.as_ref())])
            }
            _ => None,
        }
    }

    fn borrow_term(&self) -> Self::BorrowTerm<'_> {
        *self
    }
}

fn spog<'a>(quad: &'a Quad, base: &'a str) -> ([Ox<'a>; 3], Option<Ox<'a>>) {
    let quad = quad.as_ref();
    let ox = |term| Ox { term, base };
    let graph = match quad.graph_name {
        GraphNameRef::DefaultGraph => None,
        GraphNameRef::NamedNode(node) => Some(ox(node.into())),
        GraphNameRef::BlankNode(node) => Some(ox(node.into())),
    };
    ([ox(quad.subject.into()), ox(quad.predicate.into()), ox(quad.object)], graph)
}

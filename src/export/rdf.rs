//! The plain serialisations, by the engine's writers.

use super::{Context, Format, Writer};
use crate::graph::vocab::PREFIXES;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::Quad;
use std::io::{self, Write};

pub const NTRIPLES: Format = Format {
    name: "ntriples",
    title: "one triple a line",
    readers: "any RDF tool, line tools",
    extensions: &["nt"],
    media_type: "application/n-triples",
    write: Writer::Union(write_ntriples),
};

pub const NQUADS: Format = Format {
    name: "nquads",
    title: "one triple and its graph a line",
    readers: "RDF stores, line tools",
    extensions: &["nq"],
    media_type: "application/n-quads",
    write: Writer::Graphs(write_nquads),
};

pub const RDFXML: Format = Format {
    name: "rdfxml",
    title: "RDF/XML",
    readers: "older RDF tools",
    extensions: &["rdf", "xml", "owl"],
    media_type: "application/rdf+xml",
    write: Writer::Union(write_rdfxml),
};

pub(super) fn write_ntriples(quads: &[Quad], _: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    write(RdfSerializer::from_format(RdfFormat::NTriples), quads, out)
}

pub(super) fn write_nquads(quads: &[Quad], _: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    // lines in byte order, so that files compare and merge with line tools
    let mut lines: Vec<String> = quads.iter().map(|q| format!("{q} .\n")).collect();
    lines.sort();
    lines.iter().try_for_each(|line| out.write_all(line.as_bytes()))
}

pub(super) fn write_rdfxml(quads: &[Quad], _: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
    for (name, iri) in PREFIXES {
        serializer = serializer.with_prefix(*name, *iri).map_err(io::Error::other)?;
    }
    write(serializer, quads, out)
}

fn write(serializer: RdfSerializer, quads: &[Quad], out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serializer.for_writer(out);
    for quad in quads {
        serializer.serialize_quad(quad)?;
    }
    serializer.finish()?;
    Ok(())
}

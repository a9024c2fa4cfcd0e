//! A quad as a line of canonical N-Quads, as RDFC-1.0 hashes them.
//! Source: https://www.w3.org/TR/rdf-canon/#canonical-quads

use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphNameRef, LiteralRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use std::io::Write;

/// Appends a quad with its line end.
pub fn write<'a>(quad: impl Into<QuadRef<'a>>, out: &mut Vec<u8>) {
    let quad = quad.into();
    subject(quad.subject, out);
    iri(quad.predicate.as_str(), out);
    term(quad.object, out);
    match quad.graph_name {
        GraphNameRef::NamedNode(node) => iri(node.as_str(), out),
        GraphNameRef::BlankNode(node) => blank(node.as_str(), out),
        GraphNameRef::DefaultGraph => {}
    }
    out.extend_from_slice(b".\n");
}

fn subject(node: NamedOrBlankNodeRef<'_>, out: &mut Vec<u8>) {
    match node {
        NamedOrBlankNodeRef::NamedNode(node) => iri(node.as_str(), out),
        NamedOrBlankNodeRef::BlankNode(node) => blank(node.as_str(), out),
    }
}

fn term(term: TermRef<'_>, out: &mut Vec<u8>) {
    match term {
        TermRef::NamedNode(node) => iri(node.as_str(), out),
        TermRef::BlankNode(node) => blank(node.as_str(), out),
        TermRef::Literal(found) => literal(found, out),
        // the standard knows none
        TermRef::Triple(triple) => drop(write!(out, "<<( {triple} )>> ")),
    }
}

fn iri(iri: &str, out: &mut Vec<u8>) {
    out.push(b'<');
    out.extend_from_slice(iri.as_bytes());
    out.extend_from_slice(b"> ");
}

fn blank(name: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b"_:");
    out.extend_from_slice(name.as_bytes());
    out.push(b' ');
}

fn literal(literal: LiteralRef<'_>, out: &mut Vec<u8>) {
    out.push(b'"');
    let mut rest = literal.value().as_bytes();
    while let Some(at) = rest.iter().position(|b| matches!(b, 0..=0x1f | b'"' | b'\\' | 0x7f)) {
        out.extend_from_slice(&rest[..at]);
        match rest[at] {
            0x08 => out.extend_from_slice(b"\\b"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            0x0c => out.extend_from_slice(b"\\f"),
            b'\r' => out.extend_from_slice(b"\\r"),
            byte @ (b'"' | b'\\') => out.extend_from_slice(&[b'\\', byte]),
            byte => drop(write!(out, "\\u{byte:04X}")),
        }
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
    if let Some(tag) = literal.language() {
        out.push(b'@');
        out.extend_from_slice(tag.as_bytes());
    } else if literal.datatype() != xsd::STRING {
        out.extend_from_slice(b"^^");
        return iri(literal.datatype().as_str(), out);
    }
    out.push(b' ');
}

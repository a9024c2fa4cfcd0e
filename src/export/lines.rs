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

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{BlankNode, GraphName, Literal, NamedNode, Quad, Term};

    #[test]
    fn a_quad_is_its_canonical_line() {
        let line = |object: Term, graph: GraphName| {
            let iri = NamedNode::new_unchecked("u:p");
            let mut out = Vec::new();
            write(&Quad::new(BlankNode::new_unchecked("b0"), iri, object, graph), &mut out);
            String::from_utf8(out).expect("UTF-8")
        };
        let graph = || GraphName::from(NamedNode::new_unchecked("u:g"));
        let odd = "a\"\\\n\r\t\u{8}\u{c}\u{0}\u{1f}\u{7f}\u{85}é\u{ffff}";
        let escaped = r#""a\"\\\n\r\t\b\f\u0000\u001F\u007F"#.to_owned() + "\u{85}é\u{ffff}\"";
        assert_eq!(line(Literal::from(odd).into(), graph()), format!("_:b0 <u:p> {escaped} <u:g> .\n"));
        assert_eq!(line(Literal::from(7).into(), graph()), "_:b0 <u:p> \"7\"^^<http://www.w3.org/2001/XMLSchema#integer> <u:g> .\n");
        let french = Literal::new_language_tagged_literal_unchecked("à", "fr");
        assert_eq!(line(french.into(), GraphName::DefaultGraph), "_:b0 <u:p> \"à\"@fr .\n");
        assert_eq!(line(BlankNode::new_unchecked("b1").into(), BlankNode::new_unchecked("b2").into()), "_:b0 <u:p> _:b1 _:b2 .\n");
    }
}

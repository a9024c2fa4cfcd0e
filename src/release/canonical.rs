//! The canonical form of a dataset by RDFC-1.0 with SHA-256, made twice: by the engine, and by sophia, which reads the
//! statements again. Source: https://www.w3.org/TR/rdf-canon/

use crate::export::lines;
use oxigraph::model::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxigraph::model::{Dataset, Quad, Term};
use sha2::{Digest, Sha256};
use sophia::api::prelude::{QuadParser, QuadSource};
use sophia::api::term::SimpleTerm;
use sophia::turtle::parser::nq::NQuadsParser;
use std::collections::HashSet;

type Simple = SimpleTerm<'static>;

/// What both make of the quads; a complaint where they differ.
pub fn agreed(quads: &[Quad]) -> Result<Vec<u8>, String> {
    let mut nquads = Vec::new();
    quads.iter().for_each(|quad| lines::write(quad, &mut nquads));
    // first, because it refuses blank nodes that take for ever to tell apart
    let theirs = by_sophia(&nquads)?;
    drop(nquads);
    match theirs == by_oxrdf(quads) {
        true => Ok(theirs),
        false => Err("the canonical forms by oxrdf and by sophia differ; please report this with the store".to_owned()),
    }
}

/// The canonical N-Quads by oxrdf. Only statements with blank nodes bear on the names of these.
pub fn by_oxrdf(quads: &[Quad]) -> Vec<u8> {
    let (blank, plain): (Vec<&Quad>, Vec<&Quad>) = quads.iter().partition(|q| has_blank(q));
    let mut dataset: Dataset = blank.into_iter().collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm: CanonicalizationHashAlgorithm::Sha256 });
    let lines = dataset.iter().chain(plain.into_iter().map(Quad::as_ref)).map(|quad| {
        let mut line = Vec::new();
        lines::write(quad, &mut line);
        line
    });
    sorted(lines.collect())
}

fn has_blank(quad: &Quad) -> bool {
    let object = matches!(quad.object, Term::BlankNode(_) | Term::Triple(_));
    object || quad.subject.is_blank_node() || quad.graph_name.is_blank_node()
}

/// The canonical N-Quads by sophia, of any N-Quads.
pub fn by_sophia(nquads: &[u8]) -> Result<Vec<u8>, String> {
    let dataset: HashSet<([Simple; 3], Option<Simple>)> =
        NQuadsParser::new().parse(nquads).collect_quads().map_err(|e| format!("sophia cannot read the N-Quads: {e}"))?;
    let mut bytes = Vec::new();
    sophia::c14n::rdfc10::normalize(&dataset, &mut bytes).map_err(|e| format!("sophia cannot make it canonical: {e}"))?;
    // it leaves lines in any order that differ in the graph only and have none
    Ok(sorted(bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect()))
}

fn sorted(mut lines: Vec<Vec<u8>>) -> Vec<u8> {
    lines.sort_unstable();
    lines.dedup();
    lines.concat()
}

/// In hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::io::{RdfFormat, RdfParser};

    fn read(nquads: &str) -> Vec<Quad> {
        RdfParser::from_format(RdfFormat::NQuads).for_slice(nquads).collect::<Result<_, _>>().expect("N-Quads")
    }

    #[test]
    fn names_of_blank_nodes_and_the_order_do_not_matter() {
        let one = read("_:a <u:p> _:b <u:g> .\n_:b <u:q> \"x\" .\n<u:s> <u:p> \"x\" .\n<u:s> <u:p> \"x\" <u:g> .\n");
        let two = read("<u:s> <u:p> \"x\" <u:g> .\n<u:s> <u:p> \"x\" .\n_:x <u:q> \"x\" .\n_:y <u:p> _:x <u:g> .\n");
        let form = agreed(&one);
        assert!(form.as_ref().is_ok_and(|f| f.len() > 60), "{form:?}");
        assert_eq!(form, agreed(&two));
    }
}

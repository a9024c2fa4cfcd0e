//! How much is told of the places that statements were read from.

use crate::graph::evidence::{SourceText, expand, parse};
use crate::graph::vocab::{fm, node};
use oxigraph::model::{GraphName, Quad, Term};
use std::collections::{BTreeMap, BTreeSet};

/// What becomes of the graphs of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Evidence {
    /// No places
    None,
    /// A place is an IRI with a range of characters, #char=a,b, as the store has it
    Compact,
    /// Places written out as Web Annotation selectors, with the text they quote
    Oa,
}

/// The quads with their evidence in that manner. Where `joined`, it stands in the default graph, for formats that leave
/// the graphs of evidence away. `text` gives the text of a source by the hash in its IRI; without it nothing is quoted.
pub fn told<E>(
    quads: Vec<Quad>,
    base: &str,
    manner: Evidence,
    joined: bool,
    mut text: impl FnMut(&str) -> Result<Option<String>, E>,
) -> Result<Vec<Quad>, E> {
    let start = format!("{base}graph/evidence/");
    let is_evidence = |q: &Quad| matches!(&q.graph_name, GraphName::NamedNode(g) if g.as_str().starts_with(&start));
    let (evidence, mut out): (Vec<Quad>, Vec<Quad>) = quads.into_iter().partition(is_evidence);
    if manner == Evidence::None {
        return Ok(out);
    }
    if manner == Evidence::Oa {
        let mut texts: BTreeMap<String, Option<SourceText>> = BTreeMap::new();
        let (places, mut seen) = ([node(fm::evidence), node(fm::unread)], BTreeSet::new());
        for quad in evidence.iter().filter(|q| places.contains(&q.predicate)) {
            let (Term::NamedNode(place), GraphName::NamedNode(graph)) = (&quad.object, &quad.graph_name) else { continue };
            let Some((source, from, to)) = parse(place.as_str()) else { continue };
            // several volumes may share a source, and a triple stands in one graph
            if !seen.insert(place.as_str()) {
                continue;
            }
            if !texts.contains_key(source) {
                let hash = source.rsplit("sha256-").next().unwrap_or_default();
                texts.insert(source.to_owned(), text(hash)?.map(SourceText::new));
            }
            let quote = texts.get(source).and_then(Option::as_ref).map(|text| text.quote(from, to));
            expand(place, quote, graph, &mut |quad| out.push(quad));
        }
    }
    out.extend(evidence);
    if joined {
        out.iter_mut().filter(|q| is_evidence(q)).for_each(|q| q.graph_name = GraphName::DefaultGraph);
    }
    Ok(out)
}

//! JSON-LD by `ontologies/context.jsonld`: one object a thing, named graphs as objects with `@graph`.
//!
//! A term of the context is used where its coercion gives back exactly the value at hand; elsewhere a compact IRI and a
//! value object, which no coercion touches.

use super::{Context, Format, Writer};
use crate::graph::vocab::PREFIXES;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term as RdfTerm};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

pub const FORMAT: Format = Format {
    name: "jsonld",
    title: "JSON-LD by our context, with named graphs",
    readers: "RDF stores, programs that read JSON",
    extensions: &["jsonld"],
    media_type: "application/ld+json",
    write: Writer::Graphs(write),
};

const CONTEXT: &str = include_str!("../../ontologies/context.jsonld");
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

pub(super) fn write(quads: &[Quad], context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let terms = Terms::read(context.base)?;
    let mut graphs: BTreeMap<String, BTreeMap<String, Vec<&Quad>>> = BTreeMap::new();
    for quad in quads {
        let graph = match &quad.graph_name {
            GraphName::DefaultGraph => String::new(),
            GraphName::NamedNode(node) => terms.reference(node.as_str()),
            GraphName::BlankNode(node) => node.to_string(),
        };
        let subject = match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => terms.reference(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        graphs.entry(graph).or_default().entry(subject).or_default().push(quad);
    }
    let mut objects = Vec::new();
    for (graph, subjects) in graphs {
        let things = subjects.into_iter().map(|(subject, quads)| terms.thing(subject, &quads, &mut |_, _| None));
        if graph.is_empty() {
            objects.extend(things);
        } else {
            objects.push(json!({ terms.id.as_str(): graph, "@graph": things.collect::<Vec<_>>() }));
        }
    }
    serde_json::to_writer_pretty(&mut *out, &json!({ "@context": terms.context, "@graph": objects }))?;
    writeln!(out)
}

/// How values are written under a term.
struct Term {
    name: String,
    /// IRI of the datatype, or `@id`.
    coercion: Option<String>,
    set: bool,
}

/// The names of our context.
pub(super) struct Terms {
    pub(super) context: Value,
    base: String,
    id: String,
    kind: String,
    prefixes: BTreeMap<String, String>,
    by_iri: BTreeMap<String, Vec<Term>>,
}

impl Terms {
    /// Reads the context that is written at the head of every document.
    pub(super) fn read(base: &str) -> io::Result<Self> {
        let document: Value = serde_json::from_str(CONTEXT)?;
        let mut context = document["@context"].as_object().cloned().unwrap_or_default();
        context.insert("@base".into(), base.into());
        let is_prefix = |v: &Value| v.as_str().is_some_and(|s| s.contains("://") && s.ends_with(['/', '#']));
        let prefixes: BTreeMap<String, String> = context
            .iter()
            .filter(|(name, value)| is_prefix(value) && !name.starts_with('@'))
            .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
            .collect();
        for (name, iri) in PREFIXES {
            if !context.contains_key(*name) && !prefixes.values().any(|p| p == iri) {
                context.insert((*name).into(), (*iri).into());
            }
        }
        let expand = |compact: &str| match compact.split_once(':') {
            Some((prefix, rest)) => prefixes.get(prefix).map_or(compact.to_owned(), |iri| format!("{iri}{rest}")),
            None => compact.to_owned(),
        };
        let mut by_iri: BTreeMap<String, Vec<Term>> = BTreeMap::new();
        let alias = |keyword: &str| {
            let found = context.iter().find(|(_, v)| v.as_str() == Some(keyword));
            found.map_or(keyword.to_owned(), |(name, _)| name.clone())
        };
        let (id, kind) = (alias("@id"), alias("@type"));
        for (name, value) in &context {
            if name.starts_with('@') || prefixes.contains_key(name) {
                continue;
            }
            let definition = match value {
                Value::String(iri) => json!({ "@id": iri }),
                other => other.clone(),
            };
            // containers other than sets, languages and reversed terms change the form of values: left aside
            let plain = definition.as_object().is_some_and(|d| {
                d.keys().all(|k| matches!(k.as_str(), "@id" | "@type" | "@container"))
                    && d.get("@container").is_none_or(|c| c == "@set")
                    && d.get("@type").is_none_or(|t| t != "@vocab" && t != "@json" && t != "@none")
            });
            let Some(iri) = definition["@id"].as_str().filter(|iri| plain && !iri.starts_with('@')) else { continue };
            by_iri.entry(expand(iri)).or_default().push(Term {
                name: name.clone(),
                coercion: definition["@type"].as_str().map(expand),
                set: definition["@container"] == "@set",
            });
        }
        let prefixes = context
            .iter()
            .filter(|(name, value)| is_prefix(value) && !name.starts_with('@'))
            .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
            .collect();
        Ok(Self { context: context.into(), base: base.to_owned(), id, kind, prefixes, by_iri })
    }

    /// An IRI for `@id`: relative to the base, or compact.
    fn reference(&self, iri: &str) -> String {
        let relative = |rest: &&str| {
            rest.starts_with(|c: char| c.is_ascii_alphanumeric())
                && !rest.split('/').next().is_some_and(|s| s.contains(':'))
                && !rest.contains("/.")
        };
        match iri.strip_prefix(&self.base).filter(relative) {
            Some(rest) => rest.to_owned(),
            None => self.compact(iri),
        }
    }

    /// An IRI for a key or `@type`: compact, or as it is.
    fn compact(&self, iri: &str) -> String {
        let best = self.prefixes.iter().filter(|(_, start)| iri.starts_with(start.as_str())).max_by_key(|(_, s)| s.len());
        match best {
            Some((name, start)) if !iri[start.len()..].starts_with("//") => format!("{name}:{}", &iri[start.len()..]),
            _ => iri.to_owned(),
        }
    }

    /// The name of a subject: its IRI, or a label that begins with `_:`.
    pub(super) fn name(&self, subject: &str) -> String {
        if subject.contains(':') { self.reference(subject) } else { format!("_:{subject}") }
    }

    /// The key of a property whose values are things.
    pub(super) fn property(&self, iri: &str) -> String {
        let term = self.by_iri.get(iri).into_iter().flatten().find(|t| t.coercion.as_deref() == Some("@id"));
        term.map_or_else(|| self.compact(iri), |t| t.name.clone())
    }

    /// A thing and its properties; `within` gives the object to stand in the place of an IRI, if any.
    pub(super) fn thing<'q>(&self, subject: String, quads: &[&'q Quad], within: &mut dyn FnMut(&str, &'q str) -> Option<Value>) -> Value {
        let mut kinds = Vec::new();
        let mut object: BTreeMap<String, (bool, Vec<Value>)> = BTreeMap::new();
        for quad in quads {
            let predicate = quad.predicate.as_str();
            if let (TYPE, RdfTerm::NamedNode(class)) = (predicate, &quad.object) {
                kinds.push(Value::String(self.compact(class.as_str())));
                continue;
            }
            let fitting = self.by_iri.get(predicate).into_iter().flatten();
            let nested = if let RdfTerm::NamedNode(node) = &quad.object { within(predicate, node.as_str()) } else { None };
            if let Some(nested) = nested {
                let name = self.property(predicate);
                let set = self.by_iri.get(predicate).into_iter().flatten().any(|t| t.name == name && t.set);
                object.entry(name).or_insert_with(|| (set, Vec::new())).1.push(nested);
                continue;
            }
            let (name, set, value) = fitting
                .filter_map(|term| Some((term.name.clone(), term.set, self.coerced(term, &quad.object)?)))
                .next()
                .unwrap_or_else(|| (self.compact(predicate), false, self.spelled_out(&quad.object)));
            let entry = object.entry(name).or_insert_with(|| (set, Vec::new()));
            entry.1.push(value);
        }
        let mut map = Map::new();
        map.insert(self.id.clone(), subject.into());
        let one_or_many = |set: bool, mut values: Vec<Value>| match values.len() {
            1 if !set => values.remove(0),
            _ => Value::Array(values),
        };
        if !kinds.is_empty() {
            map.insert(self.kind.clone(), one_or_many(false, kinds));
        }
        map.extend(object.into_iter().map(|(name, (set, values))| (name, one_or_many(set, values))));
        map.into()
    }

    /// A value under a term, where the term's coercion fits.
    fn coerced(&self, term: &Term, value: &RdfTerm) -> Option<Value> {
        match (value, term.coercion.as_deref()) {
            (RdfTerm::NamedNode(node), Some("@id")) => Some(self.reference(node.as_str()).into()),
            (RdfTerm::BlankNode(node), Some("@id")) => Some(node.to_string().into()),
            (RdfTerm::Literal(literal), Some(datatype)) if literal.datatype().as_str() == datatype && literal.language().is_none() => {
                Some(native(value).unwrap_or_else(|| literal.value().into()))
            }
            (RdfTerm::Literal(_), None) => Some(self.spelled_out(value)),
            _ => None,
        }
    }

    /// A value that needs no term.
    fn spelled_out(&self, value: &RdfTerm) -> Value {
        match value {
            RdfTerm::NamedNode(node) => json!({ self.id.as_str(): self.reference(node.as_str()) }),
            RdfTerm::Literal(literal) => match (literal.language(), literal.datatype().as_str()) {
                (Some(language), _) => json!({ "@value": literal.value(), "@language": language }),
                (None, datatype) if datatype.strip_prefix(XSD) == Some("string") => literal.value().into(),
                (None, datatype) => native(value).unwrap_or_else(|| json!({ "@value": literal.value(), "@type": self.compact(datatype) })),
            },
            other => json!({ self.id.as_str(): other.to_string() }),
        }
    }
}

/// A JSON number or truth value that means exactly this literal.
fn native(value: &RdfTerm) -> Option<Value> {
    let RdfTerm::Literal(literal) = value else { return None };
    let text = literal.value();
    match literal.datatype().as_str().strip_prefix(XSD)? {
        // JSON numbers of any size pass through doubles in many readers
        "integer" => text.parse::<i32>().ok().filter(|n| n.to_string() == text).map(Value::from),
        "boolean" => text.parse::<bool>().ok().map(Value::from),
        _ => None,
    }
}

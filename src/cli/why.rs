//! `frontis why`

use super::StoreOption;
use super::outcome::Outcome;
use crate::error::Error;
use crate::graph::vocab::{PREFIXES, dcterms, fm, prov, rdfs};
use crate::store::Store;
use crate::terminal::{Paint, Style, plain, shown, width};
use clap::Args;
use oxigraph::model::{NamedNode, Term};
use sophia::api::ns::NsTerm;
use std::io::{self, Write};

/// Show the lines that a statement was read from
#[derive(Args)]
pub struct Why {
    /// The thing: a whole IRI, /id/qm-2014/paper/p13, or id:qm-2014/paper/p13
    iri: String,
    /// Only this predicate's values, such as dblp:title
    predicate: Option<String>,
    #[command(flatten)]
    store: StoreOption,
}

/// Most places that are shown for a thing.
const MANY: usize = 12;

impl Why {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let store = Store::open(&self.store.store)?;
        let iri = expand(&self.iri, store.base())?;
        let known = !store.describe(&iri)?.is_empty();
        if !known && store.subjects(&iri)?.is_empty() {
            return Err(Error::Usage(format!("the store says nothing about {}", iri.as_str())));
        }
        writeln!(out, "{}", title(&store, &iri)?)?;
        let iri = match moved(&store, &iri)? {
            Some(now) => {
                writeln!(out, "it is now {}", title(&store, &now)?)?;
                now
            }
            None => iri,
        };
        if let Some(predicate) = &self.predicate {
            let predicate = expand(predicate, store.base())?;
            let mut values = store.objects(&iri, predicate.as_str())?;
            if values.is_empty() {
                return Err(Error::Usage(format!("{} has no {}", iri.as_str(), predicate.as_str())));
            }
            values.sort_by_key(Term::to_string);
            for value in &values {
                writeln!(out, "  {} {}", self.predicate.as_deref().unwrap_or_default(), worded(value, store.base()))?;
            }
            // the seat, signature or figure that makes the statement, else a value that is itself read from a place, says
            // more than the thing that has it
            let mut shown = false;
            for node in statements(&store, &iri, &predicate, &values)? {
                shown |= self.show(&store, &node, out)?;
            }
            let own = if shown { &[] } else { values.as_slice() };
            for value in own {
                if let Term::NamedNode(node) = value
                    && *node != iri
                {
                    shown |= self.show(&store, node, out)?;
                }
            }
            if shown {
                return Ok(Outcome::Clean);
            }
        }
        if !self.show(&store, &iri, out)? {
            let carriers = carriers(&store, &iri)?;
            if carriers.is_empty() {
                writeln!(out, "no place is recorded for it")?;
            }
            for carrier in carriers.iter().take(MANY) {
                writeln!(out, "it has no place of its own; it stands in {}", title(&store, carrier)?)?;
                self.show(&store, carrier, out)?;
            }
            if carriers.len() > MANY {
                writeln!(out, "… and in {} more", carriers.len() - MANY)?;
            }
        }
        Ok(Outcome::Clean)
    }

    /// Draws the places of a thing; `false` when it has none.
    fn show(&self, store: &Store, iri: &NamedNode, out: &mut dyn Write) -> Result<bool, Error> {
        let places = store.evidence(iri)?;
        for place in &places {
            draw(store, place, out)?;
        }
        let corrections = corrections(store, iri)?;
        for correction in &corrections {
            writeln!(out, "{correction}")?;
        }
        Ok(!places.is_empty() || !corrections.is_empty())
    }
}

/// What a thing is called now whose IRI is gone.
pub(super) fn moved(store: &Store, iri: &NamedNode) -> Result<Option<NamedNode>, Error> {
    let now = store.objects(iri, &dcterms::isReplacedBy.to_string())?;
    Ok(now.into_iter().find_map(|term| if let Term::NamedNode(now) = term { Some(now) } else { None }))
}

/// What people decided about a thing, one line each.
fn corrections(store: &Store, iri: &NamedNode) -> Result<Vec<String>, Error> {
    let mut all = Vec::new();
    for node in store.subjects(iri)? {
        let text = |predicate: &NsTerm<'_>| -> Result<Option<String>, Error> {
            Ok(store.objects(&node, &predicate.to_string())?.into_iter().find_map(|term| match term {
                Term::Literal(literal) => Some(plain(literal.value())),
                _ => None,
            }))
        };
        if !store.objects(&node, &fm::corrects.to_string())?.contains(&Term::NamedNode(iri.clone())) {
            continue;
        }
        let by = store.objects(&node, &prov::wasAssociatedWith.to_string())?;
        let by = by.iter().find_map(|t| if let Term::NamedNode(n) = t { store.label(n).transpose() } else { None }).transpose()?;
        let mut line = format!("corrected{}", by.map_or(String::new(), |by| format!(" by {}", plain(&by))));
        for (words, value) in [
            (" on ", text(&prov::endedAtTime)?),
            (": ", text(&fm::correctedField)?),
            (" ", text(&rdfs::label)?.map(|now| format!("`{now}`"))),
            (", read as ", text(&fm::readAs)?.map(|was| format!("`{was}`"))),
            (", because ", text(&rdfs::comment)?),
        ] {
            line.extend(value.map(|value| format!("{words}{value}")));
        }
        all.push(line);
    }
    all.sort();
    Ok(all)
}

/// The nodes that make a statement: they refer to the thing and to a value of it, as a signature does to paper and
/// person and a seat to committee and person; or they measure the predicate of the thing, as a statistic does.
fn statements(store: &Store, iri: &NamedNode, predicate: &NamedNode, values: &[Term]) -> Result<Vec<NamedNode>, Error> {
    let mut referring = store.subjects(predicate)?;
    for value in values {
        if let Term::NamedNode(node) = value {
            referring.extend(store.subjects(node)?);
        }
    }
    let mut found = store.subjects(iri)?;
    found.retain(|node| node != iri && referring.contains(node));
    Ok(found)
}

fn title(store: &Store, iri: &NamedNode) -> Result<String, Error> {
    let short = iri.as_str().strip_prefix(store.base()).and_then(|rest| rest.strip_prefix("id/"));
    let short = short.map_or(iri.as_str().to_owned(), |rest| format!("id:{rest}"));
    Ok(store.title(iri)?.map_or(short.clone(), |title| format!("{short}  {}", plain(&title))))
}

/// A value without what people do not need: datatypes of numbers and dates, and the long part of IRIs.
fn worded(value: &Term, base: &str) -> String {
    match value {
        Term::Literal(literal) if literal.datatype() == oxigraph::model::vocab::xsd::STRING => format!("\"{}\"", plain(literal.value())),
        Term::Literal(literal) => plain(literal.value()),
        Term::NamedNode(node) => {
            let own = node.as_str().strip_prefix(base).and_then(|rest| rest.strip_prefix("id/"));
            own.map_or_else(|| value.to_string(), |rest| format!("id:{rest}"))
        }
        other => other.to_string(),
    }
}

/// The nearest things that carry evidence: what a part belongs to, else what refers to the thing, else what it is below.
fn carriers(store: &Store, iri: &NamedNode) -> Result<Vec<NamedNode>, Error> {
    let carries = |node: &NamedNode| store.evidence(node).map(|places| !places.is_empty());
    if let Some((whole, part)) = iri.as_str().split_once('#') {
        // A#a2-aff1 stands in A#a2, which stands in A
        let parts = part.rmatch_indices('-').map(|(at, _)| format!("{whole}#{}", &part[..at]));
        for candidate in parts.chain([whole.to_owned()]) {
            let node = NamedNode::new_unchecked(candidate);
            if carries(&node)? {
                return Ok(vec![node]);
            }
        }
    }
    let mut found = Vec::new();
    for subject in store.subjects(iri)? {
        if carries(&subject)? {
            found.push(subject);
        }
    }
    let mut above = iri.as_str();
    while found.is_empty()
        && let Some((parent, _)) = above.rsplit_once('/')
        && parent.len() > store.base().len()
    {
        above = parent;
        let node = NamedNode::new_unchecked(parent);
        if carries(&node)? {
            found.push(node);
        }
    }
    Ok(found)
}

/// A whole, relative or prefixed IRI.
fn expand(text: &str, base: &str) -> Result<NamedNode, Error> {
    let text = text.strip_prefix('<').and_then(|t| t.strip_suffix('>')).unwrap_or(text);
    let prefixed = text.split_once(':').and_then(|(prefix, rest)| {
        if prefix == "id" {
            return Some(format!("{base}id/{rest}"));
        }
        PREFIXES.iter().find(|(name, _)| *name == prefix).map(|(_, start)| format!("{start}{rest}"))
    });
    let relative = text.trim_start_matches('/');
    let iri = match prefixed {
        Some(iri) => iri,
        None if text.contains("://") || text.starts_with("urn:") => text.to_owned(),
        None if text == "a" => "http://www.w3.org/1999/02/22-rdf-syntax-ns#type".to_owned(),
        None if relative.starts_with("id/") || relative.starts_with("graph/") => format!("{base}{relative}"),
        None => format!("{base}id/{relative}"),
    };
    NamedNode::new(&iri).map_err(|e| Error::Usage(format!("{text} is no IRI: {e}")))
}

/// Draws the lines of a place, with carets below the characters meant.
fn draw(store: &Store, place: &str, out: &mut dyn Write) -> Result<(), Error> {
    let parsed = place.split_once("/id/source/sha256-").and_then(|(_, rest)| {
        let (hash, fragment) = rest.split_once("#char=")?;
        let (start, end) = fragment.split_once(',')?;
        Some((hash, start.parse::<usize>().ok()?, end.parse::<usize>().ok()?))
    });
    let Some((hash, start, end)) = parsed else { return Ok(writeln!(out, "  --> {place}")?) };
    let node = NamedNode::new_unchecked(place.split('#').next().unwrap_or(place));
    let label = store.objects(&node, "http://www.w3.org/2000/01/rdf-schema#label")?;
    let name = match label.first() {
        Some(Term::Literal(label)) => label.value().to_owned(),
        _ => format!("sha256-{hash}"),
    };
    let Some(text) = store.source(hash)? else {
        writeln!(out, "  --> {name}, characters {start} to {end} (the store keeps no copy of this source)")?;
        return Ok(());
    };
    let colour = super::colour(&io::stdout());
    let mut position = 0;
    let mut lines = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        let length = line.chars().count();
        if position < end && start <= position + length {
            lines.push((number + 1, line.trim_end_matches('\r'), start.saturating_sub(position), (end - position).min(length)));
        }
        position += length + 1;
    }
    let column = lines.first().map_or(1, |(_, _, from, _)| from + 1);
    let gutter = lines.last().map_or(1, |(number, ..)| number.to_string().len());
    writeln!(out, "{:gutter$}--> {}:{}:{column}", "", plain(&name), lines.first().map_or(0, |l| l.0))?;
    writeln!(out, "{:gutter$} |", "")?;
    for (number, line, from, to) in lines {
        writeln!(out, "{number:gutter$} | {}", shown(line))?;
        let inside: String = line.chars().skip(from).take(to.saturating_sub(from)).collect();
        let inset = inside.chars().take_while(|c| c.is_whitespace()).count();
        let carets = "^".repeat(width(inside.trim()));
        if !carets.is_empty() {
            let before: String = line.chars().take(from + inset).collect();
            let carets = Paint(colour).with(Style::Green, &carets);
            writeln!(out, "{:gutter$} | {:indent$}{carets}", "", "", indent = width(&before))?;
        }
    }
    Ok(())
}

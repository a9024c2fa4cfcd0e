//! Components that look at one value at a time.

use super::{Asked, Test, each};
use crate::check::datatype::{compare, well_formed};
use crate::check::judge::Judge;
use crate::check::shape::Reader;
use oxigraph::model::Term;
use regex::RegexBuilder;
use std::cmp::Ordering;

type Compiled = Result<Option<Test>, String>;

pub fn class(_: &mut Reader<'_>, asked: Asked) -> Compiled {
    each(move |judge, value| judge.is_a(value, asked.parameter))
}

pub fn datatype(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    let datatype = reader.iri(asked.parameter)?;
    each(move |judge, value| matches!(judge.facts.term(value), Term::Literal(l) if l.datatype() == datatype.as_ref() && well_formed(l)))
}

pub fn node_kind(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    let kind = reader.iri(asked.parameter)?;
    let kind = kind.as_str().rsplit('#').next().unwrap_or_default();
    if !["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"].contains(&kind) {
        return Err(format!("{kind} is no kind of node"));
    }
    let [iri, blank, literal] = ["IRI", "BlankNode", "Literal"].map(|part| kind.contains(part));
    each(move |judge, value| match judge.facts.term(value) {
        Term::NamedNode(_) => iri,
        Term::BlankNode(_) => blank,
        Term::Literal(_) => literal,
        Term::Triple(_) => false,
    })
}

pub fn min_exclusive(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    bounded(reader, asked, |order| order == Ordering::Greater)
}

pub fn min_inclusive(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    bounded(reader, asked, |order| order != Ordering::Less)
}

pub fn max_exclusive(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    bounded(reader, asked, |order| order == Ordering::Less)
}

pub fn max_inclusive(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    bounded(reader, asked, |order| order != Ordering::Greater)
}

fn bounded(reader: &Reader<'_>, asked: Asked, holds: fn(Ordering) -> bool) -> Compiled {
    let bound = reader.facts.term(asked.parameter).clone();
    each(move |judge, value| compare(judge.facts.term(value), &bound).is_some_and(holds))
}

pub fn min_length(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    let least = reader.number(asked.parameter)?;
    each(move |judge, value| text(judge, value).is_some_and(|t| t.chars().count() >= least))
}

pub fn max_length(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    let most = reader.number(asked.parameter)?;
    each(move |judge, value| text(judge, value).is_some_and(|t| t.chars().count() <= most))
}

pub fn pattern(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    let pattern = reader.text(asked.parameter)?;
    let flags = reader.parameter(asked.shape, "flags").map_or(Ok(String::new()), |flags| reader.text(flags))?;
    let has = |flag: char| flags.contains(flag);
    let pattern = if has('q') { regex::escape(&pattern) } else { pattern };
    let built = RegexBuilder::new(&pattern)
        .case_insensitive(has('i'))
        .dot_matches_new_line(has('s'))
        .multi_line(has('m'))
        .ignore_whitespace(has('x'))
        .build();
    let regex = built.map_err(|_| format!("{pattern} is no regular expression"))?;
    each(move |judge, value| text(judge, value).is_some_and(|t| regex.is_match(t)))
}

pub fn language_in(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    let members = reader.facts.list(asked.parameter);
    let ranges = members.into_iter().map(|member| reader.text(member)).collect::<Result<Vec<_>, _>>()?;
    each(move |judge, value| match judge.facts.term(value) {
        Term::Literal(literal) => literal.language().is_some_and(|tag| ranges.iter().any(|range| matches(tag, range))),
        _ => false,
    })
}

pub fn is_in(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    let members = reader.facts.list(asked.parameter);
    each(move |_, value| members.contains(&value))
}

/// The text of an IRI or a literal.
fn text<'a>(judge: &Judge<'a>, value: crate::check::facts::Id) -> Option<&'a str> {
    match judge.facts.term(value) {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

/// Whether a language tag lies in a range, as SPARQL's `langMatches` has it.
fn matches(tag: &str, range: &str) -> bool {
    let (tag, range) = (tag.to_ascii_lowercase(), range.to_ascii_lowercase());
    range == "*" || tag.strip_prefix(&range).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

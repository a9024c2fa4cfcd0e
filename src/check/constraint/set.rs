//! Components that look at all values of a focus node, or compare them with values of another property.

use super::{Asked, Offence, Test, picked, together};
use crate::check::datatype::compare;
use crate::check::facts::Id;
use crate::check::path::Path;
use crate::check::shape::Reader;
use oxigraph::model::Term;
use std::cmp::Ordering;
use std::collections::BTreeMap;

type Compiled = Result<Option<Test>, String>;

pub fn min_count(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    let least = reader.number(asked.parameter)?;
    together(move |_, _, values| values.len() >= least)
}

pub fn max_count(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    let most = reader.number(asked.parameter)?;
    together(move |_, _, values| values.len() <= most)
}

pub fn has_value(_: &mut Reader<'_>, asked: Asked) -> Compiled {
    together(move |_, _, values| values.contains(&asked.parameter))
}

pub fn unique_lang(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    // the standard asks for `true` as it stands, not for another spelling of it
    if reader.text(asked.parameter)? != "true" {
        return Ok(None);
    }
    Ok(Some(Box::new(|judge, _, values| {
        let mut tags: BTreeMap<String, usize> = BTreeMap::new();
        for value in values {
            if let Term::Literal(literal) = judge.facts.term(*value)
                && let Some(tag) = literal.language()
            {
                *tags.entry(tag.to_ascii_lowercase()).or_default() += 1;
            }
        }
        tags.values().filter(|count| **count > 1).map(|_| Offence::default()).collect()
    })))
}

pub fn equals(_: &mut Reader<'_>, asked: Asked) -> Compiled {
    picked(move |judge, focus, values| {
        let others: Vec<Id> = judge.facts.objects(focus, asked.parameter).collect();
        let only_here = values.iter().filter(|value| !others.contains(value));
        only_here.chain(others.iter().filter(|other| !values.contains(other))).copied().collect()
    })
}

pub fn disjoint(_: &mut Reader<'_>, asked: Asked) -> Compiled {
    picked(move |judge, focus, values| values.iter().filter(|value| judge.facts.has([focus, asked.parameter, **value])).copied().collect())
}

pub fn less_than(_: &mut Reader<'_>, asked: Asked) -> Compiled {
    ordered(asked, |order| order == Ordering::Less)
}

pub fn less_than_or_equals(_: &mut Reader<'_>, asked: Asked) -> Compiled {
    ordered(asked, |order| order != Ordering::Greater)
}

/// A value offends once for every other that it does not stand before.
fn ordered(asked: Asked, holds: fn(Ordering) -> bool) -> Compiled {
    picked(move |judge, focus, values| {
        let before = |value: Id, other: Id| compare(judge.facts.term(value), judge.facts.term(other)).is_some_and(holds);
        let others = |value: Id| judge.facts.objects(focus, asked.parameter).filter(move |other| !before(value, *other));
        values.iter().flat_map(|value| others(*value).map(|_| *value)).collect()
    })
}

pub fn closed(reader: &mut Reader<'_>, asked: Asked) -> Compiled {
    if !reader.is_true(asked.parameter) {
        return Ok(None);
    }
    let ignored = reader.parameter(asked.shape, "ignoredProperties");
    let mut known = ignored.map(|list| reader.facts.list(list)).unwrap_or_default();
    for property in reader.parameters(asked.shape, "property") {
        if let Some(Path::Predicate(predicate)) = reader.path(property)? {
            known.push(predicate);
        }
    }
    Ok(Some(Box::new(move |judge, _, values| {
        let stated = values.iter().flat_map(|value| judge.facts.about(*value));
        let unknown = stated.filter(|(predicate, _)| !known.contains(predicate));
        unknown.map(|(predicate, object)| Offence { value: Some(object), predicate: Some(predicate) }).collect()
    })))
}

//! Decisions made on a record.

use super::fields::Kind;
use super::parts::{Part, find, parts};
use super::{Act, Decision, fields};
use crate::diagnostic::{Diagnostic, Parsed, Severity};
use crate::graph::Base;
use crate::record::{BY_HAND, Correction, Link, LinkStatus, Volume};
use crate::source::{Sources, Span};
use oxigraph::model::NamedNode;
use serde_json::{Value, json};

/// What became of a decision.
#[derive(Clone, Debug, PartialEq)]
pub enum Applied {
    /// It is about another volume.
    Elsewhere,
    Done,
    /// The page reads so by itself.
    Needless,
    /// The thing is not there any more.
    Gone,
    /// What was read is not what was decided about; what it reads now.
    Stale {
        now: String,
    },
    /// It cannot be done; why.
    Invalid {
        reason: String,
    },
}

/// Applies decisions in their order, each to the record as the ones before it left it.
pub fn apply(decisions: &[Decision], reading: &mut Parsed<Volume>, sources: &Sources, base: &Base) -> Vec<Applied> {
    decisions.iter().map(|decision| decide(decision, reading, sources, base)).collect()
}

fn decide(decision: &Decision, reading: &mut Parsed<Volume>, sources: &Sources, base: &Base) -> Applied {
    let volume = &mut reading.value;
    if !concerns(decision, volume, sources) {
        return Applied::Elsewhere;
    }
    let act = match decision.act() {
        Ok(act) => act,
        Err(reason) => return Applied::Invalid { reason },
    };
    let Some(part) = find(&decision.thing, volume, sources, base) else { return Applied::Gone };
    let mut record = match serde_json::to_value(&*volume) {
        Ok(record) => record,
        Err(e) => return Applied::Invalid { reason: e.to_string() },
    };
    let made = match act {
        Act::Set { field, to } => set(&mut record, &part, field, decision.was.as_deref(), to),
        Act::Merge { with } => match find(with, volume, sources, base) {
            Some(other) => merge(&mut record, &part, &other),
            None => return Applied::Gone,
        },
        Act::Split { at } => split(&mut record, &part, at),
        Act::Remove => remove(&mut record, &part),
        Act::Right => Ok(Made { span: Some(part.span), was: None }),
        Act::Accept { target } => return link(decision, volume, linked(&record, &part, base), target, LinkStatus::Accepted),
        Act::Reject { target } => return link(decision, volume, linked(&record, &part, base), target, LinkStatus::Rejected),
    };
    let made = match made {
        Ok(made) => made,
        Err(applied) => return applied,
    };
    if let Some(fields) = record.pointer_mut(&part.at).and_then(Value::as_object_mut) {
        fields.remove("confidence");
    }
    match serde_json::from_value::<Volume>(record) {
        Ok(corrected) => *volume = corrected,
        Err(e) => return Applied::Invalid { reason: e.to_string() },
    }
    // a page that was set moves the entry
    let moved = parts(volume, base).into_iter().find(|p| p.at == part.at && act != Act::Remove);
    volume.corrections.push(Correction {
        thing: volume_path(moved.as_ref().unwrap_or(&part), base),
        field: decision.set.clone(),
        was: made.was,
        now: decision.to.clone().unwrap_or_else(|| decision.summary()),
        by: decision.by.clone(),
        at: decision.at.clone(),
        why: decision.why.clone(),
    });
    if let Some(span) = made.span {
        let settled = |d: &Diagnostic| d.code.severity <= Severity::Warning && span.contains(d.span);
        reading.diagnostics.retain(|d| !settled(d));
    }
    Applied::Done
}

/// A person's word on a link stands over whatever was proposed.
fn link(decision: &Decision, volume: &mut Volume, thing: String, target: &str, status: LinkStatus) -> Applied {
    if NamedNode::new(target).is_err() {
        return invalid(format!("`{target}` is no IRI"));
    }
    volume.links.retain(|l| l.thing != thing || l.target != target);
    volume.links.push(Link {
        thing,
        target: target.to_owned(),
        part: false,
        address: None,
        status,
        confidence: 1.0,
        method: BY_HAND.to_owned(),
        evidence: String::new(),
        by: decision.by.clone(),
        at: decision.at.clone(),
    });
    Applied::Done
}

/// What a link of a part is of: the organisation that an affiliation or a sponsor names, else the part itself.
fn linked(record: &Value, part: &Part, base: &Base) -> String {
    let name = match part.kind {
        Kind::Affiliation => "/value/organization",
        Kind::Sponsorship => "/name/value",
        _ => "",
    };
    let name = record.pointer(&part.at).and_then(|value| value.pointer(name)).and_then(Value::as_str);
    name.map_or_else(|| volume_path(part, base), |name| path(&base.organization(name), base))
}

fn volume_path(part: &Part, base: &Base) -> String {
    path(&part.iri, base)
}

fn path(iri: &NamedNode, base: &Base) -> String {
    let start = format!("{}id/", base.as_str());
    iri.as_str().strip_prefix(&start).unwrap_or(iri.as_str()).to_owned()
}

fn concerns(decision: &Decision, volume: &Volume, sources: &Sources) -> bool {
    let thing = decision.thing.as_str();
    if thing.starts_with("sha256-") {
        let source = thing.split('#').next().unwrap_or_default();
        return sources.files.iter().any(|f| format!("sha256-{}", f.sha256).starts_with(source));
    }
    thing.strip_prefix(volume.id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#']))
}

/// What was done: where doubts are settled by it, and what stood there before.
struct Made {
    span: Option<Span>,
    was: Option<String>,
}

fn invalid(reason: impl Into<String>) -> Applied {
    Applied::Invalid { reason: reason.into() }
}

fn set(record: &mut Value, part: &Part, field: &str, was: Option<&str>, to: &str) -> Result<Made, Applied> {
    let mut value = record.pointer(&part.at).cloned().unwrap_or_default();
    let read = |value: &Value| fields::get(record, value, part.kind, field).map_err(invalid);
    let now = read(&value)?;
    fields::set(record, &mut value, part.kind, field, to, &json!(part.span)).map_err(invalid)?;
    let then = read(&value)?;
    if now == then {
        return Err(Applied::Needless);
    }
    if was != now.as_deref() {
        return Err(Applied::Stale { now: now.unwrap_or_default() });
    }
    let place = value.get(field.replace('-', "_")).and_then(|v| v.get("span")).cloned();
    let span = place.and_then(|v| serde_json::from_value(v).ok()).or(Some(part.span));
    if let Some(at) = record.pointer_mut(&part.at) {
        *at = value;
    }
    Ok(Made { span, was: now })
}

/// The list that a part stands in, and its index.
fn list<'a>(record: &'a mut Value, part: &Part) -> Option<(&'a mut Vec<Value>, usize)> {
    let (list, index) = part.at.rsplit_once('/')?;
    let index = index.parse().ok()?;
    record.pointer_mut(list)?.as_array_mut().map(|list| (list, index))
}

/// What a part is called.
fn called(value: &Value) -> Option<&str> {
    ["/title/value", "/name/value/full", "/name/value", "/label/value", "/value/printed", "/quote/value"]
        .iter()
        .find_map(|at| value.pointer(at)?.as_str())
}

fn remove(record: &mut Value, part: &Part) -> Result<Made, Applied> {
    let (list, index) = list(record, part).ok_or_else(|| invalid("a volume cannot be without it"))?;
    let gone = list.remove(index);
    let was = called(&gone).map(str::to_owned);
    if part.kind == fields::Kind::Session {
        for paper in record["contributions"].as_array_mut().into_iter().flatten() {
            match paper["session"].as_u64() {
                Some(n) if n as usize == index => drop(paper.as_object_mut().map(|p| p.remove("session"))),
                Some(n) if n as usize > index => paper["session"] = json!(n - 1),
                _ => {}
            }
        }
    }
    Ok(Made { span: Some(part.span), was })
}

/// The second part is the rest of the first: its words follow, its authors and affiliations too.
fn merge(record: &mut Value, part: &Part, rest: &Part) -> Result<Made, Applied> {
    let same_list = part.at.rsplit_once('/').map(|p| p.0) == rest.at.rsplit_once('/').map(|p| p.0);
    if part.kind != rest.kind || !same_list || part.at == rest.at {
        return Err(invalid("only two entries of one list can be one"));
    }
    let was = record.pointer(&part.at).and_then(called).map(str::to_owned);
    let (list, index) = list(record, rest).ok_or_else(|| invalid("only entries of a list can be one"))?;
    let more = list.remove(index);
    // the index of the first part may have moved
    let (at, first) = part.at.rsplit_once('/').and_then(|(at, i)| Some((at, i.parse::<usize>().ok()?))).unwrap_or_default();
    let into = record.pointer_mut(&format!("{at}/{}", first - usize::from(first > index))).ok_or(Applied::Gone)?;
    for key in ["/title/value", "/name/value"] {
        let words = |value: &Value| value.pointer(key).and_then(|v| v.get("full").or(Some(v))?.as_str().map(str::to_owned));
        if let (Some(a), Some(b)) = (words(into), words(&more)) {
            let whole = format!("{a} {b}");
            let is_name = into.pointer(key).is_some_and(|v| v.get("full").is_some());
            into[&key[1..key.len() - 6]]["value"] = if is_name { json!(crate::record::PersonName::parse(&whole)) } else { json!(whole) };
        }
    }
    for key in ["authors", "affiliations"] {
        if let (Some(a), Some(b)) = (into[key].as_array_mut(), more[key].as_array()) {
            let new = b.iter().filter(|v| !a.iter().any(|w| called(v) == called(w))).cloned().collect::<Vec<_>>();
            a.extend(new);
        } else if !more[key].is_null() {
            into[key] = more[key].clone();
        }
    }
    if into["pages"].is_null() && !more["pages"].is_null() {
        into["pages"] = more["pages"].clone();
    }
    Ok(Made { span: Some(part.span), was })
}

/// Cuts a title or a name in two; the second has the same authors, affiliations and session, and no page.
fn split(record: &mut Value, part: &Part, at: &str) -> Result<Made, Applied> {
    let (list, index) = list(record, part).ok_or_else(|| invalid("only an entry of a list can be split"))?;
    let whole = called(&list[index]).unwrap_or_default().to_owned();
    let Some((first, _)) = whole.split_once(at).filter(|(first, _)| !first.trim().is_empty()) else {
        return Err(Applied::Stale { now: whole });
    };
    let second = whole[first.len()..].trim().to_owned();
    let mut more = list[index].clone();
    for (value, words) in [(&mut list[index], first.trim()), (&mut more, second.as_str())] {
        if value.pointer("/title/value").is_some() {
            value["title"]["value"] = json!(words);
        } else if value.pointer("/name/value/full").is_some() {
            value["name"]["value"] = json!(crate::record::PersonName::parse(words));
        } else {
            return Err(invalid("only titles and names can be split"));
        }
    }
    if let Some(fields) = more.as_object_mut() {
        fields.remove("pages");
        fields.remove("derived_end");
        fields.remove("confidence");
    }
    list.insert(index + 1, more);
    Ok(Made { span: Some(part.span), was: Some(whole) })
}

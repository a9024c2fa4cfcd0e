//! The fields that can be set: how each is written by a person and how it stands in the record.

use crate::record::{Affiliation, DateRange, PartialDate, PersonName, Place, pages::Pages};
use serde_json::{Value, json};

/// Kinds of parts that have fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Proceedings,
    Event,
    Paper,
    Signature,
    Affiliation,
    Session,
    Item,
    Committee,
    Sponsorship,
    Statistic,
}

/// How a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Words with a place.
    Text,
    /// Words without a place.
    Word,
    Number,
    Year,
    Name,
    Pages,
    Date,
    Dates,
    Place,
    /// Names between semicolons.
    Authors,
    /// Affiliations between semicolons.
    Affiliations,
    /// The affiliation itself.
    Printed,
    /// A session by its title or its number in the list.
    Session,
}

/// A field: whose, what people call it, what the record calls it, its form.
struct Field(Kind, &'static str, &'static str, Form);

const FIELDS: &[Field] = &[
    Field(Kind::Proceedings, "title", "title", Form::Text),
    Field(Kind::Proceedings, "subtitle", "subtitle", Form::Text),
    Field(Kind::Proceedings, "short-title", "short_title", Form::Text),
    Field(Kind::Proceedings, "language", "language", Form::Word),
    Field(Kind::Proceedings, "publisher", "publisher", Form::Text),
    Field(Kind::Proceedings, "published", "published", Form::Date),
    Field(Kind::Event, "name", "name", Form::Text),
    Field(Kind::Event, "acronym", "acronym", Form::Text),
    Field(Kind::Event, "year", "year", Form::Year),
    Field(Kind::Event, "dates", "dates", Form::Dates),
    Field(Kind::Event, "place", "place", Form::Place),
    Field(Kind::Paper, "title", "title", Form::Text),
    Field(Kind::Paper, "pages", "pages", Form::Pages),
    Field(Kind::Paper, "kind", "kind", Form::Word),
    Field(Kind::Paper, "authors", "authors", Form::Authors),
    Field(Kind::Paper, "session", "session", Form::Session),
    Field(Kind::Signature, "name", "name", Form::Name),
    Field(Kind::Signature, "affiliation", "affiliations", Form::Affiliations),
    Field(Kind::Affiliation, "name", "", Form::Printed),
    Field(Kind::Session, "title", "title", Form::Text),
    Field(Kind::Session, "number", "number", Form::Word),
    Field(Kind::Item, "title", "title", Form::Text),
    Field(Kind::Item, "pages", "pages", Form::Pages),
    Field(Kind::Item, "kind", "kind", Form::Word),
    Field(Kind::Committee, "label", "label", Form::Text),
    Field(Kind::Committee, "role", "role", Form::Word),
    Field(Kind::Sponsorship, "name", "name", Form::Text),
    Field(Kind::Sponsorship, "kind", "kind", Form::Word),
    Field(Kind::Sponsorship, "level", "level", Form::Word),
    Field(Kind::Statistic, "value", "value", Form::Number),
];

/// What can be set of a kind of part.
pub fn names(kind: Kind) -> Vec<&'static str> {
    FIELDS.iter().filter(|f| f.0 == kind).map(|f| f.1).collect()
}

fn field(kind: Kind, name: &str) -> Result<&'static Field, String> {
    FIELDS.iter().find(|f| f.0 == kind && f.1 == name).ok_or_else(|| format!("it has no field {name}; it has {}", names(kind).join(", ")))
}

/// The value of a field as a person would write it; `None` where it has none.
pub fn get(record: &Value, part: &Value, kind: Kind, name: &str) -> Result<Option<String>, String> {
    let Field(_, _, key, form) = field(kind, name)?;
    let value = if key.is_empty() { Some(part) } else { part.get(key) };
    let Some(value) = value else { return Ok(None) };
    let inner = value.get("value").unwrap_or(value);
    let list = |key: &str| {
        let all = inner.as_array().into_iter().flatten();
        all.filter_map(|v| v.pointer(key)?.as_str()).collect::<Vec<_>>().join("; ")
    };
    let date = |v: &Value| v.as_str().map(str::to_owned);
    Ok(match form {
        Form::Text | Form::Word => date(inner),
        Form::Number | Form::Year => inner.as_i64().map(|n| n.to_string()),
        Form::Name => inner["full"].as_str().map(str::to_owned),
        Form::Pages => serde_json::from_value::<Pages>(inner.clone()).ok().map(|p| p.to_string()),
        Form::Date => serde_json::from_value::<PartialDate>(inner.clone()).ok().map(|d| d.to_string()),
        Form::Dates => match (date(&inner["start"]), date(&inner["end"])) {
            (Some(start), Some(end)) => Some(format!("{start}/{end}")),
            _ => date(inner),
        },
        Form::Place => inner["name"].as_str().map(str::to_owned),
        Form::Printed => inner["printed"].as_str().map(str::to_owned),
        Form::Authors => Some(list("/name/value/full")).filter(|l| !l.is_empty()),
        Form::Affiliations => Some(list("/value/printed")).filter(|l| !l.is_empty()),
        Form::Session => inner.as_u64().and_then(|i| record.pointer(&format!("/sessions/{i}/title/value"))?.as_str().map(str::to_owned)),
    })
}

/// Sets a field; what is new has the place of the part. An empty text leaves the field without a value.
pub fn set(record: &Value, part: &mut Value, kind: Kind, name: &str, to: &str, span: &Value) -> Result<(), String> {
    let Field(_, _, key, form) = field(kind, name)?;
    let to = to.split_whitespace().collect::<Vec<_>>().join(" ");
    let old = if key.is_empty() { part.clone() } else { part.get(key).cloned().unwrap_or(Value::Null) };
    let span = old.get("span").unwrap_or(span).clone();
    let placed = |value: Value| json!({ "value": value, "span": span });
    let value = match form {
        _ if to.is_empty() => Value::Null,
        Form::Text => placed(json!(to)),
        Form::Word => json!(to),
        Form::Number => placed(json!(to.parse::<i64>().map_err(|_| format!("`{to}` is no whole number"))?)),
        Form::Year => json!(to.parse::<i32>().map_err(|_| format!("`{to}` is no year"))?),
        Form::Name => placed(json!(named(&to))),
        Form::Pages => placed(json!(Pages::parse(&to).ok_or_else(|| format!("`{to}` is no page or range of pages, such as 7 or 7-18"))?)),
        Form::Date => placed(json!(PartialDate::find(&to).ok_or_else(|| format!("`{to}` is no date, such as July 2011"))?.0)),
        Form::Dates => placed(dates(&to)?),
        Form::Place => placed(json!(Place::parse(&to).ok_or_else(|| format!("`{to}` ends in no country or region, as `City, Country`"))?)),
        Form::Printed => placed(json!(Affiliation::parse(&to))),
        Form::Affiliations => Value::Array(to.split(';').map(|a| placed(json!(Affiliation::parse(a)))).collect()),
        Form::Authors => {
            let known = |name: &PersonName| {
                let same = |a: &&Value| {
                    a.pointer("/name/value/full").and_then(Value::as_str).is_some_and(|n| PersonName::parse(n).key() == name.key())
                };
                old.as_array().into_iter().flatten().find(same).cloned()
            };
            let author = |text: &str| {
                let name = named(text);
                let mut author = known(&name).unwrap_or_else(|| json!({ "name": { "span": span } }));
                author["name"]["value"] = json!(name);
                author
            };
            Value::Array(to.split(';').map(str::trim).filter(|a| !a.is_empty()).map(author).collect())
        }
        Form::Session => json!(session(record, &to)?),
    };
    match part.as_object_mut() {
        Some(_) if key.is_empty() => *part = value,
        Some(fields) if value.is_null() => drop(fields.remove(*key)),
        Some(fields) => drop(fields.insert((*key).to_owned(), value)),
        None => {}
    }
    Ok(())
}

/// A name as printed, or `Family, Given`.
fn named(text: &str) -> PersonName {
    match text.trim().split_once(", ") {
        Some((family, given)) if !given.contains(',') && !matches!(given.trim_end_matches('.'), "Jr" | "Sr") => {
            PersonName::turned(family, given)
        }
        _ => PersonName::parse(text),
    }
}

/// `2011-03-09/2011-03-11`, or as printed: `March 9–11, 2011`.
fn dates(text: &str) -> Result<Value, String> {
    if let Some((start, end)) = text.split_once('/') {
        let range = json!({ "start": start.trim(), "end": end.trim() });
        if serde_json::from_value::<DateRange>(range.clone()).is_ok() {
            return Ok(range);
        }
    }
    let found = DateRange::find(text).ok_or_else(|| format!("`{text}` are no dates, such as 2011-03-09/2011-03-11"))?;
    Ok(json!(found.0))
}

fn session(record: &Value, text: &str) -> Result<usize, String> {
    let titles: Vec<&str> =
        record["sessions"].as_array().into_iter().flatten().filter_map(|s| s.pointer("/title/value")?.as_str()).collect();
    let number = text.parse::<usize>().ok().filter(|n| (1..=titles.len()).contains(n)).map(|n| n - 1);
    number.or_else(|| titles.iter().position(|t| *t == text)).ok_or_else(|| match titles.len() {
        0 => "the volume has no sessions".to_owned(),
        n => format!("there is no session `{text}`; name its title or its number, 1 to {n}"),
    })
}

//! Answers of the search services. One thing is a list of none, a thing or a list; numbers are text.

use super::{markup, words};
use crate::link::client::Answer;
use crate::link::dblp::{Creator, Entry, Person};
use serde_json::Value;

/// What a search finds: a record, a venue or a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hit {
    /// Empty where it is no record.
    pub key: String,
    /// `Conference and Workshop Papers`, `Editorship`, `Conference or Workshop`.
    pub kind: String,
    pub title: String,
    /// Names of the venue, the series after the name in short.
    pub venues: Vec<String>,
    pub acronym: String,
    pub url: String,
    pub creators: Vec<Creator>,
    pub year: Option<i32>,
    pub volume: Option<String>,
    pub number: Option<String>,
    pub publisher: Option<String>,
    pub pages: Option<String>,
    pub doi: Option<String>,
    /// Of a person: all names, then what is noted of affiliations.
    pub names: Vec<String>,
    pub affiliations: Vec<String>,
}

/// The hits of an answer and how many there are in all.
pub fn read(answer: &Answer) -> Result<(Vec<Hit>, usize), String> {
    let value: Value = serde_json::from_slice(&answer.bytes).map_err(|_| answer.no("JSON"))?;
    let result = value.get("result").ok_or_else(|| answer.no("result of a search"))?;
    let status = &result["status"];
    if text(&status["@code"]).is_some_and(|code| code != "200") {
        return Err(format!("the search says: {}", text(&status["text"]).unwrap_or_default()));
    }
    let hits = result.get("hits").ok_or_else(|| answer.no("result of a search"))?;
    let all: Vec<Hit> = list(&hits["hit"]).into_iter().map(|hit| self::hit(&hit["info"])).collect();
    let total = number(&hits["@total"]).unwrap_or(all.len());
    Ok((all, total))
}

fn hit(info: &Value) -> Hit {
    let words = |name: &str| list(&info[name]).into_iter().filter_map(text).map(|t| markup::text(&t)).collect::<Vec<_>>();
    let word = |name: &str| words(name).into_iter().next();
    let resolved = || words("ee").iter().find_map(|ee| markup::doi(ee));
    let names = list(&info["author"]).into_iter().chain(list(&info["aliases"]["alias"]));
    let notes = list(&info["notes"]["note"]).into_iter().filter(|note| text(&note["@type"]).is_some_and(|kind| kind == "affiliation"));
    Hit {
        key: word("key").unwrap_or_default(),
        kind: word("type").unwrap_or_default(),
        title: text(&info["title"]).map(|t| markup::title(&t)).unwrap_or_default(),
        venues: words("venue"),
        acronym: word("acronym").unwrap_or_default(),
        url: word("url").unwrap_or_default(),
        creators: list(&info["authors"]["author"]).into_iter().filter_map(creator).collect(),
        year: number(&info["year"]),
        volume: word("volume"),
        number: word("number"),
        publisher: word("publisher"),
        pages: word("pages"),
        doi: word("doi").and_then(|doi| markup::doi(&doi)).or_else(resolved),
        names: names.filter_map(text).map(|name| markup::text(&name)).collect(),
        affiliations: notes.filter_map(text).map(|note| markup::text(&note)).collect(),
    }
}

fn creator(value: &Value) -> Option<Creator> {
    let pid = text(&value["@pid"]).filter(|pid| !pid.is_empty());
    Some(Creator { name: markup::text(&text(value)?), pid, ambiguous: false })
}

fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    }
}

/// A text, a number as text, or the text of a thing with attributes.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(_) => value.get("text").filter(|inner| !inner.is_object()).and_then(text),
        _ => None,
    }
}

fn number<N: std::str::FromStr>(value: &Value) -> Option<N> {
    text(value)?.trim().parse().ok()
}

impl Hit {
    /// Whether this stands in a table of contents, rather than in a repository.
    pub fn is_published(&self) -> bool {
        self.key.contains('/') && !self.key.starts_with("journals/corr/") && !self.kind.starts_with("Informal") && self.kind != "Editorship"
    }

    /// Papers are printed the year after, and dated the year before.
    pub fn is_about(&self, year: Option<i32>) -> bool {
        self.year.zip(year).is_none_or(|(a, b)| a.abs_diff(b) <= 1)
    }

    /// Whether the first name of this ends as a name does.
    pub fn is_by(&self, author: &str) -> bool {
        let family = |name: &str| name.split_whitespace().last().map(words::letters).unwrap_or_default();
        self.creators.first().is_some_and(|first| family(first.plain()) == family(author))
    }

    /// Whether this is the venue of an acronym or a name.
    pub fn is_called(&self, acronym: Option<&str>, name: Option<&str>) -> bool {
        let own = words::letters(&self.acronym);
        let is = |wanted: Option<&str>, own: &str| wanted.is_some_and(|w| !own.is_empty() && words::letters(w) == own);
        let is_named = |venue: &String| {
            let plain = venue.rsplit_once(" (").map_or(venue.as_str(), |(plain, _)| plain);
            is(name, &words::letters(plain)) || is(acronym, &words::letters(plain))
        };
        is(acronym, &own) || is(name, &own) || self.venues.iter().any(is_named)
    }

    /// `conf/qm` of a venue.
    pub fn stream(&self) -> Option<String> {
        let path = self.url.split_once("/db/")?.1.trim_end_matches('/');
        (path.split('/').count() == 2).then(|| path.to_owned())
    }

    pub fn entry(&self) -> Entry {
        Entry {
            key: self.key.clone(),
            title: self.title.clone(),
            creators: self.creators.clone(),
            pages: self.pages.clone(),
            year: self.year,
            doi: self.doi.clone(),
        }
    }

    pub fn person(&self) -> Person {
        let pid = self.url.split_once("/pid/").map(|(_, pid)| pid.trim_end_matches(".html").to_owned());
        Person { pid, names: self.names.clone(), affiliations: self.affiliations.clone(), ..Person::default() }
    }
}

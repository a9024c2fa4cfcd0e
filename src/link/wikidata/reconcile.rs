//! The reconciliation protocol of the W3C's community group, version 0.2: several names in one request, and for each what
//! it may be.

use crate::link::client::{Answer, Request, encode};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Items of this class and its subclasses are looked among: organisations.
const CLASS: &str = "Q43229";
/// The code of an item's country.
const COUNTRY: &str = "P17/P297";
/// Items for each name.
const MOST: usize = 5;

/// A name that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Query {
    pub name: String,
    /// ISO code.
    pub country: Option<String>,
}

/// An item that a name may be.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Candidate {
    /// Such as `Q42`.
    pub id: String,
    pub name: String,
    /// Up to 100.
    pub score: f64,
    /// The service takes it for the only one.
    #[serde(rename = "match")]
    pub is_match: bool,
}

#[derive(Deserialize)]
struct Candidates {
    result: Vec<Candidate>,
}

/// Puts several names to a service.
pub fn request(site: &str, queries: &[Query]) -> Request {
    let one = |query: &Query| {
        let mut value = json!({ "query": query.name, "type": CLASS, "limit": MOST });
        if let Some(country) = &query.country {
            value["properties"] = json!([{ "pid": COUNTRY, "v": country }]);
        }
        value
    };
    let all: Map<String, Value> = queries.iter().enumerate().map(|(n, query)| (format!("q{n}"), one(query))).collect();
    let form = format!("queries={}", encode(&Value::Object(all).to_string()));
    Request { address: site.to_owned(), accept: "application/json", body: Some(("application/x-www-form-urlencoded", form)) }
}

/// What each of `count` names may be, the likeliest first.
pub fn read(answer: &Answer, count: usize) -> Result<Vec<Vec<Candidate>>, String> {
    let no = || answer.no("answer of a reconciliation service");
    let mut all: Map<String, Value> = serde_json::from_slice(&answer.bytes).map_err(|_| no())?;
    if all.get("status").is_some_and(|status| status == "error") {
        return Err(format!("the service says {}", all.get("message").and_then(Value::as_str).unwrap_or("that it failed")));
    }
    let mut found = Vec::with_capacity(count);
    for n in 0..count {
        let one = all.remove(&format!("q{n}")).ok_or_else(no)?;
        let mut candidates = serde_json::from_value::<Candidates>(one).map_err(|_| no())?.result;
        if let Some(other) = candidates.iter().find(|candidate| !is_item(&candidate.id)) {
            return Err(format!("the service knows {}, which is no item of Wikidata; ask another one", other.id));
        }
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        found.push(candidates);
    }
    Ok(found)
}

fn is_item(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

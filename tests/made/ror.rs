//! ROR's service for affiliations, on the loopback interface: the single search over the records of an invented dump.
#![allow(dead_code)]

use crate::form::fields;
use crate::web::{Asked, Reply, Web};
use serde_json::{Value, json};

pub const DUMP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/resolve/ror.json");

pub fn serve() -> Web {
    Web::serve(answer)
}

pub fn answer(asked: &Asked) -> Reply {
    match asked.target.split_once('?') {
        Some(("/v2/organizations", query)) if asked.method == "GET" => Reply::json(&items(query).to_string()),
        _ => Reply::html("404 Not Found"),
    }
}

/// The string that a request is about.
pub fn string(asked: &Asked) -> String {
    fields(asked.target.split_once('?').map_or("", |(_, query)| query)).remove("affiliation").unwrap_or_default()
}

fn items(query: &str) -> Value {
    let fields = fields(query);
    assert_eq!(fields.get("single_search").map(String::as_str), Some(""));
    let Some(string) = fields.get("affiliation") else { return json!({ "errors": ["'affiliation' parameter missing"] }) };
    let records: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(DUMP).expect("the dump")).expect("records");
    let mut found: Vec<(f64, Value)> = records.into_iter().filter_map(|record| Some((score(string, &record)?, record))).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let sure = found.iter().filter(|(score, _)| *score > 0.96).count();
    let item = |(n, (score, record)): (usize, (f64, Value))| {
        let chosen = n == 0 && sure == 1;
        json!({ "substring": string, "score": score, "matching_type": "SINGLE SEARCH", "chosen": chosen, "organization": record })
    };
    let items: Vec<Value> = found.into_iter().take(10).enumerate().map(item).collect();
    json!({ "number_of_results": items.len(), "items": items })
}

/// How much of the best of its names is in a string, where that is half or more. Acronyms and what is closed are of no account.
fn score(string: &str, record: &Value) -> Option<f64> {
    let has = |name: &Value, kind: &str| name["types"].as_array().is_some_and(|kinds| kinds.iter().any(|k| k == kind));
    let names = record["names"].as_array()?.iter().filter(|name| !has(name, "acronym"));
    let string = string.to_lowercase();
    let share = |name: &str| {
        let words: Vec<String> = name.to_lowercase().split_whitespace().map(str::to_owned).collect();
        words.iter().filter(|word| string.contains(*word)).count() as f64 / words.len() as f64
    };
    let best = names.filter_map(|name| name["value"].as_str()).map(share).fold(0.0, f64::max);
    (record["status"] == "active" && best >= 0.5).then_some(best)
}

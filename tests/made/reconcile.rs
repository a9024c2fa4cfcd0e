//! A reconciliation service of invented items, on the loopback interface, that judges as Wikidata's does: by all labels of an
//! item, by its country, and an item is a match where no other is near.
#![allow(dead_code)]

use crate::form::fields;
use crate::web::{Asked, Reply, Web};
use serde_json::{Map, Value, json};

struct Item {
    id: &'static str,
    labels: &'static [&'static str],
    class: &'static str,
    country: &'static str,
}

const fn item(id: &'static str, labels: &'static [&'static str], class: &'static str, country: &'static str) -> Item {
    Item { id, labels, class, country }
}

const ORGANISATION: &str = "Q43229";

const ITEMS: &[Item] = &[
    item("Q900001", &["University of Elmsworth", "Universität Elmsworth"], ORGANISATION, "NO"),
    item("Q900002", &["Hallgrímur University"], ORGANISATION, "IS"),
    item("Q900003", &["Hallgrímur University"], ORGANISATION, "BR"),
    item("Q900004", &["Zedwick"], ORGANISATION, "US"),
    item("Q900005", &["Sprocket Collective", "The Sprockets"], ORGANISATION, "NO"),
    item("Q900006", &["Sprocket Collective"], "Q482994", "NO"),
];

pub fn serve() -> Web {
    Web::serve(answer)
}

pub fn answer(asked: &Asked) -> Reply {
    assert_eq!((asked.method.as_str(), asked.header("content-type")), ("POST", "application/x-www-form-urlencoded"));
    let answers: Map<String, Value> = queries(asked).into_iter().map(|(key, query)| (key, candidates(&query))).collect();
    Reply::json(&Value::Object(answers).to_string())
}

/// What a request asks for.
pub fn queries(asked: &Asked) -> Map<String, Value> {
    serde_json::from_str(&fields(&asked.body)["queries"]).expect("queries")
}

/// The names that were asked for, request by request.
pub fn names(service: &Web) -> Vec<Vec<String>> {
    let names = |asked: &Asked| queries(asked).values().map(|query| query["query"].as_str().expect("a name").to_owned()).collect();
    service.asked().iter().map(names).collect()
}

fn candidates(query: &Value) -> Value {
    let name = query["query"].as_str().expect("a name");
    let country = query["properties"].as_array().map(|properties| {
        assert_eq!(properties[0]["pid"], "P17/P297");
        properties[0]["v"].as_str().expect("a code")
    });
    let of_class = ITEMS.iter().filter(|item| query["type"] == item.class);
    let mut found: Vec<(f64, &Item)> = of_class.map(|item| (score(name, country, item), item)).filter(|(s, _)| *s > 30.0).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let threshold = if country.is_some() { 90.0 } else { 95.0 };
    let next = found.get(1).map_or(0.0, |(score, _)| *score);
    let most = query["limit"].as_u64().expect("a limit") as usize;
    let one = |(n, (score, item)): (usize, &(f64, &Item))| {
        let is_match = n == 0 && *score > threshold && *score > next + 10.0;
        let class = json!([{ "id": item.class, "name": "organization" }]);
        json!({ "id": item.id, "name": item.labels[0], "score": score, "match": is_match, "type": class, "features": [] })
    };
    json!({ "result": found.iter().enumerate().take(most).map(one).collect::<Vec<_>>() })
}

fn score(name: &str, country: Option<&str>, item: &Item) -> f64 {
    let words = |text: &str| text.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let alike = |label: &&str| {
        let (a, b) = (words(name), words(label));
        let shared = a.iter().filter(|word| b.contains(word)).count();
        200.0 * shared as f64 / (a.len() + b.len()) as f64
    };
    let label = item.labels.iter().map(alike).fold(0.0, f64::max);
    match country {
        Some(code) => (label + if item.country == code { 40.0 } else { 0.0 }) / 1.4,
        None => label,
    }
}

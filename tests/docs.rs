//! The documentation of records says what the code says.

use frontis::record::*;
use frontis::source::{Span, Spanned};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Sections of `docs/records.md` by the name in their heading.
fn sections() -> BTreeMap<String, String> {
    let page = read("docs/records.md");
    let parts = page.split("\n### ").skip(1).filter_map(|part| part.split_once('\n'));
    parts.map(|(name, text)| (name.trim().to_owned(), text.split("\n## ").next().unwrap_or(text).to_owned())).collect()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Serialized types of a source text with the names of their fields, or of their variants as JSON has them.
fn types(source: &str) -> Vec<(String, Vec<String>)> {
    let mut types = Vec::new();
    let mut lines = source.lines();
    let (mut serialized, mut case) = (false, "");
    while let Some(line) = lines.next() {
        if line.starts_with("#[derive") {
            (serialized, case) = (line.contains("Serialize"), "");
        }
        if line.starts_with("#[serde(rename_all") {
            case = line;
        }
        let declared = line.strip_prefix("pub struct ").or(line.strip_prefix("pub enum "));
        let Some(name) = declared.filter(|_| serialized && line.ends_with('{')) else { continue };
        let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
        let body: Vec<&str> = lines.by_ref().take_while(|l| *l != "}").collect();
        let members = body.iter().filter_map(|l| l.strip_prefix("    ")).filter(|l| !l.starts_with([' ', '/', '#', '}']));
        let word = |l: &str| l.trim_start_matches("pub ").chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        let members = members.map(word).map(|w| if line.contains("enum") { variant(&w, case) } else { w });
        types.push((name, members.collect()));
        (serialized, case) = (false, "");
    }
    types
}

fn variant(name: &str, case: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() && case.contains("kebab") {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[test]
fn every_type_and_field_is_documented() {
    let sections = sections();
    let mut seen = 0;
    for module in ["record", "record/name", "record/affiliation", "record/date", "record/pages", "record/identifier", "source"] {
        for (name, members) in types(&read(&format!("src/{module}.rs"))) {
            if name == "FileId" {
                continue;
            }
            let section = sections.get(&name).unwrap_or_else(|| panic!("docs/records.md has no section on {name}"));
            if name == "MaybeTyped" {
                continue; // untagged: its variants have no names in JSON
            }
            for member in members {
                assert!(section.contains(&format!("`{member}`")), "docs/records.md does not name `{member}` of {name}");
                seen += 1;
            }
        }
    }
    assert!(seen > 120, "only {seen} names found: the scan misses some");
}

fn same<T: DeserializeOwned + Serialize>(value: &Value) -> Result<Value, serde_json::Error> {
    serde_json::to_value(serde_json::from_value::<T>(value.clone())?)
}

#[test]
fn examples_are_records() {
    for (name, section) in sections() {
        let Some(example) = section.split("```json\n").nth(1).and_then(|s| s.split("```").next()) else { continue };
        let value: Value = serde_json::from_str(example).unwrap_or_else(|e| panic!("{name}: {e}"));
        let read = match name.as_str() {
            "Affiliation" => same::<Affiliation>(&value),
            "Check" => same::<Check>(&value),
            "Claim" => same::<Claim>(&value),
            "Parallel" => same::<Parallel>(&value),
            "Committee" => same::<Committee>(&value),
            "Contribution" => same::<Contribution>(&value),
            "Correction" => same::<Correction>(&value),
            "Link" => same::<Link>(&value),
            "DateRange" => same::<DateRange>(&value),
            "Day" => same::<Day>(&value),
            "Event" => same::<Event>(&value),
            "Identifier" => same::<Identifier>(&value),
            "Item" => same::<Item>(&value),
            "Meeting" => same::<Meeting>(&value),
            "Page" => same::<Page>(&value),
            "Pages" => same::<Pages>(&value),
            "PartialDate" => same::<PartialDate>(&value),
            "Periodical" => same::<Periodical>(&value),
            "PersonName" => same::<PersonName>(&value),
            "Place" => same::<Place>(&value),
            "Proceedings" => same::<Proceedings>(&value),
            "Repair" => same::<Repair>(&value),
            "Session" => same::<Session>(&value),
            "Signature" => same::<Signature>(&value),
            "Span" => same::<Span>(&value),
            "Spanned" => same::<Spanned<String>>(&value),
            "Sponsorship" => same::<Sponsorship>(&value),
            "Statistic" => same::<Statistic>(&value),
            "Talk" => same::<Talk>(&value),
            "Thanks" => same::<Thanks>(&value),
            "Volume" => same::<Volume>(&value),
            _ => panic!("{name} has an example that no type reads"),
        };
        assert_eq!(read.unwrap_or_else(|e| panic!("{name}: {e}")), value, "{name}");
    }
}

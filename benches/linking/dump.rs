//! Tables of contents straight from the lines of a dump, as long as there is no index.

use frontis::link::dblp::{Creator, Entry, Toc};
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// Calls with every record: its element, its key, its fields.
pub fn records(shared: &Path, mut each: impl FnMut(&str, &str, &[(String, String)])) {
    let entities = entities(shared);
    let dump = shared.join("data/dblp/dblp-conf-2016.xml.xz");
    let mut xz = Command::new("xz").arg("-dc").arg(dump).stdout(Stdio::piped()).spawn().expect("xz");
    let lines = BufReader::new(xz.stdout.take().expect("a pipe")).lines().map(|line| line.expect("text"));
    let (mut element, mut key, mut fields) = (String::new(), String::new(), Vec::new());
    for line in lines {
        if let Some(at) = line.find(" key=\"") {
            element = line[1..].split(' ').next().unwrap_or_default().to_owned();
            key = line[at + 6..].split('"').next().unwrap_or_default().to_owned();
            fields.clear();
        } else if line.starts_with("</") {
            each(&element, &key, &fields);
        } else if let Some((name, rest)) = line.strip_prefix('<').and_then(|l| l.split_once('>')) {
            let value = rest.rsplit_once("</").map_or(rest, |(value, _)| value);
            fields.push((name.split(' ').next().unwrap_or_default().to_owned(), plain(value, &entities)));
        }
    }
    xz.wait().expect("xz ends");
}

fn entities(shared: &Path) -> HashMap<String, char> {
    let text = std::fs::read(shared.join("data/dblp/dblp.dtd")).expect("the DTD");
    let text = String::from_utf8_lossy(&text).into_owned();
    let known = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')].map(|(n, c)| (n.to_owned(), c));
    let mut entities: HashMap<String, char> = known.into_iter().collect();
    for line in text.lines().filter_map(|l| l.trim_start().strip_prefix("<!ENTITY ")) {
        let mut words = line.split_whitespace();
        if let (Some(name), Some(value)) = (words.next(), words.next())
            && let Some(code) = value.trim_start_matches("\"&#").split(';').next().and_then(|n| n.parse().ok())
        {
            entities.insert(name.to_owned(), char::from_u32(code).unwrap_or('?'));
        }
    }
    entities
}

/// Without elements, entities resolved.
fn plain(value: &str, entities: &HashMap<String, char>) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        let end = if rest[at..].starts_with('<') { '>' } else { ';' };
        let Some(len) = rest[at..].find(end) else { break };
        let inside = &rest[at + 1..at + len];
        if end == ';' {
            let code = inside.strip_prefix('#').and_then(|n| n.parse().ok()).and_then(char::from_u32);
            out.push(code.or_else(|| entities.get(inside).copied()).unwrap_or('?'));
        }
        rest = &rest[at + len + 1..];
    }
    out + rest
}

pub fn entry(key: &str, fields: &[(String, String)]) -> Entry {
    let one = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
    let title = one("title").unwrap_or_default();
    Entry {
        key: key.to_owned(),
        title: title.strip_suffix('.').unwrap_or(&title).to_owned(),
        creators: people("author", fields),
        pages: one("pages"),
        year: one("year").and_then(|y| y.parse().ok()),
        doi: None,
    }
}

pub fn toc(key: &str, fields: &[(String, String)]) -> Toc {
    let one = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
    let title = one("title").unwrap_or_default();
    Toc {
        key: Some(key.to_owned()),
        stream: key.rsplit_once('/').map_or(key, |(stream, _)| stream).to_owned(),
        title: title.strip_suffix('.').unwrap_or(&title).to_owned(),
        venue: one("booktitle").unwrap_or_default(),
        year: one("year").and_then(|y| y.parse().ok()),
        series: one("series").or_else(|| one("journal")),
        number: one("volume").or_else(|| one("number")),
        publisher: one("publisher"),
        isbn: fields.iter().filter(|(n, _)| n == "isbn").map(|(_, v)| v.clone()).collect(),
        editors: people("editor", fields),
        ..Toc::default()
    }
}

fn people(element: &str, fields: &[(String, String)]) -> Vec<Creator> {
    fields.iter().filter(|(n, _)| n == element).map(|(_, name)| Creator { name: name.clone(), ..Creator::default() }).collect()
}

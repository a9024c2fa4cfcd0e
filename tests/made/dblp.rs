//! A small dblp with invented records, spoken as the live service speaks: lists of one are the one, numbers are text, what
//! is none is missing.
#![allow(dead_code)]

use super::web::{Asked, Reply, Web};
use serde_json::{Value, json};

/// A record: element, key, title as encoded in XML, persons with pid, pages, ee, crossref, page of contents.
pub struct Rec {
    pub kind: &'static str,
    pub key: &'static str,
    pub title: &'static str,
    pub persons: &'static [(&'static str, &'static str)],
    pub pages: &'static str,
    pub ee: &'static str,
    pub crossref: &'static str,
    pub page: &'static str,
    pub more: &'static str,
}

const fn paper(key: &'static str, title: &'static str, persons: &'static [(&'static str, &'static str)], pages: &'static str) -> Rec {
    Rec {
        kind: "inproceedings",
        key,
        title,
        persons,
        pages,
        ee: "https://doi.org/10.9999/MIST.7",
        crossref: "conf/mist/2014",
        page: "db/conf/mist/mist2014",
        more: "",
    }
}

/// In an issue of a journal, of which a page lists several.
const fn article(key: &'static str, title: &'static str, more: &'static str) -> Rec {
    let page = "db/journals/tod/tod9";
    Rec { kind: "article", page, crossref: "", more, ..paper(key, title, &[("Ida Wick", "55/66")], "1:1-1:20") }
}

const fn volume(key: &'static str, title: &'static str, page: &'static str, more: &'static str) -> Rec {
    let persons = &[("Zo&#235; Quill", "11/22"), ("Ansgar Vole 0001", "v/AnsgarVole1")];
    Rec { kind: "proceedings", key, title, persons, pages: "", ee: "", crossref: "", page, more }
}

pub const RECORDS: &[Rec] = &[
    volume(
        "conf/mist/2014",
        "Proceedings of the 7th Workshop on Misty Systems, MIST 2014, Fogville, 1-2 June 2014",
        "db/conf/mist/mist2014",
        "<publisher>Fog Press</publisher><series href=\"db/series/fog/index.html\">Fog Notes</series><volume>42</volume><isbn>978-3-16-148410-0</isbn>",
    ),
    paper("conf/mist/Mistral14", "Lanterns &amp; Dormice: Finding Small Machines in Thick Weather.", &[("Edda Mistral", "33/44")], "1-12"),
    paper(
        "conf/mist/VoleQ14",
        "O<sub>2</sub>-Aware Foghorns That Nobody Has to Hear.",
        &[("Ansgar Vole 0001", "v/AnsgarVole1"), ("Zo&#235; Quill", "11/22")],
        "13-24",
    ),
    paper("conf/mist/Quill14", "Towards a Theory of Damp Schedulers...", &[("Zo&#235; Quill", "11/22")], "25-30"),
    Rec {
        crossref: "conf/mist/2014w",
        ..paper("conf/mist/Wick14", "Candles Considered Bright Enough by Those Who Hold Them.", &[("Ida Wick", "55/66")], "1-4")
    },
    volume("conf/mist/2014w", "Mist Workshops 2014", "db/conf/mist/mist2014", ""),
    volume("conf/mist/2012", "Proceedings of the 6th Workshop on Misty Systems", "db/conf/mist/mist2012", ""),
    Rec {
        crossref: "conf/mist/2012",
        page: "db/conf/mist/mist2012",
        ..paper("conf/mist/Old12", "An Old Paper on Weather and Machines of Another Year.", &[("Edda Mistral", "33/44")], "7")
    },
    article("journals/tod/Wick14", "Wicks That Burn at Both Ends.", "<volume>9</volume><number>MIST</number>"),
    article("journals/tod/Vole14", "A Vole in Every Valley.", "<volume>9</volume><number>FOG</number>"),
    Rec {
        kind: "article",
        crossref: "",
        page: "",
        ..paper(
            "journals/corr/abs-1406-1",
            "Lanterns &amp; Dormice: Finding Small Machines in Thick Weather.",
            &[("Edda Mistral", "33/44")],
            "",
        )
    },
];

/// How this dblp differs from a good day.
#[derive(Clone, Copy, Default)]
pub struct Day {
    /// Pages of contents are not given as XML.
    pub no_pages: bool,
    /// Volumes have pages of their own.
    pub apart: bool,
    /// Most hits that one answer holds.
    pub most: Option<usize>,
}

pub fn serve(day: Day) -> Web {
    Web::serve(move |asked| answer(asked, day))
}

pub fn answer(asked: &Asked, day: Day) -> Reply {
    let (path, query) = asked.target.split_once('?').unwrap_or((&asked.target, ""));
    let of =
        |name: &str| query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('=')).unwrap_or_default().replace('+', " ");
    match path {
        "/search/publ/api" => publ(&of("q"), of("h").parse().unwrap(), of("f").parse().unwrap(), day),
        "/search/venue/api" => venues(&of("q")),
        "/search/author/api" => authors(&of("q")),
        path if path.starts_with("/rec/") => match RECORDS.iter().find(|r| path == format!("/rec/{}.xml", r.key)) {
            Some(record) => Reply::xml(&format!("<?xml version=\"1.0\" encoding=\"US-ASCII\"?>\n<dblp>\n{}\n</dblp>", xml(record))),
            None => Reply::html("404 Not Found"),
        },
        _ if day.no_pages => Reply::html("404 Not Found"),
        "/db/conf/mist/index.xml" => page("index", RECORDS.iter().filter(|r| r.kind == "proceedings")),
        path => {
            let listed: Vec<&Rec> = RECORDS.iter().filter(|r| path == format!("/{}.xml", r.page)).collect();
            if listed.is_empty() { Reply::html("404 Not Found") } else { page(path, listed.into_iter()) }
        }
    }
}

fn page<'a>(path: &str, records: impl Iterator<Item = &'a Rec>) -> Reply {
    let listed: String = records.map(|r| format!("<r style=\"ee\">{}</r>\n", xml(r))).collect();
    Reply::xml(&format!(
        "<bht key=\"{path}\" title=\"MIST\">\n<h1>7th MIST: Fogville &amp; Around</h1>\n<dblpcites>\n{listed}</dblpcites>\n</bht>"
    ))
}

fn year(record: &Rec) -> &'static str {
    if record.key.contains("12") { "2012" } else { "2014" }
}

fn xml(r: &Rec) -> String {
    let role = if r.kind == "proceedings" { "editor" } else { "author" };
    let persons: String = r.persons.iter().map(|(name, pid)| format!("<{role} pid=\"{pid}\">{name}</{role}>\n")).collect();
    let part = |name: &str, text: &str| if text.is_empty() { String::new() } else { format!("<{name}>{text}</{name}>\n") };
    let url = if r.page.is_empty() { String::new() } else { format!("<url>{}.html#{}</url>\n", r.page, r.key.rsplit('/').next().unwrap()) };
    format!(
        "<{kind} key=\"{}\" mdate=\"2024-01-02\">\n{persons}<title>{}</title>\n{}<year>{}</year>\n{}{}{}{}{url}</{kind}>",
        r.key,
        r.title,
        part("pages", r.pages),
        year(r),
        part(if r.kind == "article" { "journal" } else { "booktitle" }, if r.kind == "article" { "CoRR" } else { "MIST" }),
        part("ee", r.ee),
        part("crossref", r.crossref),
        r.more,
        kind = r.kind,
    )
}

/// One thing is the thing.
fn collapse(mut all: Vec<Value>) -> Value {
    if all.len() == 1 { all.remove(0) } else { Value::Array(all) }
}

fn results(query: &str, infos: Vec<Value>, most: usize, first: usize) -> Reply {
    let total = infos.len();
    let sent: Vec<Value> = infos
        .into_iter()
        .skip(first)
        .take(most)
        .enumerate()
        .map(|(n, info)| json!({"@score": "1", "@id": n.to_string(), "info": info, "url": "URL#1"}))
        .collect();
    let mut hits =
        json!({"@total": total.to_string(), "@computed": total.to_string(), "@sent": sent.len().to_string(), "@first": first.to_string()});
    if !sent.is_empty() {
        hits["hit"] = collapse(sent);
    }
    let status = json!({"@code": "200", "text": "OK"});
    Reply::json(&json!({"result": {"query": query, "status": status, "time": {"@unit": "msecs", "text": "1.5"}, "completions": {"@total": "0"}, "hits": hits}}).to_string())
}

fn publ(query: &str, most: usize, first: usize, day: Day) -> Reply {
    let found = RECORDS.iter().filter(|r| match query.strip_prefix("toc:") {
        Some(page) => format!("{}.bht:", r.page) == page && !(day.apart && format!("{}{}", r.key, r.crossref).contains("2014w")),
        None => query.split(' ').all(|word| match word.trim_end_matches(':').split_once(':') {
            Some(("stream", stream)) => format!("streams/{}", r.key).starts_with(&format!("{stream}/")),
            Some(("year", wanted)) => year(r) == wanted,
            Some(("type", kind)) => (r.kind == "proceedings") == (kind == "Editorship"),
            _ => r.title.to_lowercase().contains(&word.to_lowercase()),
        }),
    });
    // as sites do, newest first and not in the order of the page
    let infos = found.map(info).rev().collect();
    results(query, infos, most.min(day.most.unwrap_or(1000)), first)
}

fn info(r: &Rec) -> Value {
    let decoded = |text: &str| text.replace("&#235;", "ë").replace("<sub>", "").replace("</sub>", "");
    let persons = r.persons.iter().map(|(name, pid)| json!({"@pid": pid, "text": decoded(name)})).collect();
    let mut info = json!({"authors": {"author": collapse(persons)}, "title": decoded(r.title), "year": year(r), "key": r.key, "access": "open",
        "url": format!("https://dblp.org/rec/{}", r.key)});
    (info["venue"], info["type"]) = match r.kind {
        "proceedings" => (json!(["MIST", "Fog Notes"]), json!("Editorship")),
        "article" if r.page.is_empty() => (json!("CoRR"), json!("Informal and Other Publications")),
        _ => (json!("MIST"), json!("Conference and Workshop Papers")),
    };
    if !r.pages.is_empty() {
        info["pages"] = json!(r.pages);
    }
    if !r.ee.is_empty() {
        info["doi"] = json!(r.ee.trim_start_matches("https://doi.org/"));
        info["ee"] = json!([r.ee, "https://example.org/pdf"]);
    }
    info
}

fn venues(query: &str) -> Reply {
    let venue = |name: &str, acronym: &str, path: &str| json!({"venue": format!("{name} ({acronym})"), "acronym": acronym, "type": "Conference or Workshop", "url": format!("https://dblp.org/db/{path}/")});
    let all = [venue("Workshop on Misty Systems", "MIST", "conf/mist"), venue("Mistletoe in Computing", "MISTC", "conf/mistc")];
    let found = all.into_iter().filter(|v| v["venue"].as_str().unwrap().to_lowercase().contains(&query.to_lowercase())).collect();
    results(query, found, 30, 0)
}

fn authors(query: &str) -> Reply {
    let person = |name: &str, pid: &str| json!({"author": name, "url": format!("https://dblp.org/pid/{pid}")});
    let mut first = person("Ansgar Vole 0001", "v/AnsgarVole1");
    first["aliases"] = json!({"alias": "Ansgar X. Vole"});
    first["notes"] = json!({"note": {"@type": "affiliation", "text": "University of Fogville, Department of Mist &amp; Haze"}});
    let mut second = person("Ansgar Vole", "77/88");
    second["notes"] = json!({"note": [{"@type": "award", "text": "none"}]});
    let all = vec![first, second, person("Ansgar Volepin", "99/1")];
    results(query, all.into_iter().filter(|_| query.starts_with("Ansgar")).collect(), 30, 0)
}

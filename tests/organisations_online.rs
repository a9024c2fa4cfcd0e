//! Organisations asked of ROR's and Wikidata's live services, against ones on the loopback interface that speak as they do.

#[path = "made/form.rs"]
mod form;
mod made;
#[path = "made/program.rs"]
mod program;
#[path = "made/reconcile.rs"]
mod reconcile;
#[path = "made/ror.rs"]
mod ror;
#[path = "made/web.rs"]
mod web;

use frontis::error::Error;
use frontis::link::affiliation::{Context, Desk};
use frontis::link::client::{self, Limits};
use frontis::link::{ror as registry, wikidata};
use program::{directory, frontis, parts};
use serde_json::Value;
use std::path::Path;
use std::time::Duration;
use web::{Asked, Reply, Web};

const LAMP: &str = "\
Proceedings of the 7th Workshop on Lamp Systems
LAMP 2014
Fogville, June 1-2, 2014

Program Chair
Ansgar Vole, University of Elmsworth, Norway

Program Committee
Zoë Quill, Hallgrímur University, Brazil
Edda Mistral, Hallgrímur University
Oda Fell, Quarrendon Institute of Technology with University of Elmsworth
Per Noll, Sprocket Collective
Ida Kvist, Zedwick

Table of Contents

Lanterns & Dormice: Finding Small Machines in Thick Weather . . . . . . . . . 1
   Edda Mistral (Hallgrímur University)
O2-Aware Foghorns That Nobody Has to Hear . . . . . . . . . . . . . . . . . . 13
   Ansgar Vole (University of Elmsworth, Norway), Zoë Quill (Hallgrímur University, Brazil)
";

const ELMSWORTH: &str = "org/university-of-elmsworth";
const RECORD: &str = "https://ror.org/0elm00001";
const ITEM: &str = "http://www.wikidata.org/entity/Q900001";

fn ready() -> tempfile::TempDir {
    let dir = directory();
    std::fs::write(dir.path().join("lamp.txt"), LAMP).unwrap();
    done(dir.path(), &["build", "lamp.txt"]);
    dir
}

fn run(dir: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = frontis(dir, arguments);
    command.env("FRONTIS_CACHE", dir.join("web")).env("FRONTIS_INDEX", dir.join("none"));
    parts(command.env_remove("FRONTIS_CONTACT").env_remove("FRONTIS_ROR_CLIENT").output().unwrap())
}

fn done(dir: &Path, arguments: &[&str]) -> String {
    let (code, out, said) = run(dir, arguments);
    assert_eq!(code, 0, "{arguments:?}: {out}{said}");
    out
}

/// A command that asks a service, at any pace.
fn ask(dir: &Path, service: &Web, arguments: &[&str]) -> String {
    done(dir, &[arguments, &["--online", "--interval", "0", "--site", &service.address]].concat())
}

fn statements(dir: &Path) -> Vec<String> {
    let mut lines: Vec<String> = done(dir, &["export", "--format", "nquads"]).lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// What holds of a thing.
fn holds(dir: &Path, thing: &str) -> Vec<String> {
    let accepted = statements(dir).into_iter().filter(|l| l.contains("/graph/links/accepted>") && l.contains(&format!("/id/{thing}> ")));
    accepted.filter_map(|l| Some(l.split(' ').nth(2)?.trim_matches(['<', '>']).to_owned())).collect()
}

fn answers(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn limits() -> Limits {
    Limits {
        total: Duration::from_secs(1),
        backoff: Duration::from_millis(5),
        wait: Duration::from_secs(2),
        bytes: 1 << 20,
        ..Limits::default()
    }
}

fn of_ror(service: &Web) -> registry::live::Live {
    let client = client::Settings { limits: limits(), ..client::Settings::default() };
    registry::live::Live::new(registry::live::Settings { site: service.address.clone(), client }).unwrap()
}

fn of_wikidata(service: &Web) -> wikidata::Live {
    let client = client::Settings { limits: limits(), ..client::Settings::default() };
    wikidata::Live::new(wikidata::Settings { site: service.address.clone(), client }).unwrap()
}

#[test]
fn a_string_is_asked_for_once() {
    let (dir, service) = (directory(), ror::serve());
    let dir = dir.path();
    let strings = ["resolve", "Dept. of Fog, University of Elmsworth, Norway", "12 (34)", "", "Zedwick Inc., USA"];
    let out = ask(dir, &service, &[&strings[..], &["--contact", "fog@example.org", "--client-id", "abc"]].concat());
    let found = answers(&out);
    assert_eq!(found.len(), 4);
    let first = &found[0]["matches"][0];
    assert_eq!((&first["id"], &first["accepted"]), (&RECORD.into(), &true.into()));
    assert_eq!(first["span"], serde_json::json!([14, 37]));
    assert!(found[1]["matches"] == serde_json::json!([]) && found[3]["matches"][0]["id"] == "https://ror.org/0zed00001", "{out}");

    let asked = service.asked();
    let sent: Vec<String> = asked.iter().map(ror::string).collect();
    assert_eq!(sent, [strings[1], strings[4]], "nothing is in the others");
    assert!(asked[0].target.ends_with("Norway&single_search"), "{}", asked[0].target);
    assert!(asked.iter().all(|a| a.header("client-id") == "abc" && a.header("user-agent").ends_with("(fog@example.org)")));

    service.forget();
    assert_eq!(ask(dir, &service, &strings), out);
    assert!(service.asked().is_empty(), "answers are kept");
    ask(dir, &service, &["resolve", "--no-cache", strings[1], strings[1], " Dept. of Fog,  University of Elmsworth, Norway"]);
    let [only] = &service.asked()[..] else { panic!("asked more than once") };
    assert_eq!(only.header("client-id"), "");
}

#[test]
fn with_a_client_id_requests_come_faster() {
    let (dir, service) = (directory(), ror::serve());
    let arguments = ["resolve", "--online", "--site", &service.address, "--client-id", "abc", "University of Elmsworth", "Zedwick"];
    done(dir.path(), &arguments);
    let asked = service.asked();
    let pause = asked[1].at - asked[0].at;
    // a request may be late, and so the next one seem early
    assert!(registry::live::INTERVAL_REGISTERED / 2 < pause && pause < registry::live::INTERVAL, "{pause:?}");
}

#[test]
fn input_is_read_line_by_line() {
    let (dir, service) = (directory(), ror::serve());
    std::fs::write(dir.path().join("in.txt"), format!("University of Elmsworth\r\n\n{}\n", "Fog é".repeat(100_000))).unwrap();
    let mut command = frontis(dir.path(), &["resolve", "-", "--format", "tsv", "--online", "--interval", "0", "--site", &service.address]);
    command.env("FRONTIS_CACHE", dir.path().join("web")).stdin(std::fs::File::open(dir.path().join("in.txt")).unwrap());
    let (code, out, said) = parts(command.output().unwrap());
    assert_eq!((code, out.lines().count(), service.asked().len()), (0, 3, 2), "{said}");
    assert!(out.starts_with(&format!("University of Elmsworth\t{RECORD}\t")), "{out}");
    assert!(service.asked()[1].target.len() < 4000, "what is endless is cut");
}

/// Sends what the registry has for one string whatever is asked, with another one chosen.
fn choosing(id: &'static str) -> Web {
    Web::serve(move |asked: &Asked| {
        let target = "/v2/organizations?affiliation=University+of+Elmsworth+Hallgr%C3%ADmur+University&single_search";
        let Reply(pieces) = ror::answer(&Asked { target: target.to_owned(), ..asked.clone() });
        let text = String::from_utf8(pieces[0].1.clone()).unwrap();
        let mut body: Value = serde_json::from_str(text.split_once("\r\n\r\n").unwrap().1).unwrap();
        for item in body["items"].as_array_mut().unwrap() {
            item["chosen"] = (item["organization"]["id"] == id).into();
        }
        Reply::json(&body.to_string())
    })
}

#[test]
fn the_service_and_our_reading_must_agree() {
    let resolve = |service: &Web, string: &str| of_ror(service).resolve(string, &Context::default(), &mut Desk::default()).unwrap();
    let accepted = |service: &Web, string: &str| resolve(service, string).iter().find(|m| m.accepted).map(|m| m.id.clone());
    let elmsworth = "University of Elmsworth, Norway";
    assert_eq!(accepted(&choosing(RECORD), elmsworth).as_deref(), Some(RECORD));
    // what is very sure holds where the service chose nothing, not where it chose another
    assert_eq!(accepted(&choosing(""), elmsworth).as_deref(), Some(RECORD));
    let other = "https://ror.org/0hal00001";
    assert_eq!(accepted(&choosing(other), elmsworth), None);
    let matches = resolve(&choosing(other), elmsworth);
    let chosen = matches.iter().find(|m| m.id == other).unwrap();
    assert!(!chosen.accepted && chosen.span == (0..elmsworth.len()) && chosen.confidence >= 0.3);
    assert!(chosen.reasons[0].starts_with("chosen by ROR's own service with "), "{chosen:?}");
    // two have the name, and each takes it for another
    assert_eq!(accepted(&choosing("https://ror.org/0hal00002"), "Hallgrímur University"), None);
    assert_eq!(accepted(&choosing(other), "Hallgrímur University, Iceland").as_deref(), Some(other));
}

#[test]
fn organisations_are_linked_by_ror() {
    let (dir, service) = (ready(), ror::serve());
    let dir = dir.path();
    let before = statements(dir);
    let shown = ask(dir, &service, &["link", "ror", "--dry-run", "--explain"]);
    assert!(shown.contains(&format!("→ {RECORD}  accepted")) && shown.contains("chosen by ROR's own service"), "{shown}");
    assert_eq!(statements(dir), before);
    let mut sent: Vec<String> = service.asked().iter().map(ror::string).collect();
    sent.sort();
    let once = sent.len();
    sent.dedup();
    assert!(sent.len() == once && sent.contains(&"Sprocket Collective".to_owned()), "{sent:?}");

    service.forget();
    ask(dir, &service, &["link", "ror"]);
    assert!(service.asked().is_empty());
    let held = holds(dir, ELMSWORTH);
    let registry = [RECORD, "http://www.wikidata.org/entity/Q1", "https://www.grid.ac/institutes/grid.1"];
    assert!(held.len() == 3 && registry.iter().all(|r| held.iter().any(|h| h == r)), "{held:?}");
    let linked = statements(dir);
    assert!(linked.iter().any(|l| l.contains("\"ror asked on 20")));
    assert!(!ask(dir, &service, &["link", "ror"]).contains("statements new"));
    assert_eq!(statements(dir), linked);
    done(dir, &["check"]);
    // an index takes the place of the service
    done(dir, &["index", "ror", ror::DUMP, "-o", "ror.idx"]);
    done(dir, &["link", "ror", "--index", "ror.idx"]);
    assert!(!statements(dir).iter().any(|l| l.contains("\"ror asked on")) && holds(dir, ELMSWORTH).len() == 3);
}

#[test]
fn organisations_are_linked_by_wikidata() {
    let (dir, service) = (ready(), reconcile::serve());
    let dir = dir.path();
    let (code, _, said) = run(dir, &["link", "wikidata"]);
    assert!(code == 2 && said.contains("--online") && said.contains("frontis link ror"), "{said}");

    let shown = ask(dir, &service, &["link", "wikidata", "--explain"]);
    assert!(shown.contains("lamp-2014: 3 of 5 organisations, 2 doubtful, 0 unknown"), "{shown}");
    let names = reconcile::names(&service);
    assert_eq!(names.len(), 1, "all names go in one request");
    assert_eq!(names[0].iter().filter(|name| *name == "University of Elmsworth").count(), 1);
    assert_eq!(holds(dir, ELMSWORTH), [ITEM]);
    assert_eq!(holds(dir, "org/hallgrimur-university"), ["http://www.wikidata.org/entity/Q900003"], "the country tells");
    assert_eq!(holds(dir, "org/sprocket-collective"), ["http://www.wikidata.org/entity/Q900005"], "a record is no organisation");
    assert!(holds(dir, "org/zedwick").is_empty() && shown.contains("one word, and no country is known"), "{shown}");
    let linked = statements(dir);
    assert!(linked.iter().any(|l| l.contains("\"wikidata asked on 20")));
    assert!(!ask(dir, &service, &["link", "wikidata"]).contains("statements new"));
    assert_eq!((statements(dir), service.asked().len()), (linked, 1));
    done(dir, &["check"]);

    done(dir, &["correct", "id:lamp-2014/paper/p13#a1-aff1", "--reject", ITEM]);
    ask(dir, &service, &["link", "wikidata"]);
    assert!(holds(dir, ELMSWORTH).is_empty());
    done(dir, &["check"]);
}

#[test]
fn what_ror_knows_is_not_asked_of_wikidata() {
    let (dir, service) = (ready(), reconcile::serve());
    let dir = dir.path();
    done(dir, &["index", "ror", ror::DUMP, "-o", "ror.idx"]);
    ask(dir, &service, &["link", "wikidata"]);
    assert_eq!(holds(dir, ELMSWORTH), [ITEM]);
    done(dir, &["link", "ror", "--index", "ror.idx"]);
    let items = |thing| holds(dir, thing).into_iter().filter(|t| t.contains("wikidata")).collect::<Vec<_>>();
    assert_eq!(items(ELMSWORTH), ["http://www.wikidata.org/entity/Q1"], "the item through ROR takes the place");
    assert_eq!(items("org/sprocket-collective").len(), 1, "where ROR has none, nothing changes");
    done(dir, &["check"]);
    service.forget();
    let out = ask(dir, &service, &["link", "wikidata"]);
    assert!(out.contains("more have an item already"), "{out}");
    let asked = reconcile::names(&service).concat();
    assert!(!asked.contains(&"University of Elmsworth".to_owned()) && asked.contains(&"Sprocket Collective".to_owned()), "{asked:?}");
    assert_eq!((items(ELMSWORTH).len(), items("org/sprocket-collective").len()), (1, 1));
    done(dir, &["check"]);
}

#[test]
fn names_are_asked_for_together() {
    let (dir, service) = (directory(), reconcile::serve());
    let names: Vec<String> = (1..=12).map(|n| format!("Society of Fog No. {n}, Norway")).collect();
    let mut arguments = vec!["resolve", "--service", "wikidata", "University of Elmsworth, Norway", "Sprocket Collective Ltd.", "77"];
    arguments.extend(names.iter().map(String::as_str));
    let found = answers(&ask(dir.path(), &service, &arguments));
    assert_eq!(found.len(), 15);
    let first = &found[0]["matches"][0];
    assert_eq!((&first["id"], &first["accepted"], &first["span"]), (&ITEM.into(), &true.into(), &serde_json::json!([0, 23])));
    assert!(found[1]["matches"][0]["accepted"] == false && found[2]["matches"] == serde_json::json!([]));
    let sizes: Vec<usize> = reconcile::names(&service).iter().map(Vec::len).collect();
    assert_eq!(sizes, [9, 5]);
    let queries = reconcile::queries(&service.asked()[0]);
    let with_country = queries.values().find(|query| query["query"] == "University of Elmsworth").unwrap();
    let wanted = serde_json::json!({
        "query": "University of Elmsworth", "type": "Q43229", "limit": 5, "properties": [{ "pid": "P17/P297", "v": "NO" }],
    });
    assert_eq!(*with_country, wanted);
}

#[test]
fn what_is_no_answer_is_told() {
    let ror = |service: &Web| of_ror(service).resolve("Univ. of Fog", &Context::default(), &mut Desk::default()).map(|m| m.len());
    let wikidata = |service: &Web| of_wikidata(service).resolve(&["Univ. of Fog"], &Context::default()).map(|m| m.len());
    let reason = |result: Result<usize, Error>| match result {
        Err(Error::Fetch { reason, .. }) => reason,
        other => panic!("no failure: {other:?}"),
    };
    let always = |reply: fn() -> Reply| Web::serve(move |_| reply());
    type Case = (fn() -> Reply, &'static str);
    let both: [Case; 8] = [
        (|| Reply::html("200 OK"), "but begins «<!DOCTYPE html>"),
        (|| Reply::json(""), "nothing at all"),
        (|| Reply::json("[]"), "answer of"),
        (|| Reply::json("{\"items\": 7, \"q0\": {}}"), "answer of"),
        (|| Reply::html("500 Internal Server Error"), "500 Internal Server Error, 3 times; try again later"),
        (|| Reply::of("429 Too Many Requests\r\nRetry-After: 600", ""), "come back in 600 s"),
        (|| Reply::json("{}").after(Duration::from_secs(2)), "within 1 s"),
        (|| Reply::json(&" ".repeat(2 << 20)), "too large"),
    ];
    for (reply, says) in both {
        let service = always(reply);
        for reason in [reason(ror(&service)), reason(wikidata(&service))] {
            assert!(reason.contains(says), "{says}: {reason}");
        }
    }
    let own = [
        (reason(ror(&always(|| Reply::json("{\"errors\": [\"too foggy\"]}")))), "too foggy"),
        (reason(wikidata(&always(|| Reply::json("{\"status\": \"error\", \"message\": \"invalid fog\"}")))), "invalid fog"),
        (reason(wikidata(&always(|| Reply::html("403 Forbidden")))), "403 Forbidden"),
        (
            reason(wikidata(&always(|| {
                Reply::json("{\"q0\": {\"result\": [{\"id\": \"f/7\", \"name\": \"Fog\", \"score\": 7, \"match\": true}]}}")
            }))),
            "no item of Wikidata",
        ),
    ];
    for (reason, says) in own {
        assert!(reason.contains(says), "{says}: {reason}");
    }
    // a string that ROR will not take is none that it knows
    assert_eq!(ror(&always(|| Reply::html("400 Bad Request"))).unwrap(), 0);
}

#[test]
fn answers_that_are_cut_do_no_harm() {
    for cut in 1..20 {
        let cut_off = move |reply: Reply| {
            let Reply(mut pieces) = reply;
            let text = pieces.remove(0).1;
            let start = text.windows(4).position(|w| w == b"\r\n\r\n").unwrap() + 4;
            Reply::of("200 OK\r\nContent-Type: application/json", &text[start..start + (text.len() - start) * cut / 20])
        };
        let service = Web::serve(move |asked| cut_off(ror::answer(asked)));
        assert!(of_ror(&service).resolve("University of Elmsworth", &Context::default(), &mut Desk::default()).is_err(), "{cut}");
        let service = Web::serve(move |asked| cut_off(reconcile::answer(asked)));
        assert!(of_wikidata(&service).resolve(&["University of Elmsworth"], &Context::default()).is_err(), "{cut}");
    }
}

#[test]
fn services_are_followed_and_waited_for() {
    let (dir, good) = (ready(), ror::serve());
    let dir = dir.path();
    let to = good.address.clone();
    let busy = Web::serve(move |asked| match asked.times {
        1 => Reply::of("429 Too Many Requests\r\nRetry-After: 0", ""),
        _ => Reply::of(&format!("307 Temporary Redirect\r\nLocation: {to}{}", asked.target), ""),
    });
    ask(dir, &busy, &["link", "ror"]);
    assert!(holds(dir, ELMSWORTH).iter().any(|t| t == RECORD));
    // a form goes along with a redirect that keeps the method
    let items = reconcile::serve();
    let to = items.address.clone();
    let moved = Web::serve(move |_| Reply::of(&format!("307 Temporary Redirect\r\nLocation: {to}"), ""));
    let found = answers(&ask(dir, &moved, &["resolve", "--service", "wikidata", "University of Elmsworth"]));
    assert_eq!(found[0]["matches"][0]["id"], ITEM);
}

#[test]
fn a_run_that_fails_writes_nothing_and_says_so() {
    let dir = ready();
    let dir = dir.path();
    let before = statements(dir);
    let busy = Web::serve(|_| Reply::of("429 Too Many Requests\r\nRetry-After: 600", ""));
    for provider in ["ror", "wikidata"] {
        let (code, _, said) = run(dir, &["link", provider, "--online", "--site", &busy.address]);
        assert!(code == 2 && said.contains("come back in 600 s"), "{provider}: {said}");
    }
    assert_eq!(statements(dir), before);
    let (code, _, said) = run(dir, &["resolve", "Fog", "--online", "--site", "http://127.0.0.1:1"]);
    assert!(code == 2 && said.contains("no connection"), "{said}");
    let (code, _, said) = run(dir, &["resolve", "Fog", "--service", "wikidata"]);
    assert!(code == 2 && said.contains("--online"), "{said}");
}

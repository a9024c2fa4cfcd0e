//! The HTTP client against a real server on the loopback interface.

mod made;
#[path = "made/server.rs"]
mod server;

use frontis::error::Error;
use frontis::link::client::{Answer, Client, Failure, Fetched, Limits, Request, Settings, get};
use made::TEXT;
use server::web::{Reply, Web};
use std::path::Path;
use std::time::{Duration, Instant};

const AGENT: &str = concat!("frontis/", env!("CARGO_PKG_VERSION"));

fn limits() -> Limits {
    Limits { total: Duration::from_millis(900), bytes: 100_000, backoff: Duration::from_millis(10), ..Limits::default() }
}

fn reason(result: Result<Fetched, Error>) -> String {
    match result {
        Err(Error::Fetch { reason, .. }) => reason,
        other => panic!("no failure: {other:?}"),
    }
}

#[test]
fn what_a_server_may_answer() {
    let server = server::serve();
    let at = |path: &str| get(&format!("{}{path}", server.address), limits());
    let text = || Fetched::Bytes(TEXT.as_bytes().to_vec());
    assert_eq!(at("/ok").expect("fetched"), text());
    assert_eq!(at("/moved").expect("fetched"), text());
    let started = Instant::now();
    assert_eq!(at("/busy-once").expect("fetched"), text());
    assert!(started.elapsed() >= Duration::from_secs(1), "Retry-After was not honoured");
    assert_eq!(at("/announced-large").expect("an answer"), Fetched::TooLarge(999_999_999));
    assert_eq!(at("/large").expect("an answer"), Fetched::TooLarge(100_001));

    assert_eq!(at("/broken-once").expect("fetched"), text());

    for (path, says) in [
        ("/none", "404"),
        ("/circle", "5 redirects"),
        ("/down", "503 Service Unavailable, 3 times"),
        ("/come-tomorrow", "86400 s"),
        ("/slow", "within 1 s"),
        ("/dripping", "within 1 s"),
        ("/short", "broke off"),
        ("/garbage", "broke off"),
    ] {
        let reason = reason(at(path));
        assert!(reason.contains(says), "{path}: {reason}");
    }
    assert!(!reason(get("http://", limits())).is_empty());
    assert!(reason(get("http://127.0.0.1:1/", limits())).contains("no connection"));

    let log = server.asked();
    let count = |path: &str| log.iter().filter(|asked| asked.target == path).count();
    assert_eq!(count("/down"), 3);
    assert_eq!((count("/short"), count("/none"), count("/slow")), (3, 1, 1), "what may pass is tried again, what may not is not");
    assert_eq!(count("/circle"), 6, "one request and five redirects");
    assert!(log.iter().all(|asked| asked.header("user-agent") == AGENT));
}

/// Few milliseconds between two requests, so that a test is short and a pace can be seen.
const INTERVAL: Duration = Duration::from_millis(60);

fn settings(cache: Option<&Path>) -> Settings {
    let limits = Limits { wait: Duration::from_secs(3), ..limits() };
    Settings { limits, interval: INTERVAL, cache: cache.map(Path::to_owned), keep: Duration::from_secs(60), ..Settings::default() }
}

fn text(answer: &Answer) -> Result<String, String> {
    match answer.media.as_str() {
        "text/html" => Err(answer.no("text")),
        _ => String::from_utf8(answer.bytes.clone()).map_err(|_| answer.no("text")),
    }
}

fn request(address: String) -> Request {
    Request { address, accept: "text/plain", body: None }
}

/// Says how often it was asked, and the body if there is one.
fn counting() -> Web {
    Web::serve(|asked| Reply::of("200 OK\r\nContent-Type: text/plain", format!("{} {}", asked.times, asked.body)))
}

#[test]
fn a_host_is_asked_at_its_pace() {
    let (web, other) = (counting(), counting());
    let to = other.address.clone();
    let moved = Web::serve(move |_| Reply::of(&format!("301 Moved Permanently\r\nLocation: {to}/moved"), ""));
    let client = Client::new(settings(None)).unwrap();
    let started = Instant::now();
    for n in 0..4 {
        client.ask(&request(format!("{}/{n}", web.address)), text).unwrap();
        client.ask(&request(format!("{}/{n}", moved.address)), text).unwrap();
    }
    assert!(started.elapsed() < 8 * INTERVAL, "hosts wait for each other: {:?}", started.elapsed());
    for asked in [web.asked(), other.asked(), moved.asked()] {
        let gaps: Vec<Duration> = asked.windows(2).map(|pair| pair[1].at - pair[0].at).collect();
        assert!(gaps.len() == 3 && gaps.iter().all(|gap| *gap > INTERVAL * 3 / 4), "{gaps:?}");
    }
    assert_eq!(client.tally(), (12, 0));
}

#[test]
fn a_busy_host_is_left_alone() {
    let date = (chrono::Utc::now() + chrono::Duration::seconds(2)).to_rfc2822().replace("+0000", "GMT");
    let web = Web::serve(move |asked| match (asked.target.as_str(), asked.times) {
        ("/date", 1) => Reply::of(&format!("503 Service Unavailable\r\nRetry-After: {date}"), ""),
        ("/long", _) => Reply::of("429 Too Many Requests\r\nRetry-After: 3600", "<html>"),
        ("/unsaid", 1..3) => Reply::html("429 Too Many Requests"),
        _ => Reply::of("200 OK", "now"),
    });
    let client = Client::new(settings(None)).unwrap();
    let ask = |path: &str| client.ask(&request(format!("{}{path}", web.address)), text);
    assert_eq!(ask("/unsaid").unwrap(), "now");
    let started = Instant::now();
    assert_eq!(ask("/date").unwrap(), "now");
    assert!(started.elapsed() > Duration::from_millis(500), "a date was not waited for");
    let later = |failure| matches!(failure, Failure::Later { status: 429, wait } if wait > Duration::from_secs(3000));
    assert!(later(ask("/long").unwrap_err()));
    assert!(later(ask("/else").unwrap_err()), "who asked for an hour is asked again");
    assert_eq!(web.asked().iter().filter(|asked| asked.target == "/long" || asked.target == "/else").count(), 1);

    let impatient = Client::new(Settings { patience: Some(Duration::from_millis(400)), ..settings(None) }).unwrap();
    let started = Instant::now();
    let failure = (0..20).find_map(|n| impatient.ask(&request(format!("{}/{n}", web.address)), text).err()).unwrap();
    assert!(matches!(failure, Failure::Spent(_)) && started.elapsed() < Duration::from_secs(2), "{failure:?}");
}

#[test]
fn only_good_answers_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let web = Web::serve(|asked| match asked.target.as_str() {
        "/html" => Reply::html("200 OK"),
        "/none" => Reply::html("404 Not Found"),
        "/broken" => Reply::html("500 Internal Server Error"),
        "/short" => Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this"),
        "/busy" => Reply::of("429 Too Many Requests\r\nRetry-After: 0", "now"),
        _ => Reply::of("200 OK\r\nContent-Type: text/plain", format!("{} {}", asked.times, asked.body)),
    });
    let kept = || std::fs::read_dir(folder.path()).unwrap().count();
    let client = || Client::new(settings(Some(folder.path()))).unwrap();
    let at = |path: &str| request(format!("{}{path}", web.address));
    for path in ["/html", "/none", "/broken", "/short", "/busy"] {
        client().ask(&at(path), text).unwrap_err();
        assert_eq!(kept(), 0, "{path} was kept");
    }
    assert!(matches!(client().ask(&at("/html"), text), Err(Failure::Garbage(reason)) if reason.contains("<!DOCTYPE html>")));

    let posted = |body: &str| Request { body: Some(("text/plain", body.to_owned())), ..at("/good") };
    for _ in 0..2 {
        assert_eq!(client().ask(&at("/good"), text).unwrap(), "1 ");
        assert_eq!(client().ask(&posted("a"), text).unwrap(), "2 a");
        assert_eq!(client().ask(&posted("b"), text).unwrap(), "3 b");
    }
    assert_eq!(kept(), 3);
    let refresh = Client::new(Settings { refresh: true, ..settings(Some(folder.path())) }).unwrap();
    assert_eq!(refresh.ask(&at("/good"), text).unwrap(), "4 ");
    assert_eq!(client().ask(&at("/good"), text).unwrap(), "4 ", "the new answer is kept");
    let old = Client::new(Settings { keep: Duration::ZERO, ..settings(Some(folder.path())) }).unwrap();
    assert_eq!(old.ask(&posted("b"), text).unwrap(), "5 b", "what is too old is asked for again");
}

#[test]
fn a_damaged_entry_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let web = counting();
    let ask = || Client::new(settings(Some(folder.path()))).unwrap().ask(&request(format!("{}/x", web.address)), text).unwrap();
    assert_eq!(ask(), "1 ");
    let entry = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let whole = std::fs::read(&entry).unwrap();
    let turned = |at: usize| whole.iter().enumerate().map(|(n, b)| if n == at { b ^ 1 } else { *b }).collect::<Vec<u8>>();
    let damages =
        [Vec::new(), whole[..whole.len() / 2].to_vec(), whole[..whole.len() - 1].to_vec(), turned(whole.len() - 1), vec![0xff; 999]];
    for (n, damage) in damages.iter().enumerate() {
        std::fs::write(&entry, damage).unwrap();
        assert_eq!(ask(), format!("{} ", n + 2), "damage {n}");
        assert_eq!(ask(), format!("{} ", n + 2), "damage {n} is not mended");
    }
    let blocked = folder.path().join("file");
    std::fs::write(&blocked, "").unwrap();
    assert!(matches!(Client::new(settings(Some(&blocked))), Err(Error::Write { .. })));
}

#[test]
fn a_proxy_is_asked_in_place_of_the_host() {
    let proxy = Web::serve(|asked| Reply::of("200 OK\r\nContent-Type: text/plain", format!("by proxy: {}", asked.target)));
    let client = Client::new(Settings { proxy: Some(proxy.address.clone()), ..settings(None) }).unwrap();
    let answer = client.ask(&request("http://nowhere.invalid/x?y".to_owned()), text).unwrap();
    assert_eq!(answer, "by proxy: http://nowhere.invalid/x?y");
    assert!(matches!(Client::new(Settings { proxy: Some("\u{1} no".to_owned()), ..settings(None) }), Err(Error::Usage(_))));

    // the one that the environment names
    proxy.forget();
    let folder = tempfile::tempdir().unwrap();
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_frontis"));
    program.current_dir(folder.path()).args(["parse", "http://nowhere.invalid/front.txt"]).env("HTTP_PROXY", &proxy.address);
    program.env("http_proxy", &proxy.address).env_remove("NO_PROXY").env_remove("no_proxy");
    program.output().unwrap();
    assert_eq!(proxy.asked()[0].target, "http://nowhere.invalid/front.txt");
}

#[test]
fn says_who_asks_and_takes_packed_answers() {
    let web = Web::serve(|_| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut packed, "long ".repeat(100).as_bytes()).unwrap();
        Reply::of("200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip", packed.finish().unwrap())
    });
    let with = |contact: &str| Client::new(Settings { contact: Some(contact.to_owned()), ..settings(None) });
    let answer = with("mailto:edda@example.org").unwrap().ask(&request(web.address.clone()), text).unwrap();
    assert_eq!(answer, "long ".repeat(100));
    let asked = &web.asked()[0];
    assert_eq!(asked.header("user-agent"), format!("{AGENT} (mailto:edda@example.org)"));
    assert!(asked.header("accept-encoding").contains("gzip") && asked.header("accept") == "text/plain");
    for contact in ["a\r\nb: c", "é", "(x"] {
        assert!(matches!(with(contact), Err(Error::Usage(_))), "{contact:?}");
    }
}

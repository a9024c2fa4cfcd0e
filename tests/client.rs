//! The HTTP client against a real server on the loopback interface.

mod made;
#[path = "made/server.rs"]
mod server;

use frontis::error::Error;
use frontis::link::client::{Fetched, Limits, get};
use made::TEXT;
use std::time::{Duration, Instant};

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

    assert!(reason(at("/none")).contains("404"), "{}", reason(at("/none")));
    assert!(reason(at("/circle")).contains("5 redirects"), "{}", reason(at("/circle")));
    assert!(reason(at("/down")).contains("503 Service Unavailable, 3 times"));
    assert!(reason(at("/come-tomorrow")).contains("86400 s"));
    assert!(reason(at("/slow")).contains("within 1 s"), "{}", reason(at("/slow")));
    assert!(reason(at("/dripping")).contains("within 1 s"), "{}", reason(at("/dripping")));
    assert!(reason(at("/short")).contains("broke off"), "{}", reason(at("/short")));
    assert!(!reason(at("/garbage")).is_empty());
    assert!(!reason(get("http://", limits())).is_empty());
    assert!(reason(get("http://127.0.0.1:1/", limits())).contains("no connection"));

    let log = server.log.lock().expect("the log");
    let count = |path: &str| log.iter().filter(|(p, _)| p == path).count();
    assert_eq!(count("/down"), 3);
    assert_eq!(count("/circle"), 6, "one request and five redirects");
    assert!(log.iter().all(|(_, agent)| *agent == concat!("frontis/", env!("CARGO_PKG_VERSION"))));
}

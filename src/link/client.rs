//! The only module that speaks HTTP as a client: politely, within limits, and only when asked.

use crate::error::Error;
use reqwest::StatusCode;
use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::{ACCEPT, CONTENT_TYPE, RETRY_AFTER};
use reqwest::redirect::Policy;
use std::io::Read;
use std::time::{Duration, Instant};

/// How far a client goes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub connect: Duration,
    /// One try from connecting to the last byte.
    pub total: Duration,
    pub bytes: u64,
    pub redirects: usize,
    pub tries: u32,
    /// Longest wait that a server may ask for.
    pub wait: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(60),
            bytes: crate::source::MAX_BYTES,
            redirects: 5,
            tries: 3,
            wait: Duration::from_secs(60),
        }
    }
}

/// What an address gave.
#[derive(Debug, PartialEq, Eq)]
pub enum Fetched {
    Bytes(Vec<u8>),
    /// More than [`Limits::bytes`]; how many as far as is known.
    TooLarge(u64),
}

/// Fetches a document.
pub fn get(address: &str, limits: Limits) -> Result<Fetched, Error> {
    fetch(address, limits, |client| client.get(address))
}

/// Puts a query to a SPARQL endpoint; what it gives are results in JSON.
pub fn select(endpoint: &str, query: &str, limits: Limits) -> Result<Fetched, Error> {
    fetch(endpoint, limits, |client| {
        let request = client.post(endpoint).header(ACCEPT, "application/sparql-results+json");
        request.header(CONTENT_TYPE, "application/sparql-query").body(query.to_owned())
    })
}

fn fetch(address: &str, limits: Limits, request: impl Fn(&Client) -> RequestBuilder) -> Result<Fetched, Error> {
    let failed = |reason: String| Error::Fetch { address: address.to_owned(), reason };
    let client = Client::builder()
        .user_agent(concat!("frontis/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(limits.connect)
        .timeout(limits.total)
        .redirect(Policy::limited(limits.redirects))
        .build()
        .map_err(|e| failed(reason(&e, limits)))?;
    let mut tries = 1;
    loop {
        let started = Instant::now();
        let response = request(&client).send().map_err(|e| failed(reason(&e, limits)))?;
        let status = response.status();
        let busy = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        if status.is_success() {
            return body(response, started, limits).map_err(failed);
        }
        if !busy {
            return Err(failed(format!("the server says {status}")));
        }
        let wait = retry_after(&response).unwrap_or(Duration::from_secs(1 << tries));
        if tries == limits.tries {
            return Err(failed(format!("the server says {status}, {tries} times")));
        }
        if wait > limits.wait {
            return Err(failed(format!("the server says {status} and to come back in {} s", wait.as_secs())));
        }
        std::thread::sleep(wait);
        tries += 1;
    }
}

fn body(response: Response, started: Instant, limits: Limits) -> Result<Fetched, String> {
    if let Some(length) = response.content_length().filter(|length| *length > limits.bytes) {
        return Ok(Fetched::TooLarge(length));
    }
    let (mut bytes, mut piece) = (Vec::new(), [0; 16 << 10]);
    let mut reader = response.take(limits.bytes + 1);
    loop {
        let length = reader.read(&mut piece).map_err(|e| {
            let cause = e.get_ref().and_then(|e| e.downcast_ref::<reqwest::Error>());
            match cause.is_some_and(reqwest::Error::is_timeout) {
                true => too_slow(limits),
                false => format!("the connection broke off ({})", innermost(&e)),
            }
        })?;
        if length == 0 {
            break;
        }
        bytes.extend_from_slice(&piece[..length]);
        // the client's own limit begins anew with each piece
        if started.elapsed() > limits.total {
            return Err(too_slow(limits));
        }
    }
    if bytes.len() as u64 > limits.bytes {
        return Ok(Fetched::TooLarge(bytes.len() as u64));
    }
    Ok(Fetched::Bytes(bytes))
}

/// The seconds that a server asks to wait; a date is read as well.
fn retry_after(response: &Response) -> Option<Duration> {
    let value = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = chrono::DateTime::parse_from_rfc2822(value).ok()?;
    Some((date.to_utc() - chrono::Utc::now()).to_std().unwrap_or_default())
}

fn reason(error: &reqwest::Error, limits: Limits) -> String {
    if error.is_timeout() {
        return too_slow(limits);
    }
    if error.is_redirect() {
        return format!("more than {} redirects", limits.redirects);
    }
    if error.is_builder() {
        return "this is no address".to_owned();
    }
    if error.is_connect() {
        return format!("no connection ({})", innermost(error));
    }
    innermost(error)
}

fn too_slow(limits: Limits) -> String {
    format!("no complete answer within {} s", limits.total.as_secs().max(1))
}

/// The last cause, which says most.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

//! The only room that speaks HTTP as a client: politely, within limits, and only when asked.

mod answer;
mod cache;
mod failure;
mod pace;

pub use answer::Answer;
pub use failure::Failure;

use crate::error::Error;
use cache::Cache;
use pace::Pace;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION};
use reqwest::{NoProxy, Proxy, Url};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How far a client goes for one answer.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub connect: Duration,
    /// One try from connecting to the last byte.
    pub total: Duration,
    pub bytes: u64,
    pub redirects: usize,
    pub tries: u32,
    /// First wait after an answer that failed and names no time; each next one is twice as long.
    pub backoff: Duration,
    /// Longest wait, of its own or that a server may ask for.
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
            backoff: Duration::from_secs(1),
            wait: Duration::from_secs(60),
        }
    }
}

const CLIENT_ID: HeaderName = HeaderName::from_static("client-id");

/// How a client behaves. The default asks without keeping anything.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub limits: Limits,
    /// From one request to the next to the same host.
    pub interval: Duration,
    /// All the time that asking and waiting may take together; nothing sets no bound.
    pub patience: Option<Duration>,
    /// A mail or web address of who asks, for those who run the server. [`contact`] is the usual value.
    pub contact: Option<String>,
    /// Sent as `Client-Id`, for services that register who asks.
    pub client_id: Option<String>,
    /// Takes the place of the proxies that the environment names; what `NO_PROXY` names is still asked directly.
    pub proxy: Option<String>,
    /// Where good answers are kept; nothing keeps none.
    pub cache: Option<PathBuf>,
    /// How long a kept answer is good. [`cache_folder`] and [`KEEP`] are the usual values.
    pub keep: Duration,
    /// Asks again for what is kept, and keeps the new answer.
    pub refresh: bool,
    /// Is told of long waits.
    pub tell: Option<fn(&str)>,
}

impl Settings {
    /// As services are usually asked: answers are kept, and the environment says who asks.
    pub fn usual(interval: Duration) -> Self {
        Self { interval, contact: contact(), cache: cache_folder(), keep: KEEP, ..Self::default() }
    }
}

/// How long kept answers are usually good.
pub const KEEP: Duration = Duration::from_secs(30 * 24 * 60 * 60);

pub use cache::folder as cache_folder;

/// Who asks, as the environment says in `FRONTIS_CONTACT`.
pub fn contact() -> Option<String> {
    std::env::var("FRONTIS_CONTACT").ok().filter(|contact| !contact.is_empty())
}

/// What is asked of an address: a document, or with a body what it has to say to that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub address: String,
    /// Media type that is wanted.
    pub accept: &'static str,
    /// Media type and text of what is sent.
    pub body: Option<(&'static str, String)>,
}

/// Asks servers, one after the other. Keeps to the pace of each host as long as it lives.
pub struct Client {
    settings: Settings,
    http: reqwest::blocking::Client,
    pace: Pace,
    cache: Option<Cache>,
    deadline: Option<Instant>,
    asked: AtomicUsize,
    kept: AtomicUsize,
}

impl Client {
    /// Fails where the proxy is no address, what says who asks cannot be sent or the cache has no place.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let Limits { connect, total, .. } = settings.limits;
        let mut builder =
            reqwest::blocking::Client::builder().connect_timeout(connect).timeout(total).redirect(reqwest::redirect::Policy::none());
        let agent = concat!("frontis/", env!("CARGO_PKG_VERSION"));
        builder = match &settings.contact {
            Some(contact) if !contact.bytes().all(|b| matches!(b, b' '..=b'~') && !matches!(b, b'(' | b')' | b'\\')) => {
                return Err(Error::Usage(format!("the contact {contact:?} must be a mail or web address in plain ASCII")));
            }
            Some(contact) => builder.user_agent(format!("{agent} ({contact})")),
            None => builder.user_agent(agent),
        };
        if let Some(id) = &settings.client_id {
            let value = HeaderValue::from_str(id).map_err(|_| Error::Usage(format!("the client id {id:?} cannot be sent")))?;
            builder = builder.default_headers([(CLIENT_ID, value)].into_iter().collect());
        }
        if let Some(proxy) = &settings.proxy {
            let proxy_for_all = Proxy::all(proxy.as_str()).map_err(|_| Error::Usage(format!("the proxy {proxy:?} is no address")))?;
            builder = builder.proxy(proxy_for_all.no_proxy(NoProxy::from_env()));
        }
        let http = builder.build().map_err(|e| Error::Usage(format!("no connections can be made: {}", failure::innermost(&e))))?;
        let cache = settings.cache.clone().map(|folder| Cache::open(folder, settings.keep)).transpose()?;
        let deadline = settings.patience.and_then(|patience| Instant::now().checked_add(patience));
        let pace = Pace::new(settings.interval);
        Ok(Self { settings, http, pace, cache, deadline, asked: AtomicUsize::new(0), kept: AtomicUsize::new(0) })
    }

    /// How many requests were sent so far, and how many answers were already here.
    pub fn tally(&self) -> (usize, usize) {
        (self.asked.load(Ordering::Relaxed), self.kept.load(Ordering::Relaxed))
    }

    /// Asks and reads the answer. What `read` refuses is no answer: it is neither kept nor taken out of the cache.
    pub fn ask<T>(&self, request: &Request, read: impl Fn(&Answer) -> Result<T, String>) -> Result<T, Failure> {
        let cache = self.cache.as_ref();
        if let Some(value) = cache.filter(|_| !self.settings.refresh).and_then(|c| c.get(request)).and_then(|a| read(&a).ok()) {
            self.kept.fetch_add(1, Ordering::Relaxed);
            return Ok(value);
        }
        let answer = self.fetch(request)?;
        let value = read(&answer).map_err(Failure::Garbage)?;
        if let Some(cache) = cache {
            cache.put(request, &answer);
        }
        Ok(value)
    }

    /// The answer of the server itself, tried again where that may help.
    fn fetch(&self, request: &Request) -> Result<Answer, Failure> {
        let limits = self.settings.limits;
        let mut tries = 1;
        loop {
            let (failure, host) = match self.follow(request) {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            let Some(asked) = failure.passes() else { return Err(failure) };
            let wait = asked.unwrap_or_else(|| pace::backoff(limits.backoff, tries).min(limits.wait));
            // whoever is asked next waits too
            self.pace.hold(&host, Instant::now() + wait.min(Duration::from_secs(1 << 30)), failure.status());
            if tries >= limits.tries {
                return Err(failure.after(tries));
            }
            tries += 1;
        }
    }

    /// One try, from host to host where it is sent on. A failure comes with the host that failed.
    fn follow(&self, request: &Request) -> Result<Answer, (Failure, String)> {
        let limits = self.settings.limits;
        let mut body = request.body.as_ref();
        let mut address = Url::parse(&request.address).map_err(|_| (Failure::Astray("this is no address".to_owned()), String::new()))?;
        for _ in 0..=limits.redirects {
            let host = host(&address);
            let failed = |failure| (failure, host.clone());
            self.turn(&host).map_err(failed)?;
            self.asked.fetch_add(1, Ordering::Relaxed);
            let started = Instant::now();
            let mut ask = match body {
                Some((media, text)) => self.http.post(address.clone()).header(CONTENT_TYPE, *media).body(text.clone()),
                None => self.http.get(address.clone()),
            };
            if let Some(deadline) = self.deadline {
                ask = ask.timeout(limits.total.min(deadline.saturating_duration_since(started)));
            }
            let response = ask.header(ACCEPT, request.accept).send().map_err(|e| failed(failure::of(&e, limits)))?;
            let status = response.status();
            let to = response.headers().get(LOCATION).and_then(|to| address.join(to.to_str().ok()?).ok());
            match (status.as_u16(), to) {
                (301..=303 | 307 | 308, Some(to)) => {
                    if status.as_u16() <= 303 {
                        body = None;
                    }
                    address = to;
                }
                _ => return answer::take(response, started, limits).map_err(failed),
            }
        }
        Err((Failure::Astray(format!("more than {} redirects", limits.redirects)), host(&address)))
    }

    /// Waits until a host may be asked.
    fn turn(&self, host: &str) -> Result<(), Failure> {
        let (wait, held) = self.pace.turn(host, self.settings.limits.wait);
        if let Some(status) = held.filter(|_| wait > self.settings.limits.wait) {
            return Err(Failure::Later { status, wait });
        }
        let spent = |deadline: Instant| Instant::now() + wait >= deadline;
        if let (Some(patience), true) = (self.settings.patience, self.deadline.is_some_and(spent)) {
            return Err(Failure::Spent(patience));
        }
        if let Some(tell) = self.settings.tell.filter(|_| held.is_some() && wait > Duration::from_secs(3)) {
            tell(&format!("{host} asks for time: waiting {} s", seconds(wait)));
        }
        std::thread::sleep(wait);
        Ok(())
    }
}

/// Host and port, which have a pace of their own.
fn host(address: &Url) -> String {
    let host = address.host_str().unwrap_or_default();
    address.port().map_or(host.to_owned(), |port| format!("{host}:{port}"))
}

/// Whole seconds, up.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
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
    once(Request { address: address.to_owned(), accept: "*/*", body: None }, limits)
}

/// Puts a query to a SPARQL endpoint; what it gives are results in JSON.
pub fn select(endpoint: &str, query: &str, limits: Limits) -> Result<Fetched, Error> {
    once(Request::select(endpoint, query), limits)
}

impl Request {
    /// A query to a SPARQL endpoint, for results in JSON.
    pub fn select(endpoint: &str, query: &str) -> Self {
        let body = Some(("application/sparql-query", query.to_owned()));
        Self { address: endpoint.to_owned(), accept: "application/sparql-results+json", body }
    }
}

fn once(request: Request, limits: Limits) -> Result<Fetched, Error> {
    let client = Client::new(Settings { limits, contact: contact(), ..Settings::default() })?;
    match client.fetch(&request) {
        Ok(answer) => Ok(Fetched::Bytes(answer.bytes)),
        Err(Failure::TooLarge(bytes)) => Ok(Fetched::TooLarge(bytes)),
        Err(failure) => Err(failure.at(&request.address)),
    }
}

/// Text as a part of an address or of a form.
pub fn encode(text: &str) -> String {
    let mut out = String::new();
    for b in text.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' | b':' => out.push(char::from(b)),
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_becomes_a_part_of_an_address() {
        assert_eq!(super::encode("toc:db/conf/q é&"), "toc:db/conf/q+%C3%A9%26");
    }
}

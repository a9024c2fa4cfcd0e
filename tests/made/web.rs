//! A web server on the loopback interface that answers as a test tells it to, and writes down who asked what and when.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// One request.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    /// Path and query; the whole address where a proxy is asked.
    pub target: String,
    /// Names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: String,
    /// How often this target was asked for so far, with this time.
    pub times: usize,
    pub at: Instant,
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// Pieces of an answer with a pause before each, as they go over the wire.
pub struct Reply(pub Vec<(Duration, Vec<u8>)>);

impl Reply {
    /// The head is a status with headers, without length.
    pub fn of(head: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        Self(vec![(Duration::ZERO, [head.as_bytes(), body].concat())])
    }

    pub fn json(body: &str) -> Self {
        Self::of("200 OK\r\nContent-Type: application/json; charset=utf-8", body)
    }

    pub fn xml(body: &str) -> Self {
        Self::of("200 OK\r\nContent-Type: application/xml", body)
    }

    pub fn html(status: &str) -> Self {
        let page = format!("<!DOCTYPE html>\n<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>\n");
        Self::of(&format!("{status}\r\nContent-Type: text/html"), page)
    }

    /// Bytes that need not be an answer at all.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self(vec![(Duration::ZERO, bytes.into())])
    }

    pub fn after(mut self, pause: Duration) -> Self {
        self.0[0].0 = pause;
        self
    }
}

/// Serves until the process ends.
pub struct Web {
    pub address: String,
    log: Arc<Mutex<Vec<Asked>>>,
}

impl Web {
    pub fn serve(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let (log, answer) = (Arc::<Mutex<Vec<Asked>>>::default(), Arc::new(answer));
        let shared = Arc::clone(&log);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&shared), Arc::clone(&answer));
                std::thread::spawn(move || talk(stream, &log, &*answer));
            }
        });
        Self { address, log }
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.log.lock().expect("the log").clone()
    }

    /// Forgets what was asked.
    pub fn forget(&self) {
        self.log.lock().expect("the log").clear();
    }
}

fn talk(mut stream: TcpStream, log: &Mutex<Vec<Asked>>, answer: &dyn Fn(&Asked) -> Reply) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut parts = line.split(' ').map(str::to_owned);
    let (method, target) = (parts.next()?, parts.next()?);
    let mut headers = BTreeMap::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim_end().split_once(": ") else { break };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let mut body = vec![0; headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    let asked = {
        let mut log = log.lock().ok()?;
        let times = 1 + log.iter().filter(|asked| asked.target == target).count();
        let body = String::from_utf8(body).ok()?;
        log.push(Asked { method, target, headers, body, times, at: Instant::now() });
        log.last()?.clone()
    };
    for (pause, bytes) in answer(&asked).0 {
        std::thread::sleep(pause);
        stream.write_all(&bytes).ok()?;
    }
    Some(())
}

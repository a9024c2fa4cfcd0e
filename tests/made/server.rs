//! An HTTP server of one thread on the loopback interface, with an answer for each path.
#![allow(dead_code)]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Serves until the process ends; the log has `path` and user agent of each request.
pub struct Server {
    pub address: String,
    pub log: Arc<Mutex<Vec<(String, String)>>>,
}

pub fn serve() -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let log: Arc<Mutex<Vec<(String, String)>>> = Arc::default();
    let shared = Arc::clone(&log);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let log = Arc::clone(&shared);
            std::thread::spawn(move || answer(stream, &log));
        }
    });
    Server { address, log }
}

fn answer(mut stream: TcpStream, log: &Mutex<Vec<(String, String)>>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let (mut line, mut headers) = (String::new(), HashMap::new());
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim_end().split_once(": ") else { break };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let seen = {
        let mut log = log.lock().ok()?;
        log.push((path.clone(), headers.remove("user-agent").unwrap_or_default()));
        log.iter().filter(|(p, _)| *p == path).count()
    };
    let whole = |head: &str, body: &str| format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
    let text = match path.as_str() {
        "/ok" => whole("200 OK\r\nContent-Type: text/plain", crate::made::TEXT),
        "/moved" => whole("302 Found\r\nLocation: /ok", ""),
        "/circle" => whole("302 Found\r\nLocation: /circle", ""),
        "/busy-once" if seen == 1 => whole("429 Too Many Requests\r\nRetry-After: 1", ""),
        "/busy-once" => whole("200 OK", crate::made::TEXT),
        "/down" => whole("503 Service Unavailable\r\nRetry-After: 0", ""),
        "/come-tomorrow" => whole("429 Too Many Requests\r\nRetry-After: 86400", ""),
        "/announced-large" => "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n".to_owned(),
        "/large" => format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}", "line of text\n".repeat(9000)),
        "/short" => "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this".to_owned(),
        "/garbage" => "\u{1}\u{2} what is this\r\n\r\n".to_owned(),
        "/slow" => {
            std::thread::sleep(Duration::from_secs(3));
            whole("200 OK", crate::made::TEXT)
        }
        "/dripping" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n").ok()?;
            for _ in 0..30 {
                stream.write_all(b"x").ok()?;
                std::thread::sleep(Duration::from_millis(100));
            }
            return None;
        }
        "/binary" => whole("200 OK", "\u{7f}ELF not text"),
        _ => whole("404 Not Found", "nothing here"),
    };
    stream.write_all(text.as_bytes()).ok()
}

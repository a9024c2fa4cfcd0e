//! A server with an answer for each path.
#![allow(dead_code)]

#[path = "web.rs"]
pub mod web;

use std::time::Duration;
use web::{Asked, Reply, Web};

pub fn serve() -> Web {
    Web::serve(answer)
}

fn answer(asked: &Asked) -> Reply {
    match asked.target.as_str() {
        "/ok" => Reply::of("200 OK\r\nContent-Type: text/plain", crate::made::TEXT),
        "/moved" => Reply::of("302 Found\r\nLocation: /ok", ""),
        "/circle" => Reply::of("302 Found\r\nLocation: /circle", ""),
        "/busy-once" if asked.times == 1 => Reply::of("429 Too Many Requests\r\nRetry-After: 1", ""),
        "/busy-once" => Reply::of("200 OK", crate::made::TEXT),
        "/broken-once" if asked.times == 1 => Reply::html("500 Internal Server Error"),
        "/broken-once" => Reply::of("200 OK", crate::made::TEXT),
        "/down" => Reply::of("503 Service Unavailable\r\nRetry-After: 0", ""),
        "/come-tomorrow" => Reply::of("429 Too Many Requests\r\nRetry-After: 86400", ""),
        "/announced-large" => Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n"),
        "/large" => Reply::raw(format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}", "line of text\n".repeat(9000))),
        "/short" => Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this"),
        "/garbage" => Reply::raw("\u{1}\u{2} what is this\r\n\r\n"),
        "/slow" => Reply::of("200 OK", crate::made::TEXT).after(Duration::from_secs(3)),
        "/dripping" => {
            let drop = (Duration::from_millis(100), b"x".to_vec());
            let head = (Duration::ZERO, b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n".to_vec());
            Reply([vec![head], vec![drop; 30]].concat())
        }
        "/binary" => Reply::of("200 OK", "\u{7f}ELF not text"),
        _ => Reply::of("404 Not Found", "nothing here"),
    }
}

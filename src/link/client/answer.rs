//! What a server sent, read within limits.

use super::Limits;
use super::failure::{Failure, innermost};
use reqwest::blocking::Response;
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use std::io::Read;
use std::time::{Duration, Instant};

/// A complete answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub bytes: Vec<u8>,
    /// Media type as the server names it.
    pub media: String,
}

impl Answer {
    /// Says that something is not what was asked for, with its beginning.
    pub fn no(&self, what: &str) -> String {
        let head = String::from_utf8_lossy(&self.bytes[..self.bytes.len().min(200)]).into_owned();
        let words: Vec<&str> = head.split_whitespace().collect();
        match words.join(" ") {
            text if text.is_empty() => format!("what it sent is no {what}, but nothing at all; try again later"),
            text => format!("what it sent is no {what}, but begins «{}»; try again later", text.chars().take(60).collect::<String>()),
        }
    }
}

/// The body of an answer, or what its status says.
pub fn take(response: Response, started: Instant, limits: Limits) -> Result<Answer, Failure> {
    match response.status().as_u16() {
        200..=299 => body(response, started, limits),
        status @ (404 | 410) => Err(Failure::NotFound(status)),
        status @ (429 | 503) => Err(Failure::Busy { status, wait: retry_after(&response), tries: 1 }),
        status @ 500..=599 => Err(Failure::Broken { status, tries: 1 }),
        status => Err(Failure::Refused(status)),
    }
}

fn body(response: Response, started: Instant, limits: Limits) -> Result<Answer, Failure> {
    if let Some(length) = response.content_length().filter(|length| *length > limits.bytes) {
        return Err(Failure::TooLarge(length));
    }
    let media = response.headers().get(CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default().to_owned();
    let (mut bytes, mut piece) = (Vec::new(), [0; 16 << 10]);
    let mut reader = response.take(limits.bytes + 1);
    loop {
        let length = reader.read(&mut piece).map_err(|e| {
            let cause = e.get_ref().and_then(|e| e.downcast_ref::<reqwest::Error>());
            match cause.is_some_and(reqwest::Error::is_timeout) {
                true => Failure::TooSlow(limits.total),
                false => Failure::BrokeOff { reason: innermost(&e), tries: 1 },
            }
        })?;
        if length == 0 {
            break;
        }
        bytes.extend_from_slice(&piece[..length]);
        // the client's own limit begins anew with each piece
        if started.elapsed() > limits.total {
            return Err(Failure::TooSlow(limits.total));
        }
    }
    match bytes.len() as u64 {
        length if length > limits.bytes => Err(Failure::TooLarge(length)),
        _ => Ok(Answer { bytes, media }),
    }
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

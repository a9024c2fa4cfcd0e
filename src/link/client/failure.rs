//! Why there is no answer, by what to do about it.

use super::{Limits, seconds};
use crate::error::Error;
use reqwest::StatusCode;
use std::io::ErrorKind;
use std::time::Duration;

/// What came in place of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no such thing.
    NotFound(u16),
    /// The server will not answer this.
    Refused(u16),
    /// The server has too much to do, now or from us; what it asks to wait, and how often it was asked.
    Busy {
        status: u16,
        wait: Option<Duration>,
        tries: u32,
    },
    /// The server asks for more time than it is given.
    Later {
        status: u16,
        wait: Duration,
    },
    /// The server fails, and how often it was asked.
    Broken {
        status: u16,
        tries: u32,
    },
    TooSlow(Duration),
    TooLarge(u64),
    NoConnection(String),
    /// The connection broke off, and how often.
    BrokeOff {
        reason: String,
        tries: u32,
    },
    /// An answer that is not what was asked for.
    Garbage(String),
    /// The address leads nowhere.
    Astray(String),
    /// All the time that was given is used up.
    Spent(Duration),
}

impl Failure {
    /// Whether asking again may help, and how long the server asks to wait.
    pub fn passes(&self) -> Option<Option<Duration>> {
        match self {
            Self::Busy { wait, .. } => Some(*wait),
            Self::Broken { .. } | Self::BrokeOff { .. } => Some(None),
            _ => None,
        }
    }

    /// Whether another host that has the same may be asked: never one that asked for time.
    pub fn is_outage(&self) -> bool {
        matches!(self, Self::Broken { .. } | Self::TooSlow(_) | Self::NoConnection(_) | Self::BrokeOff { .. } | Self::Garbage(_))
    }

    pub(super) fn status(&self) -> Option<u16> {
        match self {
            Self::Busy { status, .. } => Some(*status),
            _ => None,
        }
    }

    pub(super) fn after(self, times: u32) -> Self {
        match self {
            Self::Busy { status, wait, .. } => Self::Busy { status, wait, tries: times },
            Self::Broken { status, .. } => Self::Broken { status, tries: times },
            Self::BrokeOff { reason, .. } => Self::BrokeOff { reason, tries: times },
            other => other,
        }
    }

    /// As an error that says what to do next.
    pub fn at(&self, address: &str) -> Error {
        Error::Fetch { address: address.to_owned(), reason: self.to_string() }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound(status) => write!(f, "the server says {}; look at the address", name(*status)),
            Self::Refused(status) => write!(f, "the server says {}", name(*status)),
            Self::Busy { status, tries, .. } => write!(f, "the server says {}, {}; try again later", name(*status), times(*tries)),
            Self::Later { status, wait } => {
                write!(f, "the server says {} and to come back in {} s; try again then", name(*status), seconds(*wait))
            }
            Self::Broken { status, tries } => write!(f, "the server says {}, {}; try again later", name(*status), times(*tries)),
            Self::TooSlow(limit) => write!(f, "no complete answer within {} s; try again later", limit.as_secs().max(1)),
            Self::TooLarge(bytes) => write!(f, "the answer is too large ({bytes} bytes)"),
            Self::NoConnection(reason) => write!(f, "no connection ({reason}); look at the network and its proxy"),
            Self::BrokeOff { reason, tries } => write!(f, "the connection broke off ({reason}), {}; try again later", times(*tries)),
            Self::Garbage(reason) => f.write_str(reason),
            Self::Astray(reason) => write!(f, "{reason}; look at the address"),
            Self::Spent(patience) => {
                write!(f, "the {} s that asking may take are over; allow more, or try again later", seconds(*patience))
            }
        }
    }
}

fn name(status: u16) -> String {
    StatusCode::from_u16(status).map_or_else(|_| status.to_string(), |status| status.to_string())
}

fn times(tries: u32) -> String {
    if tries == 1 { "once".to_owned() } else { format!("{tries} times") }
}

/// Why a request was not answered.
pub fn of(error: &reqwest::Error, limits: Limits) -> Failure {
    if error.is_timeout() {
        return Failure::TooSlow(limits.total);
    }
    if error.is_builder() {
        return Failure::Astray("this is no address".to_owned());
    }
    let reason = innermost(error);
    if error.is_connect() && !was_cut(error) {
        return Failure::NoConnection(reason);
    }
    Failure::BrokeOff { reason, tries: 1 }
}

/// Whether somebody hung up, rather than never took the call.
fn was_cut(error: &reqwest::Error) -> bool {
    const CUTS: [ErrorKind; 4] =
        [ErrorKind::ConnectionReset, ErrorKind::ConnectionAborted, ErrorKind::BrokenPipe, ErrorKind::UnexpectedEof];
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<std::io::Error>().is_some_and(|e| CUTS.contains(&e.kind())) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// The last cause, which says most.
pub fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

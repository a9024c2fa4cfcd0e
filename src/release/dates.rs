//! The days of a release: never those of the clock.

use crate::error::Error;
use crate::graph::vocab::{node, prov};
use chrono::{DateTime, NaiveDate};
use oxigraph::model::{Quad, Term};
use serde::{Deserialize, Serialize};

/// Days as `xsd:date`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    /// That of `SOURCE_DATE_EPOCH`, else of the last run.
    pub issued: String,
    /// That of the last run.
    pub modified: String,
}

impl Dates {
    /// The dates of a release of these quads.
    pub fn of(quads: &[Quad]) -> Result<Dates, Error> {
        let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().filter(|e| !e.is_empty());
        let epoch = epoch.as_deref().map(day_of_epoch).transpose()?;
        let run = last_run(quads);
        match (epoch.clone().or(run.clone()), run.or(epoch)) {
            (Some(issued), Some(modified)) => Ok(Dates { issued, modified }),
            _ => Err(Error::Usage("no run of the store says when it was; set SOURCE_DATE_EPOCH to the seconds since 1970".to_owned())),
        }
    }
}

fn day_of_epoch(seconds: &str) -> Result<String, Error> {
    let day = seconds.parse().ok().and_then(|s| DateTime::from_timestamp(s, 0));
    day.map(|day| day.date_naive().to_string())
        .ok_or_else(|| Error::Usage(format!("SOURCE_DATE_EPOCH is {seconds:?}, not seconds since 1970")))
}

/// The day on which the last run of a store started.
fn last_run(quads: &[Quad]) -> Option<String> {
    let started = node(prov::startedAtTime);
    let times = quads.iter().filter(|q| q.predicate == started).filter_map(|q| match &q.object {
        Term::Literal(time) => time.value().get(..10)?.parse::<NaiveDate>().ok(),
        _ => None,
    });
    times.max().map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_a_day() {
        assert_eq!(day_of_epoch("1763769600").ok().as_deref(), Some("2025-11-22"));
        assert!(day_of_epoch("yesterday").is_err() && day_of_epoch("99999999999999999").is_err());
    }
}

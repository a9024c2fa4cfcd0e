//! `frontis resolve`

use super::link::{ror::Asked, wikidata};
use super::online::Online;
use super::outcome::Outcome;
use crate::error::Error;
use crate::link::affiliation::{Context, Desk, Match, Resolver};
use crate::link::index::Index;
use crate::link::ror::live::Live;
use crate::link::wikidata::{BATCH, Live as Wikidata};
use crate::link::{authority, ror};
use crate::terminal::plain;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  frontis resolve 'Dept. of Physics, Univ. of Bergen, Norway'      one string
  frontis resolve - < strings.txt > found.jsonl                    one a line
  frontis resolve --format tsv --year 2009 'École Centrale Paris'  as it was in that year
  frontis resolve --online 'Univ. of Bergen'                       by ROR's live service
  frontis resolve --online --service wikidata 'Univ. of Bergen'    by Wikidata's

An index of ROR is built with `frontis index ror`; without one, a small table of well-known names is asked.";

/// Bytes of a line that are read at most.
const LONGEST: u64 = 4 << 20;

/// Find the organisations that affiliations name
///
/// Writes one JSON object a line: the string, and for each organisation its id and name, how sure it is, whether that is
/// enough to accept it, and which bytes of the string name it. docs/affiliations.md says how it decides.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Resolve {
    /// Affiliations as printed; - reads standard input, one a line
    #[arg(value_name = "STRING", required = true)]
    strings: Vec<String>,
    /// json or tsv
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    format: Format,
    /// Of the volume: organisations that moved are given as they were in it
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    /// ISO code of a country it is likely in; may be repeated
    #[arg(long = "country", value_name = "CODE")]
    countries: Vec<String>,
    /// Say why, and what else was weighed
    #[arg(long)]
    explain: bool,
    /// An index of `frontis index ror` or `frontis index authority` [default: ror.idx in the folder of indexes]
    #[arg(long, value_name = "FILE", conflicts_with = "online")]
    index: Option<PathBuf>,
    #[command(flatten)]
    online: Online,
    /// Which live service is asked
    #[arg(long, value_name = "NAME", requires = "online", default_value = "ror")]
    service: Service,
    #[command(flatten)]
    asked: Asked,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
    Tsv,
}

#[derive(Clone, Copy, ValueEnum)]
enum Service {
    Ror,
    Wikidata,
}

/// Where organisations are looked up.
enum Source {
    Index(Box<Resolver>),
    Ror(Box<Live>),
    Wikidata(Box<Wikidata>),
}

impl Source {
    /// How many strings are asked for together.
    fn batch(&self) -> usize {
        if matches!(self, Self::Wikidata(_)) { BATCH } else { 1 }
    }

    fn resolve(&mut self, strings: &[String], context: &Context, desk: &mut Desk) -> Result<Vec<Vec<Match>>, Error> {
        match self {
            Self::Index(resolver) => Ok(strings.iter().map(|string| resolver.resolve(string, context, desk)).collect()),
            Self::Ror(live) => strings.iter().map(|string| live.resolve(string, context, desk)).collect(),
            Self::Wikidata(live) => live.resolve(strings, context),
        }
    }
}

/// The index that is named, else the user's, else well-known names alone.
pub fn resolver(index: Option<&Path>) -> Result<Resolver, Error> {
    if let Some(index) = index {
        let own = Index::any(index)?.kind() == authority::KIND.name;
        return if own { authority::open(index) } else { ror::open(index) };
    }
    match ror::default_path() {
        Ok(path) if path.exists() => ror::open(&path),
        _ => {
            let _ = writeln!(
                io::stderr(),
                "no index of ROR: only well-known names are found; build one with `frontis index ror`, or ask with --online"
            );
            Ok(Resolver::of_well_known())
        }
    }
}

impl Resolve {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let mut source = self.source()?;
        let context = Context { year: self.year, countries: self.countries.iter().map(|c| c.to_uppercase()).collect() };
        let mut desk = Desk::default();
        let mut strings = self.strings.iter().flat_map(|string| match string.as_str() {
            "-" => Strings::Input,
            _ => Strings::One(Some(string.clone())),
        });
        loop {
            let batch: Vec<String> = strings.by_ref().take(source.batch()).collect::<Result<_, Error>>()?;
            if batch.is_empty() {
                return Ok(Outcome::Clean);
            }
            for (string, matches) in batch.iter().zip(source.resolve(&batch, &context, &mut desk)?) {
                self.tell(string, &matches, out)?;
            }
            // whoever reads on need not wait for what is slow
            if self.online.online {
                out.flush()?;
            }
        }
    }

    fn source(&self) -> Result<Source, Error> {
        Ok(match (self.online.online, self.service) {
            (false, _) => Source::Index(Box::new(resolver(self.index.as_deref())?)),
            (true, Service::Ror) => Source::Ror(Box::new(self.asked.live(&self.online)?)),
            (true, Service::Wikidata) => Source::Wikidata(Box::new(wikidata::live(&self.online, self.asked.site.as_ref())?)),
        })
    }

    fn tell(&self, string: &str, matches: &[Match], out: &mut dyn Write) -> Result<(), Error> {
        match self.format {
            Format::Json => {
                let matches: Vec<Value> = matches.iter().map(|m| self.json(m)).collect();
                serde_json::to_writer(&mut *out, &json!({ "affiliation": string, "matches": matches })).map_err(io::Error::from)?;
                writeln!(out)?;
            }
            Format::Tsv if matches.is_empty() => writeln!(out, "{}\t\t\t\t", plain(string))?,
            Format::Tsv => {
                for m in matches {
                    let (mark, span) = (if m.accepted { "accepted" } else { "doubtful" }, plain(&string[m.span.clone()]));
                    write!(out, "{}\t{}\t{}\t{:.2} {mark}\t{span}", plain(string), m.id, plain(&m.name), m.confidence)?;
                    if self.explain {
                        write!(out, "\t{}", plain(&m.reasons.join("; ")))?;
                    }
                    writeln!(out)?;
                }
            }
        }
        Ok(())
    }

    fn json(&self, m: &Match) -> Value {
        let round = |n: f32| (f64::from(n) * 1000.0).round() / 1000.0;
        let other = |a: &crate::link::affiliation::Alternative| json!({ "id": a.id, "name": a.name, "confidence": round(a.confidence) });
        let mut value = json!({
            "id": m.id, "name": m.name, "confidence": round(m.confidence), "accepted": m.accepted, "span": [m.span.start, m.span.end],
        });
        if m.part {
            value["part"] = json!(true);
        }
        if let Some(found) = &m.instead_of {
            value["instead_of"] = other(found);
        }
        if self.explain {
            value["reasons"] = json!(m.reasons);
            value["alternatives"] = m.alternatives.iter().map(other).collect();
        }
        value
    }
}

/// The strings of one argument.
enum Strings {
    One(Option<String>),
    /// Lines of standard input, of which the longest are cut.
    Input,
}

impl Iterator for Strings {
    type Item = Result<String, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = Vec::new();
        match self {
            Self::One(string) => return string.take().map(Ok),
            Self::Input => match io::Read::take(io::stdin().lock(), LONGEST).read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(source) => return Some(Err(Error::Read { path: "-".to_owned(), source })),
            },
        }
        Some(Ok(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned()))
    }
}

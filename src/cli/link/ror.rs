//! `frontis link ror`

use super::{Scope, organisations};
use crate::cli::online::Online;
use crate::cli::outcome::Outcome;
use crate::error::Error;
use crate::link::affiliation::{Desk, Resolver};
use crate::link::ror::{self, live};
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;

/// Organisations to ROR, and through it to Wikidata and GRID
#[derive(Args)]
pub struct Ror {
    #[command(flatten)]
    scope: Scope,
    /// Index of a dump, made by frontis index ror [default: where that puts it]
    #[arg(long, value_name = "FILE", conflicts_with = "online")]
    index: Option<PathBuf>,
    #[command(flatten)]
    online: Online,
    #[command(flatten)]
    asked: Asked,
}

/// What asking ROR needs beside.
#[derive(Args, Clone, Debug)]
pub struct Asked {
    /// Where the service is [default: its own address]
    #[arg(long, value_name = "URL", requires = "online")]
    pub site: Option<String>,
    /// The id that ROR gave you on <https://ror.org/api-client-id>: with one, requests may come faster
    #[arg(long, value_name = "ID", requires = "online", env = "FRONTIS_ROR_CLIENT")]
    client_id: Option<String>,
}

impl Asked {
    /// The live service, asked as the options say.
    pub fn live(&self, online: &Online) -> Result<live::Live, Error> {
        live::Live::new(self.settings(online)?)
    }

    fn settings(&self, online: &Online) -> Result<live::Settings, Error> {
        let live::Settings { site, client: mut usual } = live::Settings::default();
        usual.client_id = self.client_id.clone().filter(|id| !id.is_empty());
        if usual.client_id.is_some() {
            usual.interval = live::INTERVAL_REGISTERED;
        }
        Ok(live::Settings { site: self.site.clone().unwrap_or(site), client: online.client(usual)? })
    }
}

impl Ror {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        if !self.online.online {
            return organisations::link(&self.scope, "ror", "ROR", &self.resolver()?, out);
        }
        let (mut live, mut desk) = (self.asked.live(&self.online)?, Desk::default());
        if self.asked.client_id.is_none() {
            writeln!(io::stderr(), "ROR lets anybody ask every {} s; with --client-id it is faster", live::INTERVAL.as_secs())?;
        }
        let method = format!("ror asked on {}", &crate::history::now()[..10]);
        organisations::each(&self.scope, &method, "ROR", |volume| live.account(volume, &mut desk), out)
    }

    /// The index that is named, else the user's, else well-known names alone.
    fn resolver(&self) -> Result<Resolver, Error> {
        let path = self.index.clone().map_or_else(ror::default_path, Ok)?;
        if self.index.is_some() || path.exists() {
            return ror::open(&path);
        }
        let advice = "build one with `frontis index ror`, or ask ROR itself with --online";
        writeln!(io::stderr(), "no index of ROR: only well-known names are linked; {advice}")?;
        Ok(Resolver::of_well_known())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Any {
        #[command(flatten)]
        ror: Ror,
    }

    #[test]
    fn options_are_settings() {
        let settings = |args: &[&str]| {
            let ror = Any::try_parse_from([&["any", "--online"], args].concat()).unwrap().ror;
            ror.asked.settings(&ror.online).unwrap()
        };
        let usual = settings(&["--client-id", ""]);
        assert_eq!((usual.site.as_str(), usual.client.interval, usual.client.client_id), (live::SITE, live::INTERVAL, None));
        let known = settings(&["--client-id", "abc", "--site", "http://localhost:1"]);
        assert_eq!((known.site.as_str(), known.client.interval), ("http://localhost:1", live::INTERVAL_REGISTERED));
        assert_eq!(settings(&["--client-id", "abc", "--interval", "9"]).client.interval.as_secs(), 9);
    }
}

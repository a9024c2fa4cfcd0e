//! `frontis link dblp`

use super::Scope;
use crate::catalogue::Volume;
use crate::cli::online::Online;
use crate::cli::outcome::Outcome;
use crate::error::Error;
use crate::link::dblp::account::Account;
use crate::link::dblp::find;
use crate::link::dblp::live::{ENDPOINT, Live, Settings, Wanted};
use crate::link::dblp::tables;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

mod explain;

/// Volumes, papers, authors and committees to dblp
#[derive(Args)]
pub struct Dblp {
    #[command(flatten)]
    scope: Scope,
    /// Index of a dump, made by frontis index dblp [default: where that puts it]
    #[arg(long, value_name = "FILE", conflicts_with = "online")]
    index: Option<PathBuf>,
    #[command(flatten)]
    online: Online,
    #[command(flatten)]
    asked: Asked,
}

/// Which of dblp's services are asked.
#[derive(Args, Clone, Debug)]
struct Asked {
    /// Ask by SPARQL [default: dblp's own endpoint]
    #[arg(long, value_name = "URL", requires = "online", num_args = 0..=1, default_missing_value = ENDPOINT)]
    endpoint: Option<String>,
    /// The site to ask, such as a mirror [default: https://dblp.org, and https://dblp.uni-trier.de where it is down]
    #[arg(long, value_name = "URL", requires = "online", conflicts_with = "endpoint")]
    site: Option<String>,
    /// The SPARQL endpoint that is asked which names are of several persons [default: dblp's own]
    #[arg(long, value_name = "URL", requires = "online", conflicts_with = "endpoint")]
    persons: Option<String>,
}

/// Where dblp is looked up.
enum Source {
    Index(Box<tables::Dblp>),
    Live(Box<Live>),
}

impl Dblp {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let source = self.source()?;
        let method = match &source {
            Source::Index(index) => index.about().date.as_ref().map_or("dblp".to_owned(), |date| format!("dblp of {date}")),
            Source::Live(_) => format!("dblp asked on {}", &crate::history::now()[..10]),
        };
        self.scope.each(
            "dblp",
            out,
            |store, volume, at| {
                let account = source.account(volume)?;
                let links = account.links(volume, store.base(), &store.links(&volume.id)?, &method, at);
                Ok((account, links))
            },
            |volume, account, change, out| match self.scope.explain {
                true => explain::everything(volume, account, out),
                false => explain::summary(volume, account, change, out),
            },
        )
    }

    fn source(&self) -> Result<Source, Error> {
        if self.online.online {
            return Ok(Source::Live(Box::new(Live::new(self.asked.settings(&self.online)?)?)));
        }
        let path = self.index.clone().map_or_else(tables::default_path, Ok)?;
        if self.index.is_none() && !path.exists() {
            return Err(Error::Usage(format!(
                "there is no index of dblp at {}: build one of dblp's dump with frontis index dblp, name one with --index, or ask \
                 dblp itself with --online",
                path.display()
            )));
        }
        Ok(Source::Index(Box::new(tables::Dblp::open(&path)?)))
    }
}

impl Asked {
    fn settings(&self, online: &Online) -> Result<Settings, Error> {
        let usual = Settings::default();
        Ok(Settings {
            sites: self.site.as_ref().map_or(usual.sites, |site| vec![site.clone()]),
            endpoint: self.endpoint.clone(),
            persons: self.persons.clone().unwrap_or(usual.persons),
            client: online.client(usual.client)?,
        })
    }
}

impl Source {
    fn account(&self, volume: &Volume) -> Result<Account, Error> {
        match self {
            Source::Index(index) => Account::of(volume, find::candidates(index, volume, &[])?, Some(index)),
            Source::Live(live) => {
                let mut tocs = live.tocs_for(&Wanted::of(volume))?;
                live.mark_ambiguous(&mut tocs)?;
                Account::of(volume, tocs, None)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Any {
        #[command(flatten)]
        dblp: Dblp,
    }

    #[test]
    fn options_are_settings() {
        let read = |args: &[&str]| Any::try_parse_from([&["any", "--online"], args].concat()).unwrap().dblp;
        let settings = |args: &[&str]| {
            let dblp = read(args);
            dblp.asked.settings(&dblp.online).unwrap()
        };
        let usual = settings(&[]);
        assert_eq!((usual.sites.len(), usual.endpoint), (2, None));
        assert_eq!(settings(&["--endpoint"]).endpoint.as_deref(), Some(ENDPOINT));
        let site = settings(&["--site", "http://localhost:1", "--persons", "http://localhost:2"]);
        assert_eq!((site.sites, site.persons.as_str()), (vec!["http://localhost:1".to_owned()], "http://localhost:2"));
    }
}

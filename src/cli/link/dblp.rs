//! `frontis link dblp`

use super::Scope;
use crate::catalogue::Volume;
use crate::cli::online::Online;
use crate::cli::outcome::Outcome;
use crate::error::Error;
use crate::link::dblp::account::Account;
use crate::link::dblp::find;
use crate::link::dblp::live::{Live, Wanted};
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
            return Ok(Source::Live(Box::new(Live::new(self.online.settings()?)?)));
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

//! `frontis link`

use super::StoreOption;
use super::online::Online;
use super::outcome::Outcome;
use super::progress::Progress;
use crate::catalogue::{self, Volume};
use crate::error::Error;
use crate::link::dblp::account::Account;
use crate::link::dblp::find;
use crate::link::dblp::live::{Live, Wanted};
use crate::link::dblp::tables::{self, Dblp};
use crate::store::{Change, Store};
use clap::{Args, Subcommand};
use std::io::Write;
use std::path::PathBuf;

mod explain;

/// Link what volumes name to other data sets
///
/// Proposals go into the store with how sure they are and what speaks for them; those that are sure enough hold at once,
/// the others wait for `frontis correct --accept` or `--reject`. Linking again replaces what was proposed before, never
/// what a person decided. The printed names and titles stay as they are.
#[derive(Args)]
#[command(after_help = "\
Examples:
  frontis index dblp dblp.xml.gz           once
  frontis link dblp                        every volume of the store
  frontis link dblp qm-2014 --explain      one volume, and why
  frontis link dblp qm-2014 --online       without an index
  frontis ask links                        what was linked")]
pub struct Link {
    #[command(subcommand)]
    provider: Provider,
}

#[derive(Subcommand)]
enum Provider {
    Dblp(DblpLink),
}

/// Volumes, papers, authors and committees to dblp
#[derive(Args)]
struct DblpLink {
    /// Volumes by id, or words of it [default: all]
    #[arg(value_name = "VOLUME")]
    volumes: Vec<String>,
    /// Index of a dump, made by frontis index dblp [default: where that puts it]
    #[arg(long, value_name = "FILE", conflicts_with = "online")]
    index: Option<PathBuf>,
    /// Show what was looked at and what speaks for each link
    #[arg(long)]
    explain: bool,
    /// Show what would be linked, and write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    online: Online,
    #[command(flatten)]
    store: StoreOption,
}

/// Where dblp is looked up.
enum Source {
    Index(Box<Dblp>),
    Live(Box<Live>),
}

impl Link {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        match &self.provider {
            Provider::Dblp(dblp) => dblp.run(out),
        }
    }
}

impl DblpLink {
    fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let source = self.source()?;
        let method = match &source {
            Source::Index(index) => index.about().date.as_ref().map_or("dblp".to_owned(), |date| format!("dblp of {date}")),
            Source::Live(_) => format!("dblp asked on {}", &crate::history::now()[..10]),
        };
        let store = open(&self.store, self.dry_run)?;
        let volumes = named(&store, &self.volumes)?;
        let progress = Progress::new(volumes.len());
        let at = crate::history::now();
        for id in &volumes {
            progress.next(id);
            let Some(volume) = volume(&store, id)? else { continue };
            let account = source.account(&volume)?;
            let links = account.links(&volume, store.base(), &store.links(id)?, &method, &at);
            let change = if self.dry_run { Change::default() } else { store.relink(id, "dblp", &links)? };
            progress.beside(|| match self.explain {
                true => explain::everything(&volume, &account, out),
                false => explain::summary(&volume, &account, change, out),
            })?;
        }
        if !self.dry_run {
            store.finish()?;
        }
        Ok(Outcome::Clean)
    }
}

impl DblpLink {
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
        Ok(Source::Index(Box::new(Dblp::open(&path)?)))
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

/// The store to link in.
fn open(option: &StoreOption, dry_run: bool) -> Result<Store, Error> {
    match Store::base_of(&option.store) {
        Some(base) if !dry_run => Store::create(&option.store, &base),
        _ => Store::open(&option.store),
    }
}

/// The ids of the volumes that are asked for.
fn named(store: &Store, names: &[String]) -> Result<Vec<String>, Error> {
    match names {
        [] => store.volumes(),
        names => names.iter().map(|name| store.volume_named(name)).collect(),
    }
}

/// A volume as the catalogue has it.
fn volume(store: &Store, id: &str) -> Result<Option<Volume>, Error> {
    let quads = store.volume_quads(&[id.to_owned()])?;
    Ok(catalogue::volumes(&quads, store.base()).into_iter().find(|volume| volume.id == id))
}

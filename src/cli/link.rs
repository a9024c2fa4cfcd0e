//! `frontis link`

use super::StoreOption;
use super::outcome::Outcome;
use super::progress::Progress;
use crate::catalogue::{self, Volume};
use crate::error::Error;
use crate::record::{Link as Proposed, LinkStatus};
use crate::store::{Change, Store};
use crate::terminal::plain;
use clap::{Args, Subcommand};
use std::io::Write;

mod authority;
mod dblp;
mod organisations;
pub mod ror;
pub mod wikidata;

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
  frontis index ror v2.9-ror-data.zip      once
  frontis link ror                         organisations of every volume
  frontis link ror qm-2014 --online        without an index
  frontis link wikidata qm-2014 --online   those that ROR did not lead to Wikidata
  frontis ask links                        what was linked")]
pub struct Link {
    #[command(subcommand)]
    provider: Provider,
}

/// Where things are looked up; a file each.
#[derive(Subcommand)]
enum Provider {
    Dblp(dblp::Dblp),
    Ror(ror::Ror),
    Wikidata(wikidata::Wikidata),
    Authority(authority::Authority),
}

impl Link {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        match &self.provider {
            Provider::Dblp(dblp) => dblp.run(out),
            Provider::Ror(ror) => ror.run(out),
            Provider::Wikidata(wikidata) => wikidata.run(out),
            Provider::Authority(authority) => authority.run(out),
        }
    }
}

/// What is linked, and what is told of it.
#[derive(Args)]
struct Scope {
    /// Volumes by id, or words of it [default: all]
    #[arg(value_name = "VOLUME")]
    volumes: Vec<String>,
    /// Show what was looked at and what speaks for each link
    #[arg(long)]
    explain: bool,
    /// Show what would be linked, and write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    store: StoreOption,
}

impl Scope {
    /// Links volume by volume: `judge` says what came of one and which links to propose, `tell` tells of it.
    fn each<A>(
        &self,
        proposer: &str,
        out: &mut dyn Write,
        mut judge: impl FnMut(&Store, &Volume, &str) -> Result<(A, Vec<Proposed>), Error>,
        tell: impl Fn(&Volume, &A, Change, &mut dyn Write) -> Result<(), Error>,
    ) -> Result<Outcome, Error> {
        let store = match Store::base_of(&self.store.store) {
            Some(base) if !self.dry_run => Store::create(&self.store.store, &base)?,
            _ => Store::open(&self.store.store)?,
        };
        let volumes = match self.volumes.as_slice() {
            [] => store.volumes()?,
            names => names.iter().map(|name| store.volume_named(name)).collect::<Result<_, _>>()?,
        };
        let progress = Progress::new(volumes.len());
        let at = crate::history::now();
        for id in &volumes {
            progress.next(id);
            let quads = store.volume_quads(std::slice::from_ref(id))?;
            let Some(volume) = catalogue::volumes(&quads, store.base()).into_iter().find(|volume| volume.id == *id) else { continue };
            let (account, links) = judge(&store, &volume, &at)?;
            let change = if self.dry_run { Change::default() } else { store.relink(id, proposer, &links)? };
            progress.beside(|| tell(&volume, &account, change, out))?;
        }
        if !self.dry_run {
            store.finish()?;
        }
        Ok(Outcome::Clean)
    }
}

/// What was written, if anything was.
fn written(change: Change, out: &mut dyn Write) -> Result<(), Error> {
    if !change.is_empty() {
        writeln!(out, "  {} statements new, {} gone", change.inserted, change.removed)?;
    }
    Ok(())
}

/// One thing that was looked at, with what speaks for it.
fn line(out: &mut dyn Write, indent: usize, name: &str, status: LinkStatus, confidence: f64, why: &str) -> Result<(), Error> {
    let status = match status {
        LinkStatus::Accepted => "accepted",
        LinkStatus::Candidate => "candidate",
        LinkStatus::Rejected => "rejected",
    };
    Ok(writeln!(out, "{:indent$}{}  {status} {confidence:.3}  {}", "", plain(name), plain(why))?)
}

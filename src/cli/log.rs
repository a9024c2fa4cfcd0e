//! `frontis log`

use super::StoreOption;
use super::outcome::Outcome;
use crate::error::Error;
use crate::graph::Base;
use crate::history::log;
use crate::store::Store;
use clap::{Args, ValueEnum};
use std::io::{self, Write};

/// Show the versions of a volume, the newest first
///
/// A version is kept by every build that reads something else, and by every correction. Each is shown with its time, the
/// program that read it, its files, what changed in the record, and what people decided since the one before.
#[derive(Args)]
#[command(after_help = "\
Examples:
  frontis log qm-2014
  frontis log usenix-2009 --format json")]
pub struct Log {
    /// The volume, by its id or words of it
    volume: String,
    /// How to show it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    store: StoreOption,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Log {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let store = Store::open(&self.store.store)?;
        let base = Store::base_of(&self.store.store).unwrap_or_default();
        let entries = versions(&store, &base, &self.volume)?;
        match self.format {
            Format::Text => log::write(&entries, super::colour(&io::stdout()), out)?,
            Format::Json => super::json(&entries, out)?,
        }
        Ok(Outcome::Clean)
    }
}

fn versions(store: &Store, base: &Base, name: &str) -> Result<Vec<log::Entry>, Error> {
    let volume = store.volume_named(name)?;
    let entries = log::log(store, base, &volume)?;
    if entries.is_empty() {
        store.last_version(&volume)?;
    }
    Ok(entries)
}

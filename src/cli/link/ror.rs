//! `frontis link ror`

use super::{Scope, organisations};
use crate::cli::outcome::Outcome;
use crate::error::Error;
use crate::link::affiliation::Resolver;
use crate::link::ror;
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;

/// Organisations to ROR, and through it to Wikidata and GRID
#[derive(Args)]
pub struct Ror {
    #[command(flatten)]
    scope: Scope,
    /// Index of a dump, made by frontis index ror [default: where that puts it]
    #[arg(long, value_name = "FILE")]
    index: Option<PathBuf>,
}

impl Ror {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        organisations::link(&self.scope, "ror", "ROR", &self.resolver()?, out)
    }

    /// The index that is named, else the user's, else well-known names alone.
    fn resolver(&self) -> Result<Resolver, Error> {
        let path = self.index.clone().map_or_else(ror::default_path, Ok)?;
        if self.index.is_some() || path.exists() {
            return ror::open(&path);
        }
        writeln!(io::stderr(), "no index of ROR: only well-known names are linked; build one with `frontis index ror`")?;
        Ok(Resolver::of_well_known())
    }
}

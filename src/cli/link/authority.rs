//! `frontis link authority`

use super::{Scope, organisations};
use crate::cli::outcome::Outcome;
use crate::error::Error;
use crate::link::authority;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

/// Organisations to an authority file of one's own
#[derive(Args)]
pub struct Authority {
    #[command(flatten)]
    scope: Scope,
    /// Index of it, made by frontis index authority; ids that are no IRIs are not linked
    #[arg(long, value_name = "FILE", default_value = "authority.idx")]
    index: PathBuf,
}

impl Authority {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        organisations::link(&self.scope, "authority", "the authority file", &authority::open(&self.index)?, out)
    }
}

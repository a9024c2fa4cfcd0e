//! `frontis release`

use super::StoreOption;
use super::outcome::Outcome;
use crate::error::Error;
use crate::release::{self, LICENCE, Wish, signature::Key};
use crate::store::Store;
use clap::Args;
use oxigraph::model::NamedNode;
use std::io::Write;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  frontis release public/                          the store as a folder to publish
  openssl genpkey -algorithm ed25519 -out key.pem  a key, once
  frontis release public/ --key key.pem            signed
  frontis verify public/                           what a reader does";

/// Write a store as a folder to publish
///
/// The folder holds all data as N-Quads, each volume as Turtle, a description (VoID, DCAT), a README and sums; with
/// --key also a signature of the sums. The same store gives the same bytes: dates are those of its last run, or of
/// SOURCE_DATE_EPOCH. A folder that is a release is replaced, any other is left alone.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Release {
    /// The folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Sign with this Ed25519 key (PEM, PKCS#8, no password)
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Name of the version [default: the day of the release, as 2026.11.22]
    #[arg(long = "version", value_name = "V")]
    version_name: Option<String>,
    /// Under which terms
    #[arg(long, value_name = "IRI", default_value = LICENCE)]
    licence: String,
    /// Release data that violates the shapes as well
    #[arg(long)]
    allow_invalid: bool,
    #[command(flatten)]
    store: StoreOption,
}

impl Release {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let licence = NamedNode::new(&self.licence).map_err(|e| Error::Usage(format!("--licence {}: {e}", self.licence)))?;
        let key = self.key.as_deref().map(Key::read).transpose()?;
        let store = Store::open(&self.store.store)?;
        let quads = store.quads()?;
        if !self.allow_invalid && !super::export::fits(&store, &quads)? {
            return Ok(Outcome::DocumentErrors);
        }
        super::warn_of_local_base(store.base());
        let wish = Wish { version: self.version_name.as_deref(), licence: &licence, key: key.as_ref() };
        let marker = release::write(&store, &quads, &wish, &self.dir)?;
        writeln!(
            out,
            "{}  version {}, {} quads{}",
            self.dir.display(),
            marker.version,
            marker.quads,
            if key.is_some() { ", signed" } else { "" }
        )?;
        writeln!(out, "  canonical hash (RDFC-1.0, SHA-256) {}", marker.rdfc10_sha256)?;
        Ok(Outcome::Clean)
    }
}

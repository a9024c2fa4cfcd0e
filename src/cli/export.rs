//! `frontis export`

use super::StoreOption;
use super::outcome::Outcome;
use crate::error::Error;
use crate::export::evidence::{self, Evidence};
use crate::export::{self, Context};
use crate::store::Store;
use clap::Args;
use oxigraph::model::Quad;
use std::io::{self, Write};
use std::path::PathBuf;

/// Write a store's data to a file
///
/// Formats with graphs (trig, nquads, jsonld) hold everything. The others (turtle, ntriples, rdfxml) hold the union of
/// the graphs without the evidence, that is without the places that statements were read from, unless --evidence asks
/// for them.
#[derive(Args)]
pub struct Export {
    /// turtle, trig, ntriples, nquads, rdfxml or jsonld [default: by the file's ending, else turtle]
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// Where to [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only this volume and what it names; may be repeated
    #[arg(long = "volume", value_name = "ID")]
    volumes: Vec<String>,
    /// How the places that statements were read from are written [default: compact in formats with graphs, else none]
    #[arg(long, value_enum, value_name = "MANNER")]
    evidence: Option<Evidence>,
    /// No quotes in --evidence oa
    #[arg(long)]
    no_quotes: bool,
    #[command(flatten)]
    store: StoreOption,
}

impl Export {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let file = self.output.as_deref().filter(|f| f.as_os_str() != "-");
        let ending = file.and_then(|f| f.extension()).map(|e| e.to_string_lossy().into_owned());
        let name = self.format.as_deref().or(ending.as_deref()).unwrap_or("turtle");
        let format = export::find(name)
            .ok_or_else(|| Error::Usage(format!("there is no format {name}; there are {} (see --format)", export::names())))?;
        let store = Store::open(&self.store.store)?;
        let quads = if self.volumes.is_empty() { store.quads()? } else { store.volume_quads(&self.volumes)? };
        let quads = self.told(quads, &store, !format.graphs)?;
        super::warn_of_local_base(store.base());
        let context = Context { base: store.base() };
        let Some(file) = file else {
            format.export(quads, &context, out)?;
            return Ok(Outcome::Clean);
        };
        let write = || {
            let mut writer = io::BufWriter::new(std::fs::File::create(file)?);
            format.export(quads, &context, &mut writer)?;
            writer.flush()
        };
        write().map_err(|source| Error::Write { path: file.display().to_string(), source })?;
        Ok(Outcome::Clean)
    }
}

impl Export {
    /// The quads with the evidence that is asked for.
    fn told(&self, quads: Vec<Quad>, store: &Store, joined: bool) -> Result<Vec<Quad>, Error> {
        let Some(manner) = self.evidence else { return Ok(quads) };
        evidence::told(quads, store.base(), manner, joined, |hash| if self.no_quotes { Ok(None) } else { store.source(hash) })
    }
}

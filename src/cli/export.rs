//! `frontis export`

use super::StoreOption;
use super::outcome::{Manner, Outcome, Report};
use crate::check::{self, shape::Shapes};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::export::{self, Context};
use crate::store::Store;
use clap::Args;
use oxigraph::model::Quad;
use std::io::{self, Write};
use std::path::PathBuf;

/// Write a store's data to a file
///
/// Formats with graphs (trig, nquads, jsonld) hold everything. The others (turtle, ntriples, rdfxml) hold the union of
/// the graphs without the evidence, that is without the places that statements were read from. Data that violates the
/// shapes (see frontis check) is refused.
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
    /// Export data that violates the shapes as well
    #[arg(long)]
    allow_invalid: bool,
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
        if !self.allow_invalid && !fits(&store, &quads)? {
            return Ok(Outcome::DocumentErrors);
        }
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

/// Whether quads violate no shape; says on standard error what does.
fn fits(store: &Store, quads: &[Quad]) -> Result<bool, Error> {
    let check = check::report::Report::of(store, &Shapes::own()?, quads.iter().cloned())?;
    if !check.conforms() {
        Report::new(Manner::Human).diagnostics(&check::report::diagnostics(&check, Severity::Error), &check.sources)?;
        let _ = writeln!(io::stderr(), "nothing was exported: the data violates its shapes; --allow-invalid exports it all the same");
    }
    Ok(check.conforms())
}

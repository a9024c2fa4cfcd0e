//! `frontis export`

use super::StoreOption;
use super::outcome::{Manner, Outcome, Report};
use crate::check::{self, shape::Shapes};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::export::evidence::{self, Evidence};
use crate::export::{self, Context, Writer};
use crate::store::Store;
use clap::Args;
use oxigraph::model::Quad;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  frontis export -o volumes.bib                     BibTeX, by the ending
  frontis export -o qm.dblp.xml --volume qm-2014    dblp records of one volume
  frontis export --format spar -o volumes.nt        in the SPAR ontologies, as N-Triples";

/// Write a store's data to a file
///
/// Formats with graphs (trig, nquads, jsonld) hold everything. The other forms of RDF hold the union of the graphs without
/// the evidence, that is without the places that statements were read from, unless --evidence asks for them. The rest are bibliographies, tables and pages
/// made from the volumes; `frontis list formats` has them all and who takes them. Data that violates the shapes (see
/// frontis check) is refused.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Export {
    /// A name or ending from `frontis list formats` [default: by the file's ending, else turtle]
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
    /// How the places that statements were read from are written [default: compact in formats with graphs, else none]
    #[arg(long, value_enum, value_name = "MANNER")]
    evidence: Option<Evidence>,
    /// No quotes in --evidence oa
    #[arg(long)]
    no_quotes: bool,
    #[command(flatten)]
    store: StoreOption,
}

/// The format that is asked for by name or, without one, by the file's ending.
fn format(name: Option<&str>, file: Option<&Path>) -> Result<&'static export::Format, Error> {
    let ending = file.and_then(|f| f.extension()).map(|e| e.to_string_lossy().into_owned());
    let found = match (name, file.filter(|_| ending.is_some())) {
        (Some(name), _) => export::find(name),
        (None, Some(file)) => export::of_file(&file.to_string_lossy()),
        (None, None) => Some(&export::turtle::TURTLE),
    };
    let asked = name.or(ending.as_deref()).unwrap_or_default();
    found.ok_or_else(|| Error::Usage(format!("there is no format {asked}; name one with --format: {}", export::names())))
}

impl Export {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let file = self.output.as_deref().filter(|f| f.as_os_str() != "-");
        let format = format(self.format.as_deref(), file)?;
        let store = Store::open(&self.store.store)?;
        let quads = if self.volumes.is_empty() { store.quads()? } else { store.volume_quads(&self.volumes)? };
        if !self.allow_invalid && !fits(&store, &quads)? {
            return Ok(Outcome::DocumentErrors);
        }
        if format.is_rdf() {
            super::warn_of_local_base(store.base());
        }
        let quads = self.told(quads, &store, !format.has_graphs())?;
        let context = Context { base: store.base() };
        // a map is written in the syntax that the file asks for
        let syntax = file.and_then(|f| export::of_file(&f.to_string_lossy())).filter(|f| f.is_rdf());
        let (quads, format) = match syntax {
            Some(syntax) if matches!(format.write, Writer::Map(_)) => (format.mapped(quads, &context)?, syntax),
            _ => (quads, format),
        };
        let asked = |error: io::Error| match error.kind() {
            io::ErrorKind::InvalidInput => Error::Usage(format!("{error}; choose one with --volume")),
            io::ErrorKind::Unsupported => Error::Usage(error.to_string()),
            _ => Error::from(error),
        };
        let Some(file) = file else {
            format.export(quads, &context, out).map_err(asked)?;
            return Ok(Outcome::Clean);
        };
        // a file that is there stays whole until the new one is
        let replaced = file.is_file() || !file.exists();
        let beside = if replaced { PathBuf::from(format!("{}.part", file.display())) } else { file.to_owned() };
        let write = || {
            let mut writer = io::BufWriter::new(std::fs::File::create(&beside)?);
            format.export(quads, &context, &mut writer)?;
            writer.flush()?;
            if replaced { std::fs::rename(&beside, file) } else { Ok(()) }
        };
        write().map_err(|source| {
            if replaced {
                let _ = std::fs::remove_file(&beside);
            }
            match source.kind() {
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => asked(source),
                _ => Error::Write { path: file.display().to_string(), source },
            }
        })?;
        Ok(Outcome::Clean)
    }
}

/// Whether quads violate no shape; says on standard error what does.
pub(super) fn fits(store: &Store, quads: &[Quad]) -> Result<bool, Error> {
    let check = check::report::Report::of(store, &Shapes::own()?, quads.iter().cloned())?;
    if !check.conforms() {
        Report::new(Manner::Human).diagnostics(&check::report::diagnostics(&check, Severity::Error), &check.sources)?;
        let _ = writeln!(io::stderr(), "nothing was written: the data violates its shapes; --allow-invalid writes it all the same");
    }
    Ok(check.conforms())
}

impl Export {
    /// The quads with the evidence that is asked for.
    fn told(&self, quads: Vec<Quad>, store: &Store, joined: bool) -> Result<Vec<Quad>, Error> {
        let Some(manner) = self.evidence else { return Ok(quads) };
        evidence::told(quads, store.base(), manner, joined, |hash| if self.no_quotes { Ok(None) } else { store.source(hash) })
    }
}

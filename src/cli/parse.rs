//! `frontis parse`

use super::outcome::{Manner, Outcome, Report};
use super::progress::Progress;
use crate::curation::{self, Applied, Curation, Decision};
use crate::diagnostic::{Code, DECISION_GONE, DECISION_INVALID, DECISION_NEEDLESS, DECISION_STALE, Severity};
use crate::error::Error;
use crate::export::{self, Context};
use crate::graph::{self, Base, Run};
use crate::history::moved::Moved;
use crate::intake::volumes::{Reading, one_each, volumes};
use crate::intake::{self, Remark};
use crate::layout::trace::trace;
use crate::picture;
use crate::record::Volume;
use crate::source::{FileId, Sources};
use clap::Args;
use serde::Serialize;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Read front matter and write what it states
///
/// INPUT is a file, a folder, a pattern, an address (http:// or https://) or - for standard input. The files of a
/// folder that belong to one volume are read together; several readings of one volume, such as two scans, are compared.
#[derive(Args)]
pub struct Parse {
    #[command(flatten)]
    input: Inputs,
    /// text, json, or one of: turtle, trig, ntriples, nquads, rdfxml, jsonld [default: text on a terminal, else json]
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// How to report what was noticed
    #[arg(long, value_enum, default_value = "human")]
    diagnostics: Manner,
    /// Where the IRIs begin
    #[arg(long, value_name = "IRI", env = "FRONTIS_BASE", default_value_t)]
    base: Base,
    /// Tell instead how each line was read: its label, its score, what was seen of it, the conventions of its list
    #[arg(long, conflicts_with = "format")]
    trace: bool,
}

/// What to read.
#[derive(Args)]
pub struct Inputs {
    /// Files, folders, patterns, addresses, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<String>,
    /// Name the volume (series and year, such as qm-2014) instead of reading its name
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    id: Option<String>,
    /// Read all inputs together as one volume
    #[arg(long)]
    one_volume: bool,
    /// Decisions of curators, in TOML or JSON [default: curation.toml beside the input]
    #[arg(long, value_name = "FILE")]
    curation: Option<PathBuf>,
    /// Repair nothing that text recognition or extraction damaged
    #[arg(long)]
    as_printed: bool,
}

/// A volume and its files as JSON.
#[derive(Serialize)]
struct Record<'a> {
    #[serde(flatten)]
    volume: &'a Volume,
    sources: Vec<SourceRecord<'a>>,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    name: &'a str,
    encoding: &'a str,
    sha256: &'a str,
    lines: usize,
}

impl Inputs {
    /// Reads everything.
    pub fn read(&self) -> Result<(Vec<Reading>, Vec<Remark>), Error> {
        let intake = intake::gather(&self.inputs)?;
        let (mut groups, mut remarks) = (intake.groups, intake.remarks);
        if self.one_volume && groups.len() > 1 {
            let files = groups.into_iter().flat_map(|g| g.files).collect();
            groups = vec![intake::Group { files, folder: false }];
        }
        groups.iter_mut().flat_map(|g| &mut g.files).for_each(|file| file.as_printed = self.as_printed);
        let progress = Progress::new(groups.len());
        let mut readings = Vec::new();
        for group in groups {
            progress.next(group.files.first().map_or("", |f| f.name.as_str()));
            let (found, more) = volumes(group, self.one_volume);
            readings.extend(found);
            remarks.extend(more);
        }
        let (mut readings, more) = one_each(readings);
        remarks.extend(more);
        if let Some(id) = &self.id {
            let [reading] = readings.as_mut_slice() else {
                return Err(Error::Usage(format!("--id names one volume, but the inputs are {}", readings.len())));
            };
            reading.parsed.value.id.clone_from(id);
        }
        Ok((readings, remarks))
    }
}

impl Inputs {
    /// The options that change what is read, as they are given.
    pub fn arguments(&self) -> Vec<String> {
        let switches = [(self.as_printed, "--as-printed"), (self.one_volume, "--one-volume")];
        let id = self.id.iter().map(|id| format!("--id {id}"));
        switches.into_iter().filter(|s| s.0).map(|s| s.1.to_owned()).chain(id).collect()
    }

    /// What people decided about a reading: the file that was named, or the one beside the input.
    pub fn curation(&self, sources: &Sources) -> Result<Curation, Error> {
        if let Some(path) = &self.curation {
            if !path.exists() {
                let source = io::ErrorKind::NotFound.into();
                return Err(Error::Read { path: path.display().to_string(), source });
            }
            return Curation::read(path);
        }
        let folder = sources.files.first().map(|f| Path::new(&f.name)).filter(|p| p.is_file()).and_then(Path::parent);
        folder.map_or(Ok(Curation::default()), |folder| Curation::read(&folder.join(curation::NAME)))
    }
}

/// What there is to say about the decisions of a file, and where things went that they are about.
pub fn decided(curation: &Curation, applied: &[Applied], moved: &Moved) -> Vec<Remark> {
    let remark = |(i, (decision, applied)): (usize, (&Decision, &Applied))| {
        let summary = decision.summary();
        let (code, message): (&'static Code, String) = match applied {
            Applied::Done | Applied::Elsewhere => return None,
            Applied::Needless => (&DECISION_NEEDLESS, format!("{summary} is read so by itself")),
            Applied::Gone => (&DECISION_GONE, format!("{summary}, but nothing is read as it any more")),
            Applied::Stale { now } => {
                let was = decision.was.as_ref().map_or("nothing".to_owned(), |was| format!("`{was}`"));
                (&DECISION_STALE, format!("{summary}, but it now reads `{now}`, and the decision was about {was}"))
            }
            Applied::Invalid { reason } => (&DECISION_INVALID, format!("{summary}: {reason}")),
        };
        let explain = (code.severity > Severity::Note).then(|| format!("`frontis explain {}`", code.name));
        let now = moved.get(&decision.thing).filter(|_| *applied == Applied::Gone);
        let help = now.map(|now| format!("it is {now} now; if this is meant, name it so")).or(explain);
        Some(Remark { name: curation.place(i), code, message, help })
    };
    curation.decisions.iter().zip(applied).enumerate().filter_map(remark).collect()
}

impl Parse {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        if self.trace {
            return self.tell(out);
        }
        let terminal = io::stdout().is_terminal();
        let name = self.format.as_deref().unwrap_or(if terminal { "text" } else { "json" });
        let format = export::find(name);
        if format.is_none() && name != "text" && name != "json" {
            return Err(Error::Usage(format!("there is no format {name}; there are text, json, {}", export::names())));
        }
        let (mut readings, remarks) = self.input.read()?;
        let mut report = Report::new(self.diagnostics);
        report.remarks(&remarks)?;
        for Reading { sources, parsed } in &mut readings {
            let curation = self.input.curation(sources)?;
            let applied = curation::apply(&curation.decisions, parsed, sources, &self.base);
            report.diagnostics(&parsed.diagnostics, sources)?;
            report.remarks(&decided(&curation, &applied, &Moved::new()))?;
        }
        match format {
            Some(format) => {
                let mut quads = Vec::new();
                for reading in readings.iter().filter(|r| !r.parsed.value.id.is_empty()) {
                    quads.extend(describe(reading, &self.base, self.input.arguments()));
                }
                if !quads.is_empty() {
                    super::warn_of_local_base(self.base.as_str());
                }
                format.export(quads, &Context { base: self.base.as_str() }, out)?;
            }
            None if name == "json" => {
                let records: Vec<_> = readings.iter().map(|r| record(&r.parsed.value, &r.sources)).collect();
                serde_json::to_writer_pretty(&mut *out, &records).map_err(io::Error::from)?;
                writeln!(out)?;
            }
            None => {
                let width = super::width().unwrap_or(100).into();
                for Reading { sources, parsed } in &readings {
                    out.write_all(picture::text(&parsed.value, sources, width, super::colour(&io::stdout())).as_bytes())?;
                }
            }
        }
        Ok(report.outcome())
    }
}

impl Parse {
    fn tell(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let (readings, remarks) = self.input.read()?;
        let mut report = Report::new(self.diagnostics);
        report.remarks(&remarks)?;
        let width = super::width().unwrap_or(160).into();
        for Reading { sources, .. } in &readings {
            for file in 0..sources.files.len() as u32 {
                let parts = trace(sources, &[FileId(file)]);
                out.write_all(picture::trace(&parts, sources, width, super::colour(&io::stdout())).as_bytes())?;
            }
        }
        Ok(report.outcome())
    }
}

/// The quads of a volume.
fn describe(reading: &Reading, base: &Base, arguments: Vec<String>) -> Vec<oxigraph::model::Quad> {
    let mut quads = Vec::new();
    let run = Run { version: env!("CARGO_PKG_VERSION"), arguments, ..Run::default() };
    let Reading { sources, parsed } = reading;
    graph::describe(&parsed.value, sources, base, &run, &parsed.diagnostics, &mut |quad| quads.push(quad));
    quads
}

fn record<'a>(volume: &'a Volume, sources: &'a Sources) -> Record<'a> {
    let source = |file: &'a crate::source::SourceFile| SourceRecord {
        name: &file.name,
        encoding: &file.encoding,
        sha256: &file.sha256,
        lines: file.line_count(),
    };
    Record { volume, sources: sources.files.iter().map(source).collect() }
}

fn slug(text: &str) -> Result<String, String> {
    let clean = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.is_empty() || !text.chars().all(clean) || text.starts_with('-') || text.ends_with('-') {
        return Err("a slug has lower case letters, digits and inner hyphens, such as qm-2014".to_owned());
    }
    Ok(text.to_owned())
}

//! Versions of a volume: what was read at each build that read something else, and what people decided about it.

pub mod against;
pub mod difference;
mod entry;
pub mod html;
pub mod log;
pub mod moved;
mod page;
mod pairing;
pub mod patch;
pub mod text;
mod words;

use crate::curation::{self, Applied, Decision};
use crate::diagnostic::{Code, Diagnostic, Parsed};
use crate::error::Error;
use crate::graph::{self, Base, Run};
use crate::record::Volume;
use crate::source::{SourceFile, Sources, Span};
use crate::store::Store;
use moved::Moved;
use oxigraph::model::Quad;
use serde::{Deserialize, Serialize};

/// A reading of a volume, kept so that it can be corrected and compared without its inputs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Version {
    /// When it was read, as an `xsd:dateTime`.
    pub at: String,
    /// Version of the program that read it.
    pub program: String,
    /// Options that change what is read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<String>,
    pub files: Vec<KeptFile>,
    /// As read, before any decision.
    pub volume: Volume,
    pub diagnostics: Vec<KeptDiagnostic>,
    /// How many of the decisions came with the input; the others are the store's own.
    #[serde(default)]
    pub beside: usize,
    /// Decisions that concern the volume, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Where things went whose IRIs are gone.
    #[serde(default, skip_serializing_if = "Moved::is_empty")]
    pub moved: Moved,
}

/// A source; its text stands in the store by its hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptFile {
    pub name: String,
    pub sha256: String,
    pub media: String,
    pub encoding: String,
}

impl KeptFile {
    /// The digits of the hash that people see.
    pub fn short(&self) -> &str {
        self.sha256.get(..12).unwrap_or(&self.sha256)
    }
}

/// A diagnostic by the name of its code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptDiagnostic {
    pub code: String,
    pub span: Span,
    pub message: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<(Span, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// A version as people decided that it is.
pub struct Decided {
    pub sources: Sources,
    pub parsed: Parsed<Volume>,
    /// What became of each decision.
    pub applied: Vec<Applied>,
    /// Options that it was read with.
    pub arguments: Vec<String>,
    moved: Moved,
}

impl Version {
    /// What was read, and the decisions that are to be applied to it.
    pub fn of(sources: &Sources, parsed: &Parsed<Volume>, decisions: Vec<Decision>, at: &str) -> Self {
        let file = |f: &SourceFile| KeptFile {
            name: f.name.clone(),
            sha256: f.sha256.clone(),
            media: f.media.to_string(),
            encoding: f.encoding.clone(),
        };
        let kept = |d: &Diagnostic| KeptDiagnostic {
            code: d.code.name.to_owned(),
            span: d.span,
            message: d.message.clone(),
            labels: d.labels.clone(),
            help: d.help.clone(),
        };
        Self {
            at: at.to_owned(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            arguments: Vec::new(),
            files: sources.files.iter().map(file).collect(),
            volume: parsed.value.clone(),
            diagnostics: parsed.diagnostics.iter().map(kept).collect(),
            beside: 0,
            decisions,
            moved: Moved::new(),
        }
    }

    /// The volume with every decision applied; texts are taken from the store.
    pub fn decided(&self, store: &Store, base: &Base) -> Result<Decided, Error> {
        let mut sources = Sources::default();
        for file in &self.files {
            let text = store.source(&file.sha256)?.unwrap_or_default();
            let KeptFile { name, sha256, media, encoding } = file.clone();
            sources.add(SourceFile::kept(name, text, media.into(), encoding, sha256));
        }
        let known = self.diagnostics.iter().filter_map(|d| Some((Code::named(&d.code)?, d)));
        let diagnostics = known
            .map(|(code, d)| Diagnostic { code, span: d.span, message: d.message.clone(), labels: d.labels.clone(), help: d.help.clone() })
            .collect();
        let mut parsed = Parsed { value: self.volume.clone(), diagnostics };
        let applied = curation::apply(&self.decisions, &mut parsed, &sources, base);
        Ok(Decided { sources, parsed, applied, arguments: self.arguments.clone(), moved: self.moved.clone() })
    }

    /// Whether another reading found and decided the same, at whatever time.
    pub fn same(&self, other: &Version) -> bool {
        self.volume == other.volume
            && self.files == other.files
            && self.arguments == other.arguments
            && self.diagnostics == other.diagnostics
            && self.decisions == other.decisions
    }
}

impl Decided {
    /// The quads of the volume, read by a run that started and ended then.
    pub fn describe(&self, base: &Base, started: Option<String>, ended: Option<String>) -> Vec<Quad> {
        let mut quads = Vec::new();
        let run = Run { started, ended, version: env!("CARGO_PKG_VERSION"), arguments: self.arguments.clone() };
        graph::describe(&self.parsed.value, &self.sources, base, &run, &self.parsed.diagnostics, &mut |quad| quads.push(quad));
        let moved = graph::moved(&self.moved, base, &quads);
        quads.extend(moved);
        quads
    }
}

/// This moment as an `xsd:dateTime`.
pub fn now() -> String {
    chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

impl Store {
    /// Keeps a version of a volume unless it is what the last one was, and completes it by what is known to have moved.
    /// Its number, from 1; `None` in memory.
    pub fn keep_version(&self, volume: &str, version: &mut Version) -> Result<Option<u32>, Error> {
        let numbers = self.version_numbers(volume)?;
        if let Some(last) = numbers.last() {
            let before = self.version(volume, *last)?;
            if before.same(version) {
                version.moved = before.moved;
                return Ok(Some(*last));
            }
            version.moved = self.moved(volume, &numbers, &before, version)?;
        }
        let number = numbers.last().unwrap_or(&0) + 1;
        let bytes = serde_json::to_vec(version).map_err(std::io::Error::from)?;
        Ok(self.write_version(volume, number, &bytes)?.then_some(number))
    }

    /// What is known to have moved in a version that follows another. Decisions that were taken back have moved nothing.
    fn moved(&self, volume: &str, numbers: &[u32], before: &Version, now: &Version) -> Result<Moved, Error> {
        if before.decisions.len() > now.decisions.len() && before.files == now.files {
            for number in numbers.iter().rev() {
                let earlier = self.version(volume, *number)?;
                if earlier.same(now) {
                    return Ok(earlier.moved);
                }
            }
        }
        let base = Base::new(self.base()).unwrap_or_default();
        let (old, new) = (before.decided(self, &base)?, now.decided(self, &base)?);
        Ok(moved::after(&before.moved, &old.parsed.value, &new.parsed.value, &base))
    }

    /// A version by its number.
    pub fn version(&self, volume: &str, number: u32) -> Result<Version, Error> {
        let (path, bytes) = self.read_version(volume, number)?;
        serde_json::from_slice(&bytes).map_err(|e| Error::Read { path, source: e.into() })
    }

    /// The last version of a volume; the store tells what to do where there is none.
    pub fn last_version(&self, volume: &str) -> Result<Version, Error> {
        match self.version_numbers(volume)?.last() {
            Some(number) => self.version(volume, *number),
            None => Err(Error::Usage(format!("the store keeps no reading of {volume}; build it again from its inputs"))),
        }
    }
}

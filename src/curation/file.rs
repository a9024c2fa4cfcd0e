//! The file of decisions, in TOML or JSON.

use super::Decision;
use crate::error::Error;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What the file is called, beside inputs or in a store.
pub const NAME: &str = "curation.toml";

/// The decisions of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curation {
    pub path: PathBuf,
    pub decisions: Vec<Decision>,
    /// Line of each decision, from 1; 0 where the format does not tell.
    pub lines: Vec<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    #[serde(default)]
    decision: Vec<toml::Spanned<Decision>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Json {
    #[serde(default)]
    decision: Vec<Decision>,
}

impl Curation {
    /// Reads a file; an absent one has no decisions.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let name = || path.display().to_string();
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Self { path: path.to_owned(), ..Self::default() }),
            Err(source) => return Err(Error::Read { path: name(), source }),
        };
        let (decisions, lines) = if path.extension().is_some_and(|e| e == "json") {
            let file: Json =
                serde_json::from_str(&text).map_err(|e| Error::Usage(format!("{}:{}:{}: {e}", name(), e.line(), e.column())))?;
            let lines = vec![0; file.decision.len()];
            (file.decision, lines)
        } else {
            let file: Toml = toml::from_str(&text).map_err(|e| {
                let at = &text[..e.span().map_or(0, |s| s.start.min(text.len()))];
                let column = at.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
                Error::Usage(format!("{}:{}:{column}: {}", name(), at.matches('\n').count() + 1, e.message()))
            })?;
            let line = |d: &toml::Spanned<Decision>| text[..d.span().start].matches('\n').count() + 1;
            let lines = file.decision.iter().map(line).collect();
            (file.decision.into_iter().map(toml::Spanned::into_inner).collect(), lines)
        };
        Ok(Self { path: path.to_owned(), decisions, lines })
    }

    /// The name of the file with the line of a decision, for messages.
    pub fn place(&self, index: usize) -> String {
        match self.lines.get(index) {
            Some(line) if *line > 0 => format!("{}:{line}", self.path.display()),
            _ => self.path.display().to_string(),
        }
    }

    /// Appends a decision, leaving what stands in the file as it is.
    pub fn append(&self, decision: &Decision) -> Result<(), Error> {
        self.rewrite(|text| {
            if self.is_json() {
                let mut all = self.decisions.clone();
                all.push(decision.clone());
                return json(&all);
            }
            let table = toml::to_string(decision).unwrap_or_default();
            let gap = if text.is_empty() || text.ends_with("\n\n") { "" } else { "\n" };
            format!("{text}{gap}[[decision]]\n{table}")
        })
    }

    /// Takes the last decision back, or the last one about a thing. Which it was.
    pub fn undo(&self, thing: Option<&str>) -> Result<Option<Decision>, Error> {
        let Some(index) = self.decisions.iter().rposition(|d| thing.is_none_or(|t| d.thing == t)) else { return Ok(None) };
        self.rewrite(|text| {
            if self.is_json() {
                let mut all = self.decisions.clone();
                all.remove(index);
                return json(&all);
            }
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            let start = self.lines[index] - 1;
            let end = self.lines.get(index + 1).map_or(lines.len(), |l| l - 1);
            // comments above the next decision are its own
            let end = (start + 1..end).rev().take_while(|i| lines[*i].starts_with('#')).last().unwrap_or(end);
            [&lines[..start], &lines[end..]].concat().concat()
        })?;
        Ok(Some(self.decisions[index].clone()))
    }

    fn is_json(&self) -> bool {
        self.path.extension().is_some_and(|e| e == "json")
    }

    fn rewrite(&self, new: impl FnOnce(String) -> String) -> Result<(), Error> {
        let name = || self.path.display().to_string();
        let old = match std::fs::read_to_string(&self.path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
            other => other.map_err(|source| Error::Read { path: name(), source })?,
        };
        crate::store::replace(&self.path, new(old).as_bytes()).map_err(|source| Error::Write { path: name(), source })
    }
}

fn json(decisions: &[Decision]) -> String {
    let text = serde_json::to_string_pretty(&serde_json::json!({ "decision": decisions })).unwrap_or_default();
    text + "\n"
}

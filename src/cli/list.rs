//! `frontis list`

use super::StoreOption;
use super::outcome::Outcome;
use crate::error::Error;
use crate::store::Store;
use crate::terminal::plain;
use crate::{answer, diagnostic, export, query};
use clap::{Args, ValueEnum};
use oxigraph::model::NamedNode;
use std::io::Write;

/// List questions, formats, diagnostics or a store's volumes
#[derive(Args)]
pub struct List {
    what: What,
    #[command(flatten)]
    store: StoreOption,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// What can be asked by name
    Questions,
    /// How data can be written
    Formats,
    /// What the reader reports
    Diagnostics,
    /// What a store holds
    Volumes,
}

impl List {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let rows: Vec<(String, String)> = match self.what {
            What::Questions => query::QUESTIONS.iter().map(|q| (q.name.to_owned(), format!("{} [{}]", q.question(), q.group.name()))).collect(),
            What::Formats => {
                let graphs = export::FORMATS.iter().map(|f| {
                    let endings = f.extensions.iter().map(|e| format!(".{e}")).collect::<Vec<_>>().join(" ");
                    (f.name.to_owned(), format!("{} ({endings}; {})", f.title, f.media_type))
                });
                let tables = answer::TABLES.iter().map(|(name, title)| ((*name).to_owned(), format!("{title} (query)")));
                graphs.chain(tables).collect()
            }
            What::Diagnostics => {
                diagnostic::CODES.iter().map(|code| (code.name.to_owned(), format!("{:?}", code.severity).to_lowercase())).collect()
            }
            What::Volumes => {
                let store = Store::open(&self.store.store)?;
                let mut rows = Vec::new();
                for volume in store.volumes()? {
                    let iri = NamedNode::new_unchecked(format!("{}id/{volume}", store.base()));
                    let title = plain(&store.title(&iri)?.unwrap_or_default());
                    rows.push((volume, title));
                }
                rows
            }
        };
        let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        for (name, text) in rows {
            writeln!(out, "{}", format!("{name:width$}  {text}").trim_end())?;
        }
        Ok(Outcome::Clean)
    }
}

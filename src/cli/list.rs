//! `frontis list`

use super::StoreOption;
use super::outcome::Outcome;
use crate::check::report;
use crate::diagnostic::Code;
use crate::error::Error;
use crate::query::Group;
use crate::store::Store;
use crate::terminal::{self, Paint, Style, plain};
use crate::{answer, diagnostic, export, query};
use clap::{Args, ValueEnum};
use oxigraph::model::NamedNode;
use std::io::{self, Write};

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
            What::Questions => return questions(out),
            What::Formats => {
                let graphs = export::FORMATS.iter().map(|f| {
                    let endings = f.extensions.iter().map(|e| format!(".{e}")).collect::<Vec<_>>().join(" ");
                    (f.name.to_owned(), format!("{} ({endings}); for {}", f.title, f.readers))
                });
                let tables = answer::TABLES.iter().map(|(name, title)| ((*name).to_owned(), format!("{title} (query)")));
                let reports = report::FORMATS.iter().map(|f| (f.name.to_owned(), format!("{} (check)", f.title)));
                graphs.chain(tables).chain(reports).collect()
            }
            What::Diagnostics => {
                let severity = |code: &Code| format!("{:?}", code.severity).to_lowercase();
                let longest = diagnostic::CODES.iter().map(|code| code.name.len()).max().unwrap_or(0);
                diagnostic::CODES.iter().map(|code| (format!("{:longest$}  {}", code.name, severity(code)), sentence(code))).collect()
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
        columns(&rows, out)?;
        Ok(Outcome::Clean)
    }
}

/// The questions under their groups, each with what it needs.
pub(super) fn questions(out: &mut dyn Write) -> Result<Outcome, Error> {
    let groups =
        [(Group::Local, "Local: answered from the store"), (Group::Federated, "Federated: ask dblp or Wikidata too; with --online")];
    let longest = query::QUESTIONS.iter().map(|q| q.name.len()).max().unwrap_or(0);
    for (n, (group, title)) in groups.into_iter().enumerate() {
        writeln!(out, "{}{}", if n > 0 { "\n" } else { "" }, Paint(super::colour(&io::stdout())).with(Style::Bold, title))?;
        let rows = query::QUESTIONS.iter().filter(|q| q.group == group);
        let rows: Vec<_> = rows.map(|q| (format!("  {:longest$}", q.name), q.question().to_owned())).collect();
        columns(&rows, out)?;
    }
    writeln!(out, "\nAsk with frontis ask NAME, or with the number alone: frontis ask 5")?;
    Ok(Outcome::Clean)
}

/// What a diagnostic means: the first sentence of its page.
fn sentence(code: &Code) -> String {
    let text = code.page.lines().skip(1).skip_while(|l| l.is_empty()).take_while(|l| !l.is_empty()).collect::<Vec<_>>().join(" ");
    text.split_inclusive(". ").next().unwrap_or_default().trim_end_matches([' ', '.', ':']).to_owned()
}

/// Two columns; on a terminal the second is broken to fit.
fn columns(rows: &[(String, String)], out: &mut dyn Write) -> Result<(), Error> {
    let left = rows.iter().map(|(name, _)| terminal::width(name)).max().unwrap_or(0);
    for (name, text) in rows {
        let broken = match super::width().map(usize::from) {
            Some(width) if width > left + 22 && terminal::width(text) > width - left - 2 => terminal::wrap(text, width - left - 2),
            _ => vec![text.clone()],
        };
        for (n, line) in broken.iter().enumerate() {
            let name = if n == 0 { terminal::pad(name, left) } else { " ".repeat(left) };
            writeln!(out, "{}", format!("{name}  {line}").trim_end())?;
        }
    }
    Ok(())
}

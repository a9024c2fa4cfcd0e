//! `frontis ask`

use super::StoreOption;
use super::outcome::Outcome;
use crate::answer::{self, Manner};
use crate::error::Error;
use crate::query::{self, Group, Question};
use crate::record::slug::key;
use crate::store::{Scope, Store};
use crate::terminal::{Paint, Style};
use clap::Args;
use std::io::{self, Write};
use std::time::Duration;

/// Ask a question of the library
///
/// QUESTION is a name or a number from `frontis list questions`. Some questions ask for more, such as the name of a
/// person. SPARQL of your own is for `frontis query`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  frontis ask coi --volume qm-2014          committee members and reviewers who are authors
  frontis ask person Edda Mistral           where a name appears, year by year
  frontis ask newcomers --format markdown   as a table for a page")]
pub struct Ask {
    /// A name such as coi, or a number [default: list the questions]
    #[arg(value_name = "QUESTION")]
    question: Option<String>,
    /// What the question asks for
    #[arg(value_name = "WORD")]
    words: Vec<String>,
    /// Only in this volume, by its id or words of it (usenix-2009); may be repeated
    #[arg(long = "volume", value_name = "ID")]
    volumes: Vec<String>,
    /// table, markdown, csv, tsv, json or xml [default: table]
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// Stop after this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    timeout: u64,
    /// Ask dblp or Wikidata where the question needs them, about what the store's accepted links name
    #[arg(long)]
    online: bool,
    /// The endpoint to ask instead, such as a mirror of dblp's
    #[arg(long, value_name = "URL", requires = "online")]
    endpoint: Option<String>,
    #[command(flatten)]
    store: StoreOption,
}

/// Values in one request to an endpoint.
const AT_ONCE: usize = 50;

impl Ask {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let Some(name) = &self.question else { return super::list::questions(out) };
        let question = Question::named(name).ok_or_else(|| {
            Error::Usage(format!("there is no question {name}; `frontis ask` lists them, and `frontis query` takes SPARQL"))
        })?;
        let text = self.text(question)?;
        let store = Store::open(&self.store.store)?;
        let volumes: Vec<String> = self.volumes.iter().map(|v| store.volume_named(v)).collect::<Result<_, _>>()?;
        match self.format.as_deref() {
            None | Some("table") => {
                let bold = Paint(super::colour(&io::stdout()));
                writeln!(out, "{}", bold.with(Style::Bold, &self.sentence(question, &volumes)))?;
            }
            Some("markdown") => writeln!(out, "## {}\n", self.sentence(question, &volumes))?,
            _ => {}
        }
        let limit = Some(Duration::from_secs(self.timeout));
        let scope = Scope { volumes: &volumes, limit, online: self.online };
        let manner = Manner { format: self.format.as_deref(), width: super::width(), scope };
        if question.group == Group::Federated && self.online {
            answer::ask_in_parts(&store, &self.parts(question, &store, scope)?, manner, out)?;
        } else {
            answer::ask(&store, &text, manner, out)?;
        }
        Ok(Outcome::Clean)
    }

    /// A federated question about what the store knows, so many values at a time.
    fn parts(&self, question: &Question, store: &Store, scope: Scope<'_>) -> Result<Vec<String>, Error> {
        let mut text = question.text.to_owned();
        if let Some(endpoint) = &self.endpoint {
            let known = text.split("SERVICE <").nth(1).and_then(|rest| rest.split('>').next()).unwrap_or_default().to_owned();
            text = text.replace(&format!("<{known}>"), &format!("<{endpoint}>"));
        }
        let mut parts = vec![text];
        for (variable, query) in question.filled_from() {
            let terms = answer::terms(store, &query, Scope { online: false, ..scope })?;
            if terms.is_empty() {
                let none = "the store has no accepted link that this question could ask about";
                return Err(Error::Usage(format!("{none} (?{variable}); see `frontis ask links`")));
            }
            let chunks: Vec<String> = terms.chunks(AT_ONCE).map(|c| c.join(" ")).collect();
            parts = parts.iter().flat_map(|part| chunks.iter().map(|c| query::filled(part, variable, c))).collect();
        }
        Ok(parts)
    }

    /// The question with what it asks for filled in.
    fn text(&self, question: &Question) -> Result<String, Error> {
        let said = self.words.join(" ");
        match question.asks() {
            Some((_, what)) if said.trim().is_empty() => {
                Err(Error::Usage(format!("this question asks for {what}: frontis ask {} …", question.title())))
            }
            Some((variable, _)) => Ok(query::filled(question.text, variable, &oxigraph::model::Literal::from(key(&said)).to_string())),
            None if !said.is_empty() => {
                Err(Error::Usage(format!("`{said}` says nothing to this question; a volume is named with --volume")))
            }
            None => Ok(question.text.to_owned()),
        }
    }

    /// The question as a heading, with what it was asked of.
    fn sentence(&self, question: &Question, volumes: &[String]) -> String {
        let said = if self.words.is_empty() { String::new() } else { format!(" ({})", self.words.join(" ")) };
        let within = if volumes.is_empty() { String::new() } else { format!(" In {}.", volumes.join(", ")) };
        format!("{}{said}{within}", question.question())
    }
}

//! `frontis query`

use super::StoreOption;
use super::outcome::Outcome;
use crate::answer::{self, Manner};
use crate::error::Error;
use crate::store::{Scope, Store};
use clap::Args;
use std::io::Write;
use std::time::Duration;

/// Ask a store
///
/// QUESTION is a name from `frontis list questions`, a file with SPARQL, SPARQL itself, or - for standard input. The
/// default graph is the union of all graphs; the prefixes of our vocabularies and id: need no declaration.
#[derive(Args)]
pub struct Query {
    /// A name, a file or SPARQL
    #[arg(value_name = "QUESTION")]
    question: String,
    /// table, markdown, csv, tsv, json or xml; for a graph turtle, ntriples, jsonld … [default: table or turtle]
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// Stop after this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    timeout: u64,
    /// Ask the endpoints that SERVICE names
    #[arg(long)]
    online: bool,
    #[command(flatten)]
    store: StoreOption,
}

impl Query {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let text = answer::text(&self.question)?;
        let store = Store::open(&self.store.store)?;
        let limit = Some(Duration::from_secs(self.timeout));
        let scope = Scope { limit, online: self.online, ..Scope::default() };
        let manner = Manner { format: self.format.as_deref(), width: super::width(), scope };
        answer::ask(&store, &text, manner, out)?;
        Ok(Outcome::Clean)
    }
}

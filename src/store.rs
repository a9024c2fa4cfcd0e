//! The only module that opens Oxigraph stores.
//!
//! A volume owns the graphs `graph/data/{volume}` and `graph/evidence/{volume}` and its parts of `graph/prov`; what
//! several volumes name (organizations, places, series) stands in `graph/shared`. [`Store::publish`] makes all of them
//! what they should be in one transaction that writes only the difference.

mod database;
mod directory;
mod links;
mod publish;
mod select;
mod shared;

use crate::error::Error;
use crate::graph::vocab::PREFIXES;
use crate::graph::{Base, Graphs};
use crate::link::service::Services;
use oxigraph::model::{NamedNode, Quad};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, atomic};
use std::time::Duration;

pub use directory::replace;
pub use publish::Change;

/// Above this many new quads the database is worth optimizing once.
const MANY: u64 = 100_000;

/// Published volumes.
pub struct Store {
    inner: oxigraph::store::Store,
    directory: Option<directory::Directory>,
    base: Base,
    /// Writers one after another: the engine detects no conflicts.
    writer: Mutex<()>,
    inserted: atomic::AtomicU64,
}

/// The results of a query, and the watch that stops it.
pub struct Answer {
    pub results: QueryResults<'static>,
    _watch: Option<Sender<()>>,
}

impl From<QueryResults<'static>> for Answer {
    fn from(results: QueryResults<'static>) -> Self {
        Self { results, _watch: None }
    }
}

/// What a query may look at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'a> {
    /// As if the store held these volumes only; all of them where none is named.
    pub volumes: &'a [String],
    /// When to stop.
    pub limit: Option<Duration>,
    /// `SERVICE` asks endpoints.
    pub online: bool,
}

impl Store {
    /// A store in memory.
    pub fn memory(base: &Base) -> Result<Self, Error> {
        Ok(Self::new(oxigraph::store::Store::new()?, None, base.clone()))
    }

    /// Opens a store for writing; makes it where there is none yet. A store has one base for good.
    pub fn create(dir: &Path, base: &Base) -> Result<Self, Error> {
        let directory = directory::Directory::create(dir, base)?;
        Self::on(directory, true)
    }

    /// Opens an existing store for reading, beside other readers.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        let directory = directory::Directory::open(dir, false)?;
        Self::on(directory, false)
    }

    fn on(directory: directory::Directory, write: bool) -> Result<Self, Error> {
        let base = directory.base().clone();
        Ok(Self::new(database::open(&directory.database(), write)?, Some(directory), base))
    }

    fn new(inner: oxigraph::store::Store, directory: Option<directory::Directory>, base: Base) -> Self {
        Self { inner, directory, base, writer: Mutex::default(), inserted: atomic::AtomicU64::default() }
    }

    /// The base that a store was built with, where there is one.
    pub fn base_of(dir: &Path) -> Option<Base> {
        directory::base_of(dir)
    }

    /// The base of all IRIs, with its final slash.
    pub fn base(&self) -> &str {
        self.base.as_str()
    }

    /// Where the store is; `None` in memory.
    pub fn path(&self) -> Option<&Path> {
        self.directory.as_ref().map(directory::Directory::path)
    }

    /// Keeps the text of a source for [`Store::source`]. To be called before the statements are published.
    pub fn keep_source(&self, sha256: &str, text: &str) -> Result<(), Error> {
        self.directory.as_ref().map_or(Ok(()), |d| d.keep_source(sha256, text))
    }

    /// The text of a source by its hash or the first digits of it.
    pub fn source(&self, sha256: &str) -> Result<Option<String>, Error> {
        self.directory.as_ref().map_or(Ok(None), |d| d.source(sha256))
    }

    /// The numbers of a volume's versions, rising; none in memory.
    pub fn version_numbers(&self, volume: &str) -> Result<Vec<u32>, Error> {
        self.directory.as_ref().map_or(Ok(Vec::new()), |d| d.version_numbers(volume))
    }

    /// Writes a version; `false` in memory.
    pub(crate) fn write_version(&self, volume: &str, number: u32, bytes: &[u8]) -> Result<bool, Error> {
        self.directory.as_ref().map_or(Ok(false), |d| d.write_version(volume, number, bytes).map(|()| true))
    }

    /// A version's file and what is in it.
    pub(crate) fn read_version(&self, volume: &str, number: u32) -> Result<(String, Vec<u8>), Error> {
        match &self.directory {
            Some(directory) => directory.read_version(volume, number),
            None => Err(Error::Usage("a store in memory keeps no versions".to_owned())),
        }
    }

    /// To be called after the last volume of a run.
    pub fn finish(&self) -> Result<(), Error> {
        if self.inserted.load(atomic::Ordering::Relaxed) > MANY {
            database::optimize(&self.inner)?;
        }
        Ok(())
    }

    /// Asks in SPARQL. The default graph is the union of all graphs unless the query says `FROM`; our prefixes need no
    /// declaration. After `limit` the query is cancelled.
    pub fn query(&self, sparql: &str, limit: Option<Duration>) -> Result<Answer, Error> {
        self.query_in(sparql, Scope { limit, ..Scope::default() })
    }

    /// [`Store::query`] of a part, or with the world.
    pub fn query_in(&self, sparql: &str, Scope { volumes, limit, online }: Scope<'_>) -> Result<Answer, Error> {
        let token = CancellationToken::new();
        let mut evaluator = SparqlEvaluator::new().with_cancellation_token(token.clone());
        if online {
            evaluator = evaluator.with_default_service_handler(Services);
        }
        let local = [("id", format!("{}id/", self.base)), ("graph", format!("{}graph/", self.base))];
        let prefixes = PREFIXES.iter().map(|(name, iri)| (*name, (*iri).to_owned()));
        for (name, iri) in prefixes.chain(local) {
            evaluator = evaluator.with_prefix(name, iri).map_err(|e| Error::Usage(e.to_string()))?;
        }
        let mut prepared = evaluator.parse_query(sparql).map_err(|e| Error::QuerySyntax { message: e.to_string() })?;
        if prepared.dataset().is_default_dataset() {
            prepared.dataset_mut().set_default_graph_as_union();
            if !volumes.is_empty() {
                let graphs = volumes.iter().map(|v| Graphs::of(&self.base, v));
                let graphs = graphs.flat_map(|g| [g.data, g.evidence, g.links, g.shared, g.prov, g.accepted]);
                let graphs: BTreeSet<_> = graphs.map(|g| g.into_string()).collect();
                let graphs = graphs.into_iter().map(|g| NamedNode::new_unchecked(g).into()).collect();
                prepared.dataset_mut().set_default_graph(graphs);
            }
        }
        let watch = limit.map(|limit| {
            let (stop, stopped) = channel::<()>();
            std::thread::spawn(move || {
                if stopped.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                    token.cancel();
                }
            });
            stop
        });
        let results = prepared.on_store(&self.inner).execute().map_err(|e| evaluation(e, limit))?;
        Ok(Answer { results, _watch: watch })
    }

    /// Every quad, in no particular order.
    pub fn quads(&self) -> Result<Vec<Quad>, Error> {
        Ok(self.inner.iter().collect::<Result<_, _>>()?)
    }

    /// Statements about a thing and its parts (the IRIs below it that begin with `#`).
    pub fn describe(&self, iri: &NamedNode) -> Result<Vec<Quad>, Error> {
        let parts = format!("{}#", iri.as_str());
        let (mut quads, mut seen, mut open) = (Vec::new(), vec![iri.clone()], vec![iri.clone()]);
        while let Some(node) = open.pop() {
            for quad in self.inner.quads_for_pattern(Some(node.as_ref().into()), None, None, None) {
                let quad = quad?;
                if let oxigraph::model::Term::NamedNode(part) = &quad.object
                    && part.as_str().starts_with(&parts)
                    && !seen.contains(part)
                {
                    seen.push(part.clone());
                    open.push(part.clone());
                }
                quads.push(quad);
            }
        }
        Ok(quads)
    }
}

/// An evaluation error, with the time limit told apart.
pub fn evaluation(error: QueryEvaluationError, limit: Option<Duration>) -> Error {
    match (error, limit) {
        (QueryEvaluationError::Cancelled, Some(limit)) => Error::Timeout { seconds: limit.as_secs() },
        (error, _) => Error::Query(error),
    }
}

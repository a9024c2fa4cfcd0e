//! What stops the program, by what its user can do next. What is wrong with a document is a
//! [`Diagnostic`](crate::diagnostic::Diagnostic) and never stops anything.

use std::io;

/// A reason not to go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Change the command: an argument names nothing that can be used.
    #[error("{0}")]
    Usage(String),
    /// Look at the file or folder that was given.
    #[error("cannot read {path}")]
    Read { path: String, source: io::Error },
    /// Look at the place that is written to.
    #[error("cannot write {path}")]
    Write { path: String, source: io::Error },
    /// Look at the address, or try again later.
    #[error("cannot fetch {address}: {reason}")]
    Fetch { address: String, reason: String },
    /// Fetch the dump again, or name another file.
    #[error("cannot use the dump {path}: {reason}")]
    Dump { path: String, reason: String },
    /// Build the index again, or name another file.
    #[error("cannot use the index {path}: {reason}")]
    Index { path: String, reason: String },
    /// Wait for the other process, or name another store.
    #[error("the store {dir} is in use by {holder}; wait for it to end, or name another store with --store")]
    StoreInUse { dir: String, holder: String },
    /// Name another directory.
    #[error("{dir} is not a frontis store: {reason}")]
    NotAStore { dir: String, reason: String },
    /// Use the store's base, or another store.
    #[error(
        "the store {dir} has the base {found}, not {asked}: leave out --base, or build another store \
         (--store) for the other base"
    )]
    OtherBase { dir: String, found: String, asked: String },
    /// Restore the store from its inputs: build it again elsewhere.
    #[error("the store failed")]
    Storage(#[from] oxigraph::store::StorageError),
    /// Correct the query.
    #[error("the query does not parse: {message}")]
    QuerySyntax { message: String },
    /// Change the query: it cannot be evaluated.
    #[error("the query cannot be answered")]
    Query(#[from] oxigraph::sparql::QueryEvaluationError),
    /// Narrow the query, or allow more time.
    #[error("the query took longer than {seconds} s and was stopped; narrow it, or allow more with --timeout")]
    Timeout { seconds: u64 },
    /// Nobody reads the output any more, or the device is full.
    #[error("cannot write the output")]
    Output(#[from] io::Error),
}

impl Error {
    /// The message with its causes, on one line.
    pub fn chain(&self) -> String {
        let mut text = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            let next = error.to_string();
            if !text.ends_with(&next) {
                text.push_str(": ");
                text.push_str(&next);
            }
            cause = error.source();
        }
        text
    }

    /// Whether the reader of the output went away, which is no failure.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

//! The Research Organization Registry: its dump into an index in which affiliations are looked up, and its live service.

mod archive;
mod dump;
pub mod live;

pub use dump::read;

use crate::error::Error;
use crate::link::affiliation::{Bank, Resolver};
use crate::link::index::{About, Index, Kind, Place, folder};
use std::path::{Path, PathBuf};

pub const KIND: Kind = Kind { name: "ror", version: 2 };

/// Where the index is unless somebody says otherwise.
pub fn default_path() -> Result<PathBuf, Error> {
    Ok(folder()?.join("ror.idx"))
}

/// Builds an index of a dump and puts it in its place; how many bytes it has. `name` is the dump's.
pub fn build(dump: &[u8], name: &str, place: Place) -> Result<(About, u64), Error> {
    let unusable = |reason: String| Error::Dump { path: name.to_owned(), reason };
    let organisations = read(dump).map_err(|error| unusable(error.to_string()))?;
    if organisations.is_empty() {
        return Err(unusable("no organisation is in it".to_owned()));
    }
    let source = Path::new(name).file_name().map_or(name.into(), |n| n.to_string_lossy()).into_owned();
    Resolver::of(organisations).keep(KIND, source, place)
}

/// A resolver over an index.
pub fn open(path: &Path) -> Result<Resolver, Error> {
    Ok(Resolver::over(Bank::open(Index::open(path, KIND)?)?))
}

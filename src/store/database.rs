//! Where the quads of a store's directory live: RocksDB, or without the feature `disk` one file of N-Quads that is read
//! into memory and written again as a whole.

use crate::error::Error;
use oxigraph::store::Store;
use std::path::Path;

/// The file of quads of a store that was built without the feature `disk`.
const FILE: &str = "quads.nq";

/// A store of the other kind would look empty.
fn of_other_kind(path: &Path) -> Option<Error> {
    let (theirs, with) = if cfg!(feature = "disk") { (FILE, "without") } else { ("CURRENT", "with") };
    let ours = if cfg!(feature = "disk") { "CURRENT" } else { FILE };
    let found = path.join(theirs).exists() && !path.join(ours).exists();
    let reason = format!("a frontis {with} the feature disk built it, and this one cannot read it; build another with --store");
    found.then(|| Error::NotAStore { dir: path.parent().unwrap_or(path).display().to_string(), reason })
}

/// Opens the quads of a store.
pub fn open(path: &Path, write: bool) -> Result<Store, Error> {
    of_other_kind(path).map_or_else(|| kind::open(path, write), Err)
}

#[cfg(feature = "disk")]
mod kind {
    use super::*;

    pub fn open(path: &Path, write: bool) -> Result<Store, Error> {
        // a reader before the first publication finds no database yet
        match (write, path.join("CURRENT").exists()) {
            (true, _) => Ok(Store::open(path)?),
            (false, true) => Ok(Store::open_read_only(path)?),
            (false, false) => Ok(Store::new()?),
        }
    }

    pub fn save(store: &Store, _path: &Path) -> Result<(), Error> {
        Ok(store.flush()?)
    }

    pub fn optimize(store: &Store) -> Result<(), Error> {
        Ok(store.optimize()?)
    }
}

#[cfg(not(feature = "disk"))]
mod kind {
    use super::*;
    use crate::store::directory::replace;
    use oxigraph::io::RdfFormat;

    pub fn open(path: &Path, _write: bool) -> Result<Store, Error> {
        let store = Store::new()?;
        let file = path.join(FILE);
        if file.exists() {
            let read = |source| Error::Read { path: file.display().to_string(), source };
            let text = std::fs::read(&file).map_err(read)?;
            store.load_from_slice(RdfFormat::NQuads, &text).map_err(|e| read(std::io::Error::other(e)))?;
        }
        Ok(store)
    }

    pub fn save(store: &Store, path: &Path) -> Result<(), Error> {
        let file = path.join(FILE);
        let write = || {
            std::fs::create_dir_all(path)?;
            let text = store.dump_to_writer(RdfFormat::NQuads, Vec::new()).map_err(std::io::Error::other)?;
            replace(&file, &text)
        };
        write().map_err(|source| Error::Write { path: file.display().to_string(), source })
    }

    pub fn optimize(_store: &Store) -> Result<(), Error> {
        Ok(())
    }
}

pub use kind::{optimize, save};

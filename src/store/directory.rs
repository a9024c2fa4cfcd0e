//! A store's directory: its marker, its lock and the texts it was read from.
//!
//! ```text
//! frontis.store/
//!   frontis.json   version of the layout and the base of all IRIs; written first, by rename
//!   lock           held while a process uses the store; names the writer
//!   db/            the quads
//!   sources/       decoded texts by the SHA-256 of their bytes
//!   versions/      what was read of each volume, by number, JSON in gzip
//!   curation.toml  what people decided
//! ```

use crate::error::Error;
use crate::graph::Base;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

const MARKER: &str = "frontis.json";
const LOCK: &str = "lock";
/// Version of the layout above.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Marker {
    version: u32,
    base: String,
}

/// A directory that is a store, locked for this process.
#[derive(Debug)]
pub struct Directory {
    path: PathBuf,
    base: Base,
    /// Keeps the lock until the store is dropped.
    _lock: File,
}

impl Directory {
    /// Opens a store's directory for writing, making it where there is none or an empty one.
    pub fn create(path: &Path, base: &Base) -> Result<Self, Error> {
        let write_error = |source| Error::Write { path: path.display().to_string(), source };
        match read_marker(path)? {
            Some(marker) if marker.base != base.as_str() => {
                return Err(other_base(path, &marker.base, base));
            }
            Some(_) => {}
            None => {
                if let Some(stranger) = stranger(path)? {
                    return Err(not_a_store(path, &format!("it holds {stranger}; name a new or an empty directory")));
                }
                fs::create_dir_all(path).map_err(write_error)?;
            }
        }
        let lock = lock(path, true)?;
        // two processes may have found the directory empty; the one with the lock writes the marker
        if read_marker(path)?.is_none() {
            let marker = serde_json::json!({ "version": VERSION, "base": base.as_str() }).to_string() + "\n";
            replace(&path.join(MARKER), marker.as_bytes()).map_err(write_error)?;
        }
        Self::open_locked(path, lock).and_then(|found| match found.base == *base {
            true => Ok(found),
            false => Err(other_base(path, found.base.as_str(), base)),
        })
    }

    fn open_locked(path: &Path, lock: File) -> Result<Self, Error> {
        let marker = read_marker(path)?.ok_or_else(|| not_a_store(path, "its frontis.json went away"))?;
        let base = Base::new(&marker.base).map_err(|e| not_a_store(path, &format!("its base is none: {e}")))?;
        Ok(Self { path: path.to_owned(), base, _lock: lock })
    }

    /// Opens an existing store's directory: for writing, or beside other readers.
    pub fn open(path: &Path, write: bool) -> Result<Self, Error> {
        if read_marker(path)?.is_none() {
            let reason = if !path.exists() {
                "there is no such directory; build one with `frontis build INPUT`"
            } else if path.is_dir() {
                "it has no frontis.json; build one with `frontis build INPUT`"
            } else {
                "it is a file"
            };
            return Err(not_a_store(path, reason));
        }
        Self::open_locked(path, lock(path, write)?)
    }

    /// The base of all IRIs of the store.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// Where the quads are.
    pub fn database(&self) -> PathBuf {
        self.path.join("db")
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps the decoded text of a source.
    pub fn keep_source(&self, sha256: &str, text: &str) -> Result<(), Error> {
        let path = self.path.join("sources").join(format!("sha256-{sha256}.txt"));
        if path.exists() {
            return Ok(());
        }
        let write = || {
            fs::create_dir_all(self.path.join("sources"))?;
            replace(&path, text.as_bytes())
        };
        write().map_err(|source| Error::Write { path: path.display().to_string(), source })
    }

    /// The text of a source by the first digits of its hash.
    pub fn source(&self, sha256: &str) -> Result<Option<String>, Error> {
        let folder = self.path.join("sources");
        let Ok(entries) = fs::read_dir(&folder) else { return Ok(None) };
        let start = format!("sha256-{sha256}");
        let mut names: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        names.sort();
        let found = names.into_iter().find(|p| {
            let name = p.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&start) && name.ends_with(".txt")
        });
        found.map(|p| fs::read_to_string(&p).map_err(|source| Error::Read { path: p.display().to_string(), source })).transpose()
    }
}

impl Directory {
    fn versions(&self, volume: &str) -> PathBuf {
        self.path.join("versions").join(volume)
    }

    fn version_file(&self, volume: &str, number: u32) -> PathBuf {
        self.versions(volume).join(format!("{number:06}.json.gz"))
    }

    /// The numbers of a volume's versions, rising.
    pub fn version_numbers(&self, volume: &str) -> Result<Vec<u32>, Error> {
        let Ok(entries) = fs::read_dir(self.versions(volume)) else { return Ok(Vec::new()) };
        let number = |e: fs::DirEntry| e.file_name().to_str()?.strip_suffix(".json.gz")?.parse().ok();
        let mut numbers: Vec<u32> = entries.filter_map(|e| number(e.ok()?)).collect();
        numbers.sort_unstable();
        Ok(numbers)
    }

    pub fn write_version(&self, volume: &str, number: u32, bytes: &[u8]) -> Result<(), Error> {
        let path = self.version_file(volume, number);
        let write = || {
            fs::create_dir_all(self.versions(volume))?;
            let mut packed = GzEncoder::new(Vec::new(), Compression::default());
            packed.write_all(bytes)?;
            replace(&path, &packed.finish()?)
        };
        write().map_err(|source| Error::Write { path: path.display().to_string(), source })
    }

    /// A version's file and what is in it.
    pub fn read_version(&self, volume: &str, number: u32) -> Result<(String, Vec<u8>), Error> {
        let path = self.version_file(volume, number);
        let name = path.display().to_string();
        let read = || {
            let mut bytes = Vec::new();
            GzDecoder::new(File::open(&path)?).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map(|bytes| (name.clone(), bytes)).map_err(|source| Error::Read { path: name, source })
    }
}

/// The base of a directory that is a store.
pub fn base_of(path: &Path) -> Option<Base> {
    let marker = read_marker(path).ok()??;
    Base::new(&marker.base).ok()
}

fn other_base(path: &Path, found: &str, asked: &Base) -> Error {
    Error::OtherBase { dir: path.display().to_string(), found: found.to_owned(), asked: asked.to_string() }
}

fn not_a_store(path: &Path, reason: &str) -> Error {
    Error::NotAStore { dir: path.display().to_string(), reason: reason.to_owned() }
}

fn read_marker(path: &Path) -> Result<Option<Marker>, Error> {
    let file = path.join(MARKER);
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(source) => return Err(Error::Read { path: file.display().to_string(), source }),
    };
    let marker: Marker = serde_json::from_str(&text).map_err(|e| not_a_store(path, &format!("its frontis.json is damaged ({e})")))?;
    if marker.version != VERSION {
        let reason = format!("its layout has version {}, this program reads version {VERSION}", marker.version);
        return Err(not_a_store(path, &reason));
    }
    Ok(Some(marker))
}

/// Something in a directory that a store does not put there.
fn stranger(path: &Path) -> Result<Option<String>, Error> {
    match fs::read_dir(path) {
        Ok(entries) => Ok(entries
            .filter_map(|e| Some(e.ok()?.file_name().to_string_lossy().into_owned()))
            .find(|name| name != LOCK && !name.starts_with(MARKER))),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) if e.kind() == std::io::ErrorKind::NotADirectory => Err(not_a_store(path, "it is a file")),
        Err(source) => Err(Error::Read { path: path.display().to_string(), source }),
    }
}

fn lock(path: &Path, write: bool) -> Result<File, Error> {
    let name = path.join(LOCK);
    let io = |source| Error::Write { path: name.display().to_string(), source };
    let mut file = match File::options().create(true).truncate(false).read(true).write(true).open(&name) {
        // a store on a read-only medium has no other process writing to it
        Err(_) if !write => File::open(path.join(MARKER)).map_err(io)?,
        other => other.map_err(io)?,
    };
    let held = if write { file.try_lock() } else { file.try_lock_shared() };
    match held {
        Ok(()) => {
            if write {
                file.set_len(0).and_then(|()| write!(file, "process {}", std::process::id())).map_err(io)?;
            }
            Ok(file)
        }
        Err(TryLockError::WouldBlock) => {
            let mut holder = "another process that reads it".to_owned();
            if file.try_lock_shared().is_err() {
                holder.clear();
                let _ = file.rewind().and_then(|()| file.read_to_string(&mut holder));
            }
            if holder.is_empty() {
                holder = "another process".to_owned();
            }
            Err(Error::StoreInUse { dir: path.display().to_string(), holder })
        }
        Err(TryLockError::Error(source)) => Err(io(source)),
    }
}

/// Writes a file as a whole or not at all.
pub fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".tmp");
    let temporary = PathBuf::from(name);
    let mut file = File::create(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&temporary, path)
}

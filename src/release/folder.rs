//! A folder that is written beside its place and then put there whole.

use super::{MARKER, SIGNATURE, SUMS, canonical, sums};
use crate::error::Error;
use crate::graph::dataset::File;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Files on their way to a folder.
pub struct Staging {
    target: PathBuf,
    path: PathBuf,
    files: Vec<File>,
}

impl Staging {
    /// Begins a folder beside its place, which is empty, free or held by another release.
    pub fn beside(target: &Path) -> Result<Staging, Error> {
        let target = target.canonicalize().unwrap_or_else(|_| target.to_owned());
        replaceable(&target)?;
        let name = target.file_name().ok_or_else(|| Error::Usage(format!("{} has no name to write to", target.display())))?;
        let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let path = folder.join(format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id()));
        fs::create_dir_all(folder).and_then(|()| fs::create_dir(&path)).map_err(write_error(&path))?;
        Ok(Staging { target, path, files: Vec::new() })
    }

    /// Writes a file by its path below the folder.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<File, Error> {
        let path = self.path.join(name);
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(&self.path))?;
            let mut file = fs::File::create(&path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(write_error(&path))?;
        let file = File { name: name.to_owned(), bytes: bytes.len() as u64, sha256: canonical::sha256(bytes) };
        self.files.push(file.clone());
        Ok(file)
    }

    /// The sums of what is written so far.
    pub fn sums(&self) -> String {
        sums::text(&self.files)
    }

    /// Puts the folder in its place.
    pub fn publish(self) -> Result<(), Error> {
        replaceable(&self.target)?;
        let old = self.path.with_extension("old");
        let moved = || {
            let replaces = self.target.exists();
            if replaces {
                fs::rename(&self.target, &old)?;
            }
            fs::rename(&self.path, &self.target).inspect_err(|_| {
                if replaces {
                    let _ = fs::rename(&old, &self.target);
                }
            })?;
            if replaces { fs::remove_dir_all(&old) } else { Ok(()) }
        };
        moved().map_err(write_error(&self.target))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn write_error(path: &Path) -> impl FnOnce(io::Error) -> Error {
    |source| Error::Write { path: path.display().to_string(), source }
}

/// Refuses a place that holds something else than a release.
fn replaceable(target: &Path) -> Result<(), Error> {
    let refused = |why: &str| Err(Error::Usage(format!("{} {why}; name a new folder, or one that is a release", target.display())));
    if !target.exists() {
        return Ok(());
    }
    if !target.is_dir() {
        return refused("is a file");
    }
    let found = files(target)?;
    if !found.is_empty() && !target.join(MARKER).is_file() {
        return refused("holds something else than a release");
    }
    match unlisted(target, found)?.first() {
        Some(stranger) => refused(&format!("holds {stranger}, which is no part of the release")),
        None => Ok(()),
    }
}

/// Every file below a folder, by its path below it, in order.
pub fn files(folder: &Path) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((path, below)) = open.pop() {
        let read_error = |source| Error::Read { path: path.display().to_string(), source };
        for entry in fs::read_dir(&path).map_err(read_error)? {
            let entry = entry.map_err(read_error)?;
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            match entry.file_type().map_err(read_error)?.is_dir() {
                true => open.push((entry.path(), name + "/")),
                false => found.push(name),
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Those of the files that are in no list.
pub fn unlisted(folder: &Path, files: Vec<String>) -> Result<Vec<String>, Error> {
    let path = folder.join(SUMS);
    let text = match fs::read(&path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(e) if e.kind() == io::ErrorKind::NotFound => String::new(),
        Err(source) => return Err(Error::Read { path: path.display().to_string(), source }),
    };
    let listed: std::collections::HashSet<&str> = text.lines().filter_map(|line| Some(sums::parse(line)?.1)).collect();
    Ok(files.into_iter().filter(|f| f != SUMS && f != SIGNATURE && !listed.contains(f.as_str())).collect())
}

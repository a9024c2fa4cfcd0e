//! Where indexes are kept, and how one takes the place of another.

use super::begins;
use crate::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// The folder of the user's indexes.
pub fn folder() -> Result<PathBuf, Error> {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if let Some(folder) = set("FRONTIS_INDEX") {
        return Ok(folder);
    }
    let data = set("XDG_DATA_HOME").or_else(|| set("HOME").or_else(|| set("USERPROFILE")).map(|home| home.join(".local/share")));
    let none = || Error::Usage("there is no home folder to keep an index in; name a file".to_owned());
    Ok(data.ok_or_else(none)?.join("frontis"))
}

/// A file that is to be written or replaced. What is written goes to a file beside it that is locked while it is used,
/// so that what a process left there when it was killed is known from what another is writing now.
#[derive(Debug)]
pub struct Place {
    target: PathBuf,
    beside: PathBuf,
    file: Option<File>,
}

impl Place {
    /// Fails where nothing can be written, or where something stands that is no index.
    pub fn take(target: &Path) -> Result<Self, Error> {
        let failed = |source| Error::Write { path: target.display().to_string(), source };
        match File::open(target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
            Ok(file) => {
                let mut start = Vec::new();
                if !file.metadata().map_err(failed)?.is_file() || (&file).take(8).read_to_end(&mut start).is_err() || !begins(&start) {
                    let target = target.display();
                    return Err(Error::Usage(format!("{target} is there and no index of frontis: name another file with -o")));
                }
            }
        }
        let name = target.file_name().ok_or_else(|| Error::Usage(format!("{} names no file", target.display())))?;
        let folder = target.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(failed)?;
        let stem = format!("{}.part-", name.to_string_lossy());
        sweep(folder, &stem);
        let beside = folder.join(format!("{stem}{}", std::process::id()));
        let file = File::create(&beside).map_err(failed)?;
        let place = Self { target: target.to_owned(), beside, file: Some(file) };
        place.file.as_ref().map_or(Ok(()), File::lock).map_err(failed)?;
        Ok(place)
    }

    /// Writes, and puts what was written in its place once all of it is on the disk.
    pub fn fill<T>(mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> Result<T, Error> {
        let fill = || {
            let file = self.file.take().ok_or(io::ErrorKind::NotFound)?;
            let mut out = BufWriter::with_capacity(1 << 20, file);
            let written = write(&mut out)?;
            let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.sync_all()?;
            fs::rename(&self.beside, &self.target)?;
            // the new name is on the disk too
            if let Some(folder) = self.target.parent().filter(|f| !f.as_os_str().is_empty())
                && let Ok(folder) = File::open(folder)
            {
                let _ = folder.sync_all();
            }
            Ok(written)
        };
        fill().map_err(|source| Error::Write { path: self.target.display().to_string(), source })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.beside);
    }
}

/// Removes what processes left that are gone.
fn sweep(folder: &Path, stem: &str) {
    let Ok(files) = fs::read_dir(folder) else { return };
    for path in files.flatten().filter(|f| f.file_name().to_string_lossy().starts_with(stem)).map(|f| f.path()) {
        if File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(path);
        }
    }
}

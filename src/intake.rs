//! From the inputs of a command to texts: files, folders, patterns, standard input, web addresses.

pub mod volumes;

use crate::diagnostic::{Code, EMPTY_INPUT, NOT_TEXT, TOO_LARGE};
use crate::document::{self, CARRIERS};
use crate::error::Error;
use crate::link::client::{self, Fetched};
use crate::source::{MAX_BYTES, NotText, SourceFile};
use std::cmp::Ordering;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Files that were given together.
#[derive(Debug)]
pub struct Group {
    pub files: Vec<SourceFile>,
    /// From one folder, so perhaps parts of one volume.
    pub folder: bool,
}

/// What there is to say about an input as a whole.
#[derive(Debug)]
pub struct Remark {
    /// The input as given.
    pub name: String,
    pub code: &'static Code,
    /// Lower case, without a full stop.
    pub message: String,
    pub help: Option<String>,
}

/// The texts of a command, and the inputs that are none.
#[derive(Debug, Default)]
pub struct Intake {
    pub groups: Vec<Group>,
    pub remarks: Vec<Remark>,
}

/// Reads every input. A file that is no text is a [`Remark`] and does not stop the others; an input that is not there
/// is an error.
pub fn gather(inputs: &[String]) -> Result<Intake, Error> {
    let mut intake = Intake::default();
    for input in inputs {
        if input == "-" {
            let mut bytes = Vec::new();
            let limit = MAX_BYTES + 1;
            std::io::stdin().take(limit).read_to_end(&mut bytes).map_err(|e| read_error("standard input", e))?;
            intake.take(vec![("-".to_owned(), Ok(bytes))], false);
        } else if is_address(input) {
            let bytes = match client::get(input, client::Limits::default())? {
                Fetched::Bytes(bytes) => Ok(bytes),
                Fetched::TooLarge(size) => Err(NotText::TooLarge(size)),
            };
            intake.take(vec![(input.clone(), bytes)], false);
        } else if Path::new(input).exists() {
            intake.path(Path::new(input))?;
        } else if input.contains(['*', '?', '[']) {
            intake.pattern(input)?;
        } else {
            return Err(read_error(input, std::io::Error::new(std::io::ErrorKind::NotFound, "no such file or folder")));
        }
    }
    Ok(intake)
}

fn is_address(input: &str) -> bool {
    let start = input.get(..8).unwrap_or(input).to_ascii_lowercase();
    start.starts_with("http://") || start.starts_with("https://")
}

fn read_error(path: &str, source: std::io::Error) -> Error {
    Error::Read { path: path.to_owned(), source }
}

impl Intake {
    fn path(&mut self, path: &Path) -> Result<(), Error> {
        if !path.is_dir() {
            self.take(vec![(path.display().to_string(), read(path)?)], false);
            return Ok(());
        }
        let mut folders = Vec::new();
        walk(path, &mut Vec::new(), &mut folders)?;
        if folders.is_empty() {
            let endings = endings().map(|e| format!(".{e}")).collect::<Vec<_>>().join(", ");
            return Err(Error::Usage(format!("the folder {} has no file that ends in {endings}", path.display())));
        }
        for folder in folders {
            let files = folder.iter().map(|file| Ok((file.display().to_string(), read(file)?)));
            self.take(files.collect::<Result<_, Error>>()?, true);
        }
        Ok(())
    }

    fn pattern(&mut self, pattern: &str) -> Result<(), Error> {
        let paths = glob::glob(pattern).map_err(|e| Error::Usage(format!("{pattern} is no pattern: {e}")))?;
        let mut paths = paths
            .collect::<Result<Vec<_>, _>>()
            .map_err(|e| read_error(&e.path().display().to_string(), std::io::Error::other(e.error().to_string())))?;
        if paths.is_empty() {
            return Err(Error::Usage(format!("nothing matches {pattern}")));
        }
        paths.sort_by(|a, b| natural(&a.to_string_lossy(), &b.to_string_lossy()));
        paths.iter().try_for_each(|path| self.path(path))
    }

    /// Decodes the files of a group.
    fn take(&mut self, inputs: Vec<(String, Result<Vec<u8>, NotText>)>, folder: bool) {
        let mut files = Vec::new();
        for (name, bytes) in inputs {
            match bytes.and_then(|bytes| document::open(&name, &bytes)) {
                Ok(file) => files.push(file),
                Err(reason) => self.remarks.push(Remark::refused(name, &reason)),
            }
        }
        if !files.is_empty() {
            self.groups.push(Group { files, folder });
        }
    }
}

impl Remark {
    fn refused(name: String, reason: &NotText) -> Self {
        let (code, message, help): (&'static Code, String, _) = match reason {
            NotText::Empty => (&EMPTY_INPUT, "there is no text in this file".into(), None),
            NotText::TooLarge(size) => {
                let megabytes = |n: u64| n.div_ceil(1 << 20);
                let message = format!("{} MiB is more than the {} MiB that are read", megabytes(*size), MAX_BYTES >> 20);
                (&TOO_LARGE, message, Some("give the front matter alone".to_owned()))
            }
            NotText::Binary(what) => {
                let help = match *what {
                    "a PDF file" => "turn it into text first, for example with `pdftotext -layout`",
                    what if what.ends_with("image") => "run text recognition on it first",
                    _ => "give a text, Markdown or HTML file",
                };
                let message = if *what == "not text" { "this is not text".to_owned() } else { format!("this is {what}") };
                (&NOT_TEXT, message, Some(help.to_owned()))
            }
        };
        Self { name, code, message, help }
    }
}

/// The bytes of a file, unless it is too large to be front matter.
fn read(path: &Path) -> Result<Result<Vec<u8>, NotText>, Error> {
    let error = |e| read_error(&path.display().to_string(), e);
    let mut file = std::fs::File::open(path).map_err(error)?;
    let size = file.metadata().map_err(error)?.len();
    if size > MAX_BYTES {
        return Ok(Err(NotText::TooLarge(size)));
    }
    let mut bytes = Vec::with_capacity(size as usize);
    // a device or a pipe has no size
    Read::by_ref(&mut file).take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(error)?;
    Ok(Ok(bytes))
}

/// Endings of files that are read from a folder. A file named by itself may have any.
pub fn endings() -> impl Iterator<Item = &'static str> {
    CARRIERS.iter().flat_map(|c| c.extensions).copied()
}

/// Collects the readable files of a folder and, each apart, of the folders below it.
fn walk(folder: &Path, parents: &mut Vec<PathBuf>, found: &mut Vec<Vec<PathBuf>>) -> Result<(), Error> {
    let error = |e| read_error(&folder.display().to_string(), e);
    let real = folder.canonicalize().map_err(error)?;
    // a link to a folder above
    if parents.contains(&real) {
        return Ok(());
    }
    parents.push(real);
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).map_err(error)?.map(|e| Ok(e?.path())).collect::<Result<_, _>>().map_err(error)?;
    entries.retain(|p| !p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.')));
    entries.sort_by(|a, b| natural(&a.to_string_lossy(), &b.to_string_lossy()));
    let (folders, mut files): (Vec<_>, Vec<_>) = entries.into_iter().partition(|p| p.is_dir());
    files.retain(|p| {
        let ending = p.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
        p.is_file() && ending.is_some_and(|e| endings().any(|known| known == e))
    });
    if !files.is_empty() {
        found.push(files);
    }
    for folder in folders {
        walk(&folder, parents, found)?;
    }
    parents.pop();
    Ok(())
}

/// Order of names with numbers by their size: `page-2` before `page-10`.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut x, mut y) = (a, b);
    loop {
        let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
        let (m, n) = (digits(x), digits(y));
        if m > 0 && n > 0 {
            let (p, q) = (x[..m].trim_start_matches('0'), y[..n].trim_start_matches('0'));
            let order = p.len().cmp(&q.len()).then_with(|| p.cmp(q));
            if order != Ordering::Equal {
                return order;
            }
            (x, y) = (&x[m..], &y[n..]);
            continue;
        }
        match (x.chars().next(), y.chars().next()) {
            (Some(c), Some(d)) if c == d => (x, y) = (&x[c.len_utf8()..], &y[d.len_utf8()..]),
            (Some(c), Some(d)) => return c.cmp(&d),
            _ => return x.len().cmp(&y.len()).then_with(|| a.cmp(b)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_numbers_sort_by_size() {
        let mut names = ["p10", "p2", "p02x", "a", "p2a", "p"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["a", "p", "p2", "p2a", "p02x", "p10"]);
    }

    #[test]
    fn addresses_are_told_from_paths() {
        assert!(is_address("HTTPS://example.org/a"));
        assert!(is_address("http://h"));
        assert!(!is_address("http"));
        assert!(!is_address("éééé.txt"));
    }
}

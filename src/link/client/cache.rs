//! Good answers on disk, so that nobody is asked twice and a run that was stopped goes on where it was. Failures are never
//! kept. An entry is one line of JSON and the answer as it was sent; what is damaged in any way is not there.

use super::{Answer, Request};
use crate::error::Error;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What all entries may take together; the oldest go first.
const MAX_BYTES: u64 = 512 << 20;

/// Where answers are usually kept: `FRONTIS_CACHE`, or the place of the system for what can be had again.
pub fn folder() -> Option<PathBuf> {
    let of = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = of("FRONTIS_CACHE") {
        return Some(folder);
    }
    let base = of("XDG_CACHE_HOME").filter(|path| path.is_absolute()).or_else(|| of("LOCALAPPDATA"));
    Some(base.or_else(|| Some(of("HOME")?.join(".cache")))?.join("frontis").join("web"))
}

pub struct Cache {
    folder: PathBuf,
    keep: Duration,
    /// Entries written by this process.
    written: AtomicUsize,
}

/// First line of an entry.
#[derive(Serialize, Deserialize)]
struct Head {
    method: String,
    address: String,
    media: String,
    /// Seconds since 1970.
    fetched: u64,
    expires: u64,
    sha256: String,
}

impl Cache {
    pub fn open(folder: PathBuf, keep: Duration) -> Result<Self, Error> {
        let failed = |source| Error::Write { path: folder.to_string_lossy().into_owned(), source };
        std::fs::create_dir_all(&folder).map_err(failed)?;
        Ok(Self { folder, keep, written: AtomicUsize::new(0) })
    }

    pub fn get(&self, request: &Request) -> Option<Answer> {
        let mut bytes = std::fs::read(self.place(request)).ok()?;
        let end = bytes.iter().position(|b| *b == b'\n')?;
        let head: Head = serde_json::from_slice(&bytes[..end]).ok()?;
        let body = bytes.split_off(end + 1);
        let is_ours = head.method == method(request) && head.address == request.address;
        let now = now();
        let is_good = (head.fetched..head.expires).contains(&now) && now < head.fetched.saturating_add(self.keep.as_secs());
        (is_ours && is_good && head.sha256 == hex(&body)).then_some(Answer { bytes: body, media: head.media })
    }

    /// Keeps an answer; where that fails, it is merely asked for again another time.
    pub fn put(&self, request: &Request, answer: &Answer) {
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        if number.is_multiple_of(1000) {
            self.prune();
        }
        let (place, fetched) = (self.place(request), now());
        let head = Head {
            method: method(request).to_owned(),
            address: request.address.clone(),
            media: answer.media.clone(),
            fetched,
            expires: fetched.saturating_add(self.keep.as_secs()),
            sha256: hex(&answer.bytes),
        };
        let Ok(mut bytes) = serde_json::to_vec(&head) else { return };
        bytes.push(b'\n');
        bytes.extend_from_slice(&answer.bytes);
        let beside = self.folder.join(format!("new-{}-{number}", std::process::id()));
        if std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, &place)).is_err() {
            let _ = std::fs::remove_file(&beside);
        }
    }

    fn place(&self, request: &Request) -> PathBuf {
        let (media, body) = request.body.as_ref().map_or(("", ""), |(media, body)| (media, body));
        let key = [method(request), &request.address, request.accept, media, body].join("\n");
        self.folder.join(format!("{}.answer", hex(key.as_bytes())))
    }

    /// Takes out the oldest entries where all of them take too much, and what is left of writes that were stopped.
    fn prune(&self) {
        let mut entries: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
        for entry in std::fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let (Ok(facts), path) = (entry.metadata(), entry.path()) else { continue };
            let age = facts.modified().unwrap_or(UNIX_EPOCH);
            let is_old = SystemTime::now().duration_since(age).is_ok_and(|age| age > self.keep.max(Duration::from_secs(3600)));
            if is_entry(&path) || is_old && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("new-")) {
                entries.push((age, if is_old { u64::MAX } else { facts.len() }, path));
            }
        }
        entries.sort_by(|a, b| b.cmp(a));
        let mut total: u64 = 0;
        for (_, size, path) in entries {
            total = total.saturating_add(size);
            if total > MAX_BYTES {
                let _ = std::fs::remove_file(path);
            }
        }
    }
}

fn is_entry(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "answer")
}

fn method(request: &Request) -> &'static str {
    if request.body.is_some() { "POST" } else { "GET" }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

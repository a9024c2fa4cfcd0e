//! A folder that can be published as it is: the data, their description, sums, and a signature.
//!
//! ```text
//! DIR/
//!   README.md             for people
//!   dataset.ttl           VoID and DCAT
//!   data.nq.gz            all named graphs; unpacked it is canonical N-Quads
//!   volumes/ID.ttl        the facts of one volume and what it names
//!   frontis-release.json  what this folder is; the canonical hash
//!   public-key.pem        where it is signed
//!   SHA256SUMS            of all of these
//!   SHA256SUMS.sig        Ed25519, where it is signed
//! ```
//!
//! The same store gives the same bytes: dates are those of the store's last run or of `SOURCE_DATE_EPOCH`.

pub mod canonical;
pub mod dates;
mod folder;
mod readme;
pub mod signature;
mod sums;
pub mod verify;

use crate::error::Error;
use crate::export::{self, Context};
use crate::graph::dataset::{Dataset, Part, describe};
use crate::graph::{Base, InvalidBase};
use crate::store::Store;
use dates::Dates;
use flate2::Compression;
use flate2::write::GzEncoder;
use folder::Staging;
use oxigraph::model::{NamedNode, Quad};
use serde::{Deserialize, Serialize};
use signature::Key;
use std::io::Write;
use std::path::Path;

pub const README: &str = "README.md";
pub const DESCRIPTION: &str = "dataset.ttl";
pub const DUMP: &str = "data.nq.gz";
pub const MARKER: &str = "frontis-release.json";
pub const PUBLIC_KEY: &str = "public-key.pem";
pub const SUMS: &str = "SHA256SUMS";
pub const SIGNATURE: &str = "SHA256SUMS.sig";

/// CC0: nothing reserved.
pub const LICENCE: &str = "https://creativecommons.org/publicdomain/zero/1.0/";

/// Version of the layout above.
const LAYOUT: u32 = 1;

/// What a folder says that it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Marker {
    pub layout: u32,
    /// Version of the program that wrote it.
    pub program: String,
    pub base: String,
    pub version: String,
    pub licence: String,
    #[serde(flatten)]
    pub dates: Dates,
    pub quads: usize,
    /// SHA-256 of the canonical form by RDFC-1.0, in hexadecimal digits.
    pub rdfc10_sha256: String,
}

impl Marker {
    fn base(&self) -> Result<Base, InvalidBase> {
        Base::new(&self.base)
    }
}

/// How a release is to be made.
pub struct Wish<'a> {
    /// By default the day of the release, as `2026.11.22`.
    pub version: Option<&'a str>,
    pub licence: &'a NamedNode,
    pub key: Option<&'a Key>,
}

/// Writes a release of a store that holds these quads. A folder that is one already is replaced.
pub fn write(store: &Store, quads: &[Quad], wish: &Wish<'_>, dir: &Path) -> Result<Marker, Error> {
    let volumes = store.volumes()?;
    if volumes.is_empty() {
        return Err(Error::Usage("the store holds no volumes; build some with `frontis build INPUT`".to_owned()));
    }
    let dates = Dates::of(quads)?;
    let version = version(wish.version, &dates)?;
    let base = Base::new(store.base()).map_err(|e| Error::Usage(e.to_string()))?;
    let mut folder = Staging::beside(dir)?;

    let canonical = canonical::agreed(quads).map_err(Error::Usage)?;
    let dump = folder.put(DUMP, &packed(&canonical)?)?;
    let mut parts = Vec::with_capacity(volumes.len());
    for id in volumes {
        let facts = turtle(store.volume_quads(std::slice::from_ref(&id))?, &base)?;
        let triples = verify::triples(&facts).map_err(|e| Error::Usage(format!("the facts of {id} cannot be read again: {e}")))?.len();
        parts.push(Part { file: folder.put(&format!("volumes/{id}.ttl"), &facts)?, id, triples });
    }
    let marker = Marker {
        layout: LAYOUT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        base: base.to_string(),
        version,
        licence: wish.licence.as_str().to_owned(),
        dates,
        quads: quads.len(),
        rdfc10_sha256: canonical::sha256(&canonical),
    };
    let dataset = Dataset {
        base: &base,
        version: &marker.version,
        licence: wish.licence,
        issued: &marker.dates.issued,
        modified: &marker.dates.modified,
        dump: &dump,
        volumes: &parts,
    };
    folder.put(DESCRIPTION, &turtle(described(&dataset, quads), &base)?)?;
    folder.put(MARKER, (serde_json::to_string_pretty(&marker).map_err(std::io::Error::from)? + "\n").as_bytes())?;
    folder.put(README, readme::text(&dataset, &marker, quads, wish.key.is_some()).as_bytes())?;
    if let Some(key) = wish.key {
        folder.put(PUBLIC_KEY, key.public_pem()?.as_bytes())?;
    }
    let sums = folder.sums();
    folder.put(SUMS, sums.as_bytes())?;
    if let Some(key) = wish.key {
        folder.put(SIGNATURE, &key.sign(sums.as_bytes()))?;
    }
    folder.publish()?;
    Ok(marker)
}

/// A version is part of addresses.
fn version(wish: Option<&str>, dates: &Dates) -> Result<String, Error> {
    let version = wish.map_or_else(|| dates.issued.replace('-', "."), str::to_owned);
    let plain = version.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)) && !version.starts_with(['.', '-', '_']);
    match plain && !version.is_empty() {
        true => Ok(version),
        false => Err(Error::Usage(format!("{version:?} is no version: letters, digits, dots and hyphens, as in 2026.11.0"))),
    }
}

fn described(dataset: &Dataset<'_>, quads: &[Quad]) -> Vec<Quad> {
    let mut description = Vec::new();
    describe(dataset, quads, &mut |quad| description.push(quad));
    description
}

fn turtle(quads: Vec<Quad>, base: &Base) -> Result<Vec<u8>, Error> {
    let format = export::find("turtle").ok_or_else(|| Error::Usage("there is no format turtle".to_owned()))?;
    let mut bytes = Vec::new();
    format.export(quads, &Context { base: base.as_str() }, &mut bytes)?;
    Ok(bytes)
}

/// In gzip that names no time and no file.
fn packed(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes)?;
    Ok(packed.finish()?)
}

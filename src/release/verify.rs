//! What is wrong with a release.

use super::folder::{files, unlisted};
use super::signature::PublicKey;
use super::{DESCRIPTION, DUMP, LAYOUT, MARKER, Marker, PUBLIC_KEY, SIGNATURE, SUMS, canonical, described, sums};
use crate::error::Error;
use crate::graph::dataset::{COUNTED, Dataset, File, Part};
use crate::graph::vocab::node;
use flate2::read::MultiGzDecoder;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, Quad, Triple};
use std::collections::{BTreeMap, HashSet};
use std::io::Read;
use std::path::Path;

/// N-Quads take a twentieth to a thirtieth in gzip; what unpacks to more times its size than this is no dump.
const MOST: usize = 200;

/// A file and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub file: String,
    pub what: String,
}

/// What was looked at and what is wrong.
#[derive(Debug)]
pub struct Verified {
    pub marker: Marker,
    pub files: usize,
    pub signature: Signed,
    pub findings: Vec<Finding>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    No,
    /// By the key that lies beside: whoever changed the files may have put it there.
    ByKeyBeside,
    ByGivenKey,
}

/// Holds a release against its sums, its signature, its hash and its description.
pub fn verify(dir: &Path, key: Option<&PublicKey>) -> Result<Verified, Error> {
    let refused = |why: String| Error::Usage(format!("{} is no release: {why}", dir.display()));
    let bytes = std::fs::read(dir.join(MARKER)).map_err(|e| refused(format!("{MARKER}: {e}")))?;
    let marker: Marker = serde_json::from_slice(&bytes).map_err(|e| refused(format!("{MARKER} is damaged ({e})")))?;
    if marker.layout != LAYOUT {
        return Err(refused(format!("its layout is {}, this program knows {LAYOUT}", marker.layout)));
    }
    let mut check = Check { dir, findings: Vec::new(), files: BTreeMap::new() };
    check.sums()?;
    let signature = check.signature(key);
    check.data(&marker);
    let Check { mut findings, files, .. } = check;
    findings.sort();
    Ok(Verified { marker, files: files.len(), signature, findings })
}

/// The triples of a Turtle file.
pub fn triples(turtle: &[u8]) -> Result<HashSet<Triple>, String> {
    let parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle);
    parser.map(|quad| quad.map(Triple::from)).collect::<Result<_, _>>().map_err(|e| e.to_string())
}

struct Check<'a> {
    dir: &'a Path,
    findings: Vec<Finding>,
    /// What was found of the listed files.
    files: BTreeMap<String, Vec<u8>>,
}

impl Check<'_> {
    fn wrong(&mut self, file: &str, what: impl Into<String>) {
        self.findings.push(Finding { file: file.to_owned(), what: what.into() });
    }

    fn read(&mut self, name: &str) -> Option<Vec<u8>> {
        match std::fs::read(self.dir.join(name)) {
            Ok(bytes) => Some(bytes),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                self.wrong(name, "is missing");
                None
            }
            Err(e) => {
                self.wrong(name, format!("cannot be read: {e}"));
                None
            }
        }
    }

    /// Every listed file is as listed, and none is in no list.
    fn sums(&mut self) -> Result<(), Error> {
        let text = self.read(SUMS).unwrap_or_default();
        for (n, line) in String::from_utf8_lossy(&text).lines().enumerate() {
            let Some((sum, name)) = sums::parse(line) else {
                self.wrong(SUMS, format!("line {} is no sum with the name of a file of the release", n + 1));
                continue;
            };
            let Some(bytes) = self.read(name) else { continue };
            let found = canonical::sha256(&bytes);
            if found != sum {
                self.wrong(name, format!("was changed: its sum is {found}, not {sum}"));
            }
            if self.files.insert(name.to_owned(), bytes).is_some() {
                self.wrong(SUMS, format!("{name} is listed twice"));
            }
        }
        for stranger in unlisted(self.dir, files(self.dir)?)? {
            self.wrong(&stranger, "is in no list");
        }
        for name in [super::README, DESCRIPTION, DUMP, MARKER] {
            if !self.files.contains_key(name) && self.dir.join(name).exists() {
                self.wrong(SUMS, format!("{name} is not listed"));
            }
        }
        Ok(())
    }

    fn signature(&mut self, given: Option<&PublicKey>) -> Signed {
        let signature = std::fs::read(self.dir.join(SIGNATURE)).ok();
        let beside = self.files.get(PUBLIC_KEY).map(|pem| PublicKey::parse(&String::from_utf8_lossy(pem)));
        let (signature, key) = match (signature, given, &beside) {
            (None, None, None) => return Signed::No,
            (None, ..) => {
                self.wrong(SIGNATURE, "is missing");
                return Signed::No;
            }
            (Some(signature), Some(key), _) => (signature, key),
            (Some(signature), None, Some(Some(key))) => (signature, key),
            (Some(_), None, Some(None)) => {
                self.wrong(PUBLIC_KEY, "is no public Ed25519 key in PEM");
                return Signed::No;
            }
            (Some(_), None, None) => {
                self.wrong(PUBLIC_KEY, "is missing");
                return Signed::No;
            }
        };
        let other = given.is_some_and(|given| matches!(&beside, Some(Some(beside)) if beside != given));
        let signed = key.signed(&std::fs::read(self.dir.join(SUMS)).unwrap_or_default(), &signature);
        let whose = if given.is_some() { Signed::ByGivenKey } else { Signed::ByKeyBeside };
        if other {
            self.wrong(PUBLIC_KEY, "is another key than the one given");
        }
        if !signed {
            self.wrong(
                SIGNATURE,
                format!("is no signature of {SUMS} by the {}", if given.is_some() { "key given" } else { "key beside it" }),
            );
            return Signed::No;
        }
        whose
    }

    /// The dump has the hash that is told, and the description and the volumes say what the dump says.
    fn data(&mut self, marker: &Marker) {
        let Some(packed) = self.files.get(DUMP) else { return };
        let mut lines = Vec::new();
        let most = packed.len() * MOST + (1 << 20);
        let unpacked = MultiGzDecoder::new(packed.as_slice()).take(most as u64 + 1).read_to_end(&mut lines).map_err(|e| e.to_string());
        let quads = unpacked.and_then(|_| {
            if lines.len() > most {
                return Err(format!("it unpacks to more than {MOST} times its size"));
            }
            let parser = RdfParser::from_format(RdfFormat::NQuads).for_slice(&lines);
            parser.collect::<Result<Vec<Quad>, _>>().map_err(|e| e.to_string())
        });
        let quads = match quads {
            Ok(quads) => quads,
            Err(e) => return self.wrong(DUMP, format!("cannot be read: {e}")),
        };
        match canonical::agreed(&quads) {
            Ok(form) => {
                let hash = canonical::sha256(&form);
                if hash != marker.rdfc10_sha256 {
                    self.wrong(DUMP, format!("its canonical hash is {hash}, not {} as {MARKER} says", marker.rdfc10_sha256));
                } else if form != lines {
                    self.wrong(DUMP, "is not in canonical form");
                }
            }
            Err(e) => self.wrong(DUMP, e),
        }
        if quads.len() != marker.quads {
            self.wrong(DUMP, format!("holds {} quads, not {} as {MARKER} says", quads.len(), marker.quads));
        }
        let parts = self.volumes(&quads);
        self.description(marker, &quads, &parts);
    }

    /// The parts of the release; each says what the dump says.
    fn volumes(&mut self, quads: &[Quad]) -> Vec<Part> {
        let known: HashSet<_> = quads.iter().map(|q| (&q.subject, &q.predicate, &q.object)).collect();
        let mut parts = Vec::new();
        let mut wrong = Vec::new();
        for (name, bytes) in &self.files {
            let Some(id) = name.strip_prefix("volumes/").and_then(|n| n.strip_suffix(".ttl")) else { continue };
            match triples(bytes) {
                Ok(triples) => {
                    if let Some(odd) =
                        triples.iter().filter(|t| !known.contains(&(&t.subject, &t.predicate, &t.object))).min_by_key(|t| t.to_string())
                    {
                        wrong.push((name.clone(), format!("says what {DUMP} does not: {odd}")));
                    }
                    parts.push(Part { id: id.to_owned(), file: file(name, bytes), triples: triples.len() });
                }
                Err(e) => wrong.push((name.clone(), format!("cannot be read: {e}"))),
            }
        }
        wrong.into_iter().for_each(|(name, what)| self.wrong(&name, what));
        parts
    }

    /// Every figure of the description is what the files give.
    fn description(&mut self, marker: &Marker, quads: &[Quad], parts: &[Part]) {
        let (Some(text), Some(dump)) = (self.files.get(DESCRIPTION), self.files.get(DUMP)) else { return };
        let dump = file(DUMP, dump);
        let told = match triples(text) {
            Ok(told) => told,
            Err(e) => return self.wrong(DESCRIPTION, format!("cannot be read: {e}")),
        };
        let (Ok(base), Ok(licence)) = (marker.base(), NamedNode::new(&marker.licence)) else {
            return self.wrong(MARKER, "its base or licence is no IRI");
        };
        let dataset = Dataset {
            base: &base,
            version: &marker.version,
            licence: &licence,
            issued: &marker.dates.issued,
            modified: &marker.dates.modified,
            dump: &dump,
            volumes: parts,
        };
        let true_ones: HashSet<Triple> = described(&dataset, quads).into_iter().map(Triple::from).collect();
        let counted = COUNTED.map(node);
        let mut wrong = Vec::new();
        for said in true_ones.iter().filter(|t| counted.contains(&t.predicate) && !told.contains(t)) {
            let found = told.iter().filter(|t| t.subject == said.subject && t.predicate == said.predicate).min_by_key(|t| t.to_string());
            let found = found.map_or("nothing".to_owned(), |t| t.object.to_string());
            wrong.push(format!("says {found} for {} of {}; the files give {}", said.predicate, said.subject, said.object));
        }
        let extra = told.iter().filter(|t| counted.contains(&t.predicate) && !true_ones.contains(t));
        let extra = extra.filter(|t| !true_ones.iter().any(|s| s.subject == t.subject && s.predicate == t.predicate));
        wrong.extend(extra.map(|t| format!("counts what is not there: {t}")));
        wrong.into_iter().for_each(|what| self.wrong(DESCRIPTION, what));
    }
}

fn file(name: &str, bytes: &[u8]) -> File {
    File { name: name.to_owned(), bytes: bytes.len() as u64, sha256: canonical::sha256(bytes) }
}

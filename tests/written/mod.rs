//! Volumes to be written out: invented ones, hostile ones, and real ones where they are at hand.

mod back;
mod catalogue;
mod fields;
mod hostile;
mod links;
mod truth;
mod valid;

use crate::cases;
use frontis::catalogue::{Volume, volumes as gathered};
use frontis::export::{Context, FORMATS, Format, find};
use frontis::graph::{Base, Run, describe};
use oxigraph::model::Quad;
use std::path::{Path, PathBuf};

pub const BASE: &str = "http://localhost:7878/";

/// The quads of one file.
pub fn quads(path: &Path) -> Vec<Quad> {
    let (sources, parsed) = cases::read(path);
    described(&parsed.value, &sources)
}

pub fn described(volume: &frontis::record::Volume, sources: &frontis::source::Sources) -> Vec<Quad> {
    let (mut quads, run) = (Vec::new(), Run { version: "(version)", ..Run::default() });
    describe(volume, sources, &Base::default(), &run, &[], &mut |quad| quads.push(quad));
    quads
}

pub fn volumes(quads: &[Quad]) -> Vec<Volume> {
    gathered(quads, BASE)
}

pub fn patient() -> Vec<Quad> {
    quads(&cases::root().join("samples/patient-2014.txt"))
}

/// The formats that are text.
pub fn texts() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|f| !f.name.ends_with("-parquet"))
}

/// What a format makes of quads.
pub fn written(format: &str, quads: &[Quad]) -> String {
    let mut bytes = Vec::new();
    let format = find(format).expect("a format");
    format.export(quads.to_vec(), &Context { base: BASE }, &mut bytes).expect("written");
    String::from_utf8(bytes).expect("text")
}

/// One volume each: samples, the fixtures with the most conventions of markup, and the annotated volumes.
pub fn inputs() -> Vec<PathBuf> {
    let mut inputs = cases::samples();
    let wanted = ["html/", "dblp/", "bibtex/", "jats/", "language/"];
    inputs.extend(cases::corpus().into_iter().filter(|c| wanted.iter().any(|w| c.name.starts_with(w))).map(|c| c.input));
    inputs.extend(cases::seeds());
    inputs
}

/// The text of an own format read again by the reader of its kind.
pub fn read_back(name: &str, text: &str) -> Vec<Volume> {
    let file = frontis::document::open(name, text.as_bytes()).unwrap_or_else(|e| panic!("{name}: {e:?}"));
    let mut sources = frontis::source::Sources::default();
    sources.add(file);
    let mut parsed = frontis::layout::read(&sources);
    parsed.value.id = "again".to_owned();
    volumes(&described(&parsed.value, &sources))
}

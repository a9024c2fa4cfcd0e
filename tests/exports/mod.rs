//! Volumes to be written out: invented ones, hostile ones, and real ones where they are at hand.
#![allow(dead_code)] // each test crate uses its part

use crate::cases;
use frontis::export::catalogue::{self, Volume};
use frontis::export::{Context, find};
use frontis::graph::{Base, Run, describe};
use oxigraph::model::Quad;
use std::path::Path;

pub const BASE: &str = "http://localhost:7878/";

/// The quads of one file.
pub fn quads(path: &Path) -> Vec<Quad> {
    let (sources, parsed) = cases::read(path);
    described(&parsed.value, &sources)
}

pub fn described(volume: &frontis::record::Volume, sources: &frontis::source::Sources) -> Vec<Quad> {
    let (mut quads, run) = (Vec::new(), Run { started: None, version: "(version)" });
    describe(volume, sources, &Base::default(), &run, &[], &mut |quad| quads.push(quad));
    quads
}

pub fn volumes(quads: &[Quad]) -> Vec<Volume> {
    catalogue::volumes(quads, BASE)
}

pub fn patient() -> Vec<Quad> {
    quads(&cases::root().join("samples/patient-2014.txt"))
}

/// What a format makes of quads.
pub fn written(format: &str, quads: &[Quad]) -> String {
    let mut bytes = Vec::new();
    let format = find(format).expect("a format");
    format.export(quads.to_vec(), &Context { base: BASE }, &mut bytes).expect("written");
    String::from_utf8(bytes).expect("text")
}

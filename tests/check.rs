//! The gate: SHACL by the standard's own tests, and deliberately broken graphs, each found with its shape and line, as an
//! engine that is not ours finds them.

#[path = "check/broken.rs"]
mod broken;
mod cases;
#[path = "check/standard.rs"]
mod standard;

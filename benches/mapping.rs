//! How fast records become N-Quads, on one core, without reading: `cargo bench --bench mapping`. The bytes are thrown away.
//! For comparison the same quads, made before, are only written out: by the engine, and as the mapping writes them.

use divan::{Bencher, black_box, counter::ItemsCount};
use frontis::diagnostic::Parsed;
use frontis::export::lines;
use frontis::graph::{Base, Run, describe};
use frontis::record::Volume;
use frontis::source::Sources;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::Quad;
use std::sync::LazyLock;

fn main() {
    divan::main();
}

/// Invented volumes in as many settings.
static VOLUMES: LazyLock<Vec<(Sources, Parsed<Volume>)>> = LazyLock::new(|| {
    let volumes = (0..200).map(|seed| {
        let bytes = frontis_typesetter::sheet(seed, 0).text.into_bytes();
        let mut sources = Sources::default();
        sources.add(frontis::document::open(&format!("{seed}.txt"), &bytes).expect("text"));
        let parsed = frontis::layout::read(&sources);
        (sources, parsed)
    });
    volumes.collect()
});

static QUADS: LazyLock<Vec<Quad>> = LazyLock::new(|| {
    let mut quads = Vec::new();
    for (sources, parsed) in &*VOLUMES {
        describe(&parsed.value, sources, &Base::default(), &run(), &parsed.diagnostics, &mut |quad| quads.push(quad));
    }
    quads
});

fn run() -> Run {
    Run { version: "bench", ..Run::default() }
}

/// From records to bytes.
#[divan::bench(sample_count = 15, sample_size = 1)]
fn a_records_to_nquads(bencher: Bencher) {
    let volumes = &*VOLUMES;
    bencher.counter(ItemsCount::new(QUADS.len())).bench(|| {
        let (mut line, mut bytes) = (Vec::new(), 0);
        for (sources, parsed) in volumes {
            describe(&parsed.value, sources, &Base::default(), &run(), &parsed.diagnostics, &mut |quad| {
                line.clear();
                lines::write(&quad, &mut line);
                bytes += black_box(&line).len();
            });
        }
        bytes
    });
}

/// The same bytes from quads that are there.
#[divan::bench(sample_count = 15, sample_size = 1)]
fn b_quads_to_nquads(bencher: Bencher) {
    let quads = &*QUADS;
    bencher.counter(ItemsCount::new(quads.len())).bench(|| {
        let (mut line, mut bytes) = (Vec::new(), 0);
        for quad in quads {
            line.clear();
            lines::write(quad, &mut line);
            bytes += black_box(&line).len();
        }
        bytes
    });
}

/// The engine's writer.
#[divan::bench(sample_count = 15, sample_size = 1)]
fn c_quads_by_the_engine(bencher: Bencher) {
    let quads = &*QUADS;
    bencher.counter(ItemsCount::new(quads.len())).bench(|| {
        let mut bytes = 0;
        for some in quads.chunks(1000) {
            let mut writer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(Vec::new());
            for quad in some {
                writer.serialize_quad(quad).expect("memory");
            }
            bytes += black_box(writer.finish().expect("memory")).len();
        }
        bytes
    });
}

//! How long reading takes: `cargo bench --bench reading`. Each input is first only passed over, for comparison. The last
//! reads a thousand invented volumes one after the other, on one core: `cargo bench --bench reading -- thousand`.

use divan::{Bencher, black_box, counter::BytesCount};
use frontis::graph::{Base, Run, describe};
use frontis::source::Sources;
use std::path::{Path, PathBuf};

fn main() {
    divan::main();
}

/// Front matter of one volume, as bytes.
struct Input {
    name: String,
    bytes: Vec<u8>,
}

impl std::fmt::Display for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

/// The samples, and the volumes in the folder that `FRONTIS_SHARED` names.
fn inputs() -> Vec<&'static Input> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")];
    folders.extend(std::env::var_os("FRONTIS_SHARED").map(|shared| PathBuf::from(shared).join("seeds")));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("a folder of inputs"));
    let mut paths: Vec<PathBuf> = files.map(|entry| entry.expect("a folder entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        &*Box::leak(Box::new(Input { name, bytes: std::fs::read(path).expect("an input") }))
    };
    paths.into_iter().map(read).collect()
}

fn sources(input: &Input) -> Sources {
    let mut sources = Sources::default();
    sources.add(frontis::document::open(&input.name, &input.bytes).expect("text"));
    sources
}

fn bytes(input: &Input) -> BytesCount {
    BytesCount::from(input.bytes.len())
}

/// The floor: copying the bytes and finding their lines.
#[divan::bench(args = inputs())]
fn a_lines_only(bencher: Bencher, input: &Input) {
    bencher.counter(bytes(input)).bench(|| {
        let copy = black_box(&input.bytes).clone();
        copy.split(|b| *b == b'\n').filter(|line| !line.is_empty()).count()
    });
}

#[divan::bench(args = inputs())]
fn b_decode(bencher: Bencher, input: &Input) {
    bencher.counter(bytes(input)).bench(|| sources(black_box(input)));
}

#[divan::bench(args = inputs())]
fn c_parse(bencher: Bencher, input: &Input) {
    let sources = sources(input);
    bencher.counter(bytes(input)).bench(|| frontis::layout::read(black_box(&sources)));
}

#[divan::bench(args = inputs())]
fn d_parse_and_describe(bencher: Bencher, input: &Input) {
    let sources = sources(input);
    bencher.counter(bytes(input)).bench(|| {
        let parsed = frontis::layout::read(black_box(&sources));
        let mut quads = 0;
        let run = Run { version: "bench", ..Run::default() };
        describe(&parsed.value, &sources, &Base::default(), &run, &parsed.diagnostics, &mut |quad| {
            black_box(quad);
            quads += 1;
        });
        quads
    });
}

/// A thousand volumes in as many settings; `1` has the damage of a light scan. Documents and records, from decoded text.
#[divan::bench(args = [0, 1], sample_count = 5, sample_size = 1)]
fn e_thousand_volumes(bencher: Bencher, noise: u8) {
    let volumes: Vec<Sources> = (0..1000)
        .map(|seed| {
            let bytes = frontis_typesetter::sheet(seed, noise).text.into_bytes();
            sources(&Input { name: format!("{seed}.txt"), bytes })
        })
        .collect();
    let all: usize = volumes.iter().flat_map(|v| &v.files).map(|f| f.text.len()).sum();
    bencher.counter(BytesCount::from(all)).bench(|| {
        for volume in &volumes {
            black_box(frontis::layout::read(black_box(volume)));
        }
    });
}

fn main() {
    let mut sources = frontis::source::Sources::default();
    for a in std::env::args().skip(1) { let b = std::fs::read(&a).unwrap(); sources.add(frontis::source::SourceFile::decode(&a, &b).unwrap()); }
    let t = std::time::Instant::now();
    let p = frontis::layout::read(&sources);
    eprintln!("{:?}", t.elapsed());
    if std::env::var("LOOP").is_ok() { for _ in 0..300 { let _ = frontis::layout::read(&sources); } let t = std::time::Instant::now(); for _ in 0..10 { let _ = frontis::layout::read(&sources); } eprintln!("warm {:?}", t.elapsed()/10); }
    println!("{}", frontis::picture::text(&p.value, &sources, 150, false));
    frontis::diagnostic::render::short(&p.diagnostics, &sources, false, &mut std::io::stdout()).unwrap();
}

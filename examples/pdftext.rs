fn main() {
    for a in std::env::args().skip(1) {
        let b = std::fs::read(&a).unwrap();
        let t = std::time::Instant::now();
        match frontis::document::open(&a, &b) {
            Ok(f) => {
                print!("{}", f.text);
                eprintln!("{a}: {} bytes -> {} chars {:?}", b.len(), f.text.len(), t.elapsed());
            }
            Err(e) => eprintln!("{a}: {e:?}"),
        }
    }
}

fn main(){ println!("{}", oxigraph::store::Store::new().is_ok()); }

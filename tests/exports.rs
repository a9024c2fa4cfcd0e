//! What is written for libraries, editors and pages is what those read.

mod cases;
mod written;

/// Turtle by sophia's parser and JSON-LD by the engine's, of whole volumes, are one graph in sophia's eyes.
#[test]
fn json_ld_and_turtle_of_whole_volumes_are_isomorphic() {
    use sophia::api::source::TripleSource;
    use sophia::isomorphism::isomorphic_graphs;
    let whole = cases::samples().into_iter().chain(cases::seeds());
    for path in whole {
        let quads = written::quads(&path);
        let turtle: Vec<[sophia::api::term::SimpleTerm<'static>; 3]> =
            sophia::turtle::parser::turtle::parse_str(&written::written("turtle", &quads)).collect_triples().expect("Turtle");
        let framed = written::written("framed", &quads);
        let parsed = oxigraph::io::RdfParser::from_format(oxigraph::io::RdfFormat::from_media_type("application/ld+json").expect("known"));
        // a tree may say a thing from both ends
        let lines: std::collections::BTreeSet<String> = parsed
            .for_slice(framed.as_bytes())
            .map(|quad| format!("{} .\n", oxigraph::model::Triple::from(quad.expect("JSON-LD"))))
            .collect();
        let text: String = lines.into_iter().collect();
        let tree: Vec<[sophia::api::term::SimpleTerm<'static>; 3]> =
            sophia::turtle::parser::nt::parse_str(&text).collect_triples().expect("triples");
        assert!(turtle.len() > 500, "{}", path.display());
        assert!(isomorphic_graphs(&turtle, &tree).expect("compared"), "{}", path.display());
    }
}

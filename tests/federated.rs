//! Questions that ask an endpoint, against one on the loopback interface that speaks the SPARQL protocol and answers from
//! a store of its own.

#[path = "made/endpoint.rs"]
mod endpoint;
#[path = "made/web.rs"]
mod web;

use oxigraph::io::RdfFormat;
use std::path::Path;
use std::process::{Command, Output};
use web::{Reply, Web};

/// What the endpoint knows.
const KNOWN: &str = r#"
@prefix dblp: <https://dblp.org/rdf/schema#> .
@prefix rec: <https://dblp.org/rec/conf/qm/> .
rec:2014 dblp:title "Proceedings of the 2014 Annual Conference on Patient Computing." .
rec:P1 dblp:publishedAsPartOf rec:2014 ; dblp:title "Dormouse: Schedulers That Sleep on It." ; dblp:pagination "1-12" ;
  dblp:hasSignature <https://dblp.org/sig/1> .
<https://dblp.org/sig/1> dblp:signatureOrdinal 1 ; dblp:signatureDblpName "Edda Mistral" ; dblp:signatureCreator <https://dblp.org/pid/1/1> .
"#;

fn serve() -> Web {
    let store = oxigraph::store::Store::new().unwrap();
    store.load_from_slice(RdfFormat::Turtle, KNOWN.as_bytes()).unwrap();
    Web::serve(move |asked| match asked.target.as_str() {
        "/sparql" if asked.header("content-type") != "application/sparql-query" => Reply::html("415 Unsupported Media Type"),
        "/busy" if asked.times == 1 => Reply::of("429 Too Many Requests\r\nRetry-After: 0", ""),
        "/sparql" | "/busy" => Reply::of("200 OK\r\nContent-Type: application/sparql-results+json", endpoint::select(&store, &asked.body)),
        "/page" => Reply::html("200 OK"),
        "/cut" => Reply::json(r#"{"head":{"vars":["a"]},"results":{"bindings":[{"a""#),
        "/truth" => Reply::json(r#"{"head":{},"boolean":true}"#),
        _ => Reply::of("400 Bad Request", "what is this"),
    })
}

fn frontis(args: &[&str], store: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frontis")).args(args).arg("--store").arg(store).env("NO_COLOR", "1").output().unwrap()
}

fn built(folder: &Path) -> std::path::PathBuf {
    let store = folder.join("store");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/patient-2014.txt");
    assert_eq!(frontis(&["build", &sample.to_string_lossy(), "--id", "qm-2014"], &store).status.code(), Some(0));
    store
}

#[test]
fn a_query_asks_the_service_it_names() {
    let folder = tempfile::tempdir().unwrap();
    let store = built(folder.path());
    let endpoint = serve();
    let ask = |path: &str, online: bool| {
        let query = format!(
            "SELECT ?ours ?pages WHERE {{ ?ours dblp:title ?title . BIND(CONCAT(?title, \".\") AS ?t) \
             SERVICE <{}{path}> {{ ?theirs dblp:title ?t ; dblp:pagination ?pages }} }}",
            endpoint.address
        );
        let online: &[&str] = if online { &["--online"] } else { &[] };
        let output = frontis(&[&["query", &query, "--format", "csv"], online].concat(), &store);
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, _, error) = ask("/sparql", false);
    assert!(code == Some(2) && error.contains("--online asks it"), "{error}");
    assert!(endpoint.asked().is_empty(), "asked without being told to");

    let (code, rows, error) = ask("/busy", true);
    assert!(code == Some(0) && rows.contains("/id/qm-2014/paper/p1,1-12"), "{rows} {error}");
    assert_eq!(endpoint.asked().len(), 2, "a busy endpoint is asked again");
    for (path, says) in
        [("/page", "no SPARQL results"), ("/cut", "no SPARQL results"), ("/truth", "no SPARQL results"), ("/none", "400 Bad Request")]
    {
        let (code, rows, error) = ask(path, true);
        assert!(code == Some(2) && rows.is_empty() && error.contains(says), "{path}: {rows} {error}");
    }
}

#[test]
fn a_question_of_the_library_asks_about_accepted_links() {
    if cfg!(feature = "disk") {
        println!("skipped: links are put into the file of a store without RocksDB");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let store = built(folder.path());
    let endpoint = serve();
    let service = format!("{}/sparql", endpoint.address);
    let ask = || frontis(&["ask", "f2", "--online", "--endpoint", &service, "--format", "csv"], &store);
    let output = ask();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no accepted link"), "{}", String::from_utf8_lossy(&output.stderr));

    let file = store.join("db/quads.nq");
    let (base, fm) = ("http://localhost:7878/", "https://w3id.org/frontis/");
    let link = |predicate: &str, object: &str| {
        format!("<{base}id/link/qm-2014--dblp> <{fm}ns#{predicate}> <{object}> <{base}graph/links/qm-2014> .\n")
    };
    let links = [
        link("linkSource", &format!("{base}id/qm-2014")),
        link("linkTarget", "https://dblp.org/rec/conf/qm/2014"),
        link("linkStatus", &format!("{fm}kind/accepted")),
    ];
    std::fs::write(&file, std::fs::read_to_string(&file).unwrap() + &links.concat()).unwrap();
    let output = ask();
    let rows = String::from_utf8(output.stdout).unwrap();
    assert!(rows.contains("Dormouse: Schedulers That Sleep on It.,1-12,1,Edda Mistral,https://dblp.org/pid/1/1"), "{rows}");
    let asked = endpoint.asked();
    assert!(asked.len() == 1 && asked[0].body.contains("https://dblp.org/rec/conf/qm/2014"), "{asked:?}");
}

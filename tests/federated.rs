//! Questions that ask an endpoint, against one on the loopback interface that speaks the SPARQL protocol and answers from
//! a store of its own.

use oxigraph::io::RdfFormat;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

/// What the endpoint knows.
const KNOWN: &str = r#"
@prefix dblp: <https://dblp.org/rdf/schema#> .
@prefix rec: <https://dblp.org/rec/conf/qm/> .
rec:2014 dblp:title "Proceedings of the 2014 Annual Conference on Patient Computing." .
rec:P1 dblp:publishedAsPartOf rec:2014 ; dblp:title "Dormouse: Schedulers That Sleep on It." ; dblp:pagination "1-12" ;
  dblp:hasSignature <https://dblp.org/sig/1> .
<https://dblp.org/sig/1> dblp:signatureOrdinal 1 ; dblp:signatureDblpName "Edda Mistral" ; dblp:signatureCreator <https://dblp.org/pid/1/1> .
"#;

struct Endpoint {
    address: String,
    /// The queries that came in.
    asked: Arc<Mutex<Vec<String>>>,
}

fn serve() -> Endpoint {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let log = Arc::clone(&asked);
    let store = oxigraph::store::Store::new().unwrap();
    store.load_from_slice(RdfFormat::Turtle, KNOWN.as_bytes()).unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            answer(stream, &store, &log);
        }
    });
    Endpoint { address, asked }
}

fn answer(mut stream: TcpStream, store: &oxigraph::store::Store, log: &Mutex<Vec<String>>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let (mut length, mut kind) = (0, String::new());
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim_end().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().ok()?,
            "content-type" => value.clone_into(&mut kind),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let query = String::from_utf8(body).ok()?;
    let seen = {
        let mut log = log.lock().ok()?;
        log.push(query.clone());
        log.len()
    };
    let (status, media, body) = match path.as_str() {
        "/sparql" if kind != "application/sparql-query" => ("415 Unsupported Media Type", "text/plain", Vec::new()),
        "/sparql" | "/busy" if path == "/sparql" || seen > 1 => ("200 OK", "application/sparql-results+json", results(store, &query)),
        "/busy" => ("429 Too Many Requests\r\nRetry-After: 0", "text/html", b"<html>slow down</html>".to_vec()),
        "/page" => ("200 OK", "text/html", b"<html>maintenance</html>".to_vec()),
        "/cut" => ("200 OK", "application/json", br#"{"head":{"vars":["a"]},"results":{"bindings":[{"a""#.to_vec()),
        "/truth" => ("200 OK", "application/json", br#"{"head":{},"boolean":true}"#.to_vec()),
        _ => ("400 Bad Request", "text/plain", b"what is this".to_vec()),
    };
    write!(stream, "HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len()).ok()?;
    stream.write_all(&body).ok()
}

fn results(store: &oxigraph::store::Store, query: &str) -> Vec<u8> {
    let prepared = SparqlEvaluator::new().parse_query(query).unwrap();
    let QueryResults::Solutions(solutions) = prepared.on_store(store).execute().unwrap() else { panic!("rows") };
    let serializer = QueryResultsSerializer::from_format(QueryResultsFormat::Json);
    let mut rows = serializer.serialize_solutions_to_writer(Vec::new(), solutions.variables().to_vec()).unwrap();
    for row in solutions {
        rows.serialize(&row.unwrap()).unwrap();
    }
    rows.finish().unwrap()
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
    assert!(endpoint.asked.lock().unwrap().is_empty(), "asked without being told to");

    let (code, rows, error) = ask("/busy", true);
    assert!(code == Some(0) && rows.contains("/id/qm-2014/paper/p1,1-12"), "{rows} {error}");
    assert_eq!(endpoint.asked.lock().unwrap().len(), 2, "a busy endpoint is asked again");
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
    let asked = endpoint.asked.lock().unwrap();
    assert!(asked.len() == 1 && asked[0].contains("https://dblp.org/rec/conf/qm/2014"), "{asked:?}");
}

//! The program as its users meet it: arguments, exit statuses, what goes where.

mod made;
#[path = "made/program.rs"]
mod program;
#[path = "made/server.rs"]
mod server;

use program::{directory, frontis, parts, run, with_store};

use std::io::Write;

use std::process::Stdio;

#[test]
fn help_and_version() {
    let dir = directory();
    for arguments in [&["--help"][..], &["parse", "--help"], &["build", "--help"], &["query", "--help"], &["export", "--help"]] {
        let (status, out, err) = run(dir.path(), arguments);
        assert!(status == 0 && out.contains("Usage: frontis") && err.is_empty(), "{arguments:?}: {status}\n{out}\n{err}");
    }
    assert_eq!(run(dir.path(), &["--version"]).1.trim(), concat!("frontis ", env!("CARGO_PKG_VERSION")));
    let (status, out, err) = run(dir.path(), &["dance"]);
    assert!(status == 2 && out.is_empty() && err.contains("dance"), "{err}");
    assert_eq!(run(dir.path(), &[]).0, 2);
}

#[test]
fn inputs_that_are_not_there() {
    let dir = directory();
    std::fs::create_dir(dir.path().join("pictures")).expect("made");
    std::fs::write(dir.path().join("pictures/a.png"), "x").expect("written");
    for (input, part) in [
        ("nothing.txt", "cannot read nothing.txt: "),
        ("*.txt", "nothing matches *.txt"),
        ("[.txt", "is no pattern"),
        ("pictures", "has no file that ends in ."),
        ("http://127.0.0.1:1/x", "cannot fetch http://127.0.0.1:1/x: no connection"),
    ] {
        for command in ["parse", "build", "audit"] {
            let (status, out, err) = run(dir.path(), &[command, input]);
            assert!(status == 2 && out.is_empty() && err.contains(part), "{command} {input}: {status} {out} {err}");
            assert_eq!(err.lines().count(), 1, "{err}");
        }
    }
    assert!(!dir.path().join("frontis.store").exists(), "a build that read nothing makes no store");
}

#[test]
fn inputs_that_are_no_text() {
    let dir = directory();
    let noise: Vec<u8> = (0..5000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let cases: [(&str, &[u8], &str); 5] = [
        ("empty.txt", b"", "empty-input"),
        ("blank.txt", b" \n\t\n", "empty-input"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n0000", "this is a PNG image"),
        ("paper.pdf", b"%PDF-1.4 ...", "damaged or cut short"),
        ("noise.txt", &noise, "not-text"),
    ];
    for (name, bytes, part) in cases {
        std::fs::write(dir.path().join(name), bytes).expect("written");
        let (status, out, err) = run(dir.path(), &["parse", name]);
        assert!(status == 1 && err.contains(part) && err.contains(name), "{name}: {status} {err}");
        assert_eq!(out.trim(), "[]");
    }
    let (_, _, err) = run(dir.path(), &["parse", "empty.txt", "--diagnostics", "json"]);
    let line: serde_json::Value = serde_json::from_str(err.trim()).expect("a JSON line");
    assert_eq!(line["code"], "empty-input");
    assert_eq!(line["severity"], "error");
    let (_, _, err) = run(dir.path(), &["parse", "empty.txt", "--diagnostics", "short"]);
    assert_eq!(err, "empty.txt: error[empty-input]: there is no text in this file\n");
}

#[test]
fn a_large_file_is_refused_fast() {
    let dir = directory();
    let file = std::fs::File::create(dir.path().join("large.txt")).expect("made");
    file.set_len(65 << 20).expect("sized");
    let started = std::time::Instant::now();
    let (status, _, err) = run(dir.path(), &["parse", "large.txt"]);
    assert!(status == 1 && err.contains("too-large") && err.contains("65 MiB"), "{err}");
    assert!(started.elapsed().as_millis() < 2000);
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let dir = directory();
    std::fs::write(dir.path().join("a.txt"), "Contents\n").expect("written");
    std::fs::write(dir.path().join("b.txt"), "").expect("written");
    let (status, out, err) = run(dir.path(), &["parse", "a.txt", "b.txt", "--format", "json"]);
    let volumes: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(volumes.as_array().map(Vec::len), Some(1));
    assert_eq!(volumes[0]["sources"][0]["name"], "a.txt");
    assert!(status == 1 && err.contains("b.txt"));
}

#[test]
fn text_that_is_no_front_matter_is_refused_in_time() {
    let dir = directory();
    let sentence = "The bishop had not been a day in the close before he knew that he was not to be master there.";
    let contents: String = (1..30).map(|n| format!("Chapter {n}. A Morning Call ........ {}\n", n * 9)).collect();
    let chapter = |n: usize| format!("\nCHAPTER {n}\n\n{}\n", format!("{sentence}\n").repeat(40));
    let novel = format!("THE WARDENS OF THE CLOSE\n\nA Novel\n\nCONTENTS\n\n{contents}{}", (1..30).map(chapter).collect::<String>());
    let mut state = 1u64;
    let noise: String = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        char::from(b"abcdefghij KLMNOP.,019\n"[(state >> 40) as usize % 23])
    })
    .take(200_000)
    .collect();
    for (name, text) in [("novel.txt", novel), ("noise.txt", noise)] {
        std::fs::write(dir.path().join(name), text).expect("written");
        let started = std::time::Instant::now();
        let (status, _, err) = run(dir.path(), &["build", name, "--diagnostics", "short"]);
        assert!(status == 1 && err.contains(&format!("{name}:1:1: error[no-front-matter]")), "{name}: {err}");
        assert!(started.elapsed().as_secs() < 20, "{name}: {:?}", started.elapsed());
    }
}

#[test]
fn a_part_of_a_file_is_read_as_far_as_it_goes() {
    let dir = directory();
    let sample = include_str!("../samples/patient-2014.txt");
    for end in [200, 1500, 3000, 4500] {
        std::fs::write(dir.path().join("part.txt"), &sample.as_bytes()[..end]).expect("written");
        let (status, out, err) = run(dir.path(), &["parse", "part.txt", "--format", "json"]);
        assert!(status == 0 && out.contains("Patient Computing"), "{end}: {status} {err}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let dir = directory();
    let path = dir.path().join("closed.txt");
    std::fs::write(&path, FRONT_MATTER).expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("closed");
    if std::fs::read(&path).is_ok() {
        println!("skipped: this user may read everything");
        return;
    }
    let (status, out, err) = run(dir.path(), &["parse", "closed.txt"]);
    assert!(status == 2 && out.is_empty() && err.contains("cannot read closed.txt: Permission denied"), "{err}");
}

#[test]
fn standard_input_and_addresses() {
    let dir = directory();
    let mut child = frontis(dir.path(), &["parse", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    child.stdin.take().expect("a pipe").write_all(made::TEXT.as_bytes()).expect("written");
    let (_, out, _) = parts(child.wait_with_output().expect("ended"));
    assert!(out.contains("\"name\": \"-\""), "{out}");

    let server = server::serve();
    let (_, out, err) = run(dir.path(), &["parse", "--format", "json", &format!("{}/ok", server.address)]);
    assert!(out.contains(&format!("{}/ok", server.address)), "{out} {err}");
    let (status, _, err) = run(dir.path(), &["parse", &format!("{}/binary", server.address)]);
    assert!(status == 1 && err.contains("this is a program"), "{err}");
    let (status, _, err) = run(dir.path(), &["parse", &format!("{}/none", server.address)]);
    assert!(status == 2 && err.contains("404 Not Found"), "{err}");
}

#[test]
fn arguments_that_make_no_sense() {
    let dir = directory();
    std::fs::write(dir.path().join("a.txt"), "Contents\n").expect("written");
    for (arguments, part) in [
        (&["parse", "a.txt", "--format", "docx"][..], "there is no format docx"),
        (&["parse", "a.txt", "--base", "here"], "--base"),
        (&["parse", "a.txt", "--base", "http://h/#x"], "not an absolute IRI"),
        (&["parse", "a.txt", "--id", "A B"], "lower case"),
        (&["parse", "a.txt", "a.txt", "--id", "a-1"], "--id names one volume"),
        (&["explain", "nonsense"], "no diagnostic nonsense"),
        (&["query", "ASK {}", "--store", "none"], "none is not a frontis store"),
        (&["query", "nonsense"], "no question nonsense"),
        (&["query", "missing.rq"], "cannot read missing.rq"),
        (&["export", "-o", "x.docx"], "no format docx"),
    ] {
        let (status, out, err) = run(dir.path(), arguments);
        assert!(status == 2 && out.is_empty() && err.contains(part), "{arguments:?}: {status} {out} {err}");
    }
}

#[test]
fn a_store_is_asked() {
    let dir = with_store();
    let (status, out, err) = run(dir.path(), &["query", "SELECT ?paper ?n { ?paper schema:position ?n } ORDER BY ?n"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.contains("id:made-2011/paper/p1") && out.contains("(3 rows)"), "{out}");
    let right: Vec<usize> = out.lines().filter(|l| l.contains("paper/p")).map(str::len).collect();
    assert!(right.len() == 3 && right.iter().all(|n| *n == right[0]), "numbers stand at the right: {out}");

    assert_eq!(run(dir.path(), &["query", "ASK { ?s a fm:Proceedings }"]).1, "yes\n");
    let (_, out, _) = run(dir.path(), &["query", "SELECT ?n { ?p schema:position ?n }", "--format", "csv"]);
    assert!(out.starts_with("n\r\n"), "{out:?}");
    let (_, out, _) = run(dir.path(), &["query", "SELECT ?n { ?p schema:position ?n }", "--format", "json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok());
    let (_, out, _) = run(dir.path(), &["query", "DESCRIBE id:made-2011"]);
    assert!(out.contains("<id/made-2011> a fm:Proceedings"), "{out}");
    std::fs::write(dir.path().join("q.rq"), "ASK { id:nobody ?p ?o }").expect("written");
    assert_eq!(run(dir.path(), &["query", "q.rq"]).1, "no\n");

    let (status, _, err) = run(dir.path(), &["query", "SELECT ?x\nWHERE { ?x schema:name }"]);
    assert!(
        status == 2 && err.contains("line 2, column 24") && err.contains("2 | WHERE") && err.contains("^ `}` was not expected here"),
        "{err}"
    );
    assert_eq!(run(dir.path(), &["query", "ASK {}", "--format", "turtle"]).0, 2);
}

#[test]
fn another_service_is_not_asked() {
    let dir = with_store();
    for question in ["f1", "SELECT * { SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o } }"] {
        for format in ["table", "csv", "json"] {
            let (status, out, err) = run(dir.path(), &["query", question, "--format", format]);
            assert!(status == 2 && out.is_empty() && err.contains("remote service http") && err.contains("list questions"), "{err}");
        }
    }
}

#[test]
fn a_store_is_exported() {
    let dir = with_store();
    let (status, out, _) = run(dir.path(), &["export", "--allow-invalid"]);
    assert!(status == 0 && out.starts_with("BASE <https://example.org/p/>"), "{out}");
    assert!(!out.contains("fm:evidence"));
    let (_, all, _) = run(dir.path(), &["export", "--allow-invalid", "--format", "nquads"]);
    assert!(all.contains("#evidence>"));
    for file in ["a.nq", "a.ttl", "a.jsonld", "a.trig", "a.nt", "a.rdf"] {
        let (status, out, err) = run(dir.path(), &["export", "--allow-invalid", "-o", file, "--volume", "made-2011"]);
        assert!(status == 0 && out.is_empty() && err.is_empty(), "{file}: {err}");
    }
    assert_eq!(std::fs::read_to_string(dir.path().join("a.nq")).expect("written"), all);
    let (status, _, err) = run(dir.path(), &["export", "--volume", "other-1999"]);
    assert!(status == 2 && err.contains("the store has made-2011"), "{err}");
    assert_eq!(run(dir.path(), &["list", "volumes"]).1, "made-2011  Proceedings of made-2011\n");
}

#[test]
fn a_local_base_is_pointed_out() {
    let dir = directory();
    let store = frontis::store::Store::create(&dir.path().join("s"), &made::base_of("http://localhost:7878/")).expect("a store");
    drop(store);
    let (status, _, err) = run(dir.path(), &["export", "--store", "s"]);
    assert!(status == 0 && err.contains("http://localhost:7878/") && err.contains("--base"), "{err}");
}

#[test]
fn why_shows_what_states_a_figure_or_a_role() {
    let dir = tempfile::tempdir().unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/patient-2014.txt");
    run(dir.path(), &["build", sample, "--id", "patient-2014"]);
    let event = "id:patient-2014/event";
    for (predicate, line) in [("fm:submittedPapers", ":84:"), ("schema:sponsor", "Quill & Rowan"), ("fm:hasSponsorship", "Harrowgate")] {
        let (status, out, err) = run(dir.path(), &["why", event, predicate]);
        assert_eq!(status, 0, "{err}");
        assert!(out.contains(line) && !out.contains(":2:1"), "{predicate}: {out}");
    }
}

#[test]
fn why_shows_the_lines() {
    let dir = with_store();
    let expected = "3 | 1  Łóng Title One\n  |    ^^^^^^^^^^^^^^\n";
    for iri in ["id:made-2011/paper/p1", "/id/made-2011/paper/p1", "made-2011/paper/p1", "https://example.org/p/id/made-2011/paper/p1"] {
        let (status, out, err) = run(dir.path(), &["why", iri]);
        assert!(status == 0 && out.contains(expected) && out.contains("contents.txt:3:4"), "{iri}: {out} {err}");
    }
    let (_, out, _) = run(dir.path(), &["why", "id:made-2011/paper/p1#a1"]);
    assert!(out.contains("it stands in id:made-2011/paper/p1") && out.contains(expected), "{out}");
    let (_, out, _) = run(dir.path(), &["why", "id:made-2011/paper/p1", "schema:name"]);
    assert!(out.contains("schema:name \"Paper 1"), "{out}");
    let (_, out, _) = run(dir.path(), &["why", "id:made-2011/paper/p1", "schema:position"]);
    assert!(out.contains("schema:position 1\n"), "{out}");
    assert_eq!(run(dir.path(), &["why", "id:nobody"]).0, 2);
    assert_eq!(run(dir.path(), &["why", "id:made-2011/paper/p1", "schema:isbn"]).0, 2);
}

#[test]
fn lists_and_pages() {
    let dir = directory();
    let (_, out, _) = run(dir.path(), &["list", "diagnostics"]);
    for line in out.lines() {
        let code = line.split_whitespace().next().expect("a code");
        let (status, page, _) = run(dir.path(), &["explain", code]);
        assert!(status == 0 && page.starts_with(&format!("# {code}")), "{code}: {page}");
    }
    assert!(run(dir.path(), &["list", "formats"]).1.contains("jsonld"));
    let (_, out, _) = run(dir.path(), &["list", "questions"]);
    let at = |part: &str| out.find(part).unwrap_or_else(|| panic!("{part}: {out}"));
    assert!(at("Local: ") < at("05-committee-authors") && at("25-overview") < at("Federated: ") && at("Federated: ") < at("f1-dblp"));
    let (_, out, _) = run(dir.path(), &["list", "formats"]);
    for format in frontis::export::FORMATS {
        assert!(out.contains(format.name) && out.contains(format.readers), "{}: {out}", format.name);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let dir = with_store();
    let mut child = frontis(dir.path(), &["export", "--allow-invalid", "--format", "nquads"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    drop(child.stdout.take());
    let (status, _, err) = parts(child.wait_with_output().expect("ended"));
    assert_eq!((status, err.as_str()), (0, ""));
}

#[test]
fn another_base_is_refused() {
    let dir = with_store();
    let store = dir.path().join("frontis.store");
    assert_eq!(frontis::store::Store::base_of(&store), Some(made::base()));
    let error = frontis::store::Store::create(&store, &made::base_of("https://b.example/")).err().expect("refused").to_string();
    assert!(error.contains(made::BASE) && error.contains("--base"), "{error}");
}

#[test]
fn nothing_is_built_of_nothing() {
    let dir = directory();
    std::fs::write(dir.path().join("a.txt"), "hello\n").expect("written");
    let (status, out, err) = run(dir.path(), &["build", "a.txt"]);
    assert!(status == 1 && out.is_empty() && err.contains("nothing was built"), "{status} {out} {err}");
    assert!(!dir.path().join("frontis.store").exists());
}

/// Made up from end to end.
const FRONT_MATTER: &str = "\
Proceedings of the Third Workshop on Quiet Machines (QM 2014)

Bergen, Norway
June 3-4, 2014

Table of Contents

Session 1: Noise
On the Hum of Engines ........ 1
  Ada Quill (Example University), Bo Reed (Sample Institute)
Silence as a Service ........ 13
  Cleo Marsh (Example University)
";

#[test]
fn a_volume_is_built_asked_and_explained() {
    let dir = directory();
    let path = dir.path();
    std::fs::write(path.join("qm.txt"), FRONT_MATTER).expect("written");
    let (status, out, err) = run(path, &["build", "qm.txt", "--id", "qm-2014", "--base", "https://example.org/p"]);
    assert_eq!(status, 0, "{out} {err}");
    assert!(out.starts_with("qm-2014  ") && out.contains("2 contributions, 3 authors") && out.contains("quads\n"), "{out}");
    assert!(err.contains("next: "), "{err}");
    let (_, first, _) = run(path, &["export", "--format", "nquads"]);

    let (status, out, _) = run(path, &["build", "qm.txt", "--id", "qm-2014"]);
    assert!(status == 0 && out.contains("unchanged"), "{out}");
    assert_eq!(run(path, &["export", "--format", "nquads"]).1, first, "the store's base is kept, nothing is written");
    let (status, _, err) = run(path, &["build", "qm.txt", "--base", "https://other.example/"]);
    assert!(status == 2 && err.contains("has the base https://example.org/p/"), "{err}");

    let (_, out, _) = run(path, &["query", "SELECT ?t { ?p dblp:title ?t ; a dblp:Inproceedings } ORDER BY ?t", "--format", "csv"]);
    assert_eq!(out.lines().collect::<Vec<_>>(), ["t", "On the Hum of Engines", "Silence as a Service"]);
    let (status, out, err) = run(path, &["why", "id:qm-2014/paper/p13"]);
    assert!(status == 0 && out.contains("qm.txt:11:1") && out.contains("^^^"), "{out} {err}");

    std::fs::write(path.join("qm.txt"), FRONT_MATTER.replace("Silence", "Quiet")).expect("written");
    let (_, out, _) = run(path, &["build", "qm.txt", "--id", "qm-2014"]);
    assert!(out.contains('+') && out.contains('−'), "{out}");
    assert!(!run(path, &["export", "--format", "nquads"]).1.contains("Silence"));
}

#[test]
fn two_inputs_of_one_volume() {
    let dir = directory();
    let path = dir.path();
    std::fs::create_dir(path.join("folder")).expect("made");
    std::fs::write(path.join("folder/a.txt"), FRONT_MATTER).expect("written");
    std::fs::write(path.join("folder/b.md"), FRONT_MATTER).expect("written");
    // two readings are one volume, whether they are given one by one or as a folder
    let (status, out, err) = run(path, &["build", "folder/a.txt", "folder/b.md", "--store", "s1"]);
    assert!(status == 0 && err.contains("another-reading") && out.contains("2 contributions"), "{out} {err}");
    let companion = FRONT_MATTER.replace("On the Hum of Engines", "Tea for Ghosts").replace("Silence as a Service", "Four Spoons");
    std::fs::write(path.join("companion.txt"), companion).expect("written");
    let (status, _, err) = run(path, &["build", "folder/a.txt", "companion.txt", "--store", "s3"]);
    assert!(status == 1 && err.contains("volume-id-taken") && err.contains("--id"), "{err}");
    // which of the two has the name is no matter of which comes first
    let contents = |one: &str, two: &str, store: &str| {
        run(path, &["build", one, two, "--store", store]);
        run(path, &["ask", "contents", "--store", store, "--format", "csv"]).1
    };
    let first = contents("folder/a.txt", "companion.txt", "s4");
    assert!(first.lines().count() > 2 && first == contents("companion.txt", "folder/a.txt", "s5"), "{first}");
    let (status, out, err) = run(path, &["build", "folder", "--store", "s2"]);
    assert!(status == 0 && err.contains("another-reading") && err.contains("b.md"), "{err}");
    assert!(out.contains("2 contributions"), "{out}");
}

#[test]
fn an_audit_says_which_volume_it_speaks_of() {
    let dir = directory();
    for (name, year) in [("a.txt", "2014"), ("b.txt", "2015")] {
        std::fs::write(dir.path().join(name), FRONT_MATTER.replace("2014", year)).expect("written");
    }
    let (status, one, err) = run(dir.path(), &["audit", "a.txt"]);
    assert!(status == 0 && one.starts_with('✓'), "{one} {err}");
    let (_, two, _) = run(dir.path(), &["audit", "a.txt", "b.txt"]);
    assert_eq!(two.lines().filter(|l| l.ends_with("-2014") || l.ends_with("-2015")).count(), 2, "{two}");
}

#[test]
fn every_format_of_parse() {
    let dir = directory();
    std::fs::write(dir.path().join("qm.txt"), FRONT_MATTER).expect("written");
    for format in ["text", "json", "turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld"] {
        let (status, out, err) = run(dir.path(), &["parse", "qm.txt", "--format", format]);
        assert!(status == 0 && out.contains("On the Hum of Engines"), "{format}: {out} {err}");
        let local = err.contains("http://localhost:7878/");
        assert_eq!(local, !["text", "json"].contains(&format), "{format}: {err}");
    }
}

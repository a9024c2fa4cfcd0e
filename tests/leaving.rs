//! What leaves the house: data that does not fit is told and kept back, and the ending of a file chooses its format.

mod made;
#[path = "made/program.rs"]
mod program;

use program::{directory, frontis, parts, run, with_store};

#[test]
fn what_does_not_fit_is_told_and_not_exported() {
    let dir = directory();
    let path = dir.path();
    let pages = "Title One . . . . . . 9\nMara Lind, Ghent Tech\nTitle Two . . . . . . 15\nJin Park, Harbour Institute\n\
                 Title Three . . . . . 12\nOto Berg, Ghent Tech\nTitle Four . . . . . . 20\nJin Park, Harbour Institute\n";
    let text = format!("Proceedings of the Workshop on Quiet Machines (QM'14)\nMay 5, 2014\nGhent, Belgium\nTable of Contents\n{pages}");
    std::fs::write(path.join("qm.txt"), text).expect("written");
    let (status, _, err) = run(path, &["build", "qm.txt", "--diagnostics", "short"]);
    let line = "qm.txt:9:1: error[shape-violation]: PageOrder: starts before the contribution printed above it";
    assert!(status == 1 && err.contains(line) && err.contains(" shapes, 1 violation"), "{err}");
    let (status, out, err) = run(path, &["check", "qm-2014"]);
    assert!(status == 1 && out.contains("error[shape-violation]: PageOrder") && err.starts_with("check: "), "{out}{err}");
    assert!(out.contains("9 | Title Three . . . . . 12") && out.contains("^^^"), "{out}");
    let (_, out, _) = run(path, &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let violations = report["results"].as_array().expect("results").iter().filter(|r| r["severity"] == "Violation").collect::<Vec<_>>();
    assert!(report["conforms"] == false && violations.len() == 1, "{out}");
    assert_eq!(violations[0]["places"][0]["line"], 9);
    let (_, out, _) = run(path, &["check", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let error = results.iter().find(|r| r["level"] == "error").expect("an error");
    assert_eq!((&error["ruleId"], &log["version"]), (&"PageOrder".into(), &"2.1.0".into()));
    assert_eq!(error["locations"][0]["physicalLocation"]["region"]["startLine"], 9);
    let (_, out, _) = run(path, &["check", "--format", "junit"]);
    assert!(
        out.contains(r#"<testsuites name="frontis check" tests=""#)
            && out.contains(r#"failures="1">"#)
            && out.contains("qm.txt:9:1: id:qm-2014/"),
        "{out}"
    );

    let (status, out, err) = run(path, &["export"]);
    assert!(status == 1 && out.is_empty() && err.contains("--allow-invalid"), "{err}");
    let (status, _, err) = run(path, &["export", "--allow-invalid", "-o", "qm.ttl"]);
    assert!(status == 0 && path.join("qm.ttl").exists(), "{err}");

    std::fs::write(path.join("mine.ttl"), "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://e/S> a sh:NodeShape .").expect("written");
    assert_eq!(run(path, &["check", "--shapes", "mine.ttl"]).0, 0);
    let bad = "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://e/S> a sh:NodeShape ; sh:targetNode <http://e/x> ; sh:pattern \"(\" .";
    std::fs::write(path.join("mine.ttl"), bad).expect("written");
    for (arguments, part) in [
        (&["check", "--shapes", "mine.ttl"][..], "( is no regular expression"),
        (&["check", "--format", "pdf"], "there is no format pdf; there are human, short, json, sarif, junit"),
        (&["check", "none-1999"], "there is no volume none-1999"),
    ] {
        let (status, _, err) = run(path, arguments);
        assert!(status == 2 && err.contains(part), "{arguments:?}: {err}");
    }
}

#[test]
fn the_ending_of_a_file_chooses_the_format() {
    let dir = with_store();
    let written = |arguments: &[&str]| {
        let (status, out, err) = run(dir.path(), arguments);
        assert!(status == 0 && out.is_empty(), "{arguments:?}: {out} {err}");
        let file = arguments.last().expect("a file");
        std::fs::read_to_string(dir.path().join(file)).expect("a file")
    };
    assert!(written(&["export", "--allow-invalid", "-o", "x.bib"]).contains("@proceedings{made-2011,"));
    assert!(written(&["export", "--allow-invalid", "-o", "x.dblp.xml"]).contains("<!DOCTYPE dblp"));
    assert!(written(&["export", "--allow-invalid", "-o", "x.html"]).contains("CEURTOC"));
    assert!(written(&["export", "--allow-invalid", "-o", "x"]).starts_with("BASE "), "Turtle where the file does not say");
    assert!(!written(&["export", "--allow-invalid", "--format", "schema-org", "-o", "x.nt"]).contains("PREFIX"), "a map in another syntax");
    let left = std::fs::read_dir(dir.path())
        .expect("a folder")
        .filter(|e| e.as_ref().is_ok_and(|e| e.path().extension().is_some_and(|x| x == "part")));
    assert_eq!(left.count(), 0, "nothing is left beside");
    let deposit =
        frontis(dir.path(), &["export", "--allow-invalid", "--format", "crossref"]).env("CROSSREF_EMAIL", "a&b@example.org").output();
    let (_, out, _) = parts(deposit.expect("run"));
    assert!(out.contains("<email_address>a&amp;b@example.org</email_address>") && out.contains("missing: registrant"), "{out}");
}

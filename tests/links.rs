//! `frontis link`, as its user has it: what is written, what stays as it was, what a person decides over it, and what
//! stops it.

#[path = "made/dblp.rs"]
mod dblp;
mod made;
#[path = "made/program.rs"]
mod program;
#[path = "made/web.rs"]
mod web;

use program::{directory, frontis, parts, run};
use std::path::{Path, PathBuf};
use web::{Reply, Web};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/link").join(name)
}

/// A store with the easy volume, and an index of the invented dump.
fn ready() -> tempfile::TempDir {
    let dir = directory();
    let (code, _, said) = run(dir.path(), &["index", "dblp", fixture("dblp.xml").to_str().unwrap(), "-o", "dblp.idx"]);
    assert_eq!(code, 0, "{said}");
    let (code, _, said) = run(dir.path(), &["build", fixture("easy.txt").to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    dir
}

fn link(dir: &Path, more: &[&str]) -> String {
    let (code, out, said) = run(dir, &[&["link", "dblp", "--index", "dblp.idx"], more].concat());
    assert_eq!(code, 0, "{said}");
    out
}

/// All statements but times, sorted.
fn statements(dir: &Path) -> Vec<String> {
    let (code, out, said) = run(dir, &["export", "--format", "nquads"]);
    assert_eq!(code, 0, "{said}");
    let mut lines: Vec<String> = out.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// The other end of the flat statement of a thing, if it holds.
fn holds(dir: &Path, thing: &str) -> Vec<String> {
    let accepted = statements(dir).into_iter().filter(|l| l.contains("/graph/links/accepted>") && l.contains(&format!("/id/{thing}> ")));
    accepted.filter_map(|l| Some(l.split(' ').nth(2)?.trim_matches(['<', '>']).to_owned())).collect()
}

fn correct(dir: &Path, arguments: &[&str]) {
    let (code, _, said) = run(dir, &[&["correct"], arguments].concat());
    assert_eq!(code, 0, "{said}");
}

const PAPER: &str = "patco-2012/paper/p14";
const RECORD: &str = "https://dblp.org/rec/conf/patco/ReyesHoltFL12";

#[test]
fn a_volume_is_linked_once() {
    let dir = ready();
    let out = link(dir.path(), &[]);
    assert!(out.contains("patco-2012: conf/patco/2012: 11 of"), "{out}");
    assert_eq!(holds(dir.path(), PAPER), [RECORD]);
    let volume = holds(dir.path(), "patco-2012");
    for target in ["https://dblp.org/rec/conf/patco/2012", "https://dblp.org/streams/conf/patco"] {
        assert!(volume.iter().any(|t| t == target), "{volume:?}");
    }
    let signed = holds(dir.path(), "patco-2012/paper/p1#a1");
    assert!(signed.len() == 1 && signed[0].starts_with("https://dblp.org/pid/"), "{signed:?}");
    // who edits the proceedings is known, who has a name in dblp alone is not
    let chair = holds(dir.path(), "patco-2012/person/clare-whitcombe");
    assert!(chair.len() == 1 && chair[0].starts_with("https://dblp.org/pid/"), "{chair:?}");
    assert!(holds(dir.path(), "patco-2012/person/yuto-shimoda").is_empty());
    let before = statements(dir.path());
    let again = link(dir.path(), &["patco"]);
    assert!(!again.contains("statements new"), "{again}");
    assert_eq!(statements(dir.path()), before);
    // reading again leaves links as they are, and what is written fits the shapes
    assert_eq!(run(dir.path(), &["build", fixture("easy.txt").to_str().unwrap()]).0, 0);
    assert_eq!(statements(dir.path()).len(), before.len());
    let (code, out, said) = run(dir.path(), &["check"]);
    assert_eq!(code, 0, "{out}{said}");
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let dir = ready();
    let before = statements(dir.path());
    let out = link(dir.path(), &["--dry-run", "--explain"]);
    assert!(out.contains("conf/patco/2012  accepted") && out.contains("journals/jpatco/ReyesHoltFL13  rejected"), "{out}");
    assert_eq!(statements(dir.path()), before);
}

#[test]
fn a_person_decides_over_proposals() {
    let dir = ready();
    link(dir.path(), &[]);
    correct(dir.path(), &[&format!("id:{PAPER}"), "--reject", RECORD]);
    assert!(holds(dir.path(), PAPER).is_empty());
    // it is not proposed again
    link(dir.path(), &[]);
    assert!(holds(dir.path(), PAPER).is_empty());
    let proposed = |dir: &Path| statements(dir).iter().filter(|l| l.contains(RECORD) && l.contains("linkTarget")).count();
    assert_eq!(proposed(dir.path()), 1, "the decision alone");
    correct(dir.path(), &["--undo"]);
    link(dir.path(), &[]);
    assert_eq!(holds(dir.path(), PAPER), [RECORD]);

    let other = "https://dblp.org/rec/conf/patco/Other12";
    correct(dir.path(), &[&format!("id:{PAPER}"), "--accept", other]);
    link(dir.path(), &[]);
    assert_eq!(holds(dir.path(), PAPER), [other], "beside what a person accepted nothing else holds");
    correct(dir.path(), &["--undo"]);
    link(dir.path(), &[]);
    assert_eq!(holds(dir.path(), PAPER), [RECORD]);
}

#[test]
fn what_cannot_be_used_is_told() {
    let dir = ready();
    let told = |arguments: &[&str], words: &[&str]| {
        let mut command = frontis(dir.path(), arguments);
        command.env("FRONTIS_INDEX", dir.path().join("none"));
        let (code, _, said) = parts(command.output().unwrap());
        assert_eq!(code, 2, "{arguments:?}: {said}");
        assert!(words.iter().all(|w| said.contains(w)), "{arguments:?}: {said}");
    };
    told(&["link", "dblp"], &["frontis index dblp", "--online"]);
    told(&["link", "dblp", "--index", "none.idx"], &["cannot read none.idx"]);
    std::fs::write(dir.path().join("text.idx"), "a text").unwrap();
    told(&["link", "dblp", "--index", "text.idx"], &["text.idx"]);
    told(&["link", "dblp", "nobody", "--index", "dblp.idx"], &["there is no volume nobody"]);
    // a flipped byte anywhere is an error or of no account, and writes nothing false
    let bytes = std::fs::read(dir.path().join("dblp.idx")).unwrap();
    link(dir.path(), &[]);
    let linked = statements(dir.path());
    for at in (0..bytes.len()).step_by(bytes.len() / 23) {
        let mut broken = bytes.clone();
        broken[at] ^= 0x55;
        std::fs::write(dir.path().join("broken.idx"), &broken).unwrap();
        let (code, _, said) = run(dir.path(), &["link", "dblp", "--index", "broken.idx"]);
        assert!(code == 0 || code == 2 && said.contains("broken.idx"), "byte {at}: {code} {said}");
        assert_eq!(statements(dir.path()), linked, "byte {at}");
    }
}

const MIST: &str = "\
Proceedings of the 7th Workshop on Misty Systems
MIST 2014
Fogville, June 1-2, 2014

Table of Contents

Lanterns & Dormice: Finding Small Machines in Thick Weather . . . . . . . . . 1
   Edda Mistral
O2-Aware Foghorns That Nobody Has to Hear . . . . . . . . . . . . . . . . . . 13
   Ansgar Vole, Zoë Quill
Towards a Theory of Damp Schedulers . . . . . . . . . . . . . . . . . . . . . 25
   Zoë Quill
";

#[test]
fn dblp_itself_is_asked_politely() {
    let dir = directory();
    std::fs::write(dir.path().join("mist.txt"), MIST).unwrap();
    assert_eq!(run(dir.path(), &["build", "mist.txt"]).0, 0);
    let site = dblp::serve(dblp::Day::default());
    let persons = Web::serve(|_| {
        Reply::of("200 OK\r\nContent-Type: application/sparql-results+json", "{\"head\":{\"vars\":[\"p\"]},\"results\":{\"bindings\":[]}}")
    });
    let online = |dir: &Path| {
        let arguments = ["link", "dblp", "--online", "--interval", "0.01", "--site", &site.address, "--persons", &persons.address];
        let mut command = frontis(dir, &arguments);
        parts(command.env("FRONTIS_CACHE", dir.join("cache")).output().unwrap())
    };
    let (code, out, said) = online(dir.path());
    assert_eq!(code, 0, "{said}");
    assert!(out.contains("conf/mist/2014: 3 of 3 papers, 4 of 4 signatures"), "{out}");
    assert_eq!(holds(dir.path(), "mist-2014/paper/p13#a2"), ["https://dblp.org/pid/11/22"]);
    let asked = site.asked().len();
    assert!(asked > 0 && asked <= 6, "{asked} requests");
    let (code, _, said) = online(dir.path());
    assert_eq!(code, 0, "{said}");
    assert_eq!(site.asked().len(), asked, "answers are kept");
}

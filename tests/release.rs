//! A release: the same bytes every time, and whatever is changed in it is found.

mod cases;

use frontis::release::canonical;
use frontis::store::Store;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with a store of the samples.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        let samples = cases::samples();
        let inputs: Vec<&str> = samples.iter().map(|p| p.to_str().unwrap()).collect();
        let (code, _, err) = place.frontis(&[&["build", "--base", "https://example.org/fm/"], inputs.as_slice()].concat());
        assert!(code < 2, "{err}");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn frontis(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1")
            .env("FRONTIS_STORE", "store")
            .env_remove("SOURCE_DATE_EPOCH");
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn release(&self, args: &[&str]) -> String {
        let (code, out, err) = self.frontis(&[&["release"], args].concat());
        assert_eq!(code, 0, "{args:?}: {err}");
        out
    }

    fn refused(&self, args: &[&str]) -> String {
        let (code, out, err) = self.frontis(args);
        assert!(code == 2 && out.is_empty(), "{args:?}: {code} {out}{err}");
        err
    }

    /// What verifying complains of; empty where it does not.
    fn wrong(&self, args: &[&str]) -> String {
        let (code, out, err) = self.frontis(&[&["verify"], args].concat());
        assert_eq!((code, out.is_empty()), if code == 0 { (0, false) } else { (1, true) }, "{args:?}: {err}");
        if code == 0 { String::new() } else { err }
    }

    fn key(&self, name: &str, seed: u8) {
        // as `openssl genpkey -algorithm ed25519` writes it
        let der = [&[0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20][..], &[seed; 32]].concat();
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", base64(&der));
        std::fs::write(self.path(name), pem).unwrap();
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    assert_eq!(bytes.len() % 3, 0, "no padding is written");
    let digits = bytes.chunks(3).flat_map(|c| {
        let n = u32::from(c[0]) << 16 | u32::from(c[1]) << 8 | u32::from(c[2]);
        [18, 12, 6, 0].map(|shift| DIGITS[(n >> shift & 63) as usize] as char)
    });
    digits.collect()
}

/// Every file of a folder by its path below it.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for path in cases::sorted(folder) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(contents(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

fn quads(bytes: &[u8], format: RdfFormat) -> BTreeSet<String> {
    let parsed = RdfParser::from_format(format).for_slice(bytes).collect::<Result<Vec<Quad>, _>>();
    parsed.unwrap().into_iter().map(|q| q.to_string()).collect()
}

#[test]
fn the_same_store_gives_the_same_bytes() {
    let place = Place::new();
    place.key("key.pem", 0x0d);
    let first = place.release(&["one", "--key", "key.pem"]);
    assert!(first.contains("signed") && first.contains("RDFC-1.0"), "{first}");
    place.release(&["two", "--key", "key.pem"]);
    let (one, two) = (contents(&place.path("one")), contents(&place.path("two")));
    assert!(one == two, "two releases differ");
    let names: Vec<&str> = one.keys().map(String::as_str).collect();
    let volumes = names.iter().filter(|n| n.starts_with("volumes/")).count();
    assert_eq!((names.len(), volumes), (9, 2), "{names:?}");
    // a release gives way to the next
    place.release(&["one", "--version", "2.0", "--licence", "https://creativecommons.org/licenses/by/4.0/"]);
    let again = contents(&place.path("one"));
    assert!(!again.contains_key("SHA256SUMS.sig") && again["data.nq.gz"] == one["data.nq.gz"]);
    assert!(String::from_utf8_lossy(&again["dataset.ttl"]).contains("licenses/by/4.0"));
    assert_eq!(place.wrong(&["one"]), "");
    let left: Vec<_> = cases::sorted(place.folder.path()).iter().map(|p| p.file_name().unwrap().to_owned()).collect();
    assert_eq!(left, ["key.pem", "one", "store", "two"]);
}

#[test]
fn the_dump_is_the_store() {
    let place = Place::new();
    place.release(&["out"]);
    let mut lines = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(place.path("out/data.nq.gz")).unwrap()).read_to_end(&mut lines).unwrap();
    let reloaded = oxigraph::store::Store::new().unwrap();
    reloaded.load_from_slice(RdfFormat::NQuads, &lines).unwrap();
    let reloaded: BTreeSet<String> = reloaded.iter().map(|q| q.unwrap().to_string()).collect();
    let stored: BTreeSet<String> = Store::open(&place.path("store")).unwrap().quads().unwrap().iter().map(Quad::to_string).collect();
    assert_eq!(reloaded, stored);
    assert!(lines.split_inclusive(|b| *b == b'\n').is_sorted());
    let marker: serde_json::Value = serde_json::from_slice(&std::fs::read(place.path("out/frontis-release.json")).unwrap()).unwrap();
    assert_eq!(marker["rdfc10_sha256"], canonical::sha256(&lines));
    // what the file of a volume says stands in the dump
    let (_, volume, _) = place.frontis(&["export", "--volume", "patient-2014", "--format", "turtle"]);
    let id = cases::sorted(&place.path("out/volumes")).into_iter().find(|p| p.to_string_lossy().contains("2014")).unwrap();
    assert_eq!(quads(&std::fs::read(id).unwrap(), RdfFormat::Turtle), quads(volume.as_bytes(), RdfFormat::Turtle));
}

#[test]
fn one_changed_byte_is_found_in_any_file() {
    let place = Place::new();
    place.key("key.pem", 1);
    place.release(&["out", "--key", "key.pem"]);
    assert_eq!(place.wrong(&["out"]), "");
    for (name, bytes) in contents(&place.path("out")) {
        let path = place.path("out").join(&name);
        let mut changed = bytes.clone();
        let at = changed.len() / 2;
        changed[at] ^= 1;
        std::fs::write(&path, &changed).unwrap();
        if name == "frontis-release.json" {
            let (code, _, err) = place.frontis(&["verify", "out"]);
            assert!(code > 0 && err.contains(&name), "{name}: {err}");
        } else {
            let wrong = place.wrong(&["out"]);
            // a changed list makes any file look changed
            assert!(wrong.contains(&format!("error: {name} ")) || name == "SHA256SUMS", "{name}: {wrong}");
            assert!(!wrong.is_empty());
        }
        std::fs::remove_file(&path).unwrap();
        if name != "frontis-release.json" {
            assert!(place.wrong(&["out"]).contains(&format!("error: {name} is missing")), "{name}");
        }
        std::fs::write(&path, &bytes).unwrap();
    }
    std::fs::write(place.path("out/volumes/more.ttl"), "").unwrap();
    assert!(place.wrong(&["out"]).contains("error: volumes/more.ttl is in no list"));
}

/// Who changes the data and their sums is found by what the release says of itself, and by its signature.
#[test]
fn new_sums_do_not_hide_a_change() {
    let place = Place::new();
    place.key("key.pem", 1);
    place.key("other.pem", 2);
    place.release(&["out", "--key", "key.pem"]);
    place.release(&["theirs", "--key", "other.pem"]);
    let change = |name: &str, from: &str, to: &str| {
        let path = place.path("out").join(name);
        let old = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&old).into_owned();
        assert!(text.contains(from), "{name} has no {from}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let (before, after) = (canonical::sha256(&old), canonical::sha256(&std::fs::read(&path).unwrap()));
        let sums = place.path("out/SHA256SUMS");
        let text = std::fs::read_to_string(&sums).unwrap();
        std::fs::write(sums, text.replace(&before, &after)).unwrap();
    };
    change("dataset.ttl", "void:properties ", "void:properties 1");
    let wrong = place.wrong(&["out"]);
    assert!(wrong.contains("error: dataset.ttl says") && wrong.contains("void#properties"), "{wrong}");
    assert!(wrong.contains("error: SHA256SUMS.sig is no signature"), "{wrong}");
    let volume = cases::sorted(&place.path("out/volumes")).remove(0);
    let volume = format!("volumes/{}", volume.file_name().unwrap().to_string_lossy());
    change(&volume, "a dblp:", "a schema:");
    let wrong = place.wrong(&["out"]);
    assert!(wrong.contains(&format!("error: {volume} says what data.nq.gz does not")), "{wrong}");
    // the whole of it made anew and signed by somebody else
    std::fs::copy(place.path("out/public-key.pem"), place.path("known.pem")).unwrap();
    assert_eq!(place.wrong(&["theirs"]), "");
    assert!(place.wrong(&["theirs", "--key", "known.pem"]).contains("error: SHA256SUMS.sig is no signature"));
    std::fs::remove_file(place.path("theirs/SHA256SUMS.sig")).unwrap();
    assert!(place.wrong(&["theirs", "--key", "known.pem"]).contains("error: SHA256SUMS.sig is missing"));
}

#[test]
fn other_tools_accept_sums_and_signature() {
    let place = Place::new();
    let run = |program: &str, args: &[&str], folder: &Path| match Command::new(program).args(args).current_dir(folder).output() {
        Ok(output) => Some((output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())),
        Err(_) => {
            println!("skipped: there is no {program}");
            None
        }
    };
    let Some((made, said)) = run("openssl", &["genpkey", "-algorithm", "ed25519", "-out", "key.pem"], place.folder.path()) else { return };
    assert!(made, "{said}");
    place.release(&["out", "--key", "key.pem"]);
    let out = place.path("out");
    let args = ["pkeyutl", "-verify", "-pubin", "-inkey", "public-key.pem", "-rawin", "-in", "SHA256SUMS", "-sigfile", "SHA256SUMS.sig"];
    let (accepted, said) = run("openssl", &args, &out).expect("was there");
    assert!(accepted, "{said}");
    if let Some((accepted, said)) = run("sha256sum", &["--strict", "-c", "SHA256SUMS"], &out) {
        assert!(accepted, "{said}");
    }
    run("openssl", &["pkey", "-in", "key.pem", "-pubout", "-out", "public.pem"], place.folder.path());
    assert_eq!(place.wrong(&["out", "--key", "public.pem"]), "");
}

#[test]
fn what_is_no_release_is_left_alone() {
    let place = Place::new();
    std::fs::create_dir(place.path("mine")).unwrap();
    std::fs::write(place.path("mine/thesis.txt"), "years of work").unwrap();
    assert!(place.refused(&["release", "mine"]).contains("holds something else"));
    assert!(place.refused(&["release", "store"]).contains("holds something else"));
    assert!(place.refused(&["release", "mine/thesis.txt"]).contains("is a file"));
    place.release(&["out"]);
    std::fs::write(place.path("out/index.html"), "<p>").unwrap();
    assert!(place.refused(&["release", "out"]).contains("holds index.html"));
    assert!(place.refused(&["release", "new", "--version", "a/b"]).contains("no version"));
    assert!(place.refused(&["release", "new", "--licence", "CC0"]).contains("--licence"));
    assert!(place.refused(&["release", "new", "--key", "mine/thesis.txt"]).contains("openssl genpkey"));
    assert!(place.refused(&["verify", "mine"]).contains("is no release"));
    assert!(!place.path("new").exists());
}

#[test]
fn another_parser_reads_the_description() {
    let place = Place::new();
    for (thing, there) in
        [("id:haskell-2011", "https://dblp.org/rec/conf/x/2011"), ("id:haskell-2011/event", "https://www.wikidata.org/entity/Q1")]
    {
        let (code, _, err) = place.frontis(&["correct", thing, "--accept", there]);
        assert_eq!(code, 0, "{err}");
    }
    place.release(&["out"]);
    assert_eq!(place.wrong(&["out"]), "");
    let description = std::fs::read_to_string(place.path("out/dataset.ttl")).unwrap();
    for there in ["dblp-org", "www-wikidata-org"] {
        assert!(description.contains(&format!("\n<dataset#links-{there}-schema-sameas> a void:Linkset;")), "{there}");
    }
    let python = std::env::var_os("FRONTIS_PYTHON").unwrap_or("python3".into());
    let judge = cases::root().join("tests/release.py");
    let output = Command::new(python).arg(judge).arg(place.path("out")).output();
    match output {
        Ok(output) if output.status.success() => print!("{}", String::from_utf8_lossy(&output.stdout)),
        Ok(output) if output.status.code() == Some(77) => println!("skipped: python has no rdflib"),
        Ok(output) => panic!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)),
        Err(_) => println!("skipped: there is no python"),
    }
}

/// The tests of the W3C for RDFC-1.0 with SHA-256, by both.
#[test]
fn both_canonical_forms_are_those_of_the_standard() {
    let Some(folder) = cases::shared().map(|s| s.join("w3c/rdf-canon/rdfc10")).filter(|f| f.is_dir()) else {
        println!("skipped: FRONTIS_SHARED with w3c/rdf-canon is not set");
        return;
    };
    let mut compared = 0;
    for path in cases::files(&folder, &["nq"]) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // 075 is made with SHA-384
        let Some(test) = name.strip_suffix("-in.nq").filter(|t| *t != "test075") else { continue };
        let input = std::fs::read(&path).unwrap();
        let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::NQuads).for_slice(&input).collect::<Result<_, _>>().unwrap();
        // 074 is made to take for ever
        let Ok(expected) = std::fs::read(folder.join(format!("{test}-rdfc10.nq"))) else {
            assert!(canonical::agreed(&quads).is_err(), "{test}");
            continue;
        };
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        assert_eq!(text(canonical::by_oxrdf(&quads)), text(expected.clone()), "{test} by oxrdf");
        assert_eq!(text(canonical::by_sophia(&input).unwrap()), text(expected), "{test} by sophia");
        compared += 1;
    }
    assert!(compared > 60, "{compared} tests");
}

#[test]
fn a_dump_that_unpacks_without_end_is_told() {
    use std::io::Write;
    let place = Place::new();
    place.release(&["out"]);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![b'\n'; 64 << 20]).unwrap();
    std::fs::write(place.path("out/data.nq.gz"), packed.finish().unwrap()).unwrap();
    let wrong = place.wrong(&["out"]);
    assert!(wrong.contains("data.nq.gz cannot be read: it unpacks to more than 200 times its size"), "{wrong}");
}

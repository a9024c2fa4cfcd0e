//! Decisions of people: applied after every reading, reported where what they are about has changed, taken back.

use std::path::{Path, PathBuf};
use std::process::Command;

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/patient-2014.txt"), place.input()).unwrap();
        place
    }

    fn input(&self) -> PathBuf {
        self.folder.path().join("patient.txt")
    }

    fn decisions(&self) -> PathBuf {
        self.folder.path().join("store/curation.toml")
    }

    fn frontis(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
        command.args(args).current_dir(self.folder.path()).env("NO_COLOR", "1").env("FRONTIS_STORE", "store").env_remove("USER");
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn build(&self) -> String {
        let (code, _, err) = self.frontis(&["build", "patient.txt", "--id", "qm-2014"]);
        assert!(code < 2, "{err}");
        err
    }

    fn correct(&self, args: &[&str]) -> String {
        let (code, out, err) = self.frontis(&[&["correct"], args].concat());
        assert_eq!(code, 0, "{args:?}: {err}");
        out
    }

    fn refused(&self, args: &[&str]) -> String {
        let (code, out, err) = self.frontis(&[&["correct"], args].concat());
        assert!(code == 2 && out.is_empty(), "{args:?}: {code} {out}");
        err
    }

    fn value(&self, thing: &str, field: &str) -> String {
        let all = self.correct(&[thing]);
        let line = all.lines().find(|l| l.split(' ').next() == Some(field)).unwrap_or_else(|| panic!("{field} in {all}"));
        line[field.len()..].trim().to_owned()
    }

    fn edit(&self, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.input()).unwrap();
        assert!(text.contains(from), "{from}");
        std::fs::write(self.input(), text.replace(from, to)).unwrap();
    }

    /// Every quad but the time of the run.
    fn quads(&self) -> Vec<String> {
        let (_, out, _) = self.frontis(&["export", "--format", "nquads"]);
        out.lines().filter(|l| !(l.contains("/run/") && l.contains("edAtTime"))).map(str::to_owned).collect()
    }
}

const PAPER: &str = "id:qm-2014/paper/p13";

#[test]
fn a_correction_survives_another_reading() {
    let place = Place::new();
    place.build();
    place.correct(&[PAPER, "title", "Glacier: Memory at Need", "--by", "Ada", "--why", "misprint"]);
    place.correct(&["id:qm-2014/paper/p13#a1", "affiliation", "University of Northmoor", "--by", "Ada"]);
    // the input changes elsewhere, and its bytes with it
    place.edit(
        "Dervla Maguire-Stroud, Fernhill College\nEmeka",
        "Dervla Maguire-Stroud, Fernhill College\nNew Member, Fernhill College\nEmeka",
    );
    let said = place.build();
    assert!(!said.contains("decision-"), "{said}");
    assert_eq!(place.value(PAPER, "title"), "Glacier: Memory at Need");
    assert_eq!(place.value("id:qm-2014/paper/p13#a1", "affiliation"), "University of Northmoor");
    let (_, why, _) = place.frontis(&["why", PAPER]);
    assert!(why.contains("corrected by Ada on ") && why.contains("read as `Glacier: Memory Reclamation at the Speed of Need`"), "{why}");
    assert!(why.contains("because misprint"), "{why}");
    let (_, rows, _) =
        place.frontis(&["query", "--format", "csv", "SELECT ?who { ?c a fm:Correction ; prov:wasAssociatedWith/rdfs:label ?who }"]);
    assert_eq!(rows.matches("Ada").count(), 2, "{rows}");
    // and the volume still fits the shapes: what was read is beside what it is
    assert!(place.quads().iter().any(|q| q.contains("readAs") && q.contains("Speed of Need")));
}

#[test]
fn what_a_decision_is_about_may_be_gone_changed_or_mended() {
    let place = Place::new();
    place.build();
    place.correct(&[PAPER, "title", "Glacier: Memory at Need"]);
    place.correct(&["id:qm-2014/paper/p1", "title", "Dormouse: Schedulers Asleep"]);
    place.correct(&["id:qm-2014/paper/p69", "title", "A Census"]);
    place.edit("Glacier: Memory Reclamation at the Speed of Need", "Glacier: Memory at Need");
    place.edit("Dormouse: Schedulers That Sleep on It", "Dormouse: Schedulers That Sleep in It");
    place.edit(
        "A Census of Abandoned Daemons . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . 69",
        "A Census of Abandoned Daemons . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . 70",
    );
    let said = place.build();
    for code in ["note[decision-needless]", "warning[decision-stale]", "warning[decision-gone]"] {
        assert_eq!(said.matches(code).count(), 1, "{code} in {said}");
    }
    assert!(said.contains("it now reads `Dormouse: Schedulers That Sleep in It`") && said.contains("store/curation.toml:8"), "{said}");
    assert_eq!(place.value("id:qm-2014/paper/p1", "title"), "Dormouse: Schedulers That Sleep in It");
    // nothing of the file is lost
    assert_eq!(std::fs::read_to_string(place.decisions()).unwrap().matches("[[decision]]").count(), 3);
}

#[test]
fn every_decision_can_be_taken_back() {
    let place = Place::new();
    place.build();
    let before = place.quads();
    let acts: &[&[&str]] = &[
        &[PAPER, "pages", "14-20"],
        &["id:qm-2014/paper/p27", "--split", "Checkpoints"],
        &["id:qm-2014/paper/p27", "--merge", "id:qm-2014/paper/n4"],
        &["id:qm-2014/paper/p1", "authors", "Mistral, Edda; Nobody Else"],
        &["id:qm-2014/paper/p69", "--remove"],
        &["id:qm-2014/paper/p75", "session", "1"],
        &["id:qm-2014/event/committee/program-committee/member/2", "--remove"],
        &["id:qm-2014/event/session/1", "--remove"],
        &["id:qm-2014/event", "dates", "2014-05-11/2014-05-16"],
        &["id:qm-2014/event", "place", "Tallinn, Estonia"],
        &["id:qm-2014", "publisher", "Slow Press"],
        &["id:qm-2014/event/sponsorship/1", "kind", "supporter"],
        &["id:qm-2014/event/statistic/submittedpapers", "value", "42"],
        &["id:qm-2014/paper/p1#a1-aff1", "name", "Westmarch Polytechnic, Estonia"],
        &["id:qm-2014/paper/p1", "--accept", "https://dblp.org/rec/conf/qm/M14", "--by", "Ada"],
        &["id:qm-2014/paper/p1", "--reject", "https://dblp.org/rec/conf/qm/X", "--by", "Bo"],
        &["id:qm-2014/paper/p41", "--right"],
    ];
    for act in acts {
        let out = place.correct(act);
        assert!(act.contains(&"--right") || !out.contains("unchanged"), "{act:?}: {out}");
    }
    assert_eq!(place.value("id:qm-2014/paper/p14", "pages"), "14-20");
    assert_eq!(place.correct(&["--list"]).lines().count(), 2 * acts.len());
    let after = place.quads();
    assert_eq!(place.build().matches("decision-").count(), 0);
    assert_eq!(place.quads(), after, "built again with every decision");
    // one of the middle by its thing, the others from the last on
    place.correct(&["id:qm-2014/event", "--undo"]);
    for _ in 1..acts.len() {
        place.correct(&["--undo"]);
    }
    assert_eq!(place.quads(), before);
    assert!(place.refused(&["--undo"]).contains("no such decision"));
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_written() {
    let place = Place::new();
    place.build();
    for (args, says) in [
        (vec![PAPER, "pages", "thirteen"], "no page"),
        (vec![PAPER, "colour", "blue"], "it has title, pages, kind"),
        (vec![PAPER, "kind", "epic"], "epic"),
        (vec![PAPER, "session", "99"], "1 to "),
        (vec![PAPER, "title", "Glacier: Memory Reclamation at the Speed of Need"], "already"),
        (vec![PAPER, "--split", "Zebra"], "it reads"),
        (vec![PAPER, "--merge", "id:qm-2014/event/session/1"], "one list"),
        (vec![PAPER, "--accept", "not an iri"], "no IRI"),
        (vec!["id:qm-2014", "--remove"], "cannot be without"),
        (vec!["id:qm-2014/paper/p2", "title", "x"], "nothing was read"),
        (vec!["id:qm-2014/person/edda-mistral", "name", "x"], "member/5, id:qm-2014/paper/p1#a1"),
        (vec!["id:other-2000/paper/p2", "title", "x"], "no volume"),
    ] {
        assert!(place.refused(&args).contains(says), "{args:?}: {}", place.refused(&args));
    }
    assert!(!place.decisions().exists());
    std::fs::write(place.decisions(), "[[decision]]\nthing = \"qm-2014\"\ncolour = 1\n").unwrap();
    let (code, _, err) = place.frontis(&["build", "patient.txt", "--id", "qm-2014"]);
    assert!(code == 2 && err.contains("curation.toml:3:1"), "{err}");
    std::fs::write(place.decisions(), "[[decision]]\nthing = \"qm-2014/paper/p1\"\nset = \"pages\"\nto = \"thirteen\"\n").unwrap();
    let (code, _, err) = place.frontis(&["build", "patient.txt", "--id", "qm-2014"]);
    assert!(code == 1 && err.contains("error[decision-invalid]") && err.contains("store/curation.toml:1"), "{err}");
}

#[test]
fn decisions_may_lie_beside_the_input_and_name_a_place() {
    let place = Place::new();
    let text = std::fs::read_to_string(place.input()).unwrap();
    let start = text[..text.find("Glacier").unwrap()].chars().count();
    place.build();
    let (_, json, _) = place.frontis(&["parse", "patient.txt", "--format", "json"]);
    let sha = json.split("\"sha256\": \"").nth(1).unwrap()[..16].to_owned();
    let file = place.folder.path().join("curation.toml");
    std::fs::write(
        &file,
        format!(
            "# what we agreed\n[[decision]]\nthing = \"sha256-{sha}#char={start},{}\"\nset = \"title\"\n\
             was = \"Glacier: Memory Reclamation at the Speed of Need\"\nto = \"Glacier\"\n",
            start + 7
        ),
    )
    .unwrap();
    let (_, json, err) = place.frontis(&["parse", "patient.txt", "--format", "json", "--id", "qm-2014"]);
    assert!(json.contains("\"value\": \"Glacier\"") && json.contains("\"corrections\""), "{err}");
    place.build();
    assert_eq!(place.value(PAPER, "title"), "Glacier");
    // one of the store's own stands over it; what came with the input stays, dated or not, when another is made or undone
    place.correct(&[PAPER, "title", "Glaciers"]);
    assert_eq!(place.value(PAPER, "title"), "Glaciers");
    let dated = std::fs::read_to_string(&file).unwrap() + "at = \"2026-01-01\"\n";
    std::fs::write(&file, dated).unwrap();
    place.build();
    place.correct(&["--undo"]);
    assert_eq!(place.value(PAPER, "title"), "Glacier");
    // a link to a place is one of the thing that stands there
    place.correct(&[&format!("sha256-{sha}#char={start},{}", start + 7), "--accept", "https://dblp.org/rec/conf/qm/G14"]);
    place.correct(&["id:qm-2014/paper/p13#a1-aff1", "--accept", "https://ror.org/000000000"]);
    let linked = |thing: &str, predicate: &str, target: &str| {
        place.quads().iter().any(|q| q.starts_with(&format!("<http://localhost:7878/id/qm-2014/paper/{thing}> <{predicate}> <{target}>")))
    };
    assert!(linked("p13", "https://schema.org/sameAs", "https://dblp.org/rec/conf/qm/G14"));
    // one to an affiliation is one of the organization that it names
    let organization = "> <https://schema.org/sameAs> <https://ror.org/000000000>";
    assert!(place.quads().iter().any(|q| q.starts_with("<http://localhost:7878/id/org/") && q.contains(organization)));
    place.correct(&["--undo"]);
    place.correct(&["--undo"]);

    let json = place.folder.path().join("agreed.json");
    std::fs::write(&json, r#"{"decision": [{"thing": "qm-2014/paper/p1", "set": "pages", "was": "1", "to": "2"}]}"#).unwrap();
    let (code, out, _) = place.frontis(&["parse", "patient.txt", "--id", "qm-2014", "--curation", "agreed.json", "--format", "json"]);
    assert!(code < 2 && out.contains("\"label\": \"2\""));
    let (code, _, err) = place.frontis(&["parse", "patient.txt", "--curation", "none.toml"]);
    assert!(code == 2 && err.contains("cannot read none.toml"), "{err}");
}

#[test]
fn what_is_right_is_doubted_no_more() {
    let place = Place::new();
    assert!(place.build().contains("warning[empty-heading]"));
    place.correct(&["id:qm-2014/event/committee/the-slow-systems-association-staff", "--right"]);
    let said = place.build();
    assert!(!said.contains("empty-heading") && said.contains("warning[block-moved]"), "{said}");
    assert!(!place.quads().iter().any(|q| q.contains("\"empty-heading\"")));
    place.correct(&["--undo"]);
    assert!(place.build().contains("warning[empty-heading]"));
}

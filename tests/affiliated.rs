//! `frontis link ror`, as its user has it: what is written, what stays as it was, what a person decides over it, and what
//! volumes that share an organisation do to each other.

mod made;
#[path = "made/program.rs"]
mod program;

use program::{directory, frontis, parts, run};
use std::path::Path;

const DUMP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/resolve/ror.json");

const LAMP: &str = "\
Proceedings of the 7th Workshop on Lamp Systems
LAMP 2014
Fogville, June 1-2, 2014

Program Chair
Ansgar Vole, University of Elmsworth, Norway

Program Committee
Zoë Quill, Hallgrímur University, Brazil
Edda Mistral, Hallgrímur University
Oda Fell, Quarrendon Institute of Technology with University of Elmsworth
Per Noll, Sprocket Collective

Table of Contents

Lanterns & Dormice: Finding Small Machines in Thick Weather . . . . . . . . . 1
   Edda Mistral (Hallgrímur University)
O2-Aware Foghorns That Nobody Has to Hear . . . . . . . . . . . . . . . . . . 13
   Ansgar Vole (University of Elmsworth, Norway), Zoë Quill (Hallgrímur University, Brazil)
";

const BELL: &str = "\
Proceedings of the 2nd Workshop on Bell Systems
BELL 2015
Fogville, June 1-2, 2015

Program Committee
Ansgar Vole, University of Elmsworth, Norway
Ida Snorre, Hallgrímur University, Iceland

Table of Contents

Ringing Twice in Harbours Without Wind . . . . . . . . . . . . . . . . . . . . 1
   Ansgar Vole (University of Elmsworth, Norway)
";

const ELMSWORTH: &str = "org/university-of-elmsworth";
const RECORD: &str = "https://ror.org/0elm00001";
const ICELAND: &str = "https://ror.org/0hal00001";
const BRAZIL: &str = "https://ror.org/0hal00002";

/// A store with volumes, and an index of the invented dump.
fn ready(volumes: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = directory();
    done(dir.path(), &["index", "ror", DUMP, "-o", "ror.idx"]);
    for (name, text) in volumes {
        std::fs::write(dir.path().join(name), text).unwrap();
        done(dir.path(), &["build", name]);
    }
    dir
}

fn done(dir: &Path, arguments: &[&str]) -> String {
    let (code, out, said) = run(dir, arguments);
    assert_eq!(code, 0, "{arguments:?}: {out}{said}");
    out
}

fn link(dir: &Path, more: &[&str]) -> String {
    done(dir, &[&["link", "ror", "--index", "ror.idx"], more].concat())
}

/// All statements, sorted.
fn statements(dir: &Path) -> Vec<String> {
    let mut lines: Vec<String> = done(dir, &["export", "--format", "nquads"]).lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// The other ends of the flat statements of a thing.
fn holds(dir: &Path, thing: &str) -> Vec<String> {
    let accepted = statements(dir).into_iter().filter(|l| l.contains("/graph/links/accepted>") && l.contains(&format!("/id/{thing}> ")));
    accepted.filter_map(|l| Some(l.split(' ').nth(2)?.trim_matches(['<', '>']).to_owned())).collect()
}

/// How many links lead to a target, whatever their status.
fn proposed(dir: &Path, target: &str) -> usize {
    statements(dir).iter().filter(|l| l.contains("linkTarget") && l.contains(&format!("<{target}>"))).count()
}

#[test]
fn organisations_are_linked_once() {
    let dir = ready(&[("lamp.txt", LAMP)]);
    let dir = dir.path();
    let before = statements(dir);
    let shown = link(dir, &["--dry-run", "--explain"]);
    assert!(shown.contains("names nothing that is known") && shown.contains(&format!("→ {RECORD}  accepted")), "{shown}");
    assert_eq!(statements(dir), before, "a dry run writes nothing");

    let out = link(dir, &[]);
    assert!(out.contains("lamp-2014: 2 of 4 organisations, 1 doubtful, 1 unknown"), "{out}");
    let registry = [RECORD, "http://www.wikidata.org/entity/Q1", "https://www.grid.ac/institutes/grid.1"];
    let held = holds(dir, ELMSWORTH);
    assert!(held.len() == 3 && registry.iter().all(|r| held.iter().any(|h| h == r)), "{held:?}");
    assert!(statements(dir).iter().any(|l| l.contains("through ROR")));
    let linked = statements(dir);
    let again = link(dir, &["lamp"]);
    assert!(!again.contains("statements new"), "{again}");
    assert_eq!(statements(dir), linked);
    done(dir, &["check"]);
    // reading again leaves links as they are
    done(dir, &["build", "lamp.txt"]);
    assert_eq!(statements(dir).len(), linked.len());
    assert_eq!(holds(dir, ELMSWORTH).len(), 3);
}

#[test]
fn one_country_of_the_volume_helps_the_strings_without() {
    let dir = ready(&[("lamp.txt", LAMP)]);
    link(dir.path(), &[]);
    assert!(holds(dir.path(), "org/hallgrimur-university").iter().any(|t| t == BRAZIL));
}

#[test]
fn a_string_that_names_several_is_a_candidate() {
    let dir = ready(&[("lamp.txt", LAMP)]);
    let dir = dir.path();
    let shown = link(dir, &["--explain"]);
    assert!(shown.contains("one string names several organisations"), "{shown}");
    assert!(holds(dir, "org/quarrendon-institute-of-technology-with-university-of-elmsworth").is_empty());
    assert_eq!(proposed(dir, "https://ror.org/0qua00001"), 1);
}

#[test]
fn a_string_that_speaks_against_a_record_makes_it_doubtful() {
    let text = LAMP.replace("Per Noll, Sprocket Collective", "Per Noll, Zedwick, USA\nOle Mork, Zedwick, Brazil");
    let dir = ready(&[("lamp.txt", &text)]);
    let shown = link(dir.path(), &["--explain"]);
    assert!(shown.contains("\"Zedwick, Brazil\" hardly is"), "{shown}");
    assert!(holds(dir.path(), "org/zedwick").is_empty());
}

#[test]
fn a_person_decides_over_proposals() {
    let dir = ready(&[("lamp.txt", LAMP)]);
    let dir = dir.path();
    link(dir, &[]);
    let affiliation =
        statements(dir).into_iter().find(|l| l.contains("ns#organization>") && l.contains(&format!("/id/{ELMSWORTH}>"))).unwrap();
    let affiliation = affiliation.split(' ').next().unwrap().trim_matches(['<', '>']).to_owned();
    let correct = |more: &[&str]| done(dir, &[&["correct", &affiliation], more].concat());

    correct(&["--reject", RECORD]);
    assert!(!holds(dir, ELMSWORTH).iter().any(|t| t == RECORD));
    link(dir, &[]);
    assert!(holds(dir, ELMSWORTH).is_empty(), "nor what the registry says of it");
    done(dir, &["check"]);
    done(dir, &["correct", "--undo"]);
    link(dir, &[]);
    assert_eq!(holds(dir, ELMSWORTH).len(), 3);

    let other = "https://ror.org/0own00001";
    correct(&["--accept", other]);
    link(dir, &[]);
    assert_eq!(holds(dir, ELMSWORTH), [other], "beside what a person accepted nothing else holds");
    done(dir, &["build", "lamp.txt"]);
    assert_eq!(holds(dir, ELMSWORTH), [other]);
    done(dir, &["correct", "--undo"]);
    link(dir, &[]);
    assert_eq!(holds(dir, ELMSWORTH).len(), 3);
}

#[test]
fn volumes_do_not_fight_over_what_they_share() {
    let dir = ready(&[("bell.txt", BELL), ("lamp.txt", LAMP)]);
    let dir = dir.path();
    link(dir, &[]);
    // the first one linked holds; the other has a candidate that says so
    let held = holds(dir, "org/hallgrimur-university");
    assert!(held.iter().any(|t| t == ICELAND) && !held.iter().any(|t| t == BRAZIL), "{held:?}");
    assert!(statements(dir).iter().any(|l| l.contains(&format!("another volume has it as {ICELAND}"))));
    let linked = statements(dir);
    for more in [&["lamp"], &["bell"]] {
        assert!(!link(dir, more).contains("statements new"));
    }
    assert_eq!(statements(dir), linked);
    done(dir, &["check"]);
    // what both accept holds while one does
    let affiliation = "bell-2015/paper/p1#a1-aff1";
    done(dir, &["correct", &format!("id:{affiliation}"), "--reject", RECORD]);
    assert!(holds(dir, ELMSWORTH).iter().any(|t| t == RECORD), "the other volume accepts it");
    // linked again, the other one heeds the decision
    link(dir, &["lamp"]);
    assert!(!holds(dir, ELMSWORTH).iter().any(|t| t == RECORD));
    done(dir, &["check"]);
}

#[test]
fn an_authority_file_is_a_registry_as_well() {
    let dir = ready(&[("lamp.txt", LAMP)]);
    let dir = dir.path();
    let table = "id,name,country\nhttps://example.org/org/7,Sprocket Collective,NO\nno iri,University of Elmsworth,NO\n";
    std::fs::write(dir.join("orgs.csv"), table).unwrap();
    done(dir, &["index", "authority", "orgs.csv"]);
    let out = done(dir, &["link", "authority", "--explain"]);
    link(dir, &[]);
    assert_eq!(holds(dir, "org/sprocket-collective"), ["https://example.org/org/7"], "{out}");
    assert_eq!(holds(dir, ELMSWORTH).len(), 3);
    done(dir, &["check"]);
}

const GULL: &str = "\
Proceedings of the 3rd Workshop on Gull Systems
GULL 2014
Fogville, June 1-2, 2014

Message from the Chairs

Welcome to the third Workshop on Gull Systems. Isolde Verhaegen from the University of Elmsworth gives the keynote on
lighthouses that refuse to agree. We thank the Marlhaven University staff, especially Ann Bell.

Ansgar Vole, University of Elmsworth
Program Chair

Program Committee
Zoë Quill, Petrel Polytechnic Academy
Edda Mistral, PPA
Oda Fell, Mistral Observatory of Weather (MOW)
Per Noll, MOW
Ida Snorre, University of Fennmark
Ole Mork, Department of Ropes, University of Elmsworth

Table of Contents

Lanterns & Dormice: Finding Small Machines in Thick Weather . . . . . . . . . 1
   Ida Snorre (University of Fennmark, Eastgate)
O2-Aware Foghorns That Nobody Has to Hear . . . . . . . . . . . . . . . . . . 13
   Ansgar Vole (University of Elmsworth, Norway), Zoë Quill (Petrel Polytechnic Academy)
Ropes That Remember Who Pulled Them . . . . . . . . . . . . . . . . . . . . . 25
   Ole Mork (Department of Ropes, University of Elmsworth)
";

const ROPES: &str = "org/department-of-ropes-university-of-elmsworth";
const PETREL: &str = "https://ror.org/0gul00001";
const PEPPER: &str = "https://ror.org/0gul00002";
const WEATHER: &str = "https://ror.org/0gul00003";
const EASTGATE: &str = "https://ror.org/0gul00004";

/// A store with a volume like the one above, and an index of the invented dump with more organisations.
fn gulls(text: &str) -> tempfile::TempDir {
    let dir = ready(&[("gull.txt", text)]);
    let mut dump: Vec<serde_json::Value> = serde_json::from_str(&std::fs::read_to_string(DUMP).unwrap()).unwrap();
    for (id, name, acronym, country) in [
        (PETREL, "Petrel Polytechnic Academy", "PPA", "GB"),
        (PEPPER, "Pepper Press Academy", "PPA", "NO"),
        (WEATHER, "Mistral Observatory of Weather", "", "NO"),
        (EASTGATE, "University of Fennmark, Eastgate", "", "US"),
        ("https://ror.org/0gul00005", "University of Fennmark, Westgate", "", "US"),
        ("https://ror.org/0gul00006", "University of Crake", "UC", "NO"),
        ("https://ror.org/0gul00007", "University of Cliffs", "UC", "GB"),
        ("https://ror.org/0gul00008", "University of Clover", "UC", "US"),
    ] {
        let mut record = dump[0].clone();
        record["id"] = id.into();
        record["names"] = serde_json::json!([{ "value": name, "types": ["ror_display", "label"], "lang": null }]);
        if !acronym.is_empty() {
            record["names"].as_array_mut().unwrap().push(serde_json::json!({ "value": acronym, "types": ["acronym"], "lang": null }));
        }
        let place = &mut record["locations"][0]["geonames_details"];
        place["name"] = name.rsplit(' ').next().into();
        place["country_code"] = country.into();
        record["relationships"] = serde_json::json!([]);
        dump.push(record);
    }
    std::fs::write(dir.path().join("ror.json"), serde_json::to_string(&dump).unwrap()).unwrap();
    done(dir.path(), &["index", "ror", "ror.json", "-o", "ror.idx"]);
    dir
}

/// The properties by which flat statements lead from a thing to a target.
fn as_what(dir: &Path, thing: &str, target: &str) -> Vec<String> {
    let flat =
        |l: &String| l.contains("/graph/links/accepted>") && l.contains(&format!("/id/{thing}> ")) && l.contains(&format!("<{target}>"));
    statements(dir).iter().filter(|l| flat(l)).map(|l| l.split(['/', '>']).nth(9).unwrap_or(l).to_owned()).collect()
}

/// The countries that records are said to be in.
fn country(dir: &Path, record: &str) -> Vec<String> {
    let of =
        |l: &&String, subject: &str, property: &str| l.starts_with(subject) && l.contains(property) && l.contains("/graph/links/accepted>");
    let all = statements(dir);
    let addresses = all.iter().filter(|l| of(l, &format!("<{record}> "), "schema.org/address>"));
    let addresses: Vec<&str> = addresses.map(|l| l.split(' ').nth(2).unwrap()).collect();
    let said = |address: &&str| {
        all.iter().filter(|l| of(l, address, "addressCountry>")).map(|l| l.split('"').nth(1).unwrap().to_owned()).collect()
    };
    addresses.iter().flat_map(|address: &&str| -> Vec<String> { said(address) }).collect()
}

#[test]
fn a_department_is_a_part_of_its_university() {
    let dir = gulls(GULL);
    let dir = dir.path();
    assert!(link(dir, &["--explain"]).contains(&format!("→ part of {RECORD}  accepted")));
    assert_eq!(as_what(dir, ROPES, RECORD), ["parentOrganization"]);
    assert_eq!(as_what(dir, ROPES, "http://www.wikidata.org/entity/Q1"), ["parentOrganization"]);
    assert_eq!(as_what(dir, ELMSWORTH, RECORD), ["sameAs"]);
    let linked = statements(dir);
    assert!(!link(dir, &[]).contains("statements new"));
    assert_eq!(statements(dir), linked);
    done(dir, &["check"]);
    let page = done(dir, &["export", "--format", "schema-jsonld"]);
    assert!(page.split("parentOrganization").nth(1).is_some_and(|after| after.contains(RECORD)), "{page}");
    assert!(done(dir, &["query", "34-countries"]).contains("NO                   2       2"));
    done(dir, &["release", "out"]);
    let description = std::fs::read_to_string(dir.join("out/dataset.ttl")).unwrap();
    assert!(
        description.contains("#links-ror-org-schema-parentorganization> a void:Linkset;") && !description.contains("#links-schema-org")
    );

    // a person accepts it as what it was proposed to be, before and after it is linked again
    let affiliation = linked.iter().find(|l| l.contains("ns#organization>") && l.contains(&format!("/id/{ROPES}>"))).unwrap();
    let affiliation = affiliation.split(' ').next().unwrap().trim_matches(['<', '>']).to_owned();
    done(dir, &["correct", &affiliation, "--accept", RECORD]);
    assert_eq!(as_what(dir, ROPES, RECORD), ["parentOrganization"]);
    let said = |dir: &Path| {
        statements(dir).iter().filter(|l| l.contains("linkPredicate") && l.contains("department-of-ropes")).cloned().collect::<Vec<_>>()
    };
    assert!(said(dir).len() == 4 && said(dir).iter().all(|l| l.contains("parentOrganization")), "{:?}", said(dir));
    link(dir, &[]);
    done(dir, &["build", "gull.txt"]);
    assert_eq!(as_what(dir, ROPES, RECORD), ["parentOrganization"]);
    done(dir, &["check"]);
    done(dir, &["correct", "--undo"]);
    assert_eq!(statements(dir).len(), linked.len());
    // what nobody proposes any more is the thing itself, as a person says
    done(dir, &["correct", &affiliation, "--accept", "https://example.org/ropes"]);
    assert_eq!(as_what(dir, ROPES, "https://example.org/ropes"), ["sameAs"]);
    done(dir, &["correct", "--undo"]);
    done(dir, &["correct", &affiliation, "--reject", RECORD]);
    assert!(as_what(dir, ROPES, RECORD).is_empty());
}

#[test]
fn a_part_leaves_something_over() {
    let dir = gulls(GULL);
    for (string, part) in [
        ("Department of Ropes, University of Elmsworth, Norway", true),
        ("University of Elmsworth School of Law", true),
        ("University of Elmsworth, Centre for Ropes", true),
        ("Ropes and Knots, University of Elmsworth", true),
        ("Department of Ropes; University of Elmsworth; Norway", true),
        ("University of Elmsworth, Elmsworth, Norway", false),
        ("University of Elmsworth (UoEW), 12 Harbour Street, Norway", false),
        ("UoEW, University of Elmsworth, 4711 Elmsworth", false),
        ("Elmsworth University Hospital, Norway", false),
        ("Universität Elmsworth", false),
        ("Zedwick Group, Germany", false),
        ("Zedwick Group Research, Germany", true),
        ("Lamp Group, Zedwick, Germany", true),
    ] {
        let found: serde_json::Value = serde_json::from_str(&done(dir.path(), &["resolve", string, "--index", "ror.idx"])).unwrap();
        let first = &found["matches"][0];
        assert_eq!(first["part"] == true, part, "{string}: {found}");
    }
}

#[test]
fn records_bring_their_country() {
    let dir = ready(&[("bell.txt", BELL), ("lamp.txt", LAMP)]);
    let dir = dir.path();
    link(dir, &["bell"]);
    assert_eq!((country(dir, RECORD), country(dir, ICELAND), country(dir, BRAZIL)), (vec!["NO".into()], vec!["IS".into()], vec![]));
    link(dir, &["lamp"]);
    // it is said once, and as long as something leads to the record
    assert_eq!(country(dir, RECORD), ["NO"]);
    let affiliation = ["id:bell-2015/paper/p1#a1-aff1", "id:lamp-2014/paper/p13#a1-aff1"];
    done(dir, &["correct", affiliation[0], "--reject", RECORD]);
    assert_eq!(country(dir, RECORD), ["NO"], "the other volume accepts it");
    done(dir, &["correct", affiliation[1], "--reject", RECORD]);
    assert!(country(dir, RECORD).is_empty() && !statements(dir).iter().any(|l| l.contains("id/address/ror-org-0elm00001")));
    done(dir, &["correct", affiliation[1], "--undo"]);
    assert_eq!(country(dir, RECORD), ["NO"]);
    done(dir, &["correct", affiliation[0], "--undo"]);
    // what another index does not have goes
    link(dir, &[]);
    assert_eq!((country(dir, RECORD), country(dir, ICELAND)), (vec!["NO".into()], vec!["IS".into()]));
    let dump: Vec<serde_json::Value> = serde_json::from_str(&std::fs::read_to_string(DUMP).unwrap()).unwrap();
    std::fs::write(dir.join("ror.json"), serde_json::to_string(&dump[1..]).unwrap()).unwrap();
    done(dir, &["index", "ror", "ror.json", "-o", "ror.idx"]);
    link(dir, &[]);
    assert!(country(dir, RECORD).is_empty() && country(dir, ICELAND) == ["IS"]);
    done(dir, &["check"]);
}

#[test]
fn what_a_volume_says_elsewhere_helps() {
    let dir = gulls(GULL);
    let dir = dir.path();
    link(dir, &[]);
    let first = |thing: &str| holds(dir, thing).into_iter().find(|t| t.contains("ror.org"));
    assert_eq!(first("org/ppa").as_deref(), Some(PETREL), "the volume surely names one of two");
    assert_eq!(first("org/mow").as_deref(), Some(WEATHER), "a string has both");
    assert_eq!(first("org/university-of-fennmark").as_deref(), Some(EASTGATE), "the same person is printed with both");
    let why = ["of the records of this name the volume surely names one", "short for what", "is also printed with"];
    let all = statements(dir).join("\n");
    assert!(why.iter().all(|words| all.contains(words)));
    done(dir, &["check"]);
}

#[test]
fn what_a_volume_says_elsewhere_is_not_stretched() {
    for (from, to, thing) in [
        // both records of the short form are named, or the country printed with it is another
        ("Per Noll, MOW", "Per Noll, Pepper Press Academy", "org/ppa"),
        ("Edda Mistral, PPA", "Edda Mistral, PPA, Iceland", "org/ppa"),
        ("Zoë Quill, Petrel Polytechnic Academy\n", "", "org/ppa"),
        // no string has both
        ("Weather (MOW)", "Weather", "org/mow"),
        // another person of the university may be at another place
        (
            "Ida Snorre, University of Fennmark",
            "Ida Snorre, University of Fennmark\nUna Lie, University of Fennmark",
            "org/university-of-fennmark",
        ),
        ("Ida Snorre (", "Una Lie (", "org/university-of-fennmark"),
        // one short form of two names does not make them one
        ("Per Noll, MOW", "Per Noll, University of Crake\nUna Lie, University of California", "org/university-of-california"),
    ] {
        let text = GULL.replace(from, to);
        assert_ne!(text, GULL);
        let text = if to.is_empty() { text.replace(", Zoë Quill (Petrel Polytechnic Academy)", "") } else { text };
        let dir = gulls(&text);
        let shown = link(dir.path(), &["--explain"]);
        assert!(shown.contains(&format!("\n  {}\n", thing.trim_start_matches("org/"))), "{shown}");
        assert!(holds(dir.path(), thing).is_empty(), "{to}: {shown}");
    }
}

#[test]
fn speakers_and_thanked_people_have_organisations() {
    let dir = gulls(GULL);
    let dir = dir.path();
    link(dir, &[]);
    assert_eq!(as_what(dir, "org/the-university-of-elmsworth", RECORD), ["sameAs"]);
    assert_eq!(as_what(dir, "org/marlhaven-university", "https://ror.org/0new00001"), ["sameAs"]);
}

#[test]
fn what_cannot_be_used_is_told() {
    let dir = ready(&[("lamp.txt", LAMP)]);
    let dir = dir.path();
    let told = |arguments: &[&str], words: &str| {
        let (code, _, said) = run(dir, arguments);
        assert!(code == 2 && said.contains(words), "{arguments:?}: {code} {said}");
    };
    told(&["link", "ror", "--index", "none.idx"], "cannot read none.idx");
    told(&["link", "authority", "--index", "ror.idx"], "ror.idx");
    told(&["link", "ror", "nobody", "--index", "ror.idx"], "there is no volume nobody");
    let before = statements(dir);
    let mut command = frontis(dir, &["link", "ror"]);
    let (code, _, said) = parts(command.env("FRONTIS_INDEX", dir.join("none")).output().unwrap());
    assert!(code == 0 && said.contains("frontis index ror"), "{said}");
    assert_eq!(statements(dir), before, "no well-known name is in it");
}

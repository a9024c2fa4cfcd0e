//! Affiliations become organisations: the right ones, or none; in bounded time, and the same each time.

use frontis::link::affiliation::evaluate;
use frontis::link::affiliation::{Context, Desk, Match, Resolver};
use frontis::link::index::Place;
use frontis::link::{authority, ror};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

const DUMP: &[u8] = include_bytes!("resolve/ror.json");
const SCHEMA_1: &[u8] = include_bytes!("resolve/ror-schema-1.json");

fn resolver() -> &'static Resolver {
    static RESOLVER: OnceLock<Resolver> = OnceLock::new();
    RESOLVER.get_or_init(|| Resolver::of(ror::read(DUMP).unwrap()))
}

fn found_in(resolver: &Resolver, text: &str, context: &Context) -> Vec<Match> {
    resolver.resolve(text, context, &mut Desk::default())
}

/// Ends of the accepted ids, sorted.
fn accepted(text: &str) -> Vec<String> {
    ids(&found_in(resolver(), text, &Context::default()))
}

fn ids(matches: &[Match]) -> Vec<String> {
    let mut ids: Vec<String> = matches.iter().filter(|m| m.accepted).map(|m| m.id.replace("https://ror.org/", "")).collect();
    ids.sort();
    ids
}

#[test]
fn names_are_found_as_they_are_printed() {
    let cases: &[(&str, &[&str])] = &[
        ("University of Elmsworth", &["0elm00001"]),
        ("Dept. of Computing, University of Elmsworth, Elmsworth, Norway", &["0elm00001"]),
        ("Department of Marine Biology, Univ. of Elmsworth, 5007 Elmsworth, Norway", &["0elm00001"]),
        ("Elmsworth University, Norway", &["0elm00001"]),
        ("Universitaet Elmsworth, Norwegen", &["0elm00001"]),
        ("UNIVERSITÄT ELMSWORTH", &["0elm00001"]),
        ("Quarrendon Inst. of Technol., Quarrendon, ON, Canada", &["0qua00001"]),
        ("Hallgrimur University, Brazil", &["0hal00002"]),
        ("Hallgrímur University, Vesturbær, Iceland", &["0hal00001"]),
        ("Zedwick GmbH, Oberhollen, Germany", &["0zed00002"]),
        ("Elmsworth University Hospital, Elmsworth, Norway", &["0elm00002"]),
        ("", &[]),
        ("Norway", &[]),
        ("Department of Physics", &[]),
        ("Bluewater Dental Practice, Kirkholm", &[]),
        ("itp", &[]),
    ];
    for (text, wanted) in cases {
        assert_eq!(accepted(text), *wanted, "{text}: {:#?}", found_in(resolver(), text, &Context::default()));
    }
}

#[test]
fn a_match_says_where_and_why() {
    let text = "Dept. of Computing, University of Elmsworth, Norway";
    let found = &found_in(resolver(), text, &Context::default())[0];
    assert_eq!(&text[found.span.clone()], "University of Elmsworth");
    assert_eq!(found.name, "University of Elmsworth");
    assert!(found.confidence > 0.8 && found.confidence <= 1.0);
    assert!(found.reasons.iter().any(|r| r.contains("country is named")), "{:?}", found.reasons);
}

#[test]
fn withdrawn_records_are_never_given() {
    for text in ["Brackenmoor Agricultural College, Ireland", "Brackenmoor Agricultural College"] {
        let found = found_in(resolver(), text, &Context::default());
        assert!(found.iter().all(|m| !m.id.ends_with("0wit00001") && m.alternatives.iter().all(|a| !a.id.ends_with("0wit00001"))));
        assert_eq!(ids(&found), ["0bra00001"], "{found:?}");
    }
}

#[test]
fn organisations_are_as_they_were_in_the_year() {
    let of = |text: &str, year| found_in(resolver(), text, &Context { year, ..Context::default() });
    assert_eq!(ids(&of("Marlhaven University, New Zealand", None)), ["0new00001"]);
    let before = of("Marlhaven University, New Zealand", Some(1990));
    assert_eq!(ids(&before), ["0old00001"]);
    assert!(before[0].instead_of.as_ref().is_some_and(|o| o.id.ends_with("0new00001")), "{before:?}");
    assert_eq!(ids(&of("Marlhaven Polytechnic School, New Zealand", Some(1990))), ["0old00001"]);
    assert_eq!(ids(&of("Marlhaven Polytechnic School, New Zealand", Some(2015))), ["0new00001"]);
}

#[test]
fn both_schemas_say_the_same() {
    assert_eq!(ror::read(DUMP).unwrap(), ror::read(SCHEMA_1).unwrap());
}

#[test]
fn without_a_registry_well_known_names_are_found() {
    let resolver = Resolver::of_well_known();
    for (text, wanted) in [("EPFL", "02s376052"), ("AT&T Labs", "02bbd5539"), ("IBM Almaden Research Center", "005w8dd04")] {
        assert_eq!(ids(&found_in(&resolver, text, &Context::default())), [wanted], "{text}");
    }
}

fn index(folder: &Path) -> PathBuf {
    let target = folder.join("ror.idx");
    ror::build(DUMP, "ror.json", Place::take(&target).unwrap()).unwrap_or_else(|e| panic!("{}", e.chain()));
    target
}

#[test]
fn an_index_answers_as_what_it_was_built_of() {
    let folder = tempfile::tempdir().unwrap();
    let open = ror::open(&index(folder.path())).unwrap_or_else(|e| panic!("{}", e.chain()));
    for text in ["Univ. of Elmsworth, Norway", "QIT", "Zedwick Inc., Ohio, USA", "Institute of Tidal Physics, University of Elmsworth"] {
        assert_eq!(found_in(&open, text, &Context::default()), found_in(resolver(), text, &Context::default()), "{text}");
    }
}

#[test]
fn a_table_of_ones_own_is_asked_alike() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("own.idx");
    let csv = "id,name,aliases,city,country,types\n\
               https://example.org/o/7,Institute for Lantern Studies,Lantern Institute|Laternen-Institut,Quarrendon,CA,facility\n";
    authority::build(csv.as_bytes(), "own.csv", Place::take(&target).unwrap()).unwrap_or_else(|e| panic!("{}", e.chain()));
    let own = authority::open(&target).unwrap();
    let found = found_in(&own, "Institute for Lantern Studies, Quarrendon, Canada", &Context::default());
    assert!(found[0].id == "https://example.org/o/7" && found[0].accepted, "{found:?}");
    let found = found_in(&own, "Laternen-Institut, Canada", &Context::default());
    assert_eq!(found[0].id, "https://example.org/o/7");
    assert!(authority::build(b"a,b\n1,2\n", "x.csv", Place::take(&target).unwrap()).is_err());
}

#[test]
fn a_damaged_index_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = index(folder.path());
    let whole = std::fs::read(&path).unwrap();
    for at in [9, 30, whole.len() / 2, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        std::fs::write(&path, bytes).unwrap();
        assert!(ror::open(&path).is_err(), "byte {at}");
    }
    std::fs::write(&path, &whole[..whole.len() - 7]).unwrap();
    assert!(ror::open(&path).is_err());
}

#[test]
fn no_dump_is_an_error_that_says_so() {
    let folder = tempfile::tempdir().unwrap();
    for dump in [&b""[..], b"[]", b"<html>", b"PK\x03\x04 and no archive", b"[{\"id\": 3}]"] {
        let place = Place::take(&folder.path().join("x.idx")).unwrap();
        assert!(ror::build(dump, "x", place).is_err());
    }
    assert!(!folder.path().join("x.idx").exists());
}

#[test]
fn what_no_registry_has_is_an_item_of_wikidata() {
    let item = "http://www.wikidata.org/entity/Q217365";
    let with = Resolver::of(ror::read(DUMP).unwrap());
    for resolver in [&Resolver::of_well_known(), &with] {
        for text in ["Bell Labs", "Bell Laboratories, Murray Hill, NJ", "Nokia Bell Labs"] {
            assert_eq!(ids(&found_in(resolver, text, &Context::default())), [item], "{text}");
        }
        // in another country it is another's laboratory
        assert!(ids(&found_in(resolver, "Bell Labs, Murray Hill, Brazil", &Context::default())).is_empty());
    }
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("own.idx");
    let csv = "id,name\nhttps://example.org/o/7,Institute for Lantern Studies\n";
    authority::build(csv.as_bytes(), "own.csv", Place::take(&target).unwrap()).unwrap_or_else(|e| panic!("{}", e.chain()));
    let own = authority::open(&target).unwrap();
    assert_eq!(found_in(&own, "Bell Labs", &Context::default()), [], "a file of one's own has what is in it");
}

#[test]
fn an_item_of_wikidata_is_linked_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    index(folder.path());
    let volume = "Proceedings of the 7th Workshop on Lamp Systems\nLAMP 2014\nFogville, June 1-2, 2014\n\n\
                  Program Chair\nAnsgar Vole, Bell Labs\n\nProgram Committee\nEdda Mistral, Sun Microsystems\n";
    std::fs::write(folder.path().join("lamp.txt"), volume).unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_frontis")).current_dir(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["build", "lamp.txt", "--store", "s"]);
    run(&["link", "ror", "--index", "ror.idx", "--store", "s"]);
    let said = run(&["export", "--format", "nquads", "--store", "s"]);
    for item in ["Q217365", "Q14647"] {
        let same = format!("sameAs> <http://www.wikidata.org/entity/{item}>");
        assert!(said.lines().any(|line| line.contains(&same) && line.contains("/id/org/")), "{item}: {said}");
    }
    assert!(!said.contains("through ROR"), "the registry had no part in it");
    run(&["check", "--store", "s"]);
}

/// Strings that nobody prints, each with what it surely names.
fn hostile() -> Vec<(&'static str, String, &'static [&'static str])> {
    const MEGABYTE: usize = 1 << 20;
    let long = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len() + 1);
    vec![
        ("nothing", String::new(), &[]),
        ("one word of 1 MB", long("a", MEGABYTE), &[]),
        ("1 MB of commas", long(",", MEGABYTE), &[]),
        ("500 commas", ",".repeat(500), &[]),
        ("1 MB of a name", long("University of Elmsworth, ", MEGABYTE), &["0elm00001"]),
        ("1 MB of initials", long("U.", MEGABYTE), &[]),
        ("1 MB of brackets", long("(", MEGABYTE), &[]),
        ("1 MB of blanks", long(" \t\r\n\u{a0}\u{2003}", MEGABYTE), &[]),
        ("500 countries", long(", Norway", 500 * 8), &[]),
        ("control characters", long("\u{0}\u{1}\u{7f}\u{1b}[31m\u{85}", 1 << 16), &[]),
        ("NUL in a name", "University\0of\0Elmsworth,\0Norway".to_owned(), &["0elm00001"]),
        ("1 MB of accents and no letter", long("\u{301}", MEGABYTE), &[]),
        ("accents heaped on a name", format!("University of Elm{}sworth, Norway", "\u{301}".repeat(5000)), &["0elm00001"]),
        ("Arabic, turned", long("\u{202e}جامعة أيلمسورث، ", 1 << 16), &[]),
        ("Hebrew", "אוניברסיטת אלמסוורת, נורווגיה".to_owned(), &[]),
        ("a name among marks of direction", "\u{200f}\u{202b}University of Elmsworth\u{202c}, Norway\u{200e}".to_owned(), &["0elm00001"]),
        ("a name beside Arabic", "جامعة، University of Elmsworth, Norway".to_owned(), &["0elm00001"]),
        ("1 MB of emoji", long("👩\u{200d}🔬", MEGABYTE), &[]),
        ("emoji beside a name", "🎓 University of Elmsworth 🇳🇴".to_owned(), &["0elm00001"]),
        ("invisible marks in a name", "University\u{ad} of\u{200b} Elmsworth".to_owned(), &["0elm00001"]),
        ("a mark of byte order", "\u{feff}University of Elmsworth, Norway".to_owned(), &["0elm00001"]),
        ("what stands for bytes that are no text", "University of Elmsworth, Norway \u{fffd}\u{fffd}".to_owned(), &["0elm00001"]),
    ]
}

#[test]
fn hostile_strings_are_answered_in_bounded_time() {
    let mut desk = Desk::default();
    for (what, text, wanted) in hostile() {
        let start = Instant::now();
        let found = resolver().resolve(&text, &Context::default(), &mut desk);
        assert!(start.elapsed() < Duration::from_secs(2), "{what} took {:?}", start.elapsed());
        assert_eq!(ids(&found), wanted, "{what}: {found:?}");
        assert!(found.iter().all(|m| text.get(m.span.clone()).is_some_and(|words| !words.is_empty())), "{what}");
        let after = resolver().resolve("Zedwick GmbH, Oberhollen, Germany", &Context::default(), &mut desk);
        assert_eq!(ids(&after), ["0zed00002"], "{what} leaves nothing behind");
    }
}

#[test]
fn hostile_lines_are_a_line_each() {
    let folder = tempfile::tempdir().unwrap();
    let path = index(folder.path());
    let lines: Vec<_> = hostile().into_iter().map(|(what, text, wanted)| (what, text.replace(['\n', '\r'], " "), wanted)).collect();
    let mut input: Vec<u8> = lines.iter().flat_map(|(_, text, _)| [text.as_bytes(), b"\n"].concat()).collect();
    // bytes that are no text, the end of a line as elsewhere, and a last line that does not end
    input.extend(b"\xff\xfe\xed\xa0\x80 University of Elmsworth, Norway\r\nQuarrendon Institute of Technology, Canada");
    let start = Instant::now();
    let answers = answers(&path, &["-"], &input);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(answers.len(), lines.len() + 2);
    for ((what, text, wanted), answer) in lines.iter().zip(&answers) {
        assert_eq!(answer["affiliation"], **text, "{what}");
        assert_eq!(accepted_of(answer), *wanted, "{what}");
    }
    assert_eq!(accepted_of(&answers[lines.len()]), ["0elm00001"]);
    assert_eq!(accepted_of(&answers[lines.len() + 1]), ["0qua00001"]);
}

#[test]
fn a_line_without_end_is_read_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let path = index(folder.path());
    let input = "University of Elmsworth, Norway; ".repeat(9 << 15);
    let answers = answers(&path, &["-"], input.as_bytes());
    assert!((2..8).contains(&answers.len()), "{}", answers.len());
    assert!(answers.iter().all(|answer| accepted_of(answer) == ["0elm00001"]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn spans_are_in_the_string_and_answers_the_same(words in proptest::collection::vec(prop_oneof![
        Just("University".to_owned()), Just("of".to_owned()), Just("Elmsworth".to_owned()), Just("Zedwick".to_owned()),
        Just(", ".to_owned()), Just("Institute of Tidal Physics; ".to_owned()), Just("ON".to_owned()), Just("Ä.Ö.".to_owned()),
        Just("Norway".to_owned()), any::<String>(),
    ], 0..24)) {
        let text = words.join(" ");
        let found = found_in(resolver(), &text, &Context::default());
        for m in &found {
            prop_assert!(text.get(m.span.clone()).is_some_and(|s| !s.is_empty()));
            prop_assert!((0.0..=1.0).contains(&m.confidence));
        }
        // words of one match are not those of another
        for (n, a) in found.iter().enumerate() {
            prop_assert!(found[n + 1..].iter().all(|b| a.span.end <= b.span.start || b.span.end <= a.span.start));
        }
        let mut used = Desk::default();
        let _ = resolver().resolve("Zedwick Inc., Ohio, USA", &Context::default(), &mut used);
        prop_assert_eq!(resolver().resolve(&text, &Context::default(), &mut used), found);
    }
}

/// What `frontis resolve` answers, a line each.
fn answers(index: &Path, strings: &[&str], input: &[u8]) -> Vec<serde_json::Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_frontis"))
        .args(["resolve", "--index"])
        .arg(index)
        .args(strings)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut pipe, input) = (child.stdin.take().unwrap(), input.to_vec());
    let writer = std::thread::spawn(move || std::io::Write::write_all(&mut pipe, &input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn accepted_of(answer: &serde_json::Value) -> Vec<String> {
    let accepted = answer["matches"].as_array().unwrap().iter().filter(|m| m["accepted"] == true);
    accepted.map(|m| m["id"].as_str().unwrap().replace("https://ror.org/", "")).collect()
}

#[test]
fn the_command_writes_a_line_for_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let lines = answers(&index(folder.path()), &["-"], b"Univ. of Elmsworth, Norway\n\n\xff\xfe\n");
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["matches"][0]["id"], "https://ror.org/0elm00001");
    assert_eq!(lines[0]["matches"][0]["span"], serde_json::json!([0, 18]));
    assert_eq!(lines[1], serde_json::json!({ "affiliation": "", "matches": [] }));
}

#[test]
fn an_evaluation_accounts_for_every_string() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    index(folder.path());
    let rows = [
        r#"{"affiliation": "Dept. of Computing, University of Elmsworth, Norway", "ror": ["https://ror.org/0elm00001"]}"#,
        r#"{"affiliation": "Zedwick GmbH, Oberhollen, Germany", "ror": []}"#,
        r#"{"affiliation": "Bluewater Dental Practice, Kirkholm", "ror": ["https://ror.org/0elm00002"]}"#,
        r#"{"affiliation": "Bell Labs", "ror": []}"#,
        r#"{"affiliation": "\ud800 University of Elmsworth", "ror": []}"#,
        r#"{"ror": []}"#,
        "no JSON",
    ];
    std::fs::write(path("known.jsonl"), rows.join("\n")).unwrap();
    let evaluate = |file: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
        command.current_dir(folder.path()).args(["eval", "affiliations", file, "--index", "ror.idx", "--answers", "answers.txt"]);
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, shown) = evaluate("known.jsonl");
    assert_eq!(code, Some(0));
    for wanted in ["organisations, opened in ", "rows skipped, which are no examples: 3", "wrong answers that are items of Wikidata: 1"] {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }
    let row: Vec<&str> = shown.lines().nth(1).unwrap().split_whitespace().collect();
    assert_eq!(row[..5], ["known", "4", "0.333", "0.500", "0.400"], "{shown}");
    let answers = std::fs::read_to_string(path("answers.txt")).unwrap();
    for wanted in [
        "# known: 4 strings\n",
        "Dept. of Computing, University of Elmsworth, Norway\n  as it should be\n  right           https://ror.org/0elm00001 ",
        "by \"University of Elmsworth\": name \"University of Elmsworth\", its country is named\n",
        "Zedwick GmbH, Oberhollen, Germany\n  nothing to find\n  wrong           https://ror.org/0zed00002 ",
        "Kirkholm\n  not found\n",
        "  missed          https://ror.org/0elm00002 Elmsworth University Hospital\n",
        "Bell Labs\n  nothing to find\n  wrong           http://www.wikidata.org/entity/Q217365 Bell Labs ",
    ] {
        assert!(answers.contains(wanted), "{wanted}: {answers}");
    }
    std::fs::write(path("bad.jsonl"), "no JSON\n").unwrap();
    assert_eq!(evaluate("bad.jsonl").0, Some(2), "a file without any example is a mistake");
}

/// What is said of the first match of a string among organisations with names and acronyms, all in the United States.
fn told(names: &[(&str, &str)], text: &str) -> Option<(String, Vec<String>)> {
    use frontis::link::affiliation::organisation::{Name, NameKind, Organisation, Place};
    let one = |(name, acronym): &(&str, &str)| Organisation {
        id: format!("https://example.org/{name}"),
        names: [(name, NameKind::Display), (acronym, NameKind::Acronym)]
            .map(|(text, kind)| Name { text: (*text).to_string(), kind })
            .to_vec(),
        places: vec![Place { country: "US".to_owned(), ..Place::default() }],
        ..Organisation::default()
    };
    let resolver = Resolver::only(&names.iter().map(one).collect::<Vec<_>>());
    let found = resolver.resolve(text, &Context::default(), &mut Desk::default());
    found.into_iter().next().map(|m| (text[m.span].to_owned(), m.reasons))
}

#[test]
fn a_place_in_a_name_or_in_a_longer_place_is_none() {
    let names = [("Norway Institute of Ropes", ""), ("Quarrendon Ropeworks", "")];
    let other = |text: &str| told(&names, text).unwrap().1.iter().any(|reason| reason.starts_with("another country"));
    assert!(other("Quarrendon Ropeworks, Jersey") && other("Norway Institute of Ropes, Iceland"));
    assert!(!other("Quarrendon Ropeworks, New Jersey") && !other("Norway Institute of Ropes"));
}

#[test]
fn words_written_together_are_one() {
    assert_eq!(told(&[("KnotIn", "")], "KnotIn, Fogville").unwrap().0, "KnotIn");
}

/// What must be reached on public data, where it is: file, precision and F1 of covered strings, a little below what was last
/// measured. Of these the model never saw the first two.
const FLOORS: &[(&str, f64, f64)] = &[
    ("gold/affiliations_ror.json", 0.99, 0.985),
    ("data/affiliations/s2aff-val.jsonl", 0.92, 0.865),
    ("data/affiliations/springer-10k.jsonl", 0.955, 0.935),
    ("data/affiliations/xref-asserted-train.jsonl", 0.925, 0.89),
    ("data/affiliations/rorlogs-train.jsonl", 0.95, 0.90),
    ("data/affiliations/rorapi-names.jsonl", 0.95, 0.93),
    ("data/affiliations/affilgood-CORDIS.jsonl", 0.96, 0.95),
];

#[test]
fn figures_hold() {
    let Some(shared) = std::env::var_os("FRONTIS_SHARED").filter(|v| !v.is_empty()).map(PathBuf::from) else {
        println!("skipped: FRONTIS_SHARED names no folder");
        return;
    };
    let dump = std::fs::read(shared.join("data/ror/v2.9-ror-data-partial.zip")).unwrap();
    let resolver = Resolver::of(ror::read(&dump).unwrap());
    for (file, precision, f1) in FLOORS {
        let examples = evaluate::examples(&std::fs::read_to_string(shared.join(file)).unwrap()).unwrap();
        let found = evaluate::measure(&resolver, &examples).covered;
        let (p, f) = (found.precision(), found.f1());
        assert!(p >= *precision && f >= *f1, "{file}: precision {p:.3}, F1 {f:.3}");
    }
}

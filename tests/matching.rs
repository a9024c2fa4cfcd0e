//! Lists of papers against each other: small ones as the program writes them, properties of the scorer, and figures on
//! real ones where those are at hand.

mod made;
#[path = "made/program.rs"]
mod program;

use frontis::link::matching::pairs::{Figures, Pair, read};
use frontis::link::matching::{Matcher, THRESHOLD, Table};
use frontis::link::score::{Work, authors, compare, name, pages, title, venue};
use program::{directory, run};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

const OURS: &str = "\
id,title,authors,venue,year,pages
p1,Folding an Hour into a Minute,Ada Quill and Bo Tarn,Workshop on Paper Clocks,2031,3-14
p2,\"Minutes on Margins, Part I\",Cy Ember,Workshop on Paper Clocks,2031,15-20
p3,\"Minutes on Margins, Part II\",Cy Ember,Workshop on Paper Clocks,2031,21-28
p4,Editorial,Dot Marsh,Journal of Clocks,2030,
p5,Nothing Like the Others in Any Way,Eva Lind,Symposium on Oddities,2029,
";

const THEIRS: &str = "\
Key;Paper Title;Author Names;Source Title;Publication Year;Page Range
1;Folding an hour in to a minute;\"A. Quill, B. Tarn\";Proc. Worksh. Paper Clocks;2031;3
2;Minutes on Margins, Part 2;C. Ember;Paper Clocks Workshop;2031;21--28
3;Minutes on Margins, Part 1;C. Ember;Paper Clocks Workshop;2031;15--20
4;Editorial;D. Marsh;Journal of Clocks;2035;
5;Something Quite Different;F. Crane;Symposium on Oddities;2029;
";

const ACCEPTED: &[(&str, &str)] = &[("p1", "1"), ("p2", "3"), ("p3", "2")];

fn lists() -> tempfile::TempDir {
    let dir = directory();
    std::fs::write(dir.path().join("ours.csv"), OURS).expect("written");
    std::fs::write(dir.path().join("theirs.csv"), THEIRS).expect("written");
    dir
}

fn accepted(out: &str) -> Vec<(String, String)> {
    let rows = out.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>()).filter(|cells| cells[3] == "1");
    rows.map(|cells| (cells[0].to_owned(), cells[1].to_owned())).collect()
}

#[test]
fn two_tables() {
    let dir = lists();
    let (status, out, err) = run(dir.path(), &["match", "ours.csv", "theirs.csv"]);
    assert!(status == 0 && err.is_empty() && out.starts_with("ltable_id,rtable_id,confidence,accepted\n"), "{status} {out} {err}");
    let wanted: Vec<_> = ACCEPTED.iter().map(|(l, r)| ((*l).to_owned(), (*r).to_owned())).collect();
    assert_eq!(accepted(&out), wanted, "{out}");
    // a table and RDF of the same papers
    let turtle = "@prefix d: <https://dblp.org/rdf/schema#> .\n\
        <http://x/1> d:title \"Folding an Hour into a Minute.\" ; d:authoredBy \"Ada Quill\", \"Bo Tarn\" ; d:yearOfPublication \"2031\" .\n";
    std::fs::write(dir.path().join("theirs.ttl"), turtle).expect("written");
    let (status, out, err) = run(dir.path(), &["match", "ours.csv", "theirs.ttl", "-o", "out.csv"]);
    assert!(status == 0 && out.is_empty(), "{err}");
    let written = std::fs::read_to_string(dir.path().join("out.csv")).expect("a file");
    assert_eq!(accepted(&written), [("p1".to_owned(), "http://x/1".to_owned())], "{written}");
}

#[test]
fn pairs_and_figures() {
    let dir = lists();
    let pairs = "note,ltable_id,rtable_id,label\na,p1,1,1\nb,p2,2,0\nc,p2,3,1\nd,p5,5,0\n";
    std::fs::write(dir.path().join("pairs.csv"), pairs).expect("written");
    let (status, out, err) = run(dir.path(), &["match", "ours.csv", "theirs.csv", "--pairs", "pairs.csv"]);
    assert!(status == 0 && out.lines().count() == 5, "{out}{err}");
    assert!(err.contains("precision 1.0000, recall 1.0000, F1 1.0000 of the labelled pairs (2 right, 0 wrong, 0 missed)"), "{err}");
    let (_, _, err) = run(dir.path(), &["match", "ours.csv", "theirs.csv", "--truth", "pairs.csv"]);
    assert!(err.contains("F1 1.0000"), "{err}");
    std::fs::write(dir.path().join("pairs.csv"), "ltable_id,rtable_id\np1,1\np9,1\n").expect("written");
    let (status, out, err) = run(dir.path(), &["match", "ours.csv", "theirs.csv", "--pairs", "pairs.csv"]);
    assert!(status == 1 && out.lines().count() == 2 && err.contains("1 pairs name rows that are not in the lists"), "{out}{err}");
}

#[test]
fn a_pair_explained() {
    let dir = lists();
    let (status, out, _) = run(dir.path(), &["match", "ours.csv", "theirs.csv", "--explain", "p1,1"]);
    assert_eq!(status, 0);
    for part in ["Folding an hour in to a minute", "2 in both", "the same year", "the same first page", ", accepted"] {
        assert!(out.contains(part), "{part}: {out}");
    }
    let (status, _, err) = run(dir.path(), &["match", "ours.csv", "theirs.csv", "--explain", "p1,99"]);
    assert!(status == 2 && err.contains("name a row of ours.csv"), "{err}");
}

#[test]
fn bad_input() {
    let dir = lists();
    let cases: [(&str, &[u8], &str); 8] = [
        ("none.csv", b"", "bad.csv:1:1: the file is empty"),
        ("columns.csv", b"name,words\nx,y\n", "bad.csv:1:1: no column for the id among: name, words"),
        ("twice.csv", b"id,title\n1,a\n1,b\n", "bad.csv:3:1: the id 1 stands on line 2 already"),
        ("cells.csv", b"id,title\n1,a,b\n", "bad.csv:2:1: this row has 3 cells"),
        ("latin.csv", b"id,title\n1,\xe4\n", "bad.csv:2:3: this is not UTF-8"),
        ("head.csv", b"id,title\n", "bad.csv:1:1: the table has no rows"),
        ("text.csv", b"This is a sentence.\n", "bad.csv:1:1: the first line names one column only"),
        ("id.csv", b"id,title\n,a\n", "bad.csv:2:1: this row has no id"),
    ];
    for (name, bytes, part) in cases {
        std::fs::write(dir.path().join("bad.csv"), bytes).expect("written");
        let (status, out, err) = run(dir.path(), &["match", "ours.csv", "bad.csv"]);
        assert!(status == 2 && out.is_empty() && err.contains(part), "{name}: {status} {err}");
    }
    std::fs::write(dir.path().join("bad.ttl"), "<x> <y> .\n").expect("written");
    let (status, _, err) = run(dir.path(), &["match", "ours.csv", "bad.ttl"]);
    assert!(status == 2 && err.contains("bad.ttl:1:"), "{err}");
    assert_eq!(run(dir.path(), &["match", "ours.csv", "nothing.csv"]).0, 2);
    assert_eq!(run(dir.path(), &["match", "ours.csv", "theirs.csv", "--threshold", "2"]).0, 2);
}

proptest! {
    #[test]
    fn likenesses_are_symmetric(a in "\\PC{0,60}", b in "\\PC{0,60}", c in "[A-Ea-e .,:-]{0,40}", d in "[A-Ea-e .,:-]{0,40}") {
        for (a, b) in [(&a, &b), (&c, &d), (&a, &c)] {
            for likeness in [title::likeness, name::likeness] {
                let (x, y) = (likeness(a, b), likeness(b, a));
                prop_assert!((0.0..=1.0).contains(&x) && (x - y).abs() < 1e-9, "{a:?} {b:?}: {x} {y}");
            }
            for likeness in [venue::likeness, pages] {
                let (x, y) = (likeness(a, b), likeness(b, a));
                prop_assert!(x == y && x.is_none_or(|x| (0.0..=1.0).contains(&x)), "{a:?} {b:?}: {x:?} {y:?}");
            }
            let whole = authors(&[a, b], &[b, a]).likeness;
            prop_assert!((0.0..=1.0 + 1e-9).contains(&whole));
            let work = |title, venue| Work { title, venue: Some(venue), ..Work::default() };
            let (x, y) = (compare(&work(a, b), &work(b, a)), compare(&work(b, a), &work(a, b)));
            prop_assert!((x.confidence - y.confidence).abs() < 1e-9 && (0.0..=1.0).contains(&x.confidence));
        }
    }

    #[test]
    fn any_bytes_are_a_table_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "(id|title|,|;|\n|\"|a|1){0,30}") {
        let _ = Table::from_csv("x", &bytes);
        if let Ok(table) = Table::from_csv("x", text.as_bytes()) {
            Matcher::new(&table, &table).all(&mut |_| ());
        }
    }
}

/// The least F1 of each part: they may only rise.
const FLOORS: &[(&str, &str, &str, f64)] = &[
    ("dblp_acm", "tableB.csv", "train", 0.991),
    ("dblp_acm", "tableB.csv", "valid", 0.991),
    ("dblp_acm", "tableB.csv", "tables", 0.988),
    ("dblp_scholar", "tableB_partial.csv", "train", 0.932),
    ("dblp_scholar", "tableB_partial.csv", "valid", 0.950),
];

#[test]
fn figures_on_real_lists_do_not_fall() {
    let Some(data) = std::env::var_os("FRONTIS_SHARED").map(|d| PathBuf::from(d).join("data/matching")).filter(|d| d.is_dir()) else {
        eprintln!("skipped: FRONTIS_SHARED has no data/matching");
        return;
    };
    for (name, other) in [("dblp_acm", "tableB.csv"), ("dblp_scholar", "tableB_partial.csv")] {
        let file = |part: &str| std::fs::read(data.join(Path::new(name)).join(part)).expect("a file");
        let (left, right) = (file("tableA.csv"), file(other));
        let left = Table::from_csv("a", &left).expect("a table");
        let right = Table::from_csv("b", &right).expect("a table");
        let matcher = Matcher::new(&left, &right);
        let mut truth: Vec<Pair> = Vec::new();
        for (_, _, part, floor) in FLOORS.iter().filter(|f| f.0 == name) {
            let f1 = if *part == "tables" {
                Figures::of_tables(&matcher.all(&mut |_| ()), &truth, THRESHOLD, matcher.one_to_one()).f1()
            } else {
                let pairs = read("p", &file(&format!("{part}.csv")), &left, &right).expect("pairs").pairs;
                let ids: Vec<_> = pairs.iter().map(|p| (p.left, p.right)).collect();
                let f1 = Figures::of(&pairs, &matcher.these(&ids, &mut |_| ()), THRESHOLD).f1();
                truth.extend(pairs);
                f1
            };
            assert!(f1 >= *floor, "{name} {part}: F1 {f1:.4} is less than {floor}");
        }
    }
}

use super::likeness;

/// Spellings of one title, with how alike they must be at least.
const SAME: &[(&str, &str, f64)] = &[
    ("Serving Ice-Cold Queries", "Serving Ice Cold Queries", 1.0),
    ("Über Größen", "Uber Grossen", 1.0),
    ("The Simple Store of Everything", "The sirnple store of everything", 0.95),
    ("Part 1 of the Great Survey", "Part l of the Great Survey", 0.95),
    ("Logs in Part II: a Tale of Stores", "Logs in Part 2: a tale of stores", 0.95),
    ("A Study of Slow Disks in Data Centres", "Study of Slow Disks in Data Centres", 0.93),
    ("Scheduling Information Flow", "Scheduling in formation flow", 0.93),
    ("Scheduling Information Flow", "Scheduling Informa- tion Flow", 0.9),
    ("Tarn: Replication without Regret", "Tarn", 0.0),
    ("Replication without Regret: A Case for Tarn", "Replication without Regret", 0.85),
    ("Tarn: Replication without Any Regret", "Replication without Any Regret", 0.8),
    ("Efficient processing of nested fuzzy queries in a fuzzy store", "Efficient processing of nested fuzzy queries in", 0.85),
    ("Automatic Tuning of Buffers for Large Stores", "Autornatic tunlng of bufers for large st0res", 0.8),
    ("Answering queries with views", "Answering querys with views", 0.85),
];

/// Two titles, with how alike they may be at most.
const OTHER: &[(&str, &str, f64)] = &[
    ("A Great Survey of Stores, Part I", "A Great Survey of Stores, Part II", 0.6),
    ("A Great Survey of Stores, Part 1", "A Great Survey of Stores, Part 2", 0.6),
    ("Rendering of 2D Graphs on Phones", "Rendering of 3D Graphs on Phones", 0.6),
    ("Report on the Third Workshop, 2003", "Report on the Third Workshop, 2004", 0.6),
    ("Indexing of Structured Documents", "Indexing of Unstructured Documents", 0.75),
    ("A Survey of Automatic Schema Matching", "A Survey of Automatic Ontology Matching", 0.7),
    ("Serving Ice", "Walking Mountains in Winter", 0.1),
    ("Query Optimization", "Query Optimization for Wide Streams of Sensors on Boats", 0.8),
    ("", "Query", 0.0),
    ("", "", 0.0),
    ("!!!", "???", 0.0),
];

#[test]
fn spellings_of_one_title() {
    for (a, b, least) in SAME {
        let (l, r) = (likeness(a, b), likeness(b, a));
        assert!((l - r).abs() < 1e-9, "{a} / {b}: {l} {r}");
        assert!(l >= *least, "{a} / {b}: {l}");
    }
}

#[test]
fn two_titles() {
    for (a, b, most) in OTHER {
        let (l, r) = (likeness(a, b), likeness(b, a));
        assert!((l - r).abs() < 1e-9, "{a} / {b}: {l} {r}");
        assert!(l <= *most, "{a} / {b}: {l}");
    }
}

#[test]
fn no_text_takes_long() {
    let long = "word nil ".repeat(100_000);
    let other = "nil word ".repeat(100_000);
    let start = std::time::Instant::now();
    assert!(likeness(&long, &other) <= 1.0);
    assert!(start.elapsed().as_secs() < 5);
}

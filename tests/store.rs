//! Publishing: twice equals once, only differences are written, shared things are settled in any order.

mod made;

use frontis::error::Error;
use frontis::store::{Change, Store};
use made::{BASE, LABEL, SCHEMA, lines, quad, text, volume};
use oxigraph::model::Quad;
use oxigraph::sparql::QueryResults;

const MORNING: &str = "2026-01-01T08:00:00Z";
const EVENING: &str = "2026-01-01T20:00:00Z";

fn memory() -> Store {
    Store::memory(&made::base()).expect("a store in memory")
}

fn publish(store: &Store, id: &str, quads: Vec<Quad>) -> Change {
    store.publish(id, quads).expect("published")
}

#[test]
fn the_same_volume_again_writes_nothing() {
    let store = memory();
    let first = publish(&store, "a-1", volume("a-1", 3, &[("acme", "Acme")], MORNING));
    assert!(first.inserted > 20 && first.removed == 0, "{first:?}");
    let before = lines(&store);
    let again = publish(&store, "a-1", volume("a-1", 3, &[("acme", "Acme")], MORNING));
    assert!(again.is_empty(), "{again:?}");
    let later = publish(&store, "a-1", volume("a-1", 3, &[("acme", "Acme")], EVENING));
    assert!(later.is_empty(), "only the time differs: {later:?}");
    assert_eq!(lines(&store), before);
}

#[test]
fn numbers_in_another_form_are_no_difference() {
    let store = memory();
    let integer = oxigraph::model::vocab::xsd::INTEGER;
    let number = |n: &str| oxigraph::model::Literal::new_typed_literal(n, integer);
    let with = |n: &str| vec![quad("data/a-1", "id/a-1", &format!("{SCHEMA}position"), number(n))];
    publish(&store, "a-1", with("03"));
    assert!(publish(&store, "a-1", with("3")).is_empty());
    assert!(publish(&store, "a-1", with("03")).is_empty());
}

#[test]
fn a_change_writes_the_difference() {
    let store = memory();
    publish(&store, "a-1", volume("a-1", 3, &[("acme", "Acme")], MORNING));
    let mut changed = volume("a-1", 3, &[("acme", "Acme")], EVENING);
    for q in &mut changed {
        if q.object.to_string().contains("Paper 2") {
            q.object = text("Paper two").into();
        }
    }
    // the title, and with a real change the time of the run
    assert_eq!(publish(&store, "a-1", changed.clone()), Change { inserted: 2, removed: 2 });
    let fresh = memory();
    publish(&fresh, "a-1", changed);
    assert_eq!(lines(&store), lines(&fresh));
}

#[test]
fn a_shorter_reading_leaves_nothing_behind() {
    let store = memory();
    publish(&store, "a-1", volume("a-1", 9, &[("acme", "Acme"), ("gone", "Gone")], MORNING));
    publish(&store, "a-1", volume("a-1", 2, &[("acme", "Acme")], EVENING));
    let fresh = memory();
    publish(&fresh, "a-1", volume("a-1", 2, &[("acme", "Acme")], EVENING));
    assert_eq!(lines(&store), lines(&fresh));
}

#[test]
fn removing_one_volume_keeps_what_another_refers_to() {
    let store = memory();
    publish(&store, "a-1", volume("a-1", 2, &[("acme", "Acme"), ("only-a", "Only A")], MORNING));
    publish(&store, "b-1", volume("b-1", 2, &[("acme", "Acme")], MORNING));
    publish(&store, "a-1", Vec::new());
    let fresh = memory();
    publish(&fresh, "b-1", volume("b-1", 2, &[("acme", "Acme")], MORNING));
    assert_eq!(lines(&store), lines(&fresh));
    assert_eq!(store.volumes().expect("volumes"), ["b-1"]);
    publish(&store, "b-1", Vec::new());
    assert_eq!(lines(&store), Vec::<String>::new());
}

#[test]
fn volume_ids_that_begin_alike_are_apart() {
    let store = memory();
    publish(&store, "a-1", volume("a-1", 2, &[], MORNING));
    publish(&store, "a-1-2", volume("a-1-2", 2, &[], MORNING));
    let both = lines(&store);
    assert!(publish(&store, "a-1", volume("a-1", 2, &[], EVENING)).is_empty());
    publish(&store, "a-1", Vec::new());
    publish(&store, "a-1", volume("a-1", 2, &[], MORNING));
    assert_eq!(lines(&store), both);
}

#[test]
fn two_spellings_settle_in_any_order() {
    let spellings = ["Acme", "ACME", "Açme"];
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let mut results = Vec::new();
    for order in orders {
        let store = memory();
        for i in order {
            publish(&store, &format!("v-{i}"), volume(&format!("v-{i}"), 1, &[("acme", spellings[i])], MORNING));
        }
        for (i, spelling) in spellings.iter().enumerate() {
            let again = publish(&store, &format!("v-{i}"), volume(&format!("v-{i}"), 1, &[("acme", spelling)], EVENING));
            assert!(again.is_empty(), "{order:?}: {again:?}");
        }
        results.push(lines(&store));
    }
    for result in &results {
        assert_eq!(result, &results[0]);
    }
    let about = |predicate: &str| -> Vec<&String> {
        results[0].iter().filter(|l| l.contains("org/acme> <") && l.contains(&format!("<{predicate}> \""))).collect()
    };
    let name = about(&format!("{SCHEMA}name"));
    assert!(name.len() == 1 && name[0].contains("\"ACME\""), "{name:?}");
    assert!(about(LABEL).len() == 1);
    assert_eq!(about(&format!("{SCHEMA}alternateName")).len(), 2);
}

#[test]
fn two_spellings_within_one_volume_are_one_name() {
    let store = memory();
    publish(&store, "a-1", volume("a-1", 1, &[("acme", "Acme"), ("acme", "ACME")], MORNING));
    let names = lines(&store).into_iter().filter(|l| l.contains("org/acme>") && l.contains("schema.org/name")).count();
    assert_eq!(names, 1);
    assert!(publish(&store, "a-1", volume("a-1", 1, &[("acme", "ACME"), ("acme", "Acme")], MORNING)).is_empty());
}

#[test]
fn a_renamed_thing_of_one_volume_has_the_new_name_alone() {
    let store = memory();
    publish(&store, "a-1", volume("a-1", 1, &[("acme", "Acmee")], MORNING));
    publish(&store, "a-1", volume("a-1", 1, &[("acme", "Acme")], MORNING));
    assert!(lines(&store).iter().all(|l| !l.contains("Acmee")));
}

#[test]
fn links_of_others_survive() {
    let store = memory();
    publish(&store, "a-1", volume("a-1", 1, &[("acme", "Acme")], MORNING));
    let link = quad("links/a-1", "id/link/1", &format!("{}linkSource", made::FM), made::node(format!("{BASE}id/org/acme")));
    publish(&store, "a-1", volume("a-1", 1, &[("acme", "Acme")], MORNING).into_iter().chain([link]).collect());
    publish(&store, "a-1", volume("a-1", 1, &[], EVENING));
    let left = lines(&store);
    assert!(left.iter().any(|l| l.contains("linkSource")));
    assert!(left.iter().any(|l| l.contains("\"Acme\"")), "the link still refers to it");
}

#[test]
fn the_default_graph_is_the_union() {
    let store = memory();
    publish(&store, "a-1", volume("a-1", 2, &[("acme", "Acme")], MORNING));
    let ask = |sparql: &str| {
        let answer = store.query(sparql, None).expect("an answer");
        matches!(answer.results, QueryResults::Boolean(true))
    };
    assert!(ask("ASK { id:a-1 a fm:Proceedings . ?org schema:name \"Acme\" }"));
    assert!(ask("ASK { GRAPH ?g { id:a-1 a fm:Proceedings } }"));
    assert!(!ask("ASK FROM graph:shared { id:a-1 a fm:Proceedings }"));
}

#[test]
fn a_query_that_takes_too_long_is_stopped() {
    let store = memory();
    publish(&store, "a-1", volume("a-1", 300, &[("acme", "Acme")], MORNING));
    let cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(?c != ?f) }";
    let started = std::time::Instant::now();
    let limit = std::time::Duration::from_millis(300);
    let mut answer = store.query(cross, Some(limit)).expect("a running query");
    let QueryResults::Solutions(rows) = &mut answer.results else { panic!("a table") };
    let error = rows.next().expect("a row or an error").expect_err("too slow to end");
    assert!(matches!(frontis::store::evaluation(error, Some(limit)), Error::Timeout { .. }));
    assert!(started.elapsed().as_secs() < 20);
}

#[test]
fn a_directory_is_opened_made_or_refused() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("deep/store");
    assert!(matches!(Store::open(&path), Err(Error::NotAStore { .. })));
    made::store(&path);
    let error = Store::create(&path, &made::base_of("https://other.example/")).err().expect("refused");
    assert!(matches!(error, Error::OtherBase { .. }), "{error}");
    let stranger = dir.path().join("stranger");
    std::fs::create_dir(&stranger).expect("made");
    std::fs::write(stranger.join("thesis.doc"), "x").expect("written");
    let error = Store::create(&stranger, &made::base()).err().expect("refused");
    assert!(error.to_string().contains("thesis.doc"), "{error}");
    assert!(matches!(Store::create(&stranger.join("thesis.doc"), &made::base()), Err(Error::NotAStore { .. })));
    assert_eq!(std::fs::read_dir(&stranger).expect("listed").count(), 1, "nothing was added");
    let empty = dir.path().join("empty");
    std::fs::create_dir(&empty).expect("made");
    std::fs::write(empty.join("frontis.json.tmp"), "{\"ver").expect("a start that was cut off");
    assert!(Store::create(&empty, &made::base()).is_ok());
}

#[test]
fn a_store_is_kept_between_runs_and_held_by_one_writer() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("store");
    made::store(&path);
    let reader = Store::open(&path).expect("one reader");
    let second = Store::open(&path).expect("another reader");
    let kept = lines(&reader);
    assert!(kept.len() > 20);
    assert_eq!(lines(&second), kept);
    assert_eq!(reader.source(made::HASH).expect("read").as_deref(), Some(made::TEXT));
    assert!(matches!(Store::create(&path, &made::base()), Err(Error::StoreInUse { .. })));
    drop((reader, second));
    let writer = Store::create(&path, &made::base()).expect("the writer");
    let error = Store::open(&path).err().expect("refused").to_string();
    assert!(error.contains(&format!("process {}", std::process::id())), "{error}");
    assert!(writer.publish("made-2011", volume("made-2011", 3, &[("acme", "Acme")], EVENING)).expect("published").is_empty());
}

#[test]
fn a_volume_is_selected_with_what_it_names() {
    let store = memory();
    publish(&store, "a-1", volume("a-1", 2, &[("acme", "Acme")], MORNING));
    let alone = lines(&store);
    publish(&store, "b-1", volume("b-1", 2, &[("other", "Other")], MORNING));
    let mut selected: Vec<String> = store.volume_quads(&["a-1".to_owned()]).expect("quads").iter().map(ToString::to_string).collect();
    selected.sort();
    assert_eq!(selected, alone);
    assert!(matches!(store.volume_quads(&["c-1".to_owned()]), Err(Error::Usage(_))));
}

#[test]
fn a_store_of_the_other_build_is_refused() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("s");
    drop(Store::create(&path, &made::base()).expect("a new store"));
    let theirs = if cfg!(feature = "disk") { "quads.nq" } else { "CURRENT" };
    std::fs::remove_dir_all(path.join("db")).ok();
    std::fs::create_dir_all(path.join("db")).expect("made");
    std::fs::write(path.join("db").join(theirs), "").expect("written");
    for opened in [Store::open(&path), Store::create(&path, &made::base())] {
        let error = opened.err().expect("refused").to_string();
        assert!(error.contains("the feature disk built it"), "{error}");
    }
}

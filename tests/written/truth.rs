//! Our dblp XML of an annotated volume against dblp's own records: `dblp-vee-2011.txt` is what dblp has,
//! `dblp-differences.txt` where we differ and why.

use super::{quads, volumes, written};
use crate::cases;
use std::collections::BTreeSet;

const THEIRS: &str = include_str!("dblp-vee-2011.txt");
const DIFFERENCES: &str = include_str!("dblp-differences.txt");

fn lines(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect())
}

#[test]
fn dblp_has_what_we_give_it() {
    let theirs: Vec<Vec<&str>> = lines(THEIRS).collect();
    let ours = cases::seeds().iter().map(|path| quads(path)).find(|q| volumes(q)[0].papers.len() == theirs.len());
    let Some(quads) = ours else {
        println!("skipped: FRONTIS_SHARED is not set");
        return;
    };
    let text = written("dblp", &quads);
    let field = |record: &str, name: &str| -> Vec<String> {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let parts = record.split(&open).skip(1);
        parts.filter_map(|p| p.split(&close).next()).map(|v| v.replace("&apos;", "'").replace("&amp;", "&")).collect()
    };
    let mut differences = BTreeSet::new();
    let records: Vec<&str> = text.split("<inproceedings ").skip(1).collect();
    assert_eq!(records.len(), theirs.len());
    for (record, dblp) in records.iter().zip(&theirs) {
        let (pages, names, title) = (dblp[0], dblp[1], dblp[2]);
        let first = pages.split('-').next().unwrap_or_default();
        assert_eq!(field(record, "pages"), [format!("{first}-")], "{title}");
        assert_eq!(field(record, "title")[0].to_lowercase(), title.to_lowercase());
        let (ours, theirs) = (field(record, "author"), names.split("; ").collect::<Vec<_>>());
        assert_eq!(ours.len(), theirs.len(), "{title}");
        let differing = ours.iter().zip(theirs).filter(|(a, b)| a != b);
        differences.extend(differing.map(|(a, b)| vec![first.to_owned(), b.to_owned(), a.clone()]));
    }
    let listed = lines(DIFFERENCES).map(|l| l[..3].iter().map(|s| (*s).to_owned()).collect::<Vec<_>>()).collect();
    assert_eq!(differences, listed);
}

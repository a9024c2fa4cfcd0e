//! Volumes against tables of contents: what is the same, what only looks so, what is left open.

use frontis::catalogue::{Event, Mention, Pages, Paper, Volume};
use frontis::link::dblp::align::{Alignment, align};
use frontis::link::dblp::{Creator, Entry, Toc};
use frontis::record::LinkStatus::{self, Accepted, Candidate, Rejected};

/// Title, authors, first page.
type Row = (&'static str, &'static [&'static str], &'static str);

const PAPERS: &[Row] = &[
    ("Glacial Caches: Reclaiming Memory Without Stopping", &["Irma Tolland", "Pelle Sjöström"], "1"),
    ("A Lattice of Tidal Clocks", &["Ada Mistral"], "13"),
    ("On the Pruning of Willow Trees in Linear Space", &["Bo Quill", "Cy Tarn", "Dov Ember"], "25"),
    ("Preface to a Theory of Queues", &["Eve Larch", "Finn Moor"], "37"),
    ("Slow Networks Considered Useful", &["Gus Heath", "Ida Fen"], "49"),
    ("Measuring Rain by Wire", &["Jon Dale"], "61"),
];

fn volume(rows: &[Row]) -> Volume {
    let mention = |name: &&str| Mention { printed: (*name).to_owned(), ..Mention::default() };
    let paper = |(title, authors, page): &Row| Paper {
        title: (*title).to_owned(),
        authors: authors.iter().map(mention).collect(),
        pages: Pages { first: Some((*page).to_owned()), ..Pages::default() },
        ..Paper::default()
    };
    Volume {
        title: "Proceedings of the 4th Workshop on Quiet Machines".to_owned(),
        short_title: Some("QM 2014".to_owned()),
        event: Event { name: "4th Workshop on Quiet Machines".to_owned(), ..Event::default() },
        year_of_event: Some(2014),
        papers: rows.iter().map(paper).collect(),
        ..Volume::default()
    }
}

fn toc(key: &str, venue: &str, year: i32, rows: &[Row]) -> Toc {
    let creator = |name: &&str| Creator { name: (*name).to_owned(), ..Creator::default() };
    let entry = |(title, authors, page): &Row| Entry {
        key: format!("{key}/{page}"),
        title: (*title).to_owned(),
        creators: authors.iter().map(creator).collect(),
        pages: Some(format!("{page}-99")),
        year: Some(year),
        doi: None,
    };
    Toc {
        key: Some(key.to_owned()),
        stream: key.rsplit_once('/').map_or(key, |(stream, _)| stream).to_owned(),
        venue: venue.to_owned(),
        title: format!("Proceedings of {venue} {year}"),
        year: Some(year),
        entries: rows.iter().map(entry).collect(),
        ..Toc::default()
    }
}

/// The status of the best record of each paper, and of each table of contents that was given.
fn statuses(alignment: &Alignment, tocs: usize) -> (Vec<Option<LinkStatus>>, Vec<Option<LinkStatus>>) {
    let toc = |at| alignment.tocs.iter().find(|c| c.toc == at).map(|c| c.status);
    (alignment.papers.iter().map(|m| m.first().map(|m| m.status)).collect(), (0..tocs).map(toc).collect())
}

#[test]
fn a_whole_volume() {
    let alignment = align(&volume(PAPERS), &[toc("conf/qm/2014", "QM", 2014, PAPERS)]);
    let (papers, tocs) = statuses(&alignment, 1);
    assert_eq!(tocs, [Some(Accepted)]);
    assert!(papers.iter().all(|s| *s == Some(Accepted)), "{alignment:#?}");
    assert!(alignment.tocs[0].missing.is_empty());
}

#[test]
fn what_one_side_lacks_is_told() {
    let alignment = align(&volume(&PAPERS[1..]), &[toc("conf/qm/2014", "QM", 2014, &PAPERS[..5])]);
    let (papers, _) = statuses(&alignment, 1);
    assert_eq!(papers, [Some(Accepted), Some(Accepted), Some(Accepted), Some(Accepted), None]);
    assert_eq!(alignment.tocs[0].missing, [0]);
}

#[test]
fn the_same_titles_in_a_journal_are_not_the_papers() {
    let extended: Vec<Row> = PAPERS[..3].iter().map(|(t, a, _)| (*t, *a, "101")).collect();
    let journal = toc("journals/quiet/7", "J. Quiet Mach.", 2015, &extended);
    let (papers, tocs) = statuses(&align(&volume(PAPERS), &[journal]), 1);
    assert_ne!(tocs, [Some(Accepted)]);
    assert!(papers.iter().all(|s| *s != Some(Accepted)));
}

#[test]
fn a_reprint_with_other_pages_is_not_the_volume() {
    let moved: Vec<Row> = PAPERS.iter().zip(["301", "317", "333", "345", "360", "371"]).map(|((t, a, _), page)| (*t, *a, page)).collect();
    let reprint = toc("series/hills/2014", "Hills and Machines", 2014, &moved);
    let (papers, tocs) = statuses(&align(&volume(PAPERS), &[reprint]), 1);
    assert_ne!(tocs, [Some(Accepted)]);
    assert!(papers.iter().all(|s| *s != Some(Accepted)));
}

#[test]
fn a_volume_listed_in_halves_is_both() {
    let halves = [toc("conf/qm/2014-1", "QM (1)", 2014, &PAPERS[..3]), toc("conf/qm/2014-2", "QM (2)", 2014, &PAPERS[3..])];
    let (papers, tocs) = statuses(&align(&volume(PAPERS), &halves), 2);
    assert_eq!(tocs, [Some(Accepted), Some(Accepted)]);
    assert!(papers.iter().all(|s| *s == Some(Accepted)));
}

#[test]
fn two_tables_with_the_same_papers_are_left_open() {
    let twins = [toc("conf/qm/2014", "QM", 2014, PAPERS), toc("conf/qm/2014a", "QM", 2014, PAPERS)];
    let (papers, tocs) = statuses(&align(&volume(PAPERS), &twins), 2);
    assert_eq!(tocs, [Some(Candidate), Some(Candidate)]);
    assert!(papers.iter().all(|s| *s == Some(Candidate)));
}

#[test]
fn another_edition_is_not_the_volume() {
    let earlier = toc("conf/qm/2010", "QM", 2010, &PAPERS[..1]);
    let (papers, tocs) = statuses(&align(&volume(PAPERS), &[earlier]), 1);
    assert_eq!(tocs, [Some(Rejected)]);
    assert_eq!(papers[0], Some(Rejected));
}

#[test]
fn damaged_titles_are_known_by_what_stands_around() {
    let damaged: Vec<Row> = vec![
        ("Glacia1 Cachcs: Rec1aiming Mernory Witbout Stopping", PAPERS[0].1, "1"),
        ("A Lattice", PAPERS[1].1, "13"),
        PAPERS[2],
        PAPERS[3],
        ("S1ow Netvvorks Considercd Usefu1", &["Gus Hcath", "Ida Fen"], "49"),
        PAPERS[5],
    ];
    let alignment = align(&volume(&damaged), &[toc("conf/qm/2014", "QM", 2014, PAPERS)]);
    let (papers, _) = statuses(&alignment, 1);
    assert!(papers.iter().all(|s| *s == Some(Accepted)), "{alignment:#?}");
}

#[test]
fn prefaces_alone_link_nothing() {
    let ours: &[Row] = &[("Preface", &[], "i"), ("Introduction", &[], "1")];
    let theirs = toc("conf/other/2014", "OTHER", 2014, &[("Preface", &[], "i"), ("Something Else Entirely in Depth", &["Jon Dale"], "5")]);
    let (papers, tocs) = statuses(&align(&volume(ours), &[theirs]), 1);
    assert_ne!(tocs, [Some(Accepted)]);
    assert!(papers.iter().all(|s| *s != Some(Accepted)));
}

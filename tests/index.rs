//! An index of dblp: the same of every form of a dump, whole or not at all, and never a wrong answer.

mod cases;

use frontis::error::Error;
use frontis::link::dblp::dump::{self, Watch};
use frontis::link::dblp::tables::{self, Dblp, KIND, PaperId, PersonId, TocId};
use frontis::link::dblp::{Entry, Person, Toc};
use frontis::link::index::{About, Place, Sections};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const XML: &[u8] = include_bytes!("index/dump.xml");
const N_TRIPLES: &[u8] = include_bytes!("index/dump.nt");

fn build(dump: &[u8], target: &Path) -> Result<About, Error> {
    tables::build(dump, "dump.xml", Place::take(target)?, &Watch::default(), &mut || ()).map(|(about, _)| about)
}

/// A folder and the index of a dump in it.
fn built(dump: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("dblp.idx");
    build(dump, &target).unwrap_or_else(|e| panic!("{}", e.chain()));
    (folder, target)
}

/// All that an index says, by all its ways.
#[derive(Debug, PartialEq)]
struct All(Vec<Toc>, Vec<(TocId, Entry)>, Vec<(Person, Vec<PaperId>)>);

fn all(path: &Path) -> Result<All, Error> {
    let index = Dblp::open(path)?;
    let tocs = (0..index.tocs()).map(|toc| index.toc(TocId(toc))).collect::<Result<Vec<_>, _>>()?;
    let mut entries = Vec::new();
    for paper in (0..index.papers()).map(PaperId) {
        let entry = index.entry(paper)?;
        assert!(index.titled(&entry.title)?.contains(&paper));
        assert_eq!(index.authors(paper)?.len(), entry.creators.len());
        entries.push((index.toc_of(paper)?, entry));
    }
    let mut persons = Vec::new();
    for person in (0..index.persons()).map(PersonId) {
        let found = index.person(person)?;
        for name in &found.names {
            assert!(index.persons_named(name)?.contains(&person), "{name}");
        }
        assert_eq!(index.creator(person)?.name, found.names[0]);
        persons.push((found, index.papers_of(person)?));
    }
    for (number, toc) in tocs.iter().enumerate() {
        let number = TocId(number as u32);
        assert!(index.tocs_in_year(toc.year.unwrap())?.contains(&number));
        assert!(index.tocs_of_stream(&toc.stream)?.contains(&number));
        assert_eq!(index.papers_in(number)?.len(), toc.entries.len());
        if let Some(key) = &toc.key {
            assert_eq!(index.toc_with_key(key)?, Some(number));
        }
    }
    Ok(All(tocs, entries, persons))
}

#[test]
fn a_record_says_what_the_dump_says() {
    let (_folder, path) = built(XML);
    let index = Dblp::open(&path).unwrap();
    assert_eq!(index.about().date.as_deref(), Some("2031-06-11"));
    let toc = index.toc(index.toc_with_key("conf/tarn/2031").unwrap().unwrap()).unwrap();
    assert_eq!((toc.venue.as_str(), toc.year, toc.stream.as_str()), ("TARN", Some(2031), "conf/tarn"));
    assert_eq!(toc.title, "Tarns and Moors, 3rd Workshop, TARN 2031, Oststadt");
    assert_eq!((toc.series.as_deref(), toc.number.as_deref()), (Some("Notes on Waters"), Some("77")));
    assert_eq!((toc.publisher.as_deref(), toc.page.as_deref()), (Some("Moor Press"), Some("db/conf/tarn/tarn2031")));
    assert_eq!(toc.isbn, ["978-3-00-000000-1"]);
    assert_eq!(toc.editors[0].pid.as_deref(), Some("o/IdaOrve"));
    let keys: Vec<&str> = toc.entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["conf/tarn/OrveX31", "conf/tarn/LaskoO31", "conf/tarn/Lasko31"], "by page, then those without");
    let [deep, sorting, moor] = &toc.entries[..] else { panic!() };
    assert_eq!(sorting.title, "Sorting tarns in O(n2) & less — a first note");
    assert_eq!((deep.title.as_str(), moor.title.as_str()), ("How deep is a tarn?", "A moor, a fen"));
    assert_eq!((deep.doi.as_deref(), sorting.doi.as_deref()), (Some("10.9999/tarn.2031.003"), Some("10.9999/tarn.2031.17")));
    assert_eq!((deep.pages.as_deref(), moor.pages.as_deref()), (Some("1-12"), None));
    assert_eq!((deep.year, moor.year), (Some(2031), Some(2030)));
    let names = |entry: &Entry| entry.creators.iter().map(|c| (c.name.clone(), c.pid.clone(), c.ambiguous)).collect::<Vec<_>>();
    let own = |name: &str, pid: Option<&str>, ambiguous| (name.to_owned(), pid.map(str::to_owned), ambiguous);
    assert_eq!(names(sorting), [own("Wim Lasko 0002", Some("12/345-2"), false), own("Ída Ørve", Some("o/IdaOrve"), false)]);
    assert_eq!(names(deep), [own("Ida Orve", Some("o/IdaOrve"), false), own("Bo Xu", Some("x/BoXu"), true)]);
    assert_eq!(names(moor), [own("Wim Lasko", None, true)]);

    let orve = index.persons_named("ida ørve").unwrap();
    assert_eq!(orve.len(), 1);
    let person = index.person(orve[0]).unwrap();
    assert_eq!(
        (&person.names[..], &person.affiliations[..]),
        (&["Ida Orve".into(), "Ída Ørve".into()][..], &["University of Oststadt".into()][..])
    );
    assert_eq!(person.orcid, ["0000-0002-0000-0001", "0000-0001-2345-678X"]);
    assert_eq!(index.papers_of(orve[0]).unwrap().len(), 3);
    assert_eq!(index.persons_named("Wim Lasko").unwrap().len(), 2);
    assert_eq!(index.titled("HOW DEEP is a Tarn").unwrap().len(), 2);
    assert_eq!(index.titled("How deep is the tarn").unwrap(), []);
    let issue = index.toc(index.tocs_of_stream("journals/jw").unwrap()[0]).unwrap();
    assert_eq!((issue.key, issue.series.as_deref(), issue.number.as_deref()), (None, Some("J. Waters"), Some("12(3)")));
    assert_eq!((issue.entries[0].title.as_str(), issue.entries[0].pages.as_deref()), ("Waters ...", Some("5")));
    let moor = index.toc(index.tocs_in_year(2029).unwrap()[0]).unwrap();
    assert_eq!((moor.key, moor.venue.as_str(), moor.entries[0].pages.as_deref()), (None, "MOOR", Some("4:1-4:9")));
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn xz(bytes: &[u8]) -> Vec<u8> {
    let mut out = lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::with_preset(1)).unwrap();
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn every_packing_gives_the_same_bytes() {
    let (_folder, path) = built(XML);
    let plain = std::fs::read(path).unwrap();
    let middle = XML.len() / 2;
    let parts = [gz(&XML[..middle]), gz(&XML[middle..])].concat();
    let frames = [zst(&XML[..middle]), zst(&XML[middle..])].concat();
    for packed in [XML.to_vec(), gz(XML), xz(XML), zst(XML), parts, frames] {
        let (_folder, path) = built(&packed);
        assert!(std::fs::read(path).unwrap() == plain);
    }
}

#[test]
fn the_order_of_a_dump_is_of_no_account() {
    let text = std::str::from_utf8(XML).unwrap();
    let (head, rest) = text.split_at(text.find("<inproceedings").unwrap());
    let body = rest.replace("</inproceedings>", "</inproceedings>\0").replace("</proceedings>", "</proceedings>\0");
    let mut records: Vec<&str> = body.trim_end().trim_end_matches("</dblp>").split('\0').collect();
    records.reverse();
    let turned = format!("{head}{}</dblp>", records.concat());
    let (_a, one) = built(XML);
    let (_b, other) = built(turned.as_bytes());
    assert!(std::fs::read(one).unwrap() == std::fs::read(other).unwrap());
}

#[test]
fn n_triples_say_the_same_as_xml() {
    let (_a, xml) = built(XML);
    let (_b, triples) = built(N_TRIPLES);
    assert_eq!(all(&xml).unwrap(), all(&triples).unwrap());
}

#[test]
fn letters_of_latin_1_are_read_as_declared() {
    let latin: Vec<u8> = String::from_utf8_lossy(XML).replace("&Oslash;", "Ø").chars().map(|c| c as u8).collect();
    let (_a, one) = built(XML);
    let (_b, other) = built(&latin);
    assert_eq!(all(&one).unwrap(), all(&other).unwrap());
}

/// The reason why a dump is refused; an index that was there stays.
fn refused(dump: &[u8]) -> String {
    let (folder, path) = built(XML);
    let before = std::fs::read(&path).unwrap();
    let reason = build(dump, &path).unwrap_err().chain();
    assert!(std::fs::read(&path).unwrap() == before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    reason
}

#[test]
fn what_is_no_whole_dump_is_refused() {
    for packed in [XML.to_vec(), gz(XML), xz(XML), zst(XML)] {
        for part in 1..8 {
            let reason = refused(&packed[..packed.len() * part / 8]);
            assert!(reason.contains("fetch the dump again"), "{reason}");
        }
    }
    assert!(refused(b"").contains("empty"));
    assert!(refused(b"<!DOCTYPE html><html><body>moved</body></html>").contains("web page"));
    assert!(refused(b"\0\x01\x02 garbage").contains("neither"));
    assert!(refused(b"<?xml version=\"1.0\"?><bib></bib>").contains("not the dump of dblp"));
    assert!(refused(b"<dblp></dblp>").contains("no publication"));
    assert!(refused(b"<http://a> <http://b> <http://c> .\n").contains("no publication"));
    let signature = N_TRIPLES.windows(20).position(|w| w.starts_with(b"_:b1 <https://dblp.o")).unwrap();
    assert!(refused(&N_TRIPLES[..signature]).contains("cut short"));
}

#[test]
fn a_byte_that_changed_is_an_error_and_never_an_answer() {
    let (folder, path) = built(XML);
    let (sound, truth) = (std::fs::read(&path).unwrap(), all(&path).unwrap());
    let changed = folder.path().join("changed.idx");
    for at in (0..sound.len()).step_by(7) {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x10;
        std::fs::write(&changed, bytes).unwrap();
        match Dblp::open(&changed).and_then(|index| index.check()) {
            Ok(()) => panic!("byte {at} is not missed"),
            Err(error) => assert!(error.chain().contains("changed.idx"), "{}", error.chain()),
        }
        assert!(all(&changed).is_err_and(|e| matches!(e, Error::Index { .. })) || all(&changed).unwrap() == truth);
    }
    for length in (0..sound.len()).step_by(37) {
        std::fs::write(&changed, &sound[..length]).unwrap();
        assert!(Dblp::open(&changed).is_err());
    }
    std::fs::write(&changed, [&sound[..], b"x"].concat()).unwrap();
    assert!(Dblp::open(&changed).is_err());
}

#[test]
fn other_kinds_and_versions_are_told() {
    let (_folder, path) = built(XML);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[8] = 99;
    std::fs::write(&path, bytes).unwrap();
    let reason = Dblp::open(&path).unwrap_err().chain();
    assert!(reason.contains("version 99") && reason.contains("frontis index"), "{reason}");
    for (kind, says) in [
        (frontis::link::index::Kind { name: "ror", ..KIND }, "an index of ror, not of dblp"),
        (frontis::link::index::Kind { version: KIND.version + 1, ..KIND }, "build it again: frontis index dblp"),
    ] {
        let mut file = std::fs::File::create(&path).unwrap();
        Sections::default().write(kind, &About::default(), &mut file).unwrap();
        let reason = Dblp::open(&path).unwrap_err().chain();
        assert!(reason.contains(says), "{reason}");
    }
}

/// Numbers without a pattern, the same each time.
fn numbers(mut state: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    }
}

#[test]
fn no_dump_makes_it_panic() {
    let mut number = numbers(1);
    for dump in [XML, N_TRIPLES] {
        for _ in 0..600 {
            let mut bytes = dump.to_vec();
            for _ in 0..=number(6) {
                let (at, length) = (number(bytes.len()), number(30));
                let end = (at + length).min(bytes.len());
                match number(4) {
                    0 => bytes[at] = number(256) as u8,
                    1 => drop(bytes.drain(at..end)),
                    2 => drop(bytes.splice(at..at, dump.iter().skip(number(dump.len())).take(length).copied())),
                    _ => bytes[at] = b"<>&;/\"="[number(7)],
                }
            }
            let _ = dump::read(&bytes[..], "dump", &Watch::default(), &mut |_| {});
        }
    }
}

/// Sections of any bytes, with checksums that fit.
#[test]
fn no_index_makes_it_panic() {
    let names: &[&str] = &["words", "persons", "written", "tocs", "papers", "titles", "names", "keys", "streams"];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("any.idx");
    let mut number = numbers(2);
    for _ in 0..300 {
        let mut sections = Sections::default();
        let small = |number: &mut dyn FnMut(usize) -> usize, count: usize| -> Vec<u8> {
            (0..count).flat_map(|_| (number(40) as u32).to_le_bytes()).collect()
        };
        for name in names {
            let length = number(400);
            sections.add(*name, (0..length).map(|_| if number(3) == 0 { number(256) } else { number(6) } as u8).collect());
            let records = number(64) as u32;
            let mut starts = small(&mut number, records.div_ceil(16) as usize);
            starts.extend_from_slice(&records.to_le_bytes());
            sections.add(format!("{name}.at"), starts);
            sections.add(format!("{name}.buckets"), small(&mut number, 5));
        }
        sections.add("firsts", small(&mut number, 65));
        sections.add("years", small(&mut number, 8));
        sections.write(KIND, &About::default(), &mut std::fs::File::create(&path).unwrap()).unwrap();
        let Ok(index) = Dblp::open(&path) else { continue };
        for n in 0..70 {
            let _ = (index.toc(TocId(n)), index.entry(PaperId(n)), index.person(PersonId(n)), index.creator(PersonId(n)));
            let _ = (index.papers_of(PersonId(n)), index.authors(PaperId(n)), index.tocs_in_year(n as i32));
            let _ = (index.titled(&n.to_string()), index.persons_named(&n.to_string()), index.toc_with_key(&n.to_string()));
        }
    }
    for length in 0..200 {
        let bytes: Vec<u8> = b"frontidx\x01\0\0\0".iter().copied().chain((0..length).map(|_| number(256) as u8)).collect();
        std::fs::write(&path, bytes).unwrap();
        assert!(Dblp::open(&path).is_err());
    }
}

fn frontis(args: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frontis")).args(args).current_dir(folder).env("FRONTIS_INDEX", folder.join("own")).output().unwrap()
}

#[test]
fn the_command_builds_shows_and_keeps_what_is_not_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("dump.xml.gz"), gz(XML)).unwrap();
    std::fs::create_dir(at("own")).unwrap();
    // what a process left that was killed
    std::fs::write(at("own/dblp.idx.part-1"), "half").unwrap();
    let built = frontis(&["index", "dblp", "dump.xml.gz"], folder.path());
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    assert!(built.stdout.is_empty() && String::from_utf8_lossy(&built.stderr).contains("5 papers"));
    assert_eq!(cases::sorted(&at("own")), [at("own/dblp.idx")]);
    let shown = frontis(&["index", "show", "--check"], folder.path());
    assert!(String::from_utf8_lossy(&shown.stdout).contains("dump.xml of 2031-06-11"), "{shown:?}");
    std::fs::write(at("letter.txt"), "Dear editors").unwrap();
    let refused = frontis(&["index", "dblp", "dump.xml.gz", "-o", "letter.txt"], folder.path());
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(std::fs::read(at("letter.txt")).unwrap(), b"Dear editors");
}

/// A limit on the size of files stands for a disk that is full.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_index() {
    let (folder, path) = built(XML);
    let before = std::fs::read(&path).unwrap();
    std::fs::write(folder.path().join("dump.xml"), XML).unwrap();
    let script = format!("trap '' XFSZ; ulimit -f 1; exec {} index dblp dump.xml -o dblp.idx", env!("CARGO_BIN_EXE_frontis"));
    let output = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write"), "{output:?}");
    assert!(std::fs::read(&path).unwrap() == before);
    assert_eq!(cases::sorted(folder.path()).len(), 2, "nothing is left beside it");
}

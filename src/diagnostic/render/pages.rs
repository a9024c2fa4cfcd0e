//! The examples in `docs/diagnostics` are what the renderer prints.

use super::Case;
use crate::diagnostic::{self, CODES, Diagnostic};
use crate::source::{Sources, Span};
use std::path::PathBuf;

/// The diagnostic that a page shows, about the example input of the page.
fn example(code: &str, case: &Case) -> Diagnostic {
    let find = |words: &str, message: &str| Diagnostic::new(diagnostic::Code::named(code).unwrap(), case.span(words), message);
    let nowhere = |message: &str| Diagnostic::new(diagnostic::Code::named(code).unwrap(), Span::default(), message);
    match code {
        "affiliation-repaired" => find("Kettleworks;Ltd.", "affiliation read as `Kettleworks, Ltd.`")
            .help("a semicolon with no blank after it is taken for a comma"),
        "another-reading" => {
            find("Jin Park, Lee Sung", "two authors of one affiliation").label(case.span("Lee Sung"), "could also be an organization")
        }
        "authors-displaced" => find("Waiting Machines", "the authors stand at another title than this"),
        "authors-missing" => find("Gears under Pressure", "no authors were read, and the others have some"),
        "block-moved" => find("Ana Brito\nBo Lindqvist", "2 names moved to `External Reviewers`")
            .label(case.span("The Harbour Society Staff"), "they stand under this heading")
            .label(case.span("External Reviewers"), "and belong to this one"),
        "affiliation-doubtful" => find("Ghent Tech | Room 12", "`Ghent Tech | Room 12` holds a rule of a table"),
        "broken-markup" => find("<TextLine HPOS=\"300\"><String CONTENT=\"Waiting Machi", "the file breaks off in the middle of a tag")
            .help("what stands before this place was read"),
        "count-mismatch" => {
            find("three external reviewers", "3 external reviewers stated, 2 listed").label(case.span("External Reviewers"), "listed here")
        }
        "date-doubtful" => find("May 3–4, 2013", "the event is dated 2013, the title says 2031"),
        "decision-gone" => nowhere("nothing is read as qm-2014/paper/p31 any more"),
        "decision-invalid" => nowhere("`thirteen` is no page or range of pages, such as 7 or 7-18"),
        "decision-needless" => nowhere("qm-2014/paper/p1: title is read so by itself"),
        "decision-stale" => {
            nowhere("qm-2014/paper/p1: title now reads `Waiting Machines II`, and the decision was about `Waiting Machlnes`")
        }
        "duplicate-entry" => {
            let span = case.spans("Waiting Machines . . . . . . . . 31")[1];
            Diagnostic::new(&diagnostic::DUPLICATE_ENTRY, span, "`Waiting Machines` is listed twice")
                .label(case.span("Waiting Machines . . . . . . . . 31"), "first listed here")
        }
        "empty-heading" => find("Symposium Chair", "no names follow this heading"),
        "empty-input" => nowhere("`front.txt` has no text"),
        "field-doubtful" => find("455--47032", "`455--47032`: the last page is too far from the first to be one: left out"),
        "leader-repaired" => find("....0.000000 cece eeees", "`....0.000000 cece eeees` is taken for a damaged leader"),
        "letters-doubtful" => find("Gears under Prcssure", "`Prcssure` may be misread"),
        "letters-mended" => find("¨o", "2 accents that stood beside their letters were joined with them"),
        "letters-repaired" => find("Jo Wa1ker", "`Jo Wa1ker` is read as `Jo Walker`: no digit stands in a name"),
        "lines-parted" => {
            find("Mara LindiiiOrganizing Committee", "`Mara LindiiiOrganizing C…` stands across the end of a page and is read as 3 lines")
        }
        "lost-page" => find("Waiting Machines . . . . . . . . . .", "no page number after the leader"),
        "name-doubtful" => find("Harbour Laboratory", "this may not be the name of a person"),
        "names-left-over" => find("Gears under Pressure", "a line beside this entry was not read")
            .label(case.span("~~ * ~~ Mara Lind, Ghent Tech ~~ 12 a"), "not read"),
        "no-front-matter" => find("Dear Ana,", "no front matter found"),
        "not-text" => nowhere("`front.txt` is a PNG image").help("convert the document to text or Markdown first"),
        "page-order" => find("45", "page 45 after page 231").label(case.span("231"), "the entry before"),
        "page-repaired" => find("l5", "`l5` is read as page 15, which alone fits between its neighbours"),
        "readings-differ" => find("Waiting Machines", "title: `Waiting Machines` here, `Wa1ting Machlnes` in another reading")
            .label(case.span("Wa1ting Machlnes"), "the other reading"),
        "several-volumes" => find(
            "@inproceedings{brito32,\n  title = {Idle Springs}, booktitle = {WIMP 2032}\n}",
            "this file holds entries of 2 volumes, and one was read",
        )
        .help("give each volume in a file of its own"),
        "reading-doubtful" => {
            let message =
                "the title of this entry may be wrong: a reading of the list that explains it nearly as well gives something else";
            find("Quiet Rooms", message).help("`frontis parse --trace` shows how the list was read")
        }
        "shape-note" => find("Mara Lind", "Signature: author without a printed affiliation").help("id:qm-2014/paper/p15#a1"),
        "shape-violation" => find("Whistles at Noon . . . . . . . . . . 45", "PageOrder: starts before the contribution printed above it")
            .help("id:qm-2014/paper/p45 has 45"),
        "shape-warning" => find("Local Staff", "Committee: a heading without members: look for a column or page break")
            .help("id:qm-2014/event/committee/local-staff"),
        "too-large" => nowhere("`library.xml` has 3221225472 bytes; at most 67108864 are read"),
        "unknown-reference" => find("&dblpx;", "nobody knows the character `&dblpx;`: left as it is written"),
        "unread-block" => find(":: 4a/7 seq. rev. (hk)\n:: 4b/7 seq. rev. (hk)", "2 lines were not read"),
        "untitled-volume" => find("Contents", "no title of proceedings found"),
        "value-doubtful" => find("06/07/2031", "day and month may stand in either order: the date is kept as printed"),
        "volume-id-taken" => {
            find("Proceedings of the Workshop on Imaginary Machines (WIMP'31)", "the identifier `wimp-2031` belongs to another volume")
                .help("give this volume an identifier of its own")
        }
        "weekday-mismatch" => find("Thursday, May 30", "May 30, 2031 is a Friday"),
        "words-parted" => find(
            "WaitingMachinesattheOffice. . . . . . . . 1",
            "words that stood without spaces were parted in 31 lines, as in `Waiting Machines at the …`",
        ),
        _ => panic!("`{code}` has no example here"),
    }
}

/// With `FRONTIS_BLESS=1` the last block of each page is written anew.
#[test]
fn pages_show_what_is_printed() {
    for code in CODES {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("docs/diagnostics/{}.md", code.name));
        let page = std::fs::read_to_string(&path).unwrap();
        let parts: Vec<&str> = page.split("```").collect();
        let body = |i: usize| parts[i].strip_prefix("text\n").unwrap();
        let (case, block) = match parts.len() {
            7 => (Case::new(&[("scan-1.txt", body(1)), ("scan-2.txt", body(3))]), 5),
            5 => (Case::new(&[("front.txt", body(1))]), 3),
            3 => (Case { sources: Sources::default() }, 1),
            n => panic!("{}: {n} parts", code.name),
        };
        let drawn = case.draw(&[example(code.name, &case)]);
        let (drawn, _) = drawn.rsplit_once("\n\n").unwrap();
        if std::env::var_os("FRONTIS_BLESS").is_some() {
            let shown = format!("text\n{drawn}\n");
            let parts: Vec<&str> = parts.iter().enumerate().map(|(i, p)| if i == block { &shown } else { *p }).collect();
            std::fs::write(&path, parts.join("```")).unwrap();
            continue;
        }
        assert_eq!(body(block).trim_end(), drawn, "docs/diagnostics/{}.md", code.name);
    }
}

#[test]
fn pages_have_one_shape() {
    for code in CODES {
        let page = code.page;
        assert!(page.starts_with(&format!("# {}\n\n", code.name)), "{}", code.name);
        assert!(page.contains(&format!("\nSeverity: {}.\n", super::word(code.severity))), "{}", code.name);
        let headings: Vec<&str> = page.lines().filter(|l| l.starts_with("## ")).collect();
        assert_eq!(headings, ["## Example", "## What the reader did", "## What you can do"], "{}", code.name);
        assert!((15..=45).contains(&page.lines().count()), "{}: {} lines", code.name, page.lines().count());
    }
}

//! Inputs that nobody prints: they end, they do not panic, and every byte is accounted for.

use frontis::source::{FileId, Sources};

/// Bytes of each input: enough that a reader that looks at everything from everywhere would not end.
const SIZE: usize = if cfg!(debug_assertions) { 20_000 } else { 200_000 };

fn filled(unit: &str) -> String {
    unit.repeat(SIZE / unit.len())
}

fn numbered(form: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    for n in 1.. {
        out.push_str(&form(n));
        if out.len() > SIZE {
            break;
        }
    }
    out
}

fn headed(heading: &str, body: &str) -> String {
    format!("Proceedings of the First Workshop on Odd Things\nMay 3, 2013\nGhent, Belgium\n\n{heading}\n\n{body}")
}

const SENTENCE: &str =
    "The old clock in the hall went on as it had always done, and nobody who came in from the rain thought of asking why.";

/// Everything with a name, for the message of a failure.
fn inputs() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for unit in [
        "(",
        ")",
        ",",
        "*",
        "-",
        ".",
        "&",
        "[",
        "<",
        "&amp;",
        "1",
        "1 ",
        "a",
        "A ",
        "A, ",
        "and ",
        ", and ",
        " & ",
        ". . . . ",
        "**",
        "<i>",
        "\u{301}",
        "é",
        "·",
        "\t",
        "  7",
        "ISBN ",
        "10.1234/",
        "(a ",
        "A. B. ",
        "for ",
        "3 reviews ",
        "we thank Jane Doe for her help ",
        "(Eds.) ",
        "Chair, ",
    ] {
        out.push((format!("one line of {unit:?}"), filled(unit)));
        out.push((format!("a message of {unit:?}"), headed("Preface", &format!("{SENTENCE}\n{}\n{SENTENCE}", filled(unit)))));
        out.push((
            format!("contents of {unit:?}"),
            headed("Table of Contents", &format!("A Title . . . . 3\n{}\nAnother . . . . 7", filled(unit))),
        ));
        out.push((format!("a committee of {unit:?}"), headed("Program Committee", &filled(unit))));
        out.push((format!("sponsors of {unit:?}"), headed("Sponsored by", &filled(unit))));
    }
    for (name, text) in [
        ("numbers", numbered(|n| format!("{n}\n"))),
        ("numbers that fall", numbered(|n| format!("{}\n", 99_999 - n.min(99_998)))),
        ("one number", filled("7\n")),
        ("letters", filled("a\n")),
        ("commas line by line", filled(",\n")),
        ("contents headings", filled("Table of Contents\n")),
        ("contents headings, parted", filled("Table of Contents\n\nA Title . . . 7\n\n")),
        ("committee headings", filled("Program Committee\n")),
        ("committees", numbered(|n| format!("Program Committee\nJane Doe{n}, Acme University\n"))),
        ("chairs", filled("General Chair: Jane Doe, Acme University\n")),
        ("sponsor headings", filled("Sponsored by\n")),
        ("messages", filled(&format!("Preface\n\n{SENTENCE}\n\n"))),
        ("entries", numbered(|n| format!("A Title of Number {n} . . . . . {n}\nJane Doe and John Roe, Acme University\n"))),
        ("entries of one page", filled("A Title . . . . . 7\nJane Doe\n")),
        ("entries without pages", headed("Table of Contents", &filled("A Study of Fast Things\nJane Doe and John Roe\n"))),
        ("running heads", numbered(|n| format!("An Odd Head\n{n}\n\n\u{c}"))),
        ("days", filled("Monday, May 3\n")),
        ("dates", filled("May 3, 2013\n")),
        ("proceedings", filled("Proceedings of the\n")),
        ("workshops", filled("Workshop on Odd Things\n")),
        ("editors", filled("Edited by\n")),
        ("signed editors", filled("Jane Doe ·\n")),
        ("brackets at the end", filled("Jane Doe (Acme)\n")),
        ("page breaks", filled("\u{c}\n")),
        ("hyphens", filled("con-\n")),
        ("rules", filled("-----\n")),
        ("table", filled("| a | b | 7 |\n")),
        ("prose in one line", filled(&format!("{SENTENCE} "))),
        ("prose", filled(&format!("{SENTENCE}\n"))),
        ("a novel", numbered(|n| format!("Chapter {n}\n\n{}\n\n\"Why?\" said Mr. Doe.\n\n", format!("{SENTENCE}\n").repeat(30)))),
        ("a message of prose", headed("Preface", &filled(&format!("{SENTENCE}\n")))),
        ("a message of names", headed("Preface", &format!("{SENTENCE}\n{}", filled("Jane Doe, Acme University\n")))),
        ("orders", filled("Order copies from:\n")),
    ] {
        out.push((name.to_owned(), text));
    }
    out
}

/// Pages that no browser would be sent.
fn pages() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for unit in [
        "<div>",
        "</div>",
        "<p>",
        "<b>",
        "</b><div>",
        "<table>",
        "<tr>",
        "<td>7",
        "<table><tr><td>A",
        "<li>",
        "<ul><li>",
        "<a href='a.pdf'>",
        "<a href=a.pdf>A Title</a> ",
        "<span class=CEURTITLE>A",
        "<span class=CEURTITLE>A Title</span><span class=CEURAUTHOR>Jane Doe</span>",
        "<span class=CEURAUTHOR>Jane Doe</span>",
        "<span class=CEURPAGES>7</span>",
        "<h2>Workshop</h2>",
        "<h3>Chair</h3><p>Jane Doe, Acme",
        "<br>",
        "<hr>",
        "<!--",
        "<!-- -->",
        "&",
        "&am",
        "&#0;",
        "&nbsp;",
        "<",
        "<a",
        "<a b=",
        "\0",
        "<pre>\n  a",
        "<script>",
        "<title>",
        "<title>a</title>",
        "<body>Contents<p>",
        "<div class='ocr_page'>",
        "<span class='ocr_line'>a ",
        "<div typeof='Article' property='title'>A",
    ] {
        out.push((format!("a page of {unit:?}"), format!("<html>{}", filled(unit))));
    }
    out.push(("a page of one tag".into(), format!("<html><div {}>", numbered(|n| format!("a{n}='b' ")))));
    out.push(("a page of one attribute".into(), format!("<html><div class='{}'>", filled("CEURTITLE "))));
    out.push(("a page of one cell".into(), format!("<html><table><tr><td>{}</td><td>7</table>", filled("a<br>"))));
    out.push(("a page of one row".into(), format!("<html><table><tr>{}</table>", filled("<td>Jane Doe"))));
    out.push(("a page of depth and ends".into(), format!("<html><b>{}{}", filled("<div>"), filled("</b>"))));
    out
}

#[test]
fn odd_inputs_are_accounted_for() {
    let pages = pages().into_iter().map(|(name, text)| (name, text, &["input.html"][..]));
    let texts = inputs().into_iter().map(|(name, text)| (name, text, &["input.txt", "input.md"][..]));
    for (name, text, files) in pages.chain(texts) {
        // markup is another carrier
        for file in files {
            let mut sources = Sources::default();
            let Ok(source) = frontis::document::open(file, text.as_bytes()) else { continue };
            sources.add(source);
            let parsed = frontis::layout::read(&sources);
            let mut reached = 0;
            for claim in &parsed.value.ledger {
                assert_eq!((claim.span.file, claim.span.start), (FileId(0), reached), "{file}, {name}: the ledger has a gap");
                reached = claim.span.end;
            }
            assert_eq!(reached as usize, text.len(), "{file}, {name}: the ledger is not the whole");
        }
    }
}

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

/// Markup that no program writes.
fn markup() -> Vec<(String, String)> {
    let alto =
        |inside: &str| format!("<alto><Layout><Page><PrintSpace><TextBlock>{inside}</TextBlock></PrintSpace></Page></Layout></alto>");
    let word = |n: usize, text: &str, x: usize, y: usize| {
        format!(
            "<TextLine ID='l{n}' HPOS='{x}' VPOS='{y}' WIDTH='50' HEIGHT='9'><String CONTENT='{text}' HPOS='{x}' VPOS='{y}' WIDTH='50' HEIGHT='9'/></TextLine>"
        )
    };
    let dblp = |inside: &str| format!("<dblp>{inside}</dblp>");
    let jats = |inside: &str| format!("<article><front><article-meta>{inside}</article-meta></front></article>");
    let paper = |n: usize, volume: usize| {
        format!(
            "<inproceedings key='p{n}'><author>Jane Doe{n}</author><title>A Title {n}.</title><pages>{n}</pages><crossref>v{volume}</crossref></inproceedings>\n"
        )
    };
    let bomb = "<!DOCTYPE alto [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>]>";
    let mut out = vec![
        ("a long attribute", alto(&word(1, &filled("a "), 1, 1))),
        ("a long attribute of references", alto(&word(1, &filled("&amp;"), 1, 1))),
        ("an attribute without an end", format!("<alto><String CONTENT=\"{}", filled("a "))),
        ("many attributes", alto(&format!("<TextLine {}/>", numbered(|n| format!("a{n}='1' "))))),
        ("the same attribute", alto(&format!("<TextLine {}/>", filled("HPOS='1' ")))),
        ("deep nesting", format!("<alto>{}", filled("<TextBlock>"))),
        ("ends alone", format!("<alto>{}", filled("</TextLine>"))),
        ("wrong nesting", alto(&filled("<TextLine><TextBlock></TextLine><String CONTENT='a'/></TextBlock>"))),
        ("entities", format!("{bomb}{}", alto(&word(1, &filled("&c;"), 1, 1)))),
        ("a comment without an end", format!("<alto><!-- {}", filled("- "))),
        ("an instruction without an end", format!("<alto><?x {}", filled("? "))),
        ("a section without an end", format!("<alto><![CDATA[ {}", filled("]] "))),
        ("lines in one place", alto(&numbered(|n| word(n, "Jane", 1, 1)))),
        ("numbers in one place", alto(&numbered(|n| word(n, "7", 1, 1)))),
        ("numbers beside lines", alto(&numbered(|n| word(n, "Jane", 1, 1) + &word(n, "7", 900, 1)))),
        ("numbers without bounds", alto(&numbered(|n| word(n, "7", 0, 0).replace("'9'", "'1e38'").replace("'0'", "'-1e38'")))),
        ("blocks", alto(&numbered(|n| format!("</TextBlock><TextBlock>{}", word(n, "Jane", n % 7 * 100, n * 3))))),
        ("entries of many volumes", dblp(&numbered(|n| paper(n, n)))),
        ("entries that fall", dblp(&numbered(|n| paper(99_999 - n.min(99_998), 1)))),
        ("volumes", dblp(&numbered(|n| format!("<proceedings key='v{n}'><title>Proceedings of Workshop {n}</title></proceedings>")))),
        ("volumes within volumes", dblp(&filled("<proceedings><title>a</title>"))),
        (
            "authors",
            dblp(&format!("<inproceedings><title>A</title>{}</inproceedings>", numbered(|n| format!("<author>Jane Doe{n}</author>")))),
        ),
        ("headings", dblp(&filled("<h2>A</h2>"))),
        ("a long title", dblp(&format!("<inproceedings><title>{}</title></inproceedings>", filled("&uuml; <i>b</i>")))),
        (
            "affiliations",
            jats(&numbered(|n| {
                format!("<contrib><name><surname>Doe</surname></name><xref ref-type='aff' rid='a{n}'/></contrib><aff id='a{n}'>Acme</aff>")
            })),
        ),
        ("people within people", jats(&filled("<contrib-group><contrib><collab>"))),
        ("titles within titles", jats(&filled("<title-group><article-title>a"))),
        ("bodies", format!("<article><front><article-meta/></front>{}", filled("<body><back>"))),
    ];
    let entry = |fields: &str| format!("@inproceedings{{k,{fields}\n}}\n");
    out.extend([
        ("open brackets", format!("@misc{{{}", filled("{"))),
        ("closed brackets", format!("@misc{{{}", filled("}"))),
        ("entries without an end", filled("@misc{k, title = {a\n")),
        ("entries in one line", filled("@misc{k, title = {a} ")),
        ("signs of entries", format!("@misc{{{}", filled("@"))),
        ("names", entry(&format!("author = {{{}}}", filled("Doe, Jane and ")))),
        ("commas of a name", entry(&format!("author = {{{}}}", filled("{\\\"u}, ")))),
        ("accents", entry(&format!("title = {{{}}}", filled("{\\\"")))),
        ("backslashes", entry(&format!("title = {{{}}}", filled("\\")))),
        ("fields", entry(&numbered(|n| format!("f{n} = {{a}},\n")))),
        ("fields without values", entry(&filled("a = "))),
        (
            "abbreviations that grow",
            format!("@string{{a = \"a\"}}\n{}{}", filled("@string{a = a # a # a}\n"), entry(&filled("title = a # a,"))),
        ),
        ("a long abbreviation", format!("@string{{a = {{{}}}}}\n{}", filled("b"), entry(&filled("title = a,")))),
        ("parts of a value", entry(&format!("title = {}a", filled("a # ")))),
        (
            "entries of many books",
            numbered(|n| entry(&format!("title = {{A {n}}}, author = {{Jane Doe}}, booktitle = {{B {n}}}, pages = {n}"))),
        ),
    ]);
    let record = |inside: &str| format!("TY  - CPAPER\n{inside}ER  - \n");
    out.extend([
        ("records", filled(&record("TI  - A\nAU  - Doe, Jane\nT2  - B\nSP  - 7\n"))),
        ("records without an end", filled("TY  - CONF\nTI  - A\n")),
        ("a record of names", record(&filled("AU  - Doe, Jane, X, Y\n"))),
        ("a record of lines", record(&format!("TI  - A\n{}", filled("a\n")))),
        ("references that nobody knows", dblp(&filled("<inproceedings><title>&nobody;</title></inproceedings>"))),
        ("namesakes", dblp(&format!("<inproceedings><title>A</title>{}</inproceedings>", filled("<author>Jane Doe</author>")))),
        ("pages that are none", dblp(&filled("<inproceedings><title>A</title><pages>1-2-3-4-5-6</pages></inproceedings>"))),
    ]);
    out.into_iter().map(|(name, text)| (format!("markup, {name}"), text)).collect()
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

/// Words at places that no page has.
fn places() -> Vec<(String, String)> {
    const TSV: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";
    let numbers = ["1", "1e38", "-1e38", "NaN", "inf", "", "x", "1e-30", "999999", "0"];
    let pick = |n: usize, k: usize| numbers[(n * 7 + k * 3 + n / 11) % numbers.len()];
    let bbox = |inside: &str| format!("<html><body><doc><page width=\"1\" height=\"1\">{inside}</page></doc></body></html>");
    let word = |n: usize| {
        format!("<word xMin='{}' yMin='{}' xMax='{}' yMax='{}'>Jane{n}</word>\n", pick(n, 0), pick(n, 1), pick(n, 2), pick(n, 3))
    };
    let row = |n: usize, page: &str, x: &str, text: &str| format!("5\t{page}\t1\t1\t{n}\t1\t{x}\t{}\t9\t9\t90\t{text}\n", n % 300);
    let page = |inside: &str| format!("<PcGts><Page>{inside}</Page></PcGts>");
    let hocr = |inside: &str| format!("<html><body><div class='ocr_page'>{inside}</div></body></html>");
    let djvu = |inside: &str| format!("(page 0 0 100 100 {inside})");
    let out = vec![
        ("numbers without bounds", bbox(&numbered(word))),
        (
            "one line of words",
            bbox(&format!("<line>{}</line>", numbered(|n| format!("<word xMin='{n}' yMin='1' xMax='{}' yMax='9'>a</word>", n + 1)))),
        ),
        (
            "words that fall",
            bbox(&format!("<line>{}</line>", numbered(|n| format!("<word xMin='{}' yMin='1' xMax='99999' yMax='9'>a</word>", 99_999 - n)))),
        ),
        ("a word without an end", bbox(&format!("<word>{}", filled("a ")))),
        ("pages", bbox(&filled("</page><page><word>a</word>"))),
        ("rows in one place", TSV.to_owned() + &numbered(|n| row(n, "1", "1", "Jane"))),
        ("rows of numbers", TSV.to_owned() + &numbered(|n| row(n, "1", "900", "7"))),
        ("rows of far pages", TSV.to_owned() + &numbered(|n| row(n, "4000000000", "1", "Jane"))),
        ("rows of other pages", TSV.to_owned() + &numbered(|n| row(n, pick(n, 1), pick(n, 2), "Jane"))),
        ("rows without ends", TSV.to_owned() + &filled("5\t1\t")),
        ("flat words", TSV.to_owned() + &numbered(|n| format!("5\t1\t1\t1\t1\t{n}\t{}\t9\t8\t1\t9\tcece\n", n * 9))),
        ("regions", page(&filled("<TextRegion><Coords points='1,1 2,2'/>"))),
        ("points", page(&format!("<TextLine><Coords points='{}'/><TextEquiv><Unicode>a", filled("1,9e99 ")))),
        ("orders", page(&format!("<ReadingOrder>{}", filled("<OrderedGroup index='1'><RegionRef regionRef='a'/>")))),
        (
            "regions in order",
            page(&format!(
                "<ReadingOrder><OrderedGroup>{}</OrderedGroup></ReadingOrder>{}",
                numbered(|n| format!("<RegionRefIndexed index='{}' regionRef='r{n}'/>", n % 50)),
                numbered(|n| format!(
                    "<TextRegion id='r{n}'><Coords points='{n},{n} 999,{}'/><TextEquiv><Unicode>{n}</Unicode></TextEquiv></TextRegion>",
                    n + 9
                ))
            )),
        ),
        (
            "letters of hOCR",
            hocr(&format!("<span class='ocr_line'><span class='ocrx_word'>{}", filled("<span class='ocrx_cinfo'>a</span>\n"))),
        ),
        ("open words of hOCR", hocr(&filled("<span class='ocrx_word' title='bbox 1 1 0 0; x'>a"))),
        ("lists", djvu(&filled("(line "))),
        ("ends of lists", djvu(&filled(")"))),
        ("strings", djvu(&format!("(word 1 1 9 9 \"{}", filled("\\303")))),
        ("words of lists", djvu(&numbered(|n| format!("(word {} {} {} {} \"Jane\")", n, n, n + 9, n + 9)))),
        (
            "letters",
            format!(
                "<document><page id='1'>{}",
                numbered(|n| format!("<char c='a' quad='{n} 1 2 1 {n} 9 2 9' x='1' y='{}'/>", pick(n, 1)))
            ),
        ),
        (
            "letters of one word",
            format!("<document xmlns='abbyy.com/FineReader'><page><line>{}", filled("<charParams l='1' t='1' r='2' b='9'>a</charParams>")),
        ),
        (
            "stretches",
            format!(
                "<pdf2xml><page>{}",
                numbered(|n| format!("<text top='{}' left='{}' width='1' height='{}'>Jane</text>", pick(n, 0), pick(n, 1), pick(n, 2)))
            ),
        ),
        ("brackets", format!("{{\"width\": 1, \"blocks\": {}", filled("["))),
        (
            "spans",
            format!(
                "{{\"width\": 1, \"blocks\": [{{\"lines\": [{}",
                numbered(|n| format!("{{\"spans\":[{{\"text\":\"Jane\\u0{n}\",\"bbox\":[{n},1e39,-1,9e99]}}]}},"))
            ),
        ),
        (
            "references",
            format!(
                "{{\"schema_name\":\"DoclingDocument\",\"body\":{{\"children\":[{}{{}}]}},\"texts\":[{{\"text\":\"a\",\"children\":[{{\"$ref\":\"#/body\"}}]}}]}}",
                numbered(|n| format!("{{\"$ref\":\"#/texts/{}\"}},", n % 3))
            ),
        ),
    ];
    out.into_iter().map(|(name, text)| (format!("places, {name}"), text)).collect()
}

/// Tables that no program writes.
fn tables() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for unit in ["A,Jane Doe,7\n", "\"", "\"\"", "\"A\"\"", ",", "\n", "A;B,", "A,Doe, Jane and Roe, J.\n", "A,((((,\n", "\r", "A and "] {
        out.push((format!("a table of {unit:?}"), format!("title,authors,pages\n{}", filled(unit))));
        out.push((format!("a table by authors of {unit:?}"), format!("title;first name;last name\n{}", filled(unit))));
    }
    out.push(("a table of columns".into(), format!("title,authors{}\n{}", filled(",title"), filled("A,"))));
    out
}

#[test]
fn odd_inputs_are_accounted_for() {
    let pages = pages().into_iter().map(|(name, text)| (name, text, &["input.html"][..]));
    let texts = inputs().into_iter().chain(markup()).chain(places()).map(|(name, text)| (name, text, &["input.txt", "input.md"][..]));
    let tables = tables().into_iter().map(|(name, text)| (name, text, &["input.csv"][..]));
    for (name, text, files) in pages.chain(texts).chain(tables) {
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

/// What is written for programs and not known is refused by name and never read as prose.
#[test]
fn unknown_kinds_are_refused_by_name() {
    for (file, text, named) in [
        ("a.json", "{\"papers\": [{\"title\": \"A Study of Odd Things\"}]}", "JSON"),
        ("a.txt", "[{\"page\": 1, \"content\": \"Table of Contents\"}]", "JSON"),
        ("a", "\u{feff}{}", "JSON"),
        ("a.tsv", "page\tx\ty\tword\n1\t2\t3\tContents\n", "table"),
        ("a.xml", "<TEI><text>Contents</text></TEI>", "XML"),
        ("a", "<?xml version='1.0'?><layout><word>Contents</word></layout>", "XML"),
    ] {
        match frontis::document::open(file, text.as_bytes()) {
            Err(frontis::source::NotText::Binary(what) | frontis::source::NotText::Unreadable { message: what, .. }) => {
                assert!(what.contains(named), "{file}: {what}")
            }
            other => panic!("{file} {text}: {:?}", other.map(|s| s.media)),
        }
    }
    for text in ["[1] Jane Doe, A Study of Odd Things", "{x} and {y}", "[a] [b]"] {
        assert!(frontis::document::open("a.txt", text.as_bytes()).is_ok(), "{text}");
    }
}

//! PDF files: how the fixtures were made, what is refused, and what no file may do to the program.

mod cases;
mod paper;

use frontis::source::{NotText, Sources};
use paper::{Page, file};

/// Every fixture of `tests/corpus/pdf`, by its name.
fn fixtures() -> Vec<(&'static str, Vec<u8>)> {
    vec![("columns", columns()), ("contents", contents()), ("letters", letters()), ("table", table())]
}

fn cover() -> Page {
    Page::default()
        .line("B", 18.0, 110.0, 80.0, "Proceedings of the Third")
        .line("B", 18.0, 90.0, 104.0, "Workshop on Quiet Machines")
        .line("R", 12.0, 210.0, 150.0, "May 4-6, 2031, Lund, Sweden")
}

fn columns() -> Vec<u8> {
    let left = ["Ada Bjornsdottir (Lund)", "Piet van Hooft (Delft)", "Rosa Quintal (Porto)", "Emil Sandoz (Bern)", "Uma Thirulal (Pune)"];
    let right = ["Noor Al-Hadid (Amman)", "Jan Kowal (Gdansk)", "Mei-Lin Tao (Taipei)", "Oona Virtala (Turku)"];
    let mut page = cover().line("B", 12.0, 60.0, 220.0, "Program Committee");
    for (i, name) in left.iter().enumerate() {
        page = page.line("R", 10.0, 60.0, 244.0 + 12.0 * i as f32, name);
    }
    // the second column stands half a line lower
    for (i, name) in right.iter().enumerate() {
        page = page.line("R", 10.0, 320.0, 250.0 + 12.0 * i as f32, name);
    }
    file(vec![page.line("R", 10.0, 295.0, 760.0, "ii")], "", &[])
}

fn contents() -> Vec<u8> {
    let first = Page::default()
        .line("B", 14.0, 200.0, 80.0, "Table of Contents")
        .line("B", 10.0, 60.0, 120.0, "Session 1: Kettles")
        .entry(144.0, "Boiling Water without Supervision", "1")
        .line("R", 10.0, 80.0, 156.0, "Jonas Abt and Carla Dupont")
        .line("R", 10.0, 60.0, 180.0, "A Longitudinal Study of Lids That Rattle while Nobody Is")
        .entry(192.0, "Watching Them", "13")
        .line("R", 10.0, 80.0, 204.0, "Priya Raman, Tomas Lind and Hugo Werth")
        .line("B", 10.0, 60.0, 234.0, "Session 2: Cups")
        .entry(258.0, "Handles Considered Helpful", "27")
        .line("R", 10.0, 80.0, 270.0, "Greta Holm")
        .entry(294.0, "Saucers: A Survey", "112")
        .line("R", 10.0, 80.0, 306.0, "Ivo Marek and Lena Oster")
        .line("R", 10.0, 295.0, 760.0, "iii")
        // up the margin, and a picture of no size
        .raw("BT /R 8 Tf 0 1 -1 0 580 300 Tm (Printed sideways in the margin) Tj ET")
        .raw("q 0 0 0 0 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1} EI Q");
    file(vec![cover(), first], "", &[])
}

fn letters() -> Vec<u8> {
    let page = Page::default()
        .line("B", 14.0, 200.0, 80.0, "Table of Contents")
        // the ligature and accents are codes of their own; accents lie over their letters
        .raw("BT /A 10 Tf 60 680 Td (E\\001cient Re\\003ections on Co\\001n Handles) Tj ET")
        .right(10.0, 552.0, 120.0, "3")
        .raw("BT /A 10 Tf 80 668 Td [(Ren\\004) 600 (ee M\\005) 600 (uller and Ji\\006) 600 (r\\004) 600 (\\007 Nov\\004) 600 (ak)] TJ ET")
        // letters set apart by their font state, and by the places they are put at
        .raw("BT /R 10 Tf 60 644 Td 3 Tc (Spaced) Tj 0 Tc ET")
        .raw("BT /R 10 Tf 120 644 Td (Out Titles in Print) Tj ET")
        .right(10.0, 552.0, 156.0, "17")
        .raw("BT /R 10 Tf 80 632 Td (Clara ) Tj 3 Tc (Sanz) Tj 0 Tc ( and Bo Lindqvist) Tj ET")
        // a note on a name
        .line("R", 10.0, 60.0, 180.0, "Kerning and Its Discontents")
        .right(10.0, 552.0, 180.0, "29")
        .raw("BT /R 10 Tf 80 608 Td [(W)90(ilma V)120(ar)-20(ga)] TJ ET")
        .line("R", 10.0, 295.0, 760.0, "iv");
    file(vec![cover(), page], "", &[])
}

fn table() -> Vec<u8> {
    let rows = [
        ("Ada Bjornsdottir", "Lund Institute of Steam, Sweden"),
        ("Piet van Hooft", "Delft"),
        ("Rosa Quintal", "Porto College of Copper and of Other"),
        ("", "Metals, Portugal"),
        ("Emil Sandoz", "Kettle AG"),
        ("Uma Thirulal", "University of the Ghats, India"),
    ];
    let mut page = Page::default().line("B", 12.0, 60.0, 80.0, "Program Committee");
    for (i, (name, place)) in rows.iter().enumerate() {
        let y = 104.0 + 12.0 * i as f32;
        page = page.line("R", 10.0, 240.0, y, place);
        if !name.is_empty() {
            page = page.line("R", 10.0, 60.0, y, name);
        }
    }
    file(vec![cover(), page], "", &[])
}

#[test]
fn fixtures_are_made_as_written_here() {
    let folder = cases::root().join("tests/corpus/pdf");
    for (name, bytes) in fixtures() {
        let path = folder.join(name).join("input.pdf");
        if cases::accepting() {
            std::fs::create_dir_all(folder.join(name)).unwrap();
            std::fs::write(&path, &bytes).unwrap();
        }
        assert!(std::fs::read(&path).is_ok_and(|b| b == bytes), "{name}: renew it with FRONTIS_ACCEPT=1");
    }
    assert_eq!(cases::sorted(&folder).len(), fixtures().len(), "a fixture without its recipe");
}

fn text(bytes: &[u8]) -> String {
    frontis::document::open("a.pdf", bytes).map(|f| f.text).unwrap_or_else(|e| panic!("{e:?}"))
}

fn refused(bytes: &[u8]) -> &'static str {
    match frontis::document::open("a.pdf", bytes) {
        Err(NotText::Unreadable { message, .. }) => message,
        other => panic!("{other:?}"),
    }
}

#[test]
fn columns_are_read_one_after_another() {
    let text = text(&columns());
    let at = |name: &str| text.find(name).unwrap_or_else(|| panic!("{name} is not in\n{text}"));
    assert!(at("Program Committee") < at("Ada") && at("Uma") < at("Noor") && at("Oona") < at("ii\n"), "{text}");
}

#[test]
fn letters_are_put_together() {
    let text = text(&letters());
    for part in [
        "Efficient Reflections on Coffin Handles\t3",
        "Renée Müller and Jiří Novák",
        "Spaced Out Titles in Print\t17",
        "Clara Sanz and Bo Lindqvist",
        "Wilma Varga",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn a_table_stays_in_rows() {
    let text = text(&table());
    assert!(text.lines().any(|l| l.starts_with("Rosa Quintal   ") && l.ends_with("   Porto College of Copper and of Other")), "{text}");
}

#[test]
fn what_stands_beside_the_text() {
    let text = text(&contents());
    assert!(text.contains(". . .\t112\n") && text.trim_end().ends_with("Printed sideways in the margin"), "{text}");
    // raised numbers mark notes, raised letters belong to their words
    let raised = Page::default()
        .raw("BT /R 10 Tf 60 700 Td (Jane Doe) Tj /R 6 Tf 4 Ts (1) Tj 0 Ts /R 10 Tf ( and the 5) Tj /R 6 Tf 4 Ts (th) Tj ET");
    assert!(self::text(&file(vec![raised], "", &[])).contains("Jane Doe¹ and the 5th"));
    // a page that lies on its side
    let turned = Page::default().raw("BT /R 10 Tf 0 1 -1 0 300 100 Tm (Read me from the left side of the page) Tj ET");
    assert_eq!(self::text(&file(vec![turned], "", &[])).trim(), "Read me from the left side of the page");
}

#[test]
fn what_holds_no_text_says_why() {
    let picture = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream";
    let scan = || Page::default().raw("q 600 0 0 800 0 0 cm /X Do Q");
    assert!(refused(&file(vec![scan(), scan()], "", &[picture])).contains("pictures of pages"));
    // a stamp on a scan is no text of its own
    assert!(refused(&file(vec![scan().line("R", 8.0, 20.0, 20.0, "Scan 7"), scan()], "", &[picture])).contains("pictures of pages"));
    let locked = "<< /Filter /Standard /V 1 /R 2 /P -4 /O <0000000000000000000000000000000000000000000000000000000000000000> /U <0000000000000000000000000000000000000000000000000000000000000000> >>";
    let id = "/Encrypt 5 0 R /ID [<00> <00>]";
    assert!(refused(&file(vec![Page::default().line("R", 10.0, 60.0, 60.0, "Secret")], id, &[locked])).contains("password"));
    assert!(refused(b"%PDF-1.7\nnothing else").contains("damaged"));
    assert!(refused(&file(Vec::new(), "", &[])).contains("damaged"));
}

/// Opens and reads whatever comes; the time of one file is bounded.
fn survives(what: &str, bytes: &[u8]) {
    let started = std::time::Instant::now();
    if let Ok(source) = frontis::document::open("a.pdf", bytes) {
        let mut sources = Sources::default();
        sources.add(source);
        frontis::layout::read(&sources);
    }
    assert!(started.elapsed().as_secs() < 20, "{what}: {:?}", started.elapsed());
}

#[test]
fn damage_does_no_harm() {
    for (name, bytes) in fixtures() {
        for cut in (0..bytes.len()).step_by(37) {
            survives(&format!("{name} cut at {cut}"), &bytes[..cut]);
        }
        let mut seed = 0x2545_f491_4f6c_dd1du64;
        for round in 0..400 {
            let mut broken = bytes.clone();
            for _ in 0..1 + round % 8 {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                let at = seed as usize % broken.len();
                broken[at] ^= 1 << (seed >> 40 & 7);
            }
            survives(&format!("{name} with flipped bits, round {round}"), &broken);
        }
    }
}

#[test]
fn greed_is_bounded() {
    let words = |s: &str| Page::default().line("R", 10.0, 60.0, 60.0, "Some words on a page").raw(s);
    // drawings that draw each other, and themselves twice
    let twice = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 12 >>\nstream\n/Y Do /Y Do \nendstream";
    let again = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 12 >>\nstream\n/X Do /X Do \nendstream";
    survives("drawings within drawings", &file(vec![words("/X Do")], "", &[twice, again]));
    let deep = ["[".repeat(100_000), "q ".repeat(100_000), "(".repeat(100_000), "<<".repeat(100_000), "BT ".repeat(100_000)];
    for nested in &deep {
        survives(&nested[..2], &file(vec![words(nested)], "", &[nested.as_str()]));
    }
    survives("far away", &file(vec![words("1e38 0 0 1e38 0 0 cm 99999999999 0 0 9999999999 0 0 cm BT /R 1e9 Tf (x) Tj ET")], "", &[]));
    let scattered: String =
        (0..20_000).map(|i| format!("BT /R 5 Tf {} {} Td (w{i}) Tj ET\n", i * 7919 % 590, i * 104_729 % 7900 / 10)).collect();
    survives("words strewn over a page", &file(vec![words(&scattered)], "", &[]));
    let loops = String::from_utf8(file(vec![words("")], "", &[])).unwrap().replace("/Parent 2 0 R", "/Kids [2 0 R]");
    survives("pages that hold themselves", loops.as_bytes());
}

use super::*;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::source::{FileId, SourceFile, Span};

#[path = "pages.rs"]
mod pages;

/// A file, and diagnostics whose spans are found by the words they cover.
struct Case {
    sources: Sources,
}

impl Case {
    fn new(files: &[(&str, &str)]) -> Case {
        let mut sources = Sources::default();
        for (name, text) in files {
            sources.add(SourceFile::decode(name, text.as_bytes()).unwrap());
        }
        Case { sources }
    }

    fn span(&self, words: &str) -> Span {
        let found = self.sources.files.iter().enumerate().find_map(|(i, f)| Some((i, f.text.find(words)?)));
        let (file, start) = found.unwrap_or_else(|| panic!("{words:?} is not in the example"));
        Span::new(FileId(file as u32), start, start + words.len())
    }

    fn spans(&self, words: &str) -> Vec<Span> {
        let found = self.sources.files[0].text.match_indices(words);
        found.map(|(start, _)| Span::new(FileId(0), start, start + words.len())).collect()
    }

    fn find(&self, code: &'static Code, words: &str, message: &str) -> Diagnostic {
        Diagnostic::new(code, self.span(words), message)
    }

    fn draw(&self, diagnostics: &[Diagnostic]) -> String {
        printed(human, diagnostics, &self.sources, false)
    }
}

type Renderer = fn(&[Diagnostic], &Sources, bool, &mut dyn Write) -> Result<()>;

fn printed(render: Renderer, diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let mut out = Vec::new();
    render(diagnostics, sources, colour, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn carets_stand_under_tabs_wide_and_combining_characters() {
    let case = Case::new(&[("a.txt", "\t東京 e\u{301}té Nils\n")]);
    let text = case.draw(&[case.find(&diagnostic::NAME_DOUBTFUL, "Nils", "one word")]);
    let want = "warning[name-doubtful]: one word\n --> a.txt:1:11\n  |\n1 |     東京 e\u{301}té Nils\n  |              ^^^^\n\n1 warning\n";
    assert_eq!(text, want.replace("1:11", &format!("1:{}", "\t東京 e\u{301}té ".chars().count() + 1)));
}

#[test]
fn several_lines_are_shortened_and_labels_have_places() {
    let case = Case::new(&[("a.txt", "one\n  two\nthree\nfour\nfive\n"), ("b.txt", "x\nelsewhere here\n")]);
    let block = case.span("two").join(case.span("four"));
    let text = case.draw(&[Diagnostic::new(&diagnostic::BLOCK_MOVED, block, "moved")
        .label(case.span("one"), "from here")
        .label(case.span("here\n"), "and there")
        .help("look at\nit")]);
    let want = "\
warning[block-moved]: moved
 --> a.txt:2:3
  |
1 | one
  | --- from here
2 |   two
  |   ^^^
...
4 | four
  | ^^^^
 ::: b.txt:2:11
  |
2 | elsewhere here
  |           ---- and there
  |
  = help: look at it

1 warning
";
    assert_eq!(text, want);
}

#[test]
fn long_lines_are_cut_and_hostile_text_is_shown() {
    let long = format!("{} needle\x1b]0;owned\x07 {}", "hay ".repeat(20_000), "straw ".repeat(20_000));
    let case = Case::new(&[("a\x1b[31m.txt", &long)]);
    let text = case.draw(&[case.find(&diagnostic::UNREAD_BLOCK, "needle\x1b]0;owned\x07", "has \x1b[2J inside")]);
    assert!(!text.contains('\x1b') && !text.contains('\x07'), "{text:?}");
    assert!(text.lines().all(|l| crate::terminal::width(l) < 130), "{text}");
    let rows: Vec<&str> = text.lines().collect();
    let at = rows[3].split_once("needle").map(|(left, _)| crate::terminal::width(left));
    assert_eq!(at, rows[4].split_once('^').map(|(left, _)| crate::terminal::width(left)));
    assert!(rows[3].contains("… ") || rows[3].contains("…hay") || rows[3].ends_with('…'));
}

#[test]
fn many_of_a_code_are_summed_up() {
    let case = Case::new(&[("a.txt", "words\n")]);
    let mut all = vec![case.find(&diagnostic::UNREAD_BLOCK, "words", "not read"); 51];
    all.push(case.find(&diagnostic::ANOTHER_READING, "words", "may be two names"));
    let text = case.draw(&all);
    assert_eq!(text.matches("warning[unread-block]").count(), 20);
    assert!(text.ends_with("… and 31 more `unread-block`; the short form lists all\n51 warnings, 1 note\n"), "{text}");
    assert_eq!(printed(short, &all, &case.sources, false).lines().count(), 52);
    assert_eq!(case.draw(&[]), "");
}

#[test]
fn spans_beyond_the_text_and_inputs_that_are_no_text_are_drawn() {
    let case = Case::new(&[("a.txt", "é\n")]);
    for (start, end) in [(0, 0), (1, 2), (0, 99), (3, 3), (50, 99), (2, 1)] {
        let span = Span { file: FileId(0), start, end };
        for render in [human, short, json] {
            printed(render, &[Diagnostic::new(&diagnostic::UNREAD_BLOCK, span, "x").label(span, "y")], &case.sources, true);
        }
    }
    let nowhere = Diagnostic::new(&diagnostic::EMPTY_INPUT, Span::default(), "`a.txt` has no text");
    assert_eq!(printed(short, &[nowhere], &Sources::default(), false), "error[empty-input]: `a.txt` has no text\n");
}

#[test]
fn programs_get_an_object_a_line() {
    let case = Case::new(&[("a.txt", "one\ntwo \u{202e}é three\nfour\n")]);
    let block = case.span("é").join(case.span("fo"));
    let text = printed(
        json,
        &[Diagnostic::new(&diagnostic::UNREAD_BLOCK, block, "odd \u{202e}").label(case.span("one"), "here")],
        &case.sources,
        false,
    );
    assert_eq!(text.lines().count(), 1);
    assert!(text.is_ascii(), "{text}");
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(read["code"], "unread-block");
    assert_eq!(read["severity"], "warning");
    assert_eq!(read["message"], "odd \u{202e}");
    assert_eq!((&read["line"], &read["column"], &read["end_line"], &read["end_column"]), (&2.into(), &6.into(), &3.into(), &3.into()));
    assert_eq!((&read["start"], &read["end"]), (&block.start.into(), &block.end.into()));
    assert_eq!(read["labels"][0]["end_column"], 4);
    assert!(read["help"].is_null());
}

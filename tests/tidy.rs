//! Taste as tests: which room may know which, how long a file may be, and that documentation speaks of what there is.

mod cases;

use std::path::{Path, PathBuf};
use std::process::Command;

/// A source file: its path below `src` and its text without comments and without its tests.
struct Source {
    path: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let src = cases::root().join("src");
    cases::files(&src, &["rs"])
        .into_iter()
        .map(|path| Source { path: slashes(&path, &src), code: code(&std::fs::read_to_string(&path).unwrap()) })
        .collect()
}

fn slashes(path: &Path, base: &Path) -> String {
    path.strip_prefix(base).unwrap().to_string_lossy().replace('\\', "/")
}

/// The code alone: no line comments, nothing from the first `#[cfg(test)]` on.
fn code(text: &str) -> String {
    let body = text.split("\n#[cfg(test)]").next().unwrap_or_default();
    let lines =
        body.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line.split(" // ").next().unwrap_or_default() });
    lines.collect::<Vec<_>>().join("\n")
}

/// True for `graph.rs` and everything in `graph/`.
fn belongs(path: &str, module: &str) -> bool {
    path == format!("{module}.rs") || path.starts_with(&format!("{module}/"))
}

fn mentions(code: &str, word: &str) -> bool {
    regex::Regex::new(&format!(r"\b{}\b", regex::escape(word))).unwrap().is_match(code)
}

#[test]
fn rooms_know_only_what_is_above_them() {
    const TEXT: &[&str] = &["source", "diagnostic", "document", "record", "section", "layout", "audit"];
    const RDF: &[&str] = &["graph", "store", "query", "answer", "export", "check", "release"];
    let mut broken = Vec::new();
    for Source { path, code } in sources() {
        let mut forbid = |module: &str, words: &[&str], form: fn(&str) -> String| {
            if belongs(&path, module) {
                broken.extend(words.iter().filter(|w| mentions(&code, &form(w))).map(|w| format!("src/{path} knows {w}")));
            }
        };
        // text never knows RDF
        for module in TEXT {
            forbid(module, &["oxigraph", "sophia"], str::to_owned);
            forbid(module, RDF, |w| format!("crate::{w}"));
        }
        // RDF never knows text
        for module in RDF {
            forbid(module, &["document", "section", "layout"], |w| format!("crate::{w}"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_network_has_one_door() {
    let others = sources().into_iter().filter(|s| !belongs(&s.path, "link/client") && mentions(&s.code, "reqwest"));
    let others: Vec<String> = others.map(|s| s.path).collect();
    assert!(others.is_empty(), "only src/link/client may speak HTTP, not {others:?}");
}

#[test]
fn only_the_command_line_prints() {
    for Source { path, code } in sources() {
        if path == "main.rs" || belongs(&path, "cli") {
            continue;
        }
        let prints = ["println!", "eprintln!", "print!", "eprint!", "dbg!"]
            .into_iter()
            .find(|p| mentions(&code, p.trim_end_matches('!')) && code.contains(p));
        assert_eq!(prints, None, "src/{path} prints");
    }
}

#[test]
fn files_are_short() {
    for folder in ["src", "tests"] {
        for path in cases::files(&cases::root().join(folder), &["rs"]) {
            let lines = std::fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= 500, "{} has {lines} lines: split it by noun", path.display());
        }
    }
}

#[test]
fn nothing_is_left_undone() {
    // spelled apart, so that this file is not found
    let words = [concat!("#[", "ignore"), concat!("to", "do!("), concat!("unimpl", "emented!("), concat!("FIX", "ME")];
    for folder in ["src", "tests", "benches"] {
        let folder = cases::root().join(folder);
        let files = if folder.exists() { cases::files(&folder, &["rs"]) } else { Vec::new() };
        for path in files {
            let text = std::fs::read_to_string(&path).unwrap();
            let found = words.iter().find(|w| text.contains(**w));
            assert_eq!(found, None, "{}", path.display());
        }
    }
}

#[test]
fn no_room_of_odds_and_ends() {
    for path in cases::files(&cases::root().join("src"), &["rs"]) {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!["util", "utils", "common", "helpers", "misc", "types"].contains(&stem.as_str()), "{} says nothing", path.display());
    }
}

#[test]
fn the_architecture_names_every_room() {
    let text = read("ARCHITECTURE.md");
    let mut rooms: Vec<String> = Vec::new();
    for path in cases::sorted(&cases::root().join("src")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !["lib.rs", "main.rs"].contains(&name.as_str()) {
            rooms.push(name.trim_end_matches(".rs").to_owned());
        }
    }
    rooms.dedup();
    let missing: Vec<_> = rooms.iter().filter(|room| !text.contains(&format!("`{room}`"))).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md does not speak of {missing:?}");
}

#[test]
fn every_diagnostic_has_its_page() {
    let pages = cases::files(&cases::root().join("docs/diagnostics"), &["md"]);
    let mut names: Vec<_> = pages.iter().map(|p| p.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    let mut codes: Vec<_> = frontis::diagnostic::CODES.iter().map(|c| c.name.to_owned()).collect();
    assert!(codes.is_sorted(), "the codes are not in alphabetical order");
    codes.sort();
    assert_eq!(codes, names);
}

#[test]
fn every_role_is_in_the_vocabulary() {
    let vocabulary = read("ontologies/fm.ttl");
    let roles = frontis::lexicon::kinds("role").into_iter().map(|(role, _)| role);
    let missing: Vec<&str> = roles.filter(|role| !mentions(&vocabulary, &format!("role:{role}"))).collect();
    assert!(missing.is_empty(), "ontologies/fm.ttl lacks {missing:?}");
}

/// A language is its file and its line in the table: no reader knows a word of it by itself.
#[test]
fn a_language_is_one_file() {
    let mut tags: Vec<String> = frontis::lexicon::LANGUAGES.iter().map(|l| format!("src/lexicon/languages/{}.txt", l.tag)).collect();
    tags.sort();
    let root = cases::root();
    let files: Vec<String> = cases::sorted(&root.join("src/lexicon/languages")).iter().map(|p| slashes(p, &root)).collect();
    assert_eq!(tags, files, "every file of a language has its line in `LANGUAGES`");
    let english: Vec<&str> = frontis::lexicon::LANGUAGES[0].lines().map(|(kind, _)| kind).collect();
    let code: Vec<(String, String)> = sources().into_iter().map(|s| (s.path, s.code.to_lowercase())).collect();
    let mut wrong = Vec::new();
    for language in &frontis::lexicon::LANGUAGES[1..] {
        for (kind, phrases) in language.lines() {
            if !english.contains(&kind) && !["and in names", "and in titles", "ordinal"].contains(&kind) {
                wrong.push(format!("{}.txt: no reader asks for `{kind}`", language.tag));
            }
            for phrase in phrases.map(|p| p.trim_end_matches('*')).filter(|p| p.chars().count() > 6 && !p.is_ascii()) {
                let literal = format!("\"{}\"", phrase.to_lowercase());
                let found = code.iter().filter(|(_, code)| code.contains(&literal));
                wrong.extend(found.map(|(path, _)| format!("{path}: {literal} belongs to {}.txt", language.tag)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Lines of fenced blocks in the README that call the program.
fn commands(text: &str) -> Vec<Vec<String>> {
    let mut fenced = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let words: Vec<String> = line.trim_start_matches(['%', '$', ' ']).split_whitespace().map(str::to_owned).collect();
        if fenced && words.first().is_some_and(|w| w == "frontis") && words.len() > 1 {
            found.push(words);
        }
    }
    found
}

#[test]
fn the_readme_speaks_of_commands_that_exist() {
    let text = read("README.md");
    let commands = commands(&text);
    assert!(commands.len() >= 4, "the README shows {} commands", commands.len());
    for words in commands {
        let output = Command::new(env!("CARGO_BIN_EXE_frontis")).args([&words[1], "--help"]).output().unwrap();
        let help = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "README.md: `{}`, but `frontis {} --help` fails", words.join(" "), words[1]);
        for option in words.iter().filter(|w| w.starts_with("--")) {
            let option = option.split('=').next().unwrap();
            assert!(help.contains(option), "README.md: `{}`, but `frontis {} --help` has no {option}", words.join(" "), words[1]);
        }
    }
}

#[test]
fn the_readme_names_files_that_exist() {
    let text = read("README.md");
    let links = regex::Regex::new(r"\]\(([^)#:]+)\)").unwrap();
    for link in links.captures_iter(&text) {
        assert!(cases::root().join(&link[1]).exists(), "README.md links to {}, which is not there", &link[1]);
    }
    for script in ["try", "test", "setup"] {
        assert!(text.contains(&format!("./{script}")), "README.md does not speak of ./{script}");
        let path = cases::root().join(script);
        assert!(path.exists(), "{script} is missing");
        #[cfg(unix)]
        assert!(std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions()) & 0o111 != 0, "{script} cannot be run");
    }
    let runner = "<!-- test-command -->";
    assert_eq!(text.matches(runner).count(), 1, "README.md marks its test command once with {runner}");
}

/// The reader infers; it does not know the volumes it was first built for.
#[test]
fn no_annotated_volume_is_built_in() {
    let Some(shared) = cases::shared() else {
        println!("skipped: FRONTIS_SHARED is not set");
        return;
    };
    let mut names = Vec::new();
    for gold in ["vee11", "usenix09"] {
        let gold: serde_json::Value = serde_json::from_str(&read_file(&shared.join("gold").join(gold).with_extension("json"))).unwrap();
        collect(&gold, &mut names);
    }
    names.sort();
    names.dedup();
    assert!(names.len() > 200, "the annotation has gone");
    let mut texts: Vec<(String, String)> = sources().into_iter().map(|s| (s.path, s.code)).collect();
    let src = cases::root().join("src");
    texts.extend(cases::files(&src, &["txt"]).into_iter().map(|p| (slashes(&p, &src), read_file(&p))));
    for (path, text) in texts {
        let found: Vec<_> = names.iter().filter(|name| text.contains(name.as_str())).collect();
        assert!(found.is_empty(), "src/{path} knows {found:?}");
    }
}

/// Titles and full names of people, which no general rule has a reason to know.
fn collect(value: &serde_json::Value, names: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|v| collect(v, names)),
        serde_json::Value::Object(fields) => {
            let person = fields.contains_key("given") && fields.contains_key("family");
            let paper = fields.contains_key("page_start") && fields.contains_key("authors") && fields["kind"] != "message";
            let key = if person { "name" } else { "title" };
            if person || paper {
                names.extend(fields[key].as_str().map(str::to_owned));
            }
            fields.values().for_each(|v| collect(v, names));
        }
        _ => {}
    }
}

fn read(name: &str) -> String {
    read_file(&cases::root().join(name))
}

fn read_file(path: &PathBuf) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

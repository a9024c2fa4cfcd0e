//! Every language by its own words: a volume is made of each file of the lexicon and read back. What a phrase is for, it
//! does in a whole volume too, not only in its table.

mod cases;

use frontis::lexicon::{LANGUAGES, Language, kinds};
use frontis::record::Volume;
use frontis::source::Sources;

/// The phrases of a kind as they are printed, without those to which something must be added.
fn phrases(language: &Language, kind: &str) -> Vec<&'static str> {
    let lines = language.lines().filter(|(k, _)| *k == kind);
    lines.flat_map(|(_, phrases)| phrases).filter(|p| !p.ends_with('*') && !p.contains('#')).collect()
}

fn read(text: &str) -> Volume {
    let mut sources = Sources::default();
    sources.add(frontis::document::open("volume.txt", text.as_bytes()).expect("plain text"));
    frontis::layout::read(&sources).value
}

/// A phrase with a capital, as entries of lists begin.
fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

const MEMBERS: &str = "Edda Mistral, University of Harrowgate\nAnsgar Pillwright, Larkspur Institute\n";

/// What does not do what its kind says, by the language.
fn report(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{} phrases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_heading_of_each_role_opens_its_committee() {
    let headings: Vec<String> = kinds("heading").iter().map(|(_, phrase)| phrase.trim_end_matches('*').to_lowercase()).collect();
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        for (kind, _) in language.lines().filter(|(kind, _)| kind.starts_with("role ")) {
            let role = &kind["role ".len()..];
            for phrase in phrases(language, kind).into_iter().filter(|p| !headings.contains(&p.to_lowercase())) {
                let volume = read(&format!("Proceedings of the Workshop on Waiting\n\n{phrase}\n{MEMBERS}\n"));
                let seats: Vec<_> = volume.committees.iter().map(|c| (c.role.as_deref(), c.seats.len())).collect();
                if seats != [(Some(role), 2)] && !(role == "editor" && volume.proceedings.editors.len() == 2) {
                    wrong.push(format!("{}: `{phrase}` is {role} and gave {seats:?}", language.tag));
                }
            }
        }
    }
    report(wrong);
}

#[test]
fn a_heading_of_contents_opens_the_list() {
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let sessions = phrases(language, "session");
        let others = phrases(language, "item other");
        let index = phrases(language, "heading index");
        assert!(!sessions.is_empty() && !others.is_empty() && !index.is_empty(), "{} has no words", language.tag);
        for (i, heading) in phrases(language, "heading contents").into_iter().enumerate() {
            let of = |list: &[&'static str]| list[i % list.len()];
            let (session, other, last) = (of(&sessions), capital(of(&others)), capital(of(&index)));
            let text = format!(
                "{heading}\n\n{session} 1\nWhy Queues Never Shorten . . . . . . . 1\nEdda Mistral, Ansgar Pillwright\n\
                 A Calendar without Thursdays . . . . . . . 13\nWilhelmina Stroud\n{session} 2\nForgetting as a Service . . . . . . . 25\n\
                 Hanneke de Wolff and Abel Tarrant\n{other} . . . . . . . 37\n{last} . . . . . . . 41\n"
            );
            let volume = read(&text);
            let got = (volume.contributions.len(), volume.sessions.len(), volume.items.len());
            if got != (3, 2, 2) {
                wrong.push(format!("{}: `{heading}`, `{session}`, `{other}`, `{last}` gave {got:?}", language.tag));
            }
        }
    }
    report(wrong);
}

#[test]
fn what_is_no_paper_is_an_item() {
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        for kind in ["item other", "item message", "heading index"] {
            for phrase in phrases(language, kind) {
                let phrase = capital(phrase);
                let text = format!(
                    "Contents\n\nWhy Queues Never Shorten . . . . . . . 9\nEdda Mistral, Ansgar Pillwright\n\
                     A Calendar without Thursdays . . . . . . . 13\nWilhelmina Stroud\nForgetting as a Service . . . . . . . 25\n\
                     Hanneke de Wolff and Abel Tarrant\n{phrase} . . . . . . . 41\n"
                );
                let volume = read(&text);
                let titles: Vec<&str> = volume.items.iter().map(|i| i.title.value.as_str()).collect();
                if titles != [phrase.as_str()] {
                    wrong.push(format!("{}: `{phrase}` is {kind}, and items are {titles:?}", language.tag));
                }
            }
        }
    }
    report(wrong);
}

#[test]
fn months_and_days_are_dates() {
    let months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        for (number, kind) in (1..).zip(months) {
            for month in phrases(language, kind) {
                let printed = format!("3 {month} 2014");
                let found = frontis::record::DateRange::find(&printed).map(|(range, _)| range.start.to_string());
                if found != Some(format!("2014-{number:02}-03")) {
                    wrong.push(format!("{}: `{printed}` is {found:?}", language.tag));
                }
            }
        }
    }
    report(wrong);
}

#[test]
fn breaks_are_no_papers() {
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        for phrase in phrases(language, "break") {
            let text = format!(
                "Programme\n\n9:00 Why Queues Never Shorten\nEdda Mistral, Ansgar Pillwright\n9:30 A Calendar without Thursdays\n\
                 Wilhelmina Stroud\n10:00 {phrase}\n10:30 Forgetting as a Service\nHanneke de Wolff, Abel Tarrant\n"
            );
            let titles: Vec<String> = read(&text).contributions.into_iter().map(|c| c.title.value).collect();
            if titles.len() != 3 || titles.iter().any(|t| t.contains(phrase)) {
                wrong.push(format!("{}: `{phrase}` gave {titles:?}", language.tag));
            }
        }
    }
    report(wrong);
}

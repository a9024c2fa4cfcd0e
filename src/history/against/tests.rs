use super::*;

fn paper(title: &str, authors: &[&str], pages: &str) -> Listed {
    Listed {
        title: title.to_owned(),
        authors: authors.iter().map(|a| (*a).to_owned()).collect(),
        pages: (!pages.is_empty()).then(|| pages.to_owned()),
        ..Listed::default()
    }
}

/// What is said differently of the only paper, small ones in brackets.
fn told(a: Listed, b: Listed) -> Vec<String> {
    let found = compare(&[a], &[b]);
    let all = found.different.into_iter().chain(found.small).flat_map(|b| b.differences);
    all.map(|d| d.small.map_or(d.what.to_owned(), |small| format!("({small})"))).collect()
}

#[test]
fn conventions_are_small_and_the_rest_is_told() {
    let here = || paper("Rain Later", &["Ana Lima", "Zoë Löw"], "13");
    assert_eq!(told(here(), here()), [""; 0]);
    assert_eq!(
        told(here(), paper("Rain later.", &["Ana Lima 0002", "Zoe Low"], "13-20")),
        ["(full stop and capitals)", "(number of a namesake)", "(accents)", "(first page against range)",]
    );
    assert_eq!(told(here(), paper("Rain Latter", &["Ana M. Lima", "Zoë Löw"], "14-20")), ["title", "author", "first page"]);
    assert_eq!(told(here(), paper("Rain Later", &["Zoë Löw", "Ana Lima"], "13")), ["order of authors"]);
    assert_eq!(told(here(), paper("Rain Later", &["Ana Lima", "Zoë Löw", "Bo Ek"], "")), ["author", "(pages only here)"]);
    assert_eq!(told(here(), Listed { unordered: true, ..paper("Rain Later", &["Zoë Löw", "Ana Lima"], "13") }), [""; 0]);
}

#[test]
fn papers_are_matched_by_title_else_by_page_and_author() {
    let here = [paper("Rain Later", &["Ana Lima"], "1"), paper("Bricks", &["Bo Ek"], "7"), paper("Sand", &[], "9")];
    let there = [paper("All About Walls", &["Bo Ek 0001"], "7-8"), paper("Snow", &[], "9"), paper("Rain later", &["Ana Lima"], "1-6")];
    let found = compare(&here, &there);
    assert_eq!(found.summary(), "1 agree, 1 differ, 1 only here, 1 only there");
    assert_eq!((found.only_here[0].title.as_str(), found.only_there[0].title.as_str()), ("Sand", "Snow"));
    assert!(!found.is_equal() && compare(&here, &here).is_equal());
}

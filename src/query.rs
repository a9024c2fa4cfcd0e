//! The library of questions: one file in `queries/` and one line in [`QUESTIONS`] each.

/// What a question needs and what it gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Answered from the store alone.
    Local,
    /// Asks a public endpoint too; values are filled in first.
    Federated,
}

impl Group {
    /// One word for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Federated => "federated",
        }
    }
}

/// A question in SPARQL.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// Name of the file without its ending, e.g. `05-committee-authors`.
    pub name: &'static str,
    pub group: Group,
    /// SPARQL, runs as it is over the union of all graphs.
    pub text: &'static str,
}

/// Every question, by group and number.
#[rustfmt::skip]
pub const QUESTIONS: &[Question] = &[
    Question { name: "01-contents", group: Group::Local, text: include_str!("../queries/01-contents.rq") },
    Question { name: "02-authors-in-order", group: Group::Local, text: include_str!("../queries/02-authors-in-order.rq") },
    Question { name: "03-programme", group: Group::Local, text: include_str!("../queries/03-programme.rq") },
    Question { name: "04-committee", group: Group::Local, text: include_str!("../queries/04-committee.rq") },
    Question { name: "05-committee-authors", group: Group::Local, text: include_str!("../queries/05-committee-authors.rq") },
    Question { name: "06-several-roles", group: Group::Local, text: include_str!("../queries/06-several-roles.rq") },
    Question { name: "07-organizations", group: Group::Local, text: include_str!("../queries/07-organizations.rq") },
    Question { name: "08-collaborations", group: Group::Local, text: include_str!("../queries/08-collaborations.rq") },
    Question { name: "09-joint-share", group: Group::Local, text: include_str!("../queries/09-joint-share.rq") },
    Question { name: "10-sponsors", group: Group::Local, text: include_str!("../queries/10-sponsors.rq") },
    Question { name: "11-sponsor-authors", group: Group::Local, text: include_str!("../queries/11-sponsor-authors.rq") },
    Question { name: "12-keynotes", group: Group::Local, text: include_str!("../queries/12-keynotes.rq") },
    Question { name: "13-acceptance", group: Group::Local, text: include_str!("../queries/13-acceptance.rq") },
    Question { name: "14-paper-length", group: Group::Local, text: include_str!("../queries/14-paper-length.rq") },
    Question { name: "15-no-end", group: Group::Local, text: include_str!("../queries/15-no-end.rq") },
    Question { name: "16-front-matter", group: Group::Local, text: include_str!("../queries/16-front-matter.rq") },
    Question { name: "17-evidence", group: Group::Local, text: include_str!("../queries/17-evidence.rq") },
    Question { name: "18-warnings", group: Group::Local, text: include_str!("../queries/18-warnings.rq") },
    Question { name: "19-same-name-elsewhere", group: Group::Local, text: include_str!("../queries/19-same-name-elsewhere.rq") },
    Question { name: "20-links", group: Group::Local, text: include_str!("../queries/20-links.rq") },
    Question { name: "21-unlinked", group: Group::Local, text: include_str!("../queries/21-unlinked.rq") },
    Question { name: "22-name-variants", group: Group::Local, text: include_str!("../queries/22-name-variants.rq") },
    Question { name: "23-provenance", group: Group::Local, text: include_str!("../queries/23-provenance.rq") },
    Question { name: "24-series", group: Group::Local, text: include_str!("../queries/24-series.rq") },
    Question { name: "25-overview", group: Group::Local, text: include_str!("../queries/25-overview.rq") },
    Question { name: "26-coi", group: Group::Local, text: include_str!("../queries/26-coi.rq") },
    Question { name: "27-newcomers", group: Group::Local, text: include_str!("../queries/27-newcomers.rq") },
    Question { name: "28-industry", group: Group::Local, text: include_str!("../queries/28-industry.rq") },
    Question { name: "29-turnover", group: Group::Local, text: include_str!("../queries/29-turnover.rq") },
    Question { name: "30-acceptance-by-year", group: Group::Local, text: include_str!("../queries/30-acceptance-by-year.rq") },
    Question { name: "31-homonyms", group: Group::Local, text: include_str!("../queries/31-homonyms.rq") },
    Question { name: "32-person", group: Group::Local, text: include_str!("../queries/32-person.rq") },
    Question { name: "33-unread", group: Group::Local, text: include_str!("../queries/33-unread.rq") },
    Question { name: "34-countries", group: Group::Local, text: include_str!("../queries/34-countries.rq") },
    Question { name: "f1-dblp-proceedings", group: Group::Federated, text: include_str!("../queries/federated/f1-dblp-proceedings.rq") },
    Question { name: "f2-dblp-papers", group: Group::Federated, text: include_str!("../queries/federated/f2-dblp-papers.rq") },
    Question { name: "f3-dblp-compare", group: Group::Federated, text: include_str!("../queries/federated/f3-dblp-compare.rq") },
    Question { name: "f4-dblp-persons", group: Group::Federated, text: include_str!("../queries/federated/f4-dblp-persons.rq") },
    Question { name: "f5-dblp-editors", group: Group::Federated, text: include_str!("../queries/federated/f5-dblp-editors.rq") },
    Question { name: "f6-wikidata-ror", group: Group::Federated, text: include_str!("../queries/federated/f6-wikidata-ror.rq") },
    Question { name: "f7-dblp-coauthors-pc", group: Group::Federated, text: include_str!("../queries/federated/f7-dblp-coauthors-pc.rq") },
];

impl Question {
    /// The question in plain English: the first line of the file.
    pub fn question(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches('#').trim()
    }

    /// What it asks for before it can be answered: the variable of a `VALUES` block that a line `# Asks for: ?name …`
    /// names, and what that line says of it.
    pub fn asks(&self) -> Option<(&'static str, &'static str)> {
        self.headers("# Asks for: ?").next().and_then(|line| line.split_once(' '))
    }

    /// Variable and local query of each line `# Filled from: SELECT ?name …`: what stands in its `VALUES` block is asked
    /// of the store first, with the prefixes of the question.
    pub fn filled_from(&self) -> impl Iterator<Item = (&'static str, String)> {
        let prefixes: String = self.text.lines().filter(|l| l.starts_with("PREFIX ")).flat_map(|l| [l, " "]).collect();
        let queries = self.headers("# Filled from: ");
        queries.filter_map(move |query| {
            let variable = query.split('?').nth(1)?.split(' ').next()?;
            Some((variable, format!("{prefixes}{query}")))
        })
    }

    fn headers(&self, start: &str) -> impl Iterator<Item = &'static str> {
        self.text.lines().take_while(|l| l.starts_with('#')).filter_map(move |l| l.strip_prefix(start))
    }
}

/// A question's text with other terms in the `VALUES` block of a variable, in SPARQL.
pub fn filled(text: &str, variable: &str, terms: &str) -> String {
    let block = format!("VALUES ?{variable} {{");
    let mut parts = text.split(&block);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.split_once('}').map_or("", |(_, rest)| rest);
        text.push_str(&format!("{block} {terms} }}{rest}"));
    }
    text
}

impl Question {
    /// Number within the library: `05`, `f1`.
    pub fn number(&self) -> &'static str {
        self.name.split_once('-').map_or(self.name, |(number, _)| number)
    }

    /// The name without its number.
    pub fn title(&self) -> &'static str {
        self.name.split_once('-').map_or(self.name, |(_, title)| title)
    }

    /// Finds a question by its name, its number (`5` or `05`), or its name without the number.
    pub fn named(name: &str) -> Option<&'static Question> {
        let name = name.trim().trim_end_matches(".rq").to_ascii_lowercase();
        let number = name.trim_start_matches('0');
        let matches =
            |q: &&Question| q.name == name || q.title() == name || (!number.is_empty() && q.number().trim_start_matches('0') == number);
        QUESTIONS.iter().find(matches)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::sparql::SparqlEvaluator;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_file_is_in_the_table() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
        let mut files = BTreeSet::new();
        for (group, folder) in [(Group::Local, ""), (Group::Federated, "federated")] {
            for entry in std::fs::read_dir(root.join(folder)).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.extension().is_some_and(|e| e == "rq") {
                    files.insert((group, path.file_stem().expect("a name").to_string_lossy().into_owned()));
                }
            }
        }
        assert_eq!(files, QUESTIONS.iter().map(|q| (q.group, q.name.to_owned())).collect());
    }

    #[test]
    fn every_question_is_a_question_and_parses() {
        for question in QUESTIONS {
            assert!(question.text.starts_with("# ") && question.question().ends_with('?'), "{}", question.name);
            let parsed = SparqlEvaluator::new().parse_query(question.text);
            assert!(parsed.is_ok(), "{}: {:?}", question.name, parsed.err());
            assert!(!question.text.contains("example.org"), "{}", question.name);
        }
    }

    #[test]
    fn what_a_question_asks_for_is_filled_in() {
        let person = Question::named("person").unwrap();
        let (variable, _) = person.asks().unwrap();
        let text = filled(person.text, variable, "\"dervla stroud\"");
        assert!(text.contains("VALUES ?key { \"dervla stroud\" }") && !text.contains("UNDEF"));
        for question in QUESTIONS {
            let variables = question.asks().into_iter().map(|(v, _)| v).chain(question.filled_from().map(|(v, _)| v));
            for variable in variables {
                assert!(question.text.contains(&format!("VALUES ?{variable} {{")), "{}", question.name);
            }
            for (_, query) in question.filled_from() {
                assert!(SparqlEvaluator::new().parse_query(&query).is_ok(), "{}: {query}", question.name);
            }
            assert_eq!(question.group == Group::Federated, question.filled_from().next().is_some(), "{}", question.name);
        }
    }

    #[test]
    fn a_question_has_three_names() {
        for name in ["05-committee-authors", "5", "05", "committee-authors", "05-committee-authors.rq"] {
            assert_eq!(Question::named(name).map(|q| q.name), Some("05-committee-authors"), "{name}");
        }
        assert_eq!(Question::named("f2").map(|q| q.group), Some(Group::Federated));
        assert_eq!(Question::named("10").map(|q| q.title()), Some("sponsors"));
        for name in ["", "0", "99", "committee-"] {
            assert!(Question::named(name).is_none(), "{name}");
        }
        let titles: BTreeSet<_> = QUESTIONS.iter().map(Question::title).collect();
        assert_eq!(titles.len(), QUESTIONS.len());
    }
}

//! What a column is, by its name.

/// What a column says of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Id,
    Title,
    Authors,
    Venue,
    Year,
    Pages,
    Doi,
}

/// Names of columns as exports of databases and reference managers have them, in small letters without signs.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Id, &["id", "key", "recordid", "paperid", "identifier", "citekey", "citationkey", "accession"]),
    (Column::Title, &["title", "papertitle", "articletitle", "documenttitle", "name"]),
    (Column::Authors, &["authors", "author", "creators", "creator", "authornames", "authorfullnames"]),
    (
        Column::Venue,
        &[
            "venue",
            "booktitle",
            "journal",
            "conference",
            "source",
            "sourcetitle",
            "publicationtitle",
            "publication",
            "proceedings",
            "container",
        ],
    ),
    (Column::Year, &["year", "publicationyear", "pubyear", "yearpublished", "date", "datepublished"]),
    (Column::Pages, &["pages", "page", "pagerange"]),
    (Column::Doi, &["doi", "ee"]),
];

/// What a column is by its name.
pub fn column(name: &str) -> Option<Column> {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
}

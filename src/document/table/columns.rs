//! What a column of a table of papers is, by its name.

/// What a column says of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Id,
    Number,
    Title,
    Authors,
    /// Of one author, where a row is a paper or an author.
    Given,
    Family,
    Affiliation,
    Orcid,
    Editors,
    Venue,
    Year,
    Pages,
    FirstPage,
    LastPage,
    Session,
    Doi,
    Link,
    License,
    Publisher,
    Isbn,
}

/// Names of columns as exports of databases, reference managers and conference systems have them, in small letters
/// without signs.
#[rustfmt::skip]
const NAMES: &[(Column, &[&str])] = &[
    (Column::Id, &["id", "key", "recordid", "paperid", "identifier", "citekey", "citationkey", "accession", "submissionid"]),
    // of a submission, where nothing else names it
    (Column::Number, &["paper", "submission", "number", "no"]),
    (Column::Title, &["title", "papertitle", "articletitle", "documenttitle", "name"]),
    (Column::Authors, &["authors", "author", "creators", "creator", "authornames", "authorfullnames", "authorlist"]),
    (Column::Given, &["firstname", "givenname", "given", "givennames", "forename"]),
    (Column::Family, &["lastname", "familyname", "family", "surname"]),
    (Column::Affiliation, &["affiliation", "affiliations", "authoraffiliations", "organization", "organisation", "institution"]),
    (Column::Orcid, &["orcid", "authororcid"]),
    (Column::Editors, &["editors", "editor"]),
    (Column::Venue, &["venue", "booktitle", "journal", "conference", "source", "sourcetitle", "publicationtitle", "publication", "proceedings", "proceedingstitle", "container"]),
    (Column::Year, &["year", "publicationyear", "pubyear", "yearpublished", "date", "datepublished"]),
    (Column::Pages, &["pages", "page", "pagerange", "pagenumbers"]),
    (Column::FirstPage, &["firstpage", "pagestart", "startpage", "pagefrom", "beginpage"]),
    (Column::LastPage, &["lastpage", "pageend", "endpage", "pageto"]),
    (Column::Session, &["session", "sessiontitle", "sessionname"]),
    (Column::Doi, &["doi", "ee"]),
    (Column::Link, &["url", "link", "links", "pdf", "pdfurl", "pdflink"]),
    (Column::License, &["license", "licence"]),
    (Column::Publisher, &["publisher"]),
    (Column::Isbn, &["isbn"]),
];

/// What a column is by its name.
pub fn column(name: &str) -> Option<Column> {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
}

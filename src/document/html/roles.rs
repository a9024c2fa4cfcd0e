//! Attributes that say what the text of an element is: one table of published conventions.

use crate::document::Role;
use html5gum::{HtmlString, Spanned, StartTag};

/// What an element with a type describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Paper,
    Volume,
    Person,
    Organization,
    Event,
    Other,
}

/// Elements of pages made by text recognition (hOCR) that are more than their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ocr {
    Page,
    Line,
}

/// What the attributes of an element say.
#[derive(Default)]
pub struct Marks {
    pub role: Option<Role>,
    pub thing: Option<Thing>,
    pub hidden: bool,
    pub ocr: Option<Ocr>,
}

/// Attributes that name a property of a thing: RDFa and microdata. Prefixes and vocabularies are left out of the value.
const PROPERTY: &[&str] = &["property", "itemprop", "rel"];
/// Attributes that name the type of a thing.
const TYPE: &[&str] = &["typeof", "itemtype"];

/// A class, or a property of a thing (of any where none is named), and the role it gives. The first that fits counts,
/// classes before properties.
const ROLES: &[(&str, &str, Option<Thing>, Role)] = &[
    // CEUR Workshop Proceedings, and the twin classes of its generator for what is no paper
    ("class", "ceurtitle", None, Role::Title),
    ("class", "auxtitle", None, Role::Title),
    ("class", "ceurauthor", None, Role::Author),
    ("class", "ceurauthors", None, Role::Author),
    ("class", "auxauthor", None, Role::Author),
    ("class", "auxauthors", None, Role::Author),
    ("class", "ceurpages", None, Role::Pages),
    ("class", "auxpages", None, Role::Pages),
    ("class", "ceursession", None, Role::Session),
    ("class", "ceurfulltitle", None, Role::Volume),
    ("class", "ceurvoltitle", None, Role::Event),
    ("class", "ceurvolacronym", None, Role::Acronym),
    ("class", "ceurloctime", None, Role::Occasion),
    ("class", "ceurpubdate", None, Role::Published),
    ("class", "ceurvoleditor", None, Role::Editor),
    ("class", "ceuraffiliation", None, Role::Affiliation),
    ("class", "ceurvolnr", None, Role::Number),
    ("class", "ceururn", None, Role::Identifier),
    // classes that proceedings and bibliographies share
    ("class", "ptitle", None, Role::Title),
    ("class", "paper-title", None, Role::Title),
    ("class", "paper_title", None, Role::Title),
    ("class", "papertitle", None, Role::Title),
    ("class", "title", Some(Thing::Paper), Role::Title),
    ("class", "authors", None, Role::Author),
    ("class", "paper-authors", None, Role::Author),
    ("class", "paper_authors", None, Role::Author),
    ("class", "author", Some(Thing::Paper), Role::Author),
    ("class", "pages", Some(Thing::Paper), Role::Pages),
    ("class", "page-range", None, Role::Pages),
    // what is no text of the page
    ("class", "copyright", None, Role::Furniture),
    ("class", "breadcrumb", None, Role::Furniture),
    ("class", "breadcrumbs", None, Role::Furniture),
    ("class", "menu", None, Role::Furniture),
    ("class", "nav", None, Role::Furniture),
    ("class", "navbar", None, Role::Furniture),
    ("class", "navigation", None, Role::Furniture),
    ("class", "sidebar", None, Role::Furniture),
    ("class", "toolbar", None, Role::Furniture),
    ("role", "navigation", None, Role::Furniture),
    ("role", "menu", None, Role::Furniture),
    ("role", "menubar", None, Role::Furniture),
    // BIBO, Dublin Core, schema.org, SWRC, FOAF
    ("property", "title", Some(Thing::Paper), Role::Title),
    ("property", "name", Some(Thing::Paper), Role::Title),
    ("property", "headline", Some(Thing::Paper), Role::Title),
    ("property", "title", Some(Thing::Volume), Role::Volume),
    ("property", "name", Some(Thing::Volume), Role::Volume),
    ("property", "name", Some(Thing::Event), Role::Event),
    ("property", "author", None, Role::Author),
    ("property", "creator", Some(Thing::Paper), Role::Author),
    ("property", "editor", None, Role::Editor),
    ("property", "affiliation", None, Role::Affiliation),
    ("property", "pagination", None, Role::Pages),
    ("property", "pages", None, Role::Pages),
    ("property", "pagestart", None, Role::Pages),
    ("property", "pageend", None, Role::Pages),
];

/// Types of things by the last part of their name, and classes that mark an entry.
const THINGS: &[(&str, &str, Thing)] = &[
    ("type", "article", Thing::Paper),
    ("type", "scholarlyarticle", Thing::Paper),
    ("type", "academicarticle", Thing::Paper),
    ("type", "inproceedings", Thing::Paper),
    ("type", "conferencepaper", Thing::Paper),
    ("type", "chapter", Thing::Paper),
    ("type", "bookchapter", Thing::Paper),
    ("type", "proceedings", Thing::Volume),
    ("type", "book", Thing::Volume),
    ("type", "publicationvolume", Thing::Volume),
    ("type", "person", Thing::Person),
    ("type", "organization", Thing::Organization),
    ("type", "collegeoruniversity", Thing::Organization),
    ("type", "event", Thing::Event),
    ("type", "educationevent", Thing::Event),
    ("type", "conference", Thing::Event),
    ("type", "workshop", Thing::Event),
    ("class", "paper", Thing::Paper),
    ("class", "inproceedings", Thing::Paper),
];

/// Classes and styles of what a browser does not show, or shows only to screen readers.
const HIDDEN: &[&str] = &["sr-only", "visually-hidden", "screen-reader-text", "d-none", "hidden"];

const OCR: &[(&str, Ocr)] = &[
    ("ocr_page", Ocr::Page),
    ("ocr_line", Ocr::Line),
    ("ocr_header", Ocr::Line),
    ("ocr_textfloat", Ocr::Line),
    ("ocr_caption", Ocr::Line),
];

/// Endings of addresses of papers.
const DOCUMENTS: &[&str] = &[".pdf", ".ps", ".ps.gz", ".ps.z", ".djvu"];

/// What the attributes of an element say, within a thing and text of a role.
pub fn marks(tag: &StartTag<usize>, thing: Option<Thing>, role: Option<Role>) -> Marks {
    let mut out = Marks { thing, ..Marks::default() };
    if tag.attributes.is_empty() {
        return out;
    }
    let value = |name: &str| attribute(tag, name);
    out.hidden = is_hidden(tag);
    let class = value("class").unwrap_or_default();
    for class in class.split_whitespace() {
        out.hidden |= HIDDEN.contains(&class);
        out.ocr = out.ocr.or(OCR.iter().find(|(name, _)| *name == class).map(|(_, ocr)| *ocr));
        out.thing = THINGS.iter().find(|(by, name, _)| *by == "class" && *name == class).map(|(_, _, thing)| *thing).or(out.thing);
    }
    let inner = of_thing(tag, &value, thing);
    let typed = TYPE.iter().any(|name| value(name).is_some());
    out.thing = if typed || inner != thing { inner } else { out.thing };
    let properties = PROPERTY.iter().filter_map(|name| value(name)).collect::<Vec<_>>();
    let found = class.split_whitespace().find_map(|class| find("class", class, out.thing));
    let found = found.or_else(|| value("role").and_then(|role| find("role", &role, None)));
    let found = found.or_else(|| {
        // `typeof` beside `property` is the type of the value
        let subject = if typed || inner == thing { thing.filter(|_| !elsewhere(&value)) } else { inner };
        properties.iter().flat_map(|p| p.split_whitespace()).find_map(|p| find("property", last(p), subject))
    });
    // pages within pages, a name within a title: they are one
    out.role = found.filter(|found| Some(*found) != role || !matches!(found, Role::Pages | Role::Title | Role::Volume));
    out
}

fn find(by: &str, name: &str, thing: Option<Thing>) -> Option<Role> {
    ROLES.iter().find(|(b, n, within, _)| *b == by && *n == name && (within.is_none() || *within == thing)).map(|(.., role)| *role)
}

/// The last part of a name with a prefix or an address: `title` of `dc:title` and of `http://purl.org/dc/terms/title`.
fn last(name: &str) -> &str {
    name.rsplit(['/', '#', ':']).next().unwrap_or(name)
}

/// `about` another thing than the one that the page describes here.
fn elsewhere(value: &impl Fn(&str) -> Option<String>) -> bool {
    value("about").is_some_and(|about| !about.is_empty() && !about.starts_with(['#', '_']))
}

fn of_thing(tag: &StartTag<usize>, value: &impl Fn(&str) -> Option<String>, outer: Option<Thing>) -> Option<Thing> {
    let types: Vec<String> = TYPE.iter().filter_map(|name| value(name)).collect();
    let known = |name: &str| THINGS.iter().find(|(by, n, _)| *by == "type" && *n == last(name)).map(|(.., thing)| *thing);
    match types.iter().flat_map(|t| t.split_whitespace()).find_map(known) {
        Some(thing) => Some(thing),
        None if !types.is_empty() || tag.attributes.contains_key(b"itemscope".as_slice()) => Some(Thing::Other),
        None if elsewhere(value) => Some(Thing::Other),
        None => outer,
    }
}

fn is_hidden(tag: &StartTag<usize>) -> bool {
    let has = |name: &str| tag.attributes.contains_key(name.as_bytes());
    let style = attribute(tag, "style").map(|s| s.replace(' ', "")).unwrap_or_default();
    has("hidden")
        || attribute(tag, "aria-hidden").is_some_and(|v| v == "true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// An attribute in small letters. Classes and properties are compared so.
fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value: &Spanned<HtmlString, usize> = tag.attributes.get(name.as_bytes())?;
    // an attribute of a megabyte is no list of classes
    (value.value.len() < 10_000).then(|| String::from_utf8_lossy(&value.value).to_ascii_lowercase())
}

/// Whether a link leads to a paper.
pub fn document(tag: &StartTag<usize>) -> bool {
    let Some(address) = attribute(tag, "href") else { return false };
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end();
    DOCUMENTS.iter().any(|end| path.ends_with(end)) || path.contains("://doi.org/") || path.contains("://dx.doi.org/")
}

/// Whether a link leads to another site.
pub fn away(tag: &StartTag<usize>) -> bool {
    attribute(tag, "href").is_none_or(|address| address.contains("://") || address.starts_with("mailto:"))
}

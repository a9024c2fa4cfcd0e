//! Attributes that say what the text of an element is: one table of published conventions.

use super::tags::Tag;
use crate::document::Role;

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

/// What the attributes of an element say.
#[derive(Default)]
pub struct Marks {
    pub role: Option<Role>,
    pub thing: Option<Thing>,
    pub hidden: bool,
}

/// Attributes that name a property of a thing: RDFa and microdata. Prefixes and vocabularies are left out of the value.
const PROPERTY: &[&str] = &["property", "itemprop", "rel"];
/// Attributes that name the type of a thing.
const TYPE: &[&str] = &["typeof", "itemtype"];

/// What names a role or a thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Class,
    Property,
    /// The attribute `role`.
    Role,
    Type,
}

/// A class, or a property of a thing (of any where none is named), and the role it gives. The first that fits counts,
/// classes before properties.
const ROLES: &[(By, &str, Option<Thing>, Role)] = &[
    // CEUR Workshop Proceedings, and the twin classes of its generator for what is no paper
    (By::Class, "ceurtitle", None, Role::Title),
    (By::Class, "auxtitle", None, Role::Title),
    (By::Class, "ceurauthor", None, Role::Author),
    (By::Class, "ceurauthors", None, Role::Author),
    (By::Class, "auxauthor", None, Role::Author),
    (By::Class, "auxauthors", None, Role::Author),
    (By::Class, "ceurpages", None, Role::Pages),
    (By::Class, "auxpages", None, Role::Pages),
    (By::Class, "ceursession", None, Role::Session),
    (By::Class, "ceurfulltitle", None, Role::Volume),
    (By::Class, "ceurvoltitle", None, Role::Event),
    (By::Class, "ceurvolacronym", None, Role::Acronym),
    (By::Class, "ceurloctime", None, Role::Occasion),
    (By::Class, "ceurpubdate", None, Role::Published),
    (By::Class, "ceurvoleditor", None, Role::Editor),
    (By::Class, "ceuraffiliation", None, Role::Affiliation),
    (By::Class, "ceurvolnr", None, Role::Number),
    (By::Class, "ceururn", None, Role::Identifier),
    // classes that proceedings and bibliographies share
    (By::Class, "ptitle", None, Role::Title),
    (By::Class, "paper-title", None, Role::Title),
    (By::Class, "paper_title", None, Role::Title),
    (By::Class, "papertitle", None, Role::Title),
    (By::Class, "title", Some(Thing::Paper), Role::Title),
    (By::Class, "authors", None, Role::Author),
    (By::Class, "paper-authors", None, Role::Author),
    (By::Class, "paper_authors", None, Role::Author),
    (By::Class, "author", Some(Thing::Paper), Role::Author),
    (By::Class, "pages", Some(Thing::Paper), Role::Pages),
    (By::Class, "page-range", None, Role::Pages),
    // what is no text of the page
    (By::Class, "copyright", None, Role::Furniture),
    (By::Class, "breadcrumb", None, Role::Furniture),
    (By::Class, "breadcrumbs", None, Role::Furniture),
    (By::Class, "menu", None, Role::Furniture),
    (By::Class, "nav", None, Role::Furniture),
    (By::Class, "navbar", None, Role::Furniture),
    (By::Class, "navigation", None, Role::Furniture),
    (By::Class, "sidebar", None, Role::Furniture),
    (By::Class, "toolbar", None, Role::Furniture),
    (By::Role, "navigation", None, Role::Furniture),
    (By::Role, "menu", None, Role::Furniture),
    (By::Role, "menubar", None, Role::Furniture),
    // BIBO, Dublin Core, schema.org, SWRC, FOAF
    (By::Property, "title", Some(Thing::Paper), Role::Title),
    (By::Property, "name", Some(Thing::Paper), Role::Title),
    (By::Property, "headline", Some(Thing::Paper), Role::Title),
    (By::Property, "title", Some(Thing::Volume), Role::Volume),
    (By::Property, "name", Some(Thing::Volume), Role::Volume),
    (By::Property, "name", Some(Thing::Event), Role::Event),
    (By::Property, "author", None, Role::Author),
    (By::Property, "creator", Some(Thing::Paper), Role::Author),
    (By::Property, "editor", None, Role::Editor),
    (By::Property, "affiliation", None, Role::Affiliation),
    (By::Property, "pagination", None, Role::Pages),
    (By::Property, "pages", None, Role::Pages),
    (By::Property, "pagestart", None, Role::Pages),
    (By::Property, "pageend", None, Role::Pages),
];

/// Types of things by the last part of their name, and classes that mark an entry.
const THINGS: &[(By, &str, Thing)] = &[
    (By::Type, "article", Thing::Paper),
    (By::Type, "scholarlyarticle", Thing::Paper),
    (By::Type, "academicarticle", Thing::Paper),
    (By::Type, "inproceedings", Thing::Paper),
    (By::Type, "conferencepaper", Thing::Paper),
    (By::Type, "chapter", Thing::Paper),
    (By::Type, "bookchapter", Thing::Paper),
    (By::Type, "proceedings", Thing::Volume),
    (By::Type, "book", Thing::Volume),
    (By::Type, "publicationvolume", Thing::Volume),
    (By::Type, "person", Thing::Person),
    (By::Type, "organization", Thing::Organization),
    (By::Type, "collegeoruniversity", Thing::Organization),
    (By::Type, "event", Thing::Event),
    (By::Type, "educationevent", Thing::Event),
    (By::Type, "conference", Thing::Event),
    (By::Type, "workshop", Thing::Event),
    (By::Class, "paper", Thing::Paper),
    (By::Class, "inproceedings", Thing::Paper),
];

/// Classes and styles of what a browser does not show, or shows only to screen readers.
const HIDDEN: &[&str] = &["sr-only", "visually-hidden", "screen-reader-text", "d-none", "hidden"];

/// Endings of addresses of papers.
const DOCUMENTS: &[&str] = &[".pdf", ".ps", ".ps.gz", ".ps.z", ".djvu"];

/// What the attributes of an element say, within a thing and text of a role.
pub fn marks(tag: &Tag, thing: Option<Thing>, role: Option<Role>) -> Marks {
    let mut out = Marks { thing, ..Marks::default() };
    if tag.attributes.is_empty() {
        return out;
    }
    out.hidden = is_hidden(tag);
    let classes = || words(tag, "class");
    for class in classes() {
        out.hidden |= HIDDEN.iter().any(|hidden| hidden.eq_ignore_ascii_case(class));
        out.thing = described(By::Class, class).or(out.thing);
    }
    let typed = TYPE.iter().any(|name| attribute(tag, name).is_some());
    let inner = of_thing(tag, typed, thing);
    out.thing = if typed || inner != thing { inner } else { out.thing };
    let found = classes().find_map(|class| find(By::Class, class, out.thing));
    let found = found.or_else(|| attribute(tag, "role").and_then(|role| find(By::Role, role, None)));
    let found = found.or_else(|| {
        // `typeof` beside `property` is the type of the value
        let subject = if typed || inner == thing { thing.filter(|_| !elsewhere(tag)) } else { inner };
        PROPERTY.iter().flat_map(|name| words(tag, name)).find_map(|p| find(By::Property, last(p), subject))
    });
    // pages within pages, a name within a title: they are one
    out.role = found.filter(|found| Some(*found) != role || !matches!(found, Role::Pages | Role::Title | Role::Volume));
    out
}

fn find(by: By, name: &str, thing: Option<Thing>) -> Option<Role> {
    let fits = |within: Option<Thing>| within.is_none() || within == thing;
    ROLES.iter().find(|(b, n, within, _)| *b == by && n.eq_ignore_ascii_case(name) && fits(*within)).map(|(.., role)| *role)
}

fn described(by: By, name: &str) -> Option<Thing> {
    THINGS.iter().find(|(b, n, _)| *b == by && n.eq_ignore_ascii_case(name)).map(|(.., thing)| *thing)
}

/// The last part of a name with a prefix or an address: `title` of `dc:title` and of `http://purl.org/dc/terms/title`.
fn last(name: &str) -> &str {
    name.rsplit(['/', '#', ':']).next().unwrap_or(name)
}

/// `about` another thing than the one that the page describes here.
fn elsewhere(tag: &Tag) -> bool {
    attribute(tag, "about").is_some_and(|about| !about.is_empty() && !about.starts_with(['#', '_']))
}

fn of_thing(tag: &Tag, typed: bool, outer: Option<Thing>) -> Option<Thing> {
    match TYPE.iter().flat_map(|name| words(tag, name)).find_map(|name| described(By::Type, last(name))) {
        Some(thing) => Some(thing),
        None if typed || tag.get("itemscope").is_some() || elsewhere(tag) => Some(Thing::Other),
        None => outer,
    }
}

fn is_hidden(tag: &Tag) -> bool {
    let style = || attribute(tag, "style").map(|style| style.replace(' ', "").to_ascii_lowercase());
    tag.get("hidden").is_some()
        || attribute(tag, "aria-hidden").is_some_and(|v| v.eq_ignore_ascii_case("true"))
        || style().is_some_and(|style| style.contains("display:none") || style.contains("visibility:hidden"))
}

/// The value of an attribute, unless it is too long to be a list of classes.
fn attribute<'a>(tag: &Tag<'a>, name: &str) -> Option<&'a str> {
    tag.get(name).filter(|value| value.len() < 10_000)
}

fn words<'a>(tag: &Tag<'a>, name: &str) -> impl Iterator<Item = &'a str> {
    attribute(tag, name).unwrap_or_default().split_ascii_whitespace()
}

/// Whether a link leads to a paper.
pub fn document(tag: &Tag) -> bool {
    let Some(address) = attribute(tag, "href") else { return false };
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end().to_ascii_lowercase();
    DOCUMENTS.iter().any(|end| path.ends_with(end)) || path.contains("://doi.org/") || path.contains("://dx.doi.org/")
}

/// Whether a link leads to another site.
pub fn away(tag: &Tag) -> bool {
    attribute(tag, "href").is_none_or(|address| address.contains("://") || address.to_ascii_lowercase().starts_with("mailto:"))
}

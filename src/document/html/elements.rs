//! What each element does to the lines of a page.

/// What an element does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Ends lines.
    Block,
    /// Ends lines and keeps a distance.
    Apart,
    Heading(u8),
    List,
    Item,
    Table,
    Row,
    Cell,
    /// White space counts.
    Pre,
    Break,
    /// A line across the page.
    Rule,
    Bold,
    Emphasis,
    Link,
    /// Name of the page, in its head.
    Title,
    /// Holds no text for readers.
    Hidden,
    /// Holds nothing.
    Void,
    Inline,
}

/// Elements by name; what is not listed is inline. Source: the HTML standard and its obsolete elements.
const ELEMENTS: &[(&[&str], Kind)] = &[
    (
        &[
            "div",
            "section",
            "article",
            "main",
            "header",
            "footer",
            "aside",
            "dd",
            "dt",
            "caption",
            "center",
            "address",
            "body",
            "html",
            "head",
            "figcaption",
            "summary",
            "details",
            "form",
            "hgroup",
        ],
        Kind::Block,
    ),
    (&["p", "blockquote", "fieldset", "figure"], Kind::Apart),
    (&["h1"], Kind::Heading(1)),
    (&["h2"], Kind::Heading(2)),
    (&["h3"], Kind::Heading(3)),
    (&["h4"], Kind::Heading(4)),
    (&["h5"], Kind::Heading(5)),
    (&["h6"], Kind::Heading(6)),
    (&["ul", "ol", "dl", "menu", "dir"], Kind::List),
    (&["li"], Kind::Item),
    (&["table"], Kind::Table),
    (&["tr"], Kind::Row),
    (&["td", "th"], Kind::Cell),
    (&["pre", "listing", "xmp"], Kind::Pre),
    (&["br"], Kind::Break),
    (&["hr"], Kind::Rule),
    (&["b", "strong"], Kind::Bold),
    (&["i", "em", "cite", "dfn"], Kind::Emphasis),
    (&["a"], Kind::Link),
    (&["title"], Kind::Title),
    (
        &[
            "script", "style", "template", "noscript", "svg", "math", "select", "button", "textarea", "iframe", "object", "audio", "video",
            "canvas", "map", "nav", "dialog", "datalist", "noembed", "noframes",
        ],
        Kind::Hidden,
    ),
    (&["img", "input", "meta", "link", "area", "base", "basefont", "col", "embed", "source", "track", "wbr", "param", "frame"], Kind::Void),
];

pub fn kind(name: &str) -> Kind {
    ELEMENTS.iter().find(|(names, _)| names.iter().any(|n| n.eq_ignore_ascii_case(name))).map_or(Kind::Inline, |(_, kind)| *kind)
}

impl Kind {
    pub fn is_block(self) -> bool {
        !matches!(self, Kind::Bold | Kind::Emphasis | Kind::Link | Kind::Hidden | Kind::Void | Kind::Inline | Kind::Break)
    }

    pub fn has_margin(self) -> bool {
        matches!(self, Kind::Apart | Kind::Heading(_) | Kind::List | Kind::Table | Kind::Pre)
    }
}

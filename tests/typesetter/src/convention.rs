//! The conventions of setting that plain text can carry. [`crate::setting`] has how often each is followed.

use crate::words::{self, Tongue};

/// What stands between an entry and its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leader {
    SpacedDots,
    TightDots,
    Gap,
    Tab,
    /// `. . . .8`: no space before the page.
    ClosingIn,
    /// One space and the page.
    Bare,
    /// `Lopez12`: nothing between the words and the page.
    Glued,
    /// The page stands on a line of its own.
    NextLine,
}

/// Which line of an entry carries the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageAt {
    TitleEnd,
    TitleFirstLine,
    EntryEnd,
    /// After the authors and a blank line.
    AfterBlank,
    /// Pages are not printed.
    Lost,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    First,
    Hyphen,
    EnDash,
    TwoHyphens,
    /// `1 2 4`: the digits stand apart.
    SpacedDigits,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    TitleThenAuthors,
    AuthorsThenTitle,
    /// `A and B. Title`
    AuthorsDotTitle,
    /// `Title. A and B`
    TitleDotAuthors,
    /// `Title / A and B`
    TitleSlashAuthors,
    /// `Title A and B`
    TitleSpaceAuthors,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Byline {
    NamesOnly,
    /// `A (X), B (Y)`
    BracketEach,
    /// `A, B (X), C (Y)`
    BracketGroups,
    /// `A and B (X)` line by line
    GroupLines,
    /// `A and B, X; C, Y`
    Semicolons,
    /// Names, then `(X)` below them
    BracketBelow,
    /// Names, then `X` below them
    LineBelow,
    /// `A1, B2`, then `1 X, 2 Y` below them
    Superscripts,
    /// `Family, Given | X`, one a line
    Rows,
}

/// How names of a list are set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    And,
    CommaAnd,
    Comma,
    Dot,
    Bullet,
    OnlyAnd,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    None,
    Decimal,
    Bracketed,
    Bullet,
    Asterisk,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sessions {
    None,
    Bare,
    Numbered,
    NumberAlone,
    Roman,
    Lettered,
    Capitals,
    /// `Full Papers` and `Short Papers`
    Kinds,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    None,
    Weekday,
    WithYear,
    Numbered,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chairs {
    None,
    SessionChair,
    Chair,
    /// `(Chair: A, X)`
    Bracketed,
    ChairedBy,
}

/// Times before titles, and with them breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    None,
    Colon,
    SpacedHyphen,
    French,
    AmPm,
    StartOnly,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entries {
    Plain,
    IndentedAuthors,
    BlankBetween,
    BlankAndIndented,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    Headline,
    Sentence,
    Capitals,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    Full,
    FamilyCapitals,
    Initials,
    Inverted,
    Degrees,
}

/// Running heads and folios at page breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    None,
    FormFeeds,
    Folios,
    FolioAndHead,
    HeadAndRoman,
    Imprint,
}

/// What the extraction made of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    Clean,
    Ligatures,
    SoftHyphens,
    FloatingAccents,
    LetterSpaced,
}

/// How the text ends its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    Plain,
    Hyphenated,
    Markdown,
    GluedPages,
    OneLine,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seats {
    Comma,
    CommaCountry,
    Bracket,
    BracketCountry,
    NewLine,
    NewLineIndented,
    Gap,
    Table,
    OneSpace,
    Bullet,
    Dash,
    Prose,
    NamesOnly,
    Columns,
    WithMail,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headings {
    Plain,
    Colon,
    Capitals,
    Bracketed,
    /// `General Chair: A, X` on one line where the committee has one member
    Inline,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    MonthDays,
    DaysMonth,
    SpacedDash,
    HyphenDays,
    WeekdayFirst,
    OrdinalDays,
    Iso,
    CommaBeforeYear,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitlePage {
    Lines,
    OneLine,
    Capitals,
    Repeated,
    /// Starts at the contents.
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sponsors {
    None,
    Lines,
    CommaList,
    Levels,
    Sentence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    German,
    French,
    Spanish,
    Italian,
    Portuguese,
}

/// Whether the contents keep to one style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mixing {
    None,
    /// Leaders and indents change half way, as where two hands set one list.
    HalfWay,
}

/// Entries of the contents that are no papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extras {
    None,
    RomanPreface,
    AuthorIndex,
    Both,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awards {
    None,
    LineBefore,
    Navigation,
}

impl Language {
    /// Word lists of the language; English has its own.
    pub fn tongue(self) -> Option<&'static Tongue> {
        match self {
            Language::English => None,
            Language::German => Some(&words::GERMAN),
            Language::French => Some(&words::FRENCH),
            Language::Spanish => Some(&words::SPANISH),
            Language::Italian => Some(&words::ITALIAN),
            Language::Portuguese => Some(&words::PORTUGUESE),
        }
    }
}

//! How a list is set: independent choices that the whole list shares.

use std::fmt;

/// What stands first in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    TitleNames,
    NamesTitle,
    /// Titles alone.
    Title,
    /// On one line, parted by a sign.
    TitleThenNames,
    NamesThenTitle,
}

/// Where the page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Behind the title, or below it.
    Title,
    /// Behind the names, or below them.
    Names,
    /// Left of the entry.
    Left,
    Nowhere,
    /// In a column that was printed apart.
    Apart,
}

/// Where numbers or marks stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Numbered {
    No,
    /// Before the title.
    Title,
    /// Before the entry, whichever begins it.
    Entry,
}

/// One way of setting a list, composed of choices that do not depend on each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    pub order: Order,
    pub place: Place,
    pub numbered: Numbered,
    /// Entries have subsections with pages of their own.
    pub sections: bool,
    /// Titles break where they like, and not only where a line is full.
    pub loose: bool,
}

/// How often each choice is met; the prior of a setting is their product.
const ORDERS: [(Order, f32); 5] = [
    (Order::TitleNames, 0.5),
    (Order::NamesTitle, 0.2),
    (Order::Title, 0.15),
    (Order::TitleThenNames, 0.08),
    (Order::NamesThenTitle, 0.07),
];
const PLACES: [(Place, f32); 5] =
    [(Place::Title, 0.4), (Place::Names, 0.3), (Place::Left, 0.12), (Place::Nowhere, 0.13), (Place::Apart, 0.05)];
const NUMBERS: [(Numbered, f32); 3] = [(Numbered::No, 0.6), (Numbered::Title, 0.35), (Numbered::Entry, 0.05)];
const SECTIONS: [(bool, f32); 2] = [(false, 0.8), (true, 0.2)];
const LOOSE: [(bool, f32); 2] = [(false, 0.6), (true, 0.4)];

/// What the prior weighs against the evidence.
const PRIOR: f32 = 1.5;

impl Order {
    /// People stand on lines of their own, above titles in the one and below them in the other.
    pub fn is_turned(self, other: Order) -> bool {
        matches!((self, other), (Order::TitleNames, Order::NamesTitle) | (Order::NamesTitle, Order::TitleNames))
    }
}

impl Setting {
    /// Every setting that can be.
    pub fn all() -> impl Iterator<Item = Setting> {
        let choices = ORDERS.iter().flat_map(|o| PLACES.iter().flat_map(move |p| NUMBERS.iter().map(move |n| (o.0, p.0, n.0))));
        choices
            .flat_map(|(order, place, numbered)| {
                SECTIONS.iter().flat_map(move |s| LOOSE.iter().map(move |l| Setting { order, place, numbered, sections: s.0, loose: l.0 }))
            })
            .filter(Setting::can_be)
    }

    fn can_be(&self) -> bool {
        let apart = matches!(self.order, Order::TitleNames | Order::NamesTitle);
        (self.place != Place::Names || apart)
            && (self.numbered != Numbered::Entry || self.order == Order::NamesTitle)
            && !(self.order == Order::Title && self.place == Place::Nowhere && self.numbered == Numbered::No)
            && !(self.sections && matches!(self.place, Place::Nowhere | Place::Apart))
    }

    /// In nats.
    pub fn prior(&self) -> f32 {
        fn of<T: PartialEq + Copy>(table: &[(T, f32)], choice: T) -> f32 {
            table.iter().find(|c| c.0 == choice).map_or(-9.0, |c| c.1.ln())
        }
        PRIOR
            * (of(&ORDERS, self.order)
                + of(&PLACES, self.place)
                + of(&NUMBERS, self.numbered)
                + of(&SECTIONS, self.sections)
                + of(&LOOSE, self.loose))
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let order = match self.order {
            Order::TitleNames => "title above names",
            Order::NamesTitle => "names above title",
            Order::Title => "titles alone",
            Order::TitleThenNames => "title and names on a line",
            Order::NamesThenTitle => "names and title on a line",
        };
        let place = match self.place {
            Place::Title => "page behind the title",
            Place::Names => "page behind the names",
            Place::Left => "page at the left",
            Place::Nowhere => "no pages",
            Place::Apart => "pages in a column apart",
        };
        write!(f, "{order}, {place}")?;
        match self.numbered {
            Numbered::No => {}
            Numbered::Title => f.write_str(", numbered titles")?,
            Numbered::Entry => f.write_str(", numbered entries")?,
        }
        if self.sections {
            f.write_str(", with sections")?;
        }
        if self.loose { f.write_str(", short lines") } else { Ok(()) }
    }
}

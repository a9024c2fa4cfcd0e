//! What a catalogue's title of proceedings says of a meeting: its name, its short name, its place and its days.

use crate::set::{MONTHS, later};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imprint {
    /// The name without what follows here.
    pub title: String,
    pub acronym: Option<String>,
    pub place: Option<String>,
    pub year: Option<usize>,
    pub month: Option<usize>,
    pub day: Option<usize>,
    pub days: Option<usize>,
    /// `Proceedings, Part II`
    pub subtitle: Option<String>,
}

impl Imprint {
    /// `Name, ABC 2012, Town, Country, May 4-7, 2012. Proceedings, Part II`; what does not follow the pattern is all title.
    pub fn of(title: &str) -> Imprint {
        let parts: Vec<&str> = title.split(", ").collect();
        let Some(at) = parts.iter().position(|p| months(p).next().is_some() && numbers(p).next().is_some()) else {
            return Imprint { title: title.to_owned(), ..Imprint::default() };
        };
        // the year stands behind the days, and behind the year what kind of book this is
        let (days, rest) = match year_in(parts[at]) {
            Some((_, end)) => (parts[at], [&[&parts[at][end..]], &parts[at + 1..]].concat().join(", ")),
            None => (parts[at], parts[at + 1..].join(", ")),
        };
        let year = year_in(days).or_else(|| year_in(&rest).filter(|(_, end)| *end == 4));
        let rest = if year_in(days).is_none() && year.is_some() { &rest[4..] } else { rest.as_str() };
        let rest = rest.trim_matches([',', '.', ' ']);
        let short = (1..at).rev().find(|i| short(parts[*i]).is_some());
        let (name, town) = match short {
            Some(i) => (&parts[..i], &parts[i + 1..at]),
            None => parts[..at].split_at(at.saturating_sub(2).max(1).min(at)),
        };
        let (first, days) = span(days, year.map_or(2000, |(year, _)| year));
        let book = rest.split([' ', ',']).any(|w| ["Proceedings", "Papers", "Part", "Volume", "Vol.", "Contributions"].contains(&w));
        let place = if town.is_empty() && !book && !rest.is_empty() { rest.to_owned() } else { town.join(", ") };
        Imprint {
            title: name.join(", "),
            acronym: short.and_then(|i| self::short(parts[i])).map(str::to_owned),
            place: Some(place).filter(|p| !p.is_empty()),
            year: year.map(|(year, _)| year),
            month: first.map(|(month, _)| month),
            day: first.map(|(_, day)| day),
            days,
            subtitle: Some(rest.to_owned()).filter(|_| book),
        }
    }
}

/// `ABC 2012` and `ABC'12` without the year.
fn short(part: &str) -> Option<&str> {
    let name = part.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = part.len() - name.len();
    let name = name.trim_end_matches([' ', '\'', '’', '-']);
    let fits = !name.is_empty() && name.split(' ').count() <= 3 && name.chars().any(char::is_uppercase);
    (fits && months(part).next().is_none() && matches!(digits, 2 | 4)).then_some(name)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

fn months(text: &str) -> impl Iterator<Item = usize> {
    let month = |w: &str| MONTHS.iter().find_map(|names| names.iter().position(|name| *name == w)).map(|at| at + 1);
    words(text).filter_map(month)
}

/// Days of a month.
fn numbers(text: &str) -> impl Iterator<Item = usize> {
    let number = |w: &str| w.trim_end_matches(|c: char| c.is_alphabetic()).parse::<usize>().ok();
    words(text).filter_map(number).filter(|n| (1..=31).contains(n))
}

/// A year, and where it ends.
fn year_in(text: &str) -> Option<(usize, usize)> {
    let at = text.as_bytes().windows(4).position(|w| w.iter().all(u8::is_ascii_digit))?;
    let year = text[at..at + 4].parse().ok().filter(|y| (1940..2100).contains(y))?;
    Some((year, at + 4))
}

/// Month and day of the first day, and how many days there are.
fn span(text: &str, year: usize) -> (Option<(usize, usize)>, Option<usize>) {
    let months: Vec<usize> = months(text).collect();
    let days: Vec<usize> = numbers(text).collect();
    let (Some(month), Some(first)) = (months.first(), days.first()) else { return (None, None) };
    let last = (*months.last().unwrap_or(month), *days.last().unwrap_or(first));
    let count = (0..12).find(|n| {
        let (_, month, day) = later((year, *month, *first), *n);
        (month, day) == last
    });
    (Some((*month, *first)), count.map(|n| n + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_taken_apart() {
        let full = Imprint::of("Patient Computing - 8th Meeting, PC 2012, Ghent, Belgium, May 30 - June 2, 2012. Proceedings, Part II");
        let said = |text: &str| Some(text.to_owned());
        let want = Imprint {
            title: "Patient Computing - 8th Meeting".into(),
            acronym: said("PC"),
            place: said("Ghent, Belgium"),
            year: Some(2012),
            month: Some(5),
            day: Some(30),
            days: Some(4),
            subtitle: said("Proceedings, Part II"),
        };
        assert_eq!(full, want);
        let german = Imprint::of("Geduldige Rechner, Tagung, 7.-9. März 2007, Altenbrück");
        assert_eq!((german.title.as_str(), german.place.as_deref()), ("Geduldige Rechner", Some("Tagung")));
        assert_eq!((german.month, german.day, german.days, german.year), (Some(3), Some(7), Some(3), Some(2007)));
        let plain = Imprint::of("Papers in Honour of a Kettle");
        assert_eq!(plain, Imprint { title: "Papers in Honour of a Kettle".into(), ..Imprint::default() });
        let early = Imprint::of("7 May");
        assert_eq!(early.title, "");
    }
}

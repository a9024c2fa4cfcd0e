//! Places of meetings as printed, and names of countries.

use super::name::spaced;
use super::{Event, Place};
use crate::lexicon::{self, Phrases};
use crate::source::Spanned;
use std::ops::Range;
use std::sync::LazyLock;

/// The code of a country that has none, or none any more.
const NO_CODE: &str = "-";

/// Lines of `code<TAB>name|name|…`. Source: ISO 3166-1 codes; names and usual variants in English and own languages.
static COUNTRIES: LazyLock<Phrases<&str>> = LazyLock::new(|| table(include_str!("../lexicon/countries.txt")));

/// The same for states and provinces whose country usually goes unsaid. Source: ISO 3166-2:US, :CA, :AU, :GB.
static REGIONS: LazyLock<Phrases<&str>> = LazyLock::new(|| table(include_str!("../lexicon/regions.txt")));

/// The same for cities of a country and of a state that share a name.
static CITIES: LazyLock<Phrases<&str>> = LazyLock::new(|| table(include_str!("../lexicon/cities.txt")));

/// What says that a meeting has no place, and that it has one as well.
static ONLINE: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::lists([("online", ()), ("hybrid", ())]));

fn table(text: &'static str) -> Phrases<&'static str> {
    // of two regions of one name the later is meant
    let lines = text.lines().rev().filter(|l| !l.is_empty() && !l.starts_with('#'));
    Phrases::new(lines.filter_map(|l| l.split_once('\t')).flat_map(|(code, names)| names.split('|').map(move |n| (n, code))))
}

/// ISO 3166-1 alpha-2 code of a country by its printed name; none for one that is gone.
pub fn country(name: &str) -> Option<&'static str> {
    COUNTRIES.printed(name).filter(|code| *code != NO_CODE)
}

/// The name of a country, or of one that is gone.
pub fn is_country(name: &str) -> bool {
    COUNTRIES.is(name)
}

/// Country code of a state or province by its printed name or postal abbreviation.
pub fn country_of_region(name: &str) -> Option<&'static str> {
    REGIONS.printed(name)
}

/// A country and a state: which one is meant, its city tells, where it is known.
fn is_georgia(name: &str) -> bool {
    name.eq_ignore_ascii_case("Georgia")
}

/// Where the comma stands before the country that an affiliation ends in. `Georgia` is one but behind a city of the state.
pub fn country_at_end(text: &str) -> Option<usize> {
    let (before, last) = text.rsplit_once(", ")?;
    // `Taiwan, R.O.C.`
    let two = before.rfind(", ").filter(|at| is_country(&text[at + 2..]));
    let city = before.rsplit(',').next().unwrap_or("").trim();
    two.or_else(|| (is_country(last) || is_georgia(last) && CITIES.printed(city) != Some("US")).then_some(before.len()))
}

/// Between two places.
const BETWEEN: &[&str] = &[" and ", " & ", " und ", " et ", " y ", " e ", " / ", "; ", " + ", " as well as "];

impl Event {
    /// Every place where it was held.
    pub fn places(&self) -> impl Iterator<Item = &Spanned<Place>> {
        self.place.iter().chain(&self.further_places)
    }
}

impl Place {
    /// Reads `City, Region, Country` of one to four parts; the last part must be a country, or a region whose country
    /// is known.
    pub fn parse(text: &str) -> Option<Place> {
        match Place::find_all(text).as_slice() {
            [(place, _)] => Some(place.clone()),
            _ => None,
        }
    }

    /// Reads a text that is one place or several, with what says that one may take part from elsewhere: the places and
    /// where they stand.
    pub fn find_all(text: &str) -> Vec<(Place, Range<usize>)> {
        if text.len() > 240 {
            return Vec::new();
        }
        let Some(range) = without_online(text) else { return Vec::new() };
        let text = &text[range.clone()];
        let placed = |from: usize, part: &str| one(part).map(|place| (place, range.start + from..range.start + from + part.len()));
        // what holds a conjunction may be one place: `Port of Spain, Trinidad and Tobago`
        for sign in BETWEEN {
            for (at, _) in text.match_indices(sign) {
                let (left, right) = (placed(0, text[..at].trim_end()), placed(at + sign.len(), &text[at + sign.len()..]));
                if let (Some(left), Some(right)) = (left, right)
                    && [&left, &right].iter().all(|(p, _)| p.city.is_some() && (p.country.is_some() || p.region.is_some()))
                {
                    return vec![left, right];
                }
            }
        }
        placed(0, text).into_iter().collect()
    }

    /// True for a place of which nobody can tell whether a country or a state is meant.
    pub fn is_doubtful(&self) -> bool {
        self.country_code.is_none() && self.region.as_deref().is_some_and(is_georgia)
    }
}

/// The text without `(Hybrid)`, `Virtual Event,` and the like on either side; nothing where there is no more.
fn without_online(text: &str) -> Option<Range<usize>> {
    const SIGNS: &[char] = &[' ', '\u{a0}', ',', ';', ':', '(', ')', '[', ']', '/', '+', '&', '-', '–', '—', '|', '·'];
    let mut range = trimmed(text, 0..text.len(), SIGNS);
    loop {
        let part = &text[range.clone()];
        let sign = |c: char| matches!(c, ',' | ';' | ':' | '(' | ')' | '/' | '+' | '&' | '–' | '—' | '|' | '·');
        let mut cuts = part.match_indices(sign).chain(part.match_indices(" and ")).chain(part.match_indices(" - ")).collect::<Vec<_>>();
        cuts.sort_unstable();
        let said =
            |words: &str| ONLINE.is(words.trim_matches(|c: char| SIGNS.contains(&c)).trim_start_matches("and ").trim_end_matches(" and"));
        let (first, last) = (cuts.first().copied(), cuts.last().copied());
        let open = part.rfind('(').filter(|open| part.ends_with(')') && said(&part[*open..]));
        range = match (open, first, last) {
            (Some(open), ..) => range.start..range.start + open,
            (_, Some((at, sign)), _) if said(&part[..at]) => range.start + at + sign.len()..range.end,
            (.., Some((at, sign))) if said(&part[at + sign.len()..]) => range.start..range.start + at,
            _ => return (!part.is_empty() && !said(part)).then(|| balanced(text, range)),
        };
        range = trimmed(text, range, SIGNS);
    }
}

/// A range with a bracket at its end that was opened within it.
fn balanced(text: &str, range: Range<usize>) -> Range<usize> {
    let closes = text[range.end..].starts_with(')') && text[range.clone()].contains('(') && !text[range.clone()].contains(')');
    range.start..range.end + usize::from(closes)
}

fn trimmed(text: &str, range: Range<usize>, signs: &[char]) -> Range<usize> {
    let part = &text[range.clone()];
    let start = part.len() - part.trim_start_matches(signs).len();
    let end = part.trim_end_matches(signs).len();
    range.start + start.min(end)..range.start + end
}

/// One place.
fn one(text: &str) -> Option<Place> {
    let name = spaced(text);
    let bare = name.trim_end_matches(',');
    // the full stop of `D.C.` is its own
    let abbreviated = bare.rsplit([' ', ',']).next().is_some_and(|word| word.matches('.').count() > 1 && word.len() < 9);
    let name = if abbreviated { bare } else { bare.trim_end_matches(['.', ',']) }.to_owned();
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    if parts.len() > 5 || parts.iter().any(|p| p.is_empty() || p.len() > 40) {
        return None;
    }
    let owned = |s: &str| Some(s.to_owned());
    let (last, before) = parts.split_last()?;
    // `Taiwan, R.O.C.`, `Korea, Republic of`
    let two = before.split_last().map(|(first, rest)| (format!("{first}, {last}"), rest)).filter(|(two, _)| is_country(two));
    let (country, code, rest) = match &two {
        Some((name, rest)) => (owned(name), country(name), *rest),
        None if is_country(last) => (owned(last), country(last), before),
        None if is_georgia(last) => match before.iter().rev().find_map(|city| CITIES.printed(city)) {
            Some("US") => (None, Some("US"), &parts[..]),
            Some(code) => (owned(last), Some(code), before),
            None => (None, None, &parts[..]),
        },
        None => (None, Some(country_of_region(last)?), &parts[..]),
    };
    let (city, region) = match rest {
        [] => (None, None),
        [city] => (owned(city), None),
        [.., city, region] => (owned(city), owned(region)),
    };
    // a state by itself has no city
    let (city, region) = if rest.len() == parts.len() && rest.len() == 1 { (None, city) } else { (city, region) };
    Some(Place { city, region, country, country_code: code.map(str::to_owned), name })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `city|region|country|code` of each place.
    fn shown(text: &str) -> Vec<String> {
        let all = Place::find_all(text);
        let part = |p: &Option<String>| p.clone().unwrap_or_default();
        all.iter().map(|(p, _)| format!("{}|{}|{}|{}", part(&p.city), part(&p.region), part(&p.country), part(&p.country_code))).collect()
    }

    #[test]
    fn reads_places() {
        for (text, want) in [
            ("Portland, OR, USA", "Portland|OR|USA|US"),
            ("Portland, Oregon", "Portland|Oregon||US"),
            ("Lisbon, Portugal", "Lisbon||Portugal|PT"),
            ("Lisbon, Portugal.", "Lisbon||Portugal|PT"),
            ("Leeds, U.K.", "Leeds||U.K.|GB"),
            ("Washington, D.C.", "Washington|D.C.||US"),
            ("Washington, D.C., U.S.A.", "Washington|D.C.|U.S.A.|US"),
            // names of one country
            ("Mandalay, Burma", "Mandalay||Burma|MM"),
            ("Lubumbashi, Zaire", "Lubumbashi||Zaire|CD"),
            ("Manzini, Swaziland", "Manzini||Swaziland|SZ"),
            ("Macao SAR", "||Macao SAR|MO"),
            ("Macau SAR, China", "||Macau SAR, China|MO"),
            ("Tainan, Taiwan, R.O.C.", "Tainan||Taiwan, R.O.C.|TW"),
            ("Tainan, Taiwan (R.O.C.)", "Tainan||Taiwan (R.O.C.)|TW"),
            ("Busan, S. Korea", "Busan||S. Korea|KR"),
            ("Busan, Korea, Republic of", "Busan||Korea, Republic of|KR"),
            ("Mainz, F.R. Germany", "Mainz||F.R. Germany|DE"),
            ("Shiraz, I.R. Iran", "Shiraz||I.R. Iran|IR"),
            ("Brno, Česká republika", "Brno||Česká republika|CZ"),
            ("Košice, Slovak Republic", "Košice||Slovak Republic|SK"),
            ("Казань, Россия", "Казань||Россия|RU"),
            ("Belfast, Northern Ireland, UK", "Belfast||Northern Ireland, UK|GB"),
            ("Osaka, 日本", "Osaka||日本|JP"),
            // states that are gone, or have no code
            ("Odessa, USSR", "Odessa||USSR|"),
            ("Zagreb, Yugoslavia", "Zagreb||Yugoslavia|"),
            ("Brno, Czechoslovakia", "Brno||Czechoslovakia|"),
            ("Pristina, Kosovo", "Pristina||Kosovo|"),
            ("Rostock, GDR", "Rostock||GDR|DE"),
            // a country and a state of one name
            ("Tbilisi, Georgia", "Tbilisi||Georgia|GE"),
            ("Kutaisi, Imereti, Georgia", "Kutaisi|Imereti|Georgia|GE"),
            ("Savannah, Georgia", "Savannah|Georgia||US"),
            ("Savannah, Georgia, USA", "Savannah|Georgia|USA|US"),
            ("Tidewater, Georgia", "Tidewater|Georgia||"),
            ("Atlanta, GA", "Atlanta|GA||US"),
            // one may take part from elsewhere
            ("Virtual Event, Bergen, Norway", "Bergen||Norway|NO"),
            ("Bergen, Norway (Hybrid)", "Bergen||Norway|NO"),
            ("Bergen, Norway (virtual)", "Bergen||Norway|NO"),
            ("Bergen, Norway and Online", "Bergen||Norway|NO"),
            ("Online and Bergen, Norway", "Bergen||Norway|NO"),
            ("Hybrid: Bergen, Norway", "Bergen||Norway|NO"),
            ("Bergen, Norway / Online", "Bergen||Norway|NO"),
            ("Bergen, Norway – Hybrid Event", "Bergen||Norway|NO"),
            // conjunctions within one
            ("Port of Spain, Trinidad and Tobago", "Port of Spain||Trinidad and Tobago|TT"),
            ("Sarajevo, Bosnia and Herzegovina", "Sarajevo||Bosnia and Herzegovina|BA"),
            ("St. John's, Newfoundland and Labrador, Canada", "St. John's|Newfoundland and Labrador|Canada|CA"),
            ("Oregon", "|Oregon||US"),
        ] {
            assert_eq!(shown(text), [want], "{text}");
        }
    }

    #[test]
    fn reads_two_places() {
        for (text, want) in [
            ("Bergen, Norway and Turku, Finland", ["Bergen||Norway|NO", "Turku||Finland|FI"]),
            ("Bergen, Norway & Turku, Finland", ["Bergen||Norway|NO", "Turku||Finland|FI"]),
            ("Bergen, Norway / Turku, Finland", ["Bergen||Norway|NO", "Turku||Finland|FI"]),
            ("Portland, Oregon, and Turku, Finland", ["Portland|Oregon||US", "Turku||Finland|FI"]),
            ("Bergen, Norway; Turku, Finland (Hybrid)", ["Bergen||Norway|NO", "Turku||Finland|FI"]),
        ] {
            assert_eq!(shown(text), want, "{text}");
            assert!(Place::find_all(text).iter().all(|(p, at)| text[at.clone()].trim_end_matches(',') == p.name), "{text}");
        }
    }

    #[test]
    fn what_is_no_place_is_none() {
        for text in
            ["", "A long sentence about nothing", "Virtual Event", "Online", "(Hybrid)", "Hybrid Event, Online", "Bergen", "Norway Lines"]
        {
            assert_eq!(shown(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn knows_countries() {
        for (name, code) in [
            ("USA", "US"),
            ("The Netherlands", "NL"),
            ("Hong Kong", "HK"),
            ("Korea", "KR"),
            ("UK", "GB"),
            ("Deutschland", "DE"),
            ("Türkiye", "TR"),
        ] {
            assert_eq!(country(name), Some(code), "{name}");
        }
        for name in ["Madison", "Georgia", "USSR", "", "-"] {
            assert_eq!(country(name), None, "{name}");
        }
        assert!(is_country("USSR") && !is_country("Georgia"));
        assert_eq!(country_of_region("California"), Some("US"));
    }
}

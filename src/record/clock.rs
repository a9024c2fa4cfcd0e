//! Times of day: `09:00`, `9.30 p.m.`, `10h30`, `2pm`, and from one to another.

const HALVES: &[&str] = &["a.m.", "p.m.", "am", "pm", "AM", "PM", "A.M.", "P.M.", "Uhr", "uhr", "noon"];

/// What stands between two times.
const TO: &[&str] = &["-", "–", "—", "~", "〜", "to ", "until "];

/// Bytes of the time of day that a text begins with, or of one and that to which it goes on.
pub fn time(text: &str) -> Option<usize> {
    let first = clock(text)?;
    let rest = text[first..].trim_start();
    match TO.iter().find_map(|to| rest.strip_prefix(to)) {
        Some(rest) => {
            let last = rest.trim_start_matches(['-', '–', '—', ' ']);
            clock(last).map(|n| text.len() - last.len() + n)
        }
        None => Some(first),
    }
}

/// Whether a text is a time of day, or from one to another, and nothing else.
pub fn is_time(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
    time(bare) == Some(bare.len())
}

fn clock(text: &str) -> Option<usize> {
    let digits = |t: &str| t.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(text);
    if !(1..=2).contains(&hours) || text[..hours].parse::<u8>().is_ok_and(|h| h > 24) {
        return None;
    }
    let half =
        |t: &str| HALVES.iter().find(|h| t.strip_prefix(**h).is_some_and(|r| !r.starts_with(char::is_alphanumeric))).map(|h| h.len());
    let Some(sign) = text[hours..].chars().next().filter(|c| matches!(c, ':' | '.' | 'h' | 'H')) else {
        return half(&text[hours..]).map(|n| hours + n);
    };
    let minutes = digits(&text[hours + 1..]);
    if minutes != 2 && !(minutes == 0 && matches!(sign, 'h' | 'H')) {
        return None;
    }
    let end = hours + 1 + minutes;
    let rest = text[end..].trim_start();
    Some(half(rest).map_or(end, |n| text.len() - rest.len() + n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_clocks() {
        for (text, rest) in [
            ("09:00", ""),
            ("09:00–09:30", " Opening"),
            ("9.15 - 10.00", ""),
            ("9:10 ~ 10:20", " 세션 1"),
            ("10h30-11h", " Talks"),
            ("2:00 p.m.–3:30 p.m.", ""),
            ("9:00 to 10:00", ", Hall"),
            ("2:00 pm-3pm", ""),
            ("12:00 noon", ""),
            ("9:00", " Uhren"),
        ] {
            assert_eq!(time(&format!("{text}{rest}")), Some(text.len()), "{text}");
        }
        for text in ["", "12", "2:5", "25:00", "3.141", "10 papers", "7 pmr"] {
            assert_eq!(time(text), None, "{text}");
        }
        assert!(is_time("(9:00–9:30)") && is_time("2:00 pm-3pm") && !is_time("9:00 Lunch") && !is_time("12"));
    }
}

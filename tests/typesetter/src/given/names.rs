//! Given and family name of a name that is written in one.

/// What belongs to the family name and stands behind it.
const TAILS: &[&str] = &["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"];

/// `Ann van Houten Jr.` is `Ann` and `van Houten Jr.`; a single word is a family name.
pub fn split(name: &str) -> (String, String) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let tails = words.iter().rev().take_while(|w| TAILS.contains(w)).count();
    let last = words.len().saturating_sub(tails + 1);
    let small = |w: &&&str| w.chars().next().is_some_and(char::is_lowercase);
    let particles = words[..last].iter().skip(1).rev().take_while(small).count();
    let at = last - particles;
    (words[..at].join(" "), words[at..].join(" "))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn names_are_split() {
        for (name, given, family) in [
            ("Ann Marsh", "Ann", "Marsh"),
            ("Ann van der Houten", "Ann", "van der Houten"),
            ("J. R. Rudge Jr.", "J. R.", "Rudge Jr."),
            ("Suryana", "", "Suryana"),
            ("ten Holt", "ten", "Holt"),
            ("", "", ""),
        ] {
            assert_eq!(split(name), (given.to_owned(), family.to_owned()), "{name}");
        }
    }
}

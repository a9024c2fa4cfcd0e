//! Numbers that were read as letters.

/// What a letter in the place of a digit was printed as; a narrow letter alone may have been two strokes.
const ALIKE: &[(char, &[&str])] = &[
    ('l', &["1"]),
    ('i', &["1"]),
    ('I', &["1"]),
    ('|', &["1"]),
    ('!', &["1"]),
    ('n', &["11"]),
    ('o', &["0"]),
    ('O', &["0"]),
    ('Q', &["0"]),
    ('D', &["0"]),
    ('Z', &["2"]),
    ('z', &["2"]),
    ('A', &["4"]),
    ('s', &["5"]),
    ('S', &["5"]),
    ('b', &["6"]),
    ('G', &["6"]),
    ('T', &["7"]),
    ('B', &["8"]),
    ('g', &["9"]),
    ('q', &["9"]),
];

/// Every number that a short run of letters and digits can have been printed as; none for a number and for a word.
pub fn readings(token: &str) -> Vec<u32> {
    if token.is_empty() || token.chars().count() > 4 || token.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut out = vec![String::new()];
    for c in token.chars() {
        let own = c.to_string();
        let own = [own.as_str()];
        let alike: &[&str] = match ALIKE.iter().find(|a| a.0 == c) {
            Some((_, alike)) => alike,
            None if c.is_ascii_digit() => &own,
            None => return Vec::new(),
        };
        out = out.iter().flat_map(|start| alike.iter().map(move |end| format!("{start}{end}"))).collect();
    }
    if matches!(token, "l" | "i" | "I") {
        out.push("11".into());
    }
    out.iter().filter(|s| !s.starts_with('0')).filter_map(|s| s.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_letters_as_digits() {
        for (token, numbers) in
            [("l5", &[15][..]), ("1S", &[15]), ("so", &[50]), ("i", &[1, 11]), ("B", &[8]), ("15", &[]), ("of", &[]), ("O5", &[])]
        {
            assert_eq!(readings(token), numbers, "{token}");
        }
    }
}

//! `SHA256SUMS` as `sha256sum` writes and checks it.

use crate::graph::dataset::File;

/// A line for each file, by name.
pub fn text(files: &[File]) -> String {
    let mut lines: Vec<String> = files.iter().map(|f| format!("{}  {}\n", f.sha256, f.name)).collect();
    lines.sort_by(|a, b| a[66..].cmp(&b[66..]));
    lines.concat()
}

/// The sum and name on a line; nothing where it is no such line, or names what is not in the folder.
pub fn parse(line: &str) -> Option<(&str, &str)> {
    let (sum, name) = line.split_at_checked(64)?;
    let name = name.strip_prefix("  ").or(name.strip_prefix(" *"))?;
    let inside = !name.is_empty() && !name.contains(['\\', '\0']) && name.split('/').all(|part| !matches!(part, "" | "." | ".."));
    (sum.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase()) && inside).then_some((sum, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_sum_and_a_name_below() {
        let sum = "0".repeat(64);
        assert_eq!(parse(&format!("{sum}  volumes/a.ttl")), Some((sum.as_str(), "volumes/a.ttl")));
        assert_eq!(parse(&format!("{sum} *a b")), Some((sum.as_str(), "a b")));
        for wrong in
            ["", "é", &sum, &format!("{sum}  "), &format!("{sum}  ../a"), &format!("{sum}  /etc/a"), &format!("{}  a", "x".repeat(64))]
        {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}

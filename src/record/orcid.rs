//! Numbers of persons at ORCID.

/// The number in a text, `0000-0001-2345-6789` or an address that ends in it, if its check digit is right.
/// Source: ISO 7064, MOD 11-2, as <https://support.orcid.org/hc/en-us/articles/360006897674> has it.
pub fn orcid(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/');
    let number = text.rsplit(['/', ' ', ':']).next()?.to_ascii_uppercase();
    let mut groups = number.split('-');
    let four = |group: Option<&str>| group.is_some_and(|g| g.len() == 4);
    let formed = (0..4).all(|_| four(groups.next())) && groups.next().is_none();
    let digits: Vec<u32> = number.chars().filter_map(|c| if c == 'X' { Some(10) } else { c.to_digit(10) }).collect();
    let [body @ .., check] = digits.as_slice() else { return None };
    if !formed || body.len() != 15 || body.contains(&10) {
        return None;
    }
    let sum = body.iter().fold(0, |sum, digit| (sum + digit) * 2 % 11);
    ((12 - sum) % 11 == *check).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_its_digit() {
        for text in ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "orcid:0000-0002-1825-0097 "] {
            assert_eq!(orcid(text).as_deref(), Some("0000-0002-1825-0097"), "{text}");
        }
        assert_eq!(orcid("0000-0002-1694-233x").as_deref(), Some("0000-0002-1694-233X"));
        for text in ["", "0000-0002-1825-0098", "0000-0002-1825", "0000000218250097", "0000-0000-0000-0000", "X000-0002-1825-0097"] {
            assert_eq!(orcid(text), None, "{text}");
        }
    }
}

//! What the fields of a record say, whichever form of the dump they stand in.

/// `conf/qm` of `conf/qm/TollS14`.
pub fn stream(key: &str) -> &str {
    let end = key.match_indices('/').nth(1).map_or(key.len(), |(at, _)| at);
    &key[..end]
}

/// A title without the full stop that dblp puts after it.
pub fn title(text: &str) -> String {
    let text = squeezed(text);
    text.strip_suffix('.').filter(|t| !t.ends_with('.')).map(str::to_owned).unwrap_or(text)
}

/// A text with single spaces.
pub fn squeezed(text: &str) -> String {
    let bytes = text.as_bytes();
    // all bytes at once are quicker than to stop at the first
    let control = bytes.iter().fold(false, |found, byte| found | byte.is_ascii_control());
    let doubled = bytes.windows(2).fold(false, |found, two| found | (two == b"  "));
    if !control && !doubled && !text.starts_with(' ') && !text.ends_with(' ') {
        return text.to_owned();
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The DOI that an address leads to, if it is one of a resolver of DOIs.
pub fn doi(address: &str) -> Option<String> {
    let rest = address.trim().split_once("://").map_or(address, |(_, rest)| rest);
    let (host, path) = rest.split_once('/')?;
    (host.split('.').any(|label| label == "doi") && path.starts_with("10.") && path.contains('/')).then(|| unescaped(path))
}

/// In lower case, without `%2F` and the like.
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [byte, after @ ..] = rest {
        let escaped = after.get(..2).filter(|_| *byte == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match escaped.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(escaped) => {
                bytes.push(escaped);
                rest = &after[2..];
            }
            None => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned()).to_lowercase()
}

/// The ORCID in an address or by itself.
pub fn orcid(text: &str) -> Option<String> {
    let id = text.trim().rsplit('/').next()?;
    let digits = id.bytes().filter(|b| b.is_ascii_digit() || matches!(b, b'X' | b'x')).count();
    let shaped = id.len() == 19 && digits == 16 && id.bytes().skip(4).step_by(5).all(|b| b == b'-');
    let bare = text.trim().len() == 19;
    (shaped && (bare || text.contains("orcid.org/"))).then(|| id.to_ascii_uppercase())
}

/// `db/conf/qm/qm2014` of `db/conf/qm/qm2014.html#TollS14`, with or without the site before it.
pub fn page(address: &str) -> Option<String> {
    let path = address.trim().split('#').next()?;
    let path = path.find("db/").filter(|at| *at == 0 || path[..*at].ends_with('/')).map(|at| &path[at..])?;
    let path = path.strip_suffix(".html").unwrap_or(path);
    (!path.is_empty()).then(|| path.to_owned())
}

/// `12(3)`.
pub fn issue(volume: &str, number: &str) -> Option<String> {
    match (volume, number) {
        ("", "") => None,
        (volume, "") => Some(volume.to_owned()),
        (volume, number) => Some(format!("{volume}({number})")),
    }
}

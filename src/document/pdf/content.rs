//! The words of a content stream: numbers, names, strings, brackets and operators. Character maps are written the same
//! way.

use std::borrow::Cow;

#[derive(Clone, Debug, PartialEq)]
pub enum Token<'a> {
    Number(f32),
    Name(Cow<'a, [u8]>),
    Text(Vec<u8>),
    Open,
    Close,
    /// `<<` or `>>`
    Fence,
    Operator(&'a [u8]),
}

/// Reads the words of a stream one by one. What makes no sense is passed over.
pub struct Words<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn is_space(b: u8) -> bool {
    matches!(b, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(b: u8) -> bool {
    !is_space(b) && !matches!(b, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex(b: u8) -> Option<u8> {
    char::from(b).to_digit(16).map(|d| d as u8)
}

impl<'a> Words<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn regular(&mut self) -> &'a [u8] {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(|b| is_regular(*b)) {
            self.at += 1;
        }
        &self.bytes[start..self.at]
    }

    fn name(&mut self) -> Cow<'a, [u8]> {
        let raw = self.regular();
        if !raw.contains(&b'#') {
            return Cow::Borrowed(raw);
        }
        let mut out = Vec::with_capacity(raw.len());
        let mut i = 0;
        while i < raw.len() {
            let pair = raw.get(i + 1).copied().and_then(hex).zip(raw.get(i + 2).copied().and_then(hex));
            match pair.filter(|_| raw[i] == b'#') {
                Some((a, b)) => {
                    out.push(a << 4 | b);
                    i += 3;
                }
                None => {
                    out.push(raw[i]);
                    i += 1;
                }
            }
        }
        Cow::Owned(out)
    }

    /// A string in brackets, after its first bracket.
    fn literal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut depth = 1;
        while let Some(&b) = self.bytes.get(self.at) {
            self.at += 1;
            match b {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut out);
                    continue;
                }
                _ => {}
            }
            out.push(b);
        }
        out
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(&b) = self.bytes.get(self.at) else { return };
        self.at += 1;
        match b {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\r' => self.at += usize::from(self.bytes.get(self.at) == Some(&b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(b - b'0');
                for _ in 0..2 {
                    let Some(d) = self.bytes.get(self.at).filter(|d| matches!(d, b'0'..=b'7')) else { break };
                    code = code * 8 + u32::from(d - b'0');
                    self.at += 1;
                }
                out.push(code as u8);
            }
            b => out.push(b),
        }
    }

    /// A string in hexadecimal digits, after its first bracket.
    fn digits(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut half = None;
        while let Some(&b) = self.bytes.get(self.at) {
            self.at += 1;
            if b == b'>' {
                break;
            }
            let Some(digit) = hex(b) else { continue };
            match half.take() {
                Some(high) => out.push(high << 4 | digit),
                None => half = Some(digit),
            }
        }
        out.extend(half.map(|high| high << 4));
        out
    }

    /// Passes over the bytes of an inline image, up to and with its `EI`.
    pub fn skip_image(&mut self) {
        let rest = &self.bytes[self.at..];
        let data = rest.windows(3).position(|w| is_space(w[0]) && w[1..] == *b"ID").map_or(rest.len(), |i| i + 3);
        let end = rest[data..].windows(4).position(|w| is_space(w[0]) && w[1..3] == *b"EI" && is_space(w[3]));
        self.at += end.map_or(rest.len(), |end| data + end + 3);
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let &b = self.bytes.get(self.at)?;
            self.at += 1;
            match b {
                b if is_space(b) => {}
                b'%' => {
                    while self.bytes.get(self.at).is_some_and(|b| !matches!(b, b'\n' | b'\r')) {
                        self.at += 1;
                    }
                }
                b'/' => return Some(Token::Name(self.name())),
                b'(' => return Some(Token::Text(self.literal())),
                b'[' => return Some(Token::Open),
                b']' => return Some(Token::Close),
                b'<' if self.bytes.get(self.at) == Some(&b'<') => {
                    self.at += 1;
                    return Some(Token::Fence);
                }
                b'<' => return Some(Token::Text(self.digits())),
                b'>' => {
                    self.at += usize::from(self.bytes.get(self.at) == Some(&b'>'));
                    return Some(Token::Fence);
                }
                b')' | b'{' | b'}' => {}
                _ => {
                    self.at -= 1;
                    let word = self.regular();
                    return Some(number(word).map_or(Token::Operator(word), Token::Number));
                }
            }
        }
    }
}

/// A number as PDF writes it: no exponent, and some writers put a second minus.
fn number(word: &[u8]) -> Option<f32> {
    if !matches!(word.first()?, b'0'..=b'9' | b'+' | b'-' | b'.') {
        return None;
    }
    let (mut value, mut scale, mut point) = (0.0f64, 1.0f64, false);
    let mut seen = false;
    for b in word.iter().skip_while(|b| matches!(b, b'+' | b'-')) {
        match b {
            b'0'..=b'9' => {
                seen = true;
                value = value * 10.0 + f64::from(b - b'0');
                if point {
                    scale *= 10.0;
                }
            }
            b'.' if !point => point = true,
            b'-' => break,
            _ => return None,
        }
    }
    let value = if scale.is_finite() { value / scale } else { 0.0 };
    let value = if word[0] == b'-' { -value } else { value };
    (seen || point).then_some(value.clamp(-1e9, 1e9) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words() {
        let words = |s: &'static str| Words::new(s.as_bytes()).collect::<Vec<_>>();
        let text = |s: &str| Token::Text(s.as_bytes().to_vec());
        assert_eq!(
            words("[(a\\(b\\051)-12.5<4a4>] TJ % no\n/F#31 .5 Tf"),
            [
                Token::Open,
                text("a(b)"),
                Token::Number(-12.5),
                text("J@"),
                Token::Close,
                Token::Operator(b"TJ"),
                Token::Name(b"F1".as_slice().into()),
                Token::Number(0.5),
                Token::Operator(b"Tf"),
            ]
        );
        assert_eq!(words("(open"), [text("open")]);
        let mut image = Words::new(b"BI /W 1 ID \x00(EI\x00 EI Q");
        assert_eq!(image.next(), Some(Token::Operator(b"BI")));
        image.skip_image();
        assert_eq!(image.next(), Some(Token::Operator(b"Q")));
    }
}

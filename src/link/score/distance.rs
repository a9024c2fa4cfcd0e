//! How many letters differ.

/// What looks alike in print and on scans.
fn by_sight(text: &str) -> impl Iterator<Item = u8> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let here = *bytes.get(at)?;
        let next = bytes.get(at + 1).copied();
        let (sign, taken) = match (here, next) {
            (b'r', Some(b'n')) => (b'm', 2),
            (b'v', Some(b'v')) => (b'w', 2),
            (b'c', Some(b'l')) => (b'd', 2),
            (b'0', _) => (b'o', 1),
            (b'1' | b'i', _) => (b'l', 1),
            (b'5', _) => (b's', 1),
            (b'8', _) => (b'b', 1),
            _ => (here, 1),
        };
        at += taken;
        Some(sign)
    })
}

/// Whether two folded words look the same.
pub fn same_by_sight(a: &str, b: &str) -> bool {
    by_sight(a).eq(by_sight(b))
}

/// Letters to put in, take out or change to make one text of the other, by bytes of folded texts (Levenshtein; in the
/// manner of Myers and Hyyrö while one side has at most 64).
pub fn distance(a: &str, b: &str) -> usize {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    if a.len() > b.len() {
        std::mem::swap(&mut a, &mut b);
    }
    match a.len() {
        0 => b.len(),
        1..=64 => by_bits(a, b),
        _ => by_rows(a, b),
    }
}

fn by_bits(a: &[u8], b: &[u8]) -> usize {
    let mut places = [0u64; 256];
    a.iter().enumerate().for_each(|(i, x)| places[usize::from(*x)] |= 1 << i);
    let last = 1u64 << (a.len() - 1);
    let (mut up, mut down, mut score) = (u64::MAX, 0u64, a.len());
    for y in b {
        let here = places[usize::from(*y)];
        let diagonal = ((here & up).wrapping_add(up) ^ up) | here | down;
        let (more, less) = (down | !(diagonal | up), up & diagonal);
        score += usize::from(more & last != 0);
        score -= usize::from(less & last != 0);
        let (more, less) = (more << 1 | 1, less << 1);
        up = less | !(diagonal | more);
        down = more & diagonal;
    }
    score
}

/// Where a text of at least one letter stands in a longer one, with how many letters differ: errors, start and end.
/// Of a long text the first 64 letters are looked for, and the rest is taken to follow.
pub fn place(short: &str, long: &str) -> (usize, usize, usize) {
    let (short, long) = (short.as_bytes(), long.as_bytes());
    let head = &short[..short.len().min(64)];
    let last = 1u64 << (head.len() - 1);
    let mut places = [0u64; 256];
    head.iter().enumerate().for_each(|(i, x)| places[usize::from(*x)] |= 1 << i);
    let (mut up, mut down, mut score) = (u64::MAX, 0u64, head.len());
    let (mut best, mut end) = (head.len(), 0);
    for (j, y) in long.iter().enumerate() {
        let here = places[usize::from(*y)];
        let diagonal = ((here & up).wrapping_add(up) ^ up) | here | down;
        let (more, less) = (down | !(diagonal | up), up & diagonal);
        score += usize::from(more & last != 0);
        score -= usize::from(less & last != 0);
        // the start is free: nothing is put in where more moves up
        let (more, less) = (more << 1, less << 1);
        up = less | !(diagonal | more);
        down = more & diagonal;
        if score < best {
            (best, end) = (score, j + 1);
        }
    }
    let start = end.saturating_sub(head.len());
    let (rest, tail) = (&short[head.len()..], &long[end..]);
    let tail = &tail[..tail.len().min(rest.len())];
    let off = if rest.is_empty() {
        0
    } else if rest.len() <= 64 && !tail.is_empty() {
        by_bits(rest, tail).min(rest.len())
    } else {
        by_rows(rest, tail)
    };
    (best + off, start, end + tail.len())
}

fn by_rows(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=a.len()).collect();
    for (j, y) in b.iter().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], j + 1);
        for (i, x) in a.iter().enumerate() {
            let next = (corner + usize::from(x != y)).min(row[i] + 1).min(row[i + 1] + 1);
            corner = std::mem::replace(&mut row[i + 1], next);
        }
    }
    row[a.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_letters() {
        for (a, b, n) in [("", "", 0), ("", "ab", 2), ("kitten", "sitting", 3), ("abc", "abc", 0), ("flaw", "lawn", 2), ("ab", "ba", 2)] {
            assert_eq!((distance(a, b), distance(b, a)), (n, n), "{a} {b}");
        }
    }

    #[test]
    fn bits_and_rows_agree() {
        let mut seed = 7u32;
        let mut text = |longest: u32| -> Vec<u8> {
            let mut next = || {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                seed >> 16
            };
            let length = next() % longest + 1;
            (0..length).map(|_| b'a' + (next() % 3) as u8).collect()
        };
        for _ in 0..500 {
            let (a, b) = (text(64), text(90));
            assert_eq!(by_bits(&a, &b), by_rows(&a, &b));
        }
    }

    #[test]
    fn finds_the_place() {
        assert_eq!(place("mining", "formining rules"), (0, 3, 9));
        assert_eq!(place("mining", "formning rules"), (1, 2, 8));
        let long = "abcdefghij".repeat(10);
        assert_eq!(place(&long, &format!("xy{long}z")), (0, 2, 102));
        assert_eq!(place("x", ""), (1, 0, 0));
    }

    #[test]
    fn sees_what_looks_alike() {
        assert!(same_by_sight("sirnple", "simple"));
        assert!(same_by_sight("0l1", "o1i"));
        assert!(!same_by_sight("2d", "3d"));
    }
}

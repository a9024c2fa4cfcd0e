//! Two lists of authors: which position goes with which.

use super::name::Name;

/// No list is longer; what stands behind is left out.
const LONGEST: usize = 400;
/// Names that are less alike are not two spellings of one.
const LEAST: f64 = 0.5;

/// Which author of one list is which of the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// By the position in the first list.
    pub pairs: Vec<Pair>,
    /// Of the lists as wholes: names that one only has count against it.
    pub likeness: f64,
    /// Of the shorter list alone: 1 where all of it is in the longer.
    pub contained: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    pub a: usize,
    pub b: usize,
    pub likeness: f64,
    /// Whether it keeps the order of both lists; an author who was moved does not.
    pub ordered: bool,
}

/// Aligns two lists in their order, allowing gaps; whoever is left over and in the other list out of order is paired too.
pub fn align(a: &[Name], b: &[Name]) -> Alignment {
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    if a.is_empty() || b.is_empty() {
        return Alignment::default();
    }
    let mut pairs = in_order(a, b);
    let free = |pairs: &[Pair], i: usize, of: fn(&Pair) -> usize| pairs.iter().all(|p| of(p) != i);
    let left: Vec<usize> = (0..a.len()).filter(|&i| free(&pairs, i, |p| p.a)).collect();
    for i in left {
        let others = (0..b.len()).filter(|&j| free(&pairs, j, |p| p.b)).map(|j| (j, a[i].likeness(&b[j])));
        if let Some((j, likeness)) = others.filter(|(_, l)| *l > 0.8).max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0))) {
            pairs.push(Pair { a: i, b: j, likeness, ordered: false });
        }
    }
    pairs.sort_by_key(|p| p.a);
    let sum: f64 = pairs.iter().map(|p| if p.ordered { p.likeness } else { 0.95 * p.likeness }).sum();
    let (least, most) = (a.len().min(b.len()) as f64, a.len().max(b.len()) as f64);
    Alignment { pairs, likeness: sum / most, contained: sum / least }
}

fn in_order(a: &[Name], b: &[Name]) -> Vec<Pair> {
    let (n, m) = (a.len(), b.len());
    let width = m + 1;
    let alike: Vec<f64> = a.iter().flat_map(|x| b.iter().map(|y| x.likeness(y))).map(|l| if l < LEAST { 0.0 } else { l }).collect();
    let mut best = vec![0f64; (n + 1) * width];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            best[i * width + j] = skip.max(best[(i + 1) * width + j + 1] + alike[i * m + j]);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < n && j < m {
        let (here, likeness) = (best[i * width + j], alike[i * m + j]);
        if likeness > 0.0 && best[(i + 1) * width + j + 1] + likeness >= here {
            pairs.push(Pair { a: i, b: j, likeness, ordered: true });
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= here {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positions(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
        let names = |list: &[&str]| list.iter().map(|n| Name::new(n)).collect::<Vec<_>>();
        align(&names(a), &names(b)).pairs.iter().map(|p| (p.a, p.b)).collect()
    }

    #[test]
    fn keeps_the_order_and_allows_gaps() {
        assert_eq!(positions(&["Ada Mistral", "Bo Quill"], &["A. Mistral", "B. Quill"]), [(0, 0), (1, 1)]);
        assert_eq!(positions(&["Ada Mistral", "Bo Quill"], &["Cy Tarn", "Ada Mistral", "Bo Quill"]), [(0, 1), (1, 2)]);
        assert_eq!(positions(&["Ada Mistral", "Bo Quill", "Cy Tarn"], &["Ada Mistral", "Cy Tarn"]), [(0, 0), (2, 1)]);
        assert_eq!(positions(&["Ada Mistral", "Bo Quill"], &["Bo Quill", "Ada Mistral"]), [(0, 1), (1, 0)]);
        assert_eq!(positions(&["Ada Mistral"], &["Eva Mistral"]), []);
        assert_eq!(positions(&[], &["Eva Mistral"]), []);
    }
}

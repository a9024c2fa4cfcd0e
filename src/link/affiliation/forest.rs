//! Sums of small trees: how likely a candidate holds. Each tree asks the same question at each of its levels, so that
//! its answers name a leaf.
//!
//! As text: a line `forest NAME BASE`, then for each tree `tree FEATURE>BOUND … : LEAF …`.

use std::fmt::Write;

#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// Feature and bound of each level.
    pub questions: Vec<(u16, f32)>,
    /// Two to the number of questions; log odds in ten-thousandths, so that a forest stays in the nearest cache.
    pub leaves: Vec<i16>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    pub base: f32,
    pub trees: Vec<Tree>,
}

/// What a leaf counts in.
pub const UNIT: f32 = 1e4;
/// Rows that are weighed at once.
const LANES: usize = 4;

impl Forest {
    /// How likely rows are, added to `out`. Several go through each tree together, so that one comparison does for all.
    pub fn likely<const N: usize>(&self, rows: &[[f32; N]], out: &mut Vec<f32>) {
        for rows in rows.chunks(LANES) {
            let mut columns = [[0.0; LANES]; N];
            for (lane, row) in rows.iter().enumerate() {
                columns.iter_mut().zip(row).for_each(|(column, value)| column[lane] = *value);
            }
            let mut odds = [0i32; LANES];
            for tree in &self.trees {
                let mut leaf = [0u32; LANES];
                for (level, (feature, bound)) in tree.questions.iter().enumerate() {
                    let column = &columns[*feature as usize];
                    leaf.iter_mut().zip(column).for_each(|(leaf, value)| *leaf |= u32::from(value > bound) << level);
                }
                odds.iter_mut().zip(leaf).for_each(|(odds, leaf)| *odds += i32::from(tree.leaves[leaf as usize]));
            }
            out.extend(odds[..rows.len()].iter().map(|odds| 1.0 / (1.0 + (-(self.base + *odds as f32 / UNIT)).exp())));
        }
    }

    pub fn write(&self, name: &str, features: &[&str], out: &mut String) {
        let _ = writeln!(out, "forest {name} {}", self.base);
        for tree in &self.trees {
            out.push_str("tree");
            for (feature, bound) in &tree.questions {
                let _ = write!(out, " {}>{bound}", features[*feature as usize]);
            }
            out.push_str(" :");
            for leaf in &tree.leaves {
                let _ = write!(out, " {leaf}");
            }
            out.push('\n');
        }
    }

    /// Reads the forest of a name; nothing where the text is not as it was written.
    pub fn read(text: &str, name: &str, features: &[&str]) -> Option<Self> {
        let mut lines = text.lines().skip_while(|line| line.strip_prefix("forest ").and_then(|l| l.split(' ').next()) != Some(name));
        let base = lines.next()?.rsplit(' ').next()?.parse().ok()?;
        let mut trees = Vec::new();
        for line in lines.take_while(|line| line.starts_with("tree ")) {
            let (questions, leaves) = line["tree ".len()..].split_once(':')?;
            let question = |text: &str| {
                let (feature, bound) = text.split_once('>')?;
                Some((features.iter().position(|f| *f == feature)? as u16, bound.parse().ok()?))
            };
            let questions: Vec<(u16, f32)> = questions.split_whitespace().map(question).collect::<Option<_>>()?;
            let leaves: Vec<i16> = leaves.split_whitespace().map(|l| l.parse().ok()).collect::<Option<_>>()?;
            if leaves.len() != 1 << questions.len() {
                return None;
            }
            trees.push(Tree { questions, leaves });
        }
        Some(Self { base, trees })
    }
}

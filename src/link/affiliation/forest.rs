//! Sums of small trees: how likely a candidate holds. Each tree asks the same question at each of its levels, so that
//! its answers name a leaf.
//!
//! As text: a line `forest NAME BASE`, then for each tree `tree FEATURE<BOUND … : LEAF …`.

use std::fmt::Write;

#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// Feature and bound of each level.
    pub questions: Vec<(u16, f32)>,
    /// Two to the number of questions.
    pub leaves: Vec<f32>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    pub base: f32,
    pub trees: Vec<Tree>,
}

impl Tree {
    pub fn leaf(&self, row: &[f32]) -> usize {
        let bits = self.questions.iter().enumerate();
        bits.fold(0, |leaf, (n, (feature, bound))| leaf | usize::from(row[*feature as usize] > *bound) << n)
    }
}

impl Forest {
    /// How likely, as log odds.
    pub fn odds(&self, row: &[f32]) -> f32 {
        self.trees.iter().fold(self.base, |sum, tree| sum + tree.leaves[tree.leaf(row)])
    }

    pub fn likely(&self, row: &[f32]) -> f32 {
        1.0 / (1.0 + (-self.odds(row)).exp())
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
                let _ = write!(out, " {leaf:.4}");
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
            let leaves: Vec<f32> = leaves.split_whitespace().map(|l| l.parse().ok()).collect::<Option<_>>()?;
            if leaves.len() != 1 << questions.len() {
                return None;
            }
            trees.push(Tree { questions, leaves });
        }
        Some(Self { base, trees })
    }
}

//! How alike two descriptions of a paper are, field by field and together. Knows no data set.

pub mod title;

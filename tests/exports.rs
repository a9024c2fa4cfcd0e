//! What is written for libraries, editors and pages is what those read.

mod cases;
mod written;

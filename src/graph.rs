//! A volume as quads.

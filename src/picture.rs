//! A volume as text.

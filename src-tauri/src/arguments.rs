//! What the window can be started with: `--data DIR`, `--sample`.

use std::ffi::OsString;
use std::path::PathBuf;

/// The window's arguments.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// Folder of the registry.
    pub(crate) data: Option<PathBuf>,
    /// Open the sample round.
    pub(crate) sample: bool,
}

impl Arguments {
    /// Reads them. What is not understood is left alone: desktops add words of their own.
    pub(crate) fn read(words: impl Iterator<Item = OsString>) -> Self {
        let mut arguments =
            Self { data: std::env::var_os("QABUL_DATA").map(Into::into), sample: false };
        let mut words = words;
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--data") => arguments.data = words.next().map(Into::into).or(arguments.data),
                Some("--sample") => arguments.sample = true,
                _ => {}
            }
        }
        arguments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_and_the_sample() {
        let words = ["--sample", "-psn_0", "--data", "/tmp/x"].map(OsString::from);
        let read = Arguments::read(words.into_iter());
        assert_eq!(read, Arguments { data: Some("/tmp/x".into()), sample: true });
    }
}

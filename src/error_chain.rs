//! An error as a person at a terminal reads it.

use std::fmt;

/// An error with its causes, outermost first.
///
/// **Invariant:** Nothing is said twice. *Why:* the errors of many libraries print their cause and also give it as
/// [`std::error::Error::source`], so `{error:#}` of anyhow prints it again. *Enforced by:* a cause whose text the
/// message holds already is left out.
#[derive(Debug)]
pub struct ErrorChain<'a>(pub &'a anyhow::Error);

impl fmt::Display for ErrorChain<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut message = self.0.to_string();
        for cause in self.0.chain().skip(1).map(ToString::to_string) {
            if !message.contains(cause.trim()) {
                message = format!("{message}: {cause}");
            }
        }
        formatter.write_str(&message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::{Context as _, anyhow};
    use std::{error::Error, io};

    /// An error as some libraries make them: it prints its cause, and gives it as its source too.
    #[derive(Debug)]
    struct Wordy(io::Error);

    impl fmt::Display for Wordy {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(formatter, "the query failed: {}", self.0)
        }
    }

    impl Error for Wordy {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn a_cause_is_printed_once() {
        let error = anyhow::Error::new(Wordy(io::Error::other("no such table"))).context("the tables cannot be read");
        assert_eq!(ErrorChain(&error).to_string(), "the tables cannot be read: the query failed: no such table");
    }

    #[test]
    fn every_cause_is_printed() {
        let error = Err::<(), _>(anyhow!("third")).context("second").context("first").expect_err("an error");
        assert_eq!(ErrorChain(&error).to_string(), "first: second: third");
    }
}

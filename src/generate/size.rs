//! How large a synthetic register is.

use anyhow::ensure;
use clap::{Args, ValueEnum};

/// States of every synthetic register.
pub const STATES: u32 = 200;
/// Acts on one document at most: each state signs once, and a third of them ratify.
pub const MOST_ACTIONS: u32 = 250;

/// A size with a name.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Preset {
    /// 500 organizations, 12,000 memberships, 20,000 meetings, 60,000 documents, 400,000 treaty actions.
    S,
    /// 75,000 organizations, a million memberships, meetings and documents, five million treaty actions.
    L,
}

/// How much of each; what is not given is the preset's.
#[derive(Args, Clone, Copy, Debug)]
pub struct Sizes {
    /// Size that the other flags depart from.
    #[arg(long, value_enum, default_value = "s", value_name = "SIZE")]
    preset: Preset,

    /// Organizations; each has three organs.
    #[arg(long, value_name = "N")]
    organizations: Option<u32>,

    /// Spells of membership, of 200 states in organizations; at most 100 for each organization.
    #[arg(long, value_name = "N")]
    memberships: Option<u32>,

    /// Meetings.
    #[arg(long, value_name = "N")]
    meetings: Option<u32>,

    /// Documents; each was adopted or signed at a meeting.
    #[arg(long, value_name = "N")]
    documents: Option<u32>,

    /// Treaty actions, three of four signatures; at most 50 for each document.
    #[arg(long, value_name = "N")]
    actions: Option<u32>,
}

impl Sizes {
    /// The size they make.
    #[must_use]
    pub fn size(&self) -> Size {
        let preset = Size::of(self.preset);
        Size {
            organizations: self.organizations.unwrap_or(preset.organizations),
            memberships: self.memberships.unwrap_or(preset.memberships),
            meetings: self.meetings.unwrap_or(preset.meetings),
            documents: self.documents.unwrap_or(preset.documents),
            actions: self.actions.unwrap_or(preset.actions),
        }
    }
}

/// How much of each.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Organizations.
    pub organizations: u32,
    /// Memberships.
    pub memberships: u32,
    /// Meetings.
    pub meetings: u32,
    /// Documents.
    pub documents: u32,
    /// Treaty actions.
    pub actions: u32,
}

impl Size {
    /// The size of a preset.
    #[must_use]
    pub fn of(preset: Preset) -> Self {
        match preset {
            Preset::S => {
                Self { organizations: 500, memberships: 12_000, meetings: 20_000, documents: 60_000, actions: 400_000 }
            }
            Preset::L => Self {
                organizations: 75_000,
                memberships: 1_000_000,
                meetings: 1_000_000,
                documents: 1_000_000,
                actions: 5_000_000,
            },
        }
    }

    /// Whether it can be.
    ///
    /// # Errors
    /// Where something would hang on nothing.
    pub fn check(&self) -> anyhow::Result<()> {
        ensure!(self.organizations >= 1, "there is nothing without an organization");
        let Self { organizations, memberships, documents, actions, .. } = *self;
        ensure!(
            memberships / 100 <= organizations,
            "{memberships} memberships are too many for {organizations} organizations: at most 100 for each (what is not given comes from the preset)"
        );
        ensure!(self.meetings >= 1 || self.documents == 0, "documents are adopted at meetings, and there are none");
        ensure!(self.documents >= 1 || self.actions == 0, "treaty actions are on documents, and there are none");
        ensure!(
            actions / 50 <= documents,
            "{actions} treaty actions are too many for {documents} documents: at most 50 for each (what is not given comes from the preset)"
        );
        let most = [self.organizations, self.memberships, self.meetings, self.documents, self.actions];
        ensure!(most.iter().all(|count| *count <= 100_000_000), "at most a hundred million of each");
        Ok(())
    }
}

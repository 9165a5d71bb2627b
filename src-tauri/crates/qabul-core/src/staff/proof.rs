//! Proofs that a right was checked, and what is done at the door before anybody has rights.

use crate::journal::Deed;

/// What is done before anybody is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtTheDoor {
    /// To found a registry.
    Found,
    /// To make the first account of a registry that has none.
    FirstAdministrator,
    /// To knock with a wrong password.
    Knock,
    /// To leave a backup behind when nobody is signed in any more.
    Leave,
    /// To take in the campaigns that this edition of the program brings.
    TakeIn,
    /// To bring a registry back where there is none that anybody could sign in to.
    BringBack,
}

/// Proof that somebody may do a deed.
#[derive(Debug, Clone)]
pub struct MayDo {
    deed: Deed,
    by: String,
}

impl MayDo {
    /// At the door: whoever stands there has no rights yet that could be checked.
    #[must_use]
    pub fn at_the_door(deed: AtTheDoor, by: &str) -> Self {
        let deed = match deed {
            AtTheDoor::Found => Deed::CreateRegistry,
            AtTheDoor::FirstAdministrator => Deed::SaveStaff,
            AtTheDoor::Knock => Deed::RefuseSignIn,
            AtTheDoor::Leave => Deed::Backup,
            AtTheDoor::BringBack => Deed::Restore,
            AtTheDoor::TakeIn => Deed::SaveCampaign,
        };
        Self { deed, by: by.to_owned() }
    }

    /// Of a session that was asked.
    pub(super) fn checked(deed: Deed, by: &str) -> Self {
        Self { deed, by: by.to_owned() }
    }

    /// The deed.
    #[must_use]
    pub fn deed(&self) -> Deed {
        self.deed
    }

    /// What a rehearsal reads to compare slips that nobody gets to see; nothing for other deeds.
    #[must_use]
    pub fn reads_unseen(&self) -> Option<MayRead> {
        (self.deed == Deed::Rehearse).then_some(MayRead(()))
    }

    /// The account of whoever does it.
    #[must_use]
    pub fn by(&self) -> &str {
        &self.by
    }
}

/// Proof that somebody may read candidates' data.
#[derive(Debug, Clone, Copy)]
pub struct MayRead(());

impl MayRead {
    /// Of a session that was asked.
    pub(super) fn checked() -> Self {
        Self(())
    }
}

//! The way of a certificate: received, checked by one, decided by another, given back, revoked.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a certificate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CertificateState {
    /// It is to be checked with its issuer.
    Received,
    /// It was checked and is to be decided on.
    Checked,
    /// It takes the place of the exam.
    Exempt,
    /// It does not.
    NotExempt,
    /// It was given back, to be set right.
    Returned,
    /// It took the place of the exam, and does not any more.
    Revoked,
}

/// What can be done with a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CertificateStep {
    /// Sets right what stands on it, which begins its way anew.
    Edit,
    /// Checks it with its issuer.
    Check,
    /// Gives it back.
    Return,
    /// Decides that it exempts.
    Exempt,
    /// Decides that it does not.
    Refuse,
    /// Takes back that it exempts.
    Revoke,
}

impl CertificateState {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Received,
        Self::Checked,
        Self::Exempt,
        Self::NotExempt,
        Self::Returned,
        Self::Revoked,
    ];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Checked => "checked",
            Self::Exempt => "exempt",
            Self::NotExempt => "not_exempt",
            Self::Returned => "returned",
            Self::Revoked => "revoked",
        }
    }

    /// The one of a stored key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The state after a step; nothing where the step is closed.
    #[must_use]
    pub fn after(self, step: CertificateStep) -> Option<Self> {
        use CertificateStep as S;
        match (self, step) {
            (Self::Received | Self::Checked | Self::Returned, S::Edit) => Some(Self::Received),
            (Self::Received, S::Check) => Some(Self::Checked),
            (Self::Received | Self::Checked, S::Return) => Some(Self::Returned),
            (Self::Checked, S::Exempt) => Some(Self::Exempt),
            (Self::Checked, S::Refuse) => Some(Self::NotExempt),
            (Self::Exempt, S::Revoke) => Some(Self::Revoked),
            _ => None,
        }
    }

    /// Whether it waits for somebody at the desk.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Received | Self::Checked)
    }
}

impl CertificateStep {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::Edit, Self::Check, Self::Return, Self::Exempt, Self::Refuse, Self::Revoke];

    /// The key by which the history names it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Check => "check",
            Self::Return => "return",
            Self::Exempt => "exempt",
            Self::Refuse => "refuse",
            Self::Revoke => "revoke",
        }
    }
}

/// How a certificate was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckedHow {
    /// In the issuer's register.
    Register,
    /// By a letter of the issuer.
    Letter,
    /// By the original itself.
    Original,
}

impl CheckedHow {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Register, Self::Letter, Self::Original];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Letter => "letter",
            Self::Original => "original",
        }
    }

    /// The one of a stored key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// What the check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckFound {
    /// The issuer says the same.
    Agrees,
    /// The issuer says something else.
    Differs,
    /// The issuer does not know it.
    Unknown,
}

impl CheckFound {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Agrees, Self::Differs, Self::Unknown];

    /// The key it is stored under.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Differs => "differs",
            Self::Unknown => "unknown",
        }
    }

    /// The one of a stored key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_table() {
        use CertificateState as C;
        use CertificateStep as S;
        for (from, open) in [
            (
                C::Received,
                &[(S::Edit, C::Received), (S::Check, C::Checked), (S::Return, C::Returned)][..],
            ),
            (
                C::Checked,
                &[
                    (S::Edit, C::Received),
                    (S::Return, C::Returned),
                    (S::Exempt, C::Exempt),
                    (S::Refuse, C::NotExempt),
                ],
            ),
            (C::Exempt, &[(S::Revoke, C::Revoked)]),
            (C::NotExempt, &[]),
            (C::Returned, &[(S::Edit, C::Received)]),
            (C::Revoked, &[]),
        ] {
            for step in S::ALL {
                let to = open.iter().find(|(it, _)| *it == step).map(|(_, to)| *to);
                assert_eq!(from.after(step), to, "{from:?} {step:?}");
            }
            assert_eq!(C::of_key(from.key()), Some(from));
        }
        assert!(CheckedHow::ALL.into_iter().all(|it| CheckedHow::of_key(it.key()) == Some(it)));
        assert!(CheckFound::ALL.into_iter().all(|it| CheckFound::of_key(it.key()) == Some(it)));
    }
}

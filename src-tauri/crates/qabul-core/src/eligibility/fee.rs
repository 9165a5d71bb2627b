//! The fee: the account covers it, or it was charged, or a certificate exempts.

use super::{Answer, Case, Exemption, Reason, Said};
use crate::money::Qepik;

const SOURCE: &str = "doctoral-fee-2020";

/// Source: `residency-2026-attempt-2`: 60 AZN in the account to register. `doctoral-fee-2020`: who is
/// exempt pays nothing. How much, from which day, and by which publication, the campaign says.
pub(super) fn judge(case: &Case<'_>) -> Said {
    let Some(exam) = case.exam() else { return (Answer::No, Reason::WindowUnknown, None) };
    let applicant = &case.applicant;
    let (fee, balance) = (exam.fee(case.entered().date()), applicant.balance);
    if !exam.languages.is_empty() && applicant.charged == Qepik::ZERO {
        match applicant.exemption {
            Exemption::Exempt => return (Answer::Yes, Reason::FeeExempt, Some(SOURCE)),
            Exemption::Pending => return (Answer::Yes, Reason::FeePending { fee }, Some(SOURCE)),
            Exemption::None => {}
        }
    }
    let (answer, reason) = if applicant.charged > Qepik::ZERO {
        (Answer::Yes, Reason::FeeCharged { fee: applicant.charged })
    } else if fee == Qepik::ZERO {
        (Answer::Yes, Reason::FeeNone)
    } else {
        match fee.beyond(balance) {
            None => (Answer::Yes, Reason::FeeCovered { fee, balance }),
            Some(missing) => (Answer::No, Reason::FeeShort { fee, balance, missing }),
        }
    };
    (answer, reason, None)
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, at, money};
    use super::*;

    const DAY: &str = "2026-06-01T10:00:00";

    #[test]
    fn one_qepik_short_is_short() {
        let mut world = World::residency();
        for (balance, answer) in [(6000, Answer::Yes), (5999, Answer::No), (0, Answer::No)] {
            world.balance = money(balance);
            let (said, reason, _) = world.says(at(DAY), "1-2", judge);
            assert_eq!(said, answer, "{balance}");
            if let Reason::FeeShort { missing, .. } = reason {
                assert_eq!(i64::from(missing), 6000 - balance);
            }
        }
    }

    #[test]
    fn what_was_charged_is_not_asked_again() {
        let mut world = World::residency();
        (world.balance, world.charged) = (Qepik::ZERO, money(6000));
        assert_eq!(world.says(at(DAY), "1-2", judge).0, Answer::Yes);
    }

    #[test]
    fn stage_two_and_the_language_exam_have_fees_of_their_own() {
        let mut world = World::residency();
        world.balance = money(9999);
        assert_eq!(world.says(at("2026-07-23T10:00:00"), "2-1", judge).0, Answer::No);
        let mut world = World::doctoral();
        for (exemption, balance, answer) in [
            (Exemption::None, 10_999, Answer::No),
            (Exemption::None, 11_000, Answer::Yes),
            (Exemption::Exempt, 0, Answer::Yes),
            (Exemption::Pending, 0, Answer::Yes),
        ] {
            (world.exemption, world.balance) = (exemption, money(balance));
            let said = world.says(at("2026-06-12T10:00:00"), "1-1", judge).0;
            assert_eq!(said, answer, "{exemption:?} {balance}");
        }
    }

    #[test]
    fn a_certificate_exempts_nobody_from_an_exam_without_languages() {
        let mut world = World::residency();
        (world.exemption, world.balance) = (Exemption::Exempt, Qepik::ZERO);
        assert_eq!(world.says(at(DAY), "1-2", judge).0, Answer::No);
    }
}

//! A diploma from abroad counts once it is recognised.

use super::{Answer, Case, Reason, Said};
use crate::education::Nostrification;

const SOURCE: &str = "residency-rules-41-amu";

/// Source: `residency-rules-41-amu`, `residency-2021`: graduates abroad after nostrification.
pub(super) fn judge(case: &Case<'_>) -> Said {
    let education = case.applicant.education;
    let institution = education.institution.to_string();
    if !education.is_foreign() {
        return (Answer::Yes, Reason::Graduate { institution }, Some(SOURCE));
    }
    let country = education.country.code().to_owned();
    let (answer, reason) = match education.nostrification {
        Some(Nostrification::Recognised) => {
            (Answer::Yes, Reason::GraduateRecognised { institution, country })
        }
        Some(Nostrification::Pending) => {
            (Answer::Person, Reason::DiplomaPending { institution, country })
        }
        Some(Nostrification::Refused) => {
            (Answer::No, Reason::DiplomaRefused { institution, country })
        }
        None => (Answer::No, Reason::DiplomaNotRecognised { institution, country }),
    };
    (answer, reason, Some(SOURCE))
}

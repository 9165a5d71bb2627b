//! Passwords: hashed with Argon2id, compared, never read.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::failure::{Breakage, Failure};

/// Argon2id with 19 MiB in two passes, as OWASP's password storage cheat sheet asks at the least.
fn argon() -> Argon2<'static> {
    Argon2::default()
}

/// A password as it is kept: a PHC string with a salt made of `chance`.
pub(super) fn hashed(password: &str, chance: &[u8; 32]) -> Result<String, Failure> {
    let hash = argon().hash_password_with_salt(password.as_bytes(), &chance[..16]);
    let broken = |error| Failure::from(Breakage::program("password", &error));
    hash.map(|hash: PasswordHash| hash.to_string()).map_err(broken)
}

/// Whether a password is the one that is kept.
pub(super) fn is(password: &str, kept: &str) -> bool {
    let kept = PasswordHash::new(kept);
    kept.is_ok_and(|kept| argon().verify_password(password.as_bytes(), &kept).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_no_other() {
        let kept = hashed("dəniz qıraqda", &[7; 32]).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(is("dəniz qıraqda", &kept));
        assert!(!is("dəniz qiraqda", &kept) && !is("", &kept) && !is("dəniz qıraqda", "nonsense"));
        let salted = hashed("dəniz qıraqda", &[8; 32]).unwrap();
        assert_ne!(kept, salted, "the same password looks otherwise in another account");
    }
}

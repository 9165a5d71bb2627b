//! The key store of the system: Secret Service on Linux, Keychain on macOS, Credential Manager on
//! Windows. It is asked on a thread of its own, for one that does not answer must not hold up the desk.

use std::io::Error;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{OnceLock, mpsc};
use std::time::Duration;

use keyring_core::Entry;
use keyring_core::api::CredentialStoreApi;
use qabul_desk::KeyStore;

/// Under which all secrets of this program lie there.
const SERVICE: &str = "az.qabul";
/// A store that has not answered by then is none. One that asks its user for a password goes on doing
/// so, and answers the next time.
const PATIENCE: Duration = Duration::from_secs(1);

/// The key store of the system, if it has one.
#[derive(Debug, Default)]
pub struct SystemKeys {
    /// Whether it answered when it was first asked.
    answers: OnceLock<bool>,
    /// Whether it took no secret: then it is as good as none.
    refuses: AtomicBool,
}

impl SystemKeys {
    /// One that nobody has asked yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The store, where it answers within a second and takes what it is given.
    #[must_use]
    pub fn answering(&self) -> Option<&dyn KeyStore> {
        let answers = *self.answers.get_or_init(|| asked(|_| Ok(())).is_ok());
        (answers && !self.refuses.load(Ordering::Relaxed)).then_some(self)
    }
}

impl KeyStore for SystemKeys {
    fn keep(&self, name: &str, secret: &[u8; 32]) -> std::io::Result<()> {
        let (name, secret) = (name.to_owned(), *secret);
        let kept = asked(move |store| {
            let entry = entry(store, &name)?;
            entry.set_secret(&secret)?;
            // What was taken must come back, or papers could not be signed tomorrow.
            if entry.get_secret()? == secret { Ok(()) } else { Err(keyring_core::Error::NoEntry) }
        });
        self.refuses.store(kept.is_err(), Ordering::Relaxed);
        kept
    }

    fn secret(&self, name: &str) -> std::io::Result<[u8; 32]> {
        let name = name.to_owned();
        let found = asked(move |store| entry(store, &name)?.get_secret())?;
        found.try_into().map_err(|_| Error::other("a secret of another length"))
    }
}

fn entry(store: &dyn CredentialStoreApi, name: &str) -> keyring_core::Result<Entry> {
    store.build(SERVICE, name, None)
}

/// Asks the store on a thread of its own.
fn asked<T: Send + 'static>(
    ask: impl FnOnce(&dyn CredentialStoreApi) -> keyring_core::Result<T> + Send + 'static,
) -> std::io::Result<T> {
    let (tell, answer) = mpsc::channel();
    std::thread::spawn(move || {
        // Whoever asked may have gone on meanwhile.
        let _ = tell.send(system::Store::new().and_then(|store| ask(&*store)));
    });
    let told =
        answer.recv_timeout(PATIENCE).map_err(|_| Error::from(std::io::ErrorKind::TimedOut))?;
    told.map_err(|error| Error::other(error.to_string()))
}

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain as system;
#[cfg(all(unix, not(target_os = "macos")))]
use dbus_secret_service_keyring_store as system;
#[cfg(windows)]
use windows_native_keyring_store as system;

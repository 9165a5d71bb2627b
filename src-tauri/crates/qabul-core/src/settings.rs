//! Settings of a registry: what its administrators choose for everybody who works in it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fault::{Faults, FieldFault, ValueFault};
use crate::refusal::Refusal;

/// The settings, with the version that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Settings {
    /// Grows with every change; sent back when they are saved.
    #[ts(type = "number")]
    pub version: i64,
    /// After how many minutes without a key or a movement the screen locks.
    pub idle_minutes: u16,
    /// How many minutes of work pass between two backups.
    pub backup_minutes: u16,
    /// After how many days without a backup or a rehearsal the status bar warns.
    pub warn_days: u16,
    /// How many backups are kept of the last hours, one an hour.
    pub keep_hours: u16,
    /// How many are kept of the last days, one a day.
    pub keep_days: u16,
    /// How many are kept of the last months, one a month.
    pub keep_months: u16,
}

impl Settings {
    /// The fields by their keys, with the least and the most of each.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, u16, u16, u16); 6] {
        [
            ("idle_minutes", self.idle_minutes, 1, 240),
            ("backup_minutes", self.backup_minutes, 5, 1440),
            ("warn_days", self.warn_days, 1, 60),
            ("keep_hours", self.keep_hours, 1, 240),
            ("keep_days", self.keep_days, 1, 400),
            ("keep_months", self.keep_months, 1, 240),
        ]
    }

    /// The settings, where every one of them may be.
    ///
    /// # Errors
    /// Every field that is out of its bounds.
    pub fn checked(self) -> Result<Self, Refusal> {
        let mut faults = Faults::default();
        let mut good = true;
        for (field, value, least, most) in self.fields() {
            let range = ValueFault::Number { from: least.into(), to: most.into() };
            let within = (least..=most).contains(&value);
            good &= faults.take(within.then_some(()).ok_or(FieldFault::of(field, range))).is_some();
        }
        if good { Ok(self) } else { Err(faults.noted()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_out_of_bounds_is_named() {
        let good = Settings {
            version: 1,
            idle_minutes: 10,
            backup_minutes: 60,
            warn_days: 7,
            keep_hours: 24,
            keep_days: 31,
            keep_months: 24,
        };
        assert_eq!(good.checked(), Ok(good));
        let bad = Settings { idle_minutes: 0, keep_days: 401, ..good };
        let Err(Refusal::Invalid { faults }) = bad.checked() else { panic!("it was taken") };
        let named: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(named, ["idle_minutes", "keep_days"]);
    }
}

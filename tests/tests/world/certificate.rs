//! Certificates brought to applications, checked by one person and decided on by another.

use std::collections::BTreeMap;

use qabul_core::campaign::Body;
use qabul_core::certificate::{CertificateStep, CheckFound, CheckedHow, TableStep};
use qabul_core::staff::Role;
use qabul_desk::Failure;
use qabul_desk::views::Nothing;
use qabul_desk::views::certificates::*;
use qabul_desk::views::equivalence::*;
use qabul_desk::views::registry::Status;
use qabul_desk::views::staff::{AddStaff, ChangePassword, Secret, SignIn, StaffLine};

use super::World;

/// Whoever decides on what the clerk of the stories checked.
pub const OTHER: &str = "tesdiqci";

/// An IELTS certificate of 6.5 as of the summer of 2026; other fields over it.
pub fn ielts(fields: &[(&str, &str)]) -> TypedCertificate {
    let own = [
        ("kind", "ielts"),
        ("number", "25AZ123456QULC123A"),
        ("tested_on", "03.11.2025"),
        ("issued_on", "10.11.2025"),
        ("listening", "6.5"),
        ("reading", "6.5"),
        ("writing", "5"),
        ("speaking", "7"),
        ("overall", "6.5"),
        ("name", "GULIYEV JAVID"),
    ];
    let all = own.iter().chain(fields);
    all.map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>()
}

impl World {
    /// Gives the center a second person who may check, decide and publish, and lets the clerk in again.
    pub fn has_another(&self) {
        let (old, new) =
            (Secret("ilk gün üçün".to_owned()), Secret(qabul_tests::PASSWORD.to_owned()));
        self.enter("inzibatci").unwrap();
        let account = AddStaff {
            name: OTHER.to_owned(),
            person: "Təsdiqçi Aydan".to_owned(),
            fin: "1CCCCCC".to_owned(),
            roles: [Role::Verifier, Role::Approver, Role::Registrar].into(),
            password: old.clone(),
        };
        self.desk.ask::<StaffLine>("staff.add", &account).unwrap();
        let enters = SignIn { name: OTHER.to_owned(), password: old.clone() };
        self.desk.ask::<Status>("session.sign_in", &enters).unwrap();
        self.desk.ask::<Status>("session.change_password", &ChangePassword { old, new }).unwrap();
        self.enter("sinaqci").unwrap();
    }

    /// Brings a certificate to an application.
    pub fn brings(&self, entry: i64, typed: TypedCertificate) -> Result<CertificateView, Failure> {
        let request = SaveCertificate { of: None, entry, typed, scans: vec![], kept: vec![] };
        self.desk.ask("certificates.save", &request)
    }

    /// A certificate as it stands.
    pub fn certificate(&self, id: i64) -> CertificateView {
        self.desk.ask("certificates.detail", &CertificateRequest { id }).unwrap()
    }

    /// Takes a step with a certificate.
    pub fn steps_with(
        &self,
        id: i64,
        step: CertificateStep,
        reason: &str,
    ) -> Result<CertificateView, Failure> {
        let checks = step == CertificateStep::Check;
        let request = StepCertificate {
            id,
            version: self.certificate(id).version,
            step,
            reason: reason.to_owned(),
            how: checks.then_some(CheckedHow::Register),
            found: checks.then_some(CheckFound::Agrees),
            looked_at: if checks { "12.06.2026 10:00".to_owned() } else { String::new() },
            evidence: String::new(),
        };
        self.desk.ask("certificates.step", &request)
    }

    /// Checks a certificate as somebody else would have, so that whoever is signed in may decide on it: past
    /// the program, where a story is about what comes of the decision.
    pub fn was_checked(&self, id: i64) {
        self.steps_with(id, CertificateStep::Check, "").unwrap();
        self.sql(&format!(
            "UPDATE certificate SET checked_by = (SELECT id FROM staff WHERE name = 'inzibatci') \
             WHERE id = {id}"
        ));
    }

    /// A table by its kind and version.
    pub fn table(&self, kind: &str, number: u32) -> TableDetail {
        let all: Equivalences = self.desk.ask("equivalence.list", &Nothing {}).unwrap();
        let line = all.tables.iter().find(|it| (it.kind.as_str(), it.number) == (kind, number));
        let request = TableRequest { id: line.unwrap().id };
        self.desk.ask("equivalence.detail", &request).unwrap()
    }

    /// Takes a step with a table.
    pub fn table_step(&self, table: &TableDetail, step: TableStep) -> Result<TableDetail, Failure> {
        let (id, version) = (table.line.id, table.version);
        let reason =
            if step == TableStep::Withdraw { "səhvdir".to_owned() } else { String::new() };
        self.desk.ask("equivalence.step", &StepTable { id, version, step, reason })
    }

    /// Records the act of a body.
    pub fn records(&self, table: &TableDetail, body: Body) -> Result<TableDetail, Failure> {
        let (id, version) = (table.line.id, table.version);
        let (number, date) = (format!("{}-142", body.key()), "28.05.2026".to_owned());
        self.desk.ask("equivalence.act", &RecordAct { id, version, body, number, date, scan: None })
    }

    /// Has a shipped table agreed and published, in two pairs of eyes; the clerk is in afterwards.
    pub fn publishes(&self, kind: &str, number: u32) -> TableDetail {
        let mut table = self.table_step(&self.table(kind, number), TableStep::Agree).unwrap();
        for body in [Body::Center, Body::Anas, Body::Ministry] {
            table = self.records(&table, body).unwrap();
        }
        self.enter(OTHER).unwrap();
        let published = self.table_step(&table, TableStep::Publish).unwrap();
        self.enter("sinaqci").unwrap();
        published
    }
}

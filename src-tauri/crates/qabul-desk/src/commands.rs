//! The one table of commands: name, request, answer. Window, command line and test host use no
//! other door.

use qabul_core::settings::Settings;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ts_rs::{Config, TS};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::incident::guarded;
use crate::staff::session;
use crate::views::Nothing;
use crate::views::applications::*;
use crate::views::backup::*;
use crate::views::campaigns::*;
use crate::views::certificates::*;
use crate::views::check_list::*;
use crate::views::eligibility::*;
use crate::views::equivalence::*;
use crate::views::files::*;
use crate::views::form::*;
use crate::views::halls::*;
use crate::views::import::*;
use crate::views::jobs::*;
use crate::views::journal::*;
use crate::views::keys::*;
use crate::views::kinds::*;
use crate::views::letters::*;
use crate::views::life::*;
use crate::views::organisations::*;
use crate::views::payments::*;
use crate::views::photos::*;
use crate::views::preferences::*;
use crate::views::problem::*;
use crate::views::proposals::*;
use crate::views::registry::*;
use crate::views::regulations::*;
use crate::views::results::*;
use crate::views::same::*;
use crate::views::sittings::*;
use crate::views::slips::*;
use crate::views::staff::*;
use crate::views::statistics::*;
use crate::views::suspicion::*;
use crate::views::table_files::*;
use crate::views::today::*;
use crate::{
    accounts, applications, backup, campaigns, certificates, eligibility, files, form, halls,
    import, jobs, journal, key, letters, life, organisations, payments, photos, preferences,
    problem, proposals, registry, regulations, results, same, sample, search, seating, settings,
    sittings, slips, staff, today, undo,
};

macro_rules! commands {
    ($($name:literal $request:ident -> $answer:ident = $work:path;)*) => {
        /// Every command's name.
        pub const COMMANDS: &[&str] = &[$($name),*];

        fn run(desk: &Desk, name: &str, request: Value) -> Result<Value, Failure> {
            match name {
                $($name => written(&$work(desk, &read::<$request>(name, request)?)?),)*
                _ => Err(Failure::Misasked { problem: format!("no command {name}") }),
            }
        }

        /// The table as a TypeScript interface.
        #[must_use]
        pub fn typescript() -> String {
            let config = Config::default();
            let mut names = std::collections::BTreeSet::new();
            let mut lines = String::new();
            $(
                let (request, answer) = ($request::name(&config), $answer::name(&config));
                lines += &format!("  {:?}: {{ request: {request}; answer: {answer} }};\n", $name);
                names.extend([request, answer]);
            )*
            let imports: String = names
                .iter()
                .map(|name| format!("import type {{ {name} }} from \"./{name}\";\n"))
                .collect();
            format!(
                "// The table of commands, written from Rust by `cargo test`. Do not edit.\n\
                 {imports}\nexport interface Commands {{\n{lines}}}\n"
            )
        }
    };
}

commands! {
    "registry.status" Nothing -> Status = registry::status;
    "registry.open" OpenRequest -> Status = registry::open;
    "registry.create" CreateRequest -> Status = registry::create;
    "registry.make_sample" SampleRequest -> JobStarted = sample::make;
    "session.sign_in" SignIn -> Status = session::sign_in;
    "session.sign_in_sample" Nothing -> Status = session::sign_in_sample;
    "session.sign_out" Nothing -> Status = session::sign_out;
    "session.change_password" ChangePassword -> Status = session::change_password;
    "staff.first" FirstAdministrator -> Status = staff::first;
    "staff.list" Nothing -> StaffList = staff::list;
    "staff.add" AddStaff -> StaffLine = staff::add;
    "staff.change" ChangeStaff -> StaffLine = staff::change;
    "staff.reset_password" ResetPassword -> StaffLine = staff::reset_password;
    "session.lock" Nothing -> Status = session::lock;
    "session.unlock" Unlock -> Status = session::unlock;
    "journal.list" JournalRequest -> JournalPage = journal::list;
    "journal.detail" LookAtAct -> ActDetail = journal::detail;
    "journal.then" ThenRequest -> Then = journal::then;
    "journal.export" ExportJournal -> Exported = journal::export;
    "journal.verify" VerifyJournal -> JournalVerdict = journal::verify;
    "journal.settle" Nothing -> Nothing = journal::settle;
    "undo.last" Nothing -> Undoable = undo::last;
    "undo.act" ActRequest -> Undone = undo::undo;
    "keys.list" Nothing -> Keys = key::list;
    "keys.add" AddKey -> Keys = key::add;
    "keys.unlock" UnlockKey -> Keys = key::unlock;
    "keys.retire" KeyRequest -> Keys = key::retire;
    "proposals.list" Nothing -> Proposals = proposals::list;
    "proposals.revoke_key" ProposeRevocation -> Proposals = proposals::revoke_key;
    "proposals.erase" ProposeErasure -> Proposals = proposals::erase;
    "proposals.decide" Decide -> Proposals = proposals::decide;
    "settings.read" Nothing -> Settings = settings::read;
    "settings.write" Settings -> Settings = settings::write;
    "preferences.read" Nothing -> Preferences = preferences::read;
    "preferences.write" Preferences -> Preferences = preferences::write;
    "problem.note" NoteProblem -> Noted = problem::note;
    "problem.report" Nothing -> ProblemReport = problem::report;
    "problem.save" SaveReport -> Nothing = problem::save;
    "files.open_dialog" PickFile -> Picked = files::open_dialog;
    "files.save_dialog" PickFile -> Picked = files::save_dialog;
    "files.show" FileRequest -> Nothing = files::show;
    "campaigns.list" Nothing -> Campaigns = campaigns::list;
    "campaigns.detail" CampaignRequest -> CampaignDetail = campaigns::detail;
    "campaigns.save" SaveCampaign -> CampaignDetail = campaigns::save;
    "campaigns.next_year" CampaignRequest -> CampaignDetail = campaigns::next_year;
    "regulations.save" SaveRegulation -> RegulationSaved = regulations::save;
    "regulations.scan" CopyScan -> ChosenFile = regulations::scan;
    "equivalence.list" Nothing -> Equivalences = certificates::equivalence::list;
    "equivalence.detail" TableRequest -> TableDetail = certificates::equivalence::detail;
    "equivalence.save" SaveTable -> TableDetail = certificates::equivalence::save;
    "equivalence.act" RecordAct -> TableDetail = certificates::equivalence::record_act;
    "equivalence.scan" CopyTableScan -> ChosenFile = certificates::equivalence::scan;
    "equivalence.read" ReadTable -> TableRead = certificates::files::read;
    "equivalence.export" ExportTable -> Exported = certificates::files::export;
    "equivalence.print" PrintTable -> ChosenFile = certificates::files::print;
    "equivalence.step" StepTable -> TableDetail = certificates::equivalence::step;
    "equivalence.impact" AskImpact -> Impact = certificates::impact::impact;
    "equivalence.revoke" RevokeDecisions -> DecisionsRevoked = certificates::impact::revoke;
    "kinds.detail" KindRequest -> KindDetail = certificates::kinds::detail;
    "kinds.save" SaveKind -> KindDetail = certificates::kinds::save;
    "kinds.confirm" DecideKind -> KindDetail = certificates::pending::confirm;
    "kinds.drop" DecideKind -> Nothing = certificates::pending::drop;
    "kinds.scan" CopyKindScan -> ChosenFile = certificates::kinds::scan;
    "certificates.check" CheckCertificates -> CertificatesChecked = certificates::check::check;
    "organisations.read" Nothing -> Organisations = organisations::read;
    "organisations.save" SaveOrganisations -> Organisations = organisations::save;
    "sittings.list" Nothing -> Sittings = sittings::list;
    "sittings.detail" SittingRequest -> SittingDetail = sittings::detail;
    "applications.list" ListRequest -> ListAnswer = applications::list;
    "applications.rows" RowsRequest -> Rows = applications::rows;
    "applications.ids" RowsRequest -> Ids = applications::ids;
    "applications.detail" ApplicationRequest -> ApplicationDetail = applications::detail;
    "applications.judge" JudgeRequest -> Judgement = eligibility::judge;
    "applications.take_step" TakeStep -> JobStarted = life::take_step;
    "form.open" OpenForm -> FormView = form::open;
    "form.check" CheckForm -> FormCheck = form::check;
    "form.keep" KeepDraft -> DraftKept = form::keep;
    "form.drop" DraftRequest -> Nothing = form::drop;
    "form.save" SaveForm -> FormSaved = form::save;
    "certificates.queue" QueueRequest -> CertificateQueueView = certificates::person::queue;
    "certificates.of" CertificatesOf -> ApplicationCertificates = certificates::person::of;
    "certificates.detail" CertificateRequest -> CertificateView = certificates::person::detail;
    "certificates.judge" JudgeCertificate -> JudgedCertificate = certificates::received::judge_typed;
    "certificates.save" SaveCertificate -> CertificateView = certificates::received::save;
    "certificates.statistics" CountCertificates -> CertificateStatistics = certificates::statistics::statistics;
    "certificates.suspicious" Nothing -> Suspects = certificates::suspicion::list;
    "certificates.look_into" LookInto -> CertificateView = certificates::suspicion::look_into;
    "certificates.notice" PrintNotice -> NoticePrinted = certificates::notice::print;
    "certificates.look" LookAtScan -> ScanView = certificates::received::look;
    "certificates.step" StepCertificate -> CertificateView = certificates::steps::step;
    "people.compare" ComparePeople -> Compared = same::compare;
    "people.merge" MergePeople -> Merged = same::merge;
    "accounts.open" OpenAccount -> Nothing = accounts::open;
    "accounts.post" PostMovement -> Nothing = accounts::post;
    "payments.import" ImportPayments -> PaymentsRead = payments::import;
    "payments.queue" Nothing -> PaymentQueue = payments::queue;
    "payments.decide" DecidePayment -> Nothing = payments::decide;
    "applications.tag" TagApplications -> Tagged = today::tag;
    "applications.note" AddNote -> Nothing = today::note;
    "today.read" SittingRequest -> Today = today::read;
    "filters.read" SittingRequest -> Filters = today::filters;
    "filters.keep" KeepFilter -> Nothing = today::keep_filter;
    "results.import" ImportResults -> ResultsRead = results::import;
    "results.save" SaveResult -> ResultSaved = results::save;
    "letters.print" PrintLetters -> JobStarted = letters::print;
    "photos.look" LookAtPicture -> PictureView = photos::look;
    "photos.cut" CutPicture -> CutView = photos::cut;
    "applications.export" ExportRequest -> Exported = applications::export;
    "search.find" SearchRequest -> Found = search::find;
    "import.preview" PreviewRequest -> JobStarted = import::preview;
    "import.commit" CommitRequest -> JobStarted = import::commit;
    "import.save_findings" SavePreviewPart -> Exported = import::save_findings;
    "import.save_refused" SavePreviewPart -> Exported = import::save_refused;
    "halls.list" Nothing -> Halls = halls::list;
    "halls.save" SaveHallRequest -> HallLine = halls::save;
    "halls.import" ImportHallsRequest -> HallsImported = halls::import;
    "seating.draw" DrawRequest -> Drawn = seating::draw;
    "slips.plan" PrintOrder -> PrintPlan = slips::plan;
    "slips.preview" SlipPreviewRequest -> SlipPreview = slips::preview;
    "slips.print" PrintRequest -> JobStarted = slips::print;
    "slips.cover" CoverRequest -> Covered = slips::cover;
    "slips.runs" SittingRequest -> Runs = slips::runs;
    "slips.verify" VerifyRequest -> Verdict = slips::verify;
    "backup.state" Nothing -> BackupState = backup::state;
    "backup.set_up" SetUpBackup -> RecoveryKey = backup::set_up;
    "backup.make" Nothing -> JobStarted = backup::make;
    "backup.look" OpenBackup -> BackupContents = backup::look;
    "backup.rehearse" OpenBackup -> JobStarted = backup::rehearse;
    "backup.restore" OpenBackup -> JobStarted = backup::restore;
    "jobs.state" JobRequest -> JobState = jobs::state;
    "jobs.cancel" JobRequest -> Nothing = jobs::cancel;
}

impl Desk {
    /// Does one command: JSON in, JSON out, by the name in the table.
    ///
    /// # Errors
    /// [`Failure::Misasked`] for an unknown name or a request that does not parse; an incident where
    /// the command panicked; otherwise what the command itself says.
    pub fn dispatch(&self, name: &str, request: Value) -> Result<Value, Failure> {
        let started = std::time::Instant::now();
        self.write_sights();
        // The name is repeated in the log only where it is one of the table.
        let known = COMMANDS.iter().find(|known| **known == name).copied().unwrap_or("unknown");
        let answer = guarded(self, known, || run(self, name, request));
        // Names and times only: requests and answers hold personal data.
        let took = started.elapsed();
        let milliseconds = took.as_millis();
        tracing::debug!(name = known, milliseconds, failed = answer.is_err(), "command");
        self.trail().ran((known, self.host().now()), took, answer.as_ref().err());
        answer
    }

    /// Does one command and reads its answer back as the table promises it.
    ///
    /// # Errors
    /// As [`Desk::dispatch`].
    pub fn ask<A: DeserializeOwned>(
        &self,
        name: &str,
        request: &impl serde::Serialize,
    ) -> Result<A, Failure> {
        let request = serde_json::to_value(request).map_err(|error| misasked(name, &error))?;
        let answer = self.dispatch(name, request)?;
        serde_json::from_value(answer).map_err(|error| misasked(name, &error))
    }
}

fn misasked(name: &str, error: &serde_json::Error) -> Failure {
    Failure::Misasked { problem: format!("{name}: {error}") }
}

fn read<R: DeserializeOwned>(name: &str, request: Value) -> Result<R, Failure> {
    serde_json::from_value(request).map_err(|error| misasked(name, &error))
}

fn written(answer: &impl serde::Serialize) -> Result<Value, Failure> {
    serde_json::to_value(answer).map_err(|error| misasked("answer", &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the screens' types are kept.
    const BINDINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/bindings");

    #[test]
    fn the_table_is_written_for_the_screens() {
        let path = std::path::Path::new(BINDINGS).join("commands.ts");
        std::fs::create_dir_all(BINDINGS).unwrap();
        if std::fs::read_to_string(&path).unwrap_or_default() != typescript() {
            std::fs::write(path, typescript()).unwrap();
        }
    }
}

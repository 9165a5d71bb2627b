//! The log: one file a day beside the registries, names and times only, never personal data.

use tracing_appender::non_blocking::WorkerGuard;

/// Begins the log; without a folder to write to there is none.
pub(crate) fn begin() -> Option<WorkerGuard> {
    let folder = qabul_host::log_folder()?;
    std::fs::create_dir_all(&folder).ok()?;
    let daily = tracing_appender::rolling::Builder::new()
        .rotation(tracing_appender::rolling::Rotation::DAILY)
        .filename_prefix("qabul")
        .filename_suffix("log")
        .max_log_files(14)
        .build(folder)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(daily);
    let filter = tracing_subscriber::EnvFilter::try_from_env("QABUL_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt().with_writer(writer).with_ansi(false).with_env_filter(filter).init();
    Some(guard)
}

//! What a child that draws may take, set by itself before it reads a byte.

use std::io;
use std::time::Duration;

/// What drawing may take in memory: four times what a page of A4 takes that was scanned at 600 dots an inch, in colour.
const MEMORY: u64 = 512 * 1024 * 1024;

/// Bounds this process for good: its memory everywhere; on Unix also the time of the processor, and that it opens no
/// further file, writes none and starts no other process. It guards against a file that is broken or greedy; what
/// runs there has no registry at hand either way.
///
/// # Errors
/// Where the system does not set one of them: nothing must be drawn then.
pub(crate) fn set(longest: Duration) -> io::Result<()> {
    bound_memory()?;
    bound_the_rest(longest)
}

/// Linux bounds the addresses of a process; those of the program itself and its libraries are taken already.
#[cfg(target_os = "linux")]
fn bound_memory() -> io::Result<()> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmSize:"));
    let taken = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    let taken = taken.ok_or(io::ErrorKind::Unsupported)?;
    lower(rustix::process::Resource::As, taken * 1024 + MEMORY)
}

/// Elsewhere what is allocated is counted, which needs nothing of the system.
#[cfg(not(target_os = "linux"))]
fn bound_memory() -> io::Result<()> {
    let most = usize::try_from(MEMORY).map_err(io::Error::other)?;
    COUNTED.set_limit(most).map_err(|()| io::ErrorKind::OutOfMemory.into())
}

/// Counts what is allocated; it allows anything until a child sets its limit.
#[cfg(not(target_os = "linux"))]
#[global_allocator]
static COUNTED: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

#[cfg(unix)]
fn bound_the_rest(longest: Duration) -> io::Result<()> {
    use rustix::process::Resource;
    lower(Resource::Cpu, longest.as_secs())?;
    // Standard input and output are open; nothing else will be.
    lower(Resource::Nofile, 3)?;
    lower(Resource::Fsize, 0)?;
    lower(Resource::Core, 0)?;
    lower(Resource::Nproc, 0)
}

/// The parent ends a child in time.
#[cfg(not(unix))]
fn bound_the_rest(_: Duration) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn lower(resource: rustix::process::Resource, most: u64) -> io::Result<()> {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    let most = getrlimit(resource).maximum.map_or(most, |now| now.min(most));
    setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    Ok(())
}

//! The test host: the real desk behind loopback HTTP, for screens in a browser. In no shipped
//! binary.
//!
//! `dev-host --folder DIR [--port N] [--sample N]` serves `ui/dist` and prints one line: the
//! address with the run's token. `POST /desk/NAME` is a command; `POST /dialog/PURPOSE` says which
//! path the next dialog picks; `POST /shown` lists what was opened in the viewer.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use qabul_desk::Desk;
use qabul_desk::views::registry::SampleRequest;
use qabul_tests::{Machine, desk_in};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

struct Options {
    folder: PathBuf,
    port: u16,
    sample: Option<u32>,
}

fn options() -> Result<Options, String> {
    let mut options = Options { folder: PathBuf::new(), port: 0, sample: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().ok_or(format!("{word} wants a value"))?;
        let number = || value.parse::<u32>().map_err(|_| format!("{word} wants a number"));
        match word.as_str() {
            "--folder" => options.folder = value.into(),
            "--port" => options.port = number()?.try_into().map_err(|_| "no port".to_owned())?,
            "--sample" => options.sample = Some(number()?),
            _ => return Err(format!("unknown {word}")),
        }
    }
    if options.folder.as_os_str().is_empty() {
        Err("--folder DIR is needed".into())
    } else {
        Ok(options)
    }
}

struct House {
    desk: Desk,
    machine: Machine,
    token: String,
}

fn main() -> ExitCode {
    if let Some(code) = qabul_host::drawn() {
        return code;
    }
    match host() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("dev-host: {problem}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn host() -> Result<(), String> {
    let options = options()?;
    let (desk, machine) = desk_in(&options.folder);
    if let Some(candidates) = options.sample {
        let request = SampleRequest { candidates: Some(candidates), seed: Some(1) };
        let job = desk.ask("registry.make_sample", &request).map_err(|f| format!("{f:?}"))?;
        desk.wait(job, |_| ()).map_err(|f| format!("{f:?}"))?;
    }
    let said = |error: std::io::Error| error.to_string();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(said)?;
    let token: String =
        qabul_host::chance()[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    println!("http://{}/#token={token}", listener.local_addr().map_err(said)?);
    let house = Arc::new(House { desk, machine, token });
    axum::serve(listener, Router::new().fallback(serve).with_state(house)).await.map_err(said)
}

/// Answers on a thread of its own: a command that takes long holds no other one up.
async fn serve(State(house): State<Arc<House>>, request: Request) -> Response {
    let (asked, body) = request.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let answered = spawn_blocking(move || answer(&house, &asked, &body)).await;
    answered.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn answer(House { desk, machine, token }: &House, asked: &Parts, body: &Bytes) -> Response {
    let path = asked.uri.path();
    if asked.method == Method::GET {
        let (status, kind, bytes) = page(path);
        return (status, [(header::CONTENT_TYPE, kind)], bytes).into_response();
    }
    if asked.headers.get("x-qabul-token").is_none_or(|given| given != token) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let asked = serde_json::from_slice(body).unwrap_or(Value::Null);
    let (status, answer) = post(path, asked, desk, machine);
    (status, [(header::CONTENT_TYPE, "application/json")], answer.to_string()).into_response()
}

fn post(url: &str, asked: Value, desk: &Desk, machine: &Machine) -> (StatusCode, Value) {
    if let Some(name) = url.strip_prefix("/desk/") {
        return match desk.dispatch(name, asked) {
            Ok(answer) => (StatusCode::OK, answer),
            Err(failure) => (StatusCode::UNPROCESSABLE_ENTITY, json!(failure)),
        };
    }
    if let Some(purpose) = url.strip_prefix("/dialog/") {
        machine.will_pick(purpose, asked.as_str().unwrap_or_default().into());
        return (StatusCode::OK, json!({}));
    }
    match url {
        "/pass" => {
            machine.pass(chrono::TimeDelta::days(asked.as_i64().unwrap_or_default()));
            (StatusCode::OK, json!({}))
        }
        "/shown" => (StatusCode::OK, json!(machine.shown())),
        _ => (StatusCode::NOT_FOUND, json!({})),
    }
}

/// A file of the built screens; anything else that is asked for is the page itself.
fn page(path: &str) -> (StatusCode, &'static str, Vec<u8>) {
    let dist = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/dist"));
    let path = path.trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let inside =
        Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    let kind = match Path::new(path).extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    match std::fs::read(dist.join(path)) {
        Ok(bytes) if inside => (StatusCode::OK, kind, bytes),
        _ => (StatusCode::NOT_FOUND, "text/plain", b"not found".to_vec()),
    }
}

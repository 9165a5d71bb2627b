//! The test host: the real desk behind loopback HTTP, for screens in a browser. In no shipped
//! binary.
//!
//! `dev-host --folder DIR [--port N] [--sample N]` serves `ui/dist` and prints one line: the
//! address with the run's token. `POST /desk/NAME` is a command; `POST /dialog/PURPOSE` says which
//! path the next dialog picks; `POST /shown` lists what was opened in the viewer.

use std::path::{Path, PathBuf};

use qabul_desk::Desk;
use qabul_desk::views::registry::SampleRequest;
use qabul_tests::{Machine, desk_in};
use serde_json::{Value, json};
use tiny_http::{Header, Method, Request, Response, Server};

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

fn main() -> Result<(), String> {
    let options = options()?;
    let (desk, machine) = desk_in(&options.folder);
    if let Some(candidates) = options.sample {
        let request = SampleRequest { candidates: Some(candidates), seed: Some(1) };
        let job = desk.ask("registry.make_sample", &request).map_err(|f| format!("{f:?}"))?;
        desk.wait(job, |_| ()).map_err(|f| format!("{f:?}"))?;
    }
    let server = Server::http(("127.0.0.1", options.port)).map_err(|error| error.to_string())?;
    let token: String =
        qabul_host::chance()[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    println!("http://{}/#token={token}", server.server_addr());
    let server = std::sync::Arc::new(server);
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let (server, desk, machine, token) =
                (server.clone(), desk.clone(), machine.clone(), token.clone());
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    serve(request, &desk, &machine, &token);
                }
            })
        })
        .collect();
    for worker in workers {
        worker.join().map_err(|_| "a worker panicked".to_owned())?;
    }
    Ok(())
}

fn serve(mut request: Request, desk: &Desk, machine: &Machine, token: &str) {
    let url = request.url().to_owned();
    let (status, kind, body) = if *request.method() == Method::Get {
        page(&url)
    } else if !has_token(&request, token) {
        (403, "text/plain", b"no token".to_vec())
    } else {
        let mut text = String::new();
        let read = request.as_reader().read_to_string(&mut text);
        let asked = read.ok().and_then(|_| serde_json::from_str(&text).ok()).unwrap_or(Value::Null);
        let (status, answer) = post(&url, asked, desk, machine);
        (status, "application/json", answer.to_string().into_bytes())
    };
    let header = Header::from_bytes("Content-Type", kind).ok();
    let mut response = Response::from_data(body).with_status_code(status);
    if let Some(header) = header {
        response.add_header(header);
    }
    // A page that was closed meanwhile needs no answer.
    let _ = request.respond(response);
}

fn has_token(request: &Request, token: &str) -> bool {
    request
        .headers()
        .iter()
        .any(|header| header.field.equiv("x-qabul-token") && header.value.as_str() == token)
}

fn post(url: &str, asked: Value, desk: &Desk, machine: &Machine) -> (u16, Value) {
    if let Some(name) = url.strip_prefix("/desk/") {
        return match desk.dispatch(name, asked) {
            Ok(answer) => (200, answer),
            Err(failure) => (422, json!(failure)),
        };
    }
    if let Some(purpose) = url.strip_prefix("/dialog/") {
        machine.will_pick(purpose, asked.as_str().unwrap_or_default().into());
        return (200, json!({}));
    }
    match url {
        "/pass" => {
            machine.pass(chrono::TimeDelta::days(asked.as_i64().unwrap_or_default()));
            (200, json!({}))
        }
        "/shown" => (200, json!(machine.shown())),
        _ => (404, json!({})),
    }
}

/// A file of the built screens; anything else that is asked for is the page itself.
fn page(url: &str) -> (u16, &'static str, Vec<u8>) {
    let dist = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/dist"));
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
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
        Ok(bytes) if inside => (200, kind, bytes),
        _ => (404, "text/plain", b"not found".to_vec()),
    }
}

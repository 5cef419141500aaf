//! What a chat send costs beside the same server answering a constant, and how quickly and how small the server starts.
//!
//! Both figures are ratios or sizes of one run. The server runs in a thread of its own, whose processor time the system
//! tells (Linux); elsewhere the wall clock stands in.
#![expect(clippy::print_stdout, reason = "the figures are the result")]
#![expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};

use reqwest::Client;
use ringback_format::declaration::{WorldDeclaration, lower};
use ringback_service::{ClockKind, Options, Service, Stage};
use ringback_world::{Ids, World};
use serde_json::{Value, json};

/// Requests of each kind in one round.
const REQUESTS: u32 = 4_000;

/// Rounds; the median counts.
const ROUNDS: usize = 5;

/// A directory token whose signature nobody checks: any well-formed one is taken.
const ENTRA: &str = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJiZW5jaCJ9.c2ln";

fn main() {
    chat_send_beside_a_constant();
    start_and_memory();
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

fn chat_send_beside_a_constant() {
    let server = Server::start();
    runtime().block_on(async {
        let client = Client::new();
        let chat = Chat::open(&client, &server.http).await;
        chat.send(&client, REQUESTS / 4).await;
        constant(&client, &server.http, &chat, REQUESTS / 4).await;
        let mut ratios = Vec::new();
        for _ in 0..ROUNDS {
            let before = server.processor_time();
            constant(&client, &server.http, &chat, REQUESTS).await;
            let between = server.processor_time();
            chat.send(&client, REQUESTS).await;
            let after = server.processor_time();
            let (constant, send) = (between - before, after - between);
            ratios.push(constant.as_secs_f64() / send.as_secs_f64());
            println!(
                "constant {:.1} us, chat send {:.1} us of processor time a request",
                constant.as_secs_f64() * 1e6 / f64::from(REQUESTS),
                send.as_secs_f64() * 1e6 / f64::from(REQUESTS)
            );
        }
        ratios.sort_by(f64::total_cmp);
        let median = ratios[ROUNDS / 2];
        println!(
            "chat sends per processor-second beside a constant: {median:.2} (budget: at least 0.67)"
        );
    });
}

/// The same request to a path that is not there: the server reads it whole and answers a constant.
async fn constant(client: &Client, http: &str, chat: &Chat, requests: u32) {
    let url = format!("{http}/constant?api-version=2024-03-07");
    for _ in 0..requests {
        let request = client.post(&url).bearer_auth(&chat.token).json(&message());
        let answer = request.send().await.expect("the server answers");
        assert_eq!(answer.status(), 404, "{url}");
        answer.bytes().await.expect("a body");
    }
}

fn message() -> Value {
    json!({ "content": "hello there, is anybody in?", "type": "text" })
}

/// A thread with one participant who sends.
struct Chat {
    messages: String,
    token: String,
}

impl Chat {
    async fn open(client: &Client, http: &str) -> Self {
        let ask = json!({ "createTokenWithScopes": ["chat"] });
        let identity = post(
            client,
            &format!("{http}/identities?api-version=2023-10-01"),
            ENTRA,
            &ask,
        )
        .await;
        let token = identity["accessToken"]["token"]
            .as_str()
            .expect("a token")
            .to_owned();
        let ask = json!({ "topic": "bench", "participants": [] });
        let thread = post(
            client,
            &format!("{http}/chat/threads?api-version=2024-03-07"),
            &token,
            &ask,
        )
        .await;
        let id = thread["chatThread"]["id"]
            .as_str()
            .expect("a thread")
            .replace(':', "%3A");
        Self {
            messages: format!("{http}/chat/threads/{id}/messages?api-version=2024-03-07"),
            token,
        }
    }

    async fn send(&self, client: &Client, requests: u32) {
        let body = message();
        for _ in 0..requests {
            post(client, &self.messages, &self.token, &body).await;
        }
    }
}

async fn post(client: &Client, url: &str, token: &str, body: &Value) -> Value {
    let answer = client
        .post(url)
        .bearer_auth(token)
        .json(body)
        .send()
        .await
        .expect("the server answers");
    assert_eq!(answer.status(), 201, "{url}");
    answer.json().await.expect("a JSON body")
}

/// The server in a thread of its own.
struct Server {
    http: String,
    processor_time: String,
    began: Instant,
}

impl Server {
    fn start() -> Self {
        let (tell, told) = mpsc::channel();
        let thread = std::thread::Builder::new().name("server".to_owned());
        let server = thread.spawn(move || {
            runtime().block_on(async move {
                let declared =
                    lower(&WorldDeclaration::default_world()).expect("the default world is valid");
                let start = "2026-03-02T08:00:00Z".parse().expect("a time");
                let world = World::new(Ids::new(1, "bench"), start, declared);
                let state = std::env::temp_dir().join("ringback-bench");
                let options = Options {
                    clock: ClockKind::Real,
                    ..Options::new(state)
                };
                let service = Service::start(options, Stage::idle("bench", world))
                    .await
                    .expect("it starts");
                let thread = fs::read_link("/proc/thread-self").unwrap_or_default();
                let thread = Path::new("/proc")
                    .join(thread)
                    .join("schedstat")
                    .display()
                    .to_string();
                tell.send((service.announcement().http.clone(), thread))
                    .expect("somebody listens");
                std::future::pending::<()>().await;
            });
        });
        server.expect("a thread");
        let (http, processor_time) = told.recv().expect("the server started");
        Self {
            http: http.trim_end_matches('/').to_owned(),
            processor_time,
            began: Instant::now(),
        }
    }

    fn processor_time(&self) -> Duration {
        let nanos = fs::read_to_string(&self.processor_time)
            .ok()
            .and_then(|text| text.split(' ').next().and_then(|nanos| nanos.parse().ok()));
        nanos.map_or_else(|| self.began.elapsed(), Duration::from_nanos)
    }
}

fn start_and_memory() {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/ringback");
    if !program.exists() {
        println!("start and memory: NOT RUN, build it first with cargo build --release");
        return;
    }
    drop(serve(&program));
    let mut starts: Vec<(Duration, u64)> = (0..ROUNDS).map(|_| serve(&program).figures()).collect();
    starts.sort();
    let (start, kib) = starts[ROUNDS / 2];
    println!(
        "start to the first answer: {} ms (budget 50 ms)",
        start.as_millis()
    );
    println!(
        "memory then: {}.{} MiB (budget 20 MiB)",
        kib / 1024,
        kib % 1024 * 10 / 1024
    );
}

/// A server in a process of its own.
struct Served {
    child: Child,
    took: Duration,
}

impl Served {
    fn figures(&self) -> (Duration, u64) {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS"))
            .unwrap_or_default();
        let kib = line
            .split_whitespace()
            .nth(1)
            .and_then(|kib| kib.parse().ok())
            .unwrap_or(0);
        (self.took, kib)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}

fn serve(program: &Path) -> Served {
    let began = Instant::now();
    let mut child = Command::new(program)
        .args(["serve", "--listen", "127.0.0.1:0", "--format", "json"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("it was piped"))
        .read_line(&mut line)
        .expect("it prints a line");
    let announced: Value = serde_json::from_str(&line).expect("the line is JSON");
    let control = announced["control"]
        .as_str()
        .expect("an address")
        .trim_end_matches('/')
        .to_owned();
    let answer = runtime().block_on(async { reqwest::get(format!("{control}/status")).await });
    assert!(
        answer.is_ok_and(|answer| answer.status().is_success()),
        "{control}/status"
    );
    Served {
        child,
        took: began.elapsed(),
    }
}

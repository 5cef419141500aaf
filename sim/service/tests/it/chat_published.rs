//! What Identity and Chat answer, against the published documents.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Document, Reference, Sim, User, Who, reference};

const CHECKS: usize = 46;

/// Checks every operation of one version and counts.
struct Run<'a> {
    sim: &'a Sim,
    published: Document,
    version: &'a str,
    checks: usize,
}

impl Run<'_> {
    async fn ask(
        &mut self,
        who: Who<'_>,
        operation: (&str, &str),
        path: &str,
        body: Option<Value>,
    ) -> Value {
        let (method, template) = operation;
        let target = format!("{path}?api-version={}", self.version);
        let verb = Method::from_bytes(method.to_uppercase().as_bytes()).expect("a method");
        let Answer { status, body, .. } = self.sim.send(who, verb, &target, body).await;
        self.published.check_answer(method, template, status, &body);
        self.checks += 1;
        body
    }
}

async fn check_identity(sim: &Sim, reference: &Reference, version: &str) -> usize {
    let below =
        format!("communication/data-plane/Identity/stable/{version}/CommunicationIdentity.json");
    let published = Document::read(reference, &below);
    let mut run = Run {
        sim,
        published,
        version,
        checks: 0,
    };
    let who = Who::Contoso;
    let create = ("post", "/identities");
    run.ask(who, create, "/identities", None).await;
    let body = json!({"createTokenWithScopes": ["chat"]});
    let made = run.ask(who, create, "/identities", Some(body)).await;
    let id = made["identity"]["id"].as_str().expect("a text");
    let at = |verb: &str| format!("/identities/{id}{verb}");
    let issue = ("post", "/identities/{id}/:issueAccessToken");
    let scopes = Some(json!({"scopes": ["chat"]}));
    run.ask(who, issue, &at("/:issueAccessToken"), scopes).await;
    let revoke = ("post", "/identities/{id}/:revokeAccessTokens");
    run.ask(who, revoke, &at("/:revokeAccessTokens"), None)
        .await;
    run.ask(who, ("delete", "/identities/{id}"), &at(""), None)
        .await;
    let guid = "7c1fbb43-0000-4000-8000-000000000001";
    let token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmVk";
    let body = json!({"token": token, "appId": guid, "userId": guid});
    let exchange = "/teamsUser/:exchangeAccessToken";
    run.ask(who, ("post", exchange), exchange, Some(body)).await;
    run.checks
}

async fn check_chat(sim: &Sim, reference: &Reference, version: &str) -> usize {
    let below =
        format!("communication/data-plane/Chat/stable/{version}/communicationserviceschat.json");
    let published = Document::read(reference, &below);
    let mut run = Run {
        sim,
        published,
        version,
        checks: 0,
    };
    let (ana, bo) = (sim.user().await, sim.user().await);
    let stranger = sim.user_of(Who::Fabrikam, &["chat"]).await;
    let threads = "/chat/threads";
    let body = json!({
        "topic": "help", "participants": [bo.participant(), stranger.participant()],
        "metadata": {"k": "v"},
        "retentionPolicy": {"kind": "threadCreationDate", "deleteThreadAfterDays": 30},
    });
    let made = run
        .ask(ana.who(), ("post", threads), threads, Some(body))
        .await;
    let thread = format!(
        "{threads}/{}",
        made["chatThread"]["id"].as_str().expect("a text")
    );
    run.ask(ana.who(), ("get", threads), threads, None).await;
    check_thread(&mut run, &ana, &bo, &thread).await;
    check_people(&mut run, &ana, &bo, &thread).await;
    run.ask(
        ana.who(),
        ("delete", "/chat/threads/{chatThreadId}"),
        &thread,
        None,
    )
    .await;
    run.checks
}

async fn check_thread(run: &mut Run<'_>, ana: &User, bo: &User, thread: &str) {
    let template = "/chat/threads/{chatThreadId}";
    run.ask(ana.who(), ("get", template), thread, None).await;
    run.ask(
        ana.who(),
        ("patch", template),
        thread,
        Some(json!({"topic": "more"})),
    )
    .await;
    let (list, one) = (
        "/chat/threads/{chatThreadId}/messages",
        "/chat/threads/{chatThreadId}/messages/{chatMessageId}",
    );
    let messages = format!("{thread}/messages");
    let body = json!({"content": "<b>x</b>", "type": "html", "senderDisplayName": "Ana"});
    let sent = run
        .ask(ana.who(), ("post", list), &messages, Some(body))
        .await;
    let message = sent["id"].as_str().expect("a text");
    let path = format!("{messages}/{message}");
    run.ask(
        ana.who(),
        ("patch", one),
        &path,
        Some(json!({"metadata": {"k": "v"}})),
    )
    .await;
    run.ask(bo.who(), ("get", one), &path, None).await;
    let (template, receipts) = (
        "/chat/threads/{chatThreadId}/readReceipts",
        format!("{thread}/readReceipts"),
    );
    let body = json!({"chatMessageId": message});
    run.ask(bo.who(), ("post", template), &receipts, Some(body))
        .await;
    run.ask(ana.who(), ("get", template), &receipts, None).await;
    let (template, typing) = (
        "/chat/threads/{chatThreadId}/typing",
        format!("{thread}/typing"),
    );
    run.ask(ana.who(), ("post", template), &typing, Some(json!({})))
        .await;
    run.ask(ana.who(), ("delete", one), &path, None).await;
    run.ask(ana.who(), ("get", list), &messages, None).await;
}

async fn check_people(run: &mut Run<'_>, ana: &User, bo: &User, thread: &str) {
    let template = "/chat/threads/{chatThreadId}/participants";
    let participants = format!("{thread}/participants");
    let at = |verb: &str| format!("{participants}/{verb}");
    let of = |verb: &str| format!("{template}/{verb}");
    run.ask(
        ana.who(),
        ("post", &of(":remove")),
        &at(":remove"),
        Some(bo.identifier()),
    )
    .await;
    let mut again = bo.participant();
    again["displayName"] = json!("Bo");
    again["metadata"] = json!({"k": "v"});
    let body = json!({"participants": [again]});
    run.ask(ana.who(), ("post", &of(":add")), &at(":add"), Some(body))
        .await;
    run.ask(ana.who(), ("get", template), &participants, None)
        .await;
    let messages = "/chat/threads/{chatThreadId}/messages";
    run.ask(
        ana.who(),
        ("get", messages),
        &format!("{thread}/messages"),
        None,
    )
    .await;
}

#[tokio::test]
async fn every_success_is_as_published() {
    let Some(reference) = reference(CHECKS) else {
        return;
    };
    let sim = Sim::start().await;
    let mut checks = 0;
    for version in ["2023-10-01", "2025-06-30"] {
        checks += check_identity(&sim, &reference, version).await;
    }
    for version in ["2024-03-07", "2025-03-15"] {
        checks += check_chat(&sim, &reference, version).await;
    }
    println!("{checks} answers of Identity and Chat are as published");
    assert_eq!(checks, CHECKS);
}

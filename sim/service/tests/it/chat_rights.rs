//! Who may do what in chat. Clauses are those of the messaging reference, sections 1.4 and 2.7.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Sim, User, Who};

/// Every operation on a thread with what it takes: 0 everybody's, 1 the roster, 2 the thread itself.
fn operations(
    thread: &str,
    message: &str,
    user: &User,
) -> Vec<(u8, Method, String, Option<Value>)> {
    let at = |rest: &str| format!("{thread}{rest}");
    let one = at(&format!("/messages/{message}"));
    let topic = || Some(json!({"topic": "x"}));
    vec![
        (0, Method::GET, "/chat/threads".to_owned(), None),
        (0, Method::GET, at(""), None),
        (0, Method::GET, at("/messages"), None),
        (0, Method::GET, one.clone(), None),
        (
            0,
            Method::POST,
            at("/messages"),
            Some(json!({"content": "x"})),
        ),
        (0, Method::PATCH, one.clone(), Some(json!({"content": "y"}))),
        (0, Method::DELETE, one, None),
        (0, Method::GET, at("/participants"), None),
        (0, Method::GET, at("/readReceipts"), None),
        (
            0,
            Method::POST,
            at("/readReceipts"),
            Some(json!({"chatMessageId": message})),
        ),
        (0, Method::POST, at("/typing"), Some(json!({}))),
        (
            1,
            Method::POST,
            at("/participants/:add"),
            Some(json!({"participants": [user.participant()]})),
        ),
        (
            1,
            Method::POST,
            at("/participants/:remove"),
            Some(user.identifier()),
        ),
        (2, Method::POST, "/chat/threads".to_owned(), topic()),
        (2, Method::PATCH, at(""), topic()),
        (2, Method::DELETE, at(""), None),
    ]
}

async fn statuses(sim: &Sim, owner: &User, scope: &str) -> Vec<(u8, u16)> {
    let (member, guest) = (sim.user_with(&[scope]).await, sim.user().await);
    let thread = sim.thread(owner, &[&member]).await;
    let message = match scope {
        "voip" => sim.say(owner, &thread, "x").await,
        _ => sim.say(&member, &thread, "x").await,
    };
    let mut found = Vec::new();
    for (level, method, path, body) in operations(&thread, &message, &guest) {
        let target = format!("{path}?api-version=2025-03-15");
        let answer = sim.send(member.who(), method, &target, body).await;
        if answer.status == 403 {
            answer.refused_by_chat(403, "Forbidden");
        }
        found.push((level, answer.status));
    }
    found
}

#[tokio::test]
async fn a_scope_allows_what_it_allows() {
    let sim = Sim::start().await;
    let owner = sim.user().await;
    for (scope, allowed) in [
        ("chat", 3),
        ("chat.join", 2),
        ("chat.join.limited", 1),
        ("voip", 0),
    ] {
        for (index, (level, status)) in statuses(&sim, &owner, scope).await.into_iter().enumerate()
        {
            assert_eq!(
                status == 403,
                level >= allowed,
                "{scope}, operation {index}: {status}"
            );
            assert!(
                status == 403 || status < 300,
                "{scope}, operation {index}: {status}"
            );
        }
    }
}

#[tokio::test]
async fn who_is_no_participant_is_refused_everything() {
    let sim = Sim::start().await;
    let (ana, eve) = (sim.user().await, sim.user().await);
    let thread = sim.thread(&ana, &[]).await;
    let message = sim.say(&ana, &thread, "x").await;
    for (_, method, path, body) in operations(&thread, &message, &eve) {
        if path == "/chat/threads" {
            continue;
        }
        let target = format!("{path}?api-version=2025-03-15");
        let refused = sim.send(eve.who(), method, &target, body).await;
        assert!(
            !refused.refused_by_chat(403, "Forbidden").is_empty(),
            "{path}"
        );
    }
}

#[tokio::test]
async fn only_the_sender_edits_and_deletes() {
    let sim = Sim::start().await;
    let (ana, bo) = (sim.user().await, sim.user().await);
    let thread = sim.thread(&ana, &[&bo]).await;
    let path = format!("{thread}/messages/{}", sim.say(&ana, &thread, "x").await);
    sim.patch(&bo, &path, json!({"content": "y"}))
        .await
        .refused_by_chat(403, "Forbidden");
    sim.delete(&bo, &path)
        .await
        .refused_by_chat(403, "Forbidden");
}

#[tokio::test]
async fn a_bad_token_is_refused_in_chats_own_shape() {
    let sim = Sim::start().await;
    let target = "/chat/threads?api-version=2025-03-15";
    let ana = sim.user().await;
    let mut forged = ana.token.clone();
    forged.truncate(forged.rfind('.').unwrap() + 1);
    forged.push_str("c2lnbmVk");
    for who in [
        Who::Nobody,
        Who::Bearer("x"),
        Who::Bearer(""),
        Who::Bearer(&forged),
        Who::Contoso,
    ] {
        let refused = sim.send(who, Method::GET, target, None).await;
        refused.refused_by_chat(401, "Unauthorized");
    }
}

#[tokio::test]
async fn the_real_time_channel_says_that_it_is_not_simulated() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let refused = sim.get(&ana, "/chat/config/realTimeNotifications").await;
    refused.refused_by_chat(501, "NotImplemented");
}

//! Requests, and what runs leave each other.

use super::*;

#[tokio::test]
async fn a_request_is_work_until_its_reply_has_left_and_an_idle_socket_is_none() {
    let running = Running::prepared(Once::waits_for(0), |_| ()).await;
    let client = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let base = running.service.announcement().http.clone();
    let handle = running.service.handle();
    for _ in 0..2 {
        let reply = client
            .get(format!("{base}/calling/keys"))
            .send()
            .await
            .expect("an answer");
        let keys: Value = serde_json::from_str(&reply.text().await.expect("a body")).expect("JSON");
        assert!(keys["keys"].is_array());
        assert!(!handle.inspect(|run| run.patience.has_requests()).await);
    }
    let record = running.service.finish().await;
    assert_eq!(record.exchanges.len(), 2);
}

#[tokio::test]
async fn a_request_that_names_something_of_an_earlier_run_is_a_stray() {
    let running = Running::prepared(Once::waits_for(0), |_| ()).await;
    let handle = running.service.handle();
    handle
        .command(Source::Control, create_identity())
        .await
        .expect("made");
    let identity = handle
        .read(|world| world.directory().identities().next().cloned())
        .await
        .expect("one");
    running
        .service
        .begin(Stage::idle("next", world()))
        .await
        .expect("it begins");
    let base = running.service.announcement().http.clone();
    let client = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    for id in [identity.as_str(), "8:acs:somebody-else-altogether"] {
        let url = format!("{base}/identities/{id}/:issueAccessToken?api-version=2023-10-01");
        client.post(url).send().await.expect("an answer");
    }
    let record = running.service.finish().await;
    assert_eq!(record.strays.len(), 1, "{:?}", record.strays);
    assert!(record.strays[0].contains(identity.as_str()));
}

#[tokio::test]
async fn a_token_whose_time_is_over_is_refused() {
    let running = Running::prepared(Once::waits_for(0), |_| ()).await;
    let tokens = crate::auth::Tokens::new(Arc::new(crate::auth::DevelopmentKey::new()));
    let identity = RawId::communication_user("r", "u");
    let (resource, number) = (Guid::new("r"), directory::TokenId(1));
    let issued = tokens.issue(&identity, &resource, number, &[directory::Scope::Chat], 0);
    let base = running.service.announcement().http.clone();
    let client = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let request = client.get(format!("{base}/chat/threads?api-version=2024-03-07"));
    let reply = request
        .bearer_auth(issued.token)
        .send()
        .await
        .expect("an answer");
    assert_eq!(reply.status(), 401);
    let hint = reply.headers()["x-ringback-hint"].to_str().expect("ASCII");
    assert!(hint.contains("expired"), "{hint}");
}

#[tokio::test]
async fn a_panic_of_a_command_harms_nobody_else() {
    let running = Running::prepared(Once::waits_for(0), |_| ()).await;
    let handle = running.service.handle();
    let asker = handle.clone();
    let asked = tokio::spawn(async move {
        asker.inspect(|_| panic!("on purpose")).await;
    });
    assert!(asked.await.is_err());
    handle
        .command(Source::Control, create_identity())
        .await
        .expect("made");
}

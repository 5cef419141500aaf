//! The control API where others than this machine can reach it.

use std::net::SocketAddr;

use http::Method;

use crate::support::{Client, Running, idle, start};

const STATUS: &str = "/sim/v1/status";

async fn status(running: &Running, headers: &[(&str, &str)]) -> (u16, String) {
    let client = Client::new(running);
    let reply = client.plain(Method::GET, STATUS, "", headers).await;
    let code = reply.body["error"]["code"].as_str().unwrap_or_default();
    (reply.status, code.to_owned())
}

fn needed() -> (u16, String) {
    (401, "KeyNeeded".to_owned())
}

fn welcome() -> (u16, String) {
    (200, String::new())
}

#[tokio::test]
async fn on_an_address_that_others_reach_the_control_api_demands_a_key() {
    let everywhere = SocketAddr::from(([0, 0, 0, 0], 0));
    let running = start(idle(), |options| {
        options.listen = everywhere;
        options.hosts = vec!["sim.test".to_owned()];
    })
    .await;
    let key = running.control_key().expect("one was made").to_owned();
    assert!(key.len() >= 32, "{key}");
    assert_eq!(status(&running, &[]).await, needed());
    assert_eq!(status(&running, &[("x-ringback-key", "x")]).await, needed());
    let given = ("x-ringback-key", key.as_str());
    assert_eq!(status(&running, &[given]).await, welcome());
    let named = [("host", "sim.test"), given];
    assert_eq!(status(&running, &named).await, welcome());
    let bearer = format!("Bearer {key}");
    let bearer = [("authorization", bearer.as_str())];
    assert_eq!(status(&running, &bearer).await, welcome());
    let other = start(idle(), |options| options.listen = everywhere).await;
    assert_ne!(other.control_key(), Some(key.as_str()));
}

#[tokio::test]
async fn on_this_machine_alone_a_key_is_demanded_only_where_one_was_chosen() {
    let open = start(idle(), |_| ()).await;
    assert_eq!(open.control_key(), None);
    assert_eq!(status(&open, &[]).await, welcome());
    let chosen = start(idle(), |options| {
        options.control_key = Some("k-1".to_owned());
    })
    .await;
    assert_eq!(status(&chosen, &[]).await, needed());
    let given = [("x-ringback-key", "k-1")];
    assert_eq!(status(&chosen, &given).await, welcome());
}

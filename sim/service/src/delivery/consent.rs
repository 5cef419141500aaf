//! Endpoints that did not agree to receive events: told to whoever began the run.

use std::{fmt, time::Duration};

use thiserror::Error;

use super::{HandshakeState, Handshakes};
use crate::{exchanges, runtime::Handle, subscription::Subscription};

/// How long an endpoint that answered without its code has to open the validation address, in real time.
const BY_HAND: Duration = Duration::from_secs(2);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// An endpoint that did not agree to receive events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The subscription.
    pub name: String,
    /// The address that was asked, without the secrets of its query.
    pub endpoint: String,
    /// What it answered and what was expected.
    pub why: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            endpoint,
            why,
        } = self;
        write!(
            f,
            "{endpoint} did not agree to receive the events of subscription {name}: {why}"
        )
    }
}

/// Why a run did not begin: its time stands still, and it may be begun anew.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", lines(.0))]
pub struct BeginError(
    /// Every endpoint that did not agree.
    pub Vec<Refused>,
);

fn lines(refused: &[Refused]) -> String {
    let lines: Vec<String> = refused.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Makes the handshakes of a run one after another.
pub(crate) async fn shake_hands(
    handshakes: &Handshakes,
    world: &Handle,
    subscriptions: Vec<Subscription>,
) -> Result<(), BeginError> {
    let mut refused = Vec::new();
    for subscription in subscriptions {
        let name = subscription.name.clone();
        let endpoint = exchanges::address_of(&subscription.endpoint);
        let why = match handshakes.subscribe(subscription).await {
            HandshakeState::Succeeded => continue,
            HandshakeState::AwaitingManualAction if opened_by_hand(world, &name).await => continue,
            HandshakeState::AwaitingManualAction => format!(
                "it answered 200 without the code, and nobody opened the validation address within {} s; expected {EXPECTED}",
                BY_HAND.as_secs()
            ),
            HandshakeState::Pending => "it was not asked".to_owned(),
            HandshakeState::Failed(why) => why,
        };
        refused.push(Refused {
            name,
            endpoint,
            why,
        });
    }
    if refused.is_empty() {
        Ok(())
    } else {
        Err(BeginError(refused))
    }
}

/// What the handshake of the Event Grid schema needs.
pub(super) const EXPECTED: &str =
    "200 {\"validationResponse\": code}, the code being data.validationCode of the event";

async fn opened_by_hand(world: &Handle, name: &str) -> bool {
    let opened = async {
        loop {
            let all = world.subscriptions().await;
            let agreed = |state: &HandshakeState| *state == HandshakeState::Succeeded;
            if all
                .iter()
                .any(|one| one.subscription.name == name && agreed(&one.handshake))
            {
                return;
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    };
    tokio::time::timeout(BY_HAND, opened).await.is_ok()
}

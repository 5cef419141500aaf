//! The open chats: who is in each, and the service's own user there.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::center::Center;
use crate::client::Failure;
use crate::client::chat::{self, Message};
use crate::client::identity::{self, User};
use crate::misbehave::Defect;

/// The open chats by their thread ids.
#[derive(Default)]
pub(crate) struct Desk(Mutex<BTreeMap<String, OpenChat>>);

/// An open chat.
struct OpenChat {
    /// The service's own user. It has another one in each chat, so that whoever gets hold of a token can read one chat and
    /// no more.
    own: User,
    /// The raw id of the customer.
    customer: String,
}

impl Desk {
    /// Notes a new chat.
    pub(crate) fn open(&self, thread_id: &str, own: User, customer: &str) {
        let chat = OpenChat {
            own,
            customer: customer.to_owned(),
        };
        self.chats().insert(thread_id.to_owned(), chat);
    }

    /// The service's own user in an open chat.
    pub(crate) fn own_user(&self, thread_id: &str) -> Option<User> {
        Some(self.chats().get(thread_id)?.own.clone())
    }

    /// The open chat of a customer.
    pub(crate) fn chat_of(&self, customer: &str) -> Option<String> {
        let chats = self.chats();
        let found = chats.iter().find(|(_, chat)| chat.customer == customer);
        found.map(|(thread_id, _)| thread_id.clone())
    }

    /// Forgets a chat that is closed.
    pub(crate) fn close(&self, thread_id: &str) {
        self.chats().remove(thread_id);
    }

    fn renew(&self, thread_id: &str, token: &str) {
        if let Some(chat) = self.chats().get_mut(thread_id) {
            chat.own.token = token.to_owned();
        }
    }

    fn chats(&self) -> MutexGuard<'_, BTreeMap<String, OpenChat>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the service's own user does in a chat.
#[derive(Clone, Copy)]
enum Act<'a> {
    Say(&'a Message<'a>),
    Delete,
}

/// Writes into a chat as the service's own user; in a chat that is not open there is nothing to write.
pub(crate) async fn say(
    center: &Center,
    thread_id: &str,
    message: &Message<'_>,
) -> Result<(), Failure> {
    as_own(center, thread_id, Act::Say(message)).await
}

/// Deletes a chat as the service's own user; one that is not open is left alone.
pub(crate) async fn delete(center: &Center, thread_id: &str) -> Result<(), Failure> {
    as_own(center, thread_id, Act::Delete).await
}

/// Does something; where the token is refused, gets a new one and does it once more.
async fn as_own(center: &Center, thread_id: &str, act: Act<'_>) -> Result<(), Failure> {
    let Some(mut own) = center.desk.own_user(thread_id) else {
        return Ok(());
    };
    match once(center, thread_id, &own, act).await {
        Err(failure) if failure.token_is_refused() && !center.misbehaves(Defect::StaleToken) => {
            own.token = identity::issue_token(&center.connection, &own.id).await?;
            center.desk.renew(thread_id, &own.token);
            once(center, thread_id, &own, act).await
        }
        done => done,
    }
}

async fn once(center: &Center, thread_id: &str, own: &User, act: Act<'_>) -> Result<(), Failure> {
    match act {
        Act::Say(message) => chat::send_message(&center.connection, own, thread_id, message).await,
        Act::Delete => chat::delete_thread(&center.connection, own, thread_id).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_is_found_by_its_customer_until_it_is_closed() {
        let desk = Desk::default();
        let own = |token: &str| User {
            id: "8:acs:own".to_owned(),
            token: token.to_owned(),
        };
        desk.open("19:a", own("one"), "8:acs:maya");
        assert_eq!(desk.chat_of("8:acs:maya").as_deref(), Some("19:a"));
        assert_eq!(desk.chat_of("8:acs:own"), None);
        desk.renew("19:a", "two");
        assert_eq!(
            desk.own_user("19:a").map(|user| user.token).as_deref(),
            Some("two")
        );
        desk.close("19:a");
        assert_eq!(desk.chat_of("8:acs:maya"), None);
    }
}

//! The bot that welcomes customers in the chat and answers simple questions.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::client::chat::Participant;
use crate::client::identity::User;

const NAME: &str = "Contoso";

/// The bot's user in each open thread. It has another one in each, so that whoever gets hold of a
/// token can read one chat and no more.
#[derive(Default)]
pub(crate) struct Bot(Mutex<BTreeMap<String, User>>);

impl Bot {
    /// Notes the bot's user in a new thread.
    pub(crate) fn join(&self, thread_id: &str, user: User) {
        self.users().insert(thread_id.to_owned(), user);
    }

    /// The bot's user in a thread, if the bot is in it.
    pub(crate) fn user_in(&self, thread_id: &str) -> Option<User> {
        self.users().get(thread_id).cloned()
    }

    /// Forgets a thread that is closed.
    pub(crate) fn leave(&self, thread_id: &str) {
        self.users().remove(thread_id);
    }

    fn users(&self) -> MutexGuard<'_, BTreeMap<String, User>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The bot as the others in a thread see it.
pub(crate) fn participant(user: &User) -> Participant<'_> {
    Participant {
        user,
        display_name: NAME,
    }
}

/// What the bot says to a customer's message.
pub(crate) fn reply_to(message: &str, phone_number: &str) -> String {
    let message = message.to_lowercase();
    if message.contains("hours") {
        "We are open Monday to Friday, from 9:00 to 17:00.".to_owned()
    } else if ["person", "agent", "human"]
        .iter()
        .any(|word| message.contains(word))
    {
        format!("To talk to one of us, please call {phone_number}.")
    } else {
        "I can help with our opening hours, or tell you how to reach a person.".to_owned()
    }
}

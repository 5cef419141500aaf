//! The bot that welcomes customers in the chat and answers simple questions.

use tokio::sync::Mutex;

use crate::client::chat::Participant;
use crate::client::identity::{self, User};
use crate::client::{Connection, Failure};

const NAME: &str = "Contoso";

/// The bot and its user, created when it is needed first.
#[derive(Default)]
pub(crate) struct Bot(Mutex<Option<User>>);

impl Bot {
    /// The bot's user.
    pub(crate) async fn user(&self, connection: &Connection) -> Result<User, Failure> {
        let mut user = self.0.lock().await;
        if let Some(user) = &*user {
            return Ok(user.clone());
        }
        Ok(user
            .insert(identity::create_user(connection).await?)
            .clone())
    }

    /// A new user for the bot, in place of one that the resource takes no longer.
    pub(crate) async fn renewed(&self, connection: &Connection) -> Result<User, Failure> {
        *self.0.lock().await = None;
        self.user(connection).await
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

//! What the bot says.

use super::activity::{Account, Activity};

/// The name under which the service is in every chat.
pub(super) const CONTOSO: &str = "Contoso";

/// What the bot does with a message.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// Says something.
    Say(String),
    /// Hands the customer over to people with this skill.
    HandOver(Skill),
}

/// What people are good at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Skill {
    /// Helping.
    Support,
    /// Selling.
    Sales,
    /// Receiving whoever knows no better.
    Reception,
}

impl Skill {
    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Sales => "sales",
            Self::Reception => "reception",
        }
    }
}

/// Welcomes whoever came with the bot.
pub(super) fn welcome(activity: &Activity) -> String {
    let is_customer =
        |member: &&Account| member.id != activity.recipient.id && member.name != CONTOSO;
    match activity.members_added.iter().find(is_customer) {
        Some(Account { name, .. }) if !name.is_empty() => {
            format!("Hello {name}, how can we help?")
        }
        Some(_) | None => "Hello, how can we help?".to_owned(),
    }
}

/// Decides what to do with a customer's message.
pub(super) fn reply_to(message: &str, phone_number: &str) -> Reply {
    let message = message.to_lowercase();
    let has = |word: &str| message.contains(word);
    if has("hours") {
        Reply::Say("We are open Monday to Friday, from 9:00 to 17:00.".to_owned())
    } else if has("phone") {
        Reply::Say(format!("You can reach us by phone at {phone_number}."))
    } else if ["person", "agent", "human"].into_iter().any(has) {
        Reply::HandOver(if has("sales") {
            Skill::Sales
        } else if has("reception") {
            Skill::Reception
        } else {
            Skill::Support
        })
    } else {
        Reply::Say(default().to_owned())
    }
}

/// What the bot says where it understands nothing.
pub(super) fn default() -> &'static str {
    "I can help with our opening hours, or connect you to a person."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_of_words_does_not_matter_and_the_first_that_fits_decides() {
        for (message, reply) in [
            (
                "What are your HOURS?",
                Reply::Say("We are open Monday to Friday, from 9:00 to 17:00.".to_owned()),
            ),
            (
                "Your Phone number?",
                Reply::Say("You can reach us by phone at +1.".to_owned()),
            ),
            ("a Person, please", Reply::HandOver(Skill::Support)),
            ("is a human of sales there?", Reply::HandOver(Skill::Sales)),
            (
                "An agent at the reception",
                Reply::HandOver(Skill::Reception),
            ),
            ("sales", Reply::Say(default().to_owned())),
        ] {
            assert_eq!(reply_to(message, "+1"), reply, "{message}");
        }
    }
}

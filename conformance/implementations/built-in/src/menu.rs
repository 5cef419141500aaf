//! What the menu says, what it understands, and where its choices lead.

use serde_json::{Value, json};

use crate::settings::Settings;

/// How long the caller may hesitate.
pub(crate) const INITIAL_SILENCE_S: u32 = 5;

const CHOICES: &str = "For sales press 1 or say sales. For support press 2 or say support.";

/// Why the menu is read to the caller.
pub(crate) enum Occasion {
    /// The call begins.
    Welcome,
    /// The caller said nothing, or nothing that was understood.
    NotUnderstood,
    /// The caller pressed a key or said a word that the menu does not have.
    NotInTheMenu,
}

impl Occasion {
    /// The reason of a failed recognition
    /// (Call Automation documentation, "Gather user input with recognize action").
    pub(crate) fn of_failure(sub_code: i64) -> Self {
        match sub_code {
            8534 | 8547 => Self::NotInTheMenu,
            _ => Self::NotUnderstood,
        }
    }

    pub(crate) fn prompt(&self) -> String {
        match self {
            Self::Welcome => format!("Welcome to Contoso. {CHOICES}"),
            Self::NotUnderstood => format!("Sorry, we did not understand. {CHOICES}"),
            Self::NotInTheMenu => format!("Sorry, that is not in the menu. {CHOICES}"),
        }
    }
}

pub(crate) fn choices() -> Value {
    json!([
        { "label": "Sales", "phrases": ["sales", "buy"], "tone": "one" },
        { "label": "Support", "phrases": ["support", "help"], "tone": "two" },
    ])
}

/// The Teams queue that a choice leads to, as the object id of its resource account.
pub(crate) fn queue<'a>(label: &str, settings: &'a Settings) -> &'a str {
    if label == "Sales" {
        &settings.sales_queue
    } else {
        &settings.support_queue
    }
}

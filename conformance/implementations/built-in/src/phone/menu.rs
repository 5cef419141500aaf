//! What the menu says, what it understands, and where its choices lead.

use serde_json::{Value, json};

use crate::settings::Settings;

/// How long the caller may hesitate.
pub(super) const INITIAL_SILENCE_S: u32 = 5;

/// The choice that leads to a person and not to a queue.
pub(super) const EXPERT: &str = "Expert";

const CHOICES: &str = "For sales press 1 or say sales. For support press 2 or say support. \
                       For an expert press 3 or say expert.";

/// Why the menu is read to the caller.
pub(super) enum Occasion {
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
    pub(super) fn of_failure(sub_code: i64) -> Self {
        match sub_code {
            8534 | 8547 => Self::NotInTheMenu,
            _ => Self::NotUnderstood,
        }
    }

    pub(super) fn prompt(&self) -> String {
        match self {
            Self::Welcome => format!("Welcome to Contoso. {CHOICES}"),
            Self::NotUnderstood => format!("Sorry, we did not understand. {CHOICES}"),
            Self::NotInTheMenu => format!("Sorry, that is not in the menu. {CHOICES}"),
        }
    }
}

pub(super) fn choices() -> Value {
    json!([
        { "label": "Sales", "phrases": ["sales", "buy"], "tone": "one" },
        { "label": "Support", "phrases": ["support", "help"], "tone": "two" },
        { "label": EXPERT, "phrases": ["expert", "specialist"], "tone": "three" },
    ])
}

/// The Teams queue that a choice leads to, as the object id of its resource account.
pub(super) fn queue<'a>(label: &str, settings: &'a Settings) -> &'a str {
    if label == "Sales" {
        &settings.sales_queue
    } else {
        &settings.support_queue
    }
}

/// The queue that a choice does not lead to.
pub(super) fn other_queue<'a>(label: &str, settings: &'a Settings) -> &'a str {
    if label == "Sales" {
        &settings.support_queue
    } else {
        &settings.sales_queue
    }
}

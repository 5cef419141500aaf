//! The world declaration as people write it: resources and the Teams tenant, with defaults, ranges and rounding.

mod action;
mod action_rules;
mod bot;
mod bot_rules;
mod error;
mod lower;
mod object_ids;
mod person;
mod prompt;
mod queue;
mod queue_rules;
mod resource;
mod tenant;
mod world;

#[cfg(test)]
mod tests;

pub use action::{ActionDeclaration, ActionWord, By, QueueTarget, SystemPromptDeclaration};
pub use bot::BotDeclaration;
pub use bot_rules::bot_identity;
pub use error::{DeclarationError, Problem};
pub use lower::lower;
pub use object_ids::{attendant_object_id, person_object_id, queue_object_id};
pub use person::{AgentDeclaration, AgentsDeclaration, VoiceDeclaration};
pub use prompt::PromptDeclaration;
pub use queue::{
    AppliesTo, NoAgentsDeclaration, OverflowDeclaration, QueueDeclaration,
    ResourceAccountDeclaration, ResourceAccountDetails, RoutingDeclaration, TimeoutDeclaration,
};
pub use resource::{
    DEVELOPMENT_KEY, DEVELOPMENT_KEY_2, DEVELOPMENT_RESOURCE_ID, ResourceDeclaration,
};
pub use tenant::TeamsDeclaration;
pub use world::WorldDeclaration;

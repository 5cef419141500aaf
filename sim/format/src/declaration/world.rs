//! The whole declaration, and the world that is there when nobody declares one.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    AgentsDeclaration, BotDeclaration, QueueDeclaration, ResourceDeclaration, TeamsDeclaration,
    resource::DEFAULT_RESOURCE,
};

/// What exists before anything happens: the `world:` of a scenario, and what `PUT /sim/v1/world` takes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WorldDeclaration {
    /// The ACS resources by name. Without any, the default resource is there.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub resources: IndexMap<String, ResourceDeclaration>,
    /// The Teams tenant.
    #[serde(default)]
    pub teams: TeamsDeclaration,
    /// The bots behind the chat channel, by name.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub bots: IndexMap<String, BotDeclaration>,
}

impl WorldDeclaration {
    /// The world without a config file, the same for everybody: one resource with the published development keys and two
    /// numbers, and a Teams tenant with the call queue `support` and its agents ana, bo and cem.
    pub fn default_world() -> Self {
        let agents = ["ana", "bo", "cem"].map(str::to_owned).to_vec();
        Self {
            resources: IndexMap::from([(
                DEFAULT_RESOURCE.to_owned(),
                ResourceDeclaration::development(),
            )]),
            teams: TeamsDeclaration {
                agents: AgentsDeclaration::Names(agents.clone()),
                queues: IndexMap::from([(
                    "support".to_owned(),
                    QueueDeclaration {
                        agents,
                        language: Some("en-US".to_owned()),
                        ..QueueDeclaration::default()
                    },
                )]),
                ..TeamsDeclaration::default()
            },
            bots: IndexMap::new(),
        }
    }
}

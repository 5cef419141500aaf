//! The Teams tenant.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AgentsDeclaration, QueueDeclaration};

/// The Teams tenant: its people, call queues and groups.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TeamsDeclaration {
    /// The tenant's id; without one it follows from the word `tenant`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    /// The people who take calls.
    #[serde(default)]
    pub agents: AgentsDeclaration,
    /// The call queues by name.
    #[serde(default)]
    pub queues: IndexMap<String, QueueDeclaration>,
    /// Groups whose mailbox takes shared voicemail. A group that a queue's action names is there without being listed,
    /// unless groups are listed: then the name must be one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
}

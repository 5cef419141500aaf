//! The Teams tenant.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    AcsFederationDeclaration, AgentsDeclaration, AttendantDeclaration, CallParkPolicyDeclaration,
    ChannelDeclaration, ComplianceTemplateDeclaration, GroupsDeclaration, QueueDeclaration,
    ShiftsDeclaration, SwitchesDeclaration,
};

/// The Teams tenant: its people, call queues, auto attendants and groups.
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
    /// The auto attendants by name.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub attendants: IndexMap<String, AttendantDeclaration>,
    /// Whether the tenant has Communications Credits, which pay for calls outside where a Calling Plan is gone.
    #[serde(default)]
    pub communications_credits: bool,
    /// Groups: their names, or their names with members and mailbox. A group that an action names is there without being
    /// listed, unless groups are listed: then the name must be one of them.
    #[serde(default, skip_serializing_if = "GroupsDeclaration::is_empty")]
    pub groups: GroupsDeclaration,
    /// Teams channels by name, whose teams supply agents of queues.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub channels: IndexMap<String, ChannelDeclaration>,
    /// Scheduling groups of Shifts by name.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub shifts: IndexMap<String, ShiftsDeclaration>,
    /// The call park policies by name. Everybody without one of their own is under `global`, which is there without being
    /// declared.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub call_park_policies: IndexMap<String, CallParkPolicyDeclaration>,
    /// Which ACS resources may connect to the tenant; all of them without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acs_federation: Option<AcsFederationDeclaration>,
    /// The compliance recording templates of queues by name.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub compliance_recording_templates: IndexMap<String, ComplianceTemplateDeclaration>,
    /// What is chosen where the documents leave a rule open.
    #[serde(default, skip_serializing_if = "is_stated")]
    pub switches: SwitchesDeclaration,
}

fn is_stated(switches: &SwitchesDeclaration) -> bool {
    *switches == SwitchesDeclaration::default()
}

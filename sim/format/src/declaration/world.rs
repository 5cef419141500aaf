//! The whole declaration, and the world that is there when nobody declares one.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use ringback_world::calls::Tone;

use super::{
    ActionDeclaration, AgentsDeclaration, AppTarget, AttendantDeclaration, BotDeclaration,
    FlowDeclaration, Key, MenuActionDeclaration, MenuDeclaration, OptionDeclaration,
    PromptDeclaration, QueueDeclaration, ResourceDeclaration, TeamsDeclaration,
    action::QueueAction, resource::DEFAULT_RESOURCE,
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
    /// numbers, and a Teams tenant with the call queue `support`, its agents ana, bo and cem, and the auto attendant `main`
    /// whose key 1 leads to it.
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
                attendants: IndexMap::from([("main".to_owned(), main())]),
                ..TeamsDeclaration::default()
            },
            bots: IndexMap::new(),
        }
    }
}

/// The attendant of the default world.
fn main() -> AttendantDeclaration {
    let support = ActionDeclaration::Queue(QueueAction {
        queue: AppTarget::Name("support".to_owned()),
    });
    AttendantDeclaration {
        flow: FlowDeclaration {
            greeting: Some(PromptDeclaration::Text("Welcome to Contoso.".to_owned())),
            menu: Some(MenuDeclaration {
                prompt: Some(PromptDeclaration::Text("For support press 1.".to_owned())),
                options: vec![OptionDeclaration {
                    key: Key(Tone::One),
                    phrase: Some("support".to_owned()),
                    action: MenuActionDeclaration::To(support.clone()),
                }],
                ..MenuDeclaration::default()
            }),
            ..FlowDeclaration::default()
        },
        voice_response: true,
        operator: Some(support),
        ..AttendantDeclaration::default()
    }
}

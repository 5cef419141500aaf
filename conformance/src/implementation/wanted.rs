//! What a case wants of the implementation's environment.

use std::collections::BTreeMap;

use ringback_format::{declaration::bot_identity, implementation::ImplementationFile};
use ringback_scenarios::Case;

/// What a case wants of the implementation's environment. Cases that want the same share an instance.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wanted {
    /// Variables of the scenario itself.
    pub(crate) environment: BTreeMap<String, String>,
    /// The bots of the case that are not as their name alone says, where the file names any.
    bots: BTreeMap<String, Bot>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Bot {
    identity: String,
    app_id: String,
}

impl Wanted {
    /// Collects what a case wants of an implementation.
    pub(crate) fn of(file: &ImplementationFile, case: &Case) -> Self {
        let start = file.start.iter().flat_map(|start| &start.command);
        let mut texts = file.environment.values().chain(start);
        let mut bots = BTreeMap::new();
        if texts.any(|text| text.contains("${bot")) {
            for bot in case.declaration().bots {
                let plain = bot.identity == bot_identity(&bot.name) && bot.app_id.is_none();
                if !plain {
                    let own = Bot {
                        identity: bot.identity.to_string(),
                        app_id: bot.app_id.map(|id| id.to_string()).unwrap_or_default(),
                    };
                    bots.insert(bot.name, own);
                }
            }
        }
        Self {
            environment: case.implementation_environment.clone(),
            bots,
        }
    }

    /// Tells the identity of a bot, declared or not.
    pub(super) fn bot(&self, name: &str) -> String {
        let own = self.bots.get(name);
        own.map_or_else(
            || bot_identity(name).to_string(),
            |bot| bot.identity.clone(),
        )
    }

    /// Tells the app id of a bot; nothing for one without.
    pub(super) fn bot_app(&self, name: &str) -> String {
        let own = self.bots.get(name);
        own.map(|bot| bot.app_id.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use ringback_format::yaml;

    use super::*;

    fn case(bots: &str) -> Case {
        let text = format!(
            "{{ scenario: a, about: b, rules: [A-B-1], world: {{ bots: {bots} }}, customer: {{ name: c }}, expect: [ {{ fact: placed, count: 0 }} ] }}"
        );
        let mut scenario = ringback_scenarios::load_text("a.yaml", &text).unwrap();
        scenario.cases.swap_remove(0)
    }

    fn file(place: &str) -> ImplementationFile {
        let text = format!(
            "{{ implementation: a, attach: http://localhost, environment: {{ A: \"{place}\" }} }}"
        );
        yaml::parse("a.yaml", &text).unwrap()
    }

    #[test]
    fn only_a_bot_that_differs_and_that_the_file_names_wants_an_instance_of_its_own() {
        let app_id = "3b1f6a52-0a2f-4c7e-9f0e-5d1c0ffee001";
        let proving = case(&format!("{{ help: {{ app-id: {app_id} }} }}"));
        let plain = case("{ help: {} }");
        let asks = file("${bot-app:help}");
        let wanted = Wanted::of(&asks, &proving);
        assert_eq!(wanted.bot_app("help"), app_id);
        assert_eq!(wanted.bot("help"), bot_identity("help").to_string());
        assert_ne!(wanted, Wanted::of(&asks, &plain));
        assert_eq!(Wanted::of(&asks, &plain), Wanted::default());
        assert_eq!(Wanted::of(&asks, &plain).bot_app("help"), "");
        assert_eq!(Wanted::of(&file("${web}"), &proving), Wanted::default());
    }
}

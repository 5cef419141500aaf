//! What Teams accepts for an auto attendant.
//!
//! Source: "New-CsAutoAttendant", "New-CsAutoAttendantMenu", "New-CsOnlineSchedule", "New-CsOnlineTimeRange" and
//! "New-CsOnlineDateTimeRange", Microsoft Teams PowerShell reference, 2026; "Set up an auto attendant for Microsoft Teams",
//! Microsoft Learn, 2024-01-31.

use ringback_world::declaration as world;

use super::{
    AttendantDeclaration, FlowDeclaration, MenuActionDeclaration, MenuWord,
    UserNameExtensionDeclaration,
    error::{Findings, Problem},
    object_ids::attendant_object_id,
    queue_rules::Lowering,
    target_rules::{Sender, TARGETS},
    time_zone,
};

/// The languages in which speech is understood ("Dial and voice recognition reference for auto attendants", Microsoft
/// Learn, 2024).
const SPEECH: [&str; 14] = [
    "de-DE", "en-AU", "en-CA", "en-GB", "en-IN", "en-US", "es-ES", "es-MX", "fr-CA", "fr-FR",
    "it-IT", "ja-JP", "pt-BR", "zh-CN",
];

impl Lowering<'_> {
    pub(super) fn attendant(
        &self,
        name: &str,
        declared: &AttendantDeclaration,
        findings: &mut Findings,
    ) -> world::Attendant {
        self.authorized_users(&declared.authorized_users, findings);
        let time_zone = time_zone::iana(&declared.time_zone).unwrap_or_else(|| {
            findings.add(
                self.at("time-zone"),
                Problem::NotHere {
                    given: format!("{:?}", declared.time_zone),
                    expected: "a time zone such as Europe/Berlin or W. Europe Standard Time (New-CsAutoAttendant)"
                        .to_owned(),
                },
            );
            "UTC".to_owned()
        });
        world::Attendant {
            name: name.to_owned(),
            id: self.ids.guid("attendant", name, 0),
            resource_account: declared.resource_account.lower(
                &self.at("resource-account"),
                || attendant_object_id(name),
                findings,
            ),
            time_zone,
            voice_response: self.voice_response(declared, findings),
            scope: self.scope(declared, findings),
            user_name_extension: match declared.user_name_extension {
                UserNameExtensionDeclaration::None => world::UserNameExtension::None,
                UserNameExtensionDeclaration::Office => world::UserNameExtension::Office,
                UserNameExtensionDeclaration::Department => world::UserNameExtension::Department,
            },
            operator: declared.operator.as_ref().and_then(|operator| {
                let target = self.target("operator", Sender::Attendant, operator, findings);
                if target.is_none() {
                    let problem = Problem::NotHere {
                        given: "a word".to_owned(),
                        expected: format!("{TARGETS} (New-CsAutoAttendant)"),
                    };
                    findings.add(self.at("operator"), problem);
                }
                target
            }),
            flow: self.flow("flow", &declared.flow, findings),
            after_hours: self.after_hours(declared, findings),
            holidays: self.holidays(declared, findings),
        }
    }

    fn voice_response(
        &self,
        declared: &AttendantDeclaration,
        findings: &mut Findings,
    ) -> world::VoiceResponse {
        if !declared.voice_response {
            return world::VoiceResponse::Off;
        }
        if !SPEECH.contains(&declared.language.as_str()) {
            findings.add(
                self.at("voice-response"),
                Problem::NotHere {
                    given: format!("voice response in {}", declared.language),
                    expected: format!(
                        "a language in which speech is understood: {} (Dial and voice recognition reference for auto attendants, 2024)",
                        SPEECH.join(", ")
                    ),
                },
            );
        }
        world::VoiceResponse::On
    }

    pub(super) fn flow(
        &self,
        field: &str,
        declared: &FlowDeclaration,
        findings: &mut Findings,
    ) -> world::Flow {
        let greeting = declared.greeting.as_ref();
        let mut options = Vec::new();
        if let Some(then) = &declared.then {
            options.push(self.automatic(&format!("{field}.then"), then, findings));
        }
        let menu = declared.menu.as_ref();
        for (index, option) in menu.iter().flat_map(|menu| &menu.options).enumerate() {
            let field = format!("{field}.menu.options[{index}]");
            let by = world::SelectedBy::Key(option.key.0);
            let mut before = options.iter();
            if let Some(first) = before.position(|other: &world::MenuOption| other.by == by) {
                findings.add(
                    self.at(&format!("{field}.key")),
                    Problem::Twice {
                        name: format!("{:?}", option.key.0).to_lowercase(),
                        first: format!("option {first} of this menu"),
                    },
                );
            }
            options.push(world::MenuOption {
                by,
                phrase: option.phrase.clone(),
                action: self.menu_action(&format!("{field}.action"), &option.action, findings),
            });
        }
        let search = menu.map_or(world::DirectorySearch::None, |menu| {
            self.search(&format!("{field}.menu"), menu, findings)
        });
        match (&declared.then, menu) {
            (Some(_), Some(_)) => findings.add(
                self.at(&format!("{field}.menu")),
                Problem::NotHere {
                    given: "a menu beside `then`".to_owned(),
                    expected: "one of the two: `then` happens without any input (New-CsAutoAttendantMenuOption)"
                        .to_owned(),
                },
            ),
            (None, _) if options.is_empty() && search == world::DirectorySearch::None => findings.add(
                self.at(field),
                Problem::Missing {
                    needs: "what a caller can select".to_owned(),
                    cure: "write menu: { prompt: text, options: [ { key: 1, action: { queue: name } } ] }, or then: disconnect (New-CsAutoAttendantMenu)"
                        .to_owned(),
                },
            ),
            (Some(_) | None, None) | (None, Some(_)) => {}
        }
        world::Flow {
            greeting: greeting
                .map(|greeting| self.prompt(&format!("{field}.greeting"), greeting, findings)),
            force_listen: if declared.force_listen {
                world::ForceListen::On
            } else {
                world::ForceListen::Off
            },
            prompt: menu
                .and_then(|menu| menu.prompt.as_ref())
                .map(|prompt| self.prompt(&format!("{field}.menu.prompt"), prompt, findings)),
            options,
            search,
        }
    }

    /// What happens without any input ends the flow: an announcement would come again and again.
    fn automatic(
        &self,
        field: &str,
        then: &MenuActionDeclaration,
        findings: &mut Findings,
    ) -> world::MenuOption {
        match then {
            MenuActionDeclaration::Announcement(_) => findings.add(
                self.at(field),
                Problem::NotHere {
                    given: "an announcement".to_owned(),
                    expected: format!(
                        "disconnect, operator or {TARGETS} (New-CsAutoAttendantMenuOption)"
                    ),
                },
            ),
            MenuActionDeclaration::Word(_) | MenuActionDeclaration::To(_) => {}
        }
        world::MenuOption {
            by: world::SelectedBy::Automatic,
            phrase: None,
            action: self.menu_action(field, then, findings),
        }
    }

    fn menu_action(
        &self,
        field: &str,
        declared: &MenuActionDeclaration,
        findings: &mut Findings,
    ) -> world::MenuAction {
        match declared {
            MenuActionDeclaration::Word(MenuWord::Disconnect) => world::MenuAction::Disconnect,
            MenuActionDeclaration::Word(MenuWord::Operator) => world::MenuAction::Operator,
            MenuActionDeclaration::Announcement(said) => {
                world::MenuAction::Announcement(self.prompt(
                    &format!("{field}.announcement"),
                    &said.announcement,
                    findings,
                ))
            }
            MenuActionDeclaration::To(action) => self
                .target(field, Sender::Attendant, action, findings)
                .map_or(world::MenuAction::Disconnect, world::MenuAction::Redirect),
        }
    }
}

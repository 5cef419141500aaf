//! From the readable declaration of bots to the world's own.

use ringback_world::{Guid, Ids, RawId, declaration as world};

use super::{
    BotDeclaration, BotRepliesDeclaration, WorldDeclaration,
    error::{Findings, Problem},
    person_rules::capitalized,
    resource::DEVELOPMENT_RESOURCE_ID,
};

/// Derives the identity of a bot from its name and the resource's id alone.
pub(super) fn identity(resource: &Guid, name: &str) -> RawId {
    let user = Ids::new(0, "declaration").guid("bot", name, 0);
    RawId::communication_user(resource.as_str(), user.as_str())
}

/// Tells the identity of a bot of the default resource, so that an implementation is told the same one for every scenario
/// of a run that declares no other resource.
pub fn bot_identity(name: &str) -> RawId {
    identity(&Guid::new(DEVELOPMENT_RESOURCE_ID), name)
}

pub(super) fn bots(
    declaration: &WorldDeclaration,
    resources: &[world::Resource],
    findings: &mut Findings,
) -> Vec<world::Bot> {
    let declared = declaration.bots.iter();
    declared
        .filter_map(|(name, declared)| bot(name, declared, resources, findings))
        .collect()
}

fn bot(
    name: &str,
    declared: &BotDeclaration,
    resources: &[world::Resource],
    findings: &mut Findings,
) -> Option<world::Bot> {
    let field = format!("bots.{name}");
    if !is_plain(name) {
        let expected = "letters, digits and hyphens, for the name stands in an address";
        findings.add(&field, not_here(name, expected));
    }
    if let Some(app_id) = declared.app_id.as_deref().filter(|id| !is_guid(id)) {
        let expected = "a GUID, such as 3b1f6a52-0a2f-4c7e-9f0e-5d1c0ffee001";
        findings.add(format!("{field}.app-id"), not_here(app_id, expected));
    }
    if let Some(endpoint) = declared.endpoint.as_deref().filter(|url| !is_url(url)) {
        let expected = "a URL, such as http://localhost:3978/api/messages";
        findings.add(format!("{field}.endpoint"), not_here(endpoint, expected));
    }
    let resource = match &declared.resource {
        None => resources.first(),
        Some(wanted) => resources.iter().find(|resource| resource.name == *wanted),
    };
    let Some(resource) = resource else {
        let wanted = declared.resource.as_deref().unwrap_or_default();
        let known = resources.iter().map(|resource| resource.name.as_str());
        let problem = Problem::undefined("resource", wanted, known);
        findings.add(format!("{field}.resource"), problem);
        return None;
    };
    Some(world::Bot {
        name: name.to_owned(),
        display_name: declared
            .display_name
            .clone()
            .unwrap_or_else(|| capitalized(name)),
        resource: resource.name.clone(),
        identity: identity(&resource.id, name),
        app_id: declared.app_id.as_deref().map(Guid::new),
        endpoint: declared.endpoint.clone(),
        replies: match declared.replies {
            BotRepliesDeclaration::ThroughConnector => world::BotReplies::ThroughConnector,
            BotRepliesDeclaration::InAnswer => world::BotReplies::InAnswer,
        },
    })
}

fn not_here(given: &str, expected: &str) -> Problem {
    Problem::NotHere {
        given: format!("{given:?}"),
        expected: expected.to_owned(),
    }
}

fn is_plain(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !name.is_empty() && name.bytes().all(plain)
}

fn is_guid(text: &str) -> bool {
    let groups = text.split('-').map(str::len);
    groups.eq([8, 4, 4, 4, 12])
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("http://")
        .or_else(|| text.strip_prefix("https://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::super::{lower, resource::DEVELOPMENT_RESOURCE_ID};
    use super::*;

    fn read(yaml: &str) -> WorldDeclaration {
        serde_saphyr::from_str(yaml).unwrap_or_else(|error| panic!("{yaml}: {error}"))
    }

    fn lowered(yaml: &str) -> world::Declaration {
        lower(&read(yaml)).unwrap_or_else(|errors| panic!("{yaml}: {errors:?}"))
    }

    #[track_caller]
    fn refuses(yaml: &str, part: &str) {
        let errors = lower(&read(yaml)).expect_err(yaml);
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].to_string().contains(part), "{}", errors[0]);
    }

    #[test]
    fn a_bot_without_words_has_an_identity_of_the_first_resource_and_proves_nothing() {
        let bot = lowered("bots: { help: {} }").bots.swap_remove(0);
        assert_eq!(bot.identity, bot_identity("help"));
        let prefix = format!("8:acs:{DEVELOPMENT_RESOURCE_ID}_");
        assert!(
            bot.identity.as_str().starts_with(&prefix),
            "{}",
            bot.identity
        );
        assert_eq!(
            (bot.display_name.as_str(), bot.app_id, bot.endpoint),
            ("Help", None, None)
        );
        assert_ne!(bot_identity("help"), bot_identity("other"));
    }

    #[test]
    fn a_bot_belongs_to_the_resource_that_it_names() {
        let declared = "{ resources: { one: {}, two: {} }, bots: { help: { resource: two, display-name: Contoso } } }";
        let world = lowered(declared);
        let bot = &world.bots[0];
        assert_eq!(bot.resource, "two");
        assert_eq!(bot.identity, identity(&world.resources[1].id, "help"));
        assert_eq!(bot.display_name, "Contoso");
    }

    #[test]
    fn what_cannot_be_is_refused_with_the_cure() {
        refuses(
            "bots: { help: { resource: defualt } }",
            "did you mean \"default\"",
        );
        refuses("bots: { help: { app-id: me } }", "bots.help.app-id");
        refuses(
            "bots: { help: { endpoint: localhost } }",
            "http://localhost:3978",
        );
        refuses("bots: { \"a/b\": {} }", "letters, digits and hyphens");
    }
}

//! From the readable declaration to the world's own, with every mistake found in one go.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use ringback_world::{Guid, Ids, declaration as world};

use super::{
    DeclarationError, ResourceDeclaration, TeamsDeclaration, WorldDeclaration, bot_rules,
    error::{Findings, Problem},
    federation, groups, object_ids, park, person_rules, queue_rules, recorder,
    resource::DEFAULT_RESOURCE,
    switches,
};

const KEYS: usize = 2;

/// Checks a declaration and turns it into the one that [`ringback_world::World::new`] takes.
///
/// Ids that are not given derive from names, so that the same file gives the same ids in every run.
///
/// # Errors
/// Everything that is wrong, each with its field and the cure.
pub fn lower(declaration: &WorldDeclaration) -> Result<world::Declaration, Vec<DeclarationError>> {
    let mut findings = Findings::new();
    let ids = object_ids::ids();
    let resources = resources(declaration, &ids, &mut findings);
    let teams = tenant(&declaration.teams, &resources, &ids, &mut findings);
    unique_numbers(&resources, &teams, &mut findings);
    let bots = bot_rules::bots(declaration, &resources, &mut findings);
    findings.into_result(world::Declaration {
        resources,
        teams,
        bots,
    })
}

fn resources(
    declaration: &WorldDeclaration,
    ids: &Ids,
    findings: &mut Findings,
) -> Vec<world::Resource> {
    if declaration.resources.is_empty() {
        let default = ResourceDeclaration::development();
        return vec![resource(DEFAULT_RESOURCE, &default, ids, findings)];
    }
    declaration
        .resources
        .iter()
        .map(|(name, declared)| resource(name, declared, ids, findings))
        .collect()
}

fn resource(
    name: &str,
    declared: &ResourceDeclaration,
    ids: &Ids,
    findings: &mut Findings,
) -> world::Resource {
    let field = format!("resources.{name}");
    if declared.access_keys.len() > KEYS {
        findings.add(
            format!("{field}.access-keys"),
            Problem::OutOfRange {
                given: format!("{} keys", declared.access_keys.len()),
                expected:
                    "at most 2 keys (Create and manage Communication Services resources, 2025)"
                        .to_owned(),
            },
        );
    }
    for (index, key) in declared.access_keys.iter().enumerate() {
        if STANDARD.decode(key).is_err() {
            findings.add(
                format!("{field}.access-keys[{index}]"),
                Problem::NotHere {
                    given: "a text that is not base64".to_owned(),
                    expected: "a key in base64, such as `openssl rand -base64 64` prints"
                        .to_owned(),
                },
            );
        }
    }
    for (index, number) in declared.phone_numbers.iter().enumerate() {
        phone_number(&format!("{field}.phone-numbers[{index}]"), number, findings);
    }
    let key = |index: usize| {
        declared
            .access_keys
            .get(index)
            .cloned()
            .unwrap_or_else(|| derived_key(name, index, ids))
    };
    world::Resource {
        name: name.to_owned(),
        id: given_or(declared.id.as_deref(), || ids.guid("resource", name, 0)),
        access_keys: [key(0), key(1)],
        phone_numbers: declared.phone_numbers.clone(),
    }
}

/// Makes a key of the real ones' length, 64 bytes.
fn derived_key(name: &str, index: usize, ids: &Ids) -> String {
    let bytes: Vec<u8> = (0..4)
        .flat_map(|part| ids.bytes(&format!("access-key-{index}"), name, part))
        .collect();
    STANDARD.encode(bytes)
}

pub(super) fn given_or(given: Option<&str>, derived: impl FnOnce() -> Guid) -> Guid {
    given.map_or_else(derived, Guid::new)
}

pub(super) fn phone_number(field: &str, number: &str, findings: &mut Findings) {
    let digits = number.strip_prefix('+').unwrap_or_default();
    let well_formed = (2..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !well_formed {
        findings.add(
            field,
            Problem::NotHere {
                given: format!("{number:?}"),
                expected: "a number in E.164, such as +14255550123 (ITU-T E.164, 2010)".to_owned(),
            },
        );
    }
}

fn tenant(
    declared: &TeamsDeclaration,
    resources: &[world::Resource],
    ids: &Ids,
    findings: &mut Findings,
) -> world::Tenant {
    let groups = groups::groups(declared, ids, findings);
    let call_park_policies = park::policies(&declared.call_park_policies, findings);
    let people = person_rules::people(&declared.agents, &call_park_policies, findings);
    let rules = |field: String| queue_rules::Lowering {
        tenant: declared,
        groups: &groups,
        ids,
        field,
    };
    let mut queues = Vec::new();
    for (name, queue) in &declared.queues {
        queues.push(rules(format!("teams.queues.{name}")).queue(name, queue, findings));
    }
    let mut attendants = Vec::new();
    for (name, attendant) in &declared.attendants {
        let rules = rules(format!("teams.attendants.{name}"));
        attendants.push(rules.attendant(name, attendant, findings));
    }
    world::Tenant {
        id: given_or(declared.tenant_id.as_deref(), || ids.guid("tenant", "", 0)),
        people,
        queues,
        attendants,
        groups,
        communications_credits: if declared.communications_credits {
            world::CommunicationsCredits::Available
        } else {
            world::CommunicationsCredits::None
        },
        call_park_policies,
        compliance_templates: recorder::templates(&declared.compliance_recording_templates, ids),
        switches: switches::switches(&declared.switches, findings),
        acs_federation: declared
            .acs_federation
            .as_ref()
            .map(|declared| federation::federation(declared, resources, findings)),
    }
}

/// Reports names that a list holds twice.
pub(super) fn twice(field: &str, names: &[String], findings: &mut Findings) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        match seen.get(name.as_str()) {
            None => {
                seen.insert(name, index);
            }
            Some(first) => findings.add(
                format!("{field}[{index}]"),
                Problem::Twice {
                    name: name.clone(),
                    first: format!("{field}[{first}]"),
                },
            ),
        }
    }
}

/// Reports numbers that lead to two places.
fn unique_numbers(resources: &[world::Resource], tenant: &world::Tenant, findings: &mut Findings) {
    let owned = resources.iter().flat_map(|resource| {
        let field = format!("resources.{}.phone-numbers", resource.name);
        resource
            .phone_numbers
            .iter()
            .map(move |number| (field.clone(), number))
    });
    let queues = tenant.queues.iter().map(|queue| {
        (
            format!("teams.queues.{}", queue.name),
            &queue.resource_account,
        )
    });
    let attendants = tenant.attendants.iter().map(|attendant| {
        let field = format!("teams.attendants.{}", attendant.name);
        (field, &attendant.resource_account)
    });
    let dialled = queues.chain(attendants).filter_map(|(field, account)| {
        let number = account.as_ref()?.phone_number.as_ref()?;
        Some((format!("{field}.resource-account.phone-number"), number))
    });
    let mut seen: Vec<(String, &String)> = Vec::new();
    for (field, number) in owned.chain(dialled) {
        if let Some((first, _)) = seen.iter().find(|(_, other)| *other == number) {
            findings.add(
                field,
                Problem::Twice {
                    name: number.clone(),
                    first: first.clone(),
                },
            );
        } else {
            seen.push((field, number));
        }
    }
}

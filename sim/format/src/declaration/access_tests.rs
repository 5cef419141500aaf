//! Federation and the details of resource accounts, as people write them.

use ringback_world::{Cloud, declaration as world};

use super::{
    lower,
    tests::{read, refuses_as},
};

/// A tenant with these settings beside two resources and the queue `q`.
fn declared(settings: &str) -> super::WorldDeclaration {
    read(&format!(
        "{{ resources: {{ shop: {{ id: 11111111-2222-4333-8444-555555555555 }}, desk: {{}} }}, teams: {{ {settings} }} }}"
    ))
}

fn tenant(settings: &str) -> world::Tenant {
    let lowered = lower(&declared(settings));
    lowered
        .unwrap_or_else(|errors| panic!("{settings}: {errors:?}"))
        .teams
}

#[test]
fn resources_are_allowed_by_name_or_by_immutable_id() {
    assert_eq!(tenant("").acs_federation, None);
    let federation = |settings: &str| {
        let federation = tenant(&format!("acs-federation: {{ {settings} }}")).acs_federation;
        federation.expect("it is declared")
    };
    let off = federation("");
    assert_eq!(
        (off.users, off.allowed.len()),
        (world::AcsUsers::Disabled, 0)
    );
    let on = federation(
        "enable-acs-users: true, allowed-acs-resources: [shop, 99999999-2222-4333-8444-555555555555]",
    );
    let allowed: Vec<&str> = on
        .allowed
        .iter()
        .map(ringback_world::Guid::as_str)
        .collect();
    assert_eq!(on.users, world::AcsUsers::Enabled);
    assert_eq!(
        allowed,
        [
            "11111111-2222-4333-8444-555555555555",
            "99999999-2222-4333-8444-555555555555"
        ]
    );
    refuses_as(
        &declared("acs-federation: { allowed-acs-resources: [desk, shup] }"),
        &[
            "teams.acs-federation.allowed-acs-resources[1]",
            "did you mean \"shop\"",
        ],
    );
}

#[test]
fn an_account_has_a_name_for_agents_a_cloud_and_a_number_that_is_asserted() {
    let account = |settings: &str| {
        let mut tenant = tenant(&format!(
            "queues: {{ q: {{ resource-account: {{ {settings} }} }} }}"
        ));
        let queue = tenant.queues.swap_remove(0);
        queue.resource_account.expect("it has one")
    };
    let plain = account("");
    assert_eq!(
        (plain.display_name, plain.cloud, plain.p_asserted_identity),
        (None, Cloud::Public, world::PAssertedIdentity::Off)
    );
    let set = account(
        "display-name: Sales line, cloud: gcch, external-calls: voice-routing-policy, p-asserted-identity: true",
    );
    assert_eq!(
        (
            set.display_name.as_deref(),
            set.cloud,
            set.p_asserted_identity
        ),
        (
            Some("Sales line"),
            Cloud::Gcch,
            world::PAssertedIdentity::On
        )
    );
    assert!(set.raw_id().as_str().starts_with("28:gcch:"));
    assert_eq!(account("cloud: dod").cloud, Cloud::Dod);
    refuses_as(
        &declared(
            "queues: { q: { resource-account: { phone-number: \"+14255550123\", external-calls: calling-plan, p-asserted-identity: true } } }",
        ),
        &[
            "teams.queues.q.resource-account.p-asserted-identity",
            "external-calls: voice-routing-policy (Set up an auto attendant for Microsoft Teams, 2024)",
        ],
    );
}

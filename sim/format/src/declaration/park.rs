//! Call park policies as people write them, and what Teams accepts of them.
//!
//! Source: "New-CsTeamsCallParkPolicy", Microsoft Teams PowerShell reference, 2026; "Configure Call park and retrieve",
//! Microsoft Learn, 2023-12-14.

use indexmap::IndexMap;
use ringback_world::{Span, declaration as world};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    AgentDeclaration,
    error::{Findings, Problem},
};
use crate::duration::DurationText;

const CODES: (i64, i64) = (10, 9999);
const PARK_TIMEOUT: (Span, Span) = (Span::from_secs(120), Span::from_secs(1800));

/// A call park policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct CallParkPolicyDeclaration {
    /// Whether its people may park and retrieve calls; `true` without it.
    pub allow_call_park: bool,
    /// The first code: 10 to 9999; 10 without it.
    pub pickup_range_start: i64,
    /// The last code: 10 to 9999, and more than the first one; 99 without it.
    pub pickup_range_end: i64,
    /// After how long a parked call rings who parked it: 2m to 30m; 5m without it.
    pub park_timeout: DurationText,
}

impl Default for CallParkPolicyDeclaration {
    fn default() -> Self {
        let published = world::CallParkPolicy::new("");
        Self {
            allow_call_park: published.parking == world::CallPark::Allowed,
            pickup_range_start: published.pickup_range_start.into(),
            pickup_range_end: published.pickup_range_end.into(),
            park_timeout: DurationText::new(published.park_timeout),
        }
    }
}

/// Turns the policies around. The global one is among them, first unless it is declared elsewhere.
pub(super) fn policies(
    declared: &IndexMap<String, CallParkPolicyDeclaration>,
    findings: &mut Findings,
) -> Vec<world::CallParkPolicy> {
    let global = world::CallParkPolicy::GLOBAL;
    let mut policies = Vec::new();
    if !declared.contains_key(global) {
        policies.push(world::CallParkPolicy::new(global));
    }
    for (name, declared) in declared {
        policies.push(policy(name, declared, findings));
    }
    policies
}

fn policy(
    name: &str,
    declared: &CallParkPolicyDeclaration,
    findings: &mut Findings,
) -> world::CallParkPolicy {
    let at = |field: &str| format!("teams.call-park-policies.{name}.{field}");
    let out_of_range = |given: String, expected: String| Problem::OutOfRange {
        given,
        expected: format!("{expected} (New-CsTeamsCallParkPolicy)"),
    };
    let (least, most) = CODES;
    let mut code = |field: &str, given: i64| {
        let code = u16::try_from(given).ok();
        let code = code.filter(|_| (least..=most).contains(&given));
        if code.is_none() {
            let expected = format!("{least} to {most}");
            findings.add(at(field), out_of_range(given.to_string(), expected));
        }
        code
    };
    let start = code("pickup-range-start", declared.pickup_range_start);
    let end = code("pickup-range-end", declared.pickup_range_end);
    if let (Some(start), Some(end)) = (start, end)
        && start >= end
    {
        let expected = format!("more than pickup-range-start, which is {start}");
        findings.add(
            at("pickup-range-end"),
            out_of_range(end.to_string(), expected),
        );
    }
    let (least, most) = PARK_TIMEOUT;
    let timeout = declared.park_timeout;
    if timeout.span() < least || timeout.span() > most {
        let (least, most) = (DurationText::new(least), DurationText::new(most));
        let expected = format!("{least} to {most}");
        findings.add(
            at("park-timeout"),
            out_of_range(timeout.to_string(), expected),
        );
    }
    let published = world::CallParkPolicy::new(name);
    world::CallParkPolicy {
        parking: if declared.allow_call_park {
            world::CallPark::Allowed
        } else {
            world::CallPark::NotAllowed
        },
        pickup_range_start: start.unwrap_or(published.pickup_range_start),
        pickup_range_end: end.unwrap_or(published.pickup_range_end),
        park_timeout: timeout.span(),
        ..published
    }
}

/// Finds the policy of a person: their own, or the global one.
pub(super) fn policy_of(
    person: &str,
    declared: &AgentDeclaration,
    policies: &[world::CallParkPolicy],
    findings: &mut Findings,
) -> usize {
    let find = |name: &str| policies.iter().position(|policy| policy.name == name);
    let global = find(world::CallParkPolicy::GLOBAL).unwrap_or_default();
    let Some(name) = &declared.call_park_policy else {
        return global;
    };
    find(name).unwrap_or_else(|| {
        let known = policies.iter().map(|policy| policy.name.as_str());
        findings.add(
            format!("teams.agents.{person}.call-park-policy"),
            Problem::undefined("call park policy", name, known),
        );
        global
    })
}

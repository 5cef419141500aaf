//! A case as a whole.

use ringback_format::yaml::{Located, Node, NodeError};

use super::{
    entry::{Actor, actions, actor_of, entry, event},
    expected::{exchange, expected, fact},
    faults::faults,
    names::{Names, Places, forbidden_place},
};
use crate::{
    case::Case,
    language::{Document, Never},
};

/// Checks a case against its own world.
pub(in crate::load) fn case(
    case: &Case,
    document: &Document,
    root: &Node,
) -> Result<(), NodeError> {
    let names = Names::new(&case.declaration);
    let places = Places { root };
    if case.customers.is_empty() {
        return Err(
            NodeError::at(root.place, "nobody comes").expected("the key `customer` or `customers`")
        );
    }
    let is_group = |name: &str| document.staff.keys().any(|group| group.value == name);
    for name in document.agents.keys().filter(|name| name.value != "*") {
        if !is_group(&name.value) {
            names.person(name)?;
        }
    }
    for customer in document.customer.iter().chain(&document.customers) {
        actions(&names, &places, &customer.actions, Actor::Customer)?;
        for inner in &customer.observe {
            if let Some(actor) = &inner.actor {
                return Err(NodeError::at(
                    actor.place,
                    "an entry of a customer's own `observe` has no `actor`",
                ));
            }
            entry(case, &names, &places, inner, Actor::Customer)?;
        }
    }
    for one in &document.observe {
        let who = actor_of(&names, one)?;
        entry(case, &names, &places, one, who)?;
    }
    for expectation in &case.expect {
        if let Some(own) = &expectation.rule {
            rule(own)?;
        }
        expected(case, &names, &expectation.expected, expectation.place)?;
    }
    for forbidden in &case.never {
        match &forbidden.never {
            Never::Fact(pattern) => fact(case, pattern, &places)?,
            Never::Seen(when) => event(
                case,
                &names,
                &places,
                when,
                forbidden_place(forbidden.line),
                Actor::Customer,
            )?,
            Never::Exchange(pattern) => exchange(case, pattern, forbidden_place(forbidden.line))?,
            Never::Delivery(_) => {}
        }
    }
    faults(case)?;
    has_a_check(case, root)
}

/// Checks the shape of a rule's id.
pub(in crate::load) fn rule(rule: &Located<String>) -> Result<(), NodeError> {
    let last = rule.value.rsplit('-').next().unwrap_or_default();
    let fits = rule.value.contains('-')
        && !last.is_empty()
        && last.bytes().all(|byte| byte.is_ascii_digit())
        && rule
            .value
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
    if fits {
        return Ok(());
    }
    Err(
        NodeError::at(rule.place, format!("`{}` is no rule", rule.value))
            .expected("capital letters and a number, such as CQ-OVERFLOW-3"),
    )
}

/// A case that checks nothing would pass whatever happens.
fn has_a_check(case: &Case, root: &Node) -> Result<(), NodeError> {
    let journeys = case
        .customers
        .iter()
        .map(|group| &group.journey)
        .chain(case.agents.iter().map(|agent| &agent.journey));
    let observed = journeys
        .flat_map(|journey| &journey.steps)
        .flat_map(|step| &step.observations)
        .any(|observation| observation.within.is_some());
    if !observed && case.expect.is_empty() {
        return Err(
            NodeError::at(root.place, format!("case `{}` checks nothing", case.id))
                .expected("an entry of `expect`, or an observation with `within`"),
        );
    }
    if case.rules.is_empty() {
        return Err(
            NodeError::at(root.place, format!("case `{}` names no rule", case.id))
                .expected("the key `rules`, or `rule` in the case"),
        );
    }
    Ok(())
}

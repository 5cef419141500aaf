//! `Forward` in the cmdlet's own words: a number with its prefix, or an object id.
//!
//! Source: "New-CsCallQueue" and "New-CsAutoAttendantCallableEntity", Microsoft Teams PowerShell reference, 2026.

use ringback_world::declaration as world;

use super::{
    AgentsDeclaration, ResourceAccountDeclaration,
    error::{Findings, Problem},
    object_ids::{attendant_object_id, person_object_id, queue_object_id},
    queue_rules::Lowering,
};

/// What may stand there, in the words of errors.
const EXPECTED: &str = "tel: and a number, such as tel:+14255550199, or the object id of a person or of a resource account, or the own id of a queue or attendant (New-CsCallQueue)";

impl Lowering<'_> {
    /// Finds what a call is forwarded to.
    pub(super) fn forward(
        &self,
        field: &str,
        target: &str,
        findings: &mut Findings,
    ) -> world::Target {
        let field = format!("{field}.forward");
        if target.is_empty() {
            findings.add(
                self.at(&field),
                Problem::Missing {
                    needs: "the target of Forward (New-CsCallQueue)".to_owned(),
                    cure: "write { forward: \"tel:+14255550199\" }, or the object id of a person or of a resource account".to_owned(),
                },
            );
            return world::Target::Disconnect;
        }
        if let Some(number) = target.strip_prefix("tel:") {
            return self.number(&field, number, findings);
        }
        let found = self
            .person_by_id(target)
            .or_else(|| self.queue_by_id(target))
            .or_else(|| self.attendant_by_id(target));
        found.unwrap_or_else(|| {
            findings.add(
                self.at(&field),
                Problem::NotHere {
                    given: format!("{target:?}"),
                    expected: EXPECTED.to_owned(),
                },
            );
            world::Target::Disconnect
        })
    }

    fn person_by_id(&self, id: &str) -> Option<world::Target> {
        let is = |name: &str, given: Option<&str>| match given {
            Some(given) => given == id,
            None => person_object_id(name).as_str() == id,
        };
        let person = match &self.tenant.agents {
            AgentsDeclaration::Names(names) => names.iter().position(|name| is(name, None)),
            AgentsDeclaration::Details(details) => details.iter().position(|(name, agent)| {
                let given = agent.as_ref().and_then(|agent| agent.object_id.as_deref());
                is(name, given)
            }),
        };
        person.map(|person| world::Target::Person { person })
    }

    fn queue_by_id(&self, id: &str) -> Option<world::Target> {
        let mut queues = self.tenant.queues.iter().enumerate();
        queues.find_map(|(queue, (name, declared))| {
            let own = self.ids.guid("queue", name, 0);
            let account = account_id(&declared.resource_account, || {
                queue_object_id(name).as_str().to_owned()
            });
            Some(world::Target::Queue {
                queue,
                by: endpoint(id, own.as_str(), account.as_deref())?,
                priority: None,
            })
        })
    }

    fn attendant_by_id(&self, id: &str) -> Option<world::Target> {
        let mut attendants = self.tenant.attendants.iter().enumerate();
        attendants.find_map(|(attendant, (name, declared))| {
            let own = self.ids.guid("attendant", name, 0);
            let account = account_id(&declared.resource_account, || {
                attendant_object_id(name).as_str().to_owned()
            });
            Some(world::Target::Attendant {
                attendant,
                by: endpoint(id, own.as_str(), account.as_deref())?,
                priority: None,
            })
        })
    }
}

/// The object id of a resource account (`ApplicationEndpoint`) or the own id (`ConfigurationEndpoint`).
fn endpoint(id: &str, own: &str, account: Option<&str>) -> Option<world::Endpoint> {
    if account == Some(id) {
        Some(world::Endpoint::ResourceAccount)
    } else if own == id {
        Some(world::Endpoint::Direct)
    } else {
        None
    }
}

fn account_id(
    account: &ResourceAccountDeclaration,
    derived: impl FnOnce() -> String,
) -> Option<String> {
    match account {
        ResourceAccountDeclaration::None => None,
        ResourceAccountDeclaration::Details(details) => {
            Some(details.object_id.clone().unwrap_or_else(derived))
        }
    }
}

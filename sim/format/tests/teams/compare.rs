//! What came of a scene, held against what must.

use ringback_world::{What, calls, declaration::Declaration};
use serde_json::Value;

use crate::{
    case::Scene,
    expect::{AcceptedAs, Expected, RefusedAs},
    given::{Refused, counted, declare},
    names, offers,
    record::{self, AttendantRecord, QueueRecord},
    reported,
    run::{Ran, run, seconds},
    told,
};

/// Times of facts are compared to the millisecond.
const MILLISECOND: f64 = 0.000_5;

/// What did not come as expected, and how much was compared.
#[derive(Default)]
pub(crate) struct Findings {
    compared: usize,
    wrong: Vec<String>,
}

impl Findings {
    pub(crate) fn holds(&mut self, holds: bool, why: impl FnOnce() -> String) {
        self.compared += 1;
        if !holds {
            self.wrong.push(why());
        }
    }

    pub(crate) fn same<T: PartialEq + std::fmt::Debug>(
        &mut self,
        what: &str,
        found: &T,
        expected: &T,
    ) {
        self.holds(found == expected, || {
            format!("{what}: expected {expected:?}\n      found {found:?}")
        });
    }
}

/// Lets a scene happen and compares what comes of it.
pub(crate) fn check(scene: &Scene) -> Result<(), String> {
    let expected = scene.expected.as_ref().ok_or("nothing is expected")?;
    let mut findings = Findings::default();
    match declare(&scene.given) {
        Err(refused) => match &expected.refused {
            Some(_) if expected.accepted.is_some() || expected.of_a_run() => {
                return Err("beside a refusal nothing else can be looked at".to_owned());
            }
            Some(as_this) => compare_refused(as_this, &refused, &mut findings),
            None => return Err(format!("the declaration is refused: {}", refused.text())),
        },
        Ok(declaration) => {
            if expected.refused.is_some() {
                return Err("the declaration is not refused".to_owned());
            }
            if let Some(as_this) = &expected.accepted {
                compare_accepted(as_this, &declaration, &mut findings)?;
            }
            if scene.until.is_none() && expected.of_a_run() {
                return Err("the scene does not say until when".to_owned());
            }
            if scene.until.is_some() {
                let ran = run(scene, declaration)?;
                findings.compared += ran.refusals;
                compare_run(expected, &ran, &mut findings);
                reported::compare(scene, &ran, &mut findings)?;
            }
        }
    }
    if findings.compared == 0 {
        return Err("nothing was compared".to_owned());
    }
    if findings.wrong.is_empty() {
        return Ok(());
    }
    Err(findings.wrong.join("\n"))
}

fn compare_refused(expected: &RefusedAs, refused: &Refused, findings: &mut Findings) {
    let RefusedAs { field, says } = expected;
    let text = refused.text();
    let named = match refused {
        Refused::Wrong(errors) => {
            findings.same("how many errors", &errors.len(), &1);
            text.starts_with(&format!("{field}:"))
        }
        Refused::Unreadable(text) => text.contains(&format!("\"{field}\"")),
    };
    findings.holds(named, || format!("the error does not name {field}: {text}"));
    for words in says {
        findings.holds(text.contains(words), || {
            format!("the error does not say {words:?}: {text}")
        });
    }
}

fn compare_accepted(
    expected: &AcceptedAs,
    declaration: &Declaration,
    findings: &mut Findings,
) -> Result<(), String> {
    findings.compared += 1;
    if let Some(other) = &expected.same_as {
        let other = declare(other).map_err(|refused| refused.text())?;
        findings.same("the declaration", declaration, &other);
    }
    let tenant = &declaration.teams;
    for (queue, names) in &expected.agents {
        let found = tenant.queues.iter().find(|other| other.name == *queue);
        let found = found.ok_or_else(|| format!("there is no queue {queue}"))?;
        let agents = found.agents.iter();
        let agents: Vec<String> = agents
            .map(|person| tenant.people[*person].name.clone())
            .collect();
        let names: Vec<String> = names
            .iter()
            .flat_map(|name| counted(name).unwrap_or_else(|| vec![name.clone()]))
            .collect();
        findings.same(&format!("the agents of {queue}"), &agents, &names);
    }
    Ok(())
}

fn compare_run(expected: &Expected, ran: &Ran, findings: &mut Findings) {
    let Expected {
        refused: _,
        accepted: _,
        offers,
        records,
        attendants,
        waiting,
        ends,
        reports: _,
        legends,
        facts,
        never,
    } = expected;
    for legend in legends {
        reported::compare_legend(legend, findings);
    }
    if let Some(offers) = offers {
        findings.same("the offers", &offers::offers(ran), offers);
    }
    if let Some(records) = records {
        let found = record::queues(ran);
        let calls: Vec<&String> = found.keys().collect();
        let mut listed: Vec<&String> = records.keys().collect();
        listed.sort();
        findings.same("the calls with a queue's record", &calls, &listed);
        for (call, record) in records {
            if let Some(found) = found.get(call) {
                compare_record(call, found, record, findings);
            }
        }
    }
    if let Some(attendants) = attendants {
        let found = record::attendants(ran);
        let calls: Vec<&String> = found.keys().collect();
        let mut listed: Vec<&String> = attendants.keys().collect();
        listed.sort();
        findings.same("the calls with an attendant's record", &calls, &listed);
        for (call, record) in attendants {
            if let Some(found) = found.get(call) {
                compare_left(call, found, record, findings);
            }
        }
    }
    if let Some(waiting) = waiting {
        findings.same("who waits", &waits(ran), waiting);
    }
    for (call, at) in ends.iter().flatten() {
        let found = ended(ran, call);
        let same = found.is_some_and(|found| (found - at).abs() < MILLISECOND);
        findings.holds(same, || format!("{call} ends at {found:?}, expected {at}"));
    }
    compare_facts(ran, facts, never, findings);
}

/// Compares the parts of a record that a case names.
fn part<T: PartialEq + std::fmt::Debug>(
    what: String,
    found: &Option<T>,
    expected: &Option<T>,
    findings: &mut Findings,
) {
    if expected.is_some() {
        findings.same(&what, found, expected);
    }
}

fn compare_record(
    call: &str,
    found: &QueueRecord,
    expected: &QueueRecord,
    findings: &mut Findings,
) {
    let QueueRecord {
        at,
        queue,
        result,
        action,
        target,
        duration,
        legend,
    } = expected;
    let of = |what: &str| format!("{call}: {what}");
    part(of("at"), &found.at, at, findings);
    part(of("queue"), &found.queue, queue, findings);
    part(of("result"), &found.result, result, findings);
    part(of("action"), &found.action, action, findings);
    part(of("target"), &found.target, target, findings);
    part(of("duration"), &found.duration, duration, findings);
    part(of("legend"), &found.legend, legend, findings);
}

fn compare_left(
    call: &str,
    found: &AttendantRecord,
    expected: &AttendantRecord,
    findings: &mut Findings,
) {
    let AttendantRecord {
        at,
        attendant,
        result,
        action,
        selections,
        legend,
    } = expected;
    let of = |what: &str| format!("{call}: {what}");
    part(of("at"), &found.at, at, findings);
    part(of("attendant"), &found.attendant, attendant, findings);
    part(of("result"), &found.result, result, findings);
    part(of("action"), &found.action, action, findings);
    part(of("selections"), &found.selections, selections, findings);
    part(of("legend"), &found.legend, legend, findings);
}

fn waits(ran: &Ran) -> Vec<String> {
    let declaration = ran.world.declaration();
    let queues = ran.world.teams().queues(declaration);
    queues
        .iter()
        .flat_map(|queue| &queue.waiting)
        .map(|waiting| ran.names.get(&waiting.call).cloned().unwrap_or_default())
        .collect()
}

fn ended(ran: &Ran, name: &str) -> Option<f64> {
    let mut facts = ran.facts.iter();
    let fact = facts.find(|fact| match &fact.what {
        What::Call(calls::Fact::CallEnded { call, .. }) => {
            ran.names.get(call).is_some_and(|other| other == name)
        }
        _ => false,
    })?;
    Some(seconds(fact.at))
}

fn compare_facts(ran: &Ran, facts: &[Value], never: &[Value], findings: &mut Findings) {
    let told = told::told(ran);
    let mut rest = told.iter();
    let filled = |fact| names::filled_in(ran.world.declaration(), fact);
    for fact in facts {
        let fact = filled(fact);
        let found = rest.any(|told| holds(told, &fact));
        findings.holds(found, || {
            let about = fact.get("call");
            let mut like: Vec<String> = told
                .iter()
                .filter(|told| about.is_none() || told.get("call") == about)
                .map(Value::to_string)
                .collect();
            like.truncate(40);
            format!(
                "it does not happen, or not in this order: {fact}\n{}",
                like.join("\n")
            )
        });
        if !found {
            return;
        }
    }
    for fact in never {
        let fact = filled(fact);
        let found = told.iter().find(|told| holds(told, &fact));
        findings.holds(found.is_none(), || {
            format!(
                "it must not happen: {fact}: {}",
                found.unwrap_or(&Value::Null)
            )
        });
    }
}

/// Tells whether a fact has these members among others.
fn holds(told: &Value, expected: &Value) -> bool {
    match (told, expected) {
        (Value::Object(told), Value::Object(expected)) => {
            !expected.is_empty()
                && expected
                    .iter()
                    .all(|(key, value)| told.get(key).is_some_and(|told| holds(told, value)))
        }
        (Value::Number(told), Value::Number(expected)) => {
            match (told.as_f64(), expected.as_f64()) {
                (Some(told), Some(expected)) => (told - expected).abs() < MILLISECOND,
                _ => false,
            }
        }
        (told, expected) => told == expected,
    }
}

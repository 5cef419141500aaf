//! Observations that had to be seen within a time.

use ringback_world::{Contact, Time};

use super::{
    RunView, Verdict,
    evidence::{Evidence, Witness},
    verdicts::{Finding, verdict},
    view::Outcome,
};
use crate::{
    case::Case,
    progress::{At, Journey},
};

/// Gives a verdict for each observation with `within`.
pub(super) fn verdicts(case: &Case, run: &RunView<'_>, evidence: &Evidence) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for (number, group) in case.customers.iter().enumerate() {
        let own: Vec<&Witness> = evidence
            .customers
            .iter()
            .filter(|witness| {
                witness
                    .arrival
                    .is_some_and(|arrival| arrival.group == number)
            })
            .collect();
        judge_journey(case, run, evidence, &group.journey, "", &own, &mut verdicts);
    }
    for (agent, witness) in case.agents.iter().zip(&evidence.agents) {
        let who = format!("{}: ", agent.name);
        judge_journey(
            case,
            run,
            evidence,
            &agent.journey,
            &who,
            &[witness],
            &mut verdicts,
        );
    }
    verdicts
}

fn judge_journey(
    case: &Case,
    run: &RunView<'_>,
    evidence: &Evidence,
    journey: &Journey,
    who: &str,
    witnesses: &[&Witness],
    verdicts: &mut Vec<Verdict>,
) {
    for (step, observations) in journey.steps.iter().enumerate() {
        for (index, observation) in observations.observations.iter().enumerate() {
            let Some(within) = observation.within else {
                continue;
            };
            let times = match observation.times {
                1 => String::new(),
                times => format!(" {times} times"),
            };
            let expected = format!("{who}{}{times} within {within}", observation.text);
            let at = (step, index);
            let missing = witnesses
                .iter()
                .find(|witness| !saw(witness, at, observation.times));
            let finding = match missing {
                None => Finding {
                    outcome: Outcome::Passed,
                    happened: seen(witnesses, at),
                    expected,
                    contact: None,
                    focus: run.ended_at,
                    wrong_since: run.ended_at,
                },
                Some(witness) => {
                    let (happened, focus) = why(journey, witness, at, run.ended_at);
                    let contact = witness.arrival.map(|arrival| arrival.contact);
                    Finding {
                        outcome: Outcome::Failed,
                        expected,
                        happened,
                        contact,
                        focus,
                        wrong_since: waited_since(witness, at).unwrap_or(focus),
                    }
                }
            };
            let rule = observation.rule.as_deref();
            verdicts.push(verdict(
                case,
                evidence,
                rule,
                observation.place.line,
                finding,
            ));
        }
    }
}

fn saw(witness: &Witness, at: At, times: u32) -> bool {
    let count = witness.seen.iter().filter(|(seen, _)| *seen == at).count();
    count >= times as usize
}

fn seen(witnesses: &[&Witness], at: At) -> String {
    let time = |witness: &&Witness| {
        witness
            .seen
            .iter()
            .rev()
            .find(|(seen, _)| *seen == at)
            .map(|(_, time)| *time)
    };
    match witnesses.iter().filter_map(time).max() {
        Some(time) => format!("seen at {time}"),
        None => "nobody was there to see it".to_owned(),
    }
}

/// Tells since when somebody had waited for what they did not see; nothing where they did not come so far.
fn waited_since(witness: &Witness, at: At) -> Option<Time> {
    witness.progress.as_ref()?.waits_since(at)
}

fn why(journey: &Journey, witness: &Witness, at: At, ended_at: Time) -> (String, Time) {
    let of = |contact: Contact| format!("contact {}", contact.0);
    let who = witness
        .arrival
        .map_or_else(|| "the agent".to_owned(), |arrival| of(arrival.contact));
    let Some(progress) = &witness.progress else {
        return (
            format!("the run ended at {ended_at}, before {who} set out"),
            ended_at,
        );
    };
    match progress.missed() {
        Some((missed, deadline)) if missed == at => {
            (format!("{who} had not seen it by {deadline}"), deadline)
        }
        Some((missed, deadline)) => {
            let other = &journey.observation(missed).text;
            (
                format!("{who} waited until {deadline} for {other} before it"),
                deadline,
            )
        }
        None => match progress.open(journey).first() {
            Some(open) if *open != at => {
                let other = &journey.observation(*open).text;
                (
                    format!("the run ended at {ended_at} while {who} waited for {other} before it"),
                    ended_at,
                )
            }
            _ => (
                format!("the run ended at {ended_at} and {who} had not seen it"),
                ended_at,
            ),
        },
    }
}

//! When an agent is not at their place.

use ringback_world::{Time, teams::Presence};

use crate::case::Agent;

/// An absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Absence {
    pub(super) from: Time,
    /// When they are back; never without it.
    pub(super) until: Option<Time>,
    /// What their presence is meanwhile.
    pub(super) presence: Presence,
}

/// Lists the absences of an agent in order: outside their shifts, in their breaks, and the one that the scenario names.
pub(super) fn absences(agent: &Agent) -> Vec<Absence> {
    let mut absences = agent.windows.as_deref().map_or(Vec::new(), outside);
    let named = agent
        .behaviour
        .as_ref()
        .and_then(|behaviour| behaviour.goes_away);
    if let Some(named) = named {
        absences.push(Absence {
            from: Time::ZERO.saturating_add(named.after.span()),
            until: named
                .back_after
                .map(|back| Time::ZERO.saturating_add(back.span())),
            presence: named.presence.unwrap_or(Presence::Away),
        });
    }
    absences.sort_by_key(|absence| absence.from);
    absences
}

/// Lists the times between windows of work: off before the first and after the last, on a break in between.
fn outside(windows: &[(Time, Time)]) -> Vec<Absence> {
    let mut absences = Vec::new();
    let mut from = Time::ZERO;
    for (number, (begins, ends)) in windows.iter().enumerate() {
        if *begins > from {
            let presence = if number == 0 {
                Presence::Offline
            } else {
                Presence::BeRightBack
            };
            absences.push(Absence {
                from,
                until: Some(*begins),
                presence,
            });
        }
        from = *ends;
    }
    if from < Time::MAX {
        absences.push(Absence {
            from,
            until: None,
            presence: Presence::Offline,
        });
    }
    absences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_leave_the_rest_of_the_day() {
        let at = Time::from_secs;
        let absences = outside(&[(at(10), at(20)), (at(25), at(40))]);
        let found: Vec<_> = absences
            .iter()
            .map(|absence| {
                (
                    absence.from.as_secs(),
                    absence.until.map(Time::as_secs),
                    absence.presence,
                )
            })
            .collect();
        let expected = [
            (0, Some(10), Presence::Offline),
            (20, Some(25), Presence::BeRightBack),
            (40, None, Presence::Offline),
        ];
        assert_eq!(found, expected);
        assert_eq!(outside(&[(Time::ZERO, Time::MAX)]), []);
        assert_eq!(outside(&[]).len(), 1);
    }
}

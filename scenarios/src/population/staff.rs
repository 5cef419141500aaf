//! Groups of agents and when they work.

use ringback_world::{Span, Time};

use super::{AfterOffer, Draw};

/// A group of agents who work alike.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its agents, as positions among the people of the world; of plain queues, positions of their own.
    pub agents: Vec<usize>,
    /// The queues of which they are members.
    pub queues: Vec<usize>,
    /// When they work.
    pub duty: Duty,
    /// Time on duty without contacts.
    pub shrinkage: Option<Shrinkage>,
    /// The chance that an agent does not come at all on a day.
    pub absence: f64,
    /// The chance that an agent declines an offer.
    pub declines: f64,
    /// The chance that an agent lets an offer ring.
    pub misses: f64,
    /// How many contacts an agent serves at once.
    pub chats: u32,
    /// What an hour of one agent costs.
    pub cost_per_hour: Option<f64>,
    /// What they do by themselves.
    pub behaviour: Behaviour,
}

/// What agents do by themselves.
#[derive(Clone, Debug)]
pub struct Behaviour {
    /// What they do with the first offers, one after another.
    pub first: Vec<AfterOffer>,
    /// What they do with all others.
    pub then: AfterOffer,
    /// How long they talk.
    pub talks: Option<Draw>,
    /// How long they are busy afterwards.
    pub wrap_up: Option<Draw>,
}

/// Time on duty without contacts.
#[derive(Clone, Debug)]
pub struct Shrinkage {
    /// Its share of the time on duty, below 1.
    pub share: f64,
    /// How long one absence takes.
    pub away_for: Draw,
}

/// When agents work.
#[derive(Clone, Debug)]
pub enum Duty {
    /// All the time.
    Always,
    /// In shifts: agents take the shifts in order, as many each as it says.
    Shifts(Vec<Shift>),
    /// So many of the group from each instant on: the first ones of the list. The first instant is the start.
    Levels(Vec<(Time, u32)>),
    /// Staying and being away in turn.
    ComesAndGoes {
        /// How long an agent stays.
        stays: Draw,
        /// How long an agent is away.
        away: Draw,
    },
}

/// A shift.
#[derive(Clone, Debug)]
pub struct Shift {
    /// Its first instant.
    pub from: Time,
    /// The first instant after it.
    pub to: Time,
    /// How many agents of the group work it.
    pub agents: u32,
    /// Its breaks, in order.
    pub breaks: Vec<Break>,
}

/// A break.
#[derive(Clone, Copy, Debug)]
pub struct Break {
    /// When it begins, from the beginning of the shift.
    pub after: Span,
    /// How long it is.
    pub lasts: Span,
    /// Over which time the agents of the shift begin it one after another.
    pub staggered_over: Span,
}

impl Group {
    /// Gives the times from when to when an agent, numbered in the group from 0, works; in order, apart from each other.
    /// `None`: they work all the time, or come and go by chance.
    pub fn windows(&self, agent: u32) -> Option<Vec<(Time, Time)>> {
        match &self.duty {
            Duty::Always | Duty::ComesAndGoes { .. } => None,
            Duty::Levels(levels) => Some(levelled(levels, agent)),
            Duty::Shifts(shifts) => Some(shifted(shifts, agent)),
        }
    }
}

fn levelled(levels: &[(Time, u32)], agent: u32) -> Vec<(Time, Time)> {
    let mut windows: Vec<(Time, Time)> = Vec::new();
    for (index, (from, level)) in levels.iter().enumerate() {
        let to = levels.get(index + 1).map_or(Time::MAX, |(to, _)| *to);
        if agent >= *level || *from >= to {
            continue;
        }
        match windows.last_mut() {
            Some((_, end)) if *end == *from => *end = to,
            Some(_) | None => windows.push((*from, to)),
        }
    }
    windows
}

fn shifted(shifts: &[Shift], agent: u32) -> Vec<(Time, Time)> {
    let mut first = 0;
    for shift in shifts {
        if agent - first < shift.agents {
            return pauses(shift, agent - first);
        }
        first += shift.agents;
    }
    Vec::new()
}

/// Cuts the breaks out of a shift.
fn pauses(shift: &Shift, agent: u32) -> Vec<(Time, Time)> {
    let mut windows = Vec::new();
    let mut from = shift.from;
    for pause in &shift.breaks {
        let stagger = pause.staggered_over.as_micros() / u64::from(shift.agents.max(1));
        let later = Span::from_micros(stagger.saturating_mul(u64::from(agent)));
        let begins = shift.from.saturating_add(pause.after).saturating_add(later);
        let ends = begins.saturating_add(pause.lasts);
        if begins >= shift.to {
            continue;
        }
        if begins > from {
            windows.push((from, begins));
        }
        from = from.max(ends);
    }
    if from < shift.to {
        windows.push((from, shift.to));
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(windows: &[(Time, Time)]) -> Vec<(u64, u64)> {
        let one = |(from, to): &(Time, Time)| (from.as_secs(), to.as_secs());
        windows.iter().map(one).collect()
    }

    #[test]
    fn levels_are_worked_by_the_first_of_the_list() {
        let at = Time::from_secs;
        let levels = [(at(0), 1), (at(10), 3), (at(20), 2), (at(30), 0)];
        assert_eq!(secs(&levelled(&levels, 0)), [(0, 30)]);
        assert_eq!(secs(&levelled(&levels, 1)), [(10, 30)]);
        assert_eq!(secs(&levelled(&levels, 2)), [(10, 20)]);
        assert_eq!(levelled(&levels, 3), []);
    }

    #[test]
    fn shifts_are_taken_in_order_and_breaks_are_cut_out_one_after_another() {
        let shift = |from, agents| Shift {
            from: Time::from_secs(from),
            to: Time::from_secs(from + 100),
            agents,
            breaks: vec![Break {
                after: Span::from_secs(40),
                lasts: Span::from_secs(10),
                staggered_over: Span::from_secs(30),
            }],
        };
        let shifts = [shift(0, 2), shift(50, 1)];
        assert_eq!(secs(&shifted(&shifts, 0)), [(0, 40), (50, 100)]);
        assert_eq!(secs(&shifted(&shifts, 1)), [(0, 55), (65, 100)]);
        assert_eq!(secs(&shifted(&shifts, 2)), [(50, 90), (100, 150)]);
        assert_eq!(shifted(&shifts, 3), []);
    }
}

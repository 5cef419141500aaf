//! When everybody is to be asked again, and how many have not done yet what they came for.

use std::collections::BTreeSet;

use ringback_world::Time;

/// Somebody of a case, by their number. Customers come before agents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Person {
    /// A customer.
    Customer(usize),
    /// An agent.
    Agent(usize),
}

/// When everybody is to be asked again, and how many have not done yet what they came for.
#[derive(Debug)]
pub(super) struct Diary {
    wakeups: BTreeSet<(Time, Person)>,
    customers: Vec<Note>,
    agents: Vec<Note>,
    open: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Note {
    wakeup: Option<Time>,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

impl Diary {
    /// Opens a diary for so many customers and so many agents, none of whom is done.
    pub(super) fn new(customers: usize, agents: usize) -> Self {
        let note = Note {
            wakeup: None,
            state: State::Open,
        };
        Self {
            wakeups: BTreeSet::new(),
            customers: vec![note; customers],
            agents: vec![note; agents],
            open: customers + agents,
        }
    }

    /// Writes down when somebody is to be asked again, and whether they are done.
    pub(super) fn note(&mut self, person: Person, wakeup: Option<Time>, done: bool) {
        let note = match person {
            Person::Customer(number) => &mut self.customers[number],
            Person::Agent(number) => &mut self.agents[number],
        };
        if note.wakeup != wakeup {
            if let Some(before) = note.wakeup {
                self.wakeups.remove(&(before, person));
            }
            self.wakeups.extend(wakeup.map(|at| (at, person)));
            note.wakeup = wakeup;
        }
        let state = match done {
            true => State::Done,
            false => State::Open,
        };
        match (note.state, state) {
            (State::Open, State::Done) => self.open -= 1,
            (State::Done, State::Open) => self.open += 1,
            (State::Open, State::Open) | (State::Done, State::Done) => {}
        }
        note.state = state;
    }

    /// Tells when the next one is to be asked.
    pub(super) fn next(&self) -> Option<Time> {
        self.wakeups.first().map(|(at, _)| *at)
    }

    /// Lists those who are to be asked by now, customers first, each in their order.
    pub(super) fn due(&self, now: Time) -> BTreeSet<Person> {
        let due = self.wakeups.iter().take_while(|(at, _)| *at <= now);
        due.map(|(_, person)| *person).collect()
    }

    /// Tells whether everybody is done.
    pub(super) fn all_done(&self) -> bool {
        self.open == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: u64) -> Option<Time> {
        Some(Time::from_secs(secs))
    }

    #[test]
    fn customers_who_are_due_come_before_agents_and_not_in_the_order_of_their_times() {
        let mut diary = Diary::new(2, 1);
        diary.note(Person::Agent(0), at(1), false);
        diary.note(Person::Customer(1), at(2), false);
        diary.note(Person::Customer(0), at(3), false);
        assert_eq!(diary.next(), at(1));
        let due = |diary: &Diary, secs| -> Vec<Person> {
            diary.due(Time::from_secs(secs)).into_iter().collect()
        };
        let all = [Person::Customer(0), Person::Customer(1), Person::Agent(0)];
        assert_eq!(due(&diary, 3), all);
        assert_eq!(due(&diary, 2), all[1..]);
        diary.note(Person::Agent(0), None, false);
        assert_eq!((diary.next(), due(&diary, 2)), (at(2), vec![all[1]]));
    }

    #[test]
    fn everybody_is_done_when_the_last_one_is_and_as_long_as_they_are() {
        let mut diary = Diary::new(1, 1);
        diary.note(Person::Customer(0), None, true);
        diary.note(Person::Customer(0), None, true);
        assert!(!diary.all_done());
        diary.note(Person::Agent(0), None, true);
        assert!(diary.all_done());
        diary.note(Person::Customer(0), None, false);
        assert!(!diary.all_done());
    }
}

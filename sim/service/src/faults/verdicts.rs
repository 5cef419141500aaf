//! Which fault happens to what: a state machine without time and sockets.

use ringback_format::faults::{Fault, Faults, OnDelivery, OnRequest, Strikes};
use ringback_world::{
    Contact,
    chance::{Purpose, Source},
};

/// A fault that happens now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ruling<E> {
    /// The fault's name.
    pub(crate) name: String,
    /// What it does.
    pub(crate) effect: E,
}

/// A fault with what it has met so far.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Standing {
    /// The fault.
    pub(crate) fault: Fault,
    /// How many matches it was asked about.
    pub(crate) matches: u64,
    /// To how many of them it happened.
    pub(crate) applied: u64,
    chance: Source,
}

/// The faults of a run in their order. The first one that does not pass wins, and those behind it are not asked: a second fault
/// for the same thing begins where the first one is used up.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Verdicts(Vec<Standing>);

impl Verdicts {
    /// Takes the faults of a run. Chance is a function of the seed, the fault's name and the number of the match.
    pub(crate) fn new(seed: u64, faults: Faults) -> Self {
        let standing = |fault: Fault| Standing {
            chance: Source::new(seed, Purpose::named(&format!("fault {}", fault.name))),
            fault,
            matches: 0,
            applied: 0,
        };
        Self(faults.0.into_iter().map(standing).collect())
    }

    /// Tells whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Shows the faults with what they have met.
    pub(crate) fn standings(&self) -> &[Standing] {
        &self.0
    }

    /// Gives the faults as they were declared.
    pub(crate) fn declared(&self) -> Faults {
        Faults(self.0.iter().map(|one| one.fault.clone()).collect())
    }

    /// Decides about an attempt to deliver an event.
    pub(crate) fn on_delivery(
        &mut self,
        event_type: &str,
        contact: Option<Contact>,
    ) -> Option<Ruling<OnDelivery>> {
        self.decide(contact, |strikes| match strikes {
            Strikes::Delivery(event, effect) => event.fits(event_type).then_some(*effect),
            Strikes::Request(..) => None,
        })
    }

    /// Decides about a request of the implementation; the path is without its query.
    pub(crate) fn on_request(
        &mut self,
        method: &str,
        path: &str,
        contact: Option<Contact>,
    ) -> Option<Ruling<OnRequest>> {
        self.decide(contact, |strikes| match strikes {
            Strikes::Request(request, effect) => request.fits(method, path).then_some(*effect),
            Strikes::Delivery(..) => None,
        })
    }

    fn decide<E>(
        &mut self,
        contact: Option<Contact>,
        effect_of: impl Fn(&Strikes) -> Option<E>,
    ) -> Option<Ruling<E>> {
        for one in &mut self.0 {
            let wanted = one.fault.of_contact.map(Contact);
            if wanted.is_some_and(|wanted| contact != Some(wanted)) {
                continue;
            }
            let Some(effect) = effect_of(&one.fault.strikes) else {
                continue;
            };
            if one.happens() {
                return Some(Ruling {
                    name: one.fault.name.clone(),
                    effect,
                });
            }
        }
        None
    }
}

impl Standing {
    fn happens(&mut self) -> bool {
        let number = self.matches + 1;
        self.matches = number;
        let used_up = self
            .fault
            .times
            .is_some_and(|times| self.applied >= times.get());
        let chance = self.chance;
        let happens = !used_up
            && self
                .fault
                .chosen
                .takes(number, || chance.uniform(number, 0));
        if happens {
            self.applied += 1;
        }
        happens
    }
}

#[cfg(test)]
mod tests {
    use ringback_format::yaml;

    use super::*;

    fn verdicts(seed: u64, text: &str) -> Verdicts {
        Verdicts::new(seed, yaml::parse("f.yaml", text).expect("faults"))
    }

    fn names(verdicts: &mut Verdicts, asked: u32) -> Vec<String> {
        let mut ask = |_| {
            let ruling = verdicts.on_delivery("Microsoft.Communication.PlayCompleted", None);
            ruling.map_or_else(|| "-".to_owned(), |ruling| ruling.name)
        };
        (0..asked).map(&mut ask).collect()
    }

    #[test]
    fn the_first_fault_that_does_not_pass_wins_and_the_next_begins_behind_it() {
        let mut both = verdicts(
            1,
            "[{ name: a, when: { deliver: PlayCompleted }, nth: 2, then: lose },
              { name: b, when: { deliver: any }, nth: 2, times: 2, then: lose }]",
        );
        assert_eq!(names(&mut both, 5), ["-", "a", "b", "b", "-"]);
        assert_eq!((both.0[0].matches, both.0[0].applied), (5, 1));
        assert_eq!((both.0[1].matches, both.0[1].applied), (4, 2));
    }

    #[test]
    fn chance_is_the_same_for_the_same_seed_and_name() {
        let text = |name: &str| {
            format!("[{{ name: {name}, when: {{ deliver: any }}, chance: 50%, then: lose }}]")
        };
        let draw = |seed, name| names(&mut verdicts(seed, &text(name)), 64);
        assert_eq!(draw(1, "a"), draw(1, "a"));
        assert_ne!(draw(1, "a"), draw(2, "a"));
        let hits = draw(1, "a").iter().filter(|name| *name == "a").count();
        assert!((16..=48).contains(&hits), "{hits} of 64");
    }

    #[test]
    fn a_fault_of_a_contact_leaves_the_others_alone() {
        let mut verdicts = verdicts(
            1,
            "[{ name: a, when: { request: Play, of-contact: 2 }, nth: 1, then: break }]",
        );
        let mut asks = |contact| {
            let path = "/calling/callConnections/x:play";
            verdicts.on_request("POST", path, contact).is_some()
        };
        assert!(!asks(None));
        assert!(!asks(Some(Contact(1))));
        assert!(asks(Some(Contact(2))));
    }
}

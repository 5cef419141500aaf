//! Erlang B: who finds all agents busy is lost (M/G/s/s).
//!
//! Sources: A. K. Erlang, "Løsning af nogle Problemer fra Sandsynlighedsregningen af Betydning for de automatiske
//! Telefoncentraler", Elektroteknikeren 13 (1917); R. B. Cooper, "Introduction to Queueing Theory", second edition (1981),
//! section 3.3. Only the mean of the handling time matters.

use super::Traffic;

/// What Erlang B says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErlangB {
    /// The share of contacts that find all agents busy and are lost, from 0 to 1.
    pub blocked: f64,
    /// The share of their time for which agents are busy, from 0 to 1; 0 without agents.
    pub occupancy: f64,
}

/// Asks Erlang B.
pub fn erlang_b(traffic: Traffic, agents: u32) -> ErlangB {
    let load = traffic.load();
    let blocked = blocked(load, agents);
    let occupancy = match agents {
        0 => 0.0,
        _ => load * (1.0 - blocked) / f64::from(agents),
    };
    ErlangB { blocked, occupancy }
}

/// Gives the blocked share by the recursion over the number of agents, which adds and multiplies positive numbers only and
/// so loses no digits.
pub(super) fn blocked(load: f64, agents: u32) -> f64 {
    (1..=agents).fold(1.0, |before, agents| {
        load * before / (f64::from(agents) + load * before)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn asked(load: f64, agents: u32) -> ErlangB {
        erlang_b(
            Traffic::new(load / 60.0, 60.0).expect("it is traffic"),
            agents,
        )
    }

    /// The loads that published tables of Erlang B name for a loss, to the digits that they print.
    #[test]
    fn loads_of_the_tables_give_their_loss() {
        for (loss, agents, load) in [
            (0.01, 1, 0.0101),
            (0.01, 10, 4.46),
            (0.01, 100, 84.1),
            (0.02, 20, 13.2),
            (0.05, 50, 44.5),
            (0.001, 30, 16.7),
        ] {
            let found = asked(load, agents).blocked;
            assert!((found / loss - 1.0).abs() < 0.025, "{agents}: {found}");
        }
    }

    #[test]
    fn one_and_two_agents_agree_with_the_closed_forms() {
        let load: f64 = 3.0;
        assert!((asked(load, 1).blocked - load / (1.0 + load)).abs() < 1e-15);
        let two = load * load / 2.0 / (1.0 + load + load * load / 2.0);
        assert!((asked(load, 2).blocked - two).abs() < 1e-15);
    }

    #[test]
    fn without_agents_all_are_lost() {
        let found = asked(4.0, 0);
        assert_eq!((found.blocked, found.occupancy), (1.0, 0.0));
    }

    proptest! {
        #[test]
        fn shares_are_shares_and_fall_with_each_agent(load in 0.0..6000.0_f64, agents in 1..5000_u32) {
            let (fewer, more) = (asked(load, agents), asked(load, agents + 1));
            for found in [fewer, more] {
                prop_assert!((0.0..=1.0).contains(&found.blocked));
                prop_assert!((0.0..=1.0).contains(&found.occupancy));
            }
            prop_assert!(more.blocked <= fewer.blocked);
            prop_assert!(more.occupancy <= fewer.occupancy + 1e-12);
        }
    }
}

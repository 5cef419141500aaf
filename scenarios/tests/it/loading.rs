//! Loading scenario files.

use ringback_scenarios::{Scenario, load_text};

fn load(text: &str) -> Result<Scenario, String> {
    load_text("a.yaml", text).map_err(|error| error.to_string())
}

/// The second sketch of the design, as it stands there but for its resource account.
const OVERFLOW: &str = r#"
scenario: overflow
about: A full queue sends the next caller away.
world: { teams: { agents: [ana, bo], queues: { sales: { language: en-US, agents: [ana, bo], overflow: { threshold: 3, action: "${action}" } } } } }
agents: { "*": { answers: never } }
customers: { count: 4, arrive: { every: 1s }, patience: unlimited, do: [ { call: { queue: sales } } ] }
cases:
  shared-voicemail: { rule: CQ-OVERFLOW-5, action: { shared-voicemail: sales-team, greeting: { say: "Please leave a message" } }, ends: { voicemail-of: sales-team } }
  disconnect: { rule: CQ-OVERFLOW-1, action: disconnect-with-busy, ends: { code: 486 } }
expect: [ { contact: 4, ends: "${ends}", redirected-after: 0s }, { fact: redirected, count: 1 } ]
"#;

#[test]
fn a_file_has_a_case_for_each_variation() {
    let scenario = load(OVERFLOW).expect("the sketch of the design loads");
    assert_eq!(scenario.name, "overflow");
    let ids: Vec<&str> = scenario.cases.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(ids, ["overflow/shared-voicemail", "overflow/disconnect"]);
    assert_eq!(scenario.rules, ["CQ-OVERFLOW-5", "CQ-OVERFLOW-1"]);
    assert_eq!(scenario.cases[0].customers_count(), 4);
    assert_eq!(
        scenario.cases[0].declaration().teams.queues[0].overflow_threshold,
        3
    );
    assert_ne!(
        scenario.cases[0].declaration().teams.queues[0].overflow,
        scenario.cases[1].declaration().teams.queues[0].overflow
    );
}

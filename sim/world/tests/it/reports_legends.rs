//! Legends of queues, pair by pair.

use ringback_world::reports::{FinalStateAction, Outcome, QueueResult, TargetType};

/// The rows of the table of legends: results, target, high-level and detailed legend.
const LISTED: [(&[&str], &str, &str, &str); 22] = [
    (
        &["agent_joined_conference", "transferred_to_agent"],
        "User",
        "Agent Answered",
        "Agent Answered (Call)",
    ),
    (
        &["transferred_to_callback_caller"],
        "User",
        "Agent Answered",
        "Agent Answered (Callback)",
    ),
    (&["disconnected"], "Disconnect", "Abandoned", "Abandoned"),
    (
        &["callback_call_timed_out"],
        "Disconnect",
        "Timed Out",
        "Timed Out (Callback)",
    ),
    (
        &["overflown"],
        "ApplicationEndpoint",
        "Overflowed",
        "Overflowed (Application)",
    ),
    (
        &["overflown"],
        "ConfigurationEndpoint",
        "Overflowed",
        "Overflowed (Application)",
    ),
    (
        &["overflown"],
        "MailBox",
        "Overflowed",
        "Overflowed (Voicemail)",
    ),
    (
        &["overflown"],
        "Disconnect",
        "Overflowed",
        "Overflowed (Disconnect)",
    ),
    (
        &["overflown"],
        "Phone",
        "Overflowed",
        "Overflowed (External)",
    ),
    (&["overflown"], "User", "Overflowed", "Overflowed (User)"),
    (
        &["timed_out"],
        "ApplicationEndpoint",
        "Timed Out",
        "Timed Out (Application)",
    ),
    (
        &["timed_out"],
        "ConfigurationEndpoint",
        "Timed Out",
        "Timed Out (Application)",
    ),
    (
        &["timed_out"],
        "MailBox",
        "Timed Out",
        "Timed Out (Voicemail)",
    ),
    (
        &["timed_out"],
        "Disconnect",
        "Timed Out",
        "Timed Out (Disconnect)",
    ),
    (&["timed_out"], "Phone", "Timed Out", "Timed Out (External)"),
    (&["timed_out"], "User", "Timed Out", "Timed Out (User)"),
    (
        &["no_agent"],
        "ApplicationEndpoint",
        "No Agents",
        "No Agents (Application)",
    ),
    (
        &["no_agent"],
        "MailBox",
        "No Agents",
        "No Agents (Voicemail)",
    ),
    (
        &["no_agent"],
        "Disconnect",
        "No Agents",
        "No Agents (Disconnect)",
    ),
    (&["no_agent"], "Phone", "No Agents", "No Agents (External)"),
    (
        &["no_agent"],
        "ConfigurationEndpoint",
        "No Agents",
        "No Agents (Application)",
    ),
    (&["no_agent"], "User", "No Agents", "No Agents (User)"),
];

fn listed(result: QueueResult, target: TargetType) -> Option<(&'static str, &'static str)> {
    let mut rows = LISTED.iter();
    let row = rows.find(|row| row.0.contains(&result.word()) && row.1 == target.word())?;
    Some((row.2, row.3))
}

fn outcome(result: QueueResult, target: TargetType) -> Outcome {
    Outcome::new(result, FinalStateAction::Other, target)
}

#[test]
fn every_pair_has_its_legend_and_a_pair_that_is_not_listed_is_other() {
    let corrects = [
        QueueResult::CallbackCallTimedOut,
        QueueResult::TransferredToCallbackCaller,
    ];
    for result in QueueResult::ALL {
        for target in TargetType::ALL {
            let outcome = outcome(result, target);
            let told = (outcome.legend().text(), outcome.detailed_legend().text());
            let expected = match corrects.contains(&result) {
                true => listed(result, outcome.corrected_target()),
                false => listed(result, target),
            };
            let (high, detailed) = expected.unwrap_or(("Other", "Other"));
            assert_eq!(
                told,
                (high.to_owned(), detailed.to_owned()),
                "{} to {}",
                result.word(),
                target.word()
            );
            assert_eq!(outcome.is_abandoned(), detailed == "Abandoned");
        }
    }
}

#[test]
fn a_callback_corrects_the_target_before_its_legend_is_looked_for() {
    for target in TargetType::ALL {
        let timed_out = outcome(QueueResult::CallbackCallTimedOut, target);
        assert_eq!(timed_out.corrected_target(), TargetType::Disconnect);
        assert_eq!(timed_out.detailed_legend().text(), "Timed Out (Callback)");
        assert_eq!(
            timed_out.final_state_legend().text(),
            "Timed Out (Callback)"
        );
        let answered = outcome(QueueResult::TransferredToCallbackCaller, target);
        assert_eq!(answered.corrected_target(), TargetType::User);
        let legend = "Agent Answered (Callback)";
        assert_eq!(answered.final_state_legend().text(), legend);
    }
}

#[test]
fn both_spellings_of_the_mailbox_are_voicemail() {
    // Case 143.
    for word in ["MailBox", "Mailbox"] {
        let target = TargetType::from_word(word);
        let outcome = outcome(QueueResult::Overflown, target);
        assert_eq!(outcome.detailed_legend().text(), "Overflowed (Voicemail)");
    }
    for target in TargetType::ALL {
        assert_eq!(TargetType::from_word(target.word()), target);
    }
    assert_eq!(TargetType::from_word("Nowhere"), TargetType::Other);
}

#[test]
fn a_failed_call_and_one_with_an_unlisted_pair_are_other() {
    // Case 144.
    for outcome in [
        Outcome::FAILED,
        outcome(QueueResult::Overflown, TargetType::Other),
        outcome(QueueResult::AgentJoinedConference, TargetType::Phone),
        outcome(QueueResult::Disconnected, TargetType::User),
    ] {
        assert_eq!(outcome.legend().text(), "Other");
        assert_eq!(outcome.detailed_legend().text(), "Other");
        assert_eq!(outcome.final_state_legend().text(), "Other");
        assert!(!outcome.is_abandoned() && !outcome.is_answered());
    }
}

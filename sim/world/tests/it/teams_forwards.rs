//! Redirects to people and to numbers outside: rings, voicemail, licences; the numbers are those of the conformance cases.

use ringback_world::{
    What, calls,
    declaration::{
        Account, CommunicationsCredits, ExternalCalls, Licence, MenuAction, PersonalVoicemail,
        Target, Tenant, Voice,
    },
};

use crate::{
    teams_attendants::{attendant, automatic, to_first},
    teams_run::{Run, check, does, prompt, secs},
};

const OUTSIDE: &str = "+14255550177";

fn person(person: usize) -> Target {
    Target::Person { person }
}

fn external(number: &str) -> Target {
    Target::External {
        number: number.to_owned(),
    }
}

/// The queue times out after 30 s, and sends the call there.
fn times_out_to(target: Target) -> impl Fn(&mut Tenant) {
    move |tenant| {
        tenant.queues[0].agents = Vec::new();
        tenant.queues[0].timeout_threshold = secs(30);
        tenant.queues[0].timeout = does(target.clone());
    }
}

/// Gives the account of the queue a number and a way to call outside.
fn calls_by(tenant: &mut Tenant, by: ExternalCalls) {
    if let Some(account) = &mut tenant.queues[0].resource_account {
        account.phone_number = Some("+14255550123".to_owned());
        account.external_calls = by;
    }
}

fn lines(set: impl FnOnce(&mut Tenant), script: &str, until: u64) -> Vec<String> {
    Run::script(set, script).until(until).lines()
}

#[test]
fn a_person_who_answers_has_the_call_of_a_queue() {
    check(
        "person",
        times_out_to(person(1)),
        "0 B does answers 4
         0 c1 calls
         60 B hangs-up",
        100,
        "0 c1 queued Q behind 0
         30 c1 Timeout Q person B after 30
         30 c1 dials 8:orgid:person-B
         60 c1 ended 0 by someone",
    );
    let run = Run::script(times_out_to(person(1)), "0 B does answers 4\n 0 c1 calls").until(40);
    let agent = run
        .world
        .teams()
        .agent(run.world.declaration(), "B")
        .expect("B is declared");
    assert_eq!(agent.calls, [run.number("c1")]);
}

#[test]
fn a_person_who_does_not_answer_a_queues_call_gets_a_message_after_thirty_seconds() {
    check(
        "unanswered",
        times_out_to(person(1)),
        "0 B does ignores 0
         0 c1 calls
         75 c1 leaves",
        100,
        "0 c1 queued Q behind 0
         30 c1 Timeout Q person B after 30
         30 c1 dials 8:orgid:person-B
         60 c1 voicemail B
         75 c1 left-message 10.867
         75 c1 ended 0 by someone",
    );
}

#[test]
fn a_person_follows_their_own_rule_for_calls_of_an_attendant() {
    let set = |tenant: &mut Tenant| {
        tenant.attendants.push(attendant(
            "main",
            automatic(MenuAction::Redirect(person(1))),
        ));
    };
    check(
        "122",
        set,
        "0 B does ignores 0
         0 c1 calls account-main
         21 c1 leaves",
        100,
        "0 c1 reaches main BusinessHours
         0 c1 left TransferredToUser person B selections 0
         0 c1 dials 8:orgid:person-B
         20 c1 voicemail B
         21 c1 ended 0 by someone",
    );
}

#[test]
fn a_person_who_declines_or_wants_no_calls_gets_a_message_at_once() {
    for script in [
        "0 B does declines 0\n 0 c1 calls",
        "0 B is do-not-disturb\n 0 c1 calls",
    ] {
        let lines = lines(times_out_to(person(1)), script, 31);
        assert_eq!(
            lines.last().map(String::as_str),
            Some("30 c1 voicemail B"),
            "{script}"
        );
    }
    let lines = lines(times_out_to(person(1)), "0 B is offline\n 0 c1 calls", 100);
    assert_eq!(
        lines[1..],
        ["30 c1 Timeout Q person B after 30", "60 c1 voicemail B"]
    );
}

#[test]
fn without_a_voicemail_the_call_ends_unanswered() {
    let set = |tenant: &mut Tenant| {
        times_out_to(person(1))(tenant);
        tenant.people[1].voicemail = PersonalVoicemail::Off;
    };
    let lines = lines(set, "0 B does ignores 0\n 0 c1 calls", 100);
    assert_eq!(
        lines[3..],
        [
            "60 c1 failed B did not answer and has no voicemail",
            "60 c1 ended 0"
        ]
    );
}

#[test]
fn a_person_without_voice_or_account_is_no_target() {
    fn not_enabled(tenant: &mut Tenant) {
        tenant.people[1].voice = Voice::NotEnabled;
    }
    fn deleted(tenant: &mut Tenant) {
        tenant.people[1].account = Account::Deleted;
    }
    for (change, failed) in [
        (
            not_enabled as fn(&mut Tenant),
            "30 c1 failed B has no Teams Phone licence or is not enabled for enterprise voice",
        ),
        (deleted, "30 c1 failed B was deleted"),
    ] {
        let set = |tenant: &mut Tenant| {
            times_out_to(person(1))(tenant);
            change(tenant);
        };
        let lines = lines(set, "0 c1 calls", 100);
        assert_eq!(lines[2..], [failed, "30 c1 ended 0"], "84");
    }
}

#[test]
fn a_prompt_plays_before_the_person_rings() {
    let set = |tenant: &mut Tenant| {
        times_out_to(person(1))(tenant);
        tenant.queues[0].timeout.prompt = Some(prompt("connecting", 6));
    };
    let lines = lines(set, "0 c1 calls", 37);
    assert_eq!(
        lines[1..],
        [
            "30 c1 Timeout Q person B after 30",
            "30 c1 hears connecting",
            "36 c1 dials 8:orgid:person-B"
        ]
    );
}

#[test]
fn personal_voicemail_takes_the_message_without_a_ring() {
    let lines = lines(
        times_out_to(Target::Voicemail { person: 2 }),
        "0 c1 calls\n 40 c1 leaves",
        100,
    );
    assert_eq!(
        lines[1..],
        [
            "30 c1 Timeout Q voicemail C after 30",
            "30 c1 voicemail C",
            "40 c1 left-message 5.867",
            "40 c1 ended 0 by someone"
        ],
        "S18"
    );
}

#[test]
fn a_number_outside_is_called_where_the_account_may() {
    for (by, credits) in [
        (ExternalCalls::CallingPlan, CommunicationsCredits::None),
        (ExternalCalls::OperatorConnect, CommunicationsCredits::None),
        (
            ExternalCalls::VoiceRoutingPolicy,
            CommunicationsCredits::None,
        ),
        (ExternalCalls::None, CommunicationsCredits::Available),
    ] {
        let set = |tenant: &mut Tenant| {
            times_out_to(external(OUTSIDE))(tenant);
            calls_by(tenant, by);
            tenant.communications_credits = credits;
        };
        check(
            "74, 76 and 77",
            set,
            "0 c1 calls
             50 c1 leaves",
            100,
            "0 c1 queued Q behind 0
             30 c1 Timeout Q external +14255550177 after 30
             30 c1 dials 4:+14255550177
             31 c1 connected +14255550177
             50 c1 ended 0 by someone",
        );
    }
}

#[test]
fn a_voice_routing_policy_needs_no_number_and_takes_other_digits() {
    let set = |number: &'static str| {
        move |tenant: &mut Tenant| {
            times_out_to(external(number))(tenant);
            calls_by(tenant, ExternalCalls::VoiceRoutingPolicy);
            if let Some(account) = &mut tenant.queues[0].resource_account {
                account.phone_number = None;
            }
        }
    };
    for number in [OUTSIDE, "4255550199"] {
        let lines = lines(set(number), "0 c1 calls", 40);
        assert_eq!(
            lines.last(),
            Some(&format!("31 c1 connected {number}")),
            "77 and 83"
        );
    }
}

#[test]
fn a_number_outside_is_not_called_where_the_account_may_not() {
    let only_licensed = |tenant: &mut Tenant| calls_by(tenant, ExternalCalls::None);
    let unlicensed = |tenant: &mut Tenant| {
        calls_by(tenant, ExternalCalls::CallingPlan);
        tenant
            .attendants
            .push(attendant("main", automatic(to_first())));
        if let Some(account) = &mut tenant.attendants[0].resource_account {
            account.licence = Licence::Missing;
        }
    };
    let refused = |set: &dyn Fn(&mut Tenant), number: &str, script: &str| {
        let set = |tenant: &mut Tenant| {
            times_out_to(external(number))(tenant);
            set(tenant);
        };
        let lines = lines(set, script, 100);
        let failed = lines.iter().find(|line| line.contains("failed")).cloned();
        assert_eq!(
            lines.last().map(String::as_str),
            Some("30 c1 ended 0"),
            "{lines:?}"
        );
        failed.unwrap_or_default()
    };
    let failed = refused(&only_licensed, OUTSIDE, "0 c1 calls");
    assert!(failed.contains("neither a Calling Plan"), "75: {failed}");
    let plan = |tenant: &mut Tenant| calls_by(tenant, ExternalCalls::CallingPlan);
    let failed = refused(&plan, "4255550199", "0 c1 calls");
    assert!(failed.contains("not in E.164"), "83: {failed}");
    let lines = lines(unlicensed, "0 c1 calls account-main", 5);
    assert_eq!(lines, ["0 c1 ended 403"]);
}

#[test]
fn the_first_attendants_account_counts_where_it_handed_the_call_on() {
    let through = |by: ExternalCalls, queues: ExternalCalls| {
        move |tenant: &mut Tenant| {
            times_out_to(external(OUTSIDE))(tenant);
            calls_by(tenant, queues);
            let mut main = attendant("main", automatic(to_first()));
            if let Some(account) = &mut main.resource_account {
                account.phone_number = Some("+14255550124".to_owned());
                account.external_calls = by;
            }
            tenant.attendants.push(main);
        }
    };
    let script = "0 c1 calls account-main";
    let set = through(ExternalCalls::CallingPlan, ExternalCalls::None);
    let reached = lines(set, script, 40);
    assert_eq!(
        reached.last().map(String::as_str),
        Some("31 c1 connected +14255550177"),
        "79"
    );
    let set = through(ExternalCalls::None, ExternalCalls::CallingPlan);
    let failed = lines(set, script, 40);
    assert_eq!(
        failed.last().map(String::as_str),
        Some("30 c1 ended 0"),
        "80"
    );
    // An attendant that the call never saw helps nobody.
    let set = through(ExternalCalls::CallingPlan, ExternalCalls::None);
    let failed = lines(set, "0 c1 calls", 40);
    assert_eq!(
        failed.last().map(String::as_str),
        Some("30 c1 ended 0"),
        "81"
    );
}

#[test]
fn calls_do_not_change_from_one_trunk_to_another() {
    // The number of the queue is a Calling Plan's; the account of the attendant before it dials by Direct Routing.
    let set = |tenant: &mut Tenant| {
        times_out_to(external(OUTSIDE))(tenant);
        calls_by(tenant, ExternalCalls::CallingPlan);
        tenant.queues[0].timeout = does(Target::Attendant {
            attendant: 0,
            by: ringback_world::declaration::Endpoint::ResourceAccount,
            priority: None,
        });
        let mut main = attendant("main", automatic(MenuAction::Redirect(external(OUTSIDE))));
        if let Some(account) = &mut main.resource_account {
            account.external_calls = ExternalCalls::VoiceRoutingPolicy;
        }
        tenant.attendants.push(main);
    };
    let run = |to: &str| {
        let mut run = Run::script(set, "");
        run.call(0, "c1", to).expect("it is placed");
        run.until(40).lines()
    };
    let failed = run("4:+14255550123");
    assert!(
        failed
            .iter()
            .any(|line| line.contains("TerminatedTransferFailed")),
        "82: {failed:?}"
    );
    let reached = run("28:orgid:account-Q");
    assert_eq!(
        reached.last().map(String::as_str),
        Some("31 c1 connected +14255550177")
    );
}

#[test]
fn a_number_outside_that_is_not_reached_ends_the_call() {
    for (number, at) in [
        ("+14255550191", 31),
        ("+14255550193", 31),
        ("+14255550194", 31),
        ("+14255550192", 145),
    ] {
        let set = |tenant: &mut Tenant| {
            times_out_to(external(number))(tenant);
            calls_by(tenant, ExternalCalls::CallingPlan);
        };
        let lines = lines(set, "0 c1 calls", 200);
        let end = &lines[lines.len() - 2..];
        assert!(
            end[0].starts_with(&format!("{at} c1 failed {number} was not reached")),
            "{end:?}"
        );
        assert_eq!(end[1], format!("{at} c1 ended 0"));
    }
}

#[test]
fn a_caller_who_leaves_stops_the_ring() {
    let run = Run::script(
        times_out_to(person(1)),
        "0 B does ignores 0
         0 c1 calls
         40 c1 leaves",
    )
    .until(100);
    assert_eq!(run.lines()[3..], ["40 c1 ended 0 by someone"]);
}

#[test]
fn a_person_answers_or_declines_what_rings_at_them_by_name() {
    for act in ["answers", "declines"] {
        let run = Run::script(
            times_out_to(person(1)),
            &format!("0 B does ignores 0\n 0 c1 calls\n 33 B {act}"),
        )
        .until(34);
        let agent = run.world.teams().agent(run.world.declaration(), "B");
        let in_call = !agent.expect("B is declared").calls.is_empty();
        assert_eq!(in_call, act == "answers");
        let lines = run.lines();
        let left_a_message = lines.last().is_some_and(|line| line == "33 c1 voicemail B");
        assert_eq!(left_a_message, act == "declines", "{lines:?}");
    }
}

#[test]
fn a_number_of_a_resource_rings_at_the_implementation() {
    let set = |tenant: &mut Tenant| {
        times_out_to(external("+18005550199"))(tenant);
        calls_by(tenant, ExternalCalls::CallingPlan);
    };
    let run = Run::script(set, "0 c1 calls").until(70);
    let rang = run.facts.iter().any(|fact| {
        matches!(
            &fact.what,
            What::Call(calls::Fact::IncomingCall { call, .. }) if *call == run.number("c1")
        )
    });
    assert!(rang);
    // Nobody answers there for half a minute.
    assert_eq!(
        run.lines()[2..],
        [
            "60 c1 failed +18005550199 was not reached (487 / 10004)",
            "60 c1 ended 0"
        ]
    );
}

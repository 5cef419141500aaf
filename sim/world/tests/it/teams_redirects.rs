//! Where exceptions send calls: prompts, other queues, failures.

use ringback_world::{
    calls::PartyState,
    declaration::{Endpoint, Exception, Target, Tenant},
};

use crate::teams_run::{Run, check, check_only, does, overflow_at, prompt, queue, secs, to_second};

fn baseline(_: &mut Tenant) {}

#[test]
fn a_prompt_plays_before_the_end_and_the_caller_may_leave_meanwhile() {
    let set = |tenant: &mut Tenant| {
        overflow_at(0)(tenant);
        tenant.queues[0].overflow.prompt = Some(prompt("sorry", 6));
    };
    check(
        "prompt",
        set,
        "0 c1 calls",
        100,
        "0 c1 Overflow Q disconnect-with-busy after 0
         0 c1 hears sorry
         6 c1 ended 486",
    );
    check(
        "prompt, left",
        set,
        "0 c1 calls
         4 c1 leaves",
        100,
        "0 c1 Overflow Q disconnect-with-busy after 0
         0 c1 hears sorry
         4 c1 ended 0 by someone",
    );
}

#[test]
fn a_caller_who_leaves_on_the_way_to_another_queue_has_not_abandoned_it() {
    check(
        "on the way",
        |tenant| {
            overflow_at(0)(tenant);
            tenant.queues[0].overflow = Exception {
                prompt: Some(prompt("transferring", 12)),
                target: to_second(Endpoint::Direct),
            };
        },
        "0 c1 calls
         4 c1 leaves",
        100,
        "0 c1 Overflow Q queue Q2 after 0
         0 c1 hears transferring
         4 c1 ended 0 by someone",
    );
}

#[test]
fn a_queue_reached_by_its_account_becomes_the_party() {
    for (by, app) in [
        (Endpoint::ResourceAccount, "28:orgid:account-Q2"),
        (Endpoint::Direct, "28:orgid:account-Q"),
    ] {
        let run = Run::script(
            |tenant| {
                tenant.queues[0].timeout_threshold = secs(30);
                tenant.queues[0].timeout = does(to_second(by));
            },
            "0 c1 calls",
        )
        .until(31);
        let call = run.world.calls().show(run.number("c1")).unwrap();
        let here: Vec<&str> = call
            .parties
            .iter()
            .filter(|party| party.state == PartyState::Connected)
            .map(|party| party.id.as_str())
            .collect();
        assert_eq!(here, ["4:+14255550001", app]);
    }
}

#[test]
fn a_chain_of_queues_has_an_end() {
    let set = |tenant: &mut Tenant| {
        for (from, to) in [(0, 1), (1, 0)] {
            tenant.queues[from].overflow_threshold = 0;
            tenant.queues[from].overflow = does(Target::Queue {
                queue: to,
                by: Endpoint::ResourceAccount,
                priority: None,
            });
        }
    };
    let lines = Run::script(set, "0 c1 calls").until(10).lines();
    let overflows = lines.iter().filter(|line| line.contains("Overflow"));
    assert_eq!(overflows.count(), 10);
    assert_eq!(
        lines[10..],
        [
            "0 c1 failed the call went through too many voice apps",
            "0 c1 ended 0"
        ]
    );
}

#[test]
fn a_queue_without_a_resource_account_is_not_reached_by_one() {
    check(
        "no account",
        |tenant| {
            overflow_at(0)(tenant);
            tenant.queues[0].overflow = does(to_second(Endpoint::ResourceAccount));
            tenant.queues[1].resource_account = None;
        },
        "0 c1 calls",
        10,
        "0 c1 Overflow Q queue Q2 after 0
         0 c1 failed queue \"Q2\" has no resource account
         0 c1 ended 0",
    );
}

#[test]
fn an_unknown_account_and_a_queues_own_id_reach_nothing() {
    for account in ["nobody", "queue-Q"] {
        let script = format!("0 c1 calls {account}");
        check("126", baseline, &script, 10, "0 c1 ended 404");
    }
}

#[test]
fn an_agent_of_the_other_queue_answers_with_its_own_wait() {
    check_only(
        "next queue",
        |tenant| {
            tenant.queues[0].timeout_threshold = secs(30);
            tenant.queues[0].timeout = does(to_second(Endpoint::ResourceAccount));
            tenant.queues[0].agents = vec![0];
            tenant.queues[1] = queue("Q2", &[1]);
        },
        "0 c1 calls
         37 B answers",
        100,
        &["rings", "answered"],
        "0 c1 rings A
         30 c1 rings B
         37 c1 answered B after 7",
    );
}

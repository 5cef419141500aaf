//! Who calls, as those see it whom a voice app lets ring: agents, people, numbers outside. The numbers are those of the
//! conformance cases.

use ringback_world::{
    RawId, Time, What, calls,
    declaration::{
        Answerer, Endpoint, ExternalCalls, MenuAction, PAssertedIdentity, ResourceAccount, Target,
        Tenant,
    },
    teams,
};

use crate::{
    teams_attendants::{attendant, automatic},
    teams_run::{Run, caller, does, secs, to_second},
};

const OUTSIDE: &str = "+14255550177";
const OWN: &str = "+14255550123";

/// The queue overflows at once to a number outside, by this account.
fn calls_outside(by: ExternalCalls, change: impl Fn(&mut ResourceAccount)) -> impl Fn(&mut Tenant) {
    move |tenant| {
        tenant.queues[0].overflow_threshold = 0;
        tenant.queues[0].overflow = does(Target::External {
            number: OUTSIDE.to_owned(),
        });
        if let Some(account) = &mut tenant.queues[0].resource_account {
            account.phone_number = Some(OWN.to_owned());
            account.external_calls = by;
            change(account);
        }
    }
}

/// What whoever rings sees.
fn seen(run: &Run) -> Vec<Option<RawId>> {
    let rings = run.facts.iter().filter_map(|fact| match &fact.what {
        What::Call(calls::Fact::Ringing { shows, .. }) => Some(shows.clone()),
        _ => None,
    });
    rings.collect()
}

fn seen_outside(
    by: ExternalCalls,
    change: impl Fn(&mut ResourceAccount),
    from: Option<RawId>,
) -> Vec<Option<RawId>> {
    let mut run = Run::script(calls_outside(by, change), "");
    match from {
        Some(from) => run.dial_as(
            Time::from_secs(0),
            "c1",
            from,
            RawId::new("28:orgid:account-Q"),
        ),
        None => run.call(0, "c1", "28:orgid:account-Q"),
    }
    .expect("it is placed");
    seen(&run.until(1))
}

#[test]
fn a_number_outside_sees_the_original_caller() {
    for by in [
        ExternalCalls::CallingPlan,
        ExternalCalls::OperatorConnect,
        ExternalCalls::VoiceRoutingPolicy,
    ] {
        let shows = seen_outside(by, |_| {}, None);
        assert_eq!(shows, [Some(caller("c1"))], "74 and 77: {by:?}");
    }
}

#[test]
fn a_session_border_controller_may_assert_the_accounts_number() {
    let asserts = |account: &mut ResourceAccount| {
        account.p_asserted_identity = PAssertedIdentity::On;
    };
    let direct = ExternalCalls::VoiceRoutingPolicy;
    assert_eq!(
        seen_outside(direct, asserts, None),
        [Some(RawId::phone_number(OWN))],
        "78"
    );
    let without_number = |account: &mut ResourceAccount| {
        asserts(account);
        account.phone_number = None;
    };
    assert_eq!(
        seen_outside(direct, without_number, None),
        [Some(caller("c1"))],
        "there is no number to assert"
    );
    for by in [ExternalCalls::CallingPlan, ExternalCalls::OperatorConnect] {
        assert_eq!(
            seen_outside(by, asserts, None),
            [Some(caller("c1"))],
            "no session border controller is in the way: {by:?}"
        );
    }
}

#[test]
fn who_calls_over_the_web_shows_the_accounts_number_outside() {
    let client = RawId::communication_user("11111111-2222-4333-8444-555555555555", "ann");
    let shows = seen_outside(ExternalCalls::CallingPlan, |_| {}, Some(client));
    assert_eq!(shows, [Some(RawId::phone_number(OWN))]);
}

#[test]
fn the_first_attendants_number_is_asserted_where_its_account_pays() {
    let set = |tenant: &mut Tenant| {
        calls_outside(ExternalCalls::VoiceRoutingPolicy, |_| {})(tenant);
        let to_queue = MenuAction::Redirect(Target::Queue {
            queue: 0,
            by: Endpoint::ResourceAccount,
            priority: None,
        });
        let mut main = attendant("main", automatic(to_queue));
        if let Some(account) = &mut main.resource_account {
            account.phone_number = Some("+14255550124".to_owned());
            account.external_calls = ExternalCalls::VoiceRoutingPolicy;
            account.p_asserted_identity = PAssertedIdentity::On;
        }
        tenant.attendants.push(main);
    };
    let run = Run::script(set, "0 c1 calls account-main").until(1);
    assert_eq!(seen(&run), [Some(RawId::phone_number("+14255550124"))]);
}

#[test]
fn a_person_sees_the_caller() {
    let set = |tenant: &mut Tenant| {
        tenant.queues[0].overflow_threshold = 0;
        tenant.queues[0].overflow = does(Target::Person { person: 1 });
    };
    let run = Run::script(set, "0 c1 calls").until(1);
    assert_eq!(seen(&run), [Some(caller("c1"))]);
}

#[test]
fn a_number_that_a_person_forwards_to_sees_the_caller() {
    let set = |tenant: &mut Tenant| {
        tenant.people[1].calling.forwarding = Some(Answerer::Number {
            number: OUTSIDE.to_owned(),
        });
        let to_b = MenuAction::Redirect(Target::Person { person: 1 });
        tenant.attendants.push(attendant("main", automatic(to_b)));
    };
    let run = Run::script(set, "0 c1 calls account-main").until(1);
    assert_eq!(seen(&run), [Some(caller("c1"))]);
}

/// What the clients of agents name as called.
fn toasts(run: &Run) -> Vec<String> {
    let offers = run.facts.iter().filter_map(|fact| match &fact.what {
        What::Teams(teams::Fact::Offered { shows, .. }) => Some(shows.clone()),
        _ => None,
    });
    offers.collect()
}

fn sales_line(tenant: &mut Tenant) {
    tenant.queues[0].agents = vec![0];
    if let Some(account) = &mut tenant.queues[0].resource_account {
        account.display_name = Some("Sales line".to_owned());
    }
}

#[test]
fn agents_see_the_resource_account_that_a_call_came_through_or_the_queue() {
    let through = |by: Endpoint| {
        let set = move |tenant: &mut Tenant| {
            sales_line(tenant);
            let to_queue = MenuAction::Redirect(Target::Queue {
                queue: 0,
                by,
                priority: None,
            });
            tenant
                .attendants
                .push(attendant("main", automatic(to_queue)));
        };
        toasts(&Run::script(set, "0 c1 calls account-main").until(1))
    };
    let straight = Run::script(sales_line, "0 c1 calls").until(1);
    assert_eq!(toasts(&straight), ["Sales line"], "73");
    assert_eq!(through(Endpoint::ResourceAccount), ["Sales line"]);
    assert_eq!(through(Endpoint::Direct), ["Q"], "73");
    let unnamed = |tenant: &mut Tenant| tenant.queues[0].agents = vec![0];
    assert_eq!(toasts(&Run::script(unnamed, "0 c1 calls").until(1)), ["Q"]);
}

#[test]
fn agents_of_the_next_queue_see_how_the_call_came_there() {
    let set = |by: Endpoint| {
        move |tenant: &mut Tenant| {
            sales_line(tenant);
            tenant.queues[0].timeout_threshold = secs(15);
            tenant.queues[0].timeout = does(to_second(by));
            tenant.queues[1].agents = vec![1];
            if let Some(account) = &mut tenant.queues[1].resource_account {
                account.display_name = Some("Second line".to_owned());
            }
        }
    };
    for (by, second) in [
        (Endpoint::ResourceAccount, "Second line"),
        (Endpoint::Direct, "Q2"),
    ] {
        let run = Run::script(set(by), "0 c1 calls").until(16);
        assert_eq!(toasts(&run), ["Sales line", second]);
    }
}

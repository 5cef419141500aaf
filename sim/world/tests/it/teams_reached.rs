//! What facts tell of the voice apps on a call's way: all that reports are made from.

use ringback_world::{
    RawId, What,
    calls::Tone,
    declaration::{Endpoint, ExternalCalls, Flow, MenuAction, Target, Tenant},
    teams,
};

use crate::{
    teams_attendants::{attendant, automatic, option, to_first},
    teams_run::{Run, does, prompt, to_second},
};

/// Each voice app on the way, `app kind by connectivity account`.
fn reached(run: &Run) -> Vec<String> {
    let word = |value: &dyn std::fmt::Debug| format!("{value:?}").to_lowercase();
    let told = |what: &What| match what {
        What::Teams(teams::Fact::VoiceAppReached {
            app,
            kind,
            by,
            connectivity,
            resource_account,
            ..
        }) => Some(format!(
            "{app} {} {} {} {}",
            word(kind),
            word(by),
            word(connectivity),
            resource_account
                .as_ref()
                .map_or("-", |account| account.as_str())
        )),
        _ => None,
    };
    run.facts
        .iter()
        .filter_map(|fact| told(&fact.what))
        .collect()
}

/// The fields of a fact of voice apps, as they are written down.
fn fields(run: &Run, fact: impl Fn(&teams::Fact) -> bool) -> Vec<teams::Fact> {
    let facts = run.facts.iter().filter_map(|told| match &told.what {
        What::Teams(told) if fact(told) => Some(told.clone()),
        _ => None,
    });
    facts.collect()
}

fn full(tenant: &mut Tenant, by: Endpoint) {
    tenant.queues[0].overflow_threshold = 0;
    tenant.queues[0].overflow = does(to_second(by));
}

#[test]
fn every_voice_app_on_the_way_is_told_with_how_it_was_reached() {
    let nested = |by| {
        move |tenant: &mut Tenant| {
            tenant
                .attendants
                .push(attendant("main", automatic(to_first())));
            full(tenant, by);
        }
    };
    let by_account =
        Run::script(nested(Endpoint::ResourceAccount), "0 c1 calls account-main").until(1);
    assert_eq!(
        reached(&by_account),
        [
            "main attendant account acscall account-main",
            "Q queue account acscall account-Q",
            "Q2 queue account acscall account-Q2",
        ]
    );
    let direct = Run::script(nested(Endpoint::Direct), "0 c1 calls account-main").until(1);
    assert_eq!(reached(&direct)[2], "Q2 queue direct acscall -");
}

#[test]
fn the_number_that_was_dialled_tells_how_the_call_came() {
    for (by, told) in [
        (ExternalCalls::CallingPlan, "callingplan"),
        (ExternalCalls::None, "callingplan"),
        (ExternalCalls::OperatorConnect, "operatorconnect"),
        (ExternalCalls::VoiceRoutingPolicy, "directrouting"),
    ] {
        let mut run = Run::script(
            |tenant| {
                let account = tenant.queues[0].resource_account.as_mut();
                let account = account.expect("the baseline's queue has one");
                account.phone_number = Some("+14255550100".to_owned());
                account.external_calls = by;
            },
            "",
        );
        run.call(0, "c1", "4:+14255550100").expect("it is dialled");
        assert_eq!(
            reached(&run),
            [format!("Q queue account {told} account-Q")],
            "{by:?}"
        );
    }
}

#[test]
fn a_call_of_a_colleague_is_internal() {
    let mut run = Run::script(|_| {}, "");
    let place = ringback_world::calls::Place {
        from: RawId::teams_user("person-A"),
        to: RawId::teams_app("account-Q"),
        display_name: None,
        custom_context: None,
        contact: None,
    };
    let command = ringback_world::Command::Calls(ringback_world::calls::Command::Place(place));
    run.handle(ringback_world::Time::ZERO, command)
        .expect("colleagues may call");
    assert_eq!(reached(&run), ["Q queue account internal account-Q"]);
}

#[test]
fn a_queue_tells_its_agents_and_who_is_opted_in_when_a_call_comes_or_leaves() {
    let run = Run::script(
        |tenant| tenant.queues[0].overflow_threshold = 1,
        "0 A opts out
         1 c1 calls
         2 B opts out
         3 c2 calls",
    );
    let counts = fields(&run, |_| true)
        .into_iter()
        .filter_map(|fact| match fact {
            teams::Fact::Queued {
                agents, opted_in, ..
            } => Some(("queued", agents, opted_in)),
            teams::Fact::Redirected {
                agents, opted_in, ..
            } => Some(("redirected", agents, opted_in)),
            _ => None,
        });
    assert_eq!(
        counts.collect::<Vec<_>>(),
        [("queued", 3, 2), ("redirected", 3, 1)]
    );
}

#[test]
fn a_redirect_tells_whether_the_voice_app_is_reached_by_its_account() {
    let by = |target: Target| {
        let run = Run::script(
            |tenant| {
                tenant.queues[0].overflow_threshold = 0;
                tenant.queues[0].overflow = does(target);
            },
            "0 c1 calls",
        );
        let redirected = fields(&run, |fact| matches!(fact, teams::Fact::Redirected { .. }));
        match redirected.first() {
            Some(teams::Fact::Redirected { by, .. }) => *by,
            other => panic!("it overflows at once: {other:?}"),
        }
    };
    let account = Endpoint::ResourceAccount;
    assert_eq!(by(to_second(account)), Some(account));
    assert_eq!(by(to_second(Endpoint::Direct)), Some(Endpoint::Direct));
    assert_eq!(by(Target::Disconnect), None);
}

#[test]
fn an_attendant_tells_in_which_part_of_its_flow_a_call_left() {
    let flow = Flow {
        greeting: Some(prompt("welcome", 5)),
        prompt: Some(prompt("menu", 10)),
        options: vec![
            option(Tone::One, "sales", to_first()),
            option(
                Tone::Two,
                "news",
                MenuAction::Announcement(prompt("news", 7)),
            ),
            option(Tone::Three, "bye", MenuAction::Disconnect),
        ],
        ..Flow::new()
    };
    let left_in = |script: &str, flow: &Flow| {
        let run = Run::script(
            |tenant| tenant.attendants.push(attendant("main", flow.clone())),
            script,
        );
        let run = run.until(100);
        let left = fields(&run, |fact| {
            matches!(fact, teams::Fact::AttendantLeft { .. })
        });
        match left.first() {
            Some(teams::Fact::AttendantLeft { call_flow, .. }) => *call_flow,
            other => panic!("the call leaves: {other:?}"),
        }
    };
    let ends = automatic(MenuAction::Disconnect);
    for (script, flow, expected) in [
        ("3 c1 leaves", &flow, teams::CallFlow::MainMenu),
        ("8 c1 leaves", &flow, teams::CallFlow::MainMenu),
        (
            "8 c1 presses 2\n9 c1 leaves",
            &flow,
            teams::CallFlow::Announcement,
        ),
        ("8 c1 presses 1", &flow, teams::CallFlow::CallTransfer),
        ("8 c1 presses 3", &flow, teams::CallFlow::CallTermination),
        ("", &ends, teams::CallFlow::AutomaticMenu),
    ] {
        let script = format!("0 c1 calls account-main\n{script}");
        assert_eq!(left_in(&script, flow), Some(expected), "{script}");
    }
}

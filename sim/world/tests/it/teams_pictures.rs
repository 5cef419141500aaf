//! Customer and agent of a queue's call show each other video and screens. Clauses are those of section 1 of the Teams
//! voice apps reference.

use ringback_world::{
    Command, RawId, Time, What,
    calls::{self, Act, CallId, Fact, Medium, PartyAct, Place},
    teams,
};

use crate::teams_run::Run;

const MAYA: &str = "8:acs:11111111-2222-4333-8444-555555555555_maya";
const A: &str = "8:orgid:person-A";

/// An ACS user calls the queue, and A answers.
fn connected() -> (Run, CallId) {
    let serial = |tenant: &mut ringback_world::declaration::Tenant| {
        tenant.queues[0].routing = ringback_world::declaration::Routing::Serial;
    };
    let mut run = Run::script(serial, "");
    let place = Place {
        from: RawId::new(MAYA),
        to: RawId::teams_app("account-Q"),
        display_name: None,
        custom_context: None,
        contact: None,
    };
    run.handle(Time::ZERO, Command::Calls(calls::Command::Place(place)))
        .expect("it is placed");
    run.line("1 A answers").expect("it rings there");
    let call = run.world.calls().list()[0].id;
    (run, call)
}

fn customer(run: &mut Run, secs: u64, call: CallId, act: Act) {
    let party = RawId::new(MAYA);
    let act = calls::Command::Party(PartyAct { call, party, act });
    run.handle(Time::from_secs(secs), Command::Calls(act))
        .expect("the customer can");
}

fn agent(run: &mut Run, secs: u64, act: Act) {
    let in_call = teams::Command::InCall {
        agent: "A".to_owned(),
        call: None,
        act,
    };
    run.teams(Time::from_secs(secs), in_call)
        .expect("the agent can");
}

/// Who began and ceased to show what, and who left, in order.
fn shown(run: &Run) -> Vec<String> {
    let name = |party: &RawId| match party.as_str() {
        MAYA => "maya",
        A => "A",
        _ => "somebody",
    };
    let facts = run.facts.iter();
    facts
        .filter_map(|fact| match &fact.what {
            What::Call(Fact::MediaStarted { party, media, .. }) => {
                Some(format!("{} starts {media:?}", name(party)))
            }
            What::Call(Fact::MediaStopped { party, media, .. }) => {
                Some(format!("{} stops {media:?}", name(party)))
            }
            What::Call(Fact::PartyLeft { party, .. }) if name(party) != "somebody" => {
                Some(format!("{} leaves", name(party)))
            }
            _ => None,
        })
        .collect()
}

fn media_of(run: &Run, call: CallId, party: &str) -> Vec<Medium> {
    let view = run.world.calls().show(call).expect("it is known");
    let mut parties = view.parties.into_iter();
    let party = parties.find(|one| one.id.as_str() == party);
    party.expect("it was there").media
}

#[test]
fn each_side_sees_the_other_begin_and_cease() {
    let (mut run, call) = connected();
    agent(&mut run, 2, Act::Start(Medium::Video));
    customer(&mut run, 3, call, Act::Start(Medium::ScreenShare));
    assert_eq!(media_of(&run, call, A), [Medium::Video]);
    assert_eq!(media_of(&run, call, MAYA), [Medium::ScreenShare]);
    agent(&mut run, 4, Act::Stop(Medium::Video));
    customer(&mut run, 5, call, Act::Stop(Medium::ScreenShare));
    let expected = [
        "A starts Video",
        "maya starts ScreenShare",
        "A stops Video",
        "maya stops ScreenShare",
    ];
    assert_eq!(shown(&run), expected);
    assert!(media_of(&run, call, A).is_empty());
    assert!(media_of(&run, call, MAYA).is_empty());
}

#[test]
fn what_somebody_shows_ends_when_they_leave() {
    let (mut run, call) = connected();
    agent(&mut run, 2, Act::Start(Medium::Video));
    customer(&mut run, 3, call, Act::Start(Medium::Video));
    agent(&mut run, 9, Act::HangUp);
    let expected = [
        "A starts Video",
        "maya starts Video",
        "A stops Video",
        "A leaves",
        "maya stops Video",
        "maya leaves",
    ];
    assert_eq!(shown(&run), expected);
}

#[test]
fn what_an_agent_shows_ends_when_they_park_and_the_customers_goes_on() {
    let (mut run, call) = connected();
    agent(&mut run, 2, Act::Start(Medium::Video));
    agent(&mut run, 2, Act::Start(Medium::ScreenShare));
    customer(&mut run, 3, call, Act::Start(Medium::Video));
    agent(&mut run, 9, Act::Park);
    run.line("20 B retrieves 10").expect("it is parked");
    let expected = [
        "A starts Video",
        "A starts ScreenShare",
        "maya starts Video",
        "A stops Video",
        "A stops ScreenShare",
        "A leaves",
    ];
    assert_eq!(shown(&run), expected);
    // Whoever retrieves the call finds what the customer shows.
    assert_eq!(media_of(&run, call, MAYA), [Medium::Video]);
}

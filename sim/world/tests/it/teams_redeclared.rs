//! A world that is declared further while calls wait.

use ringback_world::{
    Command, Guid, Ids, Input, RawId, Refusal, Source, Time, World,
    calls::{self, Act, PartyAct, Place, Tone},
    declaration::{Declaration, Endpoint, Group, MenuAction, OptOut, Target},
    directory,
    teams::{self, Opted, Presence},
};

use crate::{
    teams_attendants::{attendant, automatic, option},
    teams_run::{baseline, queue},
};

fn world() -> World {
    let start = "2026-01-20T10:15:00Z".parse().expect("it is a time");
    World::new(Ids::new(1, "redeclared"), start, baseline())
}

fn redeclare(declaration: Declaration) -> Command {
    Command::Directory(directory::Command::Redeclare(Box::new(declaration)))
}

fn call(queue: &str) -> Command {
    Command::Calls(calls::Command::Place(Place {
        from: RawId::new("4:+14255550177"),
        to: RawId::teams_app(&format!("account-{queue}")),
        display_name: None,
        custom_context: None,
        contact: None,
    }))
}

/// The baseline with a queue and a person before those that it has.
fn further() -> Declaration {
    let mut declaration = baseline();
    let mut person = declaration.teams.people[0].clone();
    person.name = "D".to_owned();
    person.object_id = ringback_world::Guid::new("person-D");
    declaration.teams.people.insert(0, person);
    for queue in &mut declaration.teams.queues {
        queue.agents.iter_mut().for_each(|agent| *agent += 1);
    }
    declaration.teams.queues.insert(0, queue("Q0", &[0]));
    declaration
}

fn input(world: &mut World, inputs: &mut Vec<Input>, secs: u64, command: Command) {
    let now = Time::from_secs(secs);
    inputs.push(world.input(now, Source::Control, command.clone()));
    world.handle(now, command).expect("it is taken");
}

#[test]
fn what_stays_keeps_its_place_and_its_state() {
    let continued = baseline().continued_by(further()).expect("nothing lacks");
    let names = |declaration: &Declaration| -> Vec<String> {
        let queues = declaration.teams.queues.iter();
        queues.map(|queue| queue.name.clone()).collect()
    };
    assert_eq!(names(&continued), ["Q", "Q2", "Q0"]);
    assert_eq!(continued.teams.queues[0], baseline().teams.queues[0]);
    assert_eq!(continued.teams.queues[2].agents, [3]);
    assert_eq!(baseline().continued_by(baseline()), Some(baseline()));

    let mut world = world();
    let mut inputs = Vec::new();
    let out = teams::Command::SetOptedIn {
        person: "A".to_owned(),
        queue: Some("Q".to_owned()),
        opted: Opted::Out,
    };
    let away = teams::Command::SetPresence {
        person: "B".to_owned(),
        presence: Presence::Away,
    };
    input(&mut world, &mut inputs, 1, Command::Teams(out));
    input(&mut world, &mut inputs, 1, Command::Teams(away));
    input(&mut world, &mut inputs, 2, call("Q"));
    input(&mut world, &mut inputs, 3, redeclare(further()));
    input(&mut world, &mut inputs, 4, call("Q0"));
    world.advance(Time::from_secs(5));
    let offers = |name: &str| {
        let agent = world.teams().agent(world.declaration(), name);
        let agent = agent.expect("declared");
        (agent.presence, agent.offers.len())
    };
    assert_eq!(offers("A"), (Presence::Available, 0), "opted out");
    assert_eq!(offers("B"), (Presence::Away, 0));
    assert_eq!(offers("C"), (Presence::Available, 1));
    assert_eq!(offers("D"), (Presence::Available, 1));

    let mut again = self::world();
    for input in inputs {
        again.replay(input);
    }
    again.advance(Time::from_secs(5));
    assert_eq!(again.take_facts(), world.take_facts());
}

#[test]
fn other_settings_count_from_now_on() {
    let mut world = world();
    let mut inputs = Vec::new();
    let mut other = baseline();
    let first = &mut other.teams.queues[0];
    first.overflow_threshold = 0;
    first.opt_out = OptOut::NotAllowed;
    first.agents = vec![0];
    input(&mut world, &mut inputs, 1, call("Q"));
    world.advance(Time::from_secs(1));
    input(&mut world, &mut inputs, 2, redeclare(other));
    world.advance(Time::from_secs(2));
    let ringing = ["A", "B", "C"].map(|name| {
        let agent = world.teams().agent(world.declaration(), name);
        agent.expect("declared").offers.len()
    });
    assert_eq!(ringing, [1, 0, 0]);
    input(&mut world, &mut inputs, 3, call("Q"));
    world.advance(Time::from_secs(3));
    let states = world.calls().list();
    assert!(states[0].ended.is_none(), "{:?}", states[0]);
    assert_eq!(states[1].ended.as_ref().map(|ended| ended.code), Some(486));
}

#[test]
fn a_declaration_that_lacks_something_is_refused() {
    let mut less = baseline();
    less.teams.people.pop();
    less.teams.queues[0].agents.pop();
    let mut world = world();
    assert_eq!(
        world.handle(Time::ZERO, redeclare(less)),
        Err(Refusal::Directory(directory::Refusal::SomethingLacks))
    );
    assert_eq!(*world.declaration(), baseline());
}

#[test]
fn attendants_keep_their_calls_and_targets_where_something_is_declared_before_them() {
    let to_first = MenuAction::Redirect(Target::Queue {
        queue: 0,
        by: Endpoint::ResourceAccount,
        priority: None,
    });
    let mut flow = automatic(MenuAction::Disconnect);
    flow.options = vec![option(Tone::One, "first", to_first)];
    let mut before = baseline();
    before.teams.attendants.push(attendant("main", flow));
    let mut after = before.clone();
    after.teams.queues.insert(0, queue("Q0", &[]));
    after.teams.attendants[0].flow.options[0].action = MenuAction::Redirect(Target::Queue {
        queue: 1,
        by: Endpoint::ResourceAccount,
        priority: None,
    });
    let new = attendant("new", automatic(MenuAction::Disconnect));
    after.teams.attendants.insert(0, new);

    let start = "2026-01-20T10:15:00Z".parse().expect("it is a time");
    let mut world = World::new(Ids::new(1, "redeclared"), start, before.clone());
    let mut inputs = Vec::new();
    input(&mut world, &mut inputs, 1, call("main"));
    input(&mut world, &mut inputs, 2, redeclare(after));
    assert_eq!(
        world.declaration().teams.attendants[0],
        before.teams.attendants[0]
    );
    let names: Vec<String> = world.attendants().into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["main", "new"]);
    assert_eq!(world.attendants()[0].calls.len(), 1);
    let press = Command::Calls(calls::Command::Party(PartyAct {
        call: world.attendants()[0].calls[0].call,
        party: RawId::new("4:+14255550177"),
        act: Act::Press(vec![Tone::One]),
    }));
    input(&mut world, &mut inputs, 3, press);
    let queue = world.teams().queue(world.declaration(), "Q");
    assert_eq!(queue.expect("it is declared").waiting.len(), 1);
}

#[test]
fn the_scope_of_an_attendant_keeps_its_groups_where_one_is_declared_before_them() {
    let group = |name: &str| Group::new(name, Guid::new(format!("group-{name}")));
    let mut before = baseline();
    before.teams.groups.push(group("staff"));
    let mut main = attendant("main", automatic(MenuAction::Disconnect));
    main.scope.include = vec![1];
    main.scope.exclude = vec![0];
    before.teams.attendants.push(main);
    let mut after = before.clone();
    after.teams.groups.insert(0, group("board"));
    after.teams.attendants[0].scope.include = vec![2, 0];
    after.teams.attendants[0].scope.exclude = vec![1];
    let continued = before.continued_by(after).expect("nothing is lacking");
    let names: Vec<&str> = continued
        .teams
        .groups
        .iter()
        .map(|one| &*one.name)
        .collect();
    assert_eq!(names, ["team", "staff", "board"]);
    let scope = &continued.teams.attendants[0].scope;
    assert_eq!((&*scope.include, &*scope.exclude), (&[1, 2][..], &[0][..]));
}

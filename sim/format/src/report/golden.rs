//! The five tables of one small run, compared with files; `RINGBACK_REGENERATE=1` writes them anew.

use std::path::Path;

use jiff::{Timestamp, tz::Offset};
use ringback_world::{
    Command, Contact, Fact, Guid, Ids, RawId, Time, World,
    calls::{self, Act, CallId, PartyAct, Place, Tone},
    declaration::{
        Attendant, Declaration, Endpoint, Flow, MenuAction, MenuOption, Person, Prompt, Queue,
        ResourceAccount, SelectedBy, Target, Tenant,
    },
    reports::{Level, Source, TableName, View, records},
    teams,
};

const START: &str = "2024-07-01T20:45:00Z";

/// The attendant `main`, whose key 1 leads to the queue `support` of ana and bo, where one may wait.
fn tenant() -> Tenant {
    let account = |name: &str| Some(ResourceAccount::new(Guid::new(format!("account-{name}"))));
    let flow = Flow {
        greeting: Some(Prompt {
            says: "Welcome.".to_owned(),
            takes: ringback_world::Span::from_secs(5),
        }),
        options: vec![MenuOption {
            by: SelectedBy::Key(Tone::One),
            phrase: None,
            action: MenuAction::Redirect(Target::Queue {
                queue: 0,
                by: Endpoint::ResourceAccount,
                priority: None,
            }),
        }],
        ..Flow::new()
    };
    let person = |name: &str| Person::new(name, Guid::new(format!("person-{name}")));
    Tenant {
        people: vec![person("ana"), person("bo")],
        queues: vec![Queue {
            resource_account: Some(ResourceAccount {
                phone_number: Some("+14255550100".to_owned()),
                ..ResourceAccount::new(Guid::new("account-support"))
            }),
            agents: vec![0, 1],
            overflow_threshold: 1,
            ..Queue::new("support", Guid::new("queue-support"))
        }],
        attendants: vec![Attendant {
            resource_account: account("main"),
            ..Attendant::new("main", Guid::new("attendant-main"), flow)
        }],
        ..Tenant::new(Guid::new("tenant"))
    }
}

fn customer(number: u32) -> RawId {
    RawId::phone_number(&format!("+1425555{number:04}"))
}

fn places(number: u32, to: &str) -> Command {
    Command::Calls(calls::Command::Place(Place {
        from: customer(number),
        to: RawId::new(to),
        display_name: None,
        custom_context: None,
        contact: Some(Contact(number)),
    }))
}

fn does(number: u32, act: Act) -> Command {
    Command::Calls(calls::Command::Party(PartyAct {
        call: CallId(number),
        party: customer(number),
        act,
    }))
}

fn answers(agent: &str) -> Command {
    let agent = agent.to_owned();
    Command::Teams(teams::Command::Answer { agent, call: None })
}

/// One caller comes through the attendant and talks to ana, one dials the queue and hangs up, one finds it full, and one
/// leaves the attendant.
fn run() -> (World, Vec<Fact>) {
    let declaration = Declaration {
        resources: Vec::new(),
        teams: tenant(),
        bots: Vec::new(),
    };
    let start: Timestamp = START.parse().expect("it is a time");
    let mut world = World::new(Ids::new(1, "small"), start, declaration);
    for (at_ms, command) in [
        (0, places(1, "28:orgid:account-main")),
        (7_500, does(1, Act::Press(vec![Tone::One]))),
        (20_000, answers("ana")),
        (30_000, places(2, "4:+14255550100")),
        (40_000, places(3, "28:orgid:account-support")),
        (55_000, does(2, Act::HangUp)),
        (60_000, places(4, "28:orgid:account-main")),
        (63_000, does(4, Act::HangUp)),
        (140_000, does(1, Act::HangUp)),
    ] {
        let now = Time::from_millis(at_ms);
        world.advance(now);
        let done = world.handle(now, command);
        done.unwrap_or_else(|refusal| panic!("at {at_ms} ms: {refusal}"));
    }
    let facts = world.take_facts();
    (world, facts)
}

#[test]
fn the_tables_of_a_small_run_are_those_in_the_files() {
    let (world, facts) = run();
    let source = Source {
        ids: world.ids(),
        tenant: &world.declaration().teams,
    };
    let records = records(&source, &facts);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/golden");
    for (level, offset, folder) in [
        (Level::Call, 19_800, folder.join("call")),
        (Level::Day, 0, folder.join("day")),
    ] {
        let view = View {
            start: START.parse().expect("it is a time"),
            offset: Offset::from_seconds(offset).expect("it is an offset"),
            level,
        };
        for name in TableName::ALL {
            let text = super::csv(&name.table(&records, &view));
            let path = folder.join(format!("{}.csv", name.name()));
            if std::env::var_os("RINGBACK_REGENERATE").is_some() {
                std::fs::create_dir_all(&folder).expect("the folder can be made");
                std::fs::write(&path, &text).expect("the file can be written");
            }
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(
                text,
                committed,
                "{} differs; where that is meant, run the test once with RINGBACK_REGENERATE=1",
                path.display()
            );
        }
    }
}

//! Whatever people do: reports say what the facts and the counters say, and nothing else.

use std::collections::BTreeMap;

use proptest::prelude::*;
use ringback_world::{
    Span, What,
    calls::CallId,
    declaration::{Declaration, Endpoint, MenuAction, Target},
    reports::{QueueResult, Record, Table, TableName},
    teams::{self, QueueCounts, VoiceAppKind},
};

use crate::{
    reports_of::{column, per_call, records_of, seen_from, table},
    teams_attendants::{attendant, automatic, option},
    teams_run::Run,
    teams_worlds::{declaration, happen, moves},
};

/// The queues' and attendants' own stories, taken from the facts in another way than the reports take them: the voice apps
/// of each call in order, and each end of a wait in order.
#[derive(Default)]
struct Way {
    queues: Vec<String>,
    attendants: Vec<String>,
    waits: Vec<Span>,
}

fn ways(run: &Run) -> BTreeMap<CallId, Way> {
    let mut ways: BTreeMap<CallId, Way> = BTreeMap::new();
    for fact in &run.facts {
        let What::Teams(fact) = &fact.what else {
            continue;
        };
        match fact {
            teams::Fact::VoiceAppReached {
                call, app, kind, ..
            } => {
                let way = ways.entry(*call).or_default();
                match kind {
                    VoiceAppKind::Queue => way.queues.push(app.clone()),
                    VoiceAppKind::Attendant => way.attendants.push(app.clone()),
                }
            }
            teams::Fact::AnsweredByAgent { call, waited, .. }
            | teams::Fact::CallbackAnswered { call, waited, .. }
            | teams::Fact::CallbackTimedOut { call, waited, .. }
            | teams::Fact::Abandoned { call, waited, .. }
            | teams::Fact::Redirected { call, waited, .. } => {
                ways.entry(*call).or_default().waits.push(*waited);
            }
            _ => {}
        }
    }
    ways
}

/// What the counter of a queue would say if only calls counted whose first queue it is.
fn counted(records: &[Record], queue: &str) -> QueueCounts {
    let mut counts = QueueCounts::default();
    for record in records {
        let Some(leg) = record.queue.as_ref().filter(|leg| leg.queue == queue) else {
            continue;
        };
        counts.arrived += 1;
        match leg.outcome.expect("nobody waits for ever").result {
            QueueResult::AgentJoinedConference
            | QueueResult::TransferredToAgent
            | QueueResult::TransferredToCallbackCaller => counts.answered += 1,
            QueueResult::Disconnected => counts.abandoned += 1,
            QueueResult::Overflown => counts.overflowed += 1,
            QueueResult::TimedOut | QueueResult::CallbackCallTimedOut => counts.timed_out += 1,
            QueueResult::NoAgent => counts.no_agents += 1,
            QueueResult::Declined
            | QueueResult::Error
            | QueueResult::Failed
            | QueueResult::Invalid => {}
        }
    }
    counts
}

/// The same world, but no queue leads to another one: every queue of a call is then its first.
fn without_chains(mut declaration: Declaration) -> Declaration {
    for queue in &mut declaration.teams.queues {
        let exceptions = [Some(&mut queue.overflow), Some(&mut queue.timeout)];
        let all = exceptions.into_iter().chain([queue.no_agents.as_mut()]);
        for exception in all.flatten() {
            if let Target::Queue { .. } = exception.target {
                exception.target = Target::DisconnectWithBusy;
            }
        }
    }
    declaration
}

/// The same world with an attendant on the way to the first queue, reached by the account that led there.
fn with_attendant(mut declaration: Declaration) -> Declaration {
    let to_queue = |queue| {
        MenuAction::Redirect(Target::Queue {
            queue,
            by: Endpoint::Direct,
            priority: None,
        })
    };
    let mut main = attendant("main", automatic(to_queue(0)));
    main.flow
        .options
        .push(option(ringback_world::calls::Tone::One, "one", to_queue(1)));
    main.resource_account = declaration.teams.queues[0].resource_account.take();
    declaration.teams.attendants.push(main);
    declaration
}

fn all_tables(run: &Run) -> Vec<Table> {
    let records = records_of(run);
    let view = per_call(run);
    let all = TableName::ALL.into_iter();
    all.map(|name| name.table(&records, &view)).collect()
}

proptest! {
    #[test]
    fn there_is_a_row_for_each_call_that_reached_a_queue_or_an_attendant(
        declaration in declaration(), moves in moves(),
    ) {
        let (run, _) = happen(with_attendant(declaration), moves);
        let ways = ways(&run);
        let in_queues = ways.values().filter_map(|way| way.queues.first().cloned());
        let in_attendants = ways.values().filter_map(|way| way.attendants.first().cloned());
        let sorted = |mut names: Vec<String>| { names.sort(); names };
        prop_assert_eq!(
            sorted(column(&table(&run, TableName::CallQueueAnalytics), "CQ Name")),
            sorted(in_queues.collect())
        );
        prop_assert_eq!(
            sorted(column(&table(&run, TableName::AutoAttendant), "AA Name")),
            sorted(in_attendants.collect())
        );
    }

    #[test]
    fn results_add_up_to_the_counters_of_the_queues(declaration in declaration(), moves in moves()) {
        let (run, _) = happen(without_chains(declaration), moves);
        let records = records_of(&run);
        for queue in run.world.teams().queues(run.world.declaration()) {
            prop_assert_eq!(counted(&records, &queue.name), queue.counts, "{}", queue.name);
        }
    }

    #[test]
    fn the_first_queue_had_the_call_as_long_as_its_first_wait(
        declaration in declaration(), moves in moves(),
    ) {
        let (run, _) = happen(declaration, moves);
        let ways = ways(&run);
        for record in records_of(&run) {
            let way = &ways[&record.call];
            let leg = record.queue.expect("there are queues alone");
            prop_assert_eq!(Some(&leg.queue), way.queues.first());
            prop_assert_eq!(Some(&leg.waited), way.waits.first());
            prop_assert!(leg.opted_in <= leg.agents);
            prop_assert!(record.lasted >= leg.waited, "a call lasts as long as it waits");
        }
    }

    #[test]
    fn final_states_and_agents_count_what_the_other_tables_list(
        declaration in declaration(), moves in moves(),
    ) {
        let (run, _) = happen(declaration, moves);
        let [_, queues, states, agents, summaries] = all_tables(&run).try_into().expect("five");
        let total = |table: &Table, name: &str| -> u64 {
            column(table, name).iter().map(|cell| cell.parse::<u64>().expect("a number")).sum()
        };
        prop_assert_eq!(total(&states, "Call Count"), queues.rows.len() as u64);
        prop_assert_eq!(total(&summaries, "Total Call Count"), agents.rows.len() as u64);
        let abandoned = column(&states, "IsAbandoned").into_iter().zip(column(&states, "Call Count"));
        let abandoned: u64 = abandoned
            .filter(|(abandoned, _)| abandoned == "true")
            .map(|(_, count)| count.parse::<u64>().expect("a number"))
            .sum();
        prop_assert_eq!(abandoned, total(&queues, "Call Count Abandoned"));
        // The key joins the two tables of queues.
        let keys = column(&states, "DateTimeCQName");
        for key in column(&queues, "DateTimeCQName") {
            prop_assert!(keys.contains(&key), "{} is not in {:?}", key, keys);
        }
        let keys = column(&summaries, "AgentTimelineAnalyticsLink");
        for key in column(&agents, "AgentTimelineAnalyticsSummaryLink") {
            prop_assert!(keys.contains(&key), "{} is not in {:?}", key, keys);
        }
        let answers = run.facts.iter().filter(|fact| {
            matches!(
                &fact.what,
                What::Teams(
                    teams::Fact::AnsweredByAgent { .. } | teams::Fact::CallbackAnswered { .. }
                )
            )
        });
        prop_assert_eq!(agents.rows.len(), answers.count());
    }

    #[test]
    fn every_legend_is_a_published_one(declaration in declaration(), moves in moves()) {
        let legs = declaration.teams.switches.max_voice_app_legs;
        let (run, _) = happen(with_attendant(declaration), moves);
        let targets = ["Application", "Disconnect", "External", "User", "Voicemail"];
        let exceptions = ["Overflowed", "Timed Out", "No Agents"];
        let mut detailed = vec![
            "Abandoned".to_owned(),
            "Agent Answered (Call)".to_owned(),
            "Agent Answered (Callback)".to_owned(),
            "Timed Out (Callback)".to_owned(),
        ];
        let mut states = detailed.clone();
        for exception in exceptions {
            detailed.extend(targets.map(|target| format!("{exception} ({target})")));
            let ways = ["Disconnect", "Xferred", "Voicemail"];
            states.extend(ways.map(|way| format!("{exception} ({way})")));
        }
        let queues = table(&run, TableName::CallQueueAnalytics);
        for legend in column(&queues, "Call Queue Target Type Legend") {
            prop_assert!(detailed.contains(&legend), "{}", legend);
        }
        let mut plain = vec!["Abandoned".to_owned(), "Agent Answered".to_owned()];
        plain.extend(exceptions.map(str::to_owned));
        for legend in column(&queues, "Call Queue Call Result Legend") {
            prop_assert!(plain.contains(&legend), "{}", legend);
        }
        let last = table(&run, TableName::CallQueueFinalStateAction);
        for legend in column(&last, "Call Queue Call Result Legend") {
            prop_assert!(states.contains(&legend), "{}", legend);
        }
        // The chain is too long already where a call may enter one app alone.
        let attendant = if legs == 1 { "Other" } else { "Transferred (CQ)" };
        for legend in column(&table(&run, TableName::AutoAttendant), "AACallResultLegend") {
            prop_assert_eq!(legend, attendant);
        }
    }

    #[test]
    fn the_same_facts_give_the_same_report_and_a_day_counts_what_calls_count(
        declaration in declaration(), moves in moves(),
    ) {
        let (run, _) = happen(declaration.clone(), moves.clone());
        let (again, _) = happen(declaration, moves);
        prop_assert_eq!(all_tables(&run), all_tables(&again));
        let records = records_of(&run);
        let day = seen_from("2026-01-20T23:00:00Z", 9, 30, ringback_world::reports::Level::Day);
        for name in TableName::ALL {
            let (calls, days) = (name.table(&records, &per_call(&run)), name.table(&records, &day));
            let count = |table: &Table| -> u64 {
                let counts = ["Call Count", "TotalCallCount", "Total Call Count"];
                let count = counts.into_iter().find(|count| table.columns.contains(count));
                let cells = column(table, count.expect("every table counts calls"));
                cells.iter().map(|cell| cell.parse::<u64>().expect("a number")).sum()
            };
            prop_assert_eq!(count(&calls), count(&days), "{}", name.name());
            prop_assert!(days.rows.len() <= calls.rows.len());
            for row in calls.rows.iter().chain(&days.rows) {
                prop_assert_eq!(row.len(), calls.columns.len());
            }
        }
    }
}

//! A stand-in for the sample services: the same menu, straight against the world, so that the library is tried without sockets.

use std::collections::{BTreeMap, BTreeSet};

use ringback_scenarios::{Case, RunView};
use ringback_world::{
    Command, Contact, Fact, RawId, Span, Time, What, World,
    calls::{
        self, Answer, ApiVersion, CallConnectionId, CallOutcome, Choice, CustomContext,
        HangUpReach, InputType, Interrupt, Loop, MediaFailed, OperationEnded, Play, PlaySource,
        Recognize, RecognizeCompleted, RecognizeOptions, Recognized, SpeechService, Tone, Transfer,
    },
};

use crate::play::{Service, play_with};

const CHOICES: &str = "For sales press 1 or say sales. For support press 2 or say support.";

/// The sample services' behaviour.
#[derive(Default)]
pub(crate) struct Menu {
    callers: BTreeMap<CallConnectionId, RawId>,
    waiting: BTreeMap<u32, RawId>,
    asked: BTreeSet<CallConnectionId>,
}

impl Menu {
    fn asks(
        &mut self,
        world: &mut World,
        now: Time,
        connection: &CallConnectionId,
        says: &str,
        context: &str,
    ) {
        let choice = |label: &str, phrases: [&str; 2], tone| Choice {
            label: label.to_owned(),
            phrases: phrases.map(str::to_owned).to_vec(),
            tone: Some(tone),
        };
        let asked = calls::Command::Recognize(Recognize {
            connection: connection.clone(),
            input_type: InputType::Choices,
            options: RecognizeOptions {
                target: self.callers[connection].clone(),
                interrupt_prompt: Interrupt::Yes,
                initial_silence_timeout: Span::from_secs(5),
                dtmf: None,
                choices: vec![
                    choice("Sales", ["sales", "buy"], Tone::One),
                    choice("Support", ["support", "help"], Tone::Two),
                ],
                speech: None,
            },
            prompt: vec![PlaySource::Text {
                text: format!("{says} {CHOICES}"),
            }],
            interrupt_call_media_operation: Interrupt::No,
            operation_context: Some(context.to_owned()),
        });
        // The caller may be gone.
        let _refused = world.handle(now, Command::Calls(asked));
    }

    fn plays(
        world: &mut World,
        now: Time,
        connection: &CallConnectionId,
        text: &str,
        context: &str,
    ) {
        let asked = calls::Command::Play(Play {
            connection: connection.clone(),
            sources: vec![PlaySource::Text {
                text: text.to_owned(),
            }],
            to: Vec::new(),
            repeat: Loop::Once,
            interrupt_call_media_operation: Interrupt::No,
            operation_context: Some(context.to_owned()),
        });
        let _refused = world.handle(now, Command::Calls(asked));
    }

    fn asks_again(
        &mut self,
        world: &mut World,
        now: Time,
        connection: &CallConnectionId,
        sub_code: u32,
    ) {
        if !self.asked.insert(connection.clone()) {
            return Self::plays(world, now, connection, "Goodbye.", "goodbye");
        }
        let why = match sub_code {
            8534 | 8547 => "Sorry, that is not in the menu.",
            _ => "Sorry, we did not understand.",
        };
        self.asks(world, now, connection, why, "menu-2");
    }

    fn transfers(world: &mut World, now: Time, connection: &CallConnectionId, label: &str) {
        let name = if label == "Sales" { "sales" } else { "support" };
        let queues = &world.declaration().teams.queues;
        let queue = queues
            .iter()
            .find(|queue| queue.name == name)
            .expect("it is declared");
        let target = queue
            .resource_account
            .as_ref()
            .expect("it has one")
            .raw_id();
        let asked = calls::Command::Transfer(Transfer {
            connection: connection.clone(),
            target,
            transferee: None,
            operation_context: Some(format!("transfer:{label}")),
            custom_context: CustomContext::default(),
            source_caller_id_number: None,
        });
        let _refused = world.handle(now, Command::Calls(asked));
    }

    fn sees_call(&mut self, world: &mut World, now: Time, fact: &calls::Fact) {
        match fact {
            calls::Fact::IncomingCall {
                call,
                from,
                incoming_call_context,
                resource,
                ..
            } => {
                self.waiting.insert(call.0, from.clone());
                let answer = || {
                    Command::Calls(calls::Command::Answer(Answer {
                        resource: resource.clone(),
                        incoming_call_context: incoming_call_context.clone(),
                        operation_context: Some("ivr".to_owned()),
                        answered_by: None,
                        speech: SpeechService::Linked,
                        version: ApiVersion("2025-05-15".to_owned()),
                    }))
                };
                let _refused = world.handle(now, answer());
            }
            calls::Fact::CallConnected(CallOutcome {
                call, connection, ..
            }) => {
                if let Some(caller) = self.waiting.remove(&call.0) {
                    self.callers.insert(connection.clone(), caller);
                    self.asks(world, now, connection, "Welcome to Contoso.", "menu-1");
                }
            }
            calls::Fact::RecognizeCompleted(RecognizeCompleted {
                connection,
                recognized,
                ..
            }) => match recognized {
                Recognized::Choice { label, .. } => {
                    let text = format!("Connecting you to {label}.");
                    Self::plays(world, now, connection, &text, &format!("bye:{label}"));
                }
                Recognized::Dtmf { .. } | Recognized::Speech { .. } => {
                    self.asks_again(world, now, connection, 0);
                }
            },
            calls::Fact::RecognizeFailed(MediaFailed {
                connection, result, ..
            }) => {
                self.asks_again(world, now, connection, result.sub_code);
            }
            calls::Fact::PlayCompleted(OperationEnded {
                connection,
                operation_context,
                ..
            }) => {
                let context = operation_context.as_deref().unwrap_or_default();
                if let Some(label) = context.strip_prefix("bye:") {
                    Self::transfers(world, now, connection, label);
                } else if context == "goodbye" {
                    let (connection, reach) = (connection.clone(), HangUpReach::Everyone);
                    let asked = calls::Command::HangUp { connection, reach };
                    let _refused = world.handle(now, Command::Calls(asked));
                }
            }
            _ => {}
        }
    }
}

impl Service for Menu {
    fn visited(&mut self, _: &mut World, _: Time, _: Contact, _: &str, _: &str) {
        panic!("the phone menu has no website");
    }

    fn sees(&mut self, world: &mut World, now: Time, fact: &Fact) {
        if let What::Call(fact) = &fact.what {
            self.sees_call(world, now, fact);
        }
    }
}

/// Plays a case of the library; checks of exchanges have nothing to look at here and are left out.
pub(crate) fn assert_plays(case: &Case) {
    let mut menu = Menu::default();
    let run = play_with(case, 1, &mut menu);
    let view = RunView {
        seed: 1,
        facts: &run.facts,
        exchanges: &[],
        ended_at: run.ended_at,
    };
    let verdicts = case.judge(&view);
    let of_facts = verdicts.iter().filter(|verdict| {
        !["request ", "callback ", "event-grid "]
            .iter()
            .any(|what| verdict.expected.starts_with(what))
    });
    for verdict in of_facts {
        assert!(verdict.passed(), "{}: {verdict:#?}", case.id);
    }
    assert!(run.finished, "{}: somebody is not done", case.id);
}

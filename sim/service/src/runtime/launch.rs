//! What leaves for the implementation, and how its answer comes back.

use ringback_world::{Source, deliveries::Outcome, visits};

use super::Run;
use crate::{
    bots,
    delivery::{Answer, Asked, Errand, ErrandId, KeptAnswer, Learned, PostError, Start, VisitPlan},
    exchanges,
    record::{Direction, Exchange},
    visits as website,
};

/// How an attempt came back.
pub(super) type Landed = Result<Answer, PostError>;

/// How much of an answer's text is kept, in characters.
const BODY_KEPT: usize = 4_096;

impl Run {
    /// Sends what is to be sent now.
    pub(super) fn launch(&mut self, starts: Vec<Start>) {
        for start in starts {
            self.strike(start);
        }
    }

    /// Sends one thing; of what a fault says the answer is lost, its name is given.
    pub(super) fn go_out(&mut self, start: Start, breaks: Option<String>) {
        match self.asked(&start) {
            Ok(asked) => {
                self.tell_of_start(&start);
                self.machine.sent(start.id, shown_headers(&start, &asked));
                self.overtake(&start);
                self.post(start, asked, breaks);
            }
            Err(why) => {
                let refused = Err(PostError::NotAllowed(why));
                self.landed(self.generation, start.id, start.attempt, None, refused);
            }
        }
    }

    fn asked(&self, start: &Start) -> Result<Asked, String> {
        match &*start.errand {
            Errand::Delivery(delivery) => Ok(self.edge.request_for(delivery, start.attempt)),
            Errand::Visit(plan) => match self.entries.get(&plan.entry) {
                Some(entry) => website::request(entry, plan),
                None => Err(format!(
                    "the implementation file has no entry {:?}",
                    plan.entry
                )),
            },
        }
    }

    fn post(&mut self, start: Start, asked: Asked, breaks: Option<String>) {
        self.patience.sent(self.real, start.id);
        let (poster, handle) = (self.edge.poster.clone(), self.handle.clone());
        let (id, attempt, generation) = (start.id, start.attempt, self.generation);
        let mut exchange = self.exchange_of(&start, &asked);
        exchange.fault = start.fault.or(breaks.clone());
        if let Some(name) = &exchange.fault {
            exchange.note = Some(format!("fault {name}"));
        }
        let task = tokio::spawn(async move {
            let result = poster.send(asked).await;
            let result = match breaks {
                Some(name) => Err(PostError::Unreachable(format!(
                    "fault {name}: the connection broke before the answer was read"
                ))),
                None => result,
            };
            handle.send(move |run| run.landed(generation, id, attempt, Some(exchange), result));
        });
        self.flights.insert(id, task.abort_handle());
    }

    /// Begins to write an attempt down.
    pub(super) fn exchange_of(&self, start: &Start, asked: &Asked) -> Exchange {
        let mut exchange = Exchange {
            at: self.now,
            direction: Direction::ToImplementation,
            contact: None,
            method: asked.method.to_string(),
            path: exchanges::path_of(asked.url.path(), asked.url.query()),
            status: None,
            request: exchanges::redacted(asked.body.clone()),
            response: serde_json::Value::Null,
            note: None,
            what: String::new(),
            fault: None,
            event_type: None,
        };
        match &*start.errand {
            Errand::Delivery(delivery) => {
                exchange.contact = delivery.contact;
                exchange.what = exchanges::channel_name(delivery.channel).to_owned();
                exchange.event_type = Some(delivery.event_type.clone());
            }
            Errand::Visit(plan) => {
                exchange.contact = Some(plan.contact);
                exchange.what = "visit".to_owned();
            }
        }
        exchange
    }

    fn landed(
        &mut self,
        generation: u64,
        id: ErrandId,
        attempt: u32,
        exchange: Option<Exchange>,
        result: Landed,
    ) {
        if generation != self.generation || self.state == super::run::RunState::Over {
            return;
        }
        self.catch_up();
        self.flights.remove(&id);
        self.patience.returned(self.real, id);
        if let Some(mut exchange) = exchange {
            match &result {
                Ok(answer) => {
                    exchange.status = Some(answer.status);
                    exchange.response = exchanges::redacted(answer.json());
                }
                Err(error) => exchange.note = Some(error.to_string()),
            }
            self.exchange(None, exchange, None);
        }
        let (outcome, final_because) = match &result {
            Ok(answer) => (Outcome::Answered(answer.status), None),
            Err(PostError::NotAllowed(host)) => {
                tracing::warn!(%host, "not sent: the host is outside this machine and not allowed");
                (Outcome::Unreachable, Some(host.as_str()))
            }
            Err(PostError::Unreachable(_)) => (Outcome::Unreachable, None),
        };
        let replies = match (&result, self.machine.delivery(id)) {
            (Ok(answer), Some(delivery)) if (200..300).contains(&answer.status) => {
                bots::replies(&self.world, delivery, &answer.json())
            }
            _ => Vec::new(),
        };
        self.ended(id, attempt, &outcome, final_because, |run, plan| {
            run.visited(plan, &result)
        });
        self.machine.learned(id, attempt, learned(&result));
        for reply in replies {
            if let Err(refusal) = self.command(None, Source::Implementation, reply, |_, _| ()) {
                tracing::warn!(%refusal, "a reply in a bot's answer was refused");
            }
        }
    }

    fn visited(&self, plan: &VisitPlan, result: &Landed) -> visits::Outcome {
        let entry = self.entries.get(&plan.entry);
        let judge = |token: &str, identity: Option<&ringback_world::RawId>| {
            self.edge.judge_visit_token(&self.world, token, identity)
        };
        match (result, entry) {
            (Ok(answer), Some(entry)) => website::outcome(entry, answer, judge),
            (Err(PostError::NotAllowed(why)), _) => visits::Outcome::Failed {
                status: 0,
                why: why.clone(),
            },
            (Ok(_), None) | (Err(PostError::Unreachable(_)), _) => visits::Outcome::Unreachable,
        }
    }
}

fn shown_headers(start: &Start, asked: &Asked) -> Vec<(String, String)> {
    let secrets: &[String] = match &*start.errand {
        Errand::Delivery(delivery) => delivery
            .subscription
            .as_ref()
            .map_or(&[], |destination| &destination.secrets),
        Errand::Visit(_) => &[],
    };
    let headers = asked.headers.iter();
    exchanges::open_headers(
        headers.map(|(name, value)| (name.as_str(), value.as_str())),
        secrets,
    )
}

fn learned(result: &Landed) -> Learned {
    let answer = match result {
        Ok(answer) => answer,
        Err(error) => return Learned::Cause(error.to_string()),
    };
    let body = match exchanges::redacted(answer.json()) {
        serde_json::Value::String(text) => {
            serde_json::Value::String(text.chars().take(BODY_KEPT).collect())
        }
        other => other,
    };
    let headers = answer.headers.iter();
    Learned::Answer(KeptAnswer {
        status: answer.status,
        headers: exchanges::open_headers(
            headers.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?))),
            &[],
        ),
        body,
    })
}

//! Faults happen: to what is about to go out, and to requests about to be handled.

use std::time::Duration;

use ringback_format::faults::{Faults, Losing, OnDelivery, OnRequest, operation_of};
use ringback_world::{
    Command, Contact, Source, Span,
    deliveries::Outcome,
    faults::{self, Effect},
    visits,
};

use super::{Run, run::RunState};
use crate::{
    clock::ClockKind,
    delivery::{Errand, Outgoing, RequestId, Start},
    faults::{Ruling, Standing, Verdicts, contact_of},
};

/// How long an event waits to be overtaken by the next one of its lane before it goes out all the same. Our choice.
const OVERTAKEN_WITHIN: Span = Span::from_secs(2);

/// A fault that happens to a request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Struck {
    pub(crate) ruling: Ruling<OnRequest>,
    /// How time passes.
    pub(crate) clock: ClockKind,
}

impl Run {
    /// Declares other faults; what those before have met is forgotten.
    pub(crate) fn set_faults(&mut self, faults: Faults) {
        self.verdicts = Verdicts::new(self.world.seed(), faults);
        self.edge.faults.follow(&self.verdicts);
    }

    /// Gives the faults as they were declared.
    pub(crate) fn faults(&self) -> Faults {
        self.verdicts.declared()
    }

    /// Shows the faults with what they have met.
    pub(crate) fn fault_standings(&self) -> Vec<Standing> {
        self.verdicts.standings().to_vec()
    }

    /// Lets a fault happen to what is about to go out, if one does, and sends it otherwise.
    pub(super) fn strike(&mut self, start: Start) {
        let errand = std::sync::Arc::clone(&start.errand);
        let ruling = match &*errand {
            Errand::Delivery(delivery) if start.fault.is_none() => self
                .verdicts
                .on_delivery(&delivery.event_type, delivery.contact)
                .map(|ruling| (ruling, delivery)),
            Errand::Delivery(_) | Errand::Visit(_) => None,
        };
        let Some((Ruling { name, effect }, delivery)) = ruling else {
            self.go_out(start, None);
            return;
        };
        // A reordered event counts when another one has overtaken it.
        if effect != OnDelivery::Reorder {
            self.struck_delivery(&name, effect.effect(), delivery);
        }
        match effect {
            OnDelivery::Lose(losing) => self.lose(&start, delivery, &name, losing),
            OnDelivery::Duplicate { after } => {
                let at = self.now.saturating_add(after.span());
                self.machine.queue_copy(self.now, errand, at, name);
                self.go_out(start, None);
            }
            OnDelivery::Delay { by } => {
                let until = self.now.saturating_add(by.span());
                self.machine.put_off(start.id, until, name);
            }
            OnDelivery::Reorder => {
                let until = self.now.saturating_add(OVERTAKEN_WITHIN);
                if !self.machine.put_behind(start.id, until, &name) {
                    self.go_out(start, None);
                }
            }
            OnDelivery::Break => self.go_out(start, Some(name)),
        }
    }

    /// Lets what waited to be overtaken by something follow it.
    pub(super) fn overtake(&mut self, gone: &Start) {
        if let Some(overtaken) = self.machine.overtaken(gone.id)
            && let Errand::Delivery(delivery) = &*overtaken.errand
            && let Some(name) = &overtaken.fault
        {
            self.struck_delivery(name, Effect::Reorder, delivery);
        }
    }

    /// Lets a fault happen to a request that is about to be handled, if one does.
    pub(crate) fn strike_request(
        &mut self,
        request: Option<RequestId>,
        method: &str,
        path: &str,
    ) -> Option<Struck> {
        if self.state == RunState::Over {
            return None;
        }
        self.catch_up();
        let contact = contact_of(&self.world, path);
        let ruling = self.verdicts.on_request(method, path, contact)?;
        let operation = operation_of(method, path).map(|known| known.name.to_owned());
        let to = operation.unwrap_or_else(|| format!("{method} {path}"));
        self.note(&ruling.name, ruling.effect.effect(), to, contact, request);
        Some(Struck {
            ruling,
            clock: self.pace.kind,
        })
    }

    /// Lets time pass while a reply is under way. On the automatic clock it has passed at once; otherwise tells how long of real
    /// time the reply waits.
    pub(crate) fn let_pass(&mut self, by: Span) -> Option<Duration> {
        let real = Duration::from_micros(by.as_micros());
        match self.pace.kind {
            ClockKind::Auto => {
                if self.state == RunState::Running {
                    self.advance_to(self.now.saturating_add(by));
                }
                None
            }
            // A clock that is moved by hand stands still while a request is answered.
            ClockKind::Real | ClockKind::Manual => Some(real),
            ClockKind::Scaled(rate) => Some(real.div_f64(rate.max(f64::MIN_POSITIVE)).min(real)),
        }
    }

    fn lose(&mut self, start: &Start, delivery: &Outgoing, name: &str, losing: Losing) {
        let asked = self.edge.request_for(delivery, start.attempt);
        let mut exchange = self.exchange_of(start, &asked);
        let because = format!("fault {name}: lost on its way");
        exchange.note = Some(because.clone());
        exchange.fault = Some(name.to_owned());
        self.exchange(None, exchange, None);
        let for_good = match losing {
            Losing::Once => None,
            Losing::ForGood => Some(because.as_str()),
        };
        let (id, attempt) = (start.id, start.attempt);
        self.ended(id, attempt, &Outcome::Unreachable, for_good, |_, _| {
            visits::Outcome::Unreachable
        });
        self.machine.explain(id, because);
    }

    fn struck_delivery(&mut self, name: &str, what: Effect, delivery: &Outgoing) {
        let to = delivery.event_type.clone();
        self.note(name, what, to, delivery.contact, None);
    }

    fn note(
        &mut self,
        name: &str,
        what: Effect,
        to: String,
        contact: Option<Contact>,
        request: Option<RequestId>,
    ) {
        let applied = faults::Command::Applied {
            contact,
            name: name.to_owned(),
            what,
            to,
        };
        // The world only takes it down.
        let _never_refused = self.enter(Source::Edge, Command::Faults(applied));
        let request = request.filter(|id| self.patience.request(*id).is_some());
        self.settle(request);
    }
}

//! Who rings from when to when.

use ringback_world::{
    What,
    calls::CallId,
    teams::{Fact, OfferEnd},
};

use crate::run::{Ran, seconds};

struct Offer {
    call: CallId,
    agent: String,
    from: f64,
    over: Option<(f64, &'static str)>,
}

/// Lists every offer by its beginning, call and agent: `c1 A 0-6 withdrawn`; one that still rings has no end: `c1 A 0-`.
pub(crate) fn offers(ran: &Ran) -> Vec<String> {
    let mut offers: Vec<Offer> = Vec::new();
    for fact in &ran.facts {
        let at = seconds(fact.at);
        let What::Teams(told) = &fact.what else {
            continue;
        };
        match told {
            Fact::Offered { call, agent, .. } => offers.push(Offer {
                call: *call,
                agent: agent.clone(),
                from: at,
                over: None,
            }),
            Fact::OfferEnded {
                call, agent, how, ..
            } => {
                let how = match how {
                    OfferEnd::Declined => "declined",
                    OfferEnd::Busy => "busy",
                    OfferEnd::Missed => "missed",
                    OfferEnd::Withdrawn => "withdrawn",
                };
                end(&mut offers, *call, agent, (at, how));
            }
            Fact::AnsweredByAgent { call, agent, .. } => {
                end(&mut offers, *call, agent, (at, "answered"));
            }
            _ => {}
        }
    }
    offers.sort_by(|one, other| {
        let by = one.from.total_cmp(&other.from);
        by.then_with(|| (one.call, &one.agent).cmp(&(other.call, &other.agent)))
    });
    offers.iter().map(|offer| line(ran, offer)).collect()
}

fn end(offers: &mut [Offer], call: CallId, agent: &str, over: (f64, &'static str)) {
    let mut held = offers.iter_mut();
    let held =
        held.find(|offer| offer.call == call && offer.agent == agent && offer.over.is_none());
    if let Some(offer) = held {
        offer.over = Some(over);
    }
}

fn line(ran: &Ran, offer: &Offer) -> String {
    let call = ran.names.get(&offer.call).map_or("?", String::as_str);
    let (agent, from) = (&offer.agent, offer.from);
    match offer.over {
        Some((to, how)) => format!("{call} {agent} {from}-{to} {how}"),
        None => format!("{call} {agent} {from}-"),
    }
}

//! The keys of a fault, and what they mean together.

use std::num::NonZeroU64;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};
use thiserror::Error;

use super::{
    Chosen, Fault, OnDelivery, OnRequest, Share, Strikes, Use,
    then::{After, Breaking, By, Then},
    when::When,
};

/// One thing that goes wrong. At most one of `nth`, `every` and `chance` stands in it; without them each match is meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Fields {
    /// Its name.
    pub(super) name: String,
    /// To what it happens.
    pub(super) when: When,
    /// The match that it happens to, from 1; with `times`, the first of so many.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "count"
    )]
    #[schemars(range(min = 1))]
    pub(super) nth: Option<u64>,
    /// It happens to each match that has so many from the one before.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "count"
    )]
    #[schemars(range(min = 1))]
    pub(super) every: Option<u64>,
    /// It happens to a match with this chance, the same for the same seed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) chance: Option<Share>,
    /// How often it happens at most; once with `nth`, without end otherwise.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "count"
    )]
    #[schemars(range(min = 1))]
    pub(super) times: Option<u64>,
    /// What happens.
    pub(super) then: Then,
    /// Whether a run in which it never happens is fine; without it such a run fails.
    #[serde(default, skip_serializing_if = "is_no")]
    pub(super) may_stay_unused: bool,
}

fn is_no(given: &bool) -> bool {
    !given
}

fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    match Option::<u64>::deserialize(deserializer)? {
        Some(0) => Err(de::Error::invalid_value(
            de::Unexpected::Unsigned(0),
            &"1 or more; matches count from 1",
        )),
        given => Ok(given),
    }
}

/// Keys that do not go together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum FaultError {
    #[error("a fault without a name cannot be found again; give it one, such as lost-callback")]
    NoName,
    #[error(
        "`when` of the fault `{0}` does not say to what it happens; write exactly one of the keys `deliver` and `request`"
    )]
    When(String),
    #[error("`of-contact` of the fault `{0}` is 0; contacts count from 1")]
    Contact(String),
    #[error(
        "the fault `{0}` says more than one of `nth`, `every` and `chance`; leave out the others"
    )]
    Choice(String),
    #[error("`{word}` cannot happen to an event that is delivered; write {instead}")]
    NotToDelivery {
        word: &'static str,
        instead: &'static str,
    },
    #[error("`{word}` cannot happen to a request; write {instead}")]
    NotToRequest {
        word: &'static str,
        instead: &'static str,
    },
}

impl TryFrom<Fields> for Fault {
    type Error = FaultError;

    fn try_from(fields: Fields) -> Result<Self, FaultError> {
        let name = fields.name;
        if name.trim().is_empty() {
            return Err(FaultError::NoName);
        }
        if fields.when.of_contact == Some(0) {
            return Err(FaultError::Contact(name));
        }
        let number = |given: Option<u64>| given.and_then(NonZeroU64::new);
        let times = number(fields.times);
        let (chosen, times) = match (number(fields.nth), number(fields.every), fields.chance) {
            (None, None, None) => (Chosen::All, times),
            (Some(nth), None, None) => (Chosen::From(nth), times.or(Some(NonZeroU64::MIN))),
            (None, Some(every), None) => (Chosen::Every(every), times),
            (None, None, Some(share)) => (Chosen::By(share), times),
            _ => return Err(FaultError::Choice(name)),
        };
        let strikes = match (fields.when.deliver, fields.when.request) {
            (Some(event), None) => Strikes::Delivery(event, on_delivery(fields.then)?),
            (None, Some(request)) => Strikes::Request(request, on_request(fields.then)?),
            (None, None) | (Some(_), Some(_)) => return Err(FaultError::When(name)),
        };
        Ok(Self {
            name,
            of_contact: fields.when.of_contact,
            strikes,
            chosen,
            times,
            needed: if fields.may_stay_unused {
                Use::MayStayUnused
            } else {
                Use::Needed
            },
        })
    }
}

fn on_delivery(then: Then) -> Result<OnDelivery, FaultError> {
    let no = |word, instead| Err(FaultError::NotToDelivery { word, instead });
    match then {
        Then::Lose(losing) => Ok(OnDelivery::Lose(losing)),
        Then::Duplicate(After { after }) => Ok(OnDelivery::Duplicate { after }),
        Then::Delay(By { by }) => Ok(OnDelivery::Delay { by }),
        Then::Reorder => Ok(OnDelivery::Reorder),
        Then::Break(Breaking::BeforeWork) => Ok(OnDelivery::Break),
        Then::Break(Breaking::AfterWork) => {
            no("break: after-work", "`break`, by which the answer is lost")
        }
        Then::Refuse(_) => no(
            "refuse",
            "`lose`; what refuses an event is the implementation",
        ),
        Then::Slow(_) => no("slow", "`delay`"),
    }
}

fn on_request(then: Then) -> Result<OnRequest, FaultError> {
    let no = |word, instead| Err(FaultError::NotToRequest { word, instead });
    match then {
        Then::Refuse(refusal) => Ok(OnRequest::Refuse(refusal)),
        Then::Slow(By { by }) => Ok(OnRequest::Slow { by }),
        Then::Break(breaking) => Ok(OnRequest::Break(breaking)),
        Then::Lose(_) => no("lose", "`break`"),
        Then::Duplicate(_) => no(
            "duplicate",
            "`{ break: after-work }`, after which a client asks again",
        ),
        Then::Delay(_) => no("delay", "`slow`"),
        Then::Reorder => no("reorder", "`slow`"),
    }
}

impl From<Fault> for Fields {
    fn from(fault: Fault) -> Self {
        let (deliver, request, then) = match fault.strikes {
            Strikes::Delivery(event, effect) => (Some(event), None, then_of_delivery(effect)),
            Strikes::Request(request, effect) => (None, Some(request), then_of_request(effect)),
        };
        let once = Some(NonZeroU64::MIN);
        let times = match fault.chosen {
            Chosen::From(_) if fault.times == once => None,
            Chosen::All | Chosen::From(_) | Chosen::Every(_) | Chosen::By(_) => fault.times,
        };
        let times = times.map(NonZeroU64::get);
        let (nth, every, chance) = match fault.chosen {
            Chosen::All => (None, None, None),
            Chosen::From(nth) => (Some(nth.get()), None, None),
            Chosen::Every(every) => (None, Some(every.get()), None),
            Chosen::By(share) => (None, None, Some(share)),
        };
        Self {
            name: fault.name,
            when: When {
                deliver,
                request,
                of_contact: fault.of_contact,
            },
            nth,
            every,
            chance,
            times,
            then,
            may_stay_unused: match fault.needed {
                Use::Needed => false,
                Use::MayStayUnused => true,
            },
        }
    }
}

fn then_of_delivery(effect: OnDelivery) -> Then {
    match effect {
        OnDelivery::Lose(losing) => Then::Lose(losing),
        OnDelivery::Duplicate { after } => Then::Duplicate(After { after }),
        OnDelivery::Delay { by } => Then::Delay(By { by }),
        OnDelivery::Reorder => Then::Reorder,
        OnDelivery::Break => Then::Break(Breaking::BeforeWork),
    }
}

fn then_of_request(effect: OnRequest) -> Then {
    match effect {
        OnRequest::Refuse(refusal) => Then::Refuse(refusal),
        OnRequest::Slow { by } => Then::Slow(By { by }),
        OnRequest::Break(breaking) => Then::Break(breaking),
    }
}

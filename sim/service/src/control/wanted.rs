//! Which attempts a list of deliveries shows.

use reqwest::Url;
use ringback_world::deliveries::Outcome;

use super::{deliveries::words, error::bad_request, known};
use crate::{
    delivery::Attempt,
    respond::{Query, WireError},
};

/// What a list of deliveries can be asked for, and what each word means.
pub(super) const QUERY: [(&str, &str); 5] = [
    ("subscription", "The name of an Event Grid subscription."),
    (
        "type",
        "An event type, with or without its prefix Microsoft.Communication.",
    ),
    (
        "outcome",
        "answered, timed-out, unreachable, delivered, retried, given-up, or a status such as 404 or 5xx.",
    ),
    ("after", "The number of an attempt: only later ones."),
    ("limit", "How many at most, from 1 to 1000; 1000 without."),
];

const MOST: usize = 1_000;
const OUTCOMES: [&str; 6] = [
    "answered",
    "timed-out",
    "unreachable",
    "delivered",
    "retried",
    "given-up",
];

/// Which attempts are wanted.
pub(super) struct Wanted {
    subscription: Option<String>,
    event_type: Option<String>,
    outcome: Option<Ending>,
    after: Option<u64>,
    /// How many at most.
    pub(super) limit: usize,
    query: Vec<(String, String)>,
}

/// How an attempt is to have ended.
enum Ending {
    Word(String),
    Status(u16),
    Class(u16),
}

impl Wanted {
    /// Reads what is wanted.
    pub(super) fn of(query: &Query) -> Result<Self, WireError> {
        known::only(query, &QUERY.map(|(name, _)| name), "filter")?;
        let text = |name| query.get(name).map(str::to_owned);
        let after = query.get("after").map(|given| {
            let wrong = || bad_request(format!("after: {given:?} is no number of an attempt"));
            given.parse().map_err(|_| wrong())
        });
        Ok(Self {
            subscription: text("subscription"),
            event_type: text("type"),
            outcome: query.get("outcome").map(Ending::of).transpose()?,
            after: after.transpose()?,
            limit: limit(query)?,
            query: query.0.clone(),
        })
    }

    /// Tells whether an attempt is wanted.
    pub(super) fn fits(&self, number: u64, one: &Attempt) -> bool {
        let Some(delivery) = one.delivery() else {
            return false;
        };
        let subscription = delivery.subscription.as_ref();
        let of_type = |wanted: &String| {
            let full = &delivery.event_type;
            let bare = full.rsplit('.').next().unwrap_or(full);
            full.eq_ignore_ascii_case(wanted) || bare.eq_ignore_ascii_case(wanted)
        };
        let of_subscription = |wanted: &String| subscription.is_some_and(|one| one.name == *wanted);
        self.after.is_none_or(|after| number > after)
            && self.subscription.as_ref().is_none_or(of_subscription)
            && self.event_type.as_ref().is_none_or(of_type)
            && self.outcome.as_ref().is_none_or(|wanted| wanted.fits(one))
    }

    /// Tells where the attempts after this one are.
    pub(super) fn after(&self, number: u64) -> String {
        let kept = self.query.iter().filter(|(name, _)| name != "after");
        let mut link = Url::parse("http://localhost/sim/v1/deliveries").expect("it is an address");
        link.query_pairs_mut()
            .extend_pairs(kept)
            .append_pair("after", &number.to_string());
        let query = link.query().unwrap_or_default();
        format!("{}?{query}", link.path())
    }
}

fn limit(query: &Query) -> Result<usize, WireError> {
    let Some(given) = query.get("limit") else {
        return Ok(MOST);
    };
    let limit = given
        .parse()
        .ok()
        .filter(|limit| (1..=MOST).contains(limit));
    limit.ok_or_else(|| bad_request(format!("limit: {given:?} is no number from 1 to {MOST}")))
}

impl Ending {
    fn of(given: &str) -> Result<Self, WireError> {
        if OUTCOMES.contains(&given) {
            return Ok(Self::Word(given.to_owned()));
        }
        let class = given
            .strip_suffix("xx")
            .and_then(|class| class.parse().ok());
        match (given.parse(), class) {
            (Ok(status @ 100..=599), _) => Ok(Self::Status(status)),
            (_, Some(class @ 1..=5)) => Ok(Self::Class(class)),
            (_, _) => Err(
                bad_request(format!("outcome: there is no {given:?}")).hint(format!(
                    "it is one of {}, or a status such as 404 or 5xx",
                    OUTCOMES.join(", ")
                )),
            ),
        }
    }

    fn fits(&self, one: &Attempt) -> bool {
        let status = match one.outcome {
            Outcome::Answered(status) => Some(status),
            Outcome::TimedOut | Outcome::Unreachable => None,
        };
        match self {
            Self::Word(word) => words(one).contains(&word.as_str()),
            Self::Status(wanted) => status == Some(*wanted),
            Self::Class(class) => status.is_some_and(|status| status / 100 == *class),
        }
    }
}

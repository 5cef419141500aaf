//! What must hold at the end of a run.

use std::fmt;

use indexmap::IndexMap;
use ringback_format::{
    duration::DurationText,
    faults::Share,
    yaml::{Located, NodeError, Place},
};
use ringback_world::Span;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::{Amount, Bound, ExchangePattern, FactPattern};

/// One entry of `expect`, as it stands in the file.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct ExpectFields {
    rule: Option<Located<String>>,
    contact: Option<Located<u32>>,
    ends: Option<Located<Ends>>,
    redirected_after: Option<Amount>,
    answered_by: Option<Located<String>>,
    waited: Option<Amount>,
    reached: Option<Located<String>>,
    fact: Option<Located<String>>,
    #[serde(rename = "where")]
    #[schemars(with = "IndexMap<String, Value>")]
    fields: IndexMap<Located<String>, Value>,
    of_contact: Option<Located<u32>>,
    exchange: Option<Located<ExchangePattern>>,
    measure: Option<Located<Measure>>,
    report: Option<Located<String>>,
    of: Option<Located<String>>,
    within: Option<DurationText>,
    on_days: Option<Share>,
    count: Option<Bound>,
    at_least: Option<Bound>,
    at_most: Option<Bound>,
}

/// One thing that must hold, with the rule that it checks.
#[derive(Clone, Debug)]
pub(crate) struct Expectation {
    /// Where it stands.
    pub(crate) place: Place,
    /// The rule, where it names one of its own.
    pub(crate) rule: Option<Located<String>>,
    /// What must hold.
    pub(crate) expected: Expected,
}

/// What must hold.
#[derive(Clone, Debug)]
pub(crate) enum Expected {
    /// How one contact fared.
    Contact(ContactExpected),
    /// How often a fact was recorded.
    Fact(FactPattern, Counted),
    /// How often an exchange took place.
    Exchange(ExchangePattern, Counted),
    /// A figure.
    Measure(MeasureExpected),
    /// How many rows a table of the historical reports must have.
    Report(ReportPattern, Counted),
}

/// Which rows of a table of the historical reports: by columns that they must have.
#[derive(Clone, Debug)]
pub(crate) struct ReportPattern {
    /// The table's published name.
    pub(crate) table: Located<String>,
    /// The columns by their published names, and what they must be.
    pub(crate) fields: IndexMap<Located<String>, Value>,
}

/// How one contact must fare.
#[derive(Clone, Debug)]
pub(crate) struct ContactExpected {
    pub(crate) contact: Located<u32>,
    pub(crate) ends: Option<Located<Ends>>,
    pub(crate) redirected_after: Option<Amount>,
    pub(crate) answered_by: Option<Located<String>>,
    pub(crate) waited: Option<Amount>,
    pub(crate) reached: Option<Located<String>>,
}

/// A figure that must be met.
#[derive(Clone, Debug)]
pub(crate) struct MeasureExpected {
    pub(crate) measure: Measure,
    pub(crate) of: Located<String>,
    pub(crate) within: Option<Span>,
    pub(crate) at_least: Option<Bound>,
    pub(crate) at_most: Option<Bound>,
    /// On which share of the days it must hold, where a run has many.
    pub(crate) on_days: Option<f64>,
}

/// How a contact must end: everything that is given must hold.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Ends {
    /// The code that the caller sees.
    pub(crate) code: Option<u16>,
    /// The reason.
    pub(crate) sub_code: Option<u32>,
    /// Who ended it.
    pub(crate) by: Option<Who>,
    /// In whose voicemail.
    pub(crate) voicemail_of: Option<Located<String>>,
    /// With whom the caller was connected last.
    pub(crate) connected_to: Option<Located<String>>,
}

/// Who ends a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Who {
    /// The customer.
    Customer,
    /// An agent.
    Agent,
    /// The service under test.
    Implementation,
    /// Nobody: a timer or a voice app.
    Nobody,
}

/// How often something must happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    /// Not less often.
    pub(crate) at_least: u64,
    /// Not more often.
    pub(crate) at_most: u64,
}

/// A figure of a queue, as the call-center literature defines it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Measure {
    /// The share of offered calls that were answered within a time.
    ServiceLevel,
    /// The share of offered calls whose caller hung up while waiting.
    Abandonment,
    /// The average time until an answer, of the calls that were answered.
    Asa,
    /// How many calls were answered.
    Answered,
    /// How many calls entered the queue.
    Offered,
    /// How many callers hung up while waiting.
    Abandoned,
    /// The longest time in queue.
    LongestWait,
    /// The wait that 90% of the answered do not exceed.
    WaitP90,
    /// The share of the staffed time that agents of a group talk or wrap up.
    Occupancy,
}

impl Measure {
    /// Gives its name in sentences.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::ServiceLevel => "the service level (of offered calls)",
            Self::Abandonment => "the abandonment (of offered calls)",
            Self::Asa => "the average speed of answer",
            Self::Answered => "the answered calls",
            Self::Offered => "the offered calls",
            Self::Abandoned => "the abandoned calls",
            Self::LongestWait => "the longest wait",
            Self::WaitP90 => "the wait of nine in ten of the answered",
            Self::Occupancy => "the occupancy",
        }
    }
}

impl fmt::Display for MeasureExpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.measure.words(), self.of.value)?;
        if let Some(within) = self.within {
            write!(f, " within {within}")?;
        }
        match (self.at_least, self.at_most) {
            (Some(least), Some(most)) if least == most => write!(f, ": {least}")?,
            (Some(least), Some(most)) => write!(f, ": {least} to {most}")?,
            (Some(least), None) => write!(f, ": at least {least}")?,
            (None, Some(most)) => write!(f, ": at most {most}")?,
            (None, None) => f.write_str(": anything")?,
        }
        match self.on_days {
            Some(share) => write!(f, " on {:.1}% of the days", share * 100.0),
            None => Ok(()),
        }
    }
}

impl Expectation {
    /// Sorts out what an entry says.
    pub(crate) fn from_fields(entry: Located<ExpectFields>) -> Result<Self, NodeError> {
        let place = entry.place;
        let fields = entry.value;
        let rule = fields.rule.clone();
        let kinds = [
            fields.contact.is_some(),
            fields.fact.is_some(),
            fields.exchange.is_some(),
            fields.measure.is_some(),
            fields.report.is_some(),
        ];
        if kinds.iter().filter(|given| **given).count() != 1 {
            return Err(
                NodeError::at(place, "this entry does not say what it is about").expected(
                    "exactly one of the keys `contact`, `fact`, `exchange`, `measure` and `report`",
                ),
            );
        }
        let expected = if let Some(contact) = fields.contact {
            fields.without_counts(place, "contact")?;
            Expected::Contact(fields.contact_expected(contact, place)?)
        } else if let Some(name) = fields.fact.clone() {
            let counted = fields.counted(place)?;
            Expected::Fact(
                FactPattern {
                    name,
                    fields: fields.fields,
                    of_contact: fields.of_contact,
                },
                counted,
            )
        } else if let Some(exchange) = fields.exchange.clone() {
            Expected::Exchange(exchange.value, fields.counted(place)?)
        } else if let Some(table) = fields.report.clone() {
            let counted = fields.counted(place)?;
            Expected::Report(
                ReportPattern {
                    table,
                    fields: fields.fields,
                },
                counted,
            )
        } else {
            Expected::Measure(fields.measured(place)?)
        };
        Ok(Self {
            place,
            rule,
            expected,
        })
    }
}

impl ExpectFields {
    fn without_counts(&self, place: Place, about: &str) -> Result<(), NodeError> {
        if self.count.is_some() || self.at_least.is_some() || self.at_most.is_some() {
            let message = format!("`count`, `at-least` and `at-most` do not belong to `{about}`");
            return Err(NodeError::at(place, message));
        }
        Ok(())
    }

    fn contact_expected(
        &self,
        contact: Located<u32>,
        place: Place,
    ) -> Result<ContactExpected, NodeError> {
        let expected = ContactExpected {
            contact,
            ends: self.ends.clone(),
            redirected_after: self.redirected_after,
            answered_by: self.answered_by.clone(),
            waited: self.waited,
            reached: self.reached.clone(),
        };
        let ends_say_nothing = expected
            .ends
            .as_ref()
            .is_some_and(|ends| ends.says_nothing());
        let nothing = expected.ends.is_none()
            && expected.redirected_after.is_none()
            && expected.answered_by.is_none()
            && expected.waited.is_none()
            && expected.reached.is_none();
        if nothing || ends_say_nothing {
            return Err(NodeError::at(
                place,
                "this entry does not say what is expected of the contact",
            )
            .expected(
                "one of the keys `ends`, `redirected-after`, `answered-by`, `waited` and `reached`",
            ));
        }
        Ok(expected)
    }

    fn counted(&self, place: Place) -> Result<Counted, NodeError> {
        let number = |bound: Option<Bound>| match bound {
            None => Ok(None),
            Some(Bound::Count(count)) => Ok(Some(count)),
            Some(other) => Err(
                NodeError::at(place, format!("{other} is no number of times"))
                    .expected("a whole number"),
            ),
        };
        let (count, least, most) = (
            number(self.count)?,
            number(self.at_least)?,
            number(self.at_most)?,
        );
        match (count, least, most) {
            (Some(count), None, None) => Ok(Counted {
                at_least: count,
                at_most: count,
            }),
            (None, None, None) => Ok(Counted {
                at_least: 1,
                at_most: u64::MAX,
            }),
            (None, least, most) => Ok(Counted {
                at_least: least.unwrap_or(0),
                at_most: most.unwrap_or(u64::MAX),
            }),
            (Some(_), _, _) => Err(NodeError::at(
                place,
                "write `count` or `at-least` and `at-most`, not both",
            )),
        }
    }

    fn measured(&self, place: Place) -> Result<MeasureExpected, NodeError> {
        let missing = |message: &str| NodeError::at(place, message);
        let measure = self.measure.as_ref().map(|measure| measure.value);
        let measure = measure.ok_or_else(|| missing("the key `measure` is missing"))?;
        let of = self
            .of
            .clone()
            .ok_or_else(|| missing("the key `of` with a queue's name is missing"))?;
        if measure == Measure::ServiceLevel && self.within.is_none() {
            return Err(missing(
                "a service level says within what: the key `within` is missing",
            ));
        }
        let (at_least, at_most) = match self.count {
            Some(count) => (Some(count), Some(count)),
            None => (self.at_least, self.at_most),
        };
        if at_least.is_none() && at_most.is_none() {
            return Err(missing(
                "one of the keys `at-least` and `at-most` is missing",
            ));
        }
        for bound in [at_least, at_most].into_iter().flatten() {
            let fits = match measure {
                Measure::ServiceLevel | Measure::Abandonment | Measure::Occupancy => {
                    matches!(bound, Bound::Share(_))
                }
                Measure::Asa | Measure::LongestWait | Measure::WaitP90 => {
                    matches!(bound, Bound::Time(_))
                }
                Measure::Answered | Measure::Offered | Measure::Abandoned => {
                    matches!(bound, Bound::Count(_))
                }
            };
            if !fits {
                return Err(NodeError::at(place, format!("{bound} does not fit this measure"))
                    .expected("a share such as 80% of service-level, abandonment and occupancy, a duration of asa, longest-wait and wait-p90, a number of the others"));
            }
        }
        Ok(MeasureExpected {
            measure,
            of,
            within: self.within.map(DurationText::span),
            at_least,
            at_most,
            on_days: self.on_days.map(Share::value),
        })
    }
}

impl Ends {
    fn says_nothing(&self) -> bool {
        self.code.is_none()
            && self.sub_code.is_none()
            && self.by.is_none()
            && self.voicemail_of.is_none()
            && self.connected_to.is_none()
    }
}

//! A subscription as it is asked for, with the words of the real service's templates.

use ringback_world::Span;
use serde::Deserialize;

use super::{
    super::error,
    condition::{self, GivenCondition},
    property::{self, GivenProperty},
};
use crate::{
    respond::WireError,
    subscription::{Arrays, Filter, RetryPolicy, Schema, SubjectCase, Subjects, Subscription},
};

/// A subscription to make.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Given {
    #[serde(default)]
    pub(super) resource: Option<String>,
    #[serde(default, alias = "includedEventTypes")]
    event_types: Vec<String>,
    #[serde(default)]
    subject_begins_with: String,
    #[serde(default)]
    subject_ends_with: String,
    #[serde(default)]
    is_subject_case_sensitive: bool,
    #[serde(default)]
    advanced_filters: Vec<GivenCondition>,
    #[serde(default)]
    enable_advanced_filtering_on_arrays: bool,
    endpoint: String,
    #[serde(default)]
    schema: GivenSchema,
    #[serde(default)]
    delivery_attribute_mappings: Vec<GivenProperty>,
    #[serde(default)]
    retry_policy: GivenRetry,
    #[serde(default)]
    dead_letter_destination: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
enum GivenSchema {
    #[default]
    EventGrid,
    CloudEvents,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct GivenRetry {
    #[serde(default)]
    max_delivery_attempts: Option<u32>,
    #[serde(default)]
    event_time_to_live_in_minutes: Option<u32>,
}

impl Given {
    /// Checks it and makes the subscription of it.
    pub(super) fn checked(self, name: String, resource: String) -> Result<Subscription, WireError> {
        let endpoint = reqwest::Url::parse(&self.endpoint).ok();
        if !endpoint.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) {
            return Err(error::bad_request(
                "endpoint: it must be an absolute http or https address",
            ));
        }
        if self.dead_letter_destination.as_deref() == Some("") {
            let message = "deadLetterDestination: name a container";
            return Err(error::bad_request(message)
                .hint("any name does: undelivered events are kept here, see …/dead-letters"));
        }
        Ok(Subscription {
            name,
            resource: Some(resource),
            filter: Filter {
                event_types: self.event_types,
                subjects: Subjects {
                    begin_with: self.subject_begins_with,
                    end_with: self.subject_ends_with,
                    case: if self.is_subject_case_sensitive {
                        SubjectCase::Minded
                    } else {
                        SubjectCase::Ignored
                    },
                },
                advanced: condition::checked(self.advanced_filters)?,
                arrays: if self.enable_advanced_filtering_on_arrays {
                    Arrays::Elements
                } else {
                    Arrays::Whole
                },
            },
            endpoint: self.endpoint,
            schema: match self.schema {
                GivenSchema::EventGrid => Schema::EventGrid,
                GivenSchema::CloudEvents => Schema::CloudEvents,
            },
            properties: property::checked(self.delivery_attribute_mappings)?,
            retry: self.retry_policy.checked()?,
            dead_letters: self.dead_letter_destination,
        })
    }
}

impl GivenRetry {
    fn checked(self) -> Result<RetryPolicy, WireError> {
        let mut policy = RetryPolicy::default();
        if let Some(attempts) = self.max_delivery_attempts {
            within("maxDeliveryAttempts", attempts, RetryPolicy::ATTEMPTS)?;
            policy.max_delivery_attempts = attempts;
        }
        if let Some(minutes) = self.event_time_to_live_in_minutes {
            within("eventTimeToLiveInMinutes", minutes, RetryPolicy::MINUTES)?;
            policy.event_time_to_live = Span::from_secs(60 * u64::from(minutes));
        }
        Ok(policy)
    }
}

fn within(name: &str, given: u32, range: std::ops::RangeInclusive<u32>) -> Result<(), WireError> {
    if range.contains(&given) {
        return Ok(());
    }
    let (from, to) = range.into_inner();
    Err(error::bad_request(format!(
        "retryPolicy.{name}: {given} is not between {from} and {to}"
    )))
}

//! What callers of a queue hear while they wait, and when they may ask to be called back, as people write it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Key, PromptDeclaration};
use crate::duration::DurationText;

/// A file of music.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct MusicDeclaration {
    /// Its name.
    pub file: String,
    /// How long it takes until it begins anew; 2m, as the default music does, without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes: Option<DurationText>,
}

/// When waiting callers are offered to be called back: one of the three thresholds at least.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct CallbackDeclaration {
    /// The key that accepts the offer (CallbackRequestDtmf).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// The offer is made to the caller in front who has waited longer (WaitTimeBeforeOfferingCallbackInSecond).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_waiting: Option<DurationText>,
    /// It is made to callers before whom so many were waiting when they came (NumberOfCallsInQueueBeforeOfferingCallback).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calls_in_queue: Option<i64>,
    /// It is made to callers who found more than so many others for each agent who is opted in, 1 at least
    /// (CallToAgentRatioThresholdBeforeOfferingCallback).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calls_per_agent: Option<i64>,
    /// The offer (CallbackOfferTextToSpeechPrompt or CallbackOfferAudioFilePromptResourceId).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<PromptDeclaration>,
    /// The group that is told of requests that came to nothing (CallbackEmailNotificationTarget).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail_to: Option<String>,
}

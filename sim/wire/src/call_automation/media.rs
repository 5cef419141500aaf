//! Play and recognize.

use serde::{Deserialize, Serialize};

use crate::identifier::CommunicationIdentifier;

/// Plays something.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlayRequest {
    /// What; several since 2024-06-15-preview.
    pub play_sources: Vec<PlaySource>,
    /// To whom; everyone when empty or absent.
    #[serde(default)]
    pub play_to: Option<Vec<CommunicationIdentifier>>,
    /// Whether what runs is cancelled; since 2024-06-15-preview.
    #[serde(default)]
    pub interrupt_call_media_operation: Option<bool>,
    /// How.
    #[serde(default)]
    pub play_options: Option<PlayOptions>,
    /// Echoed in the operation's events.
    #[serde(default)]
    pub operation_context: Option<String>,
    /// Where this operation's events go instead.
    #[serde(default)]
    pub operation_callback_uri: Option<String>,
}

/// How something is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct PlayOptions {
    /// Whether it begins again at its end.
    #[serde(rename = "loop")]
    pub repeat: bool,
}

/// One thing to play.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlaySource {
    /// Which member there is.
    pub kind: PlaySourceType,
    /// Under which name the sound is cached.
    #[serde(default)]
    pub play_source_cache_id: Option<String>,
    /// A sound file.
    #[serde(default)]
    pub file: Option<FileSource>,
    /// A text.
    #[serde(default)]
    pub text: Option<TextSource>,
    /// A text with markup.
    #[serde(default)]
    pub ssml: Option<SsmlSource>,
}

/// The kinds of things to play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PlaySourceType {
    /// A sound file.
    File,
    /// A text.
    Text,
    /// A text with markup.
    Ssml,
}

/// A sound file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FileSource {
    /// Its address.
    pub uri: String,
}

/// A text to speak.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TextSource {
    /// The text.
    pub text: String,
    /// Its language.
    #[serde(default)]
    pub source_locale: Option<String>,
    /// The kind of voice.
    #[serde(default)]
    pub voice_kind: Option<VoiceKind>,
    /// The name of the voice.
    #[serde(default)]
    pub voice_name: Option<String>,
    /// Where a custom voice stands.
    #[serde(default)]
    pub custom_voice_endpoint_id: Option<String>,
}

/// The kind of a voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum VoiceKind {
    /// Male.
    Male,
    /// Female.
    Female,
}

/// A text with markup.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SsmlSource {
    /// The text.
    pub ssml_text: String,
    /// Where a custom voice stands.
    #[serde(default)]
    pub custom_voice_endpoint_id: Option<String>,
}

/// Listens for input.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecognizeRequest {
    /// What for.
    pub recognize_input_type: RecognizeInputType,
    /// What is played first.
    #[serde(default)]
    pub play_prompt: Option<PlaySource>,
    /// What is played first, one after another; since 2024-06-15-preview.
    #[serde(default)]
    pub play_prompts: Option<Vec<PlaySource>>,
    /// Whether what runs is cancelled.
    #[serde(default)]
    pub interrupt_call_media_operation: Option<bool>,
    /// How.
    pub recognize_options: RecognizeOptions,
    /// Echoed in the operation's events.
    #[serde(default)]
    pub operation_context: Option<String>,
    /// Where this operation's events go instead.
    #[serde(default)]
    pub operation_callback_uri: Option<String>,
}

/// The kinds of input to listen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RecognizeInputType {
    /// Keys.
    Dtmf,
    /// Free speech.
    Speech,
    /// Whichever comes first.
    SpeechOrDtmf,
    /// A phrase or key of a list.
    Choices,
}

/// How input is recognized.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecognizeOptions {
    /// Whether input stops the prompt; it does when absent.
    #[serde(default)]
    pub interrupt_prompt: Option<bool>,
    /// How long the silence after the prompt may last, 0 to 300 s.
    #[serde(default)]
    pub initial_silence_timeout_in_seconds: Option<i32>,
    /// Whose input.
    pub target_participant: CommunicationIdentifier,
    /// The language spoken.
    #[serde(default)]
    pub speech_language: Option<String>,
    /// Where a custom speech model stands.
    #[serde(default)]
    pub speech_recognition_model_endpoint_id: Option<String>,
    /// Keys.
    #[serde(default)]
    pub dtmf_options: Option<DtmfOptions>,
    /// Choices.
    #[serde(default)]
    pub choices: Option<Vec<Choice>>,
    /// Speech.
    #[serde(default)]
    pub speech_options: Option<SpeechOptions>,
}

/// How keys are collected.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DtmfOptions {
    /// How long a next key may take, 1 to 60 s.
    #[serde(default)]
    pub inter_tone_timeout_in_seconds: Option<i32>,
    /// How many keys at most.
    #[serde(default)]
    pub max_tones_to_collect: Option<i32>,
    /// Which keys end the collection.
    #[serde(default)]
    pub stop_tones: Option<Vec<Tone>>,
}

/// One choice of a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Choice {
    /// Its label.
    pub label: String,
    /// What one may say.
    pub phrases: Vec<String>,
    /// The key that one may press.
    #[serde(default)]
    pub tone: Option<Tone>,
}

/// How speech is collected.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SpeechOptions {
    /// How long a silence ends it.
    #[serde(default)]
    pub end_silence_timeout_in_ms: Option<i64>,
}

/// A key of the phone: a word, never a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names are the keys")]
pub enum Tone {
    Zero,
    One,
    Two,
    Three,
    Four,
    Five,
    Six,
    Seven,
    Eight,
    Nine,
    A,
    B,
    C,
    D,
    Pound,
    Asterisk,
}

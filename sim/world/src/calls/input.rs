//! What is played to parties and recognized from them.

use serde::{Deserialize, Serialize};

use crate::{RawId, Span};

/// A key of the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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

/// One thing to play.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaySource {
    /// A sound file. The edge has looked at it before: facts name only the path of its address.
    File {
        /// The path of the address, without scheme and host.
        path: String,
        /// What the edge found.
        found: FileFound,
    },
    /// Text to speak; how long it takes follows from its length.
    Text {
        /// The text.
        text: String,
    },
    /// SSML to speak.
    Ssml {
        /// The markup.
        ssml: String,
    },
}

/// What the edge found at a file's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileFound {
    /// A sound of this length.
    Sound(Span),
    /// Nothing that can be downloaded.
    Unreachable,
    /// Something that is not mono 16-bit 16 kHz WAV.
    WrongFormat,
}

/// Whether a play begins again at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Loop {
    /// Once.
    Once,
    /// Until something ends it.
    Forever,
}

/// Whether something is interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Interrupt {
    /// It is.
    Yes,
    /// It waits, or plays to its end.
    No,
}

/// What a recognition listens for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InputType {
    /// Keys.
    Dtmf,
    /// Free speech.
    Speech,
    /// Whichever comes first.
    SpeechOrDtmf,
    /// A phrase or key of a list.
    Choices,
}

/// One choice of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its label.
    pub label: String,
    /// What one may say.
    pub phrases: Vec<String>,
    /// The key that one may press.
    pub tone: Option<Tone>,
}

/// How keys are collected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DtmfOptions {
    /// How long a next key may take, 1 to 60 s.
    pub inter_tone_timeout: Span,
    /// How many keys at most.
    pub max_tones: Option<u32>,
    /// Which keys end the collection.
    pub stop_tones: Vec<Tone>,
}

/// How speech is collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeechOptions {
    /// How long a silence ends it.
    pub end_silence_timeout: Span,
}

/// How input is recognized.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognizeOptions {
    /// Whose input.
    pub target: RawId,
    /// Whether input stops the prompt.
    pub interrupt_prompt: Interrupt,
    /// How long the silence after the prompt may last.
    pub initial_silence_timeout: Span,
    /// Keys.
    pub dtmf: Option<DtmfOptions>,
    /// Choices; empty without.
    pub choices: Vec<Choice>,
    /// Speech.
    pub speech: Option<SpeechOptions>,
}

/// What was recognized.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recognized {
    /// Keys.
    Dtmf {
        /// Which.
        tones: Vec<Tone>,
    },
    /// A choice.
    Choice {
        /// Its label.
        label: String,
        /// The phrase that was said; absent when a key was pressed.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        phrase: Option<String>,
    },
    /// Free speech.
    Speech {
        /// What was said.
        text: String,
    },
}

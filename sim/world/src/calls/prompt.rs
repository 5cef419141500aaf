//! What is played: which words or files, how long it takes, and where it fails.

use super::{
    FileFound, PlaySource, Refusal as Refused, SpeechService, codes::Pair, place::invalid,
};
use crate::Span;

/// How fast text is spoken, in characters a second.
const CHARACTERS_PER_SECOND: u64 = 15;
/// How many characters one prompt may have ("Recognize action", 2025).
const MOST_CHARACTERS: usize = 4_000;

/// Something to play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prompt {
    /// The texts, or the paths of files.
    pub(super) says: Vec<String>,
    /// How long it lasts, up to the source that fails.
    pub(super) takes: Span,
    /// Which source fails, and how.
    pub(super) fails: Option<(u32, Pair, &'static str)>,
}

impl Prompt {
    /// Tells whether nothing of it can be heard.
    pub(super) fn is_silent(&self) -> bool {
        self.fails.is_some_and(|(index, _, _)| index == 0)
    }
}

/// Looks at sources and tells what playing them will be like.
pub(super) fn prompt(
    field: &str,
    sources: &[PlaySource],
    speech: SpeechService,
) -> Result<Prompt, Refused> {
    let mut prompt = Prompt {
        says: Vec::new(),
        takes: Span::ZERO,
        fails: None,
    };
    for (source, index) in sources.iter().zip(0..) {
        let said = match source {
            PlaySource::File { path, found } => {
                add_file(&mut prompt, *found, index);
                path.clone()
            }
            PlaySource::Text { text } => {
                spoken(field, text, text, speech)?;
                add_time(&mut prompt, speaking(text));
                text.clone()
            }
            PlaySource::Ssml { ssml } => {
                let text = without_markup(ssml);
                spoken(field, ssml, &text, speech)?;
                add_time(&mut prompt, speaking(&text));
                text
            }
        };
        prompt.says.push(said);
    }
    Ok(prompt)
}

fn spoken(field: &str, given: &str, text: &str, speech: SpeechService) -> Result<(), Refused> {
    if given.trim().is_empty() {
        return Err(Refused::EmptyText);
    }
    if text.chars().count() > MOST_CHARACTERS {
        let why = format!("a prompt has at most {MOST_CHARACTERS} characters");
        return Err(invalid(field, &why));
    }
    match speech {
        SpeechService::Linked => Ok(()),
        SpeechService::NotLinked => Err(Refused::NoSpeechService),
    }
}

fn add_file(prompt: &mut Prompt, found: FileFound, index: u32) {
    let failure = match found {
        FileFound::Sound(takes) => {
            add_time(prompt, takes);
            return;
        }
        FileFound::Unreachable => ((400, 8536), "Action failed, file could not be downloaded."),
        FileFound::WrongFormat => ((400, 8535), "Action failed, file format is invalid."),
    };
    if prompt.fails.is_none() {
        prompt.fails = Some((index, failure.0, failure.1));
    }
}

fn add_time(prompt: &mut Prompt, takes: Span) {
    if prompt.fails.is_none() {
        prompt.takes = prompt.takes.saturating_add(takes);
    }
}

/// Tells how long a text takes to speak, rounded to the nearest millisecond.
pub fn speaking(text: &str) -> Span {
    let characters = text.chars().count() as u64;
    let half = CHARACTERS_PER_SECOND / 2;
    Span::from_millis((characters * 1_000 + half) / CHARACTERS_PER_SECOND)
}

/// Leaves of SSML what is said.
fn without_markup(ssml: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for character in ssml.chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push(' ');
            }
            _ if in_tag => {}
            _ => text.push(character),
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_spoken_at_fifteen_characters_a_second() {
        // Call Automation reference 5.1: tts-chars-per-second.
        assert_eq!(speaking("123456789012345"), Span::from_secs(1));
        assert_eq!(speaking("1"), Span::from_millis(67));
        assert_eq!(speaking("ü"), Span::from_millis(67));
    }

    #[test]
    fn of_markup_only_the_words_are_said() {
        let ssml = "<speak version=\"1.0\"><voice name=\"x\">Tom &amp; <b>Maya</b></voice></speak>";
        assert_eq!(without_markup(ssml), "Tom & Maya");
    }
}

//! What callers may say to an attendant: an option's phrase, its digit, and a few words that mean keys.
//!
//! Source: "Dial and voice recognition reference for auto attendants", Microsoft Learn, 2024.

use crate::{
    calls::Tone,
    declaration::{MenuAction, MenuOption, SelectedBy},
    spoken,
};

/// Words that mean keys.
const WORDS: [(&str, Tone); 13] = [
    ("zero", Tone::Zero),
    ("one", Tone::One),
    ("two", Tone::Two),
    ("three", Tone::Three),
    ("four", Tone::Four),
    ("five", Tone::Five),
    ("six", Tone::Six),
    ("seven", Tone::Seven),
    ("eight", Tone::Eight),
    ("nine", Tone::Nine),
    ("yes", Tone::One),
    ("no", Tone::Two),
    ("repeat", Tone::Asterisk),
];

/// Finds the option that words select: the longest phrase in them wins; then what the words mean as a key. "Operator" is
/// the option that leads to the operator, and nothing where no key does.
pub(super) fn option<'o>(options: &'o [MenuOption], text: &str) -> Option<&'o MenuOption> {
    let said = spoken::normal(text);
    let phrases = options
        .iter()
        .filter_map(|option| Some((option.phrase.as_deref()?, option)));
    let by_key = || {
        let mut words = WORDS.iter();
        let (_, tone) = words.find(|(word, _)| spoken::contains(&said, word))?;
        options
            .iter()
            .find(|option| option.by == SelectedBy::Key(*tone))
    };
    let operator = || {
        let leads_there = |option: &&MenuOption| option.action == MenuAction::Operator;
        options
            .iter()
            .find(leads_there)
            .filter(|_| spoken::contains(&said, "operator"))
    };
    spoken::longest(&said, phrases)
        .or_else(by_key)
        .or_else(operator)
}

/// Names a key as facts do.
pub(super) fn named(tone: Tone) -> &'static str {
    match tone {
        Tone::Zero => "zero",
        Tone::One => "one",
        Tone::Two => "two",
        Tone::Three => "three",
        Tone::Four => "four",
        Tone::Five => "five",
        Tone::Six => "six",
        Tone::Seven => "seven",
        Tone::Eight => "eight",
        Tone::Nine => "nine",
        Tone::A => "a",
        Tone::B => "b",
        Tone::C => "c",
        Tone::D => "d",
        Tone::Pound => "pound",
        Tone::Asterisk => "asterisk",
    }
}

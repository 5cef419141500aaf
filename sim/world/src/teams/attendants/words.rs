//! What callers may say to an attendant: an option's phrase, its digit, and a few words that mean keys.
//!
//! Source: "Dial and voice recognition reference for auto attendants", Microsoft Learn, 2024.

use crate::{
    calls::Tone,
    declaration::{MenuAction, MenuOption, SelectedBy},
    spoken,
};

/// Digits in words, and as a transcript may write them.
const DIGITS: [(&str, &str, Tone); 10] = [
    ("zero", "0", Tone::Zero),
    ("one", "1", Tone::One),
    ("two", "2", Tone::Two),
    ("three", "3", Tone::Three),
    ("four", "4", Tone::Four),
    ("five", "5", Tone::Five),
    ("six", "6", Tone::Six),
    ("seven", "7", Tone::Seven),
    ("eight", "8", Tone::Eight),
    ("nine", "9", Tone::Nine),
];
/// Other words that mean keys.
const WORDS: [(&str, Tone); 3] = [
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
        let tone = key(&said)?;
        options
            .iter()
            .find(|option| option.by == SelectedBy::Key(tone))
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

/// Finds the key that words mean.
pub(super) fn key(text: &str) -> Option<Tone> {
    let said = spoken::normal(text);
    let says = |word: &str| spoken::contains(&said, word);
    let digit = DIGITS
        .iter()
        .find(|(word, numeral, _)| says(word) || says(numeral))
        .map(|(_, _, tone)| *tone);
    let other = || WORDS.iter().find(|(word, _)| says(word));
    digit.or_else(|| other().map(|(_, tone)| *tone))
}

/// Finds the digit that one word is.
pub(super) fn digit(word: &str) -> Option<Tone> {
    let mut digits = DIGITS.iter();
    let (_, _, tone) = digits.find(|(digit, _, _)| *digit == word)?;
    Some(*tone)
}

/// Tells whether the caller wants the menu again.
pub(super) fn is_main_menu(text: &str) -> bool {
    spoken::contains(&spoken::normal(text), "main menu")
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

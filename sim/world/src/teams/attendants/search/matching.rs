//! Which names what a caller typed or said may stand for.
//!
//! Source: "Dial and voice recognition reference for auto attendants", Microsoft Learn, 2024: first and last name, last and
//! first, either alone, each in full or in part.

use super::keypad::{keys, plain};
use crate::spoken;

/// A person's names in the form in which they are compared.
pub(super) struct Names {
    first: String,
    last: String,
}

impl Names {
    pub(super) fn new((first, last): (&str, &str)) -> Self {
        Self {
            first: plain(first),
            last: plain(last),
        }
    }

    /// Spells them on the keypad.
    pub(super) fn on_keypad(&self) -> Self {
        Self {
            first: keys(&self.first),
            last: keys(&self.last),
        }
    }

    /// Tells whether these keys may stand for them. What is not typed to its end fits whatever goes on so.
    pub(super) fn fit_keys(&self, typed: &str) -> bool {
        self.fit(typed.trim_matches('0'), '0')
    }

    /// Tells whether words, and nothing beside them, may stand for them.
    pub(super) fn fit_words(&self, said: &str) -> bool {
        self.fit(said, ' ')
    }

    fn fit(&self, asked: &str, space: char) -> bool {
        let both = |one: &str, other: &str| {
            asked.match_indices(space).any(|(at, space)| {
                let (before, behind) = (&asked[..at], &asked[at + space.len()..]);
                begins(one, before) && begins(other, behind)
            })
        };
        begins(&self.first, asked)
            || begins(&self.last, asked)
            || both(&self.first, &self.last)
            || both(&self.last, &self.first)
    }

    /// How much of a sentence is their name in full: the letters of the longest form that stands in it, 0 where none does.
    pub(super) fn within(&self, sentence: &str) -> usize {
        let both = [
            format!("{} {}", self.first, self.last),
            format!("{} {}", self.last, self.first),
        ];
        let forms = both.iter().chain([&self.first, &self.last]);
        forms
            .filter(|form| spoken::contains(sentence, form.trim()))
            .map(String::len)
            .max()
            .unwrap_or_default()
    }
}

/// Tells whether a name begins with what was asked for, of which there must be something.
fn begins(name: &str, asked: &str) -> bool {
    !asked.is_empty() && name.starts_with(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEOPLE: [(&str, &str); 4] = [
        ("Amos", "Marble"),
        ("Amos", "Marcus"),
        ("Mary", "Marble"),
        ("Mary", "Jones"),
    ];

    fn fitting(fits: impl Fn(&Names) -> bool) -> Vec<usize> {
        (0..PEOPLE.len())
            .filter(|person| fits(&Names::new(PEOPLE[*person])))
            .collect()
    }

    #[track_caller]
    fn typed(letters: &str, expected: &[usize]) {
        let typed = keys(&plain(letters));
        let found = fitting(|names| names.on_keypad().fit_keys(&typed));
        assert_eq!(found, expected, "{letters} is {typed}");
    }

    #[track_caller]
    fn said(words: &str, expected: &[usize]) {
        assert_eq!(
            fitting(|names| names.fit_words(&plain(words))),
            expected,
            "{words}"
        );
    }

    #[test]
    fn names_are_typed_in_every_published_form() {
        typed("Amos Marble", &[0]);
        typed("Marble Amos", &[0]);
        typed("Amos", &[0, 1]);
        typed("Marble", &[0, 2]);
        typed("Mar", &[0, 1, 2, 3]);
        typed("Amos Mar", &[0, 1]);
        typed("Mar Am", &[0, 1]);
        typed("Jones M", &[3]);
    }

    #[test]
    fn what_begins_no_name_fits_nobody() {
        typed("Zoe", &[]);
        typed("Marbles", &[]);
        typed("Marble Jones", &[]);
        typed("", &[]);
        let names = Names::new(PEOPLE[0]).on_keypad();
        assert!(!names.fit_keys("0"));
        // A space behind the name says nothing more.
        assert!(names.fit_keys("26670"));
    }

    #[test]
    fn a_name_of_several_words_is_typed_with_its_spaces() {
        let names = Names::new(("Anna Maria", "de la Cruz")).on_keypad();
        for form in [
            "anna maria de la cruz",
            "de la anna",
            "anna maria",
            "anna de",
        ] {
            assert!(names.fit_keys(&keys(form)), "{form}");
        }
        assert!(!names.fit_keys(&keys("maria")));
    }

    #[test]
    fn who_has_one_name_is_found_by_it_alone() {
        let names = Names::new(("Ana", "")).on_keypad();
        assert!(names.fit_keys("26"));
        assert!(!names.fit_keys("262026"));
    }

    #[test]
    fn names_are_said_in_the_same_forms() {
        said("amos marble", &[0]);
        said("Marble, Amos", &[0]);
        said("Amos", &[0, 1]);
        said("mar", &[0, 1, 2, 3]);
        said("AMOS MAR!", &[0, 1]);
        said("amos please", &[]);
    }

    #[test]
    fn a_sentence_holds_a_name_in_full() {
        let within = |person: usize, sentence: &str| Names::new(PEOPLE[person]).within(sentence);
        assert_eq!(within(0, "i want amos marble please"), "amos marble".len());
        assert_eq!(within(1, "i want amos marble please"), "amos".len());
        assert_eq!(within(3, "i want amos marble please"), 0);
        assert_eq!(Names::new(("Ana", "")).within("ana or an"), "ana ".len());
    }
}

//! What was said, against phrases that may be said.

/// Finds what belongs to the longest phrase that stands in what was said; of equally long ones the first.
pub(crate) fn longest<'p, T>(
    said: &str,
    phrases: impl IntoIterator<Item = (&'p str, T)>,
) -> Option<T> {
    let mut best: Option<(usize, T)> = None;
    for (phrase, what) in phrases {
        let wanted = normal(phrase);
        let longer = best
            .as_ref()
            .is_none_or(|(length, _)| wanted.len() > *length);
        if longer && contains(said, &wanted) {
            best = Some((wanted.len(), what));
        }
    }
    best.map(|(_, what)| what)
}

/// Looks for whole words in what [`normal`] gives; scripts that do not part words by spaces are looked through letter by letter.
pub(crate) fn contains(said: &str, wanted: &str) -> bool {
    if wanted.is_empty() {
        false
    } else if wanted.is_ascii() {
        format!(" {said} ").contains(&format!(" {wanted} "))
    } else {
        said.contains(wanted)
    }
}

/// Brings words into the form in which they are compared: lower case, without punctuation.
pub(crate) fn normal(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&'static str], text: &str) -> Option<&'static str> {
        longest(
            &normal(text),
            phrases.iter().map(|phrase| (*phrase, *phrase)),
        )
    }

    #[test]
    fn phrases_match_without_regard_to_case_and_punctuation() {
        let phrases = ["sales", "Customer help!"];
        assert_eq!(found(&phrases, "SALES, please."), Some("sales"));
        assert_eq!(found(&phrases, "customer... HELP"), Some("Customer help!"));
        assert_eq!(found(&phrases, "wholesales"), None);
        assert_eq!(found(&phrases, "help customer"), None);
    }

    #[test]
    fn the_longest_phrase_wins() {
        let text = "the sales desk please";
        assert_eq!(found(&["sales", "sales desk"], text), Some("sales desk"));
        assert_eq!(found(&["sales desk", "sales"], text), Some("sales desk"));
    }
}

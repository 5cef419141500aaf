//! Choosing cases by a piece of their id.

/// Tells whether a case is chosen: every word of the filter stands in its id, a word after `!` does not.
pub(crate) fn chosen(id: &str, filter: Option<&str>) -> bool {
    filter
        .unwrap_or_default()
        .split_whitespace()
        .all(|word| match word.strip_prefix('!') {
            Some(word) => !id.contains(word),
            None => id.contains(word),
        })
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn every_word_counts_and_a_mark_turns_it_round() {
        assert!(chosen("overflow/disconnect", None));
        assert!(chosen("overflow/disconnect", Some("overflow")));
        assert!(chosen("overflow/disconnect", Some("over disc")));
        assert!(!chosen("overflow/disconnect", Some("over queue")));
        assert!(!chosen("overflow/disconnect", Some("over !disc")));
    }
}

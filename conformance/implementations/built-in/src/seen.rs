//! Events that were handled before. Webhooks are delivered at least once, so they may repeat.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Mutex, PoisonError};

/// How many ids are kept. Our choice: far more than can still be delivered again.
const IDS_MAX: usize = 20_000;

/// The ids of the events that were handled before.
#[derive(Default)]
pub(crate) struct Seen(Mutex<Ids>);

#[derive(Default)]
struct Ids {
    known: BTreeSet<String>,
    oldest_first: VecDeque<String>,
}

impl Seen {
    /// Notes an id and says whether it is new.
    pub(crate) fn is_new(&self, id: &str) -> bool {
        let mut ids = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !ids.known.insert(id.to_owned()) {
            return false;
        }
        ids.oldest_first.push_back(id.to_owned());
        if ids.oldest_first.len() > IDS_MAX
            && let Some(oldest) = ids.oldest_first.pop_front()
        {
            ids.known.remove(&oldest);
        }
        true
    }

    /// Forgets an id whose event could not be handled, so that its repetition is taken.
    pub(crate) fn forget(&self, id: &str) {
        let mut ids = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if ids.known.remove(id) {
            ids.oldest_first.retain(|known| known != id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once_and_again_when_it_was_forgotten() {
        let seen = Seen::default();
        assert!(seen.is_new("a"));
        assert!(!seen.is_new("a"));
        seen.forget("a");
        assert!(seen.is_new("a"));
    }

    #[test]
    fn the_oldest_ids_make_room() {
        let seen = Seen::default();
        for number in 0..=IDS_MAX {
            assert!(seen.is_new(&number.to_string()));
        }
        assert!(!seen.is_new(&IDS_MAX.to_string()));
        assert!(seen.is_new("0"));
    }
}

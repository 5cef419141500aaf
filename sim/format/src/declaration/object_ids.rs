//! Object ids that follow from names alone, so that an implementation is told the same ones for every scenario of a run.

use ringback_world::{Guid, Ids};

/// The ids of a declaration: the same in every run.
pub(super) fn ids() -> Ids {
    Ids::new(0, "declaration")
}

/// Derives the object id of a queue's resource account from the queue's name.
pub fn queue_object_id(queue: &str) -> Guid {
    ids().guid("resource-account", queue, 0)
}

/// Derives the object id of an auto attendant's resource account from the attendant's name.
pub fn attendant_object_id(attendant: &str) -> Guid {
    ids().guid("attendant-resource-account", attendant, 0)
}

/// Derives the Entra object id of a person from the person's name.
pub fn person_object_id(person: &str) -> Guid {
    ids().guid("person", person, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_queues_attendants_and_people_of_one_name_differ() {
        let ids = [
            queue_object_id("main"),
            attendant_object_id("main"),
            person_object_id("main"),
        ];
        for (index, id) in ids.iter().enumerate() {
            assert!(!ids[..index].contains(id), "{ids:?}");
        }
    }
}

//! The customers' own phone numbers.

use std::collections::BTreeSet;

use ringback_world::{Contact, RawId, declaration::Declaration};

/// Gives every number that a world declares.
pub(crate) fn declared(declaration: &Declaration) -> BTreeSet<String> {
    let owned = declaration
        .resources
        .iter()
        .flat_map(|resource| &resource.phone_numbers);
    let teams = &declaration.teams;
    let queues = teams.queues.iter().map(|queue| &queue.resource_account);
    let attendants = teams.attendants.iter();
    let accounts = queues.chain(attendants.map(|attendant| &attendant.resource_account));
    let dialled = accounts.filter_map(|account| account.as_ref()?.phone_number.as_ref());
    owned.chain(dialled).cloned().collect()
}

/// Gives a customer's own phone number: never one that is declared, nor one that ends in 0191 to 0194, whose far ends are special.
pub(crate) fn of(contact: Contact, declared: &BTreeSet<String>) -> RawId {
    let index = u64::from(contact.0.saturating_sub(1));
    // The last four digits run from 1000 to 9999, the three before from 555; a taken number moves to the next block of millions.
    (0..)
        .map(|block| {
            format!(
                "+1{}{}{}",
                425 + block,
                555 + index / 9000,
                1000 + index % 9000
            )
        })
        .find(|number| !declared.contains(number))
        .map(|number| RawId::phone_number(&number))
        .expect("numbers without end are not all declared")
}

//! Rows that are alike become one.

use std::collections::BTreeMap;

/// Lets each row join the first one that it is alike to; rows keep the order of their first.
pub(super) fn grouped<R, K: Ord>(
    rows: Vec<R>,
    key: impl Fn(&R) -> K,
    join: impl Fn(&mut R, R),
) -> Vec<R> {
    let mut groups: Vec<R> = Vec::new();
    let mut places: BTreeMap<K, usize> = BTreeMap::new();
    for row in rows {
        let place = *places.entry(key(&row)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => join(group, row),
            None => groups.push(row),
        }
    }
    groups
}

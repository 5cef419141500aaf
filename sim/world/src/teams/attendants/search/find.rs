//! Whom a caller of an attendant may look for, and who fits.
//!
//! Source: "New-CsAutoAttendant", Microsoft Teams PowerShell reference, 2026; "Dial and voice recognition reference for auto
//! attendants", Microsoft Learn, 2024.

use std::collections::BTreeSet;

use super::{keypad::plain, matching::Names};
use crate::{
    calls::Tone,
    declaration::{
        Account, AddressList, Attendant, DirectorySearch, Mailbox, Person, Tenant, Voice,
    },
    spoken,
    teams::attendants::words,
};

/// How many people names may be said of; beyond them speech finds nobody ("Dial and voice recognition reference for auto
/// attendants", Microsoft Learn, 2024).
const SPOKEN_MAX: usize = 80_000;

/// What a caller asks for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked<'a> {
    /// Digits of the keypad.
    Keys(&'a str),
    /// Words.
    Words(&'a str),
}

/// Finds who fits, in the order of their names. Gives nothing where there is nothing to look for, or nobody may be looked
/// for in this way.
pub(super) fn find(
    tenant: &Tenant,
    attendant: &Attendant,
    by: DirectorySearch,
    asked: Asked<'_>,
) -> Option<Vec<usize>> {
    let people = within_reach(tenant, attendant);
    let mut found = match (by, asked) {
        (DirectorySearch::None, _) => return None,
        (DirectorySearch::ByName, Asked::Keys(typed)) => fitting(tenant, people, |person| {
            names(person).on_keypad().fit_keys(typed)
        }),
        (DirectorySearch::ByName, Asked::Words(said)) => {
            if people.len() > SPOKEN_MAX {
                return None;
            }
            named(tenant, people, &plain(said))
        }
        (DirectorySearch::ByExtension, Asked::Keys(typed)) => {
            fitting(tenant, people, |person| has_extension(person, typed))
        }
        (DirectorySearch::ByExtension, Asked::Words(said)) => {
            let digits = spoken_digits(said);
            if digits.is_empty() {
                return None;
            }
            fitting(tenant, people, |person| has_extension(person, &digits))
        }
    };
    in_order(tenant, &mut found);
    Some(found)
}

/// Finds who of those that were read out is named.
pub(super) fn among(tenant: &Tenant, people: &[usize], said: &str) -> Vec<usize> {
    named(tenant, people.to_vec(), &plain(said))
}

/// Lists whom callers may look for: who is in the directory and in its address book, can take calls, and is in the scope.
/// Exclusion wins.
fn within_reach(tenant: &Tenant, attendant: &Attendant) -> Vec<usize> {
    let included =
        (!attendant.scope.include.is_empty()).then(|| members(tenant, &attendant.scope.include));
    let excluded = members(tenant, &attendant.scope.exclude);
    let can_be_found =
        |person: &Person| match (person.account, person.directory.address_list, person.voice) {
            (Account::Active, AddressList::Shown, Voice::Enabled) => true,
            (Account::Deleted, _, _) | (_, AddressList::Hidden, _) | (_, _, Voice::NotEnabled) => {
                false
            }
        };
    let people = tenant.people.iter().enumerate();
    people
        .filter(|(index, person)| {
            included
                .as_ref()
                .is_none_or(|included| included.contains(index))
                && !excluded.contains(index)
                && can_be_found(person)
        })
        .map(|(index, _)| index)
        .collect()
}

/// Lists who is in these groups. A group that was deleted has nobody.
fn members(tenant: &Tenant, groups: &[usize]) -> BTreeSet<usize> {
    let groups = groups.iter().filter_map(|group| tenant.groups.get(*group));
    groups
        .filter(|group| match group.mailbox {
            Mailbox::TakesOutsideMail | Mailbox::InsideOnly => true,
            Mailbox::Deleted => false,
        })
        .flat_map(|group| group.members.iter().copied())
        .collect()
}

fn fitting(tenant: &Tenant, mut people: Vec<usize>, fits: impl Fn(&Person) -> bool) -> Vec<usize> {
    people.retain(|person| tenant.people.get(*person).is_some_and(&fits));
    people
}

/// Who is named by words: those of whom they are a form of the name; else those whose name in full takes most of them.
fn named(tenant: &Tenant, people: Vec<usize>, said: &str) -> Vec<usize> {
    let whole = fitting(tenant, people.clone(), |person| {
        names(person).fit_words(said)
    });
    if !whole.is_empty() {
        return whole;
    }
    let within = |person: &Person| names(person).within(said);
    let most = people
        .iter()
        .filter_map(|person| tenant.people.get(*person))
        .map(within)
        .max()
        .unwrap_or_default();
    if most == 0 {
        return Vec::new();
    }
    fitting(tenant, people, |person| within(person) == most)
}

fn names(person: &Person) -> Names {
    Names::new(person.first_and_last_name())
}

/// Extensions are needed in full.
fn has_extension(person: &Person, digits: &str) -> bool {
    person.directory.extension.as_deref() == Some(digits)
}

/// The digits in what was said, one by one or written together.
fn spoken_digits(said: &str) -> String {
    let said = spoken::normal(said);
    let digits = said.split(' ').filter_map(|word| {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(word.to_owned());
        }
        words::digit(word).and_then(typed).map(String::from)
    });
    digits.collect()
}

/// The digit of a key, where it has one.
pub(super) fn typed(tone: Tone) -> Option<char> {
    match tone {
        Tone::Zero => Some('0'),
        Tone::One => Some('1'),
        Tone::Two => Some('2'),
        Tone::Three => Some('3'),
        Tone::Four => Some('4'),
        Tone::Five => Some('5'),
        Tone::Six => Some('6'),
        Tone::Seven => Some('7'),
        Tone::Eight => Some('8'),
        Tone::Nine => Some('9'),
        Tone::A | Tone::B | Tone::C | Tone::D | Tone::Pound | Tone::Asterisk => None,
    }
}

fn in_order(tenant: &Tenant, people: &mut [usize]) {
    people.sort_by_cached_key(|index| {
        let name = tenant.people.get(*index).map(|person| &person.display_name);
        (name.map(|name| plain(name)), name.cloned(), *index)
    });
}

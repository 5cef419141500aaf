//! What an attendant says of a search. The sentences are ours, in English whatever the attendant's language is: those of
//! Teams are not published.

use crate::{
    calls::speaking,
    declaration::{
        Attendant, DirectorySearch, Person, Prompt, Tenant, UserNameExtension, VoiceResponse,
    },
};

/// Nobody fits.
pub(super) fn nobody(by: DirectorySearch) -> Prompt {
    let what = match by {
        DirectorySearch::None | DirectorySearch::ByName => "name",
        DirectorySearch::ByExtension => "extension",
    };
    spoken(format!("Nobody here has that {what}."))
}

/// So many fit that they are not read out.
pub(super) fn too_many() -> Prompt {
    spoken("Too many people have such a name.".to_owned())
}

/// Who fits, each behind the digit that chooses them.
pub(super) fn list(tenant: &Tenant, attendant: &Attendant, people: &[usize]) -> Prompt {
    let press = match attendant.voice_response {
        VoiceResponse::On => "Press or say",
        VoiceResponse::Off => "Press",
    };
    let people = people
        .iter()
        .filter_map(|person| tenant.people.get(*person));
    let sentences = people.zip(1..).map(|(person, digit): (_, u32)| {
        let whom = told(attendant.user_name_extension, person);
        format!("{press} {digit} for {whom}.")
    });
    spoken(sentences.collect::<Vec<_>>().join(" "))
}

/// A name and what follows it.
///
/// Source: "New-CsAutoAttendant", Microsoft Teams PowerShell reference, 2026.
fn told(extension: UserNameExtension, person: &Person) -> String {
    let behind = match extension {
        UserNameExtension::None => &None,
        UserNameExtension::Office => &person.directory.office,
        UserNameExtension::Department => &person.directory.department,
    };
    match behind {
        Some(behind) => format!("{}, {behind}", person.display_name),
        None => person.display_name.clone(),
    }
}

fn spoken(says: String) -> Prompt {
    Prompt {
        takes: speaking(&says),
        says,
    }
}

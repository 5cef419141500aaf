//! Shared voicemail: greeting, built-in prompt, message.

use ringback_world::{
    Span, Time,
    declaration::{SystemPrompt, Tenant},
    teams::Presence,
};

use crate::teams_run::{Run, check, check_only, does, everyone_is, secs, voicemail};

fn to_voicemail(system_prompt: SystemPrompt) -> impl Fn(&mut Tenant) {
    move |tenant| {
        tenant.queues[0].no_agents = Some(does(voicemail(5, system_prompt)));
        everyone_is(tenant, Presence::Offline);
    }
}

#[test]
fn a_shared_voicemail_greets_prompts_and_records() {
    check(
        "49",
        to_voicemail(SystemPrompt::Spoken),
        "0 c1 calls
         22 c1 leaves",
        100,
        "0 c1 NoAgents Q shared-voicemail team after 0
         0 c1 voicemail team
         5 c1 hears Please
         22 c1 left-message 12
         22 c1 ended 0 by someone",
    );
    check(
        "49, suppressed",
        to_voicemail(SystemPrompt::Suppressed),
        "0 c1 calls
         22 c1 leaves",
        100,
        "0 c1 NoAgents Q shared-voicemail team after 0
         0 c1 voicemail team
         22 c1 left-message 17
         22 c1 ended 0 by someone",
    );
}

#[test]
fn a_message_has_an_end_and_one_without_words_is_none() {
    check_only(
        "too long",
        to_voicemail(SystemPrompt::Spoken),
        "0 c1 calls",
        1000,
        &["left-message", "ended"],
        "310 c1 left-message 300
         310 c1 ended 0",
    );
    for leaves in [3, 7, 10] {
        let script = format!("0 c1 calls\n{leaves} settles\n{leaves} c1 leaves");
        let expected = format!("{leaves} c1 ended 0 by someone");
        check_only(
            "without words",
            to_voicemail(SystemPrompt::Spoken),
            &script,
            1000,
            &["left-message", "ended"],
            &expected,
        );
    }
}

#[test]
fn a_group_keeps_its_messages() {
    let run = Run::script(
        to_voicemail(SystemPrompt::Suppressed),
        "0 c1 calls
         1 c2 calls
         22 c2 leaves
         30 c1 leaves",
    );
    let voicemails = run.world.teams().voicemails();
    let told: Vec<(u32, &str, &str, Time, Span)> = voicemails
        .iter()
        .map(|one| {
            let contact = one.contact.unwrap().0;
            (
                contact,
                one.of.as_str(),
                one.app.as_str(),
                one.at,
                one.takes,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (2, "team", "Q", Time::from_secs(6), secs(16)),
            (1, "team", "Q", Time::from_secs(5), secs(25)),
        ]
    );
}

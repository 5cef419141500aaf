//! Shared voicemail: greeting, built-in prompt, message.

use ringback_world::{
    Span, Time, What,
    declaration::{PersonalVoicemailRule, SystemPrompt, Target, Tenant, Transcription, Voice},
    teams::{self, Presence, VoicemailKind},
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
                one.app.as_deref().unwrap_or_default(),
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

/// The mail that has gone out.
fn mailed(run: &Run) -> Vec<(String, VoicemailKind, Option<String>)> {
    let mails = run.facts.iter().filter_map(|fact| match &fact.what {
        What::Teams(teams::Fact::VoicemailMailed {
            to,
            kind,
            transcript,
            ..
        }) => Some((to.clone(), *kind, transcript.clone())),
        _ => None,
    });
    mails.collect()
}

#[test]
fn a_message_is_mailed_with_what_was_said_where_it_is_transcribed() {
    let set = |transcription| {
        move |tenant: &mut Tenant| {
            let mut target = voicemail(5, SystemPrompt::Spoken);
            if let Target::SharedVoicemail {
                transcription: set, ..
            } = &mut target
            {
                *set = transcription;
            }
            tenant.queues[0].no_agents = Some(does(target));
            everyone_is(tenant, Presence::Offline);
        }
    };
    // What is said before the tone is no part of the message.
    let script = "0 c1 calls
        3 c1 says hello?
        12 c1 says my order is late
        15 c1 says please call back
        20 c1 leaves";
    let shared = VoicemailKind::Shared;
    for (transcription, transcript) in [
        (Transcription::On, Some("my order is late please call back")),
        (Transcription::Off, None),
    ] {
        let run = Run::script(set(transcription), script);
        let expected = ("team".to_owned(), shared, transcript.map(str::to_owned));
        assert_eq!(mailed(&run), [expected]);
        let [message] = run.world.teams().voicemails() else {
            panic!("one message is there");
        };
        assert_eq!(message.transcript.as_deref(), transcript);
    }
    let run = Run::script(set(Transcription::On), "0 c1 calls\n 8 c1 leaves");
    assert_eq!(mailed(&run), [], "without a message there is no mail");
}

/// The timeout of the queue, after 30 s, is the voicemail of C.
fn times_out_to_c(tenant: &mut Tenant) {
    tenant.queues[0].agents = Vec::new();
    tenant.queues[0].timeout_threshold = secs(30);
    tenant.queues[0].timeout = does(Target::Voicemail { person: 2 });
}

#[test]
fn a_persons_policy_says_how_long_their_message_is_and_whether_it_is_transcribed() {
    let run = |transcription| {
        let set = move |tenant: &mut Tenant| {
            times_out_to_c(tenant);
            tenant.people[2].calling.message_max = secs(60);
            tenant.people[2].calling.transcription = transcription;
        };
        Run::script(set, "0 c1 calls\n 40 c1 says good morning").until(200)
    };
    for (transcription, transcript) in [
        (Transcription::On, Some("good morning".to_owned())),
        (Transcription::Off, None),
    ] {
        let run = run(transcription);
        let expected = ("C".to_owned(), VoicemailKind::Personal, transcript);
        assert_eq!(mailed(&run), [expected]);
        let message = &run.world.teams().voicemails()[0];
        assert_eq!(message.takes, secs(60));
    }
}

#[test]
fn a_tenant_may_let_the_person_ring_before_their_voicemail() {
    let set = |voice| {
        move |tenant: &mut Tenant| {
            times_out_to_c(tenant);
            tenant.switches.personal_voicemail = PersonalVoicemailRule::RingFirst;
            tenant.people[2].voice = voice;
        }
    };
    let lines = |voice| {
        let run = Run::script(set(voice), "0 C does ignores 0\n 0 c1 calls").until(61);
        run.lines()[1..].to_vec()
    };
    assert_eq!(
        lines(Voice::Enabled),
        [
            "30 c1 Timeout Q voicemail C after 30",
            "30 c1 dials 8:orgid:person-C",
            "60 c1 voicemail C"
        ],
        "S18"
    );
    assert_eq!(
        lines(Voice::NotEnabled),
        ["30 c1 Timeout Q voicemail C after 30", "30 c1 voicemail C"],
        "who takes no calls does not ring"
    );
}

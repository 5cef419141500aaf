//! Video and screen share of people in a call. Clauses are those of section 1 of the Teams voice apps reference.

use ringback_world::calls::{Act, Medium, Refusal};

use crate::calls_run::{CUSTOMER, RESOURCE_ID, Run};

#[test]
fn a_party_shows_video_and_screen_until_it_stops_or_leaves() {
    let maya = format!("8:acs:{RESOURCE_ID}_maya");
    let (mut run, call, _) = Run::answered(&maya);
    let line = |fact: &str| format!("{fact} {maya}");
    for act in [Act::Start(Medium::Video), Act::Start(Medium::Video)] {
        run.party(call, &maya, act).unwrap();
    }
    run.party(call, &maya, Act::Start(Medium::ScreenShare))
        .unwrap();
    assert_eq!(run.lines(), [line("MediaStarted"), line("MediaStarted")]);
    let shown = run.world.calls().show(call).expect("it is known");
    let media: Vec<Medium> = shown
        .parties
        .into_iter()
        .flat_map(|party| party.media)
        .collect();
    assert_eq!(media, [Medium::Video, Medium::ScreenShare]);
    for _ in 0..2 {
        run.party(call, &maya, Act::Stop(Medium::Video)).unwrap();
    }
    assert_eq!(run.lines(), [line("MediaStopped")]);
    run.party(call, &maya, Act::HangUp).unwrap();
    let lines = run.lines();
    assert_eq!(
        lines[..2],
        [line("MediaStopped"), format!("PartyLeft {maya} 0/0")],
        "{lines:?}"
    );
    let shown = run.world.calls().show(call).expect("it is known");
    assert!(shown.parties.iter().all(|party| party.media.is_empty()));
}

#[test]
fn a_phone_shows_nothing() {
    let (mut run, call, _) = Run::answered(CUSTOMER);
    for media in [Medium::Video, Medium::ScreenShare] {
        let refused = run.party(call, CUSTOMER, Act::Start(media));
        assert!(
            matches!(&refused, Err(Refusal::Party { why, .. }) if why.contains("sound alone")),
            "{refused:?}"
        );
        run.party(call, CUSTOMER, Act::Stop(media)).unwrap();
    }
    assert_eq!(run.lines(), [""; 0]);
}

#[test]
fn nothing_is_muted_held_or_shown_before_the_call_is_connected() {
    let maya = format!("8:acs:{RESOURCE_ID}_maya");
    let mut run = Run::new();
    let (call, _) = run.place(&maya, "+14255550192");
    run.lines();
    for party in [maya.as_str(), "+14255550192"] {
        for act in [
            Act::Mute,
            Act::Unmute,
            Act::Hold,
            Act::Resume,
            Act::Start(Medium::Video),
            Act::Stop(Medium::Video),
        ] {
            let refused = run.party(call, party, act);
            assert!(matches!(refused, Err(Refusal::Party { .. })), "{refused:?}");
        }
    }
    assert_eq!(run.lines(), [""; 0]);
}

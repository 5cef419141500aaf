//! What Teams accepts of music and callbacks.
//!
//! Source: "New-CsCallQueue", Microsoft Teams PowerShell reference, 2026; "Create a call queue", Microsoft Learn, 2025-02-05.

use ringback_world::declaration as world;

use super::{
    CallbackDeclaration, QueueDeclaration,
    error::{Findings, Problem},
    queue_rules::Lowering,
};

impl Lowering<'_> {
    /// A queue has the default music or a file: one of the two.
    pub(super) fn music(&self, queue: &QueueDeclaration, findings: &mut Findings) -> world::Music {
        let field = self.at("music-on-hold");
        match (queue.use_default_music_on_hold, &queue.music_on_hold) {
            (Some(true), Some(_)) => findings.add(
                field,
                Problem::NotHere {
                    given: "a file beside use-default-music-on-hold: true".to_owned(),
                    expected: "one of the two (New-CsCallQueue)".to_owned(),
                },
            ),
            (Some(false), None) => findings.add(
                field,
                Problem::Missing {
                    needs: "the music of a queue without the default music (New-CsCallQueue)".to_owned(),
                    cure: "write music-on-hold: { file: hold.wav }, or leave out use-default-music-on-hold"
                        .to_owned(),
                },
            ),
            (Some(true) | None, None) | (Some(false) | None, Some(_)) => {}
        }
        let default = world::Music::default();
        match &queue.music_on_hold {
            None => default,
            Some(music) => world::Music {
                file: Some(music.file.clone()),
                takes: music.takes.map_or(default.takes, |takes| takes.span()),
            },
        }
    }

    /// An offer needs its key, its prompt, the group and one of its thresholds.
    pub(super) fn callback(
        &self,
        declared: &CallbackDeclaration,
        findings: &mut Findings,
    ) -> Option<world::Callback> {
        let mut missing = |field: &str, needs: &str, cure: &str| {
            findings.add(
                self.at(field),
                Problem::Missing {
                    needs: format!("{needs} (New-CsCallQueue)"),
                    cure: format!("write {cure}"),
                },
            );
        };
        if declared.key.is_none() {
            missing(
                "callback.key",
                "the key that accepts a callback",
                "key: one",
            );
        }
        if declared.prompt.is_none() {
            let cure = "prompt: \"To be called back press one.\"";
            missing("callback.prompt", "the offer of a callback", cure);
        }
        if declared.mail_to.is_none() {
            let needs = "the group that is told of callbacks that came to nothing";
            missing("callback.mail-to", needs, "mail-to: front-desk");
        }
        if (
            declared.after_waiting,
            declared.calls_in_queue,
            declared.calls_per_agent,
        ) == (None, None, None)
        {
            let needs = "a threshold of after-waiting, calls-in-queue and calls-per-agent";
            missing("callback", needs, "after-waiting: 60s");
        }
        let calls_in_queue = self.at_least(
            "callback.calls-in-queue",
            declared.calls_in_queue,
            0,
            findings,
        );
        let calls_per_agent = self.at_least(
            "callback.calls-per-agent",
            declared.calls_per_agent,
            1,
            findings,
        );
        let prompt = declared
            .prompt
            .as_ref()
            .map(|prompt| self.prompt("callback.prompt", prompt, findings));
        let mail_to = declared
            .mail_to
            .as_ref()
            .and_then(|group| self.group("callback.mail-to", group, findings));
        Some(world::Callback {
            key: declared.key?.0,
            after_waiting: declared.after_waiting.map(|waiting| waiting.span()),
            calls_in_queue,
            calls_per_agent,
            prompt: prompt?,
            mail_to: mail_to?,
        })
    }

    fn at_least(
        &self,
        field: &str,
        given: Option<i64>,
        least: i64,
        findings: &mut Findings,
    ) -> Option<u32> {
        let given = given?;
        let count = u32::try_from(given).ok().filter(|_| given >= least);
        if count.is_none() {
            findings.add(
                self.at(field),
                Problem::OutOfRange {
                    given: given.to_string(),
                    expected: format!("{least} or more (New-CsCallQueue)"),
                },
            );
        }
        count
    }

    /// Finds a group.
    pub(super) fn group(&self, field: &str, name: &str, findings: &mut Findings) -> Option<usize> {
        let group = self.groups.iter().position(|group| group.name == *name);
        if group.is_none() {
            let known = self.groups.iter().map(|group| group.name.as_str());
            findings.add(self.at(field), Problem::undefined("group", name, known));
        }
        group
    }
}

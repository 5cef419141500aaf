//! Every case with its verdict.

use crate::{
    case::{Case, Scene, Status, Switched},
    compare::check,
    expect::Expected,
    read::CaseFile,
};

/// What became of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It holds.
    Pass,
    /// It does not.
    Fail(String),
    /// It waits for something that is not there yet, and does not hold.
    NotYet(String),
}

/// One case, or one case under another reading.
pub(crate) struct Judged {
    pub(crate) case: u16,
    /// The switches, where it is the case under another reading.
    pub(crate) switches: Option<String>,
    pub(crate) name: String,
    pub(crate) status: Status,
    pub(crate) outcome: Outcome,
}

/// Judges every case of every file, and what its switches change.
pub(crate) fn all(files: &[CaseFile]) -> Vec<Judged> {
    let mut judged = Vec::new();
    for file in files {
        for case in &file.cases {
            let number = case.meta.case;
            let name = format!("{number:03} {}", case.meta.about);
            judged.push(Judged {
                case: number,
                switches: None,
                name: name.clone(),
                status: case.meta.status,
                outcome: outcome(case.meta.pending.as_deref(), whole(case)),
            });
            for switched in &case.switched {
                let switches = described(switched);
                judged.push(Judged {
                    case: number,
                    name: format!("{name}, with {switches}"),
                    switches: Some(switches),
                    status: case.meta.status,
                    outcome: outcome(switched.meta.pending.as_deref(), other(case, switched)),
                });
            }
        }
    }
    judged
}

fn outcome(pending: Option<&str>, verdict: Result<(), String>) -> Outcome {
    match (pending, verdict) {
        (None, Ok(())) => Outcome::Pass,
        (None, Err(why)) => Outcome::Fail(why),
        (Some(missing), Err(_)) => Outcome::NotYet(missing.to_owned()),
        (Some(_), Ok(())) => Outcome::Fail("it holds: it is no longer pending".to_owned()),
    }
}

/// A case holds when everything about it does.
fn whole(case: &Case) -> Result<(), String> {
    if case.meta.about.is_empty() || case.meta.source.is_empty() {
        return Err("it does not say what it is about and where that stands".to_owned());
    }
    if let Some(source) = case.meta.source.iter().find(|source| !is_dated(source)) {
        return Err(format!("no year of the source: {source}"));
    }
    let scenes = scenes(case)?;
    for scene in scenes {
        check(&scene).map_err(|why| match &scene.about {
            Some(about) => format!("{about}: {why}"),
            None => why,
        })?;
    }
    Ok(())
}

/// Spoils every expectation that holds, one thing at a time: a case that holds all the same compares nothing.
pub(crate) fn spoiled(files: &[CaseFile]) -> Result<(), String> {
    let mut blind = Vec::new();
    let mut spoiled = 0;
    for case in files.iter().flat_map(|file| &file.cases) {
        for scene in scenes(case).unwrap_or_default() {
            if check(&scene).is_err() {
                continue;
            }
            for expected in scene.expected.iter().flat_map(Expected::spoiled) {
                spoiled += 1;
                let scene = Scene {
                    expected: Some(expected),
                    ..scene.clone()
                };
                if check(&scene).is_ok() {
                    blind.push(case.meta.case);
                }
            }
        }
    }
    if blind.is_empty() && spoiled > 0 {
        return Ok(());
    }
    Err(format!("of {spoiled} spoiled ones these hold: {blind:?}"))
}

/// A document has a year; our own rules are named `rule S6`, and what was reported to its authors has a number.
fn is_dated(source: &str) -> bool {
    let numbered = ["rule S", "issue ", "pull request "];
    numbered.iter().any(|kind| source.starts_with(kind))
        || source
            .rsplit(", ")
            .next()
            .is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The scenes of a case: itself where it expects something, and its variants.
pub(crate) fn scenes(case: &Case) -> Result<Vec<Scene>, String> {
    let base = case.scene.clone()?;
    let mut scenes = Vec::new();
    for variant in &case.variants {
        scenes.push(variant.clone()?.over(&base));
    }
    if base.expected.is_some() || scenes.is_empty() {
        scenes.insert(0, base);
    }
    Ok(scenes)
}

/// Under another reading what is expected then holds, and what is expected otherwise does not.
fn other(case: &Case, switched: &Switched) -> Result<(), String> {
    let base = case.scene.clone()?;
    let scene = with_switches(
        &switched.scene.clone()?.over(&base),
        &switched.meta.switches,
    );
    check(&scene)?;
    let unchanged = scenes(case)?
        .into_iter()
        .all(|scene| check(&with_switches(&scene, &switched.meta.switches)).is_ok());
    if unchanged {
        return Err("the switch changes nothing about the case".to_owned());
    }
    Ok(())
}

/// Lays switches over what a scene declares.
pub(crate) fn with_switches(
    scene: &Scene,
    switches: &indexmap::IndexMap<String, serde_json::Value>,
) -> Scene {
    let mut scene = scene.clone();
    let switches = serde_json::json!({ "teams": { "switches": switches } });
    if scene.given.is_null() {
        scene.given = switches;
    } else {
        crate::given::lay_over(&mut scene.given, &switches);
    }
    scene
}

fn described(switched: &Switched) -> String {
    let switches = switched.meta.switches.iter();
    let words: Vec<String> = switches
        .map(|(name, value)| format!("{name}: {}", plain(value)))
        .collect();
    words.join(", ")
}

/// A value without quotes.
pub(crate) fn plain(value: &serde_json::Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

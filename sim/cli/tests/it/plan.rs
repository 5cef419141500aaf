//! `ringback plan` from outside: parts as processes, the scripts of clusters, thresholds, comparison.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use ringback_format::yaml;
use serde_json::Value;

use crate::support::{ringback, root, run};

/// A small day that every test here runs.
const DAY: &str = "scenario: small-day
queues: { main: { limit: { waiting: 4 } } }
population:
  lasts: 4h
  interval: 1h
  arrive: { poisson-per-hour: 80, busy-day: { gamma: { cv: 0.2 } } }
  kinds: { all: { queue: main, patience: { exponential: 2m } } }
staff: { all: { agents: 5, queues: [main], cost-per-hour: 30 } }
agents: { \"*\": { talks: { lognormal: { mean: 3m, cv: 0.8 } }, wrap-up: 20s } }
";

fn folder_with(scenario: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("day.yaml"), scenario).expect("it can be written");
    folder
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// Runs the whole day and gives its figures as they stand in the file.
fn whole(folder: &Path, replications: &str, more: &[&str]) -> String {
    let file = folder.join("whole.json");
    let (scenario, report) = (
        shown(&folder.join("day.yaml")),
        format!("json={}", shown(&file)),
    );
    let arguments = [
        &[
            "plan",
            &scenario,
            "--replications",
            replications,
            "--report",
            &report,
        ],
        more,
    ]
    .concat();
    run(&arguments, 0);
    read(&file)
}

/// Merges parts and gives the figures as they stand in the file.
fn merged(folder: &Path, parts: usize) -> String {
    let files: Vec<String> = (1..=parts)
        .map(|part| shown(&folder.join(format!("parts/part-{part}.json"))))
        .collect();
    let file = folder.join("merged.json");
    let report = format!("json={}", shown(&file));
    let files = files.iter().map(String::as_str);
    let arguments: Vec<&str> = ["plan", "--report", &report, "--merge"]
        .into_iter()
        .chain(files)
        .collect();
    run(&arguments, 0);
    read(&file)
}

/// Runs a script of a cluster as one of its tasks, with the built command on the path.
fn task(folder: &Path, shell: &[&str], variables: &[(&str, String)]) {
    let built = Path::new(env!("CARGO_BIN_EXE_ringback"))
        .parent()
        .expect("it stands in a folder");
    let path = format!(
        "{}:{}",
        built.display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let output = Command::new("sh")
        .args(shell)
        .current_dir(folder)
        .env("PATH", path)
        .env("RINGBACK_SCENARIO", shown(&folder.join("day.yaml")))
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null())
        .output()
        .expect("there is a shell");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_tasks_of_a_slurm_array_merge_to_the_whole() {
    let folder = folder_with(DAY);
    let script = root().join("scenarios/clusters/slurm.sh");
    for part in 1..=3 {
        let variables = [
            ("RINGBACK_REPLICATIONS", "11".to_owned()),
            ("SLURM_ARRAY_TASK_ID", part.to_string()),
            ("SLURM_ARRAY_TASK_COUNT", "3".to_owned()),
        ];
        task(folder.path(), &[&shown(&script)], &variables);
    }
    assert_eq!(merged(folder.path(), 3), whole(folder.path(), "11", &[]));
}

#[test]
fn the_pods_of_a_kubernetes_job_merge_to_the_whole() {
    let folder = folder_with(DAY);
    let text = read(&root().join("scenarios/clusters/kubernetes.yaml"));
    let manifest: Value =
        yaml::parse("kubernetes.yaml", &text).unwrap_or_else(|why| panic!("{why}"));
    let spec = &manifest["spec"];
    assert_eq!(
        (
            spec["completionMode"].as_str(),
            spec["completions"].as_u64()
        ),
        (Some("Indexed"), Some(8))
    );
    let container = &spec["template"]["spec"]["containers"][0];
    assert_eq!(container["command"], serde_json::json!(["sh", "-euc"]));
    let script = container["args"][0].as_str().expect("a script");
    assert!(script.contains("--replications 4096"), "{script}");
    let script = script.replace("--replications 4096", "--replications 9");
    for index in 0..8 {
        let variables = [
            ("JOB_COMPLETION_INDEX", index.to_string()),
            ("PARTS", "8".to_owned()),
        ];
        task(folder.path(), &["-euc", &script], &variables);
    }
    assert_eq!(merged(folder.path(), 8), whole(folder.path(), "9", &[]));
}

#[test]
fn one_and_two_threads_give_the_same_bytes() {
    let folder = folder_with(DAY);
    let one = whole(folder.path(), "8", &["--threads", "1"]);
    assert_eq!(one, whole(folder.path(), "8", &["--threads", "2"]));
    assert!(one.contains("\"service-level\""));
}

#[test]
fn thresholds_decide_the_exit_code() {
    let demand = |bound: &str| {
        folder_with(&format!(
            "{DAY}expect: [ {{ measure: service-level, of: main, within: 20s, {bound} }} ]\n"
        ))
    };
    let scenario = |folder: &tempfile::TempDir| shown(&folder.path().join("day.yaml"));
    let (easy, hard) = (demand("at-least: 10%"), demand("at-least: 99.9%"));
    run(&["plan", &scenario(&easy), "--replications", "8"], 0);
    let missed = run(&["plan", &scenario(&hard), "--replications", "8"], 5);
    let text = String::from_utf8_lossy(&missed.stdout);
    assert!(text.contains("99.9%") && text.contains("it is"), "{text}");
}

#[test]
fn a_part_has_no_figures_and_needs_a_file() {
    let folder = folder_with(DAY);
    let scenario = shown(&folder.path().join("day.yaml"));
    let refused = run(&["plan", &scenario, "--partition", "1/2"], 2);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("give --report part=FILE"));
    let none = run(&["plan"], 2);
    assert!(String::from_utf8_lossy(&none.stderr).contains("which scenario?"));
}

#[test]
fn two_runs_are_set_side_by_side() {
    let folder = folder_with(DAY);
    whole(folder.path(), "32", &[]);
    let more = folder.path().join("more.yaml");
    fs::write(&more, DAY.replace("agents: 5", "agents: 7")).expect("it can be written");
    let before = shown(&folder.path().join("whole.json"));
    let output = run(
        &[
            "plan",
            &shown(&more),
            "--replications",
            "32",
            "--compare",
            &before,
        ],
        0,
    );
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("significant"), "{text}");
}

#[test]
fn every_shipped_plan_runs_and_its_page_stands_alone() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut plans = 0;
    for entry in fs::read_dir(root().join("scenarios/plan")).expect("plans are shipped") {
        let path = entry.expect("it can be read").path();
        if path.extension().is_none_or(|ending| ending != "yaml")
            || path.ends_with("one-queue.yaml")
        {
            continue;
        }
        let page = folder.path().join("page.html");
        let report = format!("html={}", shown(&page));
        let arguments = [
            "plan",
            &shown(&path),
            "--replications",
            "2",
            "--report",
            &report,
        ];
        let output = ringback(&arguments).output().expect("the command starts");
        // Two days may miss what a whole year of them meets.
        assert!(
            matches!(output.status.code(), Some(0 | 5)),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(output.stderr.is_empty(), "no bar where nobody looks");
        let text = read(&page);
        assert!(
            text.contains("<svg") && !text.contains("<script") && !text.contains("http://"),
            "{}",
            path.display()
        );
        plans += 1;
    }
    assert!(plans >= 2, "{plans}");
}

#[test]
fn the_smallest_staffing_is_found_and_stands_in_the_report() {
    let demand = "expect: [ { measure: service-level, of: main, within: 20s, at-least: 80% } ]\n";
    let folder = folder_with(&format!("{DAY}{demand}"));
    let scenario = shown(&folder.path().join("day.yaml"));
    let file = folder.path().join("solved.json");
    let report = format!("json={}", shown(&file));
    let solve = |more: &[&str]| -> Value {
        let arguments = [
            "plan",
            &scenario,
            "--replications",
            "6",
            "--report",
            &report,
            "--solve",
        ];
        run(&[&arguments[..], more].concat(), 0);
        serde_json::from_str(&read(&file)).expect("it is JSON")
    };
    let (by_interval, flat) = (solve(&[]), solve(&["--flat"]));
    for solved in [&by_interval, &flat] {
        assert_eq!(solved["targets"][0]["met"], true);
        assert_eq!(
            solved["staffing"]["groups"][0]["agents"]
                .as_array()
                .map(Vec::len),
            Some(4)
        );
    }
    let hours = |solved: &Value| solved["staffing"]["agent-hours"].as_f64().expect("hours");
    assert!(hours(&by_interval) <= hours(&flat));
    let levels = flat["staffing"]["groups"][0]["agents"]
        .as_array()
        .expect("levels")
        .clone();
    assert!(levels.iter().all(|level| *level == levels[0]), "{levels:?}");
}

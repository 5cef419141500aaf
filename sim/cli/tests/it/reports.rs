//! `ringback test --report teams=DIR`.

use std::{fs, path::Path};

use crate::support::run;

/// The lines of a table without its header.
fn rows(folder: &Path, table: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.join(format!("{table}.csv"))).expect("it was written");
    let lines: Vec<String> = text.split_terminator("\r\n").map(str::to_owned).collect();
    assert!(lines.len() > 1, "{table} has no rows:\n{text}");
    lines[1..].to_vec()
}

#[test]
fn a_run_leaves_the_historical_reports_of_all_its_cases_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("made/anew");
    let report = format!("teams={}", reports.display());
    let arguments = [
        "test",
        "scenarios/library/overflow.yaml",
        "--report",
        &report,
        "--filter",
        "overflow/queue",
        "--seed",
        "3",
    ];
    run(&arguments, 0);
    let mut files: Vec<String> = fs::read_dir(&reports)
        .expect("the folder was made")
        .map(|file| {
            file.expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    files.sort();
    assert_eq!(
        files,
        [
            "fAgentTimelineAnalytics.csv",
            "fAgentTimelineAnalyticsSummary.csv",
            "fAutoAttendant.csv",
            "fCallQueueAnalytics.csv",
            "fCallQueueFinalStateAction.csv",
        ]
    );
    let queues = rows(&reports, "fCallQueueAnalytics");
    let overflowed = |row: &&String| row.contains(",Overflowed (Application),");
    assert_eq!(queues.iter().filter(overflowed).count(), 1, "{queues:#?}");
    let last = rows(&reports, "fCallQueueFinalStateAction");
    assert!(
        last.iter()
            .any(|row| row.contains(",overflown,Overflowed (Xferred),forward,")),
        "{last:#?}"
    );
    // The same run leaves the same bytes.
    let before: Vec<Vec<u8>> = files
        .iter()
        .map(|file| fs::read(reports.join(file)).unwrap())
        .collect();
    run(&arguments, 0);
    let after: Vec<Vec<u8>> = files
        .iter()
        .map(|file| fs::read(reports.join(file)).unwrap())
        .collect();
    assert_eq!(before, after);
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("taken");
    fs::write(&file, "").unwrap();
    let report = format!("teams={}", file.join("below").display());
    let output = run(
        &[
            "test",
            "scenarios/library/overflow.yaml",
            "--report",
            &report,
        ],
        3,
    );
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("cannot write"), "{said}");
}

//! The cases of the reference data that a formula answers.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::{Patience, Traffic, erlang_a, erlang_b, erlang_c};

const CHECKS: usize = 16;

/// Reads the cases from `RINGBACK_REFERENCE`, by default beside the workspace's root. Where they are absent a line says so,
/// past the capture of the test runner; where a folder was named and is missing, the test fails.
fn cases() -> Option<Value> {
    let named = std::env::var_os("RINGBACK_REFERENCE");
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = named.as_ref().map_or(default, PathBuf::from);
    if folder.is_dir() {
        let path = folder.join("reference/queueing-cases.json");
        let text = std::fs::read_to_string(&path);
        let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return Some(serde_json::from_str(&text).expect("the file is JSON"));
    }
    assert!(
        named.is_none(),
        "RINGBACK_REFERENCE names {}, which is no folder",
        folder.display()
    );
    let line = format!("NOT RUN: {CHECKS} checks (reference data absent)\n");
    let told = std::io::stderr().write_all(line.as_bytes());
    told.expect("somebody reads");
    None
}

struct Case<'a> {
    value: &'a Value,
    checks: usize,
}

impl<'a> Case<'a> {
    fn of(cases: &'a Value, id: &str) -> Self {
        let mut all = cases["cases"].as_array().expect("it is a list").iter();
        let value = all
            .find(|case| case["id"] == id)
            .expect("the case is there");
        Self { value, checks: 0 }
    }

    fn number(&self, pointer: &str) -> f64 {
        let number = self.value.pointer(pointer).and_then(Value::as_f64);
        number.unwrap_or_else(|| panic!("{pointer} is no number"))
    }

    fn traffic(&self) -> Traffic {
        let per_hour = self.number("/model/arrivals/per_hour");
        let traffic = Traffic::new(per_hour / 3600.0, self.number("/model/handle/mean_s"));
        traffic.expect("it is traffic")
    }

    fn agents(&self) -> u32 {
        self.number("/model/agents") as u32
    }

    fn agrees(&mut self, metric: &str, found: f64) {
        let expected = self.number(&format!("/expected/{metric}"));
        let close = (found - expected).abs() <= 1e-9 * expected.abs().max(1e-3);
        assert!(
            close,
            "{} {metric}: {found} instead of {expected}",
            self.value["id"]
        );
        self.checks += 1;
    }
}

#[test]
fn the_reference_cases_of_the_three_formulas_agree_to_nine_digits() {
    let Some(cases) = cases() else { return };
    let mut b = Case::of(&cases, "v01");
    let found = erlang_b(b.traffic(), b.agents());
    b.agrees("p_blocked", found.blocked);
    b.agrees("occupancy", found.occupancy);

    let mut c = Case::of(&cases, "v02");
    let found = erlang_c(c.traffic(), c.agents());
    let found = found.waits().expect("it is no overload");
    c.agrees("p_delay", found.delayed);
    c.agrees("asa_s", found.asa_s);
    c.agrees("mean_wait_s", found.asa_s);
    c.agrees("occupancy", found.occupancy);
    c.agrees("sl_20", found.service_level(20.0));
    c.agrees("sl_60", found.service_level(60.0));

    let mut a = Case::of(&cases, "v03");
    let patience = Patience::new(a.number("/model/patience/mean_s")).expect("it is patience");
    let found = erlang_a(a.traffic(), patience, a.agents());
    a.agrees("p_delay", found.delayed);
    a.agrees("p_abandoned", found.abandoned);
    a.agrees("p_answered", 1.0 - found.abandoned);
    a.agrees("asa_s", found.asa_s);
    a.agrees("mean_wait_s", found.mean_wait_s);
    a.agrees("occupancy", found.occupancy);
    a.agrees("sl_12.5", found.service_level(12.5));
    a.agrees("sl_20", found.service_level(20.0));
    assert_eq!(b.checks + c.checks + a.checks, CHECKS);
}

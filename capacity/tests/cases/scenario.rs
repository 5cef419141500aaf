//! A case in the scenario language.

use std::fmt::Write;

use serde_json::Value;

/// How long a case runs and what its service level is.
pub(super) struct Size {
    pub(super) contacts: f64,
    pub(super) within_s: f64,
}

pub(super) fn text(case: &Value, size: &Size) -> String {
    let model = &case["model"];
    let kind = model["kind"].as_str().expect("a model has a kind");
    let mut text = format!(
        "scenario: {}\nstart: \"2026-03-02T00:00:00Z\"\n",
        case["id"].as_str().expect("a case has an id")
    );
    let _ = writeln!(
        text,
        "capacity: {{ service-level: {{ within: {} }} }}",
        duration(size.within_s)
    );
    match kind {
        "single_queue" => single_queue(&mut text, model, size),
        "priority" => priority(&mut text, model, size),
        "overflow" => overflow(&mut text, model, size),
        "no_agents" => no_agents(&mut text, model, size),
        "routing" => routing(&mut text, model, size),
        "wrap_up" => wrap_up(&mut text, model, size),
        "bot_front" => bot_front(&mut text, model, size),
        "day" => day(&mut text, model),
        other => panic!("a model of unknown kind {other}"),
    }
    text
}

fn duration(seconds: f64) -> String {
    let millis = (seconds * 1_000.0).round() as u64;
    match millis % 1_000 {
        0 => format!("{}s", millis / 1_000),
        rest => format!("{}s{rest}ms", millis / 1_000),
    }
}

fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

/// A law as scenarios write it; nothing of one that never ends.
fn law(law: &Value) -> String {
    match law["dist"].as_str().expect("a law has a name") {
        "exponential" => format!("{{ exponential: {} }}", duration(number(&law["mean_s"]))),
        "lognormal" => format!(
            "{{ lognormal: {{ mean: {}, cv: {} }} }}",
            duration(number(&law["mean_s"])),
            law["cv"]
        ),
        "constant" => duration(number(&law["value_s"])),
        "never" => "unlimited".to_owned(),
        other => panic!("a law of unknown name {other}"),
    }
}

/// Gives the time that so many contacts take, behind a warm-up of a tenth.
fn steady(text: &mut String, per_hour: f64, size: &Size) {
    let hours = size.contacts / per_hour;
    let warm_up = hours * 0.1 + 2.0;
    let (lasts, warm_up) = (
        duration((hours + warm_up) * 3_600.0),
        duration(warm_up * 3_600.0),
    );
    let _ = write!(
        text,
        "population:\n  lasts: {lasts}\n  warm-up: {warm_up}\n"
    );
}

fn places(value: &Value) -> String {
    value.as_u64().map_or(String::new(), |places| {
        format!("limit: {{ waiting: {places} }}")
    })
}

fn single_queue(text: &mut String, model: &Value, size: &Size) {
    let per_hour = number(&model["arrivals"]["per_hour"]);
    steady(text, per_hour, size);
    let _ = writeln!(text, "  arrive: {{ poisson-per-hour: {per_hour} }}");
    let _ = writeln!(
        text,
        "  kinds: {{ all: {{ queue: main, patience: {} }} }}",
        law(&model["patience"])
    );
    let _ = writeln!(
        text,
        "  handling: [ {{ talks: {} }} ]",
        law(&model["handle"])
    );
    let mut rules = vec![places(&model["waiting_places"])];
    if let Some(after) = model["timeout_s"].as_f64() {
        rules.push(format!("timeout: {{ after: {} }}", duration(after)));
    }
    rules.retain(|rule| !rule.is_empty());
    let _ = writeln!(text, "queues: {{ main: {{ {} }} }}", rules.join(", "));
    let _ = writeln!(
        text,
        "staff: {{ all: {{ agents: {}, queues: [main] }} }}",
        model["agents"]
    );
}

fn priority(text: &mut String, model: &Value, size: &Size) {
    let rates: Vec<f64> = model["per_hour"]
        .as_array()
        .expect("rates")
        .iter()
        .map(number)
        .collect();
    steady(text, rates.iter().sum(), size);
    let _ = writeln!(text, "  kinds:");
    for (class, rate) in rates.iter().enumerate() {
        let priority = class + 1;
        let _ = writeln!(
            text,
            "    c{class}: {{ queue: main, priority: {priority}, arrive: {{ poisson-per-hour: {rate} }} }}"
        );
    }
    let _ = writeln!(
        text,
        "  handling: [ {{ talks: {} }} ]",
        law(&model["handle"])
    );
    let _ = writeln!(text, "queues: {{ main: {{}} }}");
    let _ = writeln!(
        text,
        "staff: {{ all: {{ agents: {}, queues: [main] }} }}",
        model["agents"]
    );
}

fn overflow(text: &mut String, model: &Value, size: &Size) {
    let [first, second] = ["q1", "q2"].map(|queue| &model[queue]);
    steady(
        text,
        number(&first["per_hour"]) + number(&second["per_hour"]),
        size,
    );
    let _ = writeln!(text, "  kinds:");
    for (name, queue) in [("q1", first), ("q2", second)] {
        let _ = writeln!(
            text,
            "    {name}: {{ queue: {name}, arrive: {{ poisson-per-hour: {} }} }}",
            queue["per_hour"]
        );
    }
    let _ = writeln!(
        text,
        "  handling: [ {{ kind: q1, talks: {} }}, {{ talks: {} }} ]",
        law(&first["handle"]),
        law(&second["handle"])
    );
    let _ = writeln!(
        text,
        "queues:\n  q1: {{ limit: {{ waiting: {}, then: {{ queue: q2 }} }} }}\n  q2: {{ {} }}",
        first["waiting_places"],
        places(&second["waiting_places"])
    );
    let _ = writeln!(
        text,
        "staff:\n  q1: {{ agents: {}, queues: [q1] }}\n  q2: {{ agents: {}, queues: [q2] }}",
        first["agents"], second["agents"]
    );
}

fn no_agents(text: &mut String, model: &Value, size: &Size) {
    let per_hour = number(&model["per_hour"]);
    steady(text, per_hour, size);
    let _ = writeln!(text, "  arrive: {{ poisson-per-hour: {per_hour} }}");
    let _ = writeln!(
        text,
        "  kinds: {{ all: {{ queue: main, patience: {} }} }}",
        law(&model["patience"])
    );
    let _ = writeln!(
        text,
        "  handling: [ {{ talks: {} }} ]",
        law(&model["handle"])
    );
    let _ = writeln!(
        text,
        "queues: {{ main: {{ no-agents: {{ of: new-contacts }} }} }}"
    );
    let mean = |key: &str| duration(number(&model[key]));
    let _ = writeln!(
        text,
        "staff: {{ all: {{ agents: {}, queues: [main], comes-and-goes: {{ stays: {{ exponential: {} }}, away: {{ exponential: {} }} }} }} }}",
        model["agents"],
        mean("mean_signed_in_s"),
        mean("mean_signed_out_s")
    );
}

fn routing(text: &mut String, model: &Value, size: &Size) {
    let per_hour = number(&model["per_hour"]);
    steady(text, per_hour, size);
    let _ = writeln!(text, "  arrive: {{ poisson-per-hour: {per_hour} }}");
    let _ = writeln!(
        text,
        "  kinds: {{ all: {{ queue: main, patience: {} }} }}",
        law(&model["patience"])
    );
    let means: Vec<f64> = model["handle_mean_s_by_agent"]
        .as_array()
        .expect("means")
        .iter()
        .map(number)
        .collect();
    let _ = writeln!(text, "  handling:");
    for (agent, mean) in means.iter().enumerate() {
        let _ = writeln!(
            text,
            "  - {{ group: a{agent}, talks: {{ exponential: {} }} }}",
            duration(*mean)
        );
    }
    let policy = model["policy"]
        .as_str()
        .expect("a policy")
        .replace('_', "-");
    let _ = writeln!(
        text,
        "queues: {{ main: {{ routing: {policy}, {} }} }}",
        places(&model["waiting_places"])
    );
    let _ = writeln!(text, "staff:");
    for agent in 0..means.len() {
        let _ = writeln!(text, "  a{agent}: {{ agents: 1, queues: [main] }}");
    }
}

fn wrap_up(text: &mut String, model: &Value, size: &Size) {
    let per_hour = number(&model["per_hour"]);
    steady(text, per_hour, size);
    let _ = writeln!(text, "  arrive: {{ poisson-per-hour: {per_hour} }}");
    let _ = writeln!(
        text,
        "  kinds: {{ all: {{ queue: main, patience: {} }} }}",
        law(&model["patience"])
    );
    let _ = writeln!(
        text,
        "  handling: [ {{ talks: {}, wrap-up: {} }} ]",
        law(&model["talk"]),
        law(&model["wrap_up"])
    );
    let _ = writeln!(
        text,
        "queues: {{ main: {{ {} }} }}",
        places(&model["waiting_places"])
    );
    let _ = writeln!(
        text,
        "staff: {{ all: {{ agents: {}, queues: [main] }} }}",
        model["agents"]
    );
}

fn bot_front(text: &mut String, model: &Value, size: &Size) {
    let per_hour = number(&model["per_hour"]);
    steady(text, per_hour, size);
    let contained = format!("{}%", (1.0 - number(&model["escalate"])) * 100.0);
    let _ = writeln!(text, "  arrive: {{ poisson-per-hour: {per_hour} }}");
    let _ = writeln!(
        text,
        "  kinds: {{ all: {{ queue: main, patience: {}, bot: {{ takes: {}, contains: {contained} }} }} }}",
        law(&model["patience"]),
        law(&model["bot"])
    );
    let _ = writeln!(
        text,
        "  handling: [ {{ talks: {} }} ]",
        law(&model["handle"])
    );
    let _ = writeln!(text, "queues: {{ main: {{}} }}");
    let _ = writeln!(
        text,
        "staff: {{ all: {{ agents: {}, queues: [main] }} }}",
        model["agents"]
    );
}

fn day(text: &mut String, model: &Value) {
    let intervals = model["intervals"].as_array().expect("intervals");
    let length = number(&intervals[0]["length_s"]);
    let time = |interval: usize| {
        let minutes = (length * interval as f64 / 60.0) as u32;
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    };
    let steps = |key: &str| {
        let steps = intervals
            .iter()
            .enumerate()
            .map(|(number, interval)| format!("\"{}\": {}", time(number), interval[key]));
        steps.collect::<Vec<_>>().join(", ")
    };
    let lasts = duration(length * intervals.len() as f64);
    let _ = writeln!(
        text,
        "population:\n  lasts: {lasts}\n  interval: {}",
        duration(length)
    );
    let _ = writeln!(
        text,
        "  arrive: {{ poisson-per-hour: {{ {} }} }}",
        steps("per_hour")
    );
    let _ = writeln!(
        text,
        "  kinds: {{ all: {{ queue: main, patience: {} }} }}",
        law(&model["patience"])
    );
    let _ = writeln!(
        text,
        "  handling: [ {{ talks: {} }} ]",
        law(&model["handle"])
    );
    let _ = writeln!(text, "queues: {{ main: {{}} }}");
    let _ = writeln!(
        text,
        "staff: {{ all: {{ queues: [main], on-duty: {{ {} }} }} }}",
        steps("agents")
    );
}

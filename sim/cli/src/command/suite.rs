//! `ringback conformance`.

use ringback_conformance::suite;
use ringback_format::exit_code::ExitCode;

use crate::{arguments::Conformance, talk};

pub(crate) fn run(command: &Conformance) -> ExitCode {
    let text = match command {
        Conformance::List => suite::rules().map(|rules| {
            let lines = rules
                .iter()
                .map(|rule| format!("{}  {}\n", rule.id, rule.title));
            lines.collect::<String>()
        }),
        Conformance::Capabilities => suite::capabilities().map(|rows| {
            let lines = rows.iter().map(|row| {
                format!(
                    "{}: {}  {}\n",
                    row.group,
                    row.capability,
                    row.rules.join(", ")
                )
            });
            lines.collect::<String>()
        }),
        Conformance::Defects => suite::defects().map(|defects| {
            let lines = defects.iter().map(|defect| {
                let consequences = match defect.consequences.as_slice() {
                    [] => String::new(),
                    rules => format!("; as its consequences {}", rules.join(", ")),
                };
                format!(
                    "{}  {}\n    fails {}{consequences}\n",
                    defect.name,
                    defect.does,
                    defect.first_cause.join(", ")
                )
            });
            lines.collect::<String>()
        }),
        Conformance::Explain { rule } => suite::explain(rule).map(|rule| {
            format!(
                "{}: {}\n\n{}\n\nsource: {}, {}\n",
                rule.id, rule.title, rule.requirement, rule.source, rule.date
            )
        }),
    };
    match text {
        Ok(text) => {
            talk::result(&text);
            ExitCode::Passed
        }
        Err(error) => {
            talk::error(&error.to_string());
            error.exit_code()
        }
    }
}

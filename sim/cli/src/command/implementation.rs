//! Running the built-in implementation as a process of its own.

use ringback_built_in::Settings;
use ringback_format::exit_code::ExitCode;

use crate::{arguments::BuiltIn, talk};

pub(crate) async fn run(name: BuiltIn) -> ExitCode {
    match name {
        BuiltIn::BuiltIn => {}
    }
    let settings = match Settings::from_environment() {
        Ok(settings) => settings,
        Err(why) => {
            talk::error(&why.to_string());
            return ExitCode::Usage;
        }
    };
    match ringback_built_in::serve(settings).await {
        Ok(()) => ExitCode::Passed,
        Err(why) => {
            talk::error(&format!("the built-in implementation ended: {why}"));
            ExitCode::Environment
        }
    }
}

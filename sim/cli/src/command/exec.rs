//! `ringback exec`.

use ringback_format::exit_code::ExitCode;
use ringback_service::Log;
use tokio::process::Command;

use super::serve::{Start, environment};
use crate::{arguments::Exec, talk};

/// Runs the command and gives its own exit code, or ours where it could not run.
pub(crate) async fn run(arguments: Exec) -> u8 {
    let start = Start {
        config: arguments.config.as_deref(),
        listen: None,
        control_key: None,
        clock: arguments.clock,
        seed: arguments.seed,
        log: Log::Quiet,
        common: &arguments.common,
    };
    let service = match start.service().await {
        Ok(service) => service,
        Err(code) => return code.number(),
    };
    let Some((program, rest)) = arguments.command.split_first() else {
        return ExitCode::Usage.number();
    };
    let mut command = Command::new(program);
    command.args(rest).envs(environment(service.announcement()));
    let code = match command.status().await {
        Ok(status) => status
            .code()
            .and_then(|code| u8::try_from(code).ok())
            .unwrap_or(1),
        Err(why) => {
            talk::error(&format!("cannot run {program}: {why}"));
            ExitCode::Environment.number()
        }
    };
    service.stop().await;
    code
}

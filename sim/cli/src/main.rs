//! The `ringback` command: arguments in, calls, exit code out.

mod arguments;
mod command;
mod talk;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    talk::start();
    let runtime = match tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(why) => {
            talk::error(&format!("cannot start: {why}"));
            return ExitCode::from(ringback_format::exit_code::ExitCode::Environment.number());
        }
    };
    let code = runtime.block_on(command::run(arguments.command));
    runtime.shutdown_background();
    ExitCode::from(code)
}

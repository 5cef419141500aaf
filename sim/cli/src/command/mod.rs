//! What each verb does.

mod cert;
mod exec;
mod implementation;
mod load;
mod plan;
mod progress;
mod replay;
mod serve;
mod solve;
mod suite;
mod test;

use clap::CommandFactory;
use ringback_format::{exit_code::ExitCode, schema};

use crate::{
    arguments::{Arguments, Command, SchemaOf},
    talk,
};

/// Carries out a verb and gives the exit code.
pub(crate) async fn run(command: Command) -> u8 {
    match command {
        Command::Serve(arguments) => serve::run(arguments).await.number(),
        Command::Exec(arguments) => exec::run(arguments).await,
        Command::Test(arguments) => test::run(arguments).await.number(),
        Command::Plan(arguments) => plan::run(&arguments).number(),
        Command::Load(arguments) => load::run(arguments).await.number(),
        Command::Conformance { command } => suite::run(&command).number(),
        Command::Replay(arguments) => replay::run(&arguments).number(),
        Command::Cert(arguments) => cert::run(&arguments).number(),
        Command::Schema { file } => print_schema(file).number(),
        Command::Completions { shell } => completions(shell).number(),
        Command::Implementation { name } => implementation::run(name).await.number(),
    }
}

fn print_schema(file: SchemaOf) -> ExitCode {
    let text = match file {
        SchemaOf::Scenario => schema::text(&ringback_scenarios::schema()),
        SchemaOf::World => schema::world(),
        SchemaOf::Implementation => schema::implementation(),
        SchemaOf::Figures => schema::figures(),
    };
    talk::result(&text);
    ExitCode::Passed
}

fn completions(shell: clap_complete::Shell) -> ExitCode {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "ringback", &mut text);
    talk::result(&String::from_utf8_lossy(&text));
    ExitCode::Passed
}

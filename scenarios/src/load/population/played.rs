//! A population as the director plays it.

use std::path::Path;

use ringback_format::{
    action::{Action, CallAs, CallTarget, Destination},
    yaml::{Located, NodeError},
};
use ringback_world::declaration::Declaration;

use super::plan::plan;
use crate::{
    language::{Document, population::KindFields},
    population::Plan,
};

/// Makes the plan of a document for playing it; nothing of one without a population.
pub(in crate::load) fn played(
    file: &str,
    document: &Document,
    declaration: &Declaration,
    folder: Option<&Path>,
) -> Result<Option<Plan>, NodeError> {
    let Some(population) = &document.population else {
        return Ok(None);
    };
    if let Some((name, _)) = document.queues.first() {
        return Err(
            NodeError::at(name.place, "plain queues exist in `ringback plan` alone")
                .expected("the Teams queues of the world, without the key `queues`"),
        );
    }
    for (name, kind) in &population.kinds {
        if kind.actions.is_empty() && !goes_straight(kind) {
            return Err(NodeError::at(name.place, format!("kind `{}` does not say what its customers do", name.value))
                .expected("`do`, such as [ { call: \"+14255550100\" } ]; customers who only phone one queue need none"));
        }
    }
    plan(file, document, declaration, Vec::new(), folder).map(Some)
}

/// Tells whether customers of a kind just phone one queue.
fn goes_straight(kind: &KindFields) -> bool {
    let one_queue = kind.queue.as_ref().is_some_and(|goes| goes.0.len() == 1);
    one_queue && kind.bot.is_none() && kind.channels.is_none()
}

/// Gives what customers of a kind do on setting out: what the file says, or phone the one queue that they want.
pub(in crate::load) fn actions(kind: &KindFields) -> Vec<Action> {
    if !kind.actions.is_empty() {
        return kind
            .actions
            .iter()
            .map(|action| action.value.clone())
            .collect();
    }
    let wanted = kind.queue.iter().flat_map(|goes| &goes.0);
    let call = |name: &Located<String>| {
        Action::Call(CallTarget {
            to: Destination::Queue(name.value.clone()),
            placed_as: CallAs::Phone,
        })
    };
    wanted.map(|(name, _)| call(name)).collect()
}

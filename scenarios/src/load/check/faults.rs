//! Faults: each with a name of its own, and for contacts that come.

use ringback_format::{
    faults::Fault,
    yaml::{Located, NodeError},
};

use crate::case::Case;

pub(super) fn faults(case: &Case) -> Result<(), NodeError> {
    for (number, fault) in case.faults.iter().enumerate() {
        named_once(fault, &case.faults[..number])?;
        let count = case.customers_count();
        if let Some(contact) = fault.of_contact.filter(|contact| *contact > count) {
            let message = format!(
                "the fault `{}` is for contact {contact}, who does not come",
                fault.name
            );
            return Err(NodeError::at(fault.place, message).expected(format!(
                "1 to {count}, in the order in which customers set out"
            )));
        }
    }
    Ok(())
}

fn named_once(fault: &Located<Fault>, before: &[Located<Fault>]) -> Result<(), NodeError> {
    match before.iter().find(|other| other.name == fault.name) {
        None => Ok(()),
        Some(first) => {
            let message = format!(
                "a fault is named `{}` already, in line {}",
                fault.name, first.place.line
            );
            Err(NodeError::at(fault.place, message).expected("another name"))
        }
    }
}

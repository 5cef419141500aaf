//! The limits of headers that travel with a call.
//!
//! Source: "How to pass contextual User-to-User Information in Call Automation", Azure Communication Services
//! documentation, 2024.

use super::{CustomContext, Refusal as Refused, place::invalid};

const MOST_VOIP: usize = 1_000;
const LONGEST_KEY: usize = 64;
const LONGEST_VOIP_VALUE: usize = 1_024;
const MOST_SIP: usize = 5;
const LONGEST_SIP_VALUE: usize = 256;
const KEY_SIGNS: &str = ".!%*_+~-";
const VALUE_SIGNS: &str = ".!%*_+~-=;";

/// Refuses headers beyond the published limits.
pub(super) fn check(context: &CustomContext) -> Result<(), Refused> {
    check_voip(context)?;
    check_sip(context)
}

fn check_voip(context: &CustomContext) -> Result<(), Refused> {
    let refuse = |why: String| Err(invalid("customCallingContext.voipHeaders", &why));
    if context.voip.len() > MOST_VOIP {
        return refuse(format!("at most {MOST_VOIP} headers"));
    }
    for (key, value) in &context.voip {
        if key.is_empty() || key.chars().count() > LONGEST_KEY {
            return refuse(format!("key {key:?} has 1 to {LONGEST_KEY} characters"));
        }
        if value.chars().count() > LONGEST_VOIP_VALUE {
            return refuse(format!(
                "the value of {key:?} has at most {LONGEST_VOIP_VALUE} characters"
            ));
        }
    }
    Ok(())
}

fn check_sip(context: &CustomContext) -> Result<(), Refused> {
    let refuse = |why: String| Err(invalid("customCallingContext.sipHeaders", &why));
    let custom = |key: &&String| !key.eq_ignore_ascii_case("User-To-User");
    if context.sip.keys().filter(custom).count() > MOST_SIP {
        return refuse(format!("at most {MOST_SIP} headers beside User-To-User"));
    }
    for (key, value) in &context.sip {
        let starts = key
            .get(..2)
            .is_some_and(|start| start.eq_ignore_ascii_case("X-"));
        if custom(&key) && !starts {
            return refuse(format!("key {key:?} is User-To-User or begins with X-"));
        }
        if key.chars().count() > LONGEST_KEY || !only(key, KEY_SIGNS) {
            return refuse(format!(
                "key {key:?} has at most {LONGEST_KEY} letters, digits and {KEY_SIGNS}"
            ));
        }
        if value.chars().count() > LONGEST_SIP_VALUE || (custom(&key) && !only(value, VALUE_SIGNS))
        {
            return refuse(format!(
                "the value of {key:?} has at most {LONGEST_SIP_VALUE} letters, digits and {VALUE_SIGNS}"
            ));
        }
    }
    Ok(())
}

fn only(text: &str, signs: &str) -> bool {
    text.chars()
        .all(|one| one.is_ascii_alphanumeric() || signs.contains(one))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn sip(headers: &[(&str, &str)]) -> Result<(), Refused> {
        let pair = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        check(&CustomContext {
            sip: headers.iter().map(pair).collect(),
            voip: BTreeMap::new(),
        })
    }

    #[test]
    fn sip_headers_have_a_prefix_an_alphabet_and_a_number() {
        // Call Automation reference 7.4.
        assert_eq!(
            sip(&[("X-MS-Custom-Account", "7=7;8"), ("User-To-User", "a b")]),
            Ok(())
        );
        assert!(sip(&[("Account", "7")]).is_err());
        assert!(sip(&[("X-MS-Custom-Account", "a b")]).is_err());
        assert!(sip(&[("X-MS-Custom-Account", &"7".repeat(257))]).is_err());
        let keys = ["X-1", "X-2", "X-3", "X-4", "X-5", "X-6"];
        let headers: Vec<(&str, &str)> = keys.iter().map(|key| (*key, "1")).collect();
        assert_eq!(sip(&headers[..5]), Ok(()));
        assert!(sip(&headers).is_err());
    }

    #[test]
    fn voip_headers_have_lengths() {
        // The same clause.
        let voip = |key: usize, value: usize| {
            check(&CustomContext {
                sip: BTreeMap::new(),
                voip: BTreeMap::from([("k".repeat(key), "v".repeat(value))]),
            })
        };
        assert_eq!(voip(64, 1_024), Ok(()));
        assert!(voip(65, 1).is_err());
        assert!(voip(1, 1_025).is_err());
    }
}

//! A customer's visit to the implementation's website: the request made from an entry, and the outcome read from the answer.

use reqwest::Url;
use ringback_world::{
    RawId,
    visits::{Outcome, TokenVerdict},
};
use serde_json::{Map, Value};

use crate::{
    delivery::{Answer, Asked, VisitPlan},
    stage::{Entry, Method},
};

/// Makes the request of a visit.
pub(crate) fn request(entry: &Entry, plan: &VisitPlan) -> Result<Asked, String> {
    let fill = |text: &str| filled(text, plan);
    let url = fill(&entry.url)?;
    Ok(Asked {
        method: match entry.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
        },
        url: Url::parse(&url).map_err(|error| format!("{url:?} is no URL: {error}"))?,
        headers: vec![("accept".to_owned(), "application/json".to_owned())],
        body: map_texts(&entry.body, &fill)?,
    })
}

/// Reads what a visit brought.
pub(crate) fn outcome(
    entry: &Entry,
    answer: &Answer,
    judge: impl FnOnce(&str, Option<&RawId>) -> TokenVerdict,
) -> Outcome {
    let failed = |why: String| Outcome::Failed {
        status: answer.status,
        why,
    };
    if !(200..300).contains(&answer.status) {
        return failed(format!("the website answered {}", answer.status));
    }
    let body = answer.json();
    let find = |path: &Option<String>| match path {
        None => Ok(None),
        Some(path) => match at(&body, path) {
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(Value::Number(number)) => Ok(Some(number.to_string())),
            _ => Err(format!("the answer has no text at {path}")),
        },
    };
    let found = (|| {
        let identity = find(&entry.reply.identity)?;
        Ok((
            identity,
            find(&entry.reply.thread)?,
            find(&entry.reply.token)?,
        ))
    })();
    let (identity, thread, token) = match found {
        Ok(found) => found,
        Err(why) => return failed(why),
    };
    let identity = identity.map(RawId::new);
    let token = token.map_or(TokenVerdict::Absent, |token| {
        judge(&token, identity.as_ref())
    });
    Outcome::Answered {
        status: answer.status,
        identity,
        thread,
        token,
    }
}

/// Follows a path such as `$.a.b` or `$.list.0`.
fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    let rest = path.strip_prefix('$').unwrap_or(path);
    rest.split('.')
        .filter(|step| !step.is_empty())
        .try_fold(value, |value, step| match value {
            Value::Array(items) => items.get(step.parse::<usize>().ok()?),
            other => other.get(step),
        })
}

/// Fills `${name}`.
fn filled(text: &str, plan: &VisitPlan) -> Result<String, String> {
    let mut done = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        let value = plan.with.get(name).ok_or_else(|| {
            format!(
                "the visit {:?} gives no {name:?}; add it under `with`",
                plan.entry
            )
        })?;
        done.push_str(before);
        done.push_str(value);
        rest = tail;
    }
    done.push_str(rest);
    Ok(done)
}

fn map_texts(
    value: &Value,
    fill: &impl Fn(&str) -> Result<String, String>,
) -> Result<Value, String> {
    Ok(match value {
        Value::String(text) => Value::String(fill(text)?),
        Value::Array(items) => Value::Array(
            items
                .iter()
                .map(|item| map_texts(item, fill))
                .collect::<Result<_, _>>()?,
        ),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(name, value)| Ok((name.clone(), map_texts(value, fill)?)))
                .collect::<Result<Map<_, _>, String>>()?,
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    })
}

#[cfg(test)]
mod tests {
    use ringback_world::Contact;
    use serde_json::json;

    use super::*;
    use crate::stage::ReplyPaths;

    fn plan() -> VisitPlan {
        VisitPlan {
            contact: Contact(1),
            entry: "help".to_owned(),
            with: [("name".to_owned(), "Maya".to_owned())].into(),
        }
    }

    fn entry() -> Entry {
        Entry {
            method: Method::Post,
            url: "http://localhost:5000/chats".to_owned(),
            body: json!({"who": ["${name}!"], "n": 1}),
            reply: ReplyPaths {
                thread: Some("$.chat.threadId".to_owned()),
                identity: Some("$.ids.0".to_owned()),
                token: Some("$.token".to_owned()),
            },
        }
    }

    fn answer(status: u16, body: &Value) -> Answer {
        Answer {
            status,
            headers: http::HeaderMap::new(),
            body: body.to_string(),
        }
    }

    #[test]
    fn a_visit_fills_the_places_of_its_entry() {
        let asked = request(&entry(), &plan()).expect("all places are given");
        assert_eq!(asked.body, json!({"who": ["Maya!"], "n": 1}));
        let mut other = entry();
        other.url = "http://localhost/${town}".to_owned();
        assert!(request(&other, &plan()).unwrap_err().contains("\"town\""));
    }

    #[test]
    fn an_outcome_is_read_where_the_entry_says() {
        let body = json!({"chat": {"threadId": "19:a"}, "ids": ["8:acs:x"], "token": "t"});
        let read = outcome(&entry(), &answer(201, &body), |token, identity| {
            assert_eq!((token, identity), ("t", Some(&RawId::new("8:acs:x"))));
            TokenVerdict::Valid
        });
        assert_eq!(
            read,
            Outcome::Answered {
                status: 201,
                identity: Some(RawId::new("8:acs:x")),
                thread: Some("19:a".to_owned()),
                token: TokenVerdict::Valid,
            }
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        let read =
            |status, body| outcome(&entry(), &answer(status, &body), |_, _| TokenVerdict::Valid);
        assert!(matches!(read(200, json!({"ids": ["x"]})),
            Outcome::Failed { status: 200, why } if why.contains("$.chat.threadId")));
        assert!(matches!(
            read(500, json!({})),
            Outcome::Failed { status: 500, .. }
        ));
    }
}

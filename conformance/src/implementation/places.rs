//! What `${…}` in an implementation file stands for.

use std::collections::BTreeMap;

use ringback_format::declaration::{attendant_object_id, person_object_id, queue_object_id};
use ringback_service::{Announcement, BOT_FRAMEWORK};

use super::Wanted;
use crate::HarnessError;

/// The values of the places of an implementation file.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    known: BTreeMap<String, String>,
    wanted: Wanted,
}

impl Places {
    /// Collects what is known before the implementation starts.
    pub(super) fn new(announcement: &Announcement, port: u16, web: &str, wanted: Wanted) -> Self {
        let http = announcement.http.trim_end_matches('/');
        let key = &announcement.access_key;
        let mut known = BTreeMap::new();
        let mut put = |name: &str, value: String| known.insert(name.to_owned(), value);
        put("connectionString", announcement.connection_string.clone());
        put(
            "connectionStringHttp",
            format!("endpoint={http}/;accesskey={key}"),
        );
        put("control", announcement.control.clone());
        // Microsoft's libraries get tokens over https alone.
        let https = announcement.https.trim_end_matches('/');
        put("bot-framework", format!("{https}{BOT_FRAMEWORK}"));
        put("bot-framework-http", format!("{http}{BOT_FRAMEWORK}"));
        put("web", web.to_owned());
        put("port", port.to_string());
        put("number", "+18005550100".to_owned());
        if let Ok(program) = std::env::current_exe() {
            put("ringback", program.display().to_string());
        }
        Self { known, wanted }
    }

    /// Adds one more.
    pub(super) fn put(&mut self, name: &str, value: String) {
        self.known.insert(name.to_owned(), value);
    }

    /// Fills every place of a text.
    ///
    /// # Errors
    /// A place is not known, or not closed; the error names the known ones.
    pub(super) fn fill(&self, text: &str) -> Result<String, HarnessError> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some(start) = rest.find("${") {
            filled.push_str(&rest[..start]);
            let inside = &rest[start + 2..];
            let end = inside.find('}').ok_or_else(|| {
                HarnessError::Usage(format!("the place in {text:?} lacks its closing brace"))
            })?;
            filled.push_str(&self.value(&inside[..end])?);
            rest = &inside[end + 1..];
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn value(&self, name: &str) -> Result<String, HarnessError> {
        if let Some((kind, named)) = name.split_once(':') {
            match kind {
                "queue" => return Ok(queue_object_id(named).to_string()),
                "attendant" => return Ok(attendant_object_id(named).to_string()),
                "person" => return Ok(person_object_id(named).to_string()),
                "bot" => return Ok(self.wanted.bot(named)),
                "bot-app" => return Ok(self.wanted.bot_app(named)),
                _ => {}
            }
        }
        self.known.get(name).cloned().ok_or_else(|| {
            let known: Vec<_> = self.known.keys().map(String::as_str).collect();
            HarnessError::Usage(format!(
                "unknown place ${{{name}}} in the implementation file; expected one of {}, queue:NAME, attendant:NAME, person:NAME, bot:NAME or bot-app:NAME",
                known.join(", ")
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use ringback_format::declaration::bot_identity;

    use super::*;

    fn places() -> Places {
        let mut places = Places::default();
        places.put("web", "http://127.0.0.1:5000".to_owned());
        places
    }

    #[test]
    fn every_place_of_a_text_is_filled() {
        assert_eq!(
            places().fill("${web}/a?b=${web}").unwrap(),
            "http://127.0.0.1:5000/a?b=http://127.0.0.1:5000"
        );
        assert_eq!(places().fill("plain").unwrap(), "plain");
        assert_eq!(
            places().fill("${queue:support}").unwrap(),
            queue_object_id("support").to_string()
        );
        assert_eq!(
            places().fill("${attendant:main} ${person:ana}").unwrap(),
            format!(
                "{} {}",
                attendant_object_id("main"),
                person_object_id("ana")
            )
        );
        assert_eq!(
            places().fill("${bot:help} ${bot-app:help}").unwrap(),
            format!("{} ", bot_identity("help"))
        );
    }

    #[test]
    fn an_unknown_or_open_place_is_refused_with_the_known_ones() {
        let error = places().fill("${wbe}").unwrap_err().to_string();
        assert!(
            error.contains("unknown place ${wbe}") && error.contains("web"),
            "{error}"
        );
        assert!(places().fill("${web").is_err());
    }
}

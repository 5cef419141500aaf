//! Play sources of a request.

use ringback_wire::call_automation::{PlaySource as Given, PlaySourceType};
use ringback_world::calls::PlaySource;

use super::{
    asked::{Asked, invalid},
    sound_file,
};
use crate::respond::WireError;

/// The longest text of one prompt ("Play audio in calls", Azure Communication Services documentation, 2025).
const TEXT_MAX: usize = 4000;

/// Reads sources in order; a file is looked at before the world hears of it.
pub(super) async fn read_all(
    asked: &Asked,
    field: &str,
    given: &[Given],
) -> Result<Vec<PlaySource>, WireError> {
    let mut sources = Vec::with_capacity(given.len());
    for (index, one) in given.iter().enumerate() {
        sources.push(read(asked, &format!("{field}[{index}]"), one).await?);
    }
    Ok(sources)
}

/// Reads one source.
pub(super) async fn read(
    asked: &Asked,
    field: &str,
    given: &Given,
) -> Result<PlaySource, WireError> {
    let missing = |member| invalid(&format!("{field}.{member}"), "it is missing");
    match given.kind {
        PlaySourceType::File => {
            let file = given.file.as_ref().ok_or_else(|| missing("file"))?;
            file_source(asked, field, &file.uri).await
        }
        PlaySourceType::Text => {
            let text = &given.text.as_ref().ok_or_else(|| missing("text"))?.text;
            fits(&format!("{field}.text.text"), text)?;
            Ok(PlaySource::Text { text: text.clone() })
        }
        PlaySourceType::Ssml => {
            let ssml = &given
                .ssml
                .as_ref()
                .ok_or_else(|| missing("ssml"))?
                .ssml_text;
            fits(&format!("{field}.ssml.ssmlText"), ssml)?;
            Ok(PlaySource::Ssml { ssml: ssml.clone() })
        }
    }
}

async fn file_source(asked: &Asked, field: &str, uri: &str) -> Result<PlaySource, WireError> {
    let url = reqwest::Url::parse(uri).ok();
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let Some(url) = url else {
        return Err(invalid(
            &format!("{field}.file.uri"),
            "it must be an absolute http or https address",
        ));
    };
    let path = url.path().to_owned();
    let found = sound_file::look_at(&asked.app.poster, url).await;
    Ok(PlaySource::File { path, found })
}

fn fits(field: &str, text: &str) -> Result<(), WireError> {
    let length = text.chars().count();
    if length > TEXT_MAX {
        let why = format!("it has {length} characters; {TEXT_MAX} are allowed");
        return Err(invalid(field, &why));
    }
    Ok(())
}

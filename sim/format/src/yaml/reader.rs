//! From the text of a file to its tree.

use std::collections::BTreeMap;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::{FileError, Node, Place, Style, Value};

/// How many parts a file may have, aliases written out. Our choice: a hundred times the longest file that is of use.
const NODES_MAX: usize = 200_000;

/// Reads the text of a file as one YAML document.
///
/// # Errors
/// The text is no YAML, holds two documents or a key twice, or is too large.
pub fn read(file: &str, text: &str) -> Result<Node, FileError> {
    let mut reader = Reader {
        file,
        text,
        parser: Parser::new_from_str(text),
        anchors: BTreeMap::new(),
        nodes: 0,
    };
    reader.document()
}

struct Reader<'a, P> {
    file: &'a str,
    text: &'a str,
    parser: P,
    anchors: BTreeMap<usize, Node>,
    nodes: usize,
}

impl<'a, P: Iterator<Item = Result<(Event<'a>, Span), ScanError>>> Reader<'a, P> {
    fn document(&mut self) -> Result<Node, FileError> {
        let mut found = None;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                Event::StreamEnd => break,
                _ if found.is_some() => {
                    return Err(self.error(place(span), "a second document begins here"));
                }
                event => found = Some(self.node(event, span)?),
            }
        }
        found.ok_or_else(|| FileError::whole(self.file, "the file is empty"))
    }

    /// Gives the next event that is no comment.
    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, FileError> {
        loop {
            match self.parser.next() {
                None => return Ok(None),
                Some(Ok((Event::Comment(..) | Event::Anchor(..), _))) => {}
                Some(Ok(event)) => return Ok(Some(event)),
                Some(Err(error)) => {
                    let marker = error.marker();
                    let place = Place {
                        line: number(marker.line()),
                        column: number(marker.col() + 1),
                        length: 1,
                    };
                    let text = error.to_string();
                    // The parser's own text repeats the place at its end.
                    let message = text.split(" at byte ").next().unwrap_or(&text);
                    let message = message.split(" at char ").next().unwrap_or(message);
                    return Err(self.error(place, format!("this is not YAML: {message}")));
                }
            }
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span) -> Result<Node, FileError> {
        let place = place(span);
        self.count(1, place)?;
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if tag.is_some() {
                    return Err(self.error(place, "tags such as `!name` have no meaning here"));
                }
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    _ => Style::Quoted,
                };
                let value = Value::Scalar {
                    text: text.into_owned(),
                    style,
                };
                Ok(self.keep(anchor, Node { place, value }))
            }
            Event::SequenceStart(_, anchor, _) => {
                let mut items = Vec::new();
                loop {
                    let (event, span) = self.inside(place)?;
                    if event == Event::SequenceEnd {
                        let value = Value::Sequence(items);
                        return Ok(self.keep(anchor, Node { place, value }));
                    }
                    items.push(self.node(event, span)?);
                }
            }
            Event::MappingStart(_, anchor, _) => {
                let mut entries: Vec<(Node, Node)> = Vec::new();
                let mut seen = BTreeMap::new();
                loop {
                    let (event, span) = self.inside(place)?;
                    if event == Event::MappingEnd {
                        let value = Value::Mapping(entries);
                        return Ok(self.keep(anchor, Node { place, value }));
                    }
                    let key = self.node(event, span)?;
                    self.check_key(&mut seen, &key)?;
                    let (event, span) = self.inside(place)?;
                    let value = self.node(event, span)?;
                    entries.push((key, value));
                }
            }
            Event::Alias(anchor) => {
                let Some(known) = self.anchors.get(&anchor).cloned() else {
                    return Err(self.error(place, "this alias stands inside its own anchor"));
                };
                self.count(size(&known), place)?;
                Ok(Node { place, ..known })
            }
            _ => Err(self.error(place, "this is not YAML that is understood here")),
        }
    }

    fn inside(&mut self, place: Place) -> Result<(Event<'a>, Span), FileError> {
        self.next()?
            .ok_or_else(|| self.error(place, "this is not YAML: it does not end"))
    }

    fn keep(&mut self, anchor: usize, node: Node) -> Node {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        node
    }

    /// Keys are texts, and each stands once in its map; `seen` are those so far, with their lines.
    fn check_key(&self, seen: &mut BTreeMap<String, u32>, key: &Node) -> Result<(), FileError> {
        let Some(text) = key.as_text() else {
            return Err(self.error(key.place, "a key has to be a plain text"));
        };
        match seen.insert(text.to_owned(), key.place.line) {
            None => Ok(()),
            Some(first) => Err(self.error(
                key.place,
                format!("the key `{text}` stands here twice, first in line {first}"),
            )),
        }
    }

    fn count(&mut self, more: usize, place: Place) -> Result<(), FileError> {
        self.nodes = self.nodes.saturating_add(more);
        if self.nodes > NODES_MAX {
            return Err(self.error(place, format!("the file has more than {NODES_MAX} parts")));
        }
        Ok(())
    }

    fn error(&self, place: Place, message: impl Into<String>) -> FileError {
        FileError::at(self.file, self.text, place, message)
    }
}

fn size(node: &Node) -> usize {
    match &node.value {
        Value::Scalar { .. } => 1,
        Value::Sequence(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Mapping(entries) => {
            1 + entries
                .iter()
                .map(|(key, value)| size(key) + size(value))
                .sum::<usize>()
        }
    }
}

fn place(span: Span) -> Place {
    let one_line = span.start.line() == span.end.line();
    let length = if one_line {
        span.end.col().saturating_sub(span.start.col())
    } else {
        1
    };
    Place {
        line: number(span.start.line()),
        column: number(span.start.col() + 1),
        length: number(length.max(1)),
    }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

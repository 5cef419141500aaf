//! The cases of a file: parameters put into the places `${name}`.

use std::collections::BTreeSet;

use ringback_format::yaml::{Node, NodeError, Place, Value};

/// One case of a file, its parameters filled in.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its name; empty in a file without cases.
    pub(super) name: String,
    /// The rules that the case names itself.
    pub(super) rules: Vec<Node>,
    /// The file without `cases`.
    pub(super) root: Node,
}

/// Makes the cases of a file.
pub(super) fn expand(mut root: Node) -> Result<Vec<Part>, NodeError> {
    if !matches!(root.value, Value::Mapping(_)) {
        return Err(NodeError::at(root.place, "this is no scenario")
            .expected("the key `scenario` and what belongs to it"));
    }
    let Some((key, cases)) = root.take("cases") else {
        let whole = Parameters {
            case: None,
            values: Vec::new(),
            used: BTreeSet::new(),
        };
        let root = whole.fill_all(&root)?;
        return Ok(vec![Part {
            name: String::new(),
            rules: Vec::new(),
            root,
        }]);
    };
    if cases.entries().next().is_none() {
        return Err(NodeError::at(key.place, "there is no case here")
            .expected("the name of each case with its parameters"));
    }
    cases
        .entries()
        .map(|(name, parameters)| one(&root, name, parameters))
        .collect()
}

fn one(root: &Node, name: &Node, parameters: &Node) -> Result<Part, NodeError> {
    let text = name.as_text().unwrap_or_default();
    if text.is_empty()
        || !text
            .chars()
            .all(|c| c.is_alphanumeric() || "-_.".contains(c))
    {
        return Err(
            NodeError::at(name.place, format!("`{text}` cannot be the name of a case"))
                .expected("letters, digits, `-`, `_` and `.`"),
        );
    }
    if !parameters.is_null() && !matches!(parameters.value, Value::Mapping(_)) {
        return Err(NodeError::at(parameters.place, "this is no set of parameters")
            .expected("each parameter with its value, such as { rule: CQ-OVERFLOW-1, action: disconnect }"));
    }
    let mut rules = Vec::new();
    let mut values = Vec::new();
    for (key, value) in parameters.entries() {
        match (key.as_text().unwrap_or_default(), &value.value) {
            ("rule", _) => rules.push(value.clone()),
            ("rules", Value::Sequence(items)) => rules.extend(items.iter().cloned()),
            (parameter, _) => values.push((parameter.to_owned(), key.place, value.clone())),
        }
    }
    let parameters = Parameters {
        case: Some(text.to_owned()),
        values,
        used: BTreeSet::new(),
    };
    let root = parameters.fill_all(root)?;
    Ok(Part {
        name: text.to_owned(),
        rules,
        root,
    })
}

struct Parameters {
    case: Option<String>,
    values: Vec<(String, Place, Node)>,
    used: BTreeSet<String>,
}

impl Parameters {
    fn fill_all(mut self, root: &Node) -> Result<Node, NodeError> {
        let filled = self.fill(root)?;
        match self
            .values
            .iter()
            .find(|(name, _, _)| !self.used.contains(name))
        {
            None => Ok(filled),
            Some((name, place, _)) => {
                let message = format!("the parameter `{name}` is used nowhere");
                Err(NodeError::at(*place, message)
                    .expected(format!("`${{{name}}}` somewhere in the file")))
            }
        }
    }

    fn fill(&mut self, node: &Node) -> Result<Node, NodeError> {
        let value = match &node.value {
            Value::Scalar { text, style } => {
                if !text.contains("${") {
                    return Ok(node.clone());
                }
                if let Some(name) = whole(text) {
                    return self.value(name, node.place).cloned();
                }
                Value::Scalar {
                    text: self.inside(text, node.place)?,
                    style: *style,
                }
            }
            Value::Sequence(items) => {
                let filled: Result<_, _> = items.iter().map(|item| self.fill(item)).collect();
                Value::Sequence(filled?)
            }
            Value::Mapping(entries) => {
                let filled: Result<_, _> = entries
                    .iter()
                    .map(|(key, value)| Ok((key.clone(), self.fill(value)?)))
                    .collect();
                Value::Mapping(filled?)
            }
        };
        Ok(Node {
            place: node.place,
            value,
        })
    }

    /// Puts values into a text that holds more than one place.
    fn inside(&mut self, text: &str, place: Place) -> Result<String, NodeError> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("${") {
            filled.push_str(&rest[..at]);
            let Some(end) = rest[at..].find('}') else {
                return Err(NodeError::at(place, "`${` has no `}`"));
            };
            let name = &rest[at + 2..at + end];
            let Some(value) = self.value(name, place)?.as_text() else {
                let message = format!("`${{{name}}}` is no text and cannot stand inside one");
                return Err(NodeError::at(place, message).expected("the place as the whole value"));
            };
            filled.push_str(value);
            rest = &rest[at + end + 1..];
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn value(&mut self, name: &str, place: Place) -> Result<&Node, NodeError> {
        let known = self.values.iter().map(|(known, _, _)| known.as_str());
        let Some((_, _, value)) = self.values.iter().find(|(known, _, _)| known == name) else {
            let mut error = NodeError::unknown(place, "parameter", name, known);
            error.message = match &self.case {
                Some(case) => format!("case `{case}` has no parameter `{name}`"),
                None => format!("`${{{name}}}` needs `cases` that give the parameter `{name}`"),
            };
            if self.values.is_empty() {
                error.expected = None;
            }
            return Err(error);
        };
        self.used.insert(name.to_owned());
        Ok(value)
    }
}

/// Gives the name where a text is one place and nothing else.
fn whole(text: &str) -> Option<&str> {
    let name = text.strip_prefix("${")?.strip_suffix('}')?;
    (!name.contains(['{', '}', '$'])).then_some(name)
}

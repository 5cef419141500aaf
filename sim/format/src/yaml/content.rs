//! What a plain scalar means, by the core schema of YAML 1.2.2 (10.3), except that a text which begins with `+` is a
//! text: phone numbers do.

/// What a plain scalar means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Content<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(&'a str),
}

impl<'a> Content<'a> {
    pub(super) fn of_plain(text: &'a str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => return Self::Null,
            "true" | "True" | "TRUE" => return Self::Bool(true),
            "false" | "False" | "FALSE" => return Self::Bool(false),
            _ => {}
        }
        let first = text.strip_prefix('-').unwrap_or(text).bytes().next();
        if !first.is_some_and(|byte| byte.is_ascii_digit()) {
            return Self::Text(text);
        }
        if let Ok(number) = text.parse() {
            Self::Unsigned(number)
        } else if let Ok(number) = text.parse() {
            Self::Signed(number)
        } else if let Ok(number) = text.parse() {
            Self::Float(number)
        } else {
            Self::Text(text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_mean_what_yaml_says() {
        for (text, content) in [
            ("", Content::Null),
            ("~", Content::Null),
            ("true", Content::Bool(true)),
            ("12", Content::Unsigned(12)),
            ("-12", Content::Signed(-12)),
            ("1.5", Content::Float(1.5)),
            ("+14255550100", Content::Text("+14255550100")),
            ("20s", Content::Text("20s")),
            ("5xx", Content::Text("5xx")),
            ("80%", Content::Text("80%")),
            ("infinity", Content::Text("infinity")),
            ("yes", Content::Text("yes")),
        ] {
            assert_eq!(Content::of_plain(text), content, "{text}");
        }
    }
}

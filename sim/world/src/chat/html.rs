//! Cleaning of HTML messages: known tags and harmless attributes pass, everything else goes.
//!
//! The live service sanitizes HTML without publishing its rules; this list is ours.

const TAGS: &[&str] = &[
    "a",
    "at",
    "attachment",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// Tags that go together with everything in them.
const SWALLOWED: &[&str] = &[
    "applet",
    "embed",
    "frame",
    "frameset",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "script",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "xmp",
];

const ATTRIBUTES: &[&str] = &[
    "alt",
    "colspan",
    "height",
    "href",
    "id",
    "itemscope",
    "itemtype",
    "rowspan",
    "src",
    "title",
    "width",
];

const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// Cleans an HTML text. What is clean already stays as it is.
pub(super) fn sanitize(html: &str) -> String {
    let mut clean = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        clean.push_str(&rest[..open]);
        rest = &rest[open..];
        rest = if let Some(comment) = rest.strip_prefix("<!") {
            after_comment(comment)
        } else if let Some((tag, after)) = parse_tag(rest) {
            place(&tag, after, &mut clean)
        } else {
            clean.push_str("&lt;");
            &rest[1..]
        };
    }
    clean.push_str(rest);
    clean
}

/// One tag, taken apart.
struct Tag<'a> {
    name: String,
    closing: bool,
    slash: bool,
    attributes: Vec<(String, Option<&'a str>)>,
}

fn after_comment(rest: &str) -> &str {
    let end = if rest.starts_with("--") { "-->" } else { ">" };
    rest.find(end).map_or("", |at| &rest[at + end.len()..])
}

/// Writes a tag if it may stay, and tells where to go on.
fn place<'a>(tag: &Tag<'_>, after: &'a str, clean: &mut String) -> &'a str {
    if SWALLOWED.contains(&tag.name.as_str()) {
        return if tag.closing || tag.slash {
            after
        } else {
            after_end_of(&tag.name, after)
        };
    }
    if !TAGS.contains(&tag.name.as_str()) {
        return after;
    }
    clean.push('<');
    if tag.closing {
        clean.push('/');
        clean.push_str(&tag.name);
    } else {
        clean.push_str(&tag.name);
        for (name, value) in &tag.attributes {
            write_attribute(name, *value, clean);
        }
        if tag.slash {
            clean.push_str(" /");
        }
    }
    clean.push('>');
    after
}

fn write_attribute(name: &str, value: Option<&str>, clean: &mut String) {
    let link = name == "href" || name == "src";
    if !ATTRIBUTES.contains(&name) || (link && !value.is_some_and(is_harmless_link)) {
        return;
    }
    clean.push(' ');
    clean.push_str(name);
    if let Some(value) = value {
        clean.push_str("=\"");
        let value = value
            .replace('"', "&quot;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        clean.push_str(&value);
        clean.push('"');
    }
}

/// Tells whether a link has a known scheme written in plain letters.
fn is_harmless_link(link: &str) -> bool {
    let Some((scheme, _)) = link.split_once(':') else {
        return false;
    };
    SCHEMES
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
}

/// Skips to behind the closing tag; without one everything is skipped.
fn after_end_of<'a>(name: &str, text: &'a str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at..];
        match parse_tag(rest) {
            Some((tag, after)) if tag.name == name => return after,
            Some(_) | None => rest = &rest[2..],
        }
    }
    ""
}

/// Takes a tag at the start of the text apart; a lone `<`, or a tag without an end, is none.
fn parse_tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let rest = text.strip_prefix('<')?;
    let (closing, rest) = rest
        .strip_prefix('/')
        .map_or((false, rest), |rest| (true, rest));
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(rest.len());
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name = rest[..end].to_ascii_lowercase();
    let mut tag = Tag {
        name,
        closing,
        slash: false,
        attributes: Vec::new(),
    };
    let mut rest = &rest[end..];
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return Some((tag, after));
        }
        if let Some(after) = rest.strip_prefix('/') {
            tag.slash = after.starts_with('>');
            rest = after;
            continue;
        }
        let (attribute, after) = parse_attribute(rest)?;
        tag.attributes.push(attribute);
        rest = after;
    }
}

type Attribute<'a> = (String, Option<&'a str>);

fn parse_attribute(text: &str) -> Option<(Attribute<'_>, &str)> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/');
    // A name of no length, as in `<a =x>`, takes one character so that the reading goes on.
    let first = text.chars().next()?.len_utf8();
    let end = first + text[first..].find(ends).unwrap_or(text.len() - first);
    let name = text[..end].to_ascii_lowercase();
    let rest = text[end..].trim_start();
    let Some(value) = rest.strip_prefix('=') else {
        return Some(((name, None), rest));
    };
    let value = value.trim_start();
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let end = quoted.find(quote)?;
            return Some(((name, Some(&quoted[..end])), &quoted[end + 1..]));
        }
    }
    let end = value.find(|c: char| c.is_whitespace() || c == '>')?;
    Some(((name, Some(&value[..end])), &value[end..]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn clean_text_stays_and_the_rest_goes() {
        let cases = [
            ("<br>hello!<br>", "<br>hello!<br>"),
            ("1 < 2 & 3 > 2", "1 &lt; 2 & 3 > 2"),
            ("<p>hi</p><script>alert('<b>')</script>!", "<p>hi</p>!"),
            ("<SCRIPT src=x>a</sCript >b", "b"),
            ("<b onclick=\"x()\" title='t'>b</b>", "<b title=\"t\">b</b>"),
            (
                "<a href=\"https://contoso.com/a?b=c\">x</a>",
                "<a href=\"https://contoso.com/a?b=c\">x</a>",
            ),
            ("<a href=\"javascript:x()\">x</a>", "<a>x</a>"),
            ("<a href=\"&#106;avascript:x()\">x</a>", "<a>x</a>"),
            ("<img src=x onerror=y>", "<img>"),
            ("<!-- <b> -->x", "x"),
            ("<unknown a=b>x</unknown>", "x"),
            ("<b", "&lt;b"),
            ("<style>a", ""),
            (
                "<img alt=\"\" src=\"https://x/y\" itemscope=\"\" />",
                "<img alt=\"\" src=\"https://x/y\" itemscope=\"\" />",
            ),
        ];
        for (html, expected) in cases {
            assert_eq!(sanitize(html), expected, "{html}");
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_is_clean_afterwards(html in r#"(<|>|/|"|'| |=|!|-|script|style|b|a|img|href|onclick|javascript:|https:|x|é){0,24}"#) {
            let clean = sanitize(&html);
            prop_assert_eq!(&sanitize(&clean), &clean);
            let lower = clean.to_lowercase();
            prop_assert!(!lower.contains("<script"));
            prop_assert!(!lower.contains("<style"));
        }
    }
}

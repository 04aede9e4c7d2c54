//! Just enough of a reader of HTML for pages of ours: what a person sees or hears, with what stands around it.

/// A piece of a page that is read or heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The text, entities resolved.
    pub text: String,
    /// The names of the elements around it, the outermost first; for an attribute its name comes last, with an `@`.
    pub around: Vec<String>,
    /// Which text of the page's catalogue stands here, where it is switched.
    pub switched: Option<usize>,
}

const SPOKEN: [&str; 4] = ["aria-label", "title", "placeholder", "alt"];
const VOID: [&str; 5] = ["br", "hr", "img", "input", "meta"];

/// Everything that is read or heard. A switched element is told once, by its index, whatever is in it.
pub fn heard(html: &str) -> Vec<Heard> {
    let mut out = Vec::new();
    let mut open: Vec<String> = Vec::new();
    // How deep the switched element lies that we are in.
    let mut inside: Option<usize> = None;
    let mut rest = html;
    while !rest.is_empty() {
        let raw = open.last().is_some_and(|name| name == "script" || name == "style");
        let end = if raw { rest.find("</").unwrap_or(rest.len()) } else { rest.find('<').unwrap_or(rest.len()) };
        let text = resolved(&rest[..end]);
        if !raw && inside.is_none() && !text.trim().is_empty() {
            out.push(Heard { text: text.trim().to_owned(), around: open.clone(), switched: None });
        }
        rest = &rest[end..];
        let Some(close) = rest.find('>') else { break };
        let (tag, after) = (&rest[1..close], &rest[close + 1..]);
        rest = after;
        if tag.starts_with('!') {
            continue;
        }
        if tag.starts_with('/') {
            open.pop();
            if inside.is_some_and(|depth| open.len() < depth) {
                inside = None;
            }
            continue;
        }
        let name = tag.split_whitespace().next().unwrap_or_default().to_owned();
        if inside.is_none() {
            for spoken in SPOKEN {
                if let Some(text) = attribute(tag, spoken) {
                    let around = open.iter().cloned().chain([name.clone(), format!("@{spoken}")]).collect();
                    out.push(Heard { text, around, switched: None });
                }
            }
        }
        let switched = attribute(tag, "data-t").and_then(|index| index.parse().ok());
        if VOID.contains(&name.as_str()) {
            continue;
        }
        open.push(name);
        if inside.is_none() && switched.is_some() {
            out.push(Heard { text: String::new(), around: open.clone(), switched });
            inside = Some(open.len());
        }
    }
    out
}

/// The value of an attribute in a tag of ours: in double quotes, after a space.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(resolved(&tag[start..start + tag[start..].find('"')?]))
}

/// The content of the element with an id.
pub fn content<'h>(html: &'h str, id: &str) -> Option<&'h str> {
    let at = html.find(&format!(" id=\"{id}\""))?;
    let start = at + html[at..].find('>')? + 1;
    Some(&html[start..start + html[start..].find("</")?])
}

fn resolved(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_heard() {
        let page =
            "<p title=\"a &amp; b\">One<br>two</p><script>x<y</script><b data-t=\"3\">th<i>re</i>e</b><i>four</i>";
        let told: Vec<(String, Option<usize>)> =
            heard(page).into_iter().map(|heard| (heard.text, heard.switched)).collect();
        let text = |text: &str| (text.to_owned(), None);
        assert_eq!(told, [text("a & b"), text("One"), text("two"), (String::new(), Some(3)), text("four")]);
    }
}

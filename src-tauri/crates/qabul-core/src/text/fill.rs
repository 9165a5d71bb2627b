//! Placeholders of a line, `{key}`, and the values in their places.

/// Puts values in the places of `{keys}`. A key without a value stays as it is written.
#[must_use]
pub fn filled(line: &str, values: &[(&str, &str)]) -> String {
    filled_by(line, |key| {
        let found = values.iter().find(|(named, _)| *named == key);
        found.map(|(_, value)| (*value).to_owned())
    })
}

/// Puts what `value` gives for each `{key}` in its place; nothing leaves the key as it is written. What a
/// value itself holds is not filled: a reason that somebody typed may hold braces.
#[must_use]
pub fn filled_by(line: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(line.len() + 32);
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').map(|(key, tail)| (value(key), tail)) {
            Some((Some(value), tail)) => {
                out.push_str(&value);
                rest = tail;
            }
            _ => {
                out.push('{');
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_take_their_values_once() {
        for (line, out) in [
            ("", ""),
            ("no key", "no key"),
            ("{a}", "1"),
            ("{a} and {b}, {a}", "1 and {a}, 1"),
            ("{unknown} {a}", "{unknown} 1"),
            ("open {a} { b", "open 1 { b"),
            ("} {a}", "} 1"),
            ("{{a}}", "{1}"),
        ] {
            let values = [("a", "1"), ("b", "{a}")];
            assert_eq!(filled(line, &values), out, "{line}");
        }
    }
}

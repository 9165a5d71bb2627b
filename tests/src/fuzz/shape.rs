//! The shapes of requests, read from the TypeScript that the table of commands is written as.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Value, json};

/// What a value may be.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Any text.
    Text,
    /// Any number.
    Number,
    /// Yes or no.
    Truth,
    /// Nothing.
    Null,
    /// This word.
    Word(String),
    /// So many of a kind.
    List(Box<Shape>),
    /// So many, each of its own kind.
    Row(Vec<Shape>),
    /// An object with these fields.
    Fields(Vec<(String, Shape)>),
    /// An object with any fields of a kind.
    Map(Box<Shape>),
    /// One of several.
    One(Vec<Shape>),
    /// A type of its own.
    Named(String),
}

/// The request of every command, and every type by its name.
#[derive(Debug)]
pub struct Shapes {
    /// Command and request.
    pub commands: Vec<(String, Shape)>,
    types: HashMap<String, Shape>,
}

impl Shapes {
    /// Reads the bindings of the screens.
    ///
    /// # Panics
    /// Where they are not there, or are written in a way this does not know.
    #[must_use]
    pub fn read() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/bindings");
        let mut types = HashMap::new();
        let mut commands = Vec::new();
        for entry in std::fs::read_dir(folder).expect("the bindings") {
            let path = entry.expect("a file").path();
            let text = std::fs::read_to_string(&path).expect("a binding");
            if path.ends_with("commands.ts") {
                commands = text.lines().filter_map(command).collect();
            } else if let Some((_, written)) = text.split_once("export type ") {
                let (name, shape) = written.split_once(" = ").expect("a type");
                types.insert(name.to_owned(), Parser::of(shape).shape());
            }
        }
        assert!(!commands.is_empty(), "no command was found");
        Self { commands, types }
    }

    /// What a name stands for.
    ///
    /// # Panics
    /// Where there is no such type.
    #[must_use]
    pub fn of(&self, name: &str) -> &Shape {
        self.types.get(name).unwrap_or_else(|| panic!("no type {name}"))
    }
}

impl Shapes {
    /// Requests of a shape that name `file` where they name a file: one for every such place, the
    /// rest of it in order.
    #[must_use]
    pub fn naming(&self, request: &Shape, file: &Value) -> Vec<Value> {
        let asked = |place| {
            let mut filling = Filling { shapes: self, file, place, met: 0 };
            let request = filling.value(request);
            (filling.met > place).then_some(request)
        };
        (0..).map_while(asked).collect()
    }
}

/// A request on its way, with `file` at one of the places that name one.
struct Filling<'a> {
    shapes: &'a Shapes,
    file: &'a Value,
    place: usize,
    met: usize,
}

impl Filling<'_> {
    fn value(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Named(name) if name == "FileHandle" => {
                self.met += 1;
                if self.met > self.place { self.file.clone() } else { json!("file:99") }
            }
            Shape::Named(name) if name == "SittingId" => json!("residency-2026-1-2"),
            Shape::Named(name) => self.value(&self.shapes.of(name).clone()),
            Shape::Text => json!("a"),
            Shape::Number => json!(1),
            Shape::Truth => json!(true),
            Shape::Null => Value::Null,
            Shape::Word(word) => json!(word),
            Shape::List(_) => json!([]),
            Shape::Map(_) => json!({}),
            Shape::Row(kinds) => kinds.iter().map(|kind| self.value(kind)).collect(),
            Shape::One(kinds) => {
                let kind = kinds.iter().find(|kind| !matches!(kind, Shape::Null));
                kind.map_or(Value::Null, |kind| self.value(kind))
            }
            Shape::Fields(fields) => {
                let filled = fields.iter().map(|(name, kind)| (name.clone(), self.value(kind)));
                Value::Object(filled.collect())
            }
        }
    }
}

/// `  "halls.list": { request: Nothing; answer: Halls };`
fn command(line: &str) -> Option<(String, Shape)> {
    let (name, rest) = line.trim().strip_prefix('"')?.split_once('"')?;
    let (_, rest) = rest.split_once("request: ")?;
    let (request, _) = rest.split_once(';')?;
    Some((name.to_owned(), Shape::Named(request.to_owned())))
}

/// A reader of the types that are written here: no more of TypeScript than that.
struct Parser {
    words: Vec<String>,
    at: usize,
}

impl Parser {
    fn of(text: &str) -> Self {
        let mut words = Vec::new();
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else if first == '"' {
                rest[1..].find('"').map_or(rest.len(), |end| end + 2)
            } else if first.is_alphanumeric() || first == '_' {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            if !rest.starts_with("/*") {
                words.push(rest[..length].to_owned());
            }
            rest = rest[length..].trim_start();
        }
        Self { words, at: 0 }
    }

    fn word(&self) -> &str {
        self.words.get(self.at).map_or("", String::as_str)
    }

    fn take(&mut self, word: &str) -> bool {
        let there = self.word() == word;
        self.at += usize::from(there);
        there
    }

    fn need(&mut self, word: &str) {
        assert!(self.take(word), "{word} before {:?}", &self.words[self.at..]);
    }

    fn shape(&mut self) -> Shape {
        self.take("|");
        let mut kinds = vec![self.one()];
        while self.take("|") {
            kinds.push(self.one());
        }
        if kinds.len() == 1 { kinds.remove(0) } else { Shape::One(kinds) }
    }

    fn one(&mut self) -> Shape {
        let word = self.word().to_owned();
        self.at += 1;
        let shape = match word.as_str() {
            "{" => self.fields(),
            "(" => {
                let inner = self.shape();
                self.need(")");
                inner
            }
            "[" => {
                let mut kinds = Vec::new();
                while !self.take("]") {
                    kinds.push(self.shape());
                    self.take(",");
                }
                Shape::Row(kinds)
            }
            "string" => Shape::Text,
            "number" => Shape::Number,
            "boolean" => Shape::Truth,
            "null" => Shape::Null,
            "Array" => {
                self.need("<");
                let kind = self.shape();
                self.need(">");
                Shape::List(Box::new(kind))
            }
            "Record" => {
                self.need("<");
                self.shape();
                self.need(",");
                let kind = if self.take("never") {
                    Shape::Fields(Vec::new())
                } else {
                    Shape::Map(Box::new(self.shape()))
                };
                self.need(">");
                kind
            }
            quoted if quoted.starts_with('"') => Shape::Word(quoted.trim_matches('"').to_owned()),
            name => Shape::Named(name.to_owned()),
        };
        if self.take("[") {
            self.need("]");
            return Shape::List(Box::new(shape));
        }
        shape
    }

    fn fields(&mut self) -> Shape {
        let mut fields = Vec::new();
        while !self.take("}") {
            if self.take("[") {
                while !self.take("]") {
                    self.at += 1;
                }
                self.take("?");
                self.need(":");
                let kind = self.shape();
                self.take(",");
                self.need("}");
                return Shape::Map(Box::new(kind));
            }
            let name = self.word().trim_matches('"').to_owned();
            self.at += 1;
            self.take("?");
            self.need(":");
            fields.push((name, self.shape()));
            let _ = self.take(",") || self.take(";");
        }
        Shape::Fields(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_request_whose_shape_is_known() {
        let shapes = Shapes::read();
        assert_eq!(shapes.commands.len(), qabul_desk::COMMANDS.len());
        fn walk(shapes: &Shapes, shape: &Shape) {
            match shape {
                Shape::Named(name) => walk(shapes, shapes.of(name)),
                Shape::List(kind) | Shape::Map(kind) => walk(shapes, kind),
                Shape::One(kinds) | Shape::Row(kinds) => {
                    kinds.iter().for_each(|kind| walk(shapes, kind))
                }
                Shape::Fields(fields) => fields.iter().for_each(|(_, kind)| walk(shapes, kind)),
                _ => {}
            }
        }
        shapes.commands.iter().for_each(|(_, request)| walk(&shapes, request));
    }
}

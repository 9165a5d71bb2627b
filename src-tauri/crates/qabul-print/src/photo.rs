//! A photo as it is taken in: bounded, of a kind that papers carry, and bare of all that is not picture.
//!
//! Nothing is decoded. The file is walked marker by marker, and only what a decoder needs is copied: a
//! place where the photo was taken, a camera's number, a second picture in a thumbnail or behind the end
//! never reach the registry.

/// More scans than this make a small file costly to draw; programs write ten.
const MOST_SCANS: usize = 32;

/// A JPEG that holds its picture and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarePhoto {
    /// The file, from its first marker to the mark of its end.
    pub bytes: Vec<u8>,
    /// Pixels across.
    pub width: u16,
    /// Pixels down.
    pub height: u16,
}

/// Why a photo is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoFault {
    /// Not a JPEG by its first bytes, or one whose parts make no sense.
    #[error("no JPEG")]
    NotJpeg,
    /// It ends before its end.
    #[error("it breaks off")]
    Cut,
    /// Lossless, arithmetic or hierarchical: kinds that printers and viewers do not draw.
    #[error("a kind of JPEG that nothing draws")]
    Kind,
    /// More than eight bits a colour.
    #[error("not of eight bits a colour")]
    Deep,
    /// The four inks of a printing press, whose profile would be stripped.
    #[error("in the colours of a printing press")]
    Press,
    /// To be shown turned; without the note that says so it would lie on its side.
    #[error("turned by a note in it")]
    Turned,
}

impl BarePhoto {
    /// Copies the picture of a file and leaves everything else behind.
    ///
    /// # Errors
    /// [`PhotoFault`], the first that is met.
    pub fn of(bytes: &[u8]) -> Result<Self, PhotoFault> {
        let mut walk = Walk { bytes, at: 0, bare: Vec::with_capacity(bytes.len()) };
        if !bytes.starts_with(&[0xff, 0xd8]) {
            return Err(PhotoFault::NotJpeg);
        }
        walk.at = 2;
        walk.bare.extend([0xff, 0xd8]);
        let (mut size, mut scans, mut turned) = (None, 0, false);
        loop {
            let kind = walk.marker()?;
            if kind == 0xd9 {
                break;
            }
            let part = walk.part()?;
            match kind {
                0xc0..=0xc2 if size.is_none() => size = Some(frame(part)?),
                0xc3 | 0xc5..=0xc7 | 0xc9..=0xcf => return Err(PhotoFault::Kind),
                0xda if size.is_some() && scans < MOST_SCANS => {
                    scans += 1;
                    walk.keep(kind, part);
                    walk.scan()?;
                    continue;
                }
                0xe0 => {
                    walk.keep_part(kind, part, b"JFIF\0", &[0, 0]);
                    continue;
                }
                0xee => {
                    walk.keep_part(kind, part, b"Adobe", &[]);
                    continue;
                }
                0xe1 => {
                    turned |= orientation(part).is_some_and(|turn| (2..=8).contains(&turn));
                    continue;
                }
                0xe2..=0xed | 0xef | 0xfe => continue,
                // Tables of quantities and codes, the restart interval.
                0xc4 | 0xdb | 0xdd => {}
                _ => return Err(PhotoFault::NotJpeg),
            }
            walk.keep(kind, part);
        }
        walk.bare.extend([0xff, 0xd9]);
        match (size, scans, turned) {
            (None, ..) | (_, 0, _) => Err(PhotoFault::NotJpeg),
            (_, _, true) => Err(PhotoFault::Turned),
            (Some((width, height)), ..) => Ok(Self { bytes: walk.bare, width, height }),
        }
    }
}

/// A place in the file, and what was kept of it so far.
struct Walk<'b> {
    bytes: &'b [u8],
    at: usize,
    bare: Vec<u8>,
}

impl<'b> Walk<'b> {
    /// The next marker; bytes that only fill the space before one are passed over.
    fn marker(&mut self) -> Result<u8, PhotoFault> {
        match self.bytes.get(self.at) {
            Some(0xff) => {}
            Some(_) => return Err(PhotoFault::NotJpeg),
            None => return Err(PhotoFault::Cut),
        }
        let rest = &self.bytes[self.at..];
        let fill = rest.iter().take_while(|&&byte| byte == 0xff).count();
        let kind = *rest.get(fill).ok_or(PhotoFault::Cut)?;
        self.at += fill + 1;
        Ok(kind)
    }

    /// What stands in the segment behind a marker.
    fn part(&mut self) -> Result<&'b [u8], PhotoFault> {
        let rest = &self.bytes[self.at..];
        let &[high, low, ..] = rest else {
            return Err(PhotoFault::Cut);
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        if length < 2 {
            return Err(PhotoFault::NotJpeg);
        }
        let part = rest.get(2..length).ok_or(PhotoFault::Cut)?;
        self.at += length;
        Ok(part)
    }

    fn keep(&mut self, kind: u8, part: &[u8]) {
        // It came from a segment, or is shorter, so its length fits.
        let length = u16::try_from(part.len() + 2).unwrap_or(u16::MAX);
        self.bare.extend([0xff, kind]);
        self.bare.extend(length.to_be_bytes());
        self.bare.extend(part);
    }

    /// Keeps the twelve bytes that say how colours are meant, and nothing that a program hung on them:
    /// `end` stands for the thumbnail that is not there.
    fn keep_part(&mut self, kind: u8, part: &[u8], name: &[u8], end: &[u8]) {
        if part.starts_with(name) && part.len() >= 12 + end.len() {
            self.keep(kind, &[&part[..12], end].concat());
        }
    }

    /// Copies the picture's data up to the next marker that is none of its own.
    fn scan(&mut self) -> Result<(), PhotoFault> {
        let start = self.at;
        loop {
            let rest = &self.bytes[self.at..];
            let found = rest.iter().position(|&byte| byte == 0xff).ok_or(PhotoFault::Cut)?;
            let after = *rest.get(found + 1).ok_or(PhotoFault::Cut)?;
            self.at += found;
            if !matches!(after, 0x00 | 0xd0..=0xd7) {
                self.bare.extend(&self.bytes[start..self.at]);
                return Ok(());
            }
            self.at += 2;
        }
    }
}

/// Width and height of a frame of eight bits in grey or colour.
fn frame(part: &[u8]) -> Result<(u16, u16), PhotoFault> {
    let &[bits, h1, h0, w1, w0, components, ..] = part else {
        return Err(PhotoFault::NotJpeg);
    };
    if bits != 8 {
        return Err(PhotoFault::Deep);
    }
    match components {
        1 | 3 => {}
        4 => return Err(PhotoFault::Press),
        _ => return Err(PhotoFault::NotJpeg),
    }
    let (width, height) = (u16::from_be_bytes([w1, w0]), u16::from_be_bytes([h1, h0]));
    // A height of none is told behind the first scan: a rarity of scanners that few programs read.
    if width == 0 || height == 0 { Err(PhotoFault::NotJpeg) } else { Ok((width, height)) }
}

/// Which way up a camera says the picture is: 1 as it stands, 2 to 8 turned or mirrored.
fn orientation(part: &[u8]) -> Option<u16> {
    let note = part.strip_prefix(b"Exif\0\0")?;
    let big = match note.get(..4)? {
        b"II*\0" => false,
        b"MM\0*" => true,
        _ => return None,
    };
    let short = |at: usize| {
        let pair: [u8; 2] = note.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let long = |at: usize| {
        let four: [u8; 4] = note.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    };
    let table = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(table)?);
    let places = (0..entries).map_while(|entry| table.checked_add(2 + entry * 12));
    let entry = places.take_while(|&at| at < note.len()).find(|&at| short(at) == Some(0x0112))?;
    short(entry + 8)
}

#[cfg(test)]
#[path = "photo_tests.rs"]
mod tests;

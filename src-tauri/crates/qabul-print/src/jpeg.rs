//! What a PDF must say of a JPEG that is passed through untouched.

use crate::error::PrintError;

/// Size and colours of a JPEG, read from its frame header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Jpeg {
    pub(crate) width: u16,
    pub(crate) height: u16,
    /// 1 grey, 3 colour, 4 CMYK.
    pub(crate) components: u8,
    /// Adobe writes CMYK upside down and marks the file.
    pub(crate) adobe: bool,
}

impl Jpeg {
    /// Reads the header of a photo.
    ///
    /// # Errors
    /// [`PrintError::NotJpeg`] if there is none, or one no printer draws.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, PrintError> {
        let broken = |problem| PrintError::NotJpeg { problem };
        let mut rest =
            bytes.strip_prefix(&[0xff, 0xd8]).ok_or(broken("it does not begin as one"))?;
        let mut adobe = false;
        loop {
            let [0xff, kind, tail @ ..] = rest else {
                return Err(broken("it breaks off"));
            };
            rest = tail;
            match kind {
                // A filler byte: the marker itself follows.
                0xff => {
                    rest = &bytes[bytes.len() - tail.len() - 1..];
                    continue;
                }
                0x01 | 0xd0..=0xd7 => continue,
                _ => {}
            }
            let [high, low, ..] = *rest else {
                return Err(broken("it breaks off"));
            };
            let length = usize::from(u16::from_be_bytes([high, low]));
            let part = rest.get(2..length).ok_or(broken("it breaks off"))?;
            match kind {
                0xc0..=0xc2 => return Self::frame(part, adobe).ok_or(broken("no size in it")),
                0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                    return Err(broken("a kind that printers do not draw"));
                }
                0xee if part.starts_with(b"Adobe") => adobe = true,
                0xd9 | 0xda => return Err(broken("no picture in it")),
                _ => {}
            }
            rest = &rest[length..];
        }
    }

    fn frame(part: &[u8], adobe: bool) -> Option<Self> {
        let &[8, h1, h0, w1, w0, components @ (1 | 3 | 4), ..] = part else {
            return None;
        };
        let (width, height) = (u16::from_be_bytes([w1, w0]), u16::from_be_bytes([h1, h0]));
        (width > 0 && height > 0).then_some(Self { width, height, components, adobe })
    }

    /// The PDF's name of its colours.
    pub(crate) fn colours(self) -> &'static str {
        match self.components {
            1 => "DeviceGray",
            4 => "DeviceCMYK",
            _ => "DeviceRGB",
        }
    }

    /// Whether every value stands for its opposite.
    pub(crate) fn inverted(self) -> bool {
        self.components == 4 && self.adobe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tiny(kind: jpeg_encoder::ColorType, channels: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        jpeg_encoder::Encoder::new(&mut bytes, 80)
            .encode(&vec![90; 12 * 16 * channels], 12, 16, kind)
            .unwrap();
        bytes
    }

    #[test]
    fn size_and_colours() {
        let colour = Jpeg::read(&tiny(jpeg_encoder::ColorType::Rgb, 3)).unwrap();
        assert_eq!((colour.width, colour.height, colour.colours()), (12, 16, "DeviceRGB"));
        assert!(!colour.inverted());
        let grey = Jpeg::read(&tiny(jpeg_encoder::ColorType::Luma, 1)).unwrap();
        assert_eq!(grey.colours(), "DeviceGray");
        let press = Jpeg::read(&tiny(jpeg_encoder::ColorType::Cmyk, 4)).unwrap();
        assert_eq!((press.colours(), press.inverted()), ("DeviceCMYK", true));
    }

    #[test]
    fn what_is_no_jpeg_is_refused() {
        let whole = tiny(jpeg_encoder::ColorType::Rgb, 3);
        for bytes in [&b""[..], b"\x89PNG\r\n", &whole[..2], &whole[..30], b"\xff\xd8\xff\xd9"] {
            assert!(matches!(Jpeg::read(bytes), Err(PrintError::NotJpeg { .. })));
        }
        // A filler before a marker is allowed.
        let filled = [&whole[..2], b"\xff\xff", &whole[2..]].concat();
        assert_eq!(Jpeg::read(&filled).unwrap().width, 12);
    }
}

//! What is wrong with a row beside the others, or beside what the registry holds.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ValueFault;
use crate::text::LookAlike;

/// What is wrong between rows, or between a row and the registry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum RowFault {
    /// The same FİN stands in two rows of the file.
    #[error("the same FİN stands in row {other}")]
    FinTwice {
        /// The other row that has it.
        other: u32,
    },
    /// The same work number stands in two rows of the file.
    #[error("the same work number stands in row {other}")]
    WorkNumberTwice {
        /// The first row that has it.
        other: u32,
    },
    /// The registry gave this work number to somebody else in this campaign.
    #[error("the work number belongs to another candidate of this campaign")]
    WorkNumberTaken,
    /// The registry keeps another work number for this application.
    #[error("the registry keeps work number {kept}")]
    WorkNumberDiffers {
        /// The number the registry keeps.
        kept: String,
    },
    /// Nobody of this registry has the FİN.
    #[error("nobody here has this FİN")]
    NotHere,
    /// The identity document belongs to a person with another FİN.
    #[error("the identity document belongs to another FİN")]
    DocumentTaken,
    /// The same identity document stands in two rows of the file, under two FİN.
    #[error("the same identity document stands in row {other}")]
    DocumentTwice {
        /// The other row.
        other: u32,
    },
    /// The candidate is seated among another city or sector; the seat must be freed first.
    #[error("is seated in {hall} by the former city and sector")]
    Seated {
        /// Hall code.
        hall: String,
    },
    /// The row has another number of cells than the head.
    #[error("{found} cells where the head has {expected}")]
    CellCount {
        /// Cells of the head.
        expected: u32,
        /// Cells of the row.
        found: u32,
    },
    /// Cyrillic letters stand in a Latin name. Kept as typed; for a person to look at.
    #[error("{} letters of another alphabet", letters.len())]
    LookAlikes {
        /// Which letters, and what they imitate.
        letters: Vec<LookAlike>,
    },
    /// A name of Azerbaijan begins with the capital letter without a dot. Kept as typed.
    #[error("{} letters without a dot", letters.len())]
    DotMissing {
        /// Which letters, and what may be meant.
        letters: Vec<LookAlike>,
    },
    /// Two or more spaces follow each other inside a name. Kept as typed.
    #[error("a double space")]
    DoubleSpace,
    /// The photo of this FİN is no JPEG.
    #[error("the photo is no JPEG")]
    PhotoNotJpeg,
    /// The photo is smaller than the slip needs.
    #[error("the photo has {width}×{height} pixels; 212×280 are needed")]
    PhotoSmall {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// The photo file is larger than a slip should carry.
    #[error("the photo has {kilobytes} kB; at most {most}")]
    PhotoLarge {
        /// Size in kB.
        kilobytes: u32,
        /// The most allowed, in kB.
        most: u32,
    },
    /// The photo has more pixels than anything of its size on paper needs.
    #[error("the photo has {width}×{height} pixels; at most {most_width}×{most_height}")]
    PhotoVast {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// The most across.
        most_width: u32,
        /// The most down.
        most_height: u32,
    },
    /// The photo's file ends before its end.
    #[error("the photo breaks off")]
    PhotoCut,
    /// A kind of JPEG that nothing draws: lossless, arithmetic, hierarchical.
    #[error("a kind of JPEG that is not drawn")]
    PhotoKind,
    /// A photo of more than eight bits a colour.
    #[error("the photo has more than 8 bits a colour")]
    PhotoDeep,
    /// A photo in the four inks of a printing press.
    #[error("the photo is in the colours of a printing press")]
    PhotoPress,
    /// A photo that lies on its side but for a note that turns it.
    #[error("the photo is turned by a note in it")]
    PhotoTurned,
    /// A photo in the folder has a name that is no FİN of the file or the registry.
    #[error("nobody has this FİN")]
    PhotoOfNobody,
    /// There is no photo of this FİN in the folder.
    #[error("no photo in the folder")]
    PhotoMissing,
    /// A building's address is written in two ways.
    #[error("the building has another address in row {other}")]
    AddressDiffers {
        /// The first row of that building.
        other: u32,
    },
    /// The registry keeps another address for this building.
    #[error("the registry keeps another address: {kept}")]
    AddressKept {
        /// The address the registry keeps.
        kept: String,
    },
    /// The person of this FİN turned out to be another one, who is kept.
    #[error("merged into {fin}")]
    Merged {
        /// The FİN of whoever is kept.
        fin: String,
    },
    /// The organisation is not in the list; there may be another spelling of it.
    #[error("not in the list of organisations")]
    NotListed,
    /// The list empties a field that the registry has filled.
    #[error("the registry has {kept} here and the list nothing")]
    Emptied {
        /// What would be taken away.
        kept: String,
    },
    /// The hall stands in the file twice.
    #[error("the hall stands in row {other} already")]
    HallTwice {
        /// The first row that has it.
        other: u32,
    },
    /// The hall would lose seats that are taken.
    #[error("{taken} candidates sit where seats would be removed")]
    HallTaken {
        /// How many.
        taken: u32,
    },
    /// The value alone is wrong.
    #[error(transparent)]
    #[serde(untagged)]
    Value(#[from] ValueFault),
}

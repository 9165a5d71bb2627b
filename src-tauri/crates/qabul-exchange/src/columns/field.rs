//! The fields that lists have, each with the key under which screens and findings name it.

/// A field that a column can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    WorkNumber,
    Fin,
    Document,
    DocumentSeries,
    DocumentNumber,
    Surname,
    Given,
    Patronymic,
    Birth,
    Sex,
    Citizenship,
    Phone,
    City,
    Sector,
    Standing,
    Institution,
    Paid,
    Confirmed,
    Building,
    Address,
    Hall,
    Floor,
    Rows,
    Seats,
}

impl Field {
    /// How many there are.
    pub(super) const COUNT: usize = Self::Seats as usize + 1;
    /// Those of a list of applications.
    pub(super) const APPLICATIONS: [Self; 18] = [
        Self::WorkNumber,
        Self::Fin,
        Self::Document,
        Self::DocumentSeries,
        Self::DocumentNumber,
        Self::Surname,
        Self::Given,
        Self::Patronymic,
        Self::Birth,
        Self::Sex,
        Self::Citizenship,
        Self::Phone,
        Self::City,
        Self::Sector,
        Self::Standing,
        Self::Institution,
        Self::Paid,
        Self::Confirmed,
    ];
    /// Those of a list of halls.
    pub(super) const HALLS: [Self; 7] = [
        Self::City,
        Self::Building,
        Self::Address,
        Self::Hall,
        Self::Floor,
        Self::Rows,
        Self::Seats,
    ];

    /// The key under which the field crosses to the screens.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::WorkNumber => "work_number",
            Self::Fin => "fin",
            Self::Document => "document",
            Self::DocumentSeries => "document_series",
            Self::DocumentNumber => "document_number",
            Self::Surname => "surname",
            Self::Given => "given",
            Self::Patronymic => "patronymic",
            Self::Birth => "birth",
            Self::Sex => "sex",
            Self::Citizenship => "citizenship",
            Self::Phone => "phone",
            Self::City => "city",
            Self::Sector => "sector",
            Self::Standing => "standing",
            Self::Institution => "institution",
            Self::Paid => "paid",
            Self::Confirmed => "confirmed",
            Self::Building => "building",
            Self::Address => "address",
            Self::Hall => "hall",
            Self::Floor => "floor",
            Self::Rows => "rows",
            Self::Seats => "seats",
        }
    }
}

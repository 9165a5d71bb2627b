//! The fields that lists have, each with the key under which screens and findings name it.

/// The fields, each with the key under which it crosses to the screens.
macro_rules! fields {
    ($($field:ident = $key:literal,)+) => {
        /// A field that a column can mean.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Field {
            $($field,)+
        }

        impl Field {
            /// How many there are.
            pub(super) const COUNT: usize = [$($key),+].len();

            /// The key under which the field crosses to the screens.
            pub(crate) fn key(self) -> &'static str {
                match self {
                    $(Self::$field => $key,)+
                }
            }
        }
    };
}

fields! {
    WorkNumber = "work_number",
    Fin = "fin",
    Document = "document",
    DocumentSeries = "document_series",
    DocumentNumber = "document_number",
    Surname = "surname",
    Given = "given",
    Patronymic = "patronymic",
    Birth = "birth",
    Sex = "sex",
    Citizenship = "citizenship",
    Phone = "phone",
    City = "city",
    Sector = "sector",
    Standing = "standing",
    Institution = "institution",
    Paid = "paid",
    Confirmed = "confirmed",
    Email = "email",
    Residence = "residence",
    Country = "country",
    Level = "level",
    Direction = "direction",
    CompletedYear = "completed_year",
    FinalYear = "final_year",
    Graduated = "graduated",
    Nostrification = "nostrification",
    Language = "language",
    Specialty = "specialty",
    Organisation = "organisation",
    Path = "path",
    Accommodations = "accommodations",
    PaymentDay = "day",
    Amount = "amount",
    Reference = "reference",
    Payer = "payer",
    Transaction = "transaction",
    Sitting = "sitting",
    ExamDay = "date",
    Score = "score",
    Outcome = "result",
    Source = "source",
    Kind = "kind",
    Number = "number",
    TestedOn = "tested_on",
    Listening = "listening",
    Reading = "reading",
    Writing = "writing",
    Speaking = "speaking",
    Overall = "overall",
    Profile = "profile",
    ExpiresOn = "expires_on",
    Cefr = "cefr",
    TestedFrom = "tested_from",
    TestedTo = "tested_to",
    Building = "building",
    Address = "address",
    Hall = "hall",
    Floor = "floor",
    Rows = "rows",
    Seats = "seats",
}

impl Field {
    /// Those of a list of applications.
    pub(super) const APPLICATIONS: [Self; 32] = [
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
        Self::Email,
        Self::Residence,
        Self::Country,
        Self::Level,
        Self::Direction,
        Self::CompletedYear,
        Self::FinalYear,
        Self::Graduated,
        Self::Nostrification,
        Self::Language,
        Self::Specialty,
        Self::Organisation,
        Self::Path,
        Self::Accommodations,
    ];
    /// Those of a bank's list of payments.
    pub(super) const PAYMENTS: [Self; 5] =
        [Self::PaymentDay, Self::Amount, Self::Reference, Self::Payer, Self::Transaction];
    /// Those of a list of results.
    pub(super) const RESULTS: [Self; 6] =
        [Self::Fin, Self::Sitting, Self::ExamDay, Self::Score, Self::Outcome, Self::Source];
    /// Those of a list of certificates.
    pub(super) const CERTIFICATES: [Self; 12] = [
        Self::Kind,
        Self::Language,
        Self::Number,
        Self::TestedOn,
        Self::Listening,
        Self::Reading,
        Self::Writing,
        Self::Speaking,
        Self::Overall,
        Self::Level,
        Self::Profile,
        Self::ExpiresOn,
    ];
    /// Those of the rows of an equivalence table.
    pub(super) const EQUIVALENCE: [Self; 10] = [
        Self::Kind,
        Self::TestedFrom,
        Self::TestedTo,
        Self::Score,
        Self::Cefr,
        Self::Listening,
        Self::Reading,
        Self::Writing,
        Self::Speaking,
        Self::Source,
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
}

//! The heads that lists of candidates and of halls give their columns, in three languages.

use super::Field;

/// Every head by which a field is known, in Azerbaijani, English and Russian, parted by `|`. They
/// are compared folded, so letter case, diacritics and punctuation do not matter.
const KNOWN: [(Field, &str); Field::COUNT] = [
    (Field::WorkNumber, "iş nömrəsi|iş №|work number|work no|рабочий номер|номер работы|рабочий №"),
    (
        Field::Fin,
        "FİN|FİN kod|FİN kodu|fərdi identifikasiya nömrəsi|PİN|PİN kod|PIN code|FIN code|\
         personal identification number|ФИН|ПИН|ФИН код|ПИН код|\
         персональный идентификационный номер",
    ),
    (
        Field::Document,
        "sənəd|şəxsiyyət vəsiqəsi|şəxsiyyət sənədi|ŞV|pasport|\
         şəxsiyyət vəsiqəsinin seriya və nömrəsi|\
         şəxsiyyət vəsiqəsinin seriyası və nömrəsi|sənədin seriya və nömrəsi|\
         sənədin seriyası və nömrəsi|seriya və nömrə|document|identity document|\
         identity card|ID card|passport|document series and number|series and number|\
         документ|паспорт|удостоверение личности|серия и номер|серия и номер документа|\
         серия и номер удостоверения личности",
    ),
    (
        Field::DocumentSeries,
        "seriya|seriyası|sənədin seriyası|vəsiqənin seriyası|\
         şəxsiyyət vəsiqəsinin seriyası|series|document series|серия|серия документа|\
         серия удостоверения|серия паспорта",
    ),
    (
        Field::DocumentNumber,
        "sənədin nömrəsi|sənəd nömrəsi|vəsiqənin nömrəsi|şəxsiyyət vəsiqəsinin nömrəsi|\
         document number|passport number|identity card number|номер документа|\
         номер удостоверения|номер паспорта|номер удостоверения личности",
    ),
    (Field::Surname, "soyad|soyadı|surname|last name|family name|фамилия"),
    (Field::Given, "ad|adı|name|given name|given names|first name|имя"),
    (
        Field::Patronymic,
        "ata adı|atasının adı|patronymic|father's name|fathers name|middle name|отчество|\
         имя отца",
    ),
    (
        Field::Birth,
        "doğum tarixi|doğulduğu tarix|təvəllüd|birth|birth date|date of birth|birthday|\
         дата рождения|день рождения",
    ),
    (Field::Sex, "cins|cinsi|cinsiyyət|sex|gender|пол"),
    (Field::Citizenship, "vətəndaşlıq|vətəndaşlığı|citizenship|nationality|гражданство"),
    (
        Field::Phone,
        "telefon|telefonu|telefon nömrəsi|mobil telefon|əlaqə nömrəsi|mobil|phone|\
         phone number|mobile|mobile phone|telephone|телефон|номер телефона|\
         мобильный телефон",
    ),
    (Field::City, "şəhər|şəhəri|imtahan şəhəri|city|exam city|город|город экзамена"),
    (Field::Sector, "bölmə|bölməsi|tədris bölməsi|sector|language sector|сектор|отделение"),
    (
        Field::Standing,
        "status|təhsil vəziyyəti|statusu|kateqoriya|standing|category|статус|категория",
    ),
    (
        Field::Institution,
        "təhsil müəssisəsi|ali təhsil müəssisəsi|müəssisə|universitet|\
         bitirdiyi ali məktəb|institution|university|medical school|учебное заведение|\
         вуз|университет",
    ),
    (
        Field::Paid,
        "ödənilib|ödəniş|ödənilmiş məbləğ|ödənilən məbləğ|məbləğ|paid|payment|\
         amount paid|amount|оплачено|оплата|сумма",
    ),
    (
        Field::Confirmed,
        "təsdiq tarixi|təsdiqlənib|təsdiq|confirmed|confirmation date|confirmed on|\
         дата подтверждения|подтверждено|подтверждена",
    ),
    (Field::Email, "e-poçt|elektron poçt|e-mail|email|mail|эл. почта|электронная почта|почта"),
    (
        Field::Residence,
        "yaşayış ünvanı|ünvan|ünvanı|yaşadığı ünvan|address|home address|residence|адрес|\
         адрес проживания",
    ),
    (
        Field::Country,
        "təhsil aldığı ölkə|təhsil ölkəsi|ölkə|country of education|country|страна обучения|\
         страна",
    ),
    (
        Field::Level,
        "təhsil səviyyəsi|təhsil pilləsi|level of education|level|уровень образования|\
         степень образования",
    ),
    (
        Field::Direction,
        "istiqamət|təhsil istiqaməti|ixtisas istiqaməti|direction|programme|направление|\
         направление обучения",
    ),
    (
        Field::CompletedYear,
        "kurs|bitirdiyi kurs|tamamladığı kurs|completed year|year of study|курс|\
         законченный курс",
    ),
    (
        Field::FinalYear,
        "son kurs|buraxılış kursu|final year|final year student|last year|выпускной курс|\
         последний курс",
    ),
    (
        Field::Graduated,
        "bitirmə ili|bitirdiyi il|məzun olduğu il|graduation year|year of graduation|graduated|\
         год окончания|год выпуска",
    ),
    (
        Field::Nostrification,
        "nostrifikasiya|diplomun tanınması|tanınma|recognition|diploma recognition|\
         nostrification|нострификация|признание диплома",
    ),
    (
        Field::Language,
        "imtahan dili|xarici dil|exam language|foreign language|язык экзамена|\
         иностранный язык",
    ),
    (
        Field::Specialty,
        "ixtisas|ixtisası|doktorantura ixtisası|specialty|speciality|специальность|\
         научная специальность",
    ),
    (
        Field::Organisation,
        "doktorantura müəssisəsi|elmi təşkilat|elmi müəssisə|doctoral institution|\
         scientific organisation|научная организация|учреждение докторантуры",
    ),
    (
        Field::Path,
        "təhsil forması|hazırlıq forması|doktorantura növü|path|form of training|\
         форма подготовки|вид подготовки",
    ),
    (
        Field::Accommodations,
        "xüsusi şərait|xüsusi şərtlər|accommodations|special conditions|особые условия|\
         специальные условия",
    ),
    (
        Field::PaymentDay,
        "tarix|ödəniş tarixi|əməliyyat tarixi|gün|date|payment date|value date|дата|дата платежа|\
         дата операции",
    ),
    (Field::Amount, "məbləğ|məbləğ azn|ödəniş|amount|amount azn|sum|сумма|сумма azn"),
    (
        Field::Reference,
        "təyinat|ödənişin təyinatı|istinad|iş nömrəsi|FİN|qeyd|reference|purpose|details|\
         назначение|назначение платежа|примечание",
    ),
    (Field::Payer, "ödəyən|ödəyici|ad soyad|müştəri|payer|sender|customer|плательщик|отправитель"),
    (
        Field::Transaction,
        "əməliyyat №|əməliyyat nömrəsi|qəbz №|sənəd №|transaction|transaction id|receipt|\
         номер операции|номер документа|квитанция",
    ),
    (Field::Sitting, "imtahan|imtahan günü|mərhələ|sitting|exam|stage|экзамен|этап"),
    (Field::ExamDay, "tarix|imtahan tarixi|date|exam date|дата|дата экзамена"),
    (Field::Score, "bal|ümumi bal|score|points|total|балл|баллы"),
    (Field::Outcome, "nəticə|yekun|qərar|outcome|result|результат|итог"),
    (Field::Source, "mənbə|sənəd|source|document|источник|основание"),
    (Field::Kind, "növ|sertifikatın növü|kind|certificate|вид|вид сертификата"),
    (Field::Number, "nömrə|sertifikatın nömrəsi|number|номер|номер сертификата"),
    (Field::TestedOn, "test tarixi|imtahan tarixi|test date|дата теста|дата экзамена"),
    (Field::Listening, "dinləmə|listening|аудирование"),
    (Field::Reading, "oxu|reading|чтение"),
    (Field::Writing, "yazı|writing|письмо"),
    (Field::Speaking, "danışıq|speaking|говорение"),
    (Field::Overall, "ümumi|ümumi bal|overall|общий|общий балл"),
    (Field::Profile, "profil|profile|профиль"),
    (Field::ExpiresOn, "bitmə tarixi|etibarlıdır|expires on|valid until|действителен до"),
    (Field::Cefr, "CEFR|CEFR səviyyəsi|səviyyə|level|CEFR level|уровень|уровень CEFR"),
    (Field::TestedFrom, "imtahanlar bu gündən|tests from|экзамены с"),
    (Field::TestedTo, "imtahanlar bu günədək|tests until|экзамены по"),
    (Field::Building, "bina|binası|korpus|building|здание|корпус"),
    (Field::Address, "ünvan|ünvanı|address|адрес"),
    (Field::Hall, "zal|zalı|zal nömrəsi|zal №|otaq|auditoriya|hall|room|зал|аудитория"),
    (Field::Floor, "mərtəbə|mərtəbəsi|floor|этаж"),
    (
        Field::Rows,
        "sıra|sıralar|sıra sayı|sıraların sayı|rows|number of rows|ряды|рядов|\
         число рядов|количество рядов",
    ),
    (
        Field::Seats,
        "yer|yerlər|sırada yer|sırada yerlər|sırada yer sayı|sırada yerlərin sayı|seats|\
         seats in a row|seats per row|мест|места|мест в ряду|места в ряду",
    ),
];

/// The heads of a field.
pub(super) fn known(field: Field) -> impl Iterator<Item = &'static str> {
    let entries = KNOWN.iter().filter(move |(known, _)| *known == field);
    entries.flat_map(|(_, heads)| heads.split('|'))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn no_head_means_two_fields_of_a_list() {
        for fields in [&Field::APPLICATIONS[..], &Field::HALLS[..]] {
            let mut heads = HashMap::new();
            for &field in fields {
                assert!(known(field).count() > 3, "{field:?}");
                for head in known(field) {
                    let folded = qabul_core::text::fold(head);
                    let other = *heads.entry(folded).or_insert(field);
                    assert_eq!(other, field, "{head}");
                }
            }
        }
    }
}

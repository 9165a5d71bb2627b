//! The words of lists for sex and citizenship, in Azerbaijani, English and Russian.

use qabul_core::fault::ValueFault;
use qabul_core::person::{Citizenship, Sex};
use qabul_core::text;

/// Reads the words and letters for sex.
///
/// # Errors
/// [`ValueFault::Sex`] for any other word.
pub(crate) fn sex(typed: &str) -> Result<Sex, ValueFault> {
    // What most lists have needs no folding.
    match typed {
        "kişi" | "Kişi" | "K" | "M" => return Ok(Sex::Male),
        "qadın" | "Qadın" | "Q" | "F" => return Ok(Sex::Female),
        _ => {}
    }
    match text::fold(typed).as_str() {
        "kisi" | "k" | "m" | "male" | "man" | "мужской" | "муж" | "м" | "мужчина" => {
            Ok(Sex::Male)
        }
        "qadin" | "q" | "f" | "female" | "woman" | "женский" | "жен" | "ж" | "женщина" => {
            Ok(Sex::Female)
        }
        _ => Err(ValueFault::Sex),
    }
}

/// Reads the words for yes and no.
///
/// # Errors
/// [`ValueFault::YesNo`] for any other word.
pub(crate) fn yes(typed: &str) -> Result<bool, ValueFault> {
    match text::fold(typed).as_str() {
        "beli" | "he" | "var" | "yes" | "y" | "true" | "1" | "да" | "есть" => Ok(true),
        "xeyr" | "yox" | "yoxdur" | "no" | "n" | "false" | "0" | "нет" => Ok(false),
        _ => Err(ValueFault::YesNo),
    }
}

/// Reads a country or its three-letter code; nothing at all means Azerbaijan.
///
/// # Errors
/// [`ValueFault::Citizenship`] for a word that is neither.
pub(crate) fn citizenship(typed: &str) -> Result<Citizenship, ValueFault> {
    let typed = typed.trim();
    if matches!(typed, "" | "AZE" | "Azərbaycan") {
        return Ok(Citizenship::AZERBAIJAN);
    }
    let folded = text::fold(typed);
    let code = country(&folded).unwrap_or(typed);
    Citizenship::try_from(code.to_owned())
}

/// The code of a country by its folded name or two-letter code.
///
/// Source of the codes: ISO 3166-1; `XXA` of ICAO Doc 9303, part 3.
fn country(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "azerbaycan"
        | "azerbaycan respublikasi"
        | "azerbaijan"
        | "азербайджан"
        | "азербайджанская республика"
        | "az" => "AZE",
        "turkiye" | "turkey" | "турция" | "tr" => "TUR",
        "rusiya"
        | "rusiya federasiyasi"
        | "russia"
        | "russian federation"
        | "россия"
        | "российская федерация"
        | "рф"
        | "ru" => "RUS",
        "iran" | "иран" | "ir" => "IRN",
        "gurcustan" | "georgia" | "грузия" | "ge" => "GEO",
        "ukrayna" | "ukraine" | "украина" | "ua" => "UKR",
        "qazaxistan" | "kazakhstan" | "казахстан" | "kz" => "KAZ",
        "ozbekistan" | "uzbekistan" | "узбекистан" | "uz" => "UZB",
        "turkmenistan" | "туркменистан" | "туркмения" | "tm" => "TKM",
        "qirgizistan" | "kyrgyzstan" | "киргизия" | "кыргызстан" | "kg" => "KGZ",
        "tacikistan" | "tajikistan" | "таджикистан" | "tj" => "TJK",
        "belarus" | "белоруссия" | "беларусь" | "by" => "BLR",
        "moldova" | "молдова" | "молдавия" | "md" => "MDA",
        "pakistan" | "пакистан" | "pk" => "PAK",
        "hindistan" | "india" | "индия" | "in" => "IND",
        "iraq" | "ирак" | "iq" => "IRQ",
        "suriya" | "syria" | "сирия" | "sy" => "SYR",
        "efqanistan" | "afghanistan" | "афганистан" | "af" => "AFG",
        "iordaniya" | "jordan" | "иордания" | "jo" => "JOR",
        "misir" | "egypt" | "египет" | "eg" => "EGY",
        "nigeriya" | "nigeria" | "нигерия" | "ng" => "NGA",
        "israil" | "israel" | "израиль" | "il" => "ISR",
        "cin" | "china" | "китай" | "cn" => "CHN",
        "almaniya" | "germany" | "германия" | "de" | "d" => "DEU",
        "abs" | "usa" | "united states" | "сша" | "us" => "USA",
        "vetendasligi yoxdur"
        | "vetendasligi olmayan"
        | "vetendasligi olmayan sexs"
        | "stateless"
        | "без гражданства"
        | "лицо без гражданства" => "XXA",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_sex_in_three_languages() {
        for word in ["kişi", "KİŞİ", "K", "m", "Male", "мужской", "М", "м", "МУЖ."]
        {
            assert_eq!(sex(word), Ok(Sex::Male), "{word}");
        }
        for word in ["qadın", "QADIN", "q", "F", "female", "Женский", "Ж", "жен."] {
            assert_eq!(sex(word), Ok(Sex::Female), "{word}");
        }
        for bad in ["", "x", "kişi/qadın", "1"] {
            assert_eq!(sex(bad), Err(ValueFault::Sex), "{bad}");
        }
    }

    #[test]
    fn yes_and_no_in_three_languages() {
        assert!(["bəli", "Yes", "ДА", "1"].iter().all(|word| yes(word) == Ok(true)));
        assert!(["xeyr", "no", "нет", "0"].iter().all(|word| yes(word) == Ok(false)));
        assert_eq!(yes("bəlkə"), Err(ValueFault::YesNo));
    }

    #[test]
    fn every_country_that_the_window_names_is_read_by_its_name() {
        for words in [
            include_str!("../../../reference/words/az.json"),
            include_str!("../../../reference/words/en.json"),
            include_str!("../../../reference/words/ru.json"),
        ] {
            let words: serde_json::Value = serde_json::from_str(words).unwrap();
            let countries = words["country"].as_object().unwrap();
            assert!(countries.len() > 20);
            for (code, name) in countries {
                let name = name.as_str().unwrap();
                assert_eq!(citizenship(name).unwrap().code(), code, "{name}");
            }
        }
    }

    #[test]
    fn countries_in_three_languages() {
        for (words, code) in [
            (["AZE", "az", "Azərbaycan"], "AZE"),
            ([" ", "Azerbaijan", "АЗЕРБАЙДЖАН"], "AZE"),
            (["Türkiyə", "Turkey", "Турция"], "TUR"),
            (["Rusiya", "Russia", "РФ"], "RUS"),
            (["İran", "IRAN", "Иран"], "IRN"),
            (["Gürcüstan", "Georgia", "Грузия"], "GEO"),
            (["Qazaxıstan", "KAZ", "Казахстан"], "KAZ"),
            (["Pakistan", "PAK", "пакистан"], "PAK"),
            (["vətəndaşlığı yoxdur", "stateless", "без гражданства"], "XXA"),
        ] {
            for word in words {
                assert_eq!(citizenship(word).unwrap().code(), code, "{word}");
            }
        }
        for bad in ["Atlantida", "A1B", "-"] {
            assert_eq!(citizenship(bad), Err(ValueFault::Citizenship), "{bad}");
        }
    }
}

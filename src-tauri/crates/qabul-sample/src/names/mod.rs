//! Names: weighted lists of surnames, given and fathers' names, and how they make a person.

mod foreign;

use qabul_core::application::Sector;
use qabul_core::person::{Name, Sex};

pub(crate) use foreign::Country;

use crate::mix::Stream;
use crate::shares::Lot;

/// The longest surname that a part of a double one may be, in letters.
const LONGEST_HALF: usize = 12;

/// Surname, given name and patronymic of the one name that fills its line: 27 letters, then 32
/// with the spaces.
const LONGEST_WOMAN: [&str; 3] =
    ["Ağabalayeva-Cəfərqulubəyova", "Gülnarəxanım", "Məhəmmədhüseyn qızı"];
const LONGEST_MAN: [&str; 3] =
    ["Əbdürrəhimov-Cəfərqulubəyov", "Məhəmmədəmin", "Əbdülhüseynağa oğlu"];

/// Names with weights; the heavier come up more often.
struct List {
    names: Vec<&'static str>,
    /// The sum of weights up to and with each name.
    upto: Vec<u32>,
}

impl List {
    /// Reads a file of one name a line, a weight after it where that is not 1.
    fn read(file: &'static str) -> Self {
        let mut sum = 0;
        let (names, upto) = file
            .lines()
            .map(|line| {
                let weighed = line
                    .rsplit_once(' ')
                    .and_then(|(name, weight)| Some((name, weight.parse::<u32>().ok()?)));
                let (name, weight) = weighed.unwrap_or((line, 1));
                sum += weight;
                (name, sum)
            })
            .unzip();
        Self { names, upto }
    }

    fn pick(&self, stream: &mut Stream) -> &'static str {
        let all = self.upto.last().copied().unwrap_or(0);
        let lot = stream.below(all);
        self.names[self.upto.partition_point(|&upto| upto <= lot)]
    }
}

/// Surnames and given names that go together.
struct People {
    surnames: List,
    men: List,
    women: List,
    fathers: List,
}

/// Every list of names.
pub(crate) struct Names {
    azerbaijani: People,
    russian: People,
    regional: List,
    countries: Vec<Country>,
    public_people: Vec<&'static str>,
}

impl Names {
    pub(crate) fn new() -> Self {
        Self {
            azerbaijani: People {
                surnames: List::read(include_str!("surnames.txt")),
                men: List::read(include_str!("given_male.txt")),
                women: List::read(include_str!("given_female.txt")),
                fathers: List::read(include_str!("fathers.txt")),
            },
            russian: People {
                surnames: List::read(include_str!("russian_surnames.txt")),
                men: List::read(include_str!("russian_male.txt")),
                women: List::read(include_str!("russian_female.txt")),
                fathers: List::read(include_str!("russian_fathers.txt")),
            },
            regional: List::read(include_str!("regional_surnames.txt")),
            countries: foreign::countries(),
            public_people: include_str!("public_people.txt").lines().collect(),
        }
    }

    /// The country of a foreigner; `None` for citizens.
    pub(crate) fn country(&self, lot: &Lot) -> Option<&Country> {
        let code = foreign::citizenship(lot.sector, lot.foreigner?);
        self.countries.iter().find(|country| country.code == code)
    }

    /// A name for the lot, never one that somebody in public life bears.
    pub(crate) fn name(&self, lot: &Lot, stream: &mut Stream) -> Name {
        if lot.longest_name {
            let [surname, given, patronymic] = match lot.sex {
                Sex::Male => LONGEST_MAN,
                Sex::Female => LONGEST_WOMAN,
            };
            return Name {
                surname: surname.into(),
                given: given.into(),
                patronymic: patronymic.into(),
            };
        }
        loop {
            let (surname, given, patronymic) = match self.country(lot) {
                Some(country) => country.name(lot.sex, stream),
                None => self.citizen(lot, stream),
            };
            if !self.public_people.contains(&format!("{surname} {given}").as_str()) {
                return self.written(lot, surname, given, patronymic, stream);
            }
        }
    }

    /// Surname as men bear it, given name, patronymic.
    fn citizen(&self, lot: &Lot, stream: &mut Stream) -> (&'static str, &'static str, String) {
        let kind = stream.below(1000);
        let (people, surnames) = match lot.sector {
            Sector::Azerbaijani if kind < 40 => (&self.azerbaijani, &self.regional),
            Sector::Russian if kind < 190 => (&self.russian, &self.russian.surnames),
            Sector::Russian if kind < 300 => (&self.azerbaijani, &self.regional),
            Sector::Azerbaijani | Sector::Russian => {
                (&self.azerbaijani, &self.azerbaijani.surnames)
            }
        };
        let surname = surnames.pick(stream);
        let father = people.fathers.pick(stream);
        let (given, child) = match lot.sex {
            Sex::Male => (people.men.pick(stream), "oğlu"),
            Sex::Female => (people.women.pick(stream), "qızı"),
        };
        (surname, given, format!("{father} {child}"))
    }

    fn written(
        &self,
        lot: &Lot,
        surname: &str,
        given: &str,
        patronymic: String,
        stream: &mut Stream,
    ) -> Name {
        let bends = self.country(lot).is_none_or(|country| country.code == "RUS");
        let own = if bends { borne_by(surname, lot.sex) } else { surname.to_owned() };
        let second = borne_by(self.azerbaijani.surnames.pick(stream), lot.sex);
        let doubles = stream.chance(if lot.sex == Sex::Female { 48 } else { 8 });
        let short = |half: &str| half.chars().count() <= LONGEST_HALF;
        let joins = doubles && lot.foreigner.is_none() && own != second;
        let surname =
            if joins && short(&own) && short(&second) { format!("{own}-{second}") } else { own };
        Name { surname: surname.into(), given: given.into(), patronymic: patronymic.into() }
    }
}

/// A surname in the form that its bearer's papers have: women add an `a` to `-ov`, `-yev` and
/// `-in`, and have `-skaya` for `-ski`; `-zadə`, `-lı` and the rest are the same for all.
fn borne_by(surname: &str, sex: Sex) -> String {
    if sex == Sex::Male {
        return surname.to_owned();
    }
    if let Some(stem) = surname.strip_suffix("ski") {
        return format!("{stem}skaya");
    }
    let bends = ["ov", "ev", "yov", "in"].iter().any(|ending| surname.ends_with(ending));
    format!("{surname}{}", if bends { "a" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_take_the_form_of_their_bearer() {
        for (man, woman) in [
            ("Məmmədov", "Məmmədova"),
            ("Quliyev", "Quliyeva"),
            ("Korolyov", "Korolyova"),
            ("Sorokin", "Sorokina"),
            ("Talışinski", "Talışinskaya"),
            ("Vəlizadə", "Vəlizadə"),
            ("Əhmədli", "Əhmədli"),
            ("Həsənoğlu", "Həsənoğlu"),
            ("Şevçenko", "Şevçenko"),
        ] {
            assert_eq!(borne_by(man, Sex::Female), woman);
            assert_eq!(borne_by(man, Sex::Male), man);
        }
    }

    #[test]
    fn lists_are_long_and_name_nobody_twice() {
        let names = Names::new();
        let Names { azerbaijani, russian, regional, .. } = &names;
        for (list, least) in [
            (&azerbaijani.surnames, 220),
            (&azerbaijani.men, 130),
            (&azerbaijani.women, 150),
            (&azerbaijani.fathers, 110),
            (&russian.surnames, 60),
            (regional, 40),
        ] {
            assert!(list.names.len() >= least, "{} names", list.names.len());
            let mut sorted = list.names.clone();
            sorted.sort_unstable();
            assert!(sorted.windows(2).all(|pair| pair[0] != pair[1]), "a name stands twice");
        }
    }

    #[test]
    fn heavier_names_come_up_more_often() {
        let list = List::read("Rare\nOften 9");
        let mut stream = Stream::of(1, crate::mix::Purpose::Name, 0);
        let rare = (0..1000).filter(|_| list.pick(&mut stream) == "Rare").count();
        assert!((60..140).contains(&rare), "{rare}");
    }
}

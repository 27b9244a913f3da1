//! The cases that come with the program, as `cases/` has them: so that the first minute needs no file.

use plenipo_record::dossier::read::NamedBytes;

/// A case that comes with the program.
pub(crate) struct Case {
    name: &'static str,
    /// The files of its dossier, sorted by name.
    pub(crate) files: &'static [(&'static str, &'static str)],
}

impl Case {
    /// Its word in addresses, which is its folder's name.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// Its files as bytes, as those of a folder are read.
    pub(crate) fn read(&self) -> Vec<NamedBytes> {
        let file = |(name, text): &(&str, &str)| NamedBytes {
            name: (*name).to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        self.files.iter().map(file).collect()
    }
}

/// The files of a case by their names.
macro_rules! case {
    ($name:literal: $($file:literal),* $(,)?) => {
        Case {
            name: $name,
            files: &[$(($file, include_str!(concat!("../../../cases/", $name, "/", $file)))),*],
        }
    };
}

/// Every one, the founding case first.
pub(crate) const ALL: &[Case] = &[
    case!("ukraine-2025":
        "2025-07-23-istanbul.toml",
        "2025-10-20-lavrov-rubio-call.toml",
        "2025-11-20-un-security-council.toml",
        "2025-11-23-geneva.toml",
        "2025-11-24-e3-answer.toml",
        "2025-11-24-stefanchuk.toml",
        "2025-11-26-bevz.toml",
        "2025-11-30-florida.toml",
        "2025-12-01-report.toml",
        "2025-12-02-moscow.toml",
        "2025-12-23-kyiv-readout.toml",
        "2025-12-26-ryabkov.toml",
        "assumptions/security-first.toml",
        "assumptions/territory-first.toml",
        "consents.toml",
        "dossier.toml",
        "drafts/e3-28.toml",
        "drafts/eu-24.toml",
        "drafts/eu-ua-london.toml",
        "drafts/ru-us-27.toml",
        "drafts/ua-us-20.toml",
        "drafts/us-28.toml",
        "drafts/us-paris.toml",
        "drafts/us-ua-19.toml",
        "forecasts.toml",
        "issues.toml",
        "later.toml",
        "ledger.toml",
        "parties.toml",
        "sources.toml",
    ),
    case!("cyprus-2004":
        "2002-11-first-answers.toml",
        "2002-12-copenhagen.toml",
        "2003-02-third-version.toml",
        "2003-03-the-hague.toml",
        "2003-04-and-12-on-the-island.toml",
        "2004-02-new-york.toml",
        "2004-03-buergenstock.toml",
        "2004-04-24-outcome.toml",
        "2004-04-campaign.toml",
        "consents.toml",
        "dossier.toml",
        "drafts/annan-1.toml",
        "drafts/annan-2.toml",
        "drafts/annan-3.toml",
        "drafts/annan-4.toml",
        "drafts/annan-5.toml",
        "forecasts.toml",
        "issues.toml",
        "ledger.toml",
        "parties.toml",
        "sources.toml",
    ),
    case!("colombia-2016":
        "2012-general-agreement.toml",
        "2013-land-and-politics.toml",
        "2014-drugs-and-arms.toml",
        "2015-justice.toml",
        "2016-08-final-text.toml",
        "2016-09-campaign.toml",
        "2016-10-02-outcome.toml",
        "2016-10-proposals.toml",
        "2016-11-29-congress.toml",
        "2016-11-second-text.toml",
        "2016-how-to-endorse.toml",
        "capacities.toml",
        "causes.toml",
        "consents.toml",
        "demands.toml",
        "dossier.toml",
        "drafts/august-2016.toml",
        "drafts/ceasefire-2016.toml",
        "drafts/colon-2016.toml",
        "drafts/drugs-2014.toml",
        "drafts/general-2012.toml",
        "drafts/land-2013.toml",
        "drafts/november-2016.toml",
        "drafts/politics-2013.toml",
        "drafts/victims-2015.toml",
        "forecasts.toml",
        "issues.toml",
        "movements.toml",
        "parties.toml",
        "polls.toml",
        "rules.toml",
        "sources-more.toml",
        "sources.toml",
        "text-states.toml",
        "undertakings.toml",
    ),
    case!("three-rivers":
        "assumptions/hydrologist.toml",
        "delegations/asterin.toml",
        "delegations/belmora.toml",
        "delegations/corvane.toml",
        "dossier.toml",
        "drafts/2031-02-10-draft-1.toml",
        "drafts/2031-02-28-corvane-counter.toml",
        "drafts/2031-03-20-draft-2.toml",
        "drafts/2031-04-06-side-paper.toml",
        "drafts/2031-05-12-draft-3.toml",
        "forecasts.toml",
        "issues.toml",
        "ledger.toml",
        "parties.toml",
        "reports/2031-01-20-opening-session.toml",
        "reports/2031-02-25-replies-to-draft-1.toml",
        "reports/2031-03-25-public-replies-to-draft-2.toml",
        "reports/2031-03-27-caucuses.toml",
        "reports/2031-04-28-third-session.toml",
        "reports/2031-05-20-replies-to-draft-3.toml",
        "reports/2031-05-24-around-draft-3.toml",
        "reports/2031-06-04-fourth-session.toml",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_the_cases_of_the_repository_whole() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
        for case in ALL {
            let read = crate::folder::read(&root.join(case.name)).unwrap_or_default();
            let there: Vec<(&str, &[u8])> =
                read.iter().map(|it| (it.name.as_str(), it.bytes.as_slice())).collect();
            let here: Vec<(&str, &[u8])> =
                case.files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
            assert_eq!(there, here, "{}", case.name);
        }
        let folders = std::fs::read_dir(&root).expect("the cases");
        let folders = folders.filter_map(Result::ok).filter(|it| it.path().is_dir()).count();
        assert_eq!(folders, ALL.len(), "a case of the repository is not in the gallery");
    }
}

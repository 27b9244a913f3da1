//! The rules of names: which records need an id, and that an id names one record of its table.

use std::collections::HashMap;

use super::check::Fault;
use super::id::{Kind, RecordRef};
use super::records::{Record, Records, for_each_record_type};

/// Tables whose records always have an id.
const NAMED: [Kind; 6] =
    [Kind::Party, Kind::Person, Kind::Issue, Kind::Draft, Kind::Forecast, Kind::Source];

/// Every broken rule of names.
pub(super) fn faults(records: &Records) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |at, path: String, message: String| {
        faults.push(Fault { at: Some(at), path, message, hint: None });
    };
    macro_rules! each {
        ($type:ty) => {
            let kind = <$type>::KIND;
            let noun = kind.noun();
            let list = <$type>::list(records);
            let mut first: HashMap<&str, usize> = HashMap::new();
            for (place, record) in list.iter().enumerate() {
                let at = RecordRef::new(kind, place);
                match &record.meta().id {
                    None if NAMED.contains(&kind) => {
                        fault(at, String::new(), format!("this {noun} needs `id`"));
                    }
                    None => {}
                    Some(id) if first.contains_key(id.as_str()) => {
                        fault(at, "id".to_owned(), format!("{noun} `{id}` is already there"));
                    }
                    Some(id) => {
                        first.insert(id.as_str(), place);
                    }
                }
                let corrected = record.meta().corrects.as_ref().map(|it| it.record as usize);
                if corrected.is_some_and(|it| list[it].meta().id.is_none()) {
                    let message = "the corrected record needs an id".to_owned();
                    fault(at, "corrects".to_owned(), message);
                }
            }
        };
    }
    for_each_record_type!(each);
    let mut about = |kind, place, path: &str, list: &[RecordRef]| {
        for (k, record) in list.iter().enumerate() {
            if records.id(*record).is_none() {
                let at = RecordRef::new(kind, place);
                let message = format!("this {} needs an id", record.kind.noun());
                fault(at, format!("{path}.{k}"), message);
            }
        }
    };
    for (place, it) in records.statements.iter().enumerate() {
        about(Kind::Statement, place, "about", &it.about);
    }
    for (place, it) in records.leaves.iter().enumerate() {
        about(Kind::Leave, place, "records", &it.records);
    }
    for (place, it) in records.predictions.iter().enumerate() {
        about(Kind::Prediction, place, "because", &it.because);
    }
    faults
}

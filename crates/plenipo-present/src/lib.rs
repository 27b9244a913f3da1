//! Presenters: a finding becomes bytes.

//! See `plenipo_fuzz::json`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| plenipo_fuzz::json(bytes));

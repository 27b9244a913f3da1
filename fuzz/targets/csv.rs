//! See `plenipo_fuzz::csv`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| plenipo_fuzz::csv(bytes));

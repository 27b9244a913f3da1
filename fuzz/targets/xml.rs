//! See `plenipo_fuzz::xml`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| plenipo_fuzz::xml(bytes));

//! See `plenipo_fuzz::yaml`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| plenipo_fuzz::yaml(bytes));

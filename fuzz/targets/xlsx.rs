//! See `plenipo_fuzz::xlsx`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| plenipo_fuzz::xlsx(bytes));

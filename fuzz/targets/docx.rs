//! See `plenipo_fuzz::docx`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| plenipo_fuzz::docx(bytes));

//! The pages of the server in a real browser. The program is taken from `PLENIPO_BIN`.

mod suite {
    mod access;
    mod asked;
    mod cancel;
    mod debrief;
    mod enter;
    mod gains;
    mod inbox;
    mod lab;
    mod live;
    mod pages;
}

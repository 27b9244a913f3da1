mod apart;
mod ask;
mod debrief;
mod enter;
mod entry;
mod inbox;
mod lab;

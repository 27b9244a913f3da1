mod apart;
mod ask;
mod debrief;
mod enter;
mod entry;
mod hostile;
mod inbox;
mod lab;

mod ask;
mod debrief;
mod enter;

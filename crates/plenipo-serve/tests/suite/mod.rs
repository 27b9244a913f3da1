mod debrief;
mod enter;

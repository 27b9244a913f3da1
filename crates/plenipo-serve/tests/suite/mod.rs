mod enter;

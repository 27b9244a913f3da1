// What pages do by themselves: tell that the record changed, show how far an answer is. All else works without.
"use strict";
(() => {
  const page = () => document.getElementById("page");

  // The page again, as its address has it now, where the reader is.
  const again = () => {
    const at = window.scrollY;
    const here = location.pathname + location.search;
    htmx.ajax("GET", here, { target: "#page", select: "#page", swap: "outerHTML" }).then(() => {
      window.scrollTo(0, at);
    });
  };

  let news = null;
  const listen = () => {
    const of = page()?.dataset.events;
    news?.close();
    news = null;
    // A browser keeps few connections to one server: pages that nobody looks at give theirs up.
    if (!of || document.hidden) return;
    news = new EventSource(of);
    for (const what of ["changed", "broken"]) {
      news.addEventListener(what, () => {
        // A form that is being filled in is never taken away.
        const typing = document.querySelector("[data-keep]") ?? document.activeElement?.closest("form, textarea, input");
        if (!typing) return again();
        const note = document.createElement("p");
        note.className = "notice";
        note.textContent = "The record changed since this page was made. ";
        const link = document.createElement("a");
        link.href = location.href;
        link.textContent = "Show it as it is now";
        note.append(link);
        document.getElementById("notice")?.replaceChildren(note);
      });
    }
  };

  const wait = () => {
    for (const section of document.querySelectorAll("[data-job]:not([data-heard])")) {
      section.dataset.heard = "yes";
      const events = new EventSource(section.dataset.job);
      events.addEventListener("progress", (it) => {
        const bar = section.querySelector("progress");
        if (bar) bar.value = Number(it.data);
      });
      events.addEventListener("done", () => {
        events.close();
        again();
      });
      section.querySelector("form")?.addEventListener("submit", (it) => {
        it.preventDefault();
        events.close();
        fetch(it.target.action, { method: "POST" });
        const link = document.createElement("a");
        link.href = location.href;
        link.textContent = "Work it out after all";
        const said = document.createElement("p");
        said.append("Stopped. ", link);
        section.replaceChildren(said);
        link.focus();
      });
    }
  };

  document.addEventListener("visibilitychange", listen);
  document.addEventListener("htmx:afterSettle", () => { listen(); wait(); });
  listen();
  wait();
})();

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

  // What is put in place of the page leaves the reader where they are.
  let place = null;
  document.addEventListener("htmx:beforeSwap", (it) => {
    if (it.detail.target?.id === "page") place = window.scrollY;
  });
  const back = () => {
    if (place !== null) window.scrollTo(0, place);
  };
  document.addEventListener("htmx:afterSwap", back);
  document.addEventListener("htmx:afterSettle", () => {
    back();
    place = null;
  });

  document.addEventListener("visibilitychange", listen);
  // Where the row of pages is wider than the screen, the page at hand is in sight.
  const show = () => {
    for (const it of document.querySelectorAll(".nav a[aria-current], .parts a[aria-current]")) {
      const row = it.closest("ul");
      if (row.scrollWidth > row.clientWidth) row.scrollLeft = it.offsetLeft - row.offsetLeft - 16;
    }
  };

  document.addEventListener("htmx:afterSettle", () => { listen(); wait(); show(); });
  listen();
  wait();
  show();
})();

// The inbox: the words of a proposal and the proposal light up together; a file is read into its form.
(() => {
  const light = (numbers) => {
    for (const it of document.querySelectorAll(".report mark[data-of]")) {
      it.classList.toggle("lit", it.dataset.of.split(" ").some((n) => numbers.includes(n)));
    }
    for (const it of document.querySelectorAll(".prop[data-n]")) {
      it.classList.toggle("lit", numbers.includes(it.dataset.n));
    }
  };
  const numbers = (target) => {
    const mark = target?.closest?.(".report mark[data-of]");
    if (mark) return mark.dataset.of.split(" ");
    const n = target?.closest?.(".report a.n")?.id.slice(1) ?? target?.closest?.(".prop[data-n]")?.dataset.n;
    return n ? [n] : [];
  };
  for (const what of ["mouseover", "focusin"]) {
    document.addEventListener(what, (it) => {
      if (document.querySelector(".inbox")) light(numbers(it.target));
    });
  }
  document.addEventListener("click", (it) => {
    const mark = it.target.closest?.(".report mark[data-of]");
    const first = mark?.dataset.of.split(" ")[0];
    if (first && !it.target.closest("a")) location.hash = `p${first}`;
  });
  // Within a proposal: j and k move, a accepts, e changes, r rejects.
  document.addEventListener("keydown", (it) => {
    const at = document.activeElement?.closest?.(".prop");
    if (!at || it.ctrlKey || it.metaKey || it.altKey || it.target.matches("input:not([type=checkbox]), select, textarea")) return;
    const all = [...document.querySelectorAll(".prop")];
    const other = { j: 1, k: -1 }[it.key];
    if (other) all[all.indexOf(at) + other]?.focus();
    const button = { a: "button[name=accept]", e: "a.btn:not(.later)", r: "button[name=reject]" }[it.key];
    if (button) at.querySelector(button)?.click();
    if (other || button) it.preventDefault();
  });
  const files = () => {
    const from = document.querySelector(".from-file[hidden]");
    if (!from) return;
    from.hidden = false;
    from.querySelector("input").addEventListener("change", async (it) => {
      const file = it.target.files[0];
      const form = it.target.closest("form");
      if (!file) return;
      form.elements.text.value = await file.text();
      form.elements.named.value = file.name;
      form.elements.text.focus();
    });
  };
  document.addEventListener("htmx:afterSettle", files);
  files();
})();

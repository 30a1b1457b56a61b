// Comfort only: everything on this page can be read without it.
(() => {
  "use strict";
  const KEY = "zhbrief-layout";
  const keep = (value) => { try { localStorage.setItem(KEY, value); } catch { /* a private window keeps nothing */ } };
  const kept = () => { try { return localStorage.getItem(KEY); } catch { return null; } };

  // Before the text is drawn, so that nothing jumps.
  for (const radio of document.querySelectorAll('input[name="layout"]')) {
    radio.checked = radio.value === (kept() || "en");
    radio.addEventListener("change", () => keep(radio.value));
  }

  // A link to a sentence opens the folded text around it, also where the browser doesn't.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView({ block: "center" });
  };

  // A finger's first tap shows the sentence, the second goes there; Escape puts it away.
  const evidence = (event) => {
    const link = event.target.closest(".ev > a");
    for (const shown of document.querySelectorAll(".ev.shown")) if (!link || shown !== link.parentElement) shown.classList.remove("shown");
    if (link && event.pointerType === "touch" && !link.parentElement.classList.contains("shown")) {
      event.preventDefault();
      link.parentElement.classList.add("shown");
    }
  };
  const escape = (event) => {
    if (event.key !== "Escape") return;
    for (const shown of document.querySelectorAll(".ev.shown")) shown.classList.remove("shown");
    document.body.classList.add("hush");
  };
  const wake = () => document.body.classList.remove("hush");

  // A place named in the review or in the figures shows its sentence, as the evidence of a key point does.
  const tip = document.createElement("div");
  tip.className = "peek tip-in";
  tip.id = "peek";
  let shownAt = null;
  const away = () => {
    shownAt?.removeAttribute("aria-describedby");
    shownAt = null;
    tip.remove();
  };
  const peek = (event) => {
    const link = event.pointerType === "touch" ? null : event.target.closest(".to-review a, .where a");
    if (link === shownAt) return;
    away();
    const pair = link && document.getElementById(link.hash.slice(1))?.querySelector(".pair");
    if (!pair) return;
    shownAt = link;
    link.setAttribute("aria-describedby", "peek");
    tip.replaceChildren(pair.cloneNode(true));
    document.body.append(tip);
    const at = link.getBoundingClientRect(), column = document.querySelector("main").getBoundingClientRect();
    tip.style.left = `${Math.max(12, Math.min(at.left, column.right - tip.offsetWidth - 12)) + scrollX}px`;
    tip.style.top = `${at.bottom + scrollY + 4}px`;
  };

  addEventListener("hashchange", reveal);
  addEventListener("DOMContentLoaded", reveal);
  document.addEventListener("click", evidence);
  document.addEventListener("keydown", escape);
  document.addEventListener("focusin", wake);
  document.addEventListener("focusin", peek);
  document.addEventListener("focusout", away);
  document.addEventListener("pointerover", peek);
  document.addEventListener("pointerover", (event) => { if (!event.target.closest(".ev")) wake(); });
})();

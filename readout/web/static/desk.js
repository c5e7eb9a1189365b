// The desk's keys and highlights. Every page works without it.
"use strict";

(() => {
  const text = document.querySelector(".text");
  const cards = [...document.querySelectorAll(".card")];
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;

  const light = (item) => {
    for (const span of document.querySelectorAll(".lit")) span.classList.remove("lit");
    for (const card of cards) card.classList.toggle("on", card.dataset.item === item);
    if (!text || !item) return;
    for (const span of text.querySelectorAll("[data-items]")) {
      if (span.dataset.items.split(" ").includes(item)) span.classList.add("lit");
    }
  };
  const behavior = reduced ? "auto" : "smooth";
  const show = (element) => element?.scrollIntoView({ block: "center", behavior });
  const wide = matchMedia("(min-width: 60.01rem)"); // there the items scroll beside the text
  const bring = (card) => {
    if (wide.matches) {
      const pane = card.closest(".cards");
      pane.scrollTo({ top: card.offsetTop - pane.offsetTop - 40, behavior });
    } else show(card);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-words]");
    if (link) {
      event.preventDefault();
      light(link.dataset.words);
      show(document.getElementById(`w-${link.dataset.words}`));
      history.replaceState(null, "", link.getAttribute("href"));
      return;
    }
    const words = event.target.closest(".text [data-items]");
    if (!words || String(getSelection())) return;
    const items = words.dataset.items.split(" ");
    const at = items.findIndex((id) => document.getElementById(`i-${id}`)?.classList.contains("on"));
    const card = document.getElementById(`i-${items[(at + 1) % items.length]}`);
    light(card?.dataset.item);
    card?.focus({ preventScroll: true });
    if (card) bring(card);
  });
  for (const card of cards) {
    card.addEventListener("focusin", () => light(card.dataset.item));
    card.addEventListener("mouseenter", () => light(card.dataset.item));
  }

  const opened = (card) => {
    const details = card.querySelector("details.review");
    details.open = true;
    return details.querySelector("form");
  };
  const send = (card, verdict) => {
    const form = opened(card);
    const button = form.querySelector(`[value="${verdict}"]`);
    if (form.elements.who.reportValidity()) form.requestSubmit(button);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("find").focus();
      return;
    }
    if (!cards.length) return;
    const now = cards.findIndex((card) => card.classList.contains("on"));
    if (event.key === "j" || event.key === "k") {
      const next = cards[Math.min(cards.length - 1, Math.max(0, now + (event.key === "j" ? 1 : -1)))];
      next.focus({ preventScroll: true });
      bring(next);
      if (wide.matches) show(document.getElementById(`w-${next.dataset.item}`));
    } else if (now >= 0 && event.key === "a") send(cards[now], "accept");
    else if (now >= 0 && event.key === "r") send(cards[now], "reject");
    else if (now >= 0 && event.key === "c") {
      event.preventDefault();
      opened(cards[now]).querySelector(".fields input, .fields select").focus();
    }
  });

  const here = decodeURIComponent(location.hash.slice(1));
  if (/^[iw]-/.test(here)) {
    light(here.slice(2));
    const card = document.getElementById(`i-${here.slice(2)}`);
    if (here.startsWith("i-")) card?.focus({ preventScroll: true });
    if (card && wide.matches) bring(card);
    show(document.getElementById(`w-${here.slice(2)}`));
  }
})();

// Single keys, only for those who switched them on, never inside a field and never while an IME composes.

const find = (selector) => document.querySelector(selector);
const rows = () => [...document.querySelectorAll("[data-row]")];
const row = () => document.activeElement?.closest("[data-row]");
const press = (selector) => row()?.querySelector(selector)?.click();

const step = (by) => {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(row());
  const next = all[Math.min(Math.max(at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by, 0), all.length - 1)];
  next.tabIndex = -1;
  next.focus();
};

const single = {
  "/": () => find("[data-find] input")?.focus(),
  "?": () => find("#keys")?.showModal(),
  n: () => find("[data-new]")?.click(),
  j: () => step(1),
  k: () => step(-1),
  o: () => press("[data-open]"),
  ".": () => press("[data-act]"),
  w: () => (row()?.querySelector("details") ? row().querySelector("details").toggleAttribute("open") : press("[data-why]")),
};

let going = 0;

const typing = (target) => target.closest("input:not([type=radio],[type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  const form = event.target.closest?.("form") ?? find("form[data-draft]");
  if ((event.ctrlKey || event.metaKey) && event.key === "s" && form?.matches("[data-draft]")) {
    event.preventDefault();
    form.dispatchEvent(new CustomEvent("save-now"));
    return;
  }
  if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
    const button = event.target.closest?.("[data-movable]")?.querySelector(event.key === "ArrowUp" ? "[data-up]" : "[data-down]");
    if (button) {
      event.preventDefault();
      button.click();
    }
    return;
  }
  if (!("shortcuts" in document.body.dataset)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || find("dialog[open]")) return;
  if (Date.now() - going < 1500) {
    going = 0;
    const link = find(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
  } else if (event.key === "g") going = Date.now();
  else if (event.key === "Enter" && event.target.matches("[data-row]")) single.o();
  else if (single[event.key]) {
    event.preventDefault();
    single[event.key]();
  }
});

// Changing the language keeps the page: what was typed, where the focus was, how far it was scrolled.
import { fieldsOf, fill } from "./page.js";

const KEY = "language-switch";
const forms = () => [...document.querySelectorAll("main form")];

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-language-switch]")) return;
  const focused = document.activeElement?.closest("main") ? document.activeElement.id : "";
  const page = { path: location.pathname + location.search, forms: forms().map(fieldsOf), focused, at: scrollY };
  sessionStorage.setItem(KEY, JSON.stringify(page));
});

const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
sessionStorage.removeItem(KEY);
if (kept?.path === location.pathname + location.search) {
  forms().forEach((form, index) => {
    if (!kept.forms[index]) return;
    fill(form, kept.forms[index]);
    form.dispatchEvent(new Event("input"));
  });
  scrollTo(0, kept.at);
  (document.getElementById(kept.focused) ?? document.querySelector("[data-language-switch] [aria-pressed=true]"))?.focus({ preventScroll: true });
}

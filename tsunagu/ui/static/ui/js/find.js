// Find a person while typing. Waits while an IME composes; what is found is a listbox with its own keys.

const form = document.querySelector("[data-find]");

if (form) {
  const input = form.querySelector("input");
  const list = form.querySelector("#found");
  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");
  let timer;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);

  const show = () => {
    const any = options().length > 0;
    input.setAttribute("aria-expanded", String(any));
    input.removeAttribute("aria-activedescendant");
    if (any) {
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", list.dataset.label);
    } else list.removeAttribute("role");
  };

  const close = () => {
    list.replaceChildren();
    show();
  };

  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const ask = () => {
    clearTimeout(timer);
    if (!input.value.trim()) return close();
    timer = setTimeout(() => input.dispatchEvent(new CustomEvent("find")), 200);
  };

  input.addEventListener("input", (event) => event.isComposing || ask());
  input.addEventListener("compositionend", ask);
  list.addEventListener("htmx:afterSwap", show);
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // 229: Safari has ended the composition by now
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "Escape" && all.length) {
      event.preventDefault();
      close();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && all.length) {
      event.preventDefault();
      choose(all.at((at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1)) % all.length));
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      location.assign(all[at].dataset.href);
    }
  });
  form.addEventListener("submit", (event) => input.value.trim() || event.preventDefault());
  document.addEventListener("click", (event) => form.contains(event.target) || close());
  show();
}

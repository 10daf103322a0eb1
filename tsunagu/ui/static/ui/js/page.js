// The page's own words and addresses, as the server wrote them, and the fields of a form.

const said = document.getElementById("words")?.dataset ?? {};

export const addresses = document.body.dataset;

export const words = (key, values = {}) =>
  (said[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

export const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";

export const clockTime = (when) => `${when.getHours()}:${String(when.getMinutes()).padStart(2, "0")}`;

export const icon = (name) => `<svg class="i" aria-hidden="true"><use href="#i-${name}"/></svg>`;

const kept = (control) =>
  control.name && control.name !== "csrfmiddlewaretoken" && !control.name.startsWith("_") &&
  !["password", "file", "submit", "button"].includes(control.type);

/** What stands in the form, as {name: [values]}; never passwords, files or the token. */
export function fieldsOf(form) {
  const fields = {};
  for (const control of form.elements) {
    if (!kept(control)) continue;
    fields[control.name] ??= [];
    if (["radio", "checkbox"].includes(control.type)) {
      if (control.checked) fields[control.name].push(control.value);
    } else if (control.type === "select-multiple") {
      fields[control.name].push(...[...control.selectedOptions].map((option) => option.value));
    } else fields[control.name].push(control.value);
  }
  return fields;
}

/** Put kept fields back; what the form does not know is left alone. */
export function fill(form, fields) {
  const next = {};
  for (const control of form.elements) {
    const values = fields[control.name];
    if (!kept(control) || !values) continue;
    if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
    else if (control.type === "select-multiple") {
      for (const option of control.options) option.selected = values.includes(option.value);
    } else {
      next[control.name] = (next[control.name] ?? -1) + 1;
      if (values[next[control.name]] !== undefined) control.value = values[next[control.name]];
    }
  }
  form.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
}

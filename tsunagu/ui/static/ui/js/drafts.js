// Nothing typed is lost: kept on the device at once, on the server every five seconds and on leaving a field.
// The device keeps only what could not be sent yet, and forgets all of it at sign-out.
import { addresses, clockTime, fieldsOf, fill, icon, token, words } from "./page.js";

const PREFIX = `draft:${addresses.user ?? ""}:`;
const device = {
  get: (key) => JSON.parse(localStorage.getItem(PREFIX + key)),
  put: (key, draft) => localStorage.setItem(PREFIX + key, JSON.stringify(draft)),
  drop: (key) => localStorage.removeItem(PREFIX + key),
};

const talk = (body) =>
  fetch(addresses.drafts, {
    method: "POST",
    keepalive: true,
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(body),
  });

async function forget(key) {
  device.drop(key);
  if (addresses.drafts) await talk({ key, discard: true }).catch(() => {});
}

function watch(form) {
  const key = form.dataset.draft;
  const version = form.dataset.version ?? "";
  const original = fieldsOf(form);
  const state = form.querySelector("[data-save-state]") ?? document.querySelector("[data-save-state]");
  let written = JSON.stringify(original);
  let unsent = false;
  let leaving = false;

  const say = (text, discardable = true) => {
    if (!state) return;
    state.hidden = false;
    state.innerHTML = icon("met");
    state.append(text);
    if (!discardable) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words("discard");
    button.addEventListener("click", async () => {
      await forget(key);
      fill(form, original);
      written = JSON.stringify(fieldsOf(form));
      unsent = false;
      say(words("discarded"), false);
    });
    state.append(button);
  };

  const keep = () => {
    const fields = fieldsOf(form);
    if (JSON.stringify(fields) === written) return;
    written = JSON.stringify(fields);
    unsent = true;
    device.put(key, { fields, version, at: Date.now() });
  };

  const send = async () => {
    keep();
    if (!unsent || leaving || !addresses.drafts) return;
    const sending = written;
    try {
      const answer = await talk({ key, version, fields: JSON.parse(sending) });
      if (!answer.ok || answer.redirected) throw answer;
      if (sending === written) {
        unsent = false;
        device.drop(key);
      }
      say(words("saved", { time: clockTime(new Date()) }));
    } catch {
      say(words("onDevice", { time: clockTime(new Date()) }));
    }
  };

  const restore = async () => {
    if (form.querySelector("[data-takes-focus]")) return keep();
    let draft = device.get(key);
    if (addresses.drafts) {
      const answer = await fetch(`${addresses.drafts}?key=${encodeURIComponent(key)}`).catch(() => null);
      const sent = answer?.status === 200 && !answer.redirected ? await answer.json().catch(() => null) : null;
      if (sent && (!draft || new Date(sent.at) > draft.at)) draft = sent;
    }
    const untouched = JSON.stringify(fieldsOf(form)) === JSON.stringify(original);
    if (!draft || !untouched || JSON.stringify(draft.fields) === JSON.stringify(original)) return;
    fill(form, draft.fields);
    written = JSON.stringify(fieldsOf(form));
    const moved = version && draft.version && draft.version !== version;
    say(words(moved ? "restoredOlder" : "restored", { time: clockTime(new Date(draft.at)) }));
  };

  form.addEventListener("input", (event) => event.isComposing || keep());
  form.addEventListener("change", keep);
  form.addEventListener("focusout", send);
  form.addEventListener("save-now", send);
  form.addEventListener("submit", () => {
    keep();
    leaving = true;
    sessionStorage.setItem("draft-submitted", key);
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const { successful, xhr } = event.detail;
    leaving = false;
    if (event.target !== form || !successful || xhr.status === 422) return;
    unsent = false;
    forget(key);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-language-switch]")) return;
    keep();
    leaving = true;
  });
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("beforeunload", (event) => unsent && !leaving && event.preventDefault());
  addEventListener("pagehide", () => leaving || send());
  setInterval(send, 5000);
  restore();
}

/** A form of the page before was saved: the server says so, or it answered its POST by sending the browser on, be it to the same page. */
async function finished() {
  const saved = [...document.querySelectorAll("[data-draft-done]")].map((done) => done.dataset.draftDone);
  const cookie = document.cookie.match(/(?:^|; )draft_done=([^;]+)/);
  if (cookie) {
    document.cookie = "draft_done=; Max-Age=0; path=/; SameSite=Lax";
    saved.push(decodeURIComponent(cookie[1]));
  }
  const submitted = sessionStorage.getItem("draft-submitted");
  sessionStorage.removeItem("draft-submitted");
  const sentOn = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
  if (submitted && sentOn && addresses.user) saved.push(submitted);
  await Promise.all(saved.map(forget));
}

const start = (root) => {
  for (const form of root.querySelectorAll("form[data-draft]")) if (!form.watched) watch(Object.assign(form, { watched: true }));
};

finished().then(() => start(document));
document.addEventListener("htmx:load", (event) => start(event.target.parentElement ?? document));
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const done = detail.xhr.getResponseHeader("Draft-Done");
  if (done) forget(done);
});
document.addEventListener("submit", (event) => {
  if (!new URL(event.target.action, location).pathname.endsWith("/sign-out/")) return;
  for (const name of Object.keys(localStorage)) if (name.startsWith("draft:")) localStorage.removeItem(name);
  sessionStorage.clear();
});

// Forms that must get through without a line (report a concern, a visit note): kept on the device, sent once when it is back.
import { addresses, clockTime, fieldsOf, fill, token, words } from "./page.js";

const store = () =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open("tsunagu-outbox", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("letters", { keyPath: "id" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });

async function letters(mode, act) {
  const db = await store();
  return new Promise((resolve, reject) => {
    const asking = act(db.transaction("letters", mode).objectStore("letters"));
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => reject(asking.error);
  }).finally(() => db.close());
}

const all = async () => (await letters("readonly", (box) => box.getAll())).filter((letter) => letter.user === addresses.user);
const put = (letter) => letters("readwrite", (box) => box.put(letter));
const drop = (id) => letters("readwrite", (box) => box.delete(id));

/** One key for one letter, however often it is tried: the server writes it once. */
const post = (letter) => {
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(letter.fields)) for (const value of values) body.append(name, value);
  body.append("written_at", letter.writtenAt);
  return fetch(letter.url, {
    method: "POST",
    headers: { "Idempotency-Key": letter.id, "X-CSRFToken": token(), Accept: "text/html" },
    body,
  });
};

const signedOut = (answer) => answer.status === 401 || new URL(answer.url).pathname.endsWith("/sign-in/");

async function show() {
  const strip = document.querySelector("[data-queue]");
  if (!strip) return;
  const waiting = await all();
  strip.hidden = waiting.length === 0;
  strip.setAttribute("role", "status");
  strip.innerHTML = '<svg class="i" aria-hidden="true"><use href="#i-wait"/></svg>';
  strip.append(words(waiting.length === 1 ? "unsentOne" : "unsent", { number: waiting.length }));
  for (const letter of waiting) {
    const link = document.createElement("a");
    link.href = `${letter.page}#unsent=${letter.id}`;
    link.textContent = `${letter.title} ${clockTime(new Date(letter.writtenAt))}`;
    strip.append(link);
  }
}

let sending = false;

async function flush() {
  if (sending || !addresses.user || !navigator.onLine) return;
  sending = true;
  try {
    for (const letter of await all()) {
      if (letter.refused) continue;
      const answer = await post(letter);
      if (signedOut(answer)) break;
      if (answer.ok) await drop(letter.id);
      else if (answer.status < 500) await put({ ...letter, refused: answer.status });
    }
  } catch {
    // No line yet: the letters stay where they are.
  } finally {
    sending = false;
    show();
  }
}

/** The same page with what the server found amiss; what was typed stays. */
async function showAnswer(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  globalThis.htmx?.process(document.querySelector("main"));
  start();
  document.querySelector("[data-takes-focus]")?.focus();
}

async function submit(form, letter) {
  let answer;
  try {
    answer = await post(letter);
  } catch {
    await put(letter);
    form.reset();
    form.dispatchEvent(new CustomEvent("kept", { bubbles: true }));
    await show();
    document.querySelector("[data-queue]")?.scrollIntoView();
    return;
  }
  if (signedOut(answer)) {
    await put(letter);
    location.assign(answer.url);
  } else if (answer.ok) {
    await drop(letter.id);
    location.assign(answer.redirected ? answer.url : letter.page);
  } else await showAnswer(answer);
}

function start() {
  for (const form of document.querySelectorAll("form[data-offline]")) {
    if (form.posted) continue;
    form.posted = true;
    let id = crypto.randomUUID();
    const reopened = location.hash.match(/^#unsent=([\w-]+)$/)?.[1];
    if (reopened) {
      all().then((waiting) => {
        const letter = waiting.find((one) => one.id === reopened);
        if (letter) fill(form, letter.fields);
      });
      id = reopened;
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit(form, {
        id,
        user: addresses.user,
        title: document.querySelector("h1")?.textContent.trim() ?? document.title,
        page: location.pathname + location.search,
        url: form.action || location.href,
        fields: fieldsOf(form),
        writtenAt: new Date().toISOString(),
      });
    });
  }
}

start();
show();
flush();
addEventListener("online", flush);
if (addresses.worker && addresses.user && "serviceWorker" in navigator) navigator.serviceWorker.register(addresses.worker, { scope: "/" });
document.addEventListener("submit", (event) => {
  if (new URL(event.target.action, location).pathname.endsWith("/sign-out/")) globalThis.caches?.delete("tsunagu-forms");
});

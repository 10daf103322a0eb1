// Without a line: the shell, the blank report form, and a page that says what is kept. No page about a person is ever stored.

const SHELL = "tsunagu-shell-{{ version }}";
const FORMS = "tsunagu-forms";
const shell = {{ shell|safe }};
const offline = "{{ offline }}";
const report = "{{ report }}";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([offline, ...shell])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("tsunagu-shell-") && name !== SHELL);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

/** The blank report form, as it was last seen; never one that began from a person's record. */
async function keep(request, response) {
  const { pathname, search } = new URL(request.url);
  if (report && pathname === report && !search && response.ok && !response.redirected) {
    await (await caches.open(FORMS)).put(request.url, response.clone());
  }
  return response;
}

async function page(request) {
  try {
    return await keep(request, await fetch(request));
  } catch {
    const { origin, pathname } = new URL(request.url);
    return (await caches.match(origin + pathname)) ?? (await caches.match(offline));
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (shell.includes(new URL(request.url).pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});

// The focus goes where the work is: to what was refused, and back to the row that was acted on, or the one after it.

const PLACE = "acted-on";

const toRow = (place) => {
  const all = [...document.querySelectorAll("[data-row]")];
  const row = (place.id && document.getElementById(place.id)) || all[Math.min(place.index, all.length - 1)];
  if (!row) return;
  row.tabIndex = -1;
  row.focus({ preventScroll: false });
};

const placeOf = (element) => {
  const row = element?.closest?.("[data-row]");
  return row && { id: row.id, index: [...document.querySelectorAll("[data-row]")].indexOf(row), path: location.pathname };
};

const refused = (root) => root.querySelector?.("[data-takes-focus]") ?? (root.matches?.("[data-takes-focus]") ? root : null);

let acting = null;

document.addEventListener("click", (event) => {
  const place = event.target.closest("[data-act], [data-open]") && placeOf(event.target);
  if (place) sessionStorage.setItem(PLACE, JSON.stringify(place));
});

document.addEventListener("htmx:beforeRequest", (event) => (acting = placeOf(event.target)));
document.addEventListener("htmx:afterSettle", (event) => {
  const first = refused(event.target);
  if (first) first.focus();
  else if (acting && [document.body, null].includes(document.activeElement)) toRow(acting);
  acting = null;
});

const back = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
if (refused(document)) refused(document).focus();
else if (back?.path === location.pathname) {
  sessionStorage.removeItem(PLACE);
  toRow(back);
}

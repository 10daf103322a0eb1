// Dragging a finding into the tree presses the same button that stands beside it.
let dragged = null;

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-drag]");
  if (dragged) event.dataTransfer.effectAllowed = "copy";
});

document.addEventListener("dragover", (event) => {
  const place = placeFor(event.target);
  mark(place);
  if (place) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const place = placeFor(event.target);
  mark(null);
  if (!place) return;
  event.preventDefault();
  const form = dragged.querySelector("form");
  if (dragged.dataset.drag === "strength") form.elements.about.value = place.dataset.takesStrength;
  form.requestSubmit();
});

document.addEventListener("dragend", () => {
  mark(null);
  dragged = null;
});

function placeFor(target) {
  if (!dragged) return null;
  return target.closest?.(dragged.dataset.drag === "strength" ? "[data-takes-strength]" : ".plan");
}

function mark(place) {
  for (const marked of document.querySelectorAll(".drop-here")) if (marked !== place) marked.classList.remove("drop-here");
  place?.classList.add("drop-here");
}

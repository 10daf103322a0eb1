// Dragging a finding into the plan or into a goal presses the same button that stands beside it.
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
  const goal = place.dataset.takes;
  const form = dragged.querySelector(`form[data-into="${goal ? "goal" : "plan"}"]`);
  if (goal) form.elements.about.value = goal;
  form.requestSubmit();
});

document.addEventListener("dragend", () => {
  mark(null);
  dragged = null;
});

function placeFor(target) {
  if (!dragged) return null;
  const goal = target.closest?.("[data-takes]");
  return goal ?? (dragged.dataset.drag === "need" ? target.closest?.(".plan") : null);
}

function mark(place) {
  for (const marked of document.querySelectorAll(".drop-here")) if (marked !== place) marked.classList.remove("drop-here");
  place?.classList.add("drop-here");
}

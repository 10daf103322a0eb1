// A button copies the text of the element it names, and says so.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  const text = button && document.getElementById(button.dataset.copy);
  if (!text) return;
  await navigator.clipboard?.writeText(text.textContent).catch(() => getSelection().selectAllChildren(text));
  button.setAttribute("aria-pressed", "true");
  for (const other of document.querySelectorAll("[data-copy][aria-pressed=true]")) if (other !== button) other.removeAttribute("aria-pressed");
});

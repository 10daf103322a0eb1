/* A map of what the list beside it says. Without tiles it is a plan: points, names, and a scale. */
import { Map, TileLayer, Control, LatLngBounds, CircleMarker } from "./leaflet/leaflet.js";

for (const box of document.querySelectorAll("[data-map]")) {
  const points = JSON.parse(document.getElementById(box.dataset.map).textContent);
  if (!points.length) continue;
  box.hidden = false;
  const map = new Map(box, { attributionControl: Boolean(box.dataset.tiles), scrollWheelZoom: false, keyboard: true });
  if (box.dataset.tiles) new TileLayer(box.dataset.tiles, { attribution: box.dataset.credit, maxZoom: 19 }).addTo(map);
  new Control.Scale({ imperial: document.documentElement.lang === "en" }).addTo(map);
  const bounds = new LatLngBounds(points.map((p) => [p.lat, p.lon]));
  points.forEach((point) => {
    const marker = new CircleMarker([point.lat, point.lon], { radius: 9, className: "place" }).addTo(map);
    const label = document.createElement("span");
    label.textContent = point.name;
    marker.bindTooltip(label, { permanent: !box.dataset.tiles && points.length <= 12, direction: "right", offset: [9, 0] });
    if (point.url) marker.on("click", () => { location.href = point.url; });
  });
  map.fitBounds(bounds, { padding: [32, 32], maxZoom: 15 });
}

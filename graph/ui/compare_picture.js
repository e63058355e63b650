// Two selections as one picture: stored places, links in three colours (and three kinds of line), names that never
// overlap. A click on a line or a node is reported; the table below the picture says the same to who cannot see it.
const pictures = new WeakMap();
const SVG = "http://www.w3.org/2000/svg";
const FACE = '"Source Sans", "Source Sans 3", system-ui, sans-serif';

function make(name, attributes, inner) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (inner !== undefined) element.textContent = inner;
  return element;
}

const overlap = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

function shapeOf(node, x, y, r) {
  if (node.shape === "diamond") return make("polygon", { points: `${x},${y - r} ${x + r},${y} ${x},${y + r} ${x - r},${y}`, class: "outline" });
  if (node.shape === "triangle") return make("polygon", { points: `${x},${y - r} ${x + r},${y + r * 0.8} ${x - r},${y + r * 0.8}` });
  return make("circle", { cx: x, cy: y, r, class: node.shape === "ring" || node.proposed ? "outline" : "" });
}

// On a phone there is room for the first few only; they come turn by turn from each kind, so that all three remain.
function choose(data, narrow) {
  if (!narrow) return data;
  const ids = new Set(data.selection);
  const links = [];
  for (const link of data.links) {
    const more = [link.source, link.target].filter((id) => !ids.has(id));
    if (ids.size + more.length > 17 || links.length >= 24) continue;
    more.forEach((id) => ids.add(id));
    links.push(link);
  }
  const used = new Set(links.flatMap((link) => [link.source, link.target]));
  return { ...data, links, nodes: data.nodes.filter((node) => used.has(node.id)) };
}

const count = (n, [one, many]) => `${n.toLocaleString("nl-NL")} ${n === 1 ? one : many}`;

function caption(data) {
  const below = document.createElement("div");
  below.className = "below";
  const list = document.createElement("ul");
  for (const [shape, word] of Object.entries(data.shapes)) {
    const sign = make("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true", class: "node" });
    sign.append(shapeOf({ shape }, 7, 7, 5.5));
    const item = document.createElement("li");
    item.append(sign, word);
    list.append(item);
  }
  const said = document.createElement("p");
  said.textContent = `In beeld: ${count(data.nodes.length, ["knoop", "knopen"])} en ${count(data.links.length, ["band", "banden"])}, `
    + "de sprekendste van elke soort; alle banden staan in de tabel. De plaatsen zijn die van Verkennen.";
  below.append(list, said);
  return below;
}

// The scale at which all nodes fit, with room for the names at the edges, and the height that this takes.
function fit(nodes, width, tallest, side) {
  const xs = nodes.map((node) => node.x), ys = nodes.map((node) => node.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((width - 2 * side) / Math.max(right - left, 1), (tallest - 64) / Math.max(bottom - top, 1), 1.6);
  const height = Math.round(Math.min(tallest, Math.max(300, (bottom - top) * scale + 64)));
  return {
    height,
    place: (node) => ({
      x: width / 2 + (node.x - (left + right) / 2) * scale,
      y: height / 2 - 6 + (node.y - (top + bottom) / 2) * scale,
    }),
  };
}

function draw(held) {
  const { root } = held;
  const width = root.clientWidth;
  if (!width || !held.data) return;
  const narrow = width < 600;
  const data = choose(held.data, narrow);
  const tallest = narrow ? 520 : Math.min(660, Math.max(430, width * 0.6));
  const { height, place } = fit(data.nodes, width, tallest, narrow ? 40 : 80);
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": data.description });
  root.replaceChildren(svg, caption(data));
  held.labels = [];
  const grow = narrow ? 0.8 : 1;
  const spots = new Map(data.nodes.map((node) => [node.id, { ...place(node), r: node.size * grow, node }]));
  const isChosen = (link) => data.selection.length === 2 && data.selection.includes(link.source) && data.selection.includes(link.target);
  const lines = make("g", {}), hits = make("g", { class: "hits" }), dots = make("g", {}), names = make("g", {});
  for (const link of [...data.links].sort((a, b) => isChosen(a) - isChosen(b))) {
    const a = spots.get(link.source), b = spots.get(link.target);
    const ends = { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
    const line = make("line", { ...ends, class: `line ${link.where}${isChosen(link) ? " chosen" : ""}`, "stroke-width": isChosen(link) ? Math.max(5, link.width + 1) : link.width });
    line.dataset.ends = `${link.source}~${link.target}`;
    lines.append(line);
    const hit = make("line", { ...ends, class: "hit" });
    hit.dataset.act = "pair";
    hit.dataset.value = `${link.source}~${link.target}`;
    hit.append(make("title", {}, link.title));
    hits.append(hit);
  }
  const taken = [...spots.values()].map(({ x, y, r, node }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r, owner: node.id }));
  const pen = document.createElement("canvas").getContext("2d");
  for (const node of data.nodes) {
    const { x, y, r } = spots.get(node.id);
    const group = make("g", { class: `node${data.selection.includes(node.id) ? " chosen" : ""}${node.id === data.node ? " chosen" : ""}` });
    group.dataset.act = "node";
    group.dataset.value = node.id;
    group.append(make("title", {}, node.title), make("circle", { cx: x, cy: y, r: Math.max(r, 12), class: "reach" }), shapeOf(node, x, y, r));
    if (data.selection.includes(node.id) || node.id === data.node) group.append(make("circle", { cx: x, cy: y, r: r + 4, class: "ring" }));
    dots.append(group);
    const size = narrow ? (node.leads ? 13 : 11.5) : node.leads ? 15.5 : 13;
    pen.font = `${node.leads ? 650 : 400} ${size}px ${FACE}`;
    const half = pen.measureText(node.label).width / 2 + 2, high = size * 1.15;
    const options = [
      [x, y + r + 2], [x, y - r - 2 - high], [x + r + 4 + half, y - high / 2], [x - r - 4 - half, y - high / 2],
      [x + half * 0.6, y + r + 2], [x - half * 0.6, y + r + 2], [x + half * 0.6, y - r - 2 - high], [x - half * 0.6, y - r - 2 - high],
      [x + r + half, y + r * 0.4], [x - r - half, y + r * 0.4], [x + r + half, y - r * 0.4 - high], [x - r - half, y - r * 0.4 - high],
      [x, y + r + 12], [x, y - r - 12 - high],
    ].map(([middle, top]) => ({ left: middle - half, right: middle + half, top, bottom: top + high, owner: node.id, middle }));
    const box = options.find((one) => one.left >= 2 && one.right <= width - 2 && one.top >= 2 && one.bottom <= height - 2
      && !taken.some((other) => other.owner !== node.id && overlap(one, other)));
    if (!box) continue;
    taken.push({ ...box, owner: "" });
    held.labels.push({ id: node.id, box });
    const name = make("text", { x: box.middle, y: box.top + size * 0.92, "font-size": size, "font-weight": node.leads ? 650 : 400 }, node.label);
    name.dataset.act = "node";
    name.dataset.value = node.id;
    names.append(name);
  }
  svg.append(lines, hits, dots, names);
}

// What is under the pointer stands out, with all that touches it.
function point(root, target) {
  const value = target?.dataset?.value ?? "";
  const ends = value.split("~");
  for (const line of root.querySelectorAll("line.line")) {
    const own = line.dataset.ends.split("~");
    line.classList.toggle("away", Boolean(value) && !(ends.length === 2 ? line.dataset.ends === value : own.includes(value)));
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  let held = pictures.get(parentElement);
  if (!held) {
    const root = document.createElement("div");
    root.className = "root";
    parentElement.append(root);
    held = { root, generation: 0 };
    pictures.set(parentElement, held);
    root.addEventListener("click", (event) => {
      const target = event.target.closest("[data-act]");
      held.send("event", { act: target?.dataset.act ?? "nothing", value: target?.dataset.value ?? "", turn: Date.now() });
    });
    root.addEventListener("mouseover", (event) => point(root, event.target.closest("[data-act]")));
    root.addEventListener("mouseleave", () => point(root, null));
    held.watch = new ResizeObserver(() => { if (root.clientWidth !== held.width) { held.width = root.clientWidth; draw(held); } });
    held.watch.observe(root);
  }
  const mine = ++held.generation;
  held.send = setTriggerValue;
  const shown = JSON.stringify(data);
  if (shown !== held.shown) {
    held.shown = shown;
    held.data = data;
    draw(held);
    document.fonts?.load(`400 13px ${FACE}`).then(() => { if (mine === held.generation) draw(held); }, () => {});
  }
  globalThis.begrippengraafCompared = held;
  return () => {
    if (mine !== held.generation) return;
    held.watch.disconnect();
    held.root.remove();
    pictures.delete(parentElement);
  };
}

// Three steps at a first visit. Once closed they stay closed in this browser, until somebody asks for help.
const KEPT = "begrippengraaf.uitleg";
const roots = new WeakMap();

const wasClosed = () => { try { return localStorage.getItem(KEPT) === "gesloten"; } catch { return false; } };
const keep = (value) => { try { localStorage.setItem(KEPT, value); } catch { /* a browser that keeps nothing */ } };

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function fill(root, data, close) {
  root.setAttribute("aria-label", data.title);
  const head = element("div", "", { class: "head" });
  const shut = element("button", data.close, { type: "button", class: "close" });
  shut.addEventListener("click", close);
  head.append(element("h2", data.title), shut);
  const steps = element("ol");
  for (const [title, text] of data.steps) {
    const step = element("li");
    step.append(element("strong", title), element("span", text));
    steps.append(step);
  }
  const keys = element("details");
  const list = element("dl");
  for (const [key, text] of data.keys) {
    const row = element("div");
    row.append(element("dt", key), element("dd", text));
    list.append(row);
  }
  keys.append(element("summary", data.keys_title), element("p", data.keys_where), list);
  root.replaceChildren(head, steps, keys);
}

export default function ({ data, parentElement }) {
  let held = roots.get(parentElement);
  if (!held) {
    const root = element("section", "", { class: "hint", "aria-label": data.title });
    parentElement.append(root);
    held = { root, generation: 0 };
    const show = (open) => {
      root.hidden = !open;
      const button = document.querySelector("[data-help]");
      button?.setAttribute("aria-expanded", String(open));
      return button;
    };
    held.close = () => { keep("gesloten"); show(false)?.focus(); };
    held.onClick = (event) => {
      if (!event.target.closest?.("[data-help]")) return;
      if (!root.hidden) { held.close(); return; }
      show(true);
      root.querySelector("button").focus();
    };
    root.addEventListener("keydown", (event) => { if (event.key === "Escape") held.close(); });
    root.hidden = wasClosed();
    roots.set(parentElement, held);
  }
  const mine = ++held.generation;
  const text = JSON.stringify(data);
  if (held.text !== text) { held.text = text; fill(held.root, data, held.close); }
  document.addEventListener("click", held.onClick);
  return () => {
    if (mine !== held.generation) return;
    document.removeEventListener("click", held.onClick);
    held.root.remove();
    roots.delete(parentElement);
  };
}

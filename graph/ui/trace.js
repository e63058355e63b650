// A search field with suggestions and near spellings, and links within the app that do not load the page anew.
// Without this script the links are ordinary links to the same addresses.
const MOST = 9;
const fields = new WeakMap();
let listening = false;
let go = null;
let wanted = "";
let former = null;

const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/’/g, "'").toLowerCase().trim();

// The number of letters to add, drop, change or swap (Damerau 1964); stops counting above `most`.
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [], last = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length];
}

function suggest(options, typed) {
  const asked = fold(typed);
  if (!asked) return { near: false, rows: options.slice(0, MOST) };
  const hits = [];
  options.forEach((option, place) => {
    let best = 9, form = "";
    option.folded.forEach((text, n) => {
      const at = text.indexOf(asked);
      if (at < 0) return;
      const rank = (text === asked ? 0 : at === 0 ? 1 : text[at - 1] === " " ? 2 : 3) + (n ? 0.5 : 0);
      if (rank < best) { best = rank; form = n ? option.forms[n - 1] : ""; }
    });
    if (best < 9) hits.push({ option, form, rank: best, place });
  });
  hits.sort((x, y) => x.rank - y.rank || x.place - y.place);
  if (hits.length) return { near: false, rows: hits.slice(0, MOST).map((hit) => ({ ...hit.option, form: hit.form })) };
  const most = asked.length < 5 ? 1 : asked.length < 9 ? 2 : 3;
  const near = [];
  options.forEach((option, place) => {
    const rank = Math.min(...option.folded.map((text) => distance(asked, text, most)));
    if (rank <= most) near.push({ option, rank, place });
  });
  near.sort((x, y) => x.rank - y.rank || x.place - y.place);
  return { near: true, rows: near.slice(0, 5).map((hit) => hit.option) };
}

function listen() {
  if (listening) return;
  listening = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".passport a[href], .trace a[href]");
    if (!link || !go || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const address = link.getAttribute("href");
    if (!/^(\?|documenten\?|\.\/\?)/.test(address)) return;
    event.preventDefault();
    wanted = link.dataset.key || "";
    go(address);
  });
}

function build(parent) {
  const root = document.createElement("div");
  root.className = "field";
  root.innerHTML = `<label for="term"></label>
    <input id="term" type="text" role="combobox" autocomplete="off" spellcheck="false" aria-autocomplete="list"
      aria-expanded="false" aria-controls="found">
    <div class="list" hidden><p class="note" hidden></p><ul id="found" role="listbox"></ul></div>
    <div class="voice" aria-live="polite"></div>`;
  parent.append(root);
  const held = {
    root, options: [], rows: [], at: -1,
    label: root.querySelector("label"), input: root.querySelector("input"), list: root.querySelector(".list"),
    note: root.querySelector(".note"), found: root.querySelector("ul"), voice: root.querySelector(".voice"),
  };
  const close = () => {
    held.list.hidden = true;
    held.at = -1;
    held.input.setAttribute("aria-expanded", "false");
    held.input.removeAttribute("aria-activedescendant");
  };
  const choose = (row) => {
    close();
    held.input.value = "";
    held.input.blur();
    held.choose(held.address.replace("{id}", encodeURIComponent(row.id)));
  };
  const point = (at) => {
    held.at = at;
    [...held.found.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (at < 0) held.input.removeAttribute("aria-activedescendant");
    else {
      held.input.setAttribute("aria-activedescendant", `found-${at}`);
      held.found.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const show = () => {
    const { near, rows } = suggest(held.options, held.input.value);
    held.rows = rows;
    held.found.replaceChildren(...rows.map((row, n) => {
      const item = document.createElement("li");
      item.id = `found-${n}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const name = document.createElement("span");
      name.textContent = row.form ? `${row.form} → ${row.label}` : row.label;
      const kind = document.createElement("small");
      kind.textContent = row.kind;
      item.append(name, kind);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(row); });
      return item;
    }));
    held.found.hidden = !rows.length;
    const said = !near ? "" : rows.length ? held.words.near : held.words.none;
    held.note.textContent = said;
    held.note.hidden = !near;
    held.voice.textContent = said || (rows.length === 1 ? held.words.one : held.words.many.replace("{n}", rows.length));
    held.list.hidden = false;
    held.input.setAttribute("aria-expanded", String(rows.length > 0));
    point(near || !held.input.value.trim() || !rows.length ? -1 : 0);
  };
  held.input.addEventListener("input", show);
  held.input.addEventListener("focus", show);
  held.input.addEventListener("click", show);
  held.input.addEventListener("blur", close);
  held.input.addEventListener("keydown", (event) => {
    const n = held.rows.length;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !held.list.hidden && held.rows[held.at]) choose(held.rows[held.at]);
    else if (event.key === "Enter" && held.input.value.trim()) {
      const typed = held.input.value.trim();
      close();
      held.choose(held.address.replace("{id}", encodeURIComponent(typed)));
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && n) {
      if (held.list.hidden) show();
      point((held.at + (event.key === "ArrowDown" ? 1 : n + (held.at < 0 ? 0 : -1))) % n);
    } else return;
    event.preventDefault();
  });
  return held;
}

function settle(terms) {
  if (former !== null && former !== terms) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  former = terms;
  if (!wanted) return;
  let tries = 0;
  const look = () => {
    const link = document.querySelector(`.passport a[data-key="${wanted}"]`);
    if (link && link.getAttribute("aria-current")) { link.focus({ preventScroll: true }); wanted = ""; }
    else if (tries++ < 40) setTimeout(look, 40);
    else wanted = "";
  };
  look();
}

export default function ({ data, parentElement, setTriggerValue }) {
  let held = fields.get(parentElement);
  if (!held) {
    held = build(parentElement);
    fields.set(parentElement, held);
  }
  held.choose = (address) => setTriggerValue("go", address);
  held.address = data.address;
  held.label.textContent = data.label;
  held.input.placeholder = data.placeholder;
  held.words = data.words;
  if (held.packed !== data.options) {
    held.packed = data.options;
    held.options = JSON.parse(data.options).map(([id, label, kind, forms]) => (
      { id, label, kind, forms, folded: [label, ...forms].map(fold) }
    ));
  }
  if (data.leads) {
    go = held.choose;
    listen();
    settle(data.terms);
  }
  return () => {};
}

// The page around the picture: panel, search, legend and address. Everything it shows stands in the page itself.
(function () {
  "use strict";
  const FIRST = 8, STEP = 20, ROWS = 12;
  const byId = (id) => document.getElementById(id);
  const page = JSON.parse(byId("picture-data").textContent);
  const words = page.say; // in the language of the page
  const fill = (text, values) => Object.entries(values).reduce((told, [name, value]) => told.replace(`{${name}}`, () => value), text);
  const panel = byId("panel"), root = byId("graph"), voice = byId("voice");
  const nodes = new Map(page.nodes.map((node) => [node.id, node]));
  const links = page.links; // the strongest first
  const linkOf = new Map(links.map((link) => [link.a + "~" + link.b, link]));
  let evidence = null, failed = false, selection = [], theme = null, picture = null;

  async function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  // -- small pieces ------------------------------------------------------------------------------------------------
  function make(tag, options, ...children) {
    const { on, ...attributes } = options || {};
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined && value !== "") element.setAttribute(name, value);
    if (on) element.addEventListener("click", on);
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }
  const number = (n) => n.toLocaleString(words.numbers);
  const count = (n, [one, more]) => `${number(n)} ${n === 1 ? one : more}`;
  const cut = (text, most) => (text.length <= most ? text : text.slice(0, most - 1).trimEnd() + "…");
  const plainText = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const other = (link, id) => (link.a === id ? link.b : link.a);
  const find = (a, b) => linkOf.get(a + "~" + b) || linkOf.get(b + "~" + a);
  const near = (id) => links.filter((link) => link.a === id || link.b === id);

  function head(kind, title, below) {
    const heading = make("h2", { tabindex: "-1" }, ...(Array.isArray(title) ? title : [title]));
    return make("div", {}, make("p", { class: "kind" }, kind), heading, below ? make("p", { class: "caption" }, below) : null);
  }
  const heading = (text) => make("h3", {}, text);
  const numbers = (pairs) => make("dl", { class: "numbers" }, ...pairs.map(([value, what]) => make("div", {}, make("dt", {}, what), make("dd", {}, value))));

  // A list that begins short; what is left waits behind a button.
  function list(items, draw, first, nouns, className) {
    const box = make(className === "quotes" ? "div" : "ul", { class: className });
    const more = make("button", { type: "button", class: "plain" });
    let shown = 0;
    function grow(step) {
      const from = shown;
      for (const item of items.slice(shown, shown + step)) box.append(...draw(item, items[shown - 1], shown++));
      const left = items.length - shown;
      more.textContent = fill(words.more, { more: count(left, nouns) });
      more.hidden = left <= 0;
      if (from) {
        const next = box.children[from] || more;
        const target = next.querySelector("button") || next;
        if (target.tabIndex < 0) target.tabIndex = -1;
        target.focus();
      }
    }
    more.addEventListener("click", () => grow(STEP));
    grow(first);
    return [box, more];
  }
  function row(label, note, ids) {
    return [make("li", {}, make("button", { type: "button", on: () => choose(ids, true) },
      make("span", { class: "name" }, label), make("span", { class: "count" }, note)))];
  }
  const linkRow = (id) => (link) => row(cut(nodes.get(other(link, id)).label, 60), link.note, [id, other(link, id)]);

  function quote(text, marks, classes) {
    const parts = [];
    let last = 0;
    for (const [start, end, id] of [...marks].sort((x, y) => x[0] - y[0] || y[1] - x[1])) {
      if (!classes[id] || start < last) continue;
      parts.push(text.slice(last, start), make("mark", { class: classes[id] }, text.slice(start, end)));
      last = end;
    }
    return make("blockquote", { lang: "nl" }, ...parts, text.slice(last));
  }

  // Offsets count characters; JavaScript counts half of some of them.
  function cutAt(text, marks) {
    if (!/[\ud800-\udbff]/.test(text)) return marks;
    const at = [0];
    for (const sign of text) at.push(at[at.length - 1] + sign.length);
    return marks.map(([start, end, id]) => [at[start], at[end], id]);
  }

  function sentences(ids, total, classes, nouns) {
    if (failed) return [make("p", { class: "caption" }, words.too_old)];
    if (!evidence) return [make("p", { class: "caption" }, words.unpacking)];
    if (!ids || !ids.length) return [make("p", { class: "caption" }, words.no_sentences)];
    const sources = ids.map((n) => evidence.sentences[n]);
    let former = null;
    const drawn = list(sources, (held) => {
      const [document_, text, marks] = held;
      const parts = [];
      if (document_ !== former) {
        former = document_;
        const source = evidence.documents[document_];
        const title = cut(source.title, 120);
        const inView = nodes.has(source.id);
        parts.push(make("div", { class: "source" },
          make("h4", {}, inView ? make("button", { type: "button", on: () => choose([source.id], true) }, title) : title),
          make("span", {}, source.line)));
      }
      parts.push(quote(text, cutAt(text, marks), classes));
      return [make("div", {}, ...parts)];
    }, FIRST, nouns, "quotes");
    const missing = total - ids.length;
    if (missing > 0) drawn.push(make("p", { class: "caption" }, fill(words.some, { n: number(ids.length), m: number(total) })));
    return drawn;
  }

  // -- the panel ---------------------------------------------------------------------------------------------------
  function showBeginning() {
    const inTheme = (id) => !theme || nodes.get(id).theme === theme;
    const drawnNodes = page.nodes.filter((node) => inTheme(node.id));
    const drawnLinks = links.filter((link) => inTheme(link.a) && inTheme(link.b));
    const parts = [head(words.begin, words.click),
      make("p", { class: "body" }, words.claim)];
    if (!page.nodes.length) { parts[0] = head(words.nothing, page.title); parts[1] = make("p", { class: "body" }, page.sentence); }
    if (drawnLinks.length) {
      parts.push(heading(words.links_in_view), ...list(drawnLinks,
        (link) => row(`${cut(nodes.get(link.a).label, 40)} — ${cut(nodes.get(link.b).label, 40)}`, link.note, [link.a, link.b]), ROWS, words.link, "rows"));
    }
    if (drawnNodes.length) {
      parts.push(heading(words.nodes_in_view), ...list(drawnNodes, (node) => row(cut(node.label, 60), node.note, [node.id]), ROWS, words.node, "rows"));
    }
    parts.push(make("p", { class: "caption cite" }, fill(words.cite, { citation: page.citation })));
    parts.push(make("p", { class: "caption" }, page.claim));
    return parts;
  }

  function showNode(node) {
    const drawn = near(node.id);
    const parts = [head(node.kindLine, node.label, node.below)];
    if (node.definition) parts.push(make("p", { class: "definition", lang: node.kind === "document" ? "" : "nl" }, node.definition));
    if (node.address) parts.push(make("p", { class: "body" }, make("a", { href: node.address, rel: "noopener noreferrer" }, node.address)));
    parts.push(numbers([...node.numbers, [number(drawn.length), drawn.length === 1 ? words.one_link : words.links]]));
    if (drawn.length) {
      parts.push(heading(node.kind === "document" && !page.shared ? words.typical : words.strongest),
        ...list(drawn, linkRow(node.id), FIRST, words.link, "rows"));
    }
    if (node.forms.length > 1) {
      parts.push(heading(words.forms),
        make("ul", { class: "forms" }, ...node.forms.map(([form, n]) => make("li", {}, form + " ", make("span", {}, number(n))))));
    }
    if (node.kind !== "document") {
      const held = evidence && evidence.nodes[node.id];
      parts.push(heading(words.in_texts), ...sentences(held && held[0], held ? held[1] : 0, { [node.id]: "a" }, words.sentence));
    }
    return parts;
  }

  function showLink(a, b) {
    const [first, second] = [nodes.get(a), nodes.get(b)];
    const title = first.kind === "concept" && second.kind === "concept"
      ? words.between_concepts : fill(words.between, { first: first.kindWord, second: second.kindWord });
    const link = find(a, b);
    const parts = [
      head(title, [cut(first.label, 80) + " ", make("span", { class: "dash" }, "—"), " " + cut(second.label, 80)]),
      make("div", { class: "ends" }, ...[first, second].map((node) =>
        make("button", { type: "button", class: "plain", on: () => choose([node.id], true) }, fill(words.open, { name: cut(node.label, 28) })))),
    ];
    if (!link) {
      parts.push(make("p", { class: "body" }, words.no_link));
      return parts;
    }
    parts.push(numbers(link.numbers), make("p", { class: "body" }, link.rests));
    const held = evidence && evidence.links[link.a + "~" + link.b];
    const classes = {};
    if (first.kind !== "document") classes[a] = "a";
    if (second.kind !== "document") classes[b] = "b";
    parts.push(...sentences(held && held[0], held ? held[1] : 0, classes, page.words));
    return parts;
  }

  function refresh() {
    const chosen = selection.filter((id) => nodes.has(id));
    panel.replaceChildren(...(chosen.length === 2 ? showLink(...chosen) : chosen.length === 1 ? showNode(nodes.get(chosen[0])) : showBeginning()));
    if (chosen.length) panel.append(make("button", { type: "button", class: "plain back", on: () => choose([], true) }, words.back));
    panel.scrollTop = 0;
  }

  // -- choosing ----------------------------------------------------------------------------------------------------
  const calm = () => globalThis.matchMedia && globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function choose(ids, elsewhere) {
    const wanted = ids.filter((id) => nodes.has(id)).slice(0, 2);
    if (theme && wanted.some((id) => nodes.get(id).theme !== theme)) pickTheme(null);
    const hash = wanted.length ? "#kies=" + wanted.map(encodeURIComponent).join("~") : "";
    selection = wanted;
    if (location.hash !== hash) history.pushState(null, "", hash || location.pathname + location.search);
    if (elsewhere && picture) picture.select(selection, true);
    refresh();
    if (elsewhere) panel.querySelector("h2").focus({ preventScroll: true });
    const place = panel.getBoundingClientRect();
    // On a narrow screen the panel is below the picture: bring its head into sight, and keep the picture there too.
    if (selection.length && place.left < 5 && place.top > innerHeight * 0.8) {
      scrollBy({ top: place.top - innerHeight * 0.62, behavior: calm() ? "auto" : "smooth" });
    }
    voice.textContent = selection.length ? panel.querySelector("h2").textContent : words.nothing_chosen;
  }

  function readAddress() {
    const found = /^#kies=(.+)$/.exec(location.hash);
    if (!found) return location.hash ? null : [];
    try { return found[1].split("~").map(decodeURIComponent).filter((id) => nodes.has(id)).slice(0, 2); } catch { return []; }
  }
  function follow() {
    const asked = readAddress();
    if (!asked || asked.join("~") === selection.join("~")) return;
    selection = asked;
    if (picture) picture.select(selection, true);
    refresh();
  }
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);

  // -- legend ------------------------------------------------------------------------------------------------------
  const themeButtons = [...document.querySelectorAll(".themes button")];
  function pickTheme(wanted) {
    theme = wanted;
    for (const button of themeButtons) button.setAttribute("aria-pressed", String(button.textContent === theme));
    const keep = new Set(page.nodes.filter((node) => !theme || node.theme === theme).map((node) => node.id));
    picture.show({
      ...page.picture,
      nodes: page.picture.nodes.filter((node) => keep.has(node.id)),
      edges: page.picture.edges.filter((edge) => keep.has(edge.from) && keep.has(edge.to)),
    });
  }
  for (const button of themeButtons) {
    button.addEventListener("click", () => {
      pickTheme(theme === button.textContent ? null : button.textContent);
      if (selection.length) choose([], true); else refresh();
      button.focus();
      voice.textContent = theme ? fill(words.only_theme, { theme }) : words.all_themes;
    });
  }

  // -- search ------------------------------------------------------------------------------------------------------
  const input = byId("search"), found = byId("found");
  const forms = page.nodes.flatMap((node) => [[node, node.label, node.kindWord],
    ...node.forms.filter(([form]) => !plainText(node.label).includes(plainText(form))).map(([form]) => [node, form, node.label])])
    .map(([node, form, note]) => ({ node, form, note, key: plainText(form) }));
  let at = -1, hits = [];
  function search() {
    const asked = plainText(input.value.trim());
    const rank = (hit) => (hit.key === asked ? 0 : hit.key.startsWith(asked) ? 1 : 2);
    const seen = new Set();
    hits = !asked ? [] : forms.filter((form) => form.key.includes(asked)).sort((x, y) => rank(x) - rank(y))
      .filter((hit) => !seen.has(hit.node.id) && seen.add(hit.node.id)).slice(0, 12);
    at = hits.length ? 0 : -1;
    found.replaceChildren(...hits.map((hit, place) => {
      const item = make("li", { role: "option", id: "found-" + place }, cut(hit.form, 70), make("span", {}, cut(hit.note, 40)));
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(place); });
      return item;
    }));
    if (asked && !hits.length) found.append(make("li", { role: "option", class: "none", "aria-disabled": "true", "aria-selected": "false" }, words.none_found));
    found.hidden = !asked;
    input.setAttribute("aria-expanded", String(!found.hidden));
    point();
  }
  function point() {
    hits.forEach((_, place) => found.children[place].setAttribute("aria-selected", String(place === at)));
    if (at >= 0) { input.setAttribute("aria-activedescendant", "found-" + at); found.children[at].scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  }
  function close() { found.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); }
  function take(place) {
    const hit = hits[place];
    if (!hit) return;
    input.value = "";
    close();
    choose([hit.node.id], true);
  }
  input.addEventListener("input", search);
  input.addEventListener("focus", () => { if (input.value) search(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) { event.preventDefault(); at = (at + step + hits.length) % hits.length; point(); }
    else if (event.key === "Enter") { event.preventDefault(); take(at); }
    else if (event.key === "Escape") { input.value = ""; close(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && document.activeElement !== input) { event.preventDefault(); input.focus(); }
  });

  // -- the picture -------------------------------------------------------------------------------------------------
  const dark = globalThis.matchMedia("(prefers-color-scheme: dark)");
  const colours = () => page.colours[dark.matches ? "dark" : "light"];
  selection = readAddress() || [];
  if (!selection.length && !location.hash) selection = page.selection;
  if (page.nodes.length) {
    picture = globalThis.begrippengraafPicture.create(root, {
      data: page.picture, colours: colours(), selection, sight: page.sight,
      on: { select: (ids) => choose(ids, false), announce: (text) => { voice.textContent = text; } },
    });
    root.addEventListener("keydown", (event) => picture.key(event));
    byId("zoom-in").addEventListener("click", () => picture.zoom(1.3));
    byId("zoom-out").addEventListener("click", () => picture.zoom(1 / 1.3));
    byId("fit").addEventListener("click", () => picture.fit());
    dark.addEventListener("change", () => picture.recolour(colours()));
  } else {
    byId("empty").hidden = false;
    root.setAttribute("tabindex", "-1");
    for (const button of document.querySelectorAll(".buttons button")) button.hidden = true;
  }
  globalThis.begrippengraaf = { page, picture, network: picture && picture.network, root };
  refresh();
  unpack(byId("evidence-data").textContent.trim()).then((held) => { evidence = held; globalThis.begrippengraaf.evidence = held; refresh(); },
    () => { failed = true; refresh(); });
})();

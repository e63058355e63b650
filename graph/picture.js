// Draw a view with vis-network: own shapes, own links, names that never overlap, one chosen node or link. No framework,
// no network. Sets globalThis.begrippengraafPicture = {create(host, settings) -> picture}.
(function () {
  "use strict";
  const { makeNodes, nodeGrowth } = globalThis.begrippengraafNodes;
  const { FACE, makeLabels } = globalThis.begrippengraafLabels;
  const { makeLinks } = globalThis.begrippengraafLinks;
  const { makeSight } = globalThis.begrippengraafSight;
  const STILL = 120; // ms without movement, after which a picture that was moved as an image is drawn anew
  // A picture with more marks than this takes longer to draw than a frame lasts.
  const HEAVY = 900;
  const TOOLTIP = 150; // ms that the pointer rests
  const at = ({ x, y }) => ({ x, y });
  const calm = () => globalThis.matchMedia && globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function create(host, settings) {
    const inner = document.createElement("div");
    inner.style.cssText = "position:absolute;inset:0";
    host.appendChild(inner);
    const tip = document.createElement("div");
    tip.className = "vis-tooltip";
    const nodes = new vis.DataSet();
    const picture = {
      colours: settings.colours, selection: [], hovered: null, hoveredLink: null, current: null,
      rows: new Map(), ordered: [], near: null, visibleLabels: [],
      dragged: new Map(), kept: settings.sight || null,
    };
    const drawNode = makeNodes(picture);
    const links = makeLinks(picture);
    const labels = makeLabels(picture, () => sight.box());
    const sight = makeSight(picture, inner, labels, settings);
    const { arrive, fit, look, move, moving, within } = sight;
    picture.links = links.held;
    const call = (name, ...values) => settings.on && settings.on[name] && settings.on[name](...values);
    // What is done in the picture is told with where one looks at that moment.
    const report = (name, value) => { sight.tell(true); call(name, value); };

    // -- data ------------------------------------------------------------------------------------------------------
    function show(data) {
      const wanted = new Map(data.nodes.map((row) => [row.id, row]));
      picture.selection = picture.wanted.filter((id) => wanted.has(id));
      const gone = [...picture.rows.keys()].filter((id) => !wanted.has(id));
      const wasEmpty = !picture.rows.size;
      const upserts = [];
      for (const row of data.nodes) {
        const isNew = !picture.rows.has(row.id);
        const item = { id: row.id, shape: "custom", ctxRenderer: drawNode, label: undefined };
        const former = picture.rows.get(row.id);
        const put = picture.dragged.get(row.id);
        // Where somebody just dragged it counts until the data say the same.
        if (put && Math.abs(put.x - row.x) < 0.2 && Math.abs(put.y - row.y) < 0.2) picture.dragged.delete(row.id);
        const elsewhere = !put && former && (former.x !== row.x || former.y !== row.y);
        if (isNew || elsewhere) {
          const place = put || row;
          item.x = place.x; item.y = place.y;
        }
        picture.rows.set(row.id, row);
        if (isNew || elsewhere) upserts.push(item);
      }
      for (const id of gone) picture.rows.delete(id);
      links.show(data.edges);
      nodes.remove(gone);
      nodes.update(upserts);
      picture.ordered = [...picture.rows.values()].sort((a, b) => a.rank - b.rank);
      picture.whole = null;
      findNear();
      if (!picture.network) return;
      if (gone.length || upserts.length) sight.nodesChanged(wasEmpty);
      redraw();
      // What everything in sight means has changed, though nothing moved.
      picture.watched = null;
    }

    function findNear() {
      picture.selection = picture.wanted.filter((id) => picture.rows.has(id));
      if (!picture.selection.length) { picture.near = null; return; }
      const near = new Set(picture.selection);
      for (const link of links.held.values()) {
        if (picture.selection.includes(link.from)) near.add(link.to);
        if (picture.selection.includes(link.to)) near.add(link.from);
      }
      picture.near = near;
    }

    function select(ids, centre) {
      // Drawing thousands of links takes a while: not again when what comes back is what was clicked here.
      if (!centre && ids.join("~") === picture.wanted.join("~")) return;
      picture.wanted = ids;
      findNear();
      links.restyle();
      redraw();
      if (centre && picture.selection.length) bringIntoSight(picture.selection);
    }

    function bringIntoSight(ids) {
      arrive();
      const places = ids.map((id) => at(net.body.nodes[id]));
      const spots = places.map((p) => net.canvasToDOM(p));
      const edgeRoom = 70;
      const outside = spots.some((p) => p.x < edgeRoom || p.y < edgeRoom
        || p.x > inner.clientWidth - edgeRoom || p.y > inner.clientHeight - edgeRoom);
      if (!outside) return;
      const middle = { x: 0, y: 0 };
      for (const p of places) { middle.x += p.x / ids.length; middle.y += p.y / ids.length; }
      moving();
      move(net.getScale(), middle, animation());
    }

    // -- where one looks -------------------------------------------------------------------------------------------
    const animation = () => (calm() || isHeavy() ? false : { duration: 200, easingFunction: "easeInOutQuad" });

    function zoom(factor) {
      moving();
      arrive();
      move(within(net.getScale() * factor), net.getViewPosition(), animation());
    }

    // -- drawing ---------------------------------------------------------------------------------------------------
    const isHeavy = () => picture.rows.size + links.held.size > HEAVY;
    // In the next frame, once, however often it is asked for.
    function redraw() { picture.network.body.emitter.emit("_requestRedraw"); }

    // While it is dragged or zoomed, a heavy picture is moved as the image that it is, and drawn anew once it is still.
    let drawn = null, still = 0;
    function slide() {
      if (!isHeavy() || !drawn) return;
      net.body.emitter.emit("_blockRedraw");
      const { scale, translation } = net.body.view;
      const k = scale / drawn.scale;
      canvas.style.transform = `matrix(${k}, 0, 0, ${k}, ${translation.x - drawn.x * k}, ${translation.y - drawn.y * k})`;
      clearTimeout(still);
      still = setTimeout(settle, STILL);
    }
    function settle() {
      clearTimeout(still);
      if (picture.gone) return;
      net.body.emitter.emit("_allowRedraw");
      redraw();
    }

    // -- set up ----------------------------------------------------------------------------------------------------
    picture.wanted = settings.selection || [];
    show(settings.data);
    picture.network = new vis.Network(inner, { nodes, edges: [] }, { ...settings.data.options, autoResize: false });
    inner.appendChild(tip);
    const net = picture.network;
    const canvas = inner.querySelector("canvas");
    canvas.style.transformOrigin = "0 0";
    const frame = inner.querySelector(".vis-network");
    if (frame) frame.tabIndex = -1;
    net.on("beforeDrawing", (ctx) => links.paint(ctx, net.getScale(), sight.box()));
    net.on("afterDrawing", (ctx) => {
      labels.draw(ctx, net.getScale());
      const { scale, translation } = net.body.view;
      drawn = { scale, x: translation.x, y: translation.y };
      canvas.style.transform = "";
      sight.watch();
    });

    // -- pointing and clicking -------------------------------------------------------------------------------------
    function hitAt(dom) {
      const node = net.getNodeAt(dom);
      if (node !== undefined) return { nodes: [node] };
      const place = net.DOMtoCanvas(dom);
      const label = labels.at(place);
      if (label) return { nodes: [label.id] };
      const link = links.nearest(place, 7 / net.getScale());
      return link ? { nodes: [link.from, link.to], link } : { nodes: [] };
    }
    net.on("click", (event) => {
      // vis fires click, click, doubleClick; the first one chooses at once, the second has nothing left to choose.
      const { nodes: hit } = hitAt(event.pointer.DOM);
      if (hit.join("~") === picture.wanted.join("~")) return;
      select(hit);
      report("select", hit);
    });
    net.on("doubleClick", (event) => {
      const { nodes: hit } = hitAt(event.pointer.DOM);
      if (hit.length !== 1) { zoom(1.5); return; }
      select(hit);
      report("expand", hit[0]);
    });

    let pointer = null, showing = 0;
    inner.addEventListener("pointermove", (event) => {
      const asked = pointer === null;
      pointer = event;
      if (asked) requestAnimationFrame(() => { const last = pointer; pointer = null; if (last && !picture.gone) point(last); });
    });
    inner.addEventListener("pointerleave", () => { pointer = null; point(null); });
    function point(event) {
      clearTimeout(showing);
      tip.style.visibility = "hidden";
      if (event && event.buttons) return;
      const box = inner.getBoundingClientRect();
      const dom = event && { x: event.clientX - box.left, y: event.clientY - box.top };
      const { nodes: hit, link } = dom ? hitAt(dom) : { nodes: [] };
      const hovered = !link && hit.length ? hit[0] : null;
      inner.style.cursor = hit.length ? "pointer" : "";
      if (hovered !== picture.hovered || (link || null) !== picture.hoveredLink) {
        picture.hovered = hovered;
        picture.hoveredLink = link || null;
        if (!isHeavy()) redraw();
      }
      const title = link ? link.title : hovered && picture.rows.get(hovered).title;
      if (title && event.pointerType !== "touch") showing = setTimeout(() => showTip(title, dom, box), TOOLTIP);
    }
    function showTip(title, dom, box) {
      if (picture.gone) return;
      tip.textContent = title;
      tip.style.left = `${Math.max(4, Math.min(dom.x + 12, box.width - tip.offsetWidth - 4))}px`;
      const below = dom.y + 14 + tip.offsetHeight < box.height;
      tip.style.top = `${below ? dom.y + 14 : Math.max(4, dom.y - tip.offsetHeight - 8)}px`;
      tip.style.visibility = "visible";
    }

    const resize = new ResizeObserver(() => {
      const w = inner.clientWidth, h = inner.clientHeight;
      if (!w || !h) return;
      // vis would draw a lower canvas smaller.
      const kept = picture.fitted ? { position: net.getViewPosition(), scale: net.getScale() } : null;
      net.body.emitter.emit("_allowRedraw");
      net.setSize(w + "px", h + "px");
      const narrower = picture.width && Math.abs(picture.width - w) > 40;
      if (picture.kept) look(picture.kept);
      else if (!picture.fitted || !picture.moved || narrower) fit();
      else if (kept) move(kept.scale, kept.position);
      net.redraw(); // at once: a canvas of another size is empty
      picture.width = w;
    });
    resize.observe(inner);
    net.on("dragStart", ({ nodes: held }) => { picture.moved = true; if (!held.length) { moving(); picture.panning = true; } });
    net.on("dragging", () => { if (picture.panning) slide(); });
    net.on("dragEnd", ({ nodes: held }) => {
      if (picture.panning) { picture.panning = false; settle(); }
      if (held.length !== 1 || !picture.rows.has(held[0])) return;
      const place = at(net.body.nodes[held[0]]);
      picture.whole = null;
      picture.dragged.set(held[0], place);
      report("drag", { node: held[0], x: Math.round(place.x * 10) / 10, y: Math.round(place.y * 10) / 10 });
    });
    net.on("zoom", () => {
      moving();
      if (within(net.getScale()) !== net.getScale()) move(within(net.getScale()), net.getViewPosition());
      slide();
    });
    // vis does its own fit once after the first drawing; ours, with room for labels, comes after it.
    net.once("afterDrawing", () => setTimeout(() => { if (!picture.gone) look(picture.kept); }, 0));
    if (document.fonts && document.fonts.load) {
      Promise.all([400, 650].map((w) => document.fonts.load(`${w} 13px ${FACE}`))).then(() => {
        if (picture.gone) return;
        labels.forget();
        picture.whole = null;
        // Labels have other widths than those by which everything was brought in sight a moment ago.
        if (picture.fitted && !picture.moved) fit();
        redraw();
      }, () => {});
    }

    // -- walking without a mouse -------------------------------------------------------------------------------------
    function walk(step) {
      const ids = picture.ordered.map((row) => row.id);
      if (!ids.length) return;
      const from = ids.indexOf(picture.current ?? picture.selection[0]);
      picture.current = ids[(from + step + ids.length) % ids.length];
      const row = picture.rows.get(picture.current);
      bringIntoSight([picture.current]);
      redraw();
      call("announce", row.title.replace("\n", ", "));
    }
    picture.key = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const acts = {
        n: () => walk(1), p: () => walk(-1),
        Enter: () => { if (picture.current) { const ids = [picture.current]; select(ids); report("select", ids); } },
        Escape: () => { picture.current = null; select([]); report("select", []); },
        b: () => { const id = picture.current ?? picture.selection[0]; if (id) { select([id]); report("expand", id); } },
        z: () => report("press", "undo"), y: () => report("press", "redo"),
        "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fit(),
        ArrowLeft: () => pan(-60, 0), ArrowRight: () => pan(60, 0), ArrowUp: () => pan(0, -60), ArrowDown: () => pan(0, 60),
      };
      if (acts[event.key]) { event.preventDefault(); event.stopPropagation(); acts[event.key](); }
    };
    function pan(dx, dy) {
      arrive();
      const p = net.getViewPosition();
      moving();
      move(net.getScale(), { x: p.x + dx / net.getScale(), y: p.y + dy / net.getScale() });
    }

    Object.assign(picture, {
      show, select, fit, zoom, look, sight: sight.now,
      styleOf: links.styleOf, sightBox: sight.box,
      // For who wants to know what covers what: every node as a disc, in map units like the boxes of the labels.
      discs: () => picture.ordered.map((row) => ({ id: row.id, ...at(net.body.nodes[row.id]), r: row.size * nodeGrowth(net.getScale()) })),
      recolour(colours) { picture.colours = colours; links.restyle(); redraw(); },
      destroy() { picture.gone = true; sight.stop(); clearTimeout(still); clearTimeout(showing); resize.disconnect(); net.destroy(); inner.remove(); },
    });
    return picture;
  }

  globalThis.begrippengraafPicture = { create };
})();

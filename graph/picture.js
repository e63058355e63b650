// Draw a view with vis-network: own shapes, labels that never overlap, one chosen node or link. No framework, no network.
// Sets globalThis.begrippengraafPicture = {create(host, settings) -> picture}.
(function () {
  "use strict";
  const FACE = '"Source Sans", "Source Sans 3", system-ui, sans-serif';
  const MANY_LINKS = 1500;
  const calm = () => globalThis.matchMedia && globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;

  // Sizes are pixels on the screen that grow only a little with the zoom, so that zooming in makes room.
  const growth = (scale) => Math.min(1.6, Math.max(0.55, Math.pow(scale, 0.35))) / scale;
  const letterGrowth = (scale) => Math.min(1.4, Math.max(1, Math.pow(scale, 0.25))) / scale;

  const SHAPES = {
    disc(ctx, x, y, r) { ctx.arc(x, y, r, 0, 2 * Math.PI); },
    ring(ctx, x, y, r) { ctx.arc(x, y, r * 0.9, 0, 2 * Math.PI); },
    diamond(ctx, x, y, r) {
      const d = r * 1.15;
      ctx.moveTo(x, y - d); ctx.lineTo(x + d, y); ctx.lineTo(x, y + d); ctx.lineTo(x - d, y); ctx.closePath();
    },
    triangle(ctx, x, y, r) {
      const d = r * 1.1;
      ctx.moveTo(x, y - d); ctx.lineTo(x + d, y + d * 0.8); ctx.lineTo(x - d, y + d * 0.8); ctx.closePath();
    },
    sheet(ctx, x, y, r) { ctx.roundRect(x - r * 0.78, y - r * 1.05, r * 1.56, r * 2.1, r * 0.2); },
  };
  const OUTLINED = new Set(["ring", "diamond", "sheet"]);

  function create(host, settings) {
    const inner = document.createElement("div");
    inner.style.cssText = "position:absolute;inset:0";
    host.appendChild(inner);
    const nodes = new vis.DataSet();
    const edges = new vis.DataSet();
    const picture = {
      nodes, edges, colours: settings.colours, selection: [], hovered: null, current: null,
      rows: new Map(), links: new Map(), near: null, visibleLabels: [], n_links: 0,
      dragged: new Map(),
    };
    const report = (name, value) => settings.on && settings.on[name] && settings.on[name](value);

    // -- shapes ----------------------------------------------------------------------------------------------------
    function drawNode({ ctx, id, x, y }) {
      const row = picture.rows.get(id);
      if (!row) return { nodeDimensions: { width: 1, height: 1 } };
      const k = growth(picture.network ? picture.network.getScale() : 1);
      const r = row.size * k;
      return {
        drawNode() {
          const c = picture.colours;
          const own = c.mode === "dark" ? row.dark : row.light;
          const chosen = picture.selection.includes(id);
          ctx.save();
          ctx.setLineDash([]);
          ctx.globalAlpha = isNear(id) ? 1 : 0.42;
          ctx.beginPath();
          SHAPES[row.form](ctx, x, y, r);
          ctx.fillStyle = OUTLINED.has(row.form) || row.proposed ? c.ground : own;
          // A pale node stays opaque to the links below it, or the picture would turn muddy.
          if (ctx.globalAlpha < 1) { const a = ctx.globalAlpha; ctx.globalAlpha = 1; const f = ctx.fillStyle; ctx.fillStyle = c.ground; ctx.fill(); ctx.fillStyle = f; ctx.globalAlpha = a; }
          ctx.fill();
          if (OUTLINED.has(row.form) || row.proposed) {
            ctx.lineWidth = (row.form === "sheet" ? 1.4 : row.form === "ring" ? 3 : 2) * k;
            if (row.proposed) ctx.setLineDash([3 * k, 2 * k]);
            ctx.strokeStyle = own;
            ctx.stroke();
            ctx.setLineDash([]);
          }
          ctx.globalAlpha = 1;
          if (chosen || picture.hovered === id || picture.current === id) {
            ctx.beginPath();
            ctx.arc(x, y, r + 4 * k, 0, 2 * Math.PI);
            ctx.lineWidth = (chosen ? 2.2 : 1.4) * k;
            ctx.strokeStyle = chosen ? c.selection : c.ink;
            ctx.stroke();
          }
          ctx.restore();
        },
        nodeDimensions: { width: 2.4 * r, height: 2.4 * r },
      };
    }

    const isNear = (id) => !picture.near || picture.near.has(id);

    // -- labels ----------------------------------------------------------------------------------------------------
    const widths = new Map();
    function widthOf(ctx, font, text) {
      const key = font + "\u0000" + text;
      if (!widths.has(key)) { ctx.font = font; widths.set(key, ctx.measureText(text).width); }
      return widths.get(key);
    }

    const fontOf = (row, special) => `${row.kind === "document" ? "italic " : ""}${special ? Math.max(600, row.weight) : row.weight} ${row.letter}px ${FACE}`;

    function drawLabels(ctx) {
      const scale = picture.network.getScale();
      const q = letterGrowth(scale);
      // While the whole is moved, labels keep their places in it: choosing them anew for each frame is the slow part.
      if (!picture.panning || !picture.placed || picture.placed.scale !== scale) {
        picture.placed = { scale, shown: placeLabels(ctx, scale, q) };
      }
      writeLabels(ctx, picture.placed.shown, q);
    }

    function placeLabels(ctx, scale, q) {
      const net = picture.network;
      const k = growth(scale);
      const topLeft = net.DOMtoCanvas({ x: -60, y: -30 });
      const bottomRight = net.DOMtoCanvas({ x: inner.clientWidth + 60, y: inner.clientHeight + 30 });
      const isSpecial = (row) => picture.selection.includes(row.id) || picture.hovered === row.id || picture.current === row.id;
      // What is chosen or pointed at is named first; then the neighbours of the choice; then by rank.
      const order = (row) => (isSpecial(row) ? 0 : isNear(row.id) ? 1 : 2);
      const ordered = [0, 1, 2].flatMap((turn) => picture.ordered.filter((row) => order(row) === turn));
      const edge = [net.DOMtoCanvas({ x: 0, y: 0 }), net.DOMtoCanvas({ x: inner.clientWidth, y: 0 })];
      const sight = { left: edge[0].x, right: edge[1].x };
      const taken = new Grid(60 * q);
      const discs = new Grid(60 * q);
      const shown = [];
      const places = net.getPositions();
      // Labels may not cover nodes either; a node's own disc is just above its label.
      for (const row of ordered) {
        const p = places[row.id];
        if (!p) continue;
        const r = row.size * k * 0.7;
        discs.add({ left: p.x - r, right: p.x + r, top: p.y - r, bottom: p.y + r, owner: row.id });
      }
      for (const row of ordered) {
        const p = places[row.id];
        if (!p || p.x < topLeft.x || p.x > bottomRight.x || p.y < topLeft.y || p.y > bottomRight.y) continue;
        const special = isSpecial(row);
        const px = row.letter;
        const font = fontOf(row, special);
        const half = (widthOf(ctx, font, row.caption) / 2 + 2) * q;
        const high = px * 1.15 * q;
        const away = row.size * k + 3 * q;
        // Below is where a reader looks first; the other sides only when that place is taken.
        const spots = [
          { x: p.x, top: p.y + away },
          { x: p.x, top: p.y - away - high },
          { x: p.x + away + half, top: p.y - high / 2 },
          { x: p.x - away - half, top: p.y - high / 2 },
          { x: p.x + half * 0.6, top: p.y + away },
          { x: p.x - half * 0.6, top: p.y + away },
          { x: p.x + half * 0.6, top: p.y - away - high },
          { x: p.x - half * 0.6, top: p.y - away - high },
        ];
        const boxes = spots.map(({ x, top }) => ({ left: x - half, right: x + half, top, bottom: top + high, owner: row.id, x }));
        const inSight = (b) => b.left > sight.left && b.right < sight.right;
        // The few that lead are named even where it is crowded; their halo keeps them readable across other nodes.
        const leads = special || row.weight > 400 || (picture.near && isNear(row.id));
        const clear = boxes.filter((candidate) => !taken.hits(candidate));
        const open = clear.filter((candidate) => !discs.hits(candidate));
        const free = open.length || !leads ? open : clear.sort((a, b) => discs.count(a) - discs.count(b));
        const whole = p.x > sight.left && p.x < sight.right;
        const box = free.find(inSight) || (special ? boxes.find(inSight) || boxes[0] : whole ? null : free[0]);
        if (box) {
          taken.add(box);
          shown.push({ row, font, box, x: box.x, y: box.top + px * 0.9 * q });
        }
      }
      picture.visibleLabels = shown.map((label) => ({ id: label.row.id, box: label.box, scale }));
      return shown.reverse();
    }

    function writeLabels(ctx, shown, q) {
      const c = picture.colours;
      ctx.save();
      ctx.textAlign = "center";
      ctx.textBaseline = "alphabetic";
      ctx.lineJoin = "round";
      for (const label of shown) {
        const pale = !isNear(label.row.id);
        ctx.save();
        ctx.translate(label.x, label.y);
        ctx.scale(q, q);
        ctx.font = label.font;
        ctx.lineWidth = 4;
        ctx.strokeStyle = c.ground;
        ctx.globalAlpha = 0.92;
        ctx.strokeText(label.row.caption, 0, 0);
        ctx.globalAlpha = pale ? 0.66 : 1;
        ctx.fillStyle = label.row.kind === "document" ? c.second || c.ink : c.ink;
        ctx.fillText(label.row.caption, 0, 0);
        ctx.restore();
      }
      ctx.restore();
    }

    // -- links -----------------------------------------------------------------------------------------------------
    const chosenLink = () => (picture.selection.length === 2 ? new Set(picture.selection) : null);

    function styleOf(link) {
      const c = picture.colours;
      const pair = chosenLink();
      const isChosen = pair && pair.has(link.from) && pair.has(link.to);
      const touches = picture.selection.length === 1 && (link.from === picture.selection[0] || link.to === picture.selection[0]);
      const colour = isChosen ? c.selection : touches ? c.ink : c.edge;
      // With thousands of links, broken lines cannot be told apart and styling all of them anew at each click is slow:
      // what may be chance is paler then, and only what the choice touches changes.
      const many = picture.n_links > MANY_LINKS;
      const rest = Math.max(0.25, Math.min(1, Math.sqrt(200 / Math.max(picture.n_links, 1)))) * (many && link.doubtful ? 0.6 : 1);
      const opacity = isChosen ? 1 : touches ? 0.75 : picture.selection.length && !many ? 0.45 * rest : rest;
      return {
        color: { color: colour, highlight: colour, hover: c.ink, opacity, inherit: false },
        width: isChosen ? Math.max(5, link.width + 1) : touches ? link.width + 0.4 : link.width,
        dashes: link.doubtful && !many ? [7, 5] : false,
      };
    }

    function restyle() {
      const changed = [];
      for (const link of picture.links.values()) {
        const style = styleOf(link);
        const key = style.color.color + style.color.opacity + style.width + style.dashes;
        if (link.key !== key) { link.key = key; changed.push({ id: link.id, ...style }); }
      }
      if (changed.length) edges.update(changed);
    }

    // -- data ------------------------------------------------------------------------------------------------------
    function show(data) {
      const wanted = new Map(data.nodes.map((row) => [row.id, row]));
      picture.selection = picture.wanted.filter((id) => wanted.has(id));
      const gone = [...picture.rows.keys()].filter((id) => !wanted.has(id));
      const upserts = [];
      for (const row of data.nodes) {
        const isNew = !picture.rows.has(row.id);
        const item = { id: row.id, shape: "custom", ctxRenderer: drawNode, title: row.title, label: undefined };
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
        if (isNew || elsewhere || former.title !== row.title) upserts.push(item);
      }
      for (const id of gone) picture.rows.delete(id);
      const wantedLinks = new Map(data.edges.map((link) => [link.id, link]));
      const goneLinks = [...picture.links.keys()].filter((id) => !wantedLinks.has(id));
      for (const id of goneLinks) picture.links.delete(id);
      picture.n_links = data.edges.length;
      const upsertLinks = [];
      for (const link of data.edges) {
        const former = picture.links.get(link.id);
        const style = styleOf(link);
        const key = style.color.color + style.color.opacity + style.width + style.dashes;
        if (!former || former.title !== link.title || former.key !== key) {
          upsertLinks.push({ id: link.id, from: link.from, to: link.to, title: link.title, ...style });
        }
        picture.links.set(link.id, { ...link, key });
      }
      edges.remove(goneLinks);
      nodes.remove(gone);
      nodes.update(upserts);
      edges.update(upsertLinks);
      picture.ordered = [...picture.rows.values()].sort((a, b) => a.rank - b.rank);
      findNear();
      if (picture.network) picture.network.redraw();
    }

    function findNear() {
      picture.selection = picture.wanted.filter((id) => picture.rows.has(id));
      if (!picture.selection.length) { picture.near = null; return; }
      const near = new Set(picture.selection);
      for (const link of picture.links.values()) {
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
      restyle();
      picture.network.redraw();
      if (centre && picture.selection.length) bringIntoSight(picture.selection);
    }

    function bringIntoSight(ids) {
      const net = picture.network;
      const spots = Object.values(net.getPositions(ids)).map((p) => net.canvasToDOM(p));
      const edgeRoom = 70;
      const outside = spots.some((p) => p.x < edgeRoom || p.y < edgeRoom
        || p.x > inner.clientWidth - edgeRoom || p.y > inner.clientHeight - edgeRoom);
      if (!outside) return;
      const middle = { x: 0, y: 0 };
      for (const p of Object.values(net.getPositions(ids))) { middle.x += p.x / ids.length; middle.y += p.y / ids.length; }
      net.moveTo({ position: middle, scale: net.getScale(), animation: calm() ? false : { duration: 200, easingFunction: "easeInOutQuad" } });
    }

    function fit() {
      const rows = [...picture.rows.keys()];
      if (!rows.length || !inner.clientWidth || !inner.clientHeight) return;
      const places = picture.network.getPositions(rows);
      const ctx = inner.querySelector("canvas").getContext("2d");
      const marked = rows.map((id) => {
        const row = picture.rows.get(id);
        const half = widthOf(ctx, fontOf(row, false), row.caption) / 2;
        return { x: places[id].x, y: places[id].y, half: Math.max(half, row.size), up: row.size + 6, down: row.size + row.letter + 10 };
      });
      // Labels keep their size on the screen while places spread, so the scale is found by trying.
      const extent = (s) => ({
        left: Math.min(...marked.map((m) => m.x * s - m.half)), right: Math.max(...marked.map((m) => m.x * s + m.half)),
        top: Math.min(...marked.map((m) => m.y * s - m.up)), bottom: Math.max(...marked.map((m) => m.y * s + m.down)),
      });
      // On a phone the labels at the edges give way; the nodes need the room.
      if (inner.clientWidth < 600) for (const m of marked) m.half = Math.min(m.half, 26);
      const width = inner.clientWidth - 24, height = inner.clientHeight - 16;
      let low = 0.02, high = 2.5;
      for (let tries = 0; tries < 24; tries++) {
        const middle = Math.sqrt(low * high);
        const e = extent(middle);
        if (e.right - e.left <= width && e.bottom - e.top <= height) low = middle; else high = middle;
      }
      const scale = low;
      const e = extent(scale);
      const [left, right, top, bottom] = [e.left / scale, e.right / scale, e.top / scale, e.bottom / scale];
      picture.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.02), animation: false });
      picture.fitted = true;
    }

    function zoom(factor) {
      const net = picture.network;
      net.moveTo({ scale: net.getScale() * factor, position: net.getViewPosition(), animation: calm() ? false : { duration: 200, easingFunction: "easeInOutQuad" } });
    }

    // -- set up ----------------------------------------------------------------------------------------------------
    picture.wanted = settings.selection || [];
    show(settings.data);
    picture.network = new vis.Network(inner, { nodes, edges }, { ...settings.data.options, autoResize: false });
    const frame = inner.querySelector(".vis-network");
    if (frame) frame.tabIndex = -1;
    const net = picture.network;
    net.on("afterDrawing", drawLabels);
    net.on("hoverNode", ({ node }) => { picture.hovered = node; inner.style.cursor = "pointer"; net.redraw(); });
    net.on("blurNode", () => { picture.hovered = null; inner.style.cursor = ""; net.redraw(); });
    net.on("hoverEdge", () => { inner.style.cursor = "pointer"; });
    net.on("blurEdge", () => { inner.style.cursor = ""; });

    function hitAt(event) {
      const node = net.getNodeAt(event.pointer.DOM);
      if (node !== undefined) return [node];
      // A label is part of its node: people click on words.
      const at = event.pointer.canvas;
      const label = picture.visibleLabels.find(({ box }) => at.x > box.left && at.x < box.right && at.y > box.top && at.y < box.bottom);
      const link = nearestLink(at, label ? 2.5 : 7);
      if (link && !(label && !picture.links.has(link.id))) { if (!label) return [link.from, link.to]; }
      return label ? [label.id] : [];
    }
    function nearestLink(at, reach) {
      let best = null;
      let least = reach / net.getScale();
      const places = net.getPositions();
      for (const link of picture.links.values()) {
        const a = places[link.from], b = places[link.to];
        if (!a || !b) continue;
        const dx = b.x - a.x, dy = b.y - a.y;
        const t = Math.max(0, Math.min(1, ((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
        const d = Math.hypot(at.x - a.x - t * dx, at.y - a.y - t * dy) - link.width / 2;
        if (d < least) { least = d; best = link; }
      }
      return best;
    }
    net.on("click", (event) => {
      // vis fires click, click, doubleClick; the first one chooses at once, the second has nothing left to choose.
      const hit = hitAt(event);
      if (hit.join("~") === picture.wanted.join("~")) return;
      select(hit);
      report("select", hit);
    });
    net.on("doubleClick", (event) => {
      const hit = hitAt(event);
      if (hit.length !== 1) { zoom(1.5); return; }
      select(hit);
      report("expand", hit[0]);
    });

    const resize = new ResizeObserver(() => {
      const w = inner.clientWidth, h = inner.clientHeight;
      if (!w || !h) return;
      const middle = picture.fitted ? net.getViewPosition() : null;
      net.setSize(w + "px", h + "px");
      net.redraw();
      const narrower = picture.width && Math.abs(picture.width - w) > 40;
      if (!picture.fitted || !picture.moved || narrower) fit();
      else if (middle) net.moveTo({ position: middle, animation: false });
      picture.width = w;
    });
    resize.observe(inner);
    net.on("dragStart", ({ nodes: held }) => { picture.moved = true; picture.panning = !held.length; });
    net.on("dragEnd", ({ nodes: held }) => {
      if (picture.panning) { picture.panning = false; net.redraw(); }
      if (held.length !== 1 || !picture.rows.has(held[0])) return;
      const place = net.getPositions(held)[held[0]];
      picture.dragged.set(held[0], place);
      report("drag", { node: held[0], x: Math.round(place.x * 10) / 10, y: Math.round(place.y * 10) / 10 });
    });
    net.on("zoom", () => { picture.moved = true; });
    // vis does its own fit once after the first drawing; ours, with room for labels, comes after it.
    net.once("afterDrawing", () => setTimeout(fit, 0));
    if (document.fonts && document.fonts.load) {
      Promise.all([400, 650].map((w) => document.fonts.load(`${w} 13px ${FACE}`))).then(() => { widths.clear(); net.redraw(); }, () => {});
    }

    // -- walking without a mouse -------------------------------------------------------------------------------------
    function walk(step) {
      const ids = picture.ordered.map((row) => row.id);
      if (!ids.length) return;
      const from = ids.indexOf(picture.current ?? picture.selection[0]);
      picture.current = ids[(from + step + ids.length) % ids.length];
      const row = picture.rows.get(picture.current);
      bringIntoSight([picture.current]);
      net.redraw();
      report("announce", row.title.replace("\n", ", "));
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
      const p = net.getViewPosition();
      picture.moved = true;
      net.moveTo({ position: { x: p.x + dx / net.getScale(), y: p.y + dy / net.getScale() }, animation: false });
    }

    Object.assign(picture, {
      show, select, fit, zoom,
      recolour(colours) { picture.colours = colours; restyle(); net.redraw(); },
      destroy() { resize.disconnect(); net.destroy(); inner.remove(); },
    });
    return picture;
  }

  function Grid(cell) {
    const cells = new Map();
    const each = (box, visit) => {
      for (let i = Math.floor(box.left / cell); i <= Math.floor(box.right / cell); i++) {
        for (let j = Math.floor(box.top / cell); j <= Math.floor(box.bottom / cell); j++) {
          if (visit(i + ":" + j)) return true;
        }
      }
      return false;
    };
    this.add = (box) => { each(box, (key) => { if (!cells.has(key)) cells.set(key, []); cells.get(key).push(box); return false; }); };
    this.count = (box) => {
      const met = new Set();
      each(box, (key) => {
        for (const other of cells.get(key) || []) {
          if (other.owner !== box.owner && box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top) met.add(other.owner);
        }
        return false;
      });
      return met.size;
    };
    this.hits = (box) => each(box, (key) => (cells.get(key) || []).some((other) => other.owner !== box.owner
      && box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top));
  }

  globalThis.begrippengraafPicture = { create };
})();

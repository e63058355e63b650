// The names in the picture: which are shown and where, so that none lies on another or on a node.
// Sets globalThis.begrippengraafLabels = {makeLabels(picture, room) -> labels}.
(function () {
  "use strict";
  const FACE = '"Source Sans", "Source Sans 3", system-ui, sans-serif';
  const SMALLER = [12.5, 11]; // pixels: letters for a name that leads, where there is no room for its own
  const MARGIN = 60; // pixels around the picture where a node's name may still reach into it

  const { nodeGrowth } = globalThis.begrippengraafNodes;
  const letterGrowth = (scale) => Math.min(1.4, Math.max(1, Math.pow(scale, 0.25))) / scale;

  function fontOf(row, special, letter) {
    return `${row.kind === "document" ? "italic " : ""}${special ? Math.max(600, row.weight) : row.weight} ${letter}px ${FACE}`;
  }

  const widths = new Map(); // font -> text -> pixels
  function widthOf(ctx, font, text) {
    let known = widths.get(font);
    if (!known) widths.set(font, (known = new Map()));
    let width = known.get(text);
    if (width === undefined) { ctx.font = font; known.set(text, (width = ctx.measureText(text).width)); }
    return width;
  }

  // Below is where a reader looks first; the other sides only when that place is taken. All in map units.
  const SPOTS = [
    (p, away, half, high) => [p.x, p.y + away],
    (p, away, half, high) => [p.x, p.y - away - high],
    (p, away, half, high) => [p.x + away + half, p.y - high / 2],
    (p, away, half, high) => [p.x - away - half, p.y - high / 2],
    (p, away, half, high) => [p.x + half * 0.6, p.y + away],
    (p, away, half, high) => [p.x - half * 0.6, p.y + away],
    (p, away, half, high) => [p.x + half * 0.6, p.y - away - high],
    (p, away, half, high) => [p.x - half * 0.6, p.y - away - high],
    (p, away, half, high) => [p.x + away * 0.8 + half, p.y + away * 0.4],
    (p, away, half, high) => [p.x - away * 0.8 - half, p.y + away * 0.4],
    (p, away, half, high) => [p.x + away * 0.8 + half, p.y - away * 0.4 - high],
    (p, away, half, high) => [p.x - away * 0.8 - half, p.y - away * 0.4 - high],
    (p, away, half, high) => [p.x + half * 0.9, p.y + away],
    (p, away, half, high) => [p.x - half * 0.9, p.y + away],
    (p, away, half, high) => [p.x + half * 0.9, p.y - away - high],
    (p, away, half, high) => [p.x - half * 0.9, p.y - away - high],
    (p, away, half, high) => [p.x, p.y + away + high * 0.6],
    (p, away, half, high) => [p.x, p.y - away - high * 1.6],
  ];

  function makeLabels(picture, room) {
    const isNear = (id) => !picture.near || picture.near.has(id);
    const isSpecial = (id) => picture.selection.includes(id) || picture.hovered === id || picture.current === id;
    let placed = null;

    function draw(ctx, scale) {
      const q = letterGrowth(scale);
      // While the whole is moved, labels keep their places in it: choosing them anew for each frame is the slow part.
      if (!picture.panning || !placed || placed.scale !== scale) placed = { scale, shown: place(ctx, scale, q) };
      write(ctx, placed.shown, q);
    }

    // What is chosen or pointed at is named first; then the neighbours of the choice; then by rank.
    function inOrder() {
      const turns = [[], [], []];
      for (const row of picture.ordered) turns[isSpecial(row.id) ? 0 : isNear(row.id) ? 1 : 2].push(row);
      return turns.flat();
    }

    function place(ctx, scale, q) {
      const sight = room();
      const k = nodeGrowth(scale);
      const places = picture.network.body.nodes;
      const taken = new Boxes(60 * q);
      const discs = new Discs(60 * q);
      const shown = [];
      for (const row of picture.ordered) {
        const p = places[row.id];
        if (p) discs.add(p.x, p.y, row.size * k, row.id);
      }
      const margin = MARGIN / scale;
      for (const row of inOrder()) {
        const p = places[row.id];
        if (!p || p.x < sight.left - margin || p.x > sight.right + margin || p.y < sight.top - margin || p.y > sight.bottom + margin) continue;
        const special = isSpecial(row.id);
        // A name that leads is written smaller rather than not at all.
        const letters = row.weight > 400 ? [row.letter, ...SMALLER.filter((letter) => letter < row.letter)] : [row.letter];
        const found = letters.reduce((former, letter) => former || findSpot(p, row, letter, special), null);
        if (!found) continue;
        taken.add(found.box);
        shown.push(found);
      }

      function findSpot(p, row, letter, special) {
        const font = fontOf(row, special, letter);
        const half = (widthOf(ctx, font, row.caption) / 2 + 2) * q;
        const high = letter * 1.15 * q;
        const away = row.size * k + 3 * q;
        const whole = p.x > sight.left && p.x < sight.right;
        let box = null, aside = null, last = null;
        for (const spot of SPOTS) {
          const [x, top] = spot(p, away, half, high);
          const one = { left: x - half, right: x + half, top, bottom: top + high, owner: row.id, x };
          const inSight = one.left > sight.left && one.right < sight.right && one.top > sight.top && one.bottom < sight.bottom;
          if (special && inSight && !last) last = one;
          if (taken.hits(one) || discs.hits(one)) continue;
          if (inSight) { box = one; break; }
          aside = aside || one;
        }
        // What is chosen or pointed at has its name in any case; its halo keeps that readable across what lies there.
        box = box || (whole ? null : aside) || last;
        return box && { row, font, box, x: box.x, y: box.top + letter * 0.9 * q };
      }
      picture.visibleLabels = shown.map((label) => ({ id: label.row.id, box: label.box, scale }));
      return shown.reverse();
    }

    function write(ctx, shown, q) {
      const c = picture.colours;
      ctx.save();
      ctx.textAlign = "center";
      ctx.textBaseline = "alphabetic";
      ctx.lineJoin = "round";
      for (const label of shown) {
        ctx.save();
        ctx.translate(label.x, label.y);
        ctx.scale(q, q);
        ctx.font = label.font;
        ctx.lineWidth = 4;
        ctx.strokeStyle = c.ground;
        ctx.globalAlpha = 0.92;
        ctx.strokeText(label.row.caption, 0, 0);
        ctx.globalAlpha = isNear(label.row.id) ? 1 : 0.66;
        ctx.fillStyle = label.row.kind === "document" ? c.second || c.ink : c.ink;
        ctx.fillText(label.row.caption, 0, 0);
        ctx.restore();
      }
      ctx.restore();
    }

    return {
      draw,
      widthOf: (ctx, row) => widthOf(ctx, fontOf(row, false, row.letter), row.caption),
      // The name at a place: a name is part of its node, people click on words.
      at: ({ x, y }) => picture.visibleLabels.find(({ box }) => x > box.left && x < box.right && y > box.top && y < box.bottom),
      forget() { widths.clear(); placed = null; },
    };
  }

  // What lies where, by squares of the map: only what is near is compared.
  function Squares(cell) {
    const squares = new Map();
    const each = (left, right, top, bottom, visit) => {
      const last = Math.floor(right / cell), lowest = Math.floor(bottom / cell);
      for (let i = Math.floor(left / cell); i <= last; i++) {
        for (let j = Math.floor(top / cell); j <= lowest; j++) {
          if (visit((i + 1e6) * 4e6 + j + 1e6)) return true;
        }
      }
      return false;
    };
    this.add = (left, right, top, bottom, thing) => {
      each(left, right, top, bottom, (key) => {
        const here = squares.get(key);
        if (here) here.push(thing); else squares.set(key, [thing]);
        return false;
      });
    };
    this.some = (box, test) => each(box.left, box.right, box.top, box.bottom, (key) => (squares.get(key) || []).some(test));
  }

  function Boxes(cell) {
    const squares = new Squares(cell);
    this.add = (box) => squares.add(box.left, box.right, box.top, box.bottom, box);
    this.hits = (box) => squares.some(box, (other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top);
  }

  function Discs(cell) {
    const squares = new Squares(cell);
    this.add = (x, y, r, owner) => squares.add(x - r, x + r, y - r, y + r, { x, y, r, owner });
    this.hits = (box) => squares.some(box, ({ x, y, r, owner }) => {
      if (owner === box.owner) return false;
      const dx = Math.max(box.left - x, 0, x - box.right), dy = Math.max(box.top - y, 0, y - box.bottom);
      return dx * dx + dy * dy < r * r;
    });
  }

  globalThis.begrippengraafLabels = { FACE, makeLabels };
})();

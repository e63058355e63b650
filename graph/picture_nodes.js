// The nodes of the picture: a shape for each kind, which vis-network calls for, and how large it is at each zoom.
// Sets globalThis.begrippengraafNodes = {makeNodes(picture) -> renderer, nodeGrowth(scale)}.
(function () {
  "use strict";
  // Sizes are pixels on the screen that grow only a little with the zoom, so that zooming in makes room.
  const nodeGrowth = (scale) => Math.min(1.6, Math.max(0.55, Math.pow(scale, 0.35))) / scale;

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

  function makeNodes(picture) {
    const isNear = (id) => !picture.near || picture.near.has(id);

    function draw(ctx, row, x, y, r, k) {
      const c = picture.colours;
      const own = c.mode === "dark" ? row.dark : row.light;
      const outlined = OUTLINED.has(row.form) || row.proposed;
      ctx.beginPath();
      SHAPES[row.form](ctx, x, y, r);
      // A pale node stays opaque to the links below it, or the picture would turn muddy.
      const pale = !isNear(row.id);
      if (pale || outlined) { ctx.fillStyle = c.ground; ctx.fill(); }
      ctx.globalAlpha = pale ? 0.42 : 1;
      if (outlined) {
        ctx.lineWidth = (row.form === "sheet" ? 1.4 : row.form === "ring" ? 3 : 2) * k;
        ctx.setLineDash(row.proposed ? [3 * k, 2 * k] : []);
        ctx.strokeStyle = own;
        ctx.stroke();
        ctx.setLineDash([]);
      } else {
        ctx.fillStyle = own;
        ctx.fill();
      }
      ctx.globalAlpha = 1;
      const chosen = picture.selection.includes(row.id);
      if (chosen || picture.hovered === row.id || picture.current === row.id) {
        ctx.beginPath();
        ctx.arc(x, y, r + 4 * k, 0, 2 * Math.PI);
        ctx.lineWidth = (chosen ? 2.2 : 1.4) * k;
        ctx.strokeStyle = chosen ? c.selection : c.ink;
        ctx.stroke();
      }
    }

    return ({ ctx, id, x, y }) => {
      const row = picture.rows.get(id);
      if (!row) return { nodeDimensions: { width: 1, height: 1 } };
      const k = nodeGrowth(picture.network ? picture.network.getScale() : 1);
      const r = row.size * k;
      return { drawNode: () => draw(ctx, row, x, y, r, k), nodeDimensions: { width: 2.4 * r, height: 2.4 * r } };
    };
  }

  globalThis.begrippengraafNodes = { makeNodes, nodeGrowth };
})();

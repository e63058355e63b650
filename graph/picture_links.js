// The links of the picture: how each looks, painting thousands of them in few strokes, and which one is nearest.
// Sets globalThis.begrippengraafLinks = {makeLinks(picture) -> links}.
(function () {
  "use strict";
  // From here on broken lines cannot be told from whole ones: what may be chance is paler then.
  const MANY = 1500;
  const TOGETHER = 150; // lines to a stroke where there are many; with more, a stroke gets slow itself
  const BROKEN = [7, 5]; // in map units, like the width

  function makeLinks(picture) {
    const held = new Map(); // id -> link, the weakest first
    let strokes = null; // [{style, links}] in the order of painting; null: to be made

    const isChosen = ({ from, to }) => picture.selection.length === 2 && picture.selection.includes(from) && picture.selection.includes(to);
    const touches = ({ from, to }) => picture.selection.length === 1 && (from === picture.selection[0] || to === picture.selection[0]);

    function styleOf(link) {
      const c = picture.colours;
      const many = held.size > MANY;
      const own = (c.mode === "dark" ? link.dark : link.light) || c.edge;
      const broken = !many && (link.doubtful || link.line === "broken");
      const rest = { dashes: broken ? BROKEN : [], double: link.line === "double" };
      if (isChosen(link)) return { layer: 2, colour: c.selection, opacity: 1, width: Math.max(5, link.width + 1), ...rest };
      if (touches(link)) return { layer: 1, colour: link.light ? own : c.ink, opacity: link.light ? 1 : 0.75, width: link.width + 0.4, ...rest };
      const crowd = Math.max(0.25, Math.min(1, Math.sqrt(200 / Math.max(held.size, 1))));
      const pale = picture.selection.length && !many ? 0.45 : 1;
      return {
        layer: 0, colour: own, opacity: crowd * pale * (many && link.doubtful ? 0.6 : 1),
        width: many ? Math.round(link.width * 2) / 2 || 0.5 : link.width, ...rest,
      };
    }

    function makeStrokes() {
      const layers = [[], [], []];
      const known = new Map();
      for (const link of held.values()) {
        const style = styleOf(link);
        // Few links are painted one by one in their own order, so that crossing lines are seen to cross.
        const key = held.size > MANY && style.layer === 0 ? `${style.colour} ${style.opacity} ${style.width}` : link.id;
        let stroke = known.get(key);
        if (!stroke) { stroke = { style, links: [] }; known.set(key, stroke); layers[style.layer].push(stroke); }
        stroke.links.push(link);
      }
      return layers.flat();
    }

    function paint(ctx, scale, sight) {
      strokes = strokes || makeStrokes();
      const places = picture.network.body.nodes;
      ctx.lineCap = "butt";
      for (const { style, links } of strokes) {
        stroke(ctx, style, links);
      }
      if (picture.hoveredLink && held.has(picture.hoveredLink.id)) {
        const style = styleOf(picture.hoveredLink);
        stroke(ctx, style.layer === 2 ? style : { ...style, colour: picture.colours.ink, opacity: 1 }, [picture.hoveredLink]);
      }
      ctx.globalAlpha = 1;
      ctx.setLineDash([]);

      function stroke(ctx, style, links) {
        const width = Math.max(style.width, 0.3 / scale);
        line(ctx, links, style.colour, style.opacity, width, style.dashes);
        // A double line is a line with its middle left out.
        if (style.double) line(ctx, links, picture.colours.ground, 1, width * 0.4, []);
      }

      function line(ctx, links, colour, opacity, width, dashes) {
        ctx.strokeStyle = colour;
        ctx.globalAlpha = opacity;
        ctx.lineWidth = width;
        ctx.setLineDash(dashes);
        let n = 0;
        for (const { from, to } of links) {
          const a = places[from], b = places[to];
          if (!a || !b || isOutside(a, b, sight)) continue;
          if (n === 0) ctx.beginPath();
          ctx.moveTo(a.x, a.y);
          ctx.lineTo(b.x, b.y);
          if (++n === TOGETHER) { ctx.stroke(); n = 0; }
        }
        if (n) ctx.stroke();
      }
    }

    function isOutside(a, b, { left, right, top, bottom }) {
      return (a.x < left && b.x < left) || (a.x > right && b.x > right) || (a.y < top && b.y < top) || (a.y > bottom && b.y > bottom);
    }

    // The link whose line runs within ``reach`` (map units) of a place.
    function nearest(at, reach) {
      let best = null;
      let least = reach;
      const places = picture.network.body.nodes;
      for (const link of held.values()) {
        const a = places[link.from], b = places[link.to];
        if (!a || !b) continue;
        const dx = b.x - a.x, dy = b.y - a.y;
        const t = Math.max(0, Math.min(1, ((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
        const d = Math.hypot(at.x - a.x - t * dx, at.y - a.y - t * dy) - link.width / 2;
        if (d < least) { least = d; best = link; }
      }
      return best;
    }

    return {
      held, styleOf, paint, nearest,
      show(edges) {
        held.clear();
        for (const link of edges) held.set(link.id, link);
        strokes = null;
      },
      restyle() { strokes = null; },
    };
  }

  globalThis.begrippengraafLinks = { makeLinks };
})();

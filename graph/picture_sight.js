// Where one looks in the picture: everything in sight, a place that an address asks for, or where a visitor went.
// Sets globalThis.begrippengraafSight = {makeSight(picture, inner, labels, settings) -> sight}.
(function () {
  "use strict";
  const REST = 300; // ms without movement, after which where one looks is told
  // A kept sight shows the same part of the map in a window of any size: at zoom 1 the picture is 800 units of it wide.
  // The width counts alone: what stands above the picture makes it lower or higher, but changes no zoom.
  const SIGHT = { width: 800, farthest: 0.01, nearest: 6 };
  const NAMED = 400; // the foremost nodes, for whose names there is room when everything is in sight

  function makeSight(picture, inner, labels, settings) {
    const unit = () => inner.clientWidth / SIGHT.width;
    const within = (scale) => Math.min(SIGHT.nearest, Math.max(SIGHT.farthest, scale));

    // Go where an address says; without a place, everything in sight.
    function look(place) {
      if (!place) { fit(); return; }
      picture.kept = place;
      picture.moved = true;
      go(within(place.zoom * unit()), ...place.centre);
    }

    function fit() {
      picture.moved = false;
      picture.kept = null;
      const whole = findSight();
      if (whole) go(whole.scale, whole.x, whole.y);
    }

    function go(scale, x, y) {
      move(scale, { x, y });
      picture.fitted = true;
    }

    // Left to itself vis lets go on for ever, at every drawing, a movement that another one followed before its first frame.
    function arrive() {
      const { view } = picture.network;
      if (picture.network.listeners("initRedraw").includes(view.viewFunction)) view._transitionRedraw(true);
    }

    function move(scale, position, animation = false) {
      arrive();
      picture.network.moveTo({ scale, position, animation });
    }

    function moving() { picture.moved = true; picture.kept = null; }

    // Nothing moves by itself: from here on it is the visitor who asks for everything in sight, unless that is what the
    // sight is. Only who would look at an empty field, because all that there was had gone, is shown what there is.
    function nodesChanged(wasEmpty) {
      if (wasEmpty && !(picture.fitted && picture.moved && isAnythingInSight())) look(picture.fitted ? null : picture.kept);
      else if (picture.fitted) picture.moved = Boolean(now());
    }

    function isAnythingInSight() {
      const { left, top, right, bottom } = box();
      const places = picture.ordered.map(({ id }) => picture.network.body.nodes[id]);
      return places.some(({ x, y }) => x > left && x < right && y > top && y < bottom);
    }

    // What is in sight, or null when that is everything that is drawn.
    function now() {
      if (picture.kept) return picture.kept;
      const { x, y } = picture.network.getViewPosition();
      const scale = picture.network.getScale();
      const whole = findSight();
      const same = whole && Math.abs(scale / whole.scale - 1) < 0.002 && Math.hypot(x - whole.x, y - whole.y) * scale < 1;
      return same ? null : { zoom: scale / unit(), centre: [x, y] };
    }

    function box() {
      const { scale, translation } = picture.network.body.view;
      const left = -translation.x / scale, top = -translation.y / scale;
      return { left, top, right: left + inner.clientWidth / scale, bottom: top + inner.clientHeight / scale };
    }

    // Told once the picture has come to rest, or at once along with something else.
    let resting = 0;
    function watch() {
      if (!picture.fitted || !settings.on || !settings.on.sight) return;
      const { x, y } = picture.network.getViewPosition();
      const seen = [picture.network.getScale(), x, y, picture.rows.size].join();
      if (seen === picture.watched) return;
      picture.watched = seen;
      clearTimeout(resting);
      resting = setTimeout(() => tell(false), REST);
    }
    function tell(along) {
      clearTimeout(resting);
      const told = settings.on && settings.on.sight;
      if (told && picture.fitted && !picture.panning && !picture.gone && inner.clientWidth) told(now(), along);
    }

    // Where everything is in sight, with room for the labels at the edges; null where there is nothing to see.
    function findSight() {
      const width = inner.clientWidth - 24, height = inner.clientHeight - 16;
      if (!picture.rows.size || width <= 0 || height <= 0) return null;
      if (!picture.whole || picture.whole.width !== width || picture.whole.height !== height) {
        picture.whole = { width, height, ...fitWithin(width, height) };
      }
      return picture.whole;
    }

    function fitWithin(width, height) {
      const places = picture.network.body.nodes;
      const ctx = inner.querySelector("canvas").getContext("2d");
      // On a phone the labels at the edges give way; the nodes need the room.
      const widest = inner.clientWidth < 600 ? 26 : Infinity;
      const marked = picture.ordered.map((row, place) => {
        const { x, y } = places[row.id];
        const half = place < NAMED ? Math.min(labels.widthOf(ctx, row) / 2, widest) : 0;
        return { x, y, half: Math.max(half, row.size), up: row.size + 6, down: row.size + row.letter + 10 };
      });
      const extent = (s) => {
        const e = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
        for (const m of marked) {
          e.left = Math.min(e.left, m.x * s - m.half); e.right = Math.max(e.right, m.x * s + m.half);
          e.top = Math.min(e.top, m.y * s - m.up); e.bottom = Math.max(e.bottom, m.y * s + m.down);
        }
        return e;
      };
      // Labels keep their size on the screen while places spread, so the scale is found by trying.
      let low = 0.02, high = 2.5;
      for (let tries = 0; tries < 24; tries++) {
        const middle = Math.sqrt(low * high);
        const e = extent(middle);
        if (e.right - e.left <= width && e.bottom - e.top <= height) low = middle; else high = middle;
      }
      const e = extent(low);
      return { scale: low, x: (e.left + e.right) / 2 / low, y: (e.top + e.bottom) / 2 / low };
    }

    return { look, fit, move, arrive, moving, within, nodesChanged, now, box, watch, tell, stop: () => clearTimeout(resting) };
  }

  globalThis.begrippengraafSight = { makeSight };
})();

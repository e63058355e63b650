// The Streamlit side of the picture: one picture for each place on the page, updated by differences.
const pictures = new WeakMap();
let turn = 0;
const nextTurn = () => { turn = Math.max(turn + 1, Date.now()); return turn; }; // later ones are larger, in sight.js too

// The library and the drawing come as components of their own, so that neither is sent again at a click.
async function whenThere(find) {
  for (let tries = 0; tries < 3000; tries++) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("the drawing did not arrive");
}

async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function isDark(host) {
  const ground = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = ground || "#fff";
  const found = /^#(..)(..)(..)/.exec(probe.fillStyle);
  if (!found) return false;
  const [r, g, b] = found.slice(1).map((part) => parseInt(part, 16));
  return r * 0.3 + g * 0.6 + b * 0.1 < 110;
}

// Where one looks, as it stands in the address: the same signs as graph/filters/sight.py writes.
function write(sight) {
  if (!sight) return "";
  return [Number(sight.zoom.toPrecision(4)), ...sight.centre.map((value) => Number(value.toFixed(1)) || 0)].join();
}

export default function ({ data, parentElement, setStateValue }) {
  let held = pictures.get(parentElement);
  if (!held) {
    const root = document.createElement("div");
    root.className = "root";
    root.tabIndex = 0;
    root.setAttribute("role", "application");
    const voice = document.createElement("div");
    voice.className = "voice";
    voice.setAttribute("aria-live", "polite");
    const buttons = document.createElement("div");
    buttons.className = "buttons";
    parentElement.append(root, voice, buttons);
    held = { root, voice, buttons, generation: 0 };
    for (const [word, sign, act] of [
      ["nearer", "+", () => held.picture?.zoom(1.3)],
      ["further", "−", () => held.picture?.zoom(1 / 1.3)],
      ["fit", "", () => held.picture?.fit()],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.word = word;
      button.textContent = sign;
      button.addEventListener("click", act);
      buttons.append(button);
    }
    root.addEventListener("keydown", (event) => held.picture?.key(event));
    pictures.set(parentElement, held);
  }
  const mine = ++held.generation;
  held.tell = (name, value) => setStateValue(name, { ...value, sight: held.seen, turn: nextTurn() });
  held.root.setAttribute("aria-label", `${data.description} ${data.words.keys}`);
  held.root.setAttribute("aria-roledescription", data.words.role);
  for (const button of held.buttons.querySelectorAll("[data-word]")) {
    const word = data.words[button.dataset.word];
    button.setAttribute("aria-label", word);
    if (button.dataset.word === "fit" && button.textContent !== word) button.textContent = word;
  }

  (async () => {
    await whenThere(() => globalThis.vis && globalThis.begrippengraafPicture);
    const packed = held.fingerprint === data.fingerprint ? "" : await whenThere(() => globalThis.begrippengraafDrawings?.get(data.fingerprint));
    const graph = packed ? await unpack(packed) : null;
    if (mine !== held.generation) return; // a newer call has taken over
    const colours = data.colours[isDark(held.root) ? "dark" : "light"];
    if (!held.picture) {
      held.seen = write(data.sight);
      held.picture = globalThis.begrippengraafPicture.create(held.root, {
        data: graph,
        colours,
        selection: data.selection,
        sight: data.sight,
        on: {
          select: (nodes) => {
            held.sent = nodes.join("~");
            held.tell("clicked", { nodes });
          },
          drag: (moved) => held.tell("dragged", moved),
          expand: (node) => {
            held.sent = node;
            held.tell("expanded", { node });
          },
          press: (act) => held.tell("pressed", { act }),
          sight: (sight, along) => {
            const said = write(sight);
            if (said === held.seen) return;
            held.seen = said;
            document.dispatchEvent(new CustomEvent("begrippengraaf-sight", { detail: { said, along } }));
          },
          announce: (text) => { held.voice.textContent = text; },
        },
      });
    } else {
      if (graph) held.picture.show(graph);
      if (held.picture.colours.mode !== colours.mode) held.picture.recolour(colours);
      const asked = data.selection.join("~");
      // What was clicked here is on its way to Python already; only a choice made elsewhere moves the picture.
      held.picture.select(data.selection, asked !== held.sent);
      held.sent = asked;
      if (data.looks !== held.looks) {
        held.seen = write(data.sight);
        held.picture.look(data.sight);
      }
    }
    held.looks = data.looks;
    held.fingerprint = data.fingerprint;
    globalThis.begrippengraaf = { picture: held.picture, network: held.picture.network, root: held.root };
  })().catch((error) => { held.voice.textContent = String(error); });

  return () => {
    // A clean-up that belongs to a superseded call must not tear down the picture of the present one.
    if (mine !== held.generation) return;
    held.picture?.destroy();
    held.picture = null;
    held.fingerprint = null;
    held.root.remove();
    held.voice.remove();
    held.buttons.remove();
    pictures.delete(parentElement);
  };
}

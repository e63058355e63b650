// The Streamlit side of the picture: one picture for each place on the page, updated by differences.
const pictures = new WeakMap();
let turn = Date.now();

async function whenLoaded() {
  for (let tries = 0; tries < 1500; tries++) {
    if (globalThis.vis && globalThis.begrippengraafPicture) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("vis-network did not load");
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

export default function ({ data, parentElement, setStateValue }) {
  let held = pictures.get(parentElement);
  if (!held) {
    const root = document.createElement("div");
    root.className = "root";
    root.tabIndex = 0;
    root.setAttribute("role", "application");
    root.setAttribute("aria-roledescription", "graaf");
    const voice = document.createElement("div");
    voice.className = "voice";
    voice.setAttribute("aria-live", "polite");
    const buttons = document.createElement("div");
    buttons.className = "buttons";
    parentElement.append(root, voice, buttons);
    held = { root, voice, buttons, generation: 0 };
    for (const [name, sign, act] of [
      ["Inzoomen", "+", () => held.picture?.zoom(1.3)],
      ["Uitzoomen", "−", () => held.picture?.zoom(1 / 1.3)],
      ["Alles in beeld", "Alles in beeld", () => held.picture?.fit()],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", name);
      button.addEventListener("click", act);
      buttons.append(button);
    }
    root.addEventListener("keydown", (event) => held.picture?.key(event));
    pictures.set(parentElement, held);
  }
  const mine = ++held.generation;
  held.setStateValue = setStateValue;
  held.root.setAttribute("aria-label", `${data.description} Met n en p loopt u langs de knopen, met Enter opent u er een. `
    + "Alles in het beeld staat ook als lijst ernaast.");

  (async () => {
    await whenLoaded();
    const graph = held.fingerprint === data.fingerprint ? null : await unpack(data.packed);
    if (mine !== held.generation) return; // a newer call has taken over
    const colours = data.colours[isDark(held.root) ? "dark" : "light"];
    if (!held.picture) {
      held.picture = globalThis.begrippengraafPicture.create(held.root, {
        data: graph,
        colours,
        selection: data.selection,
        on: {
          select: (nodes) => {
            held.sent = nodes.join("~");
            held.setStateValue("clicked", { nodes, turn: ++turn });
          },
          drag: ({ node, x, y }) => held.setStateValue("dragged", { node, x, y, turn: ++turn }),
          expand: (node) => {
            held.sent = node;
            held.setStateValue("expanded", { node, turn: ++turn });
          },
          press: (act) => held.setStateValue("pressed", { act, turn: ++turn }),
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
    }
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

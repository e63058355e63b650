// Keys of the explorer, and the link past the header. A single letter does something only while the picture or its
// table has the focus, so that it never gets in the way of who speaks to the browser or types elsewhere.
const PLACES = ".st-key-picture, .st-key-twin-tables";
const SKIP = "[data-testid=stSkipToContent]";
const BUTTONS = { f: ".st-key-focus-node button", v: ".st-key-hide-node button" };

const find = (selector) => document.querySelector(selector);
const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));
const isBusy = () => !find('[data-test-script-state="notRunning"]');
const isSeen = (element) => Boolean(element?.checkVisibility());

async function wait(look, patience = 4000) {
  for (let passed = 0; passed < patience; passed += 40) {
    const found = look();
    if (found) return found;
    await sleep(40);
  }
  return null;
}

// What was chosen a moment ago is still on its way: its buttons come with the answer.
async function press(selector) {
  await sleep(60);
  await wait(() => !isBusy());
  find(selector)?.click();
}

function inShadow(selector, inner) {
  for (const host of document.querySelectorAll(`${selector} *`)) {
    const found = host.shadowRoot?.querySelector(inner);
    if (found) return found;
  }
  return find(`${selector} ${inner}`);
}

const picture = () => inShadow(".st-key-picture", "[role=application]");
const table = () => inShadow(".st-key-twin-nodes", "button");

function focus(element) {
  if (!element) return;
  if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus();
}

async function turn() {
  const wasTable = isSeen(find(".st-key-twin-tables"));
  find(".st-key-as-table button")?.click();
  focus(await wait(() => {
    const wanted = wasTable ? picture() : table();
    return isSeen(wanted) ? wanted : null;
  }));
}

async function askRoute() {
  await press(".st-key-route-open button");
  focus(await wait(() => find(".st-key-panel [class*=st-key-route-from] input")));
}

const acts = {
  t: turn,
  w: askRoute,
  i: async () => { await sleep(60); await wait(() => !isBusy()); focus(find(".st-key-panel h2") || find(".st-key-panel")); },
  "/": () => focus(find(".st-key-search-box input")),
  "?": () => find("[data-help]")?.click(),
};
for (const [key, selector] of Object.entries(BUTTONS)) acts[key] = () => press(selector);

const back = () => focus(isSeen(find(".st-key-twin-tables")) ? table() : picture());

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const path = event.composedPath().filter((item) => item instanceof Element);
  if (path.some((item) => /^(input|textarea|select)$/i.test(item.tagName) || item.isContentEditable)) return;
  if (event.key === "Escape" && path.some((item) => item.matches(".st-key-panel"))) { back(); return; }
  const act = acts[event.key];
  if (!act || !path.some((item) => item.matches(PLACES))) return;
  event.preventDefault();
  act();
}

function onClick(event) {
  const link = event.composedPath().find((item) => item instanceof Element && item.matches(SKIP));
  if (!link) return;
  event.preventDefault();
  if (find(".st-key-explorer")) back();
  else focus(find("[data-testid=stMain] h1"));
}

// Streamlit names the two ends of a slider in English, and names them again when the label changes.
let ends = {};
let naming = 0;
function nameEnds() {
  for (const input of document.querySelectorAll('input[type=range][aria-label*=" — "]')) {
    const [name, said] = input.getAttribute("aria-label").split(" — ");
    const end = ends[said] ? said : input.dataset.end; // named before, perhaps in the other language
    if (!ends[end]) continue;
    input.dataset.end = end;
    if (said !== ends[end]) input.setAttribute("aria-label", `${name} — ${ends[end]}`);
  }
}
const watcher = new MutationObserver(() => { cancelAnimationFrame(naming); naming = requestAnimationFrame(nameEnds); });

// Called again after every run of the page: the listeners are the same functions each time, and so stand there once.
export default function ({ data }) {
  const skip = find(SKIP);
  if (skip && skip.textContent !== data.skip) skip.textContent = data.skip;
  ends = data.ends;
  nameEnds();
  watcher.observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-label"] });
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  return () => {
    watcher.disconnect();
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("click", onClick);
  };
}

// Streamlit's page says that it is in English; a screen reader would read Dutch aloud with English sounds. Here it is
// said what it is, and the switch between languages changes nothing but the language: same page, same session.
let tell = null;
let spoken = "nl";
let here = "";

const asked = () => (/[?&]taal=en(&|$)/.test(location.search) ? "en" : "nl");

function addressIn(language) {
  const parts = location.search.slice(1).split("&").filter((part) => part && !part.startsWith("taal="));
  if (language !== "nl") parts.push(`taal=${language}`);
  return location.pathname + (parts.length ? `?${parts.join("&")}` : "") + location.hash;
}

const linkOf = (event) => event.target.closest?.("a.language");

// The rest of the address changes without the header being drawn again: a link is set right just before it is used.
function prepare(event) {
  const link = linkOf(event);
  if (link) link.setAttribute("href", addressIn(link.hreflang));
}

function follow(event) {
  const link = linkOf(event);
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.hreflang !== spoken) tell("asked", link.hreflang); // the app changes the address
}

// The back button may lead to the same page in the other language.
function moved() {
  if (location.pathname === here && asked() !== spoken) tell("asked", asked());
}

// Called again after every run of the page: the listeners are the same functions each time, and so stand there once.
export default function ({ data, setTriggerValue }) {
  tell = setTriggerValue;
  spoken = data.language;
  here = location.pathname;
  document.documentElement.lang = spoken;
  for (const kind of ["pointerdown", "focusin", "contextmenu"]) document.addEventListener(kind, prepare);
  document.addEventListener("click", follow);
  addEventListener("popstate", moved);
  return () => {
    for (const kind of ["pointerdown", "focusin", "contextmenu"]) document.removeEventListener(kind, prepare);
    document.removeEventListener("click", follow);
    removeEventListener("popstate", moved);
  };
}

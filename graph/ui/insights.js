// A click on a link of the page goes through the app, so that the page need not load anew. Everything else a link can
// do (another tab, copying the address, the keyboard) stays the browser's own.
let tell = null;
let listening = false;

function follow(event) {
  const link = event.target.closest?.("a.go");
  if (!link || !tell || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const address = new URL(link.getAttribute("href"), document.baseURI);
  tell("go", {
    page: address.pathname.endsWith("/documenten") ? "documents" : "explore",
    query: Object.fromEntries(address.searchParams),
  });
}

export default function ({ setTriggerValue }) {
  tell = setTriggerValue;
  if (!listening) {
    listening = true;
    document.addEventListener("click", follow);
  }
  return () => {
    tell = null;
    listening = false;
    document.removeEventListener("click", follow);
  };
}

// A link of the page goes to another page of the app without loading everything anew: the address changes, and the app
// is told as it is by the back button. So the back button leads back here, to the same choice. Everything else that a
// link can do (another tab, copying the address, the keyboard) stays the browser's own.
function follow(event) {
  const link = event.target.closest?.("a.go");
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", new URL(link.getAttribute("href"), document.baseURI));
  dispatchEvent(new PopStateEvent("popstate", { state: null }));
}

// Going back from one choice to another on this page changes the address only; the app must be asked to read it again.
export default function ({ setTriggerValue }) {
  const here = location.pathname;
  const moved = () => {
    if (location.pathname === here) setTriggerValue("moved", location.search);
  };
  document.addEventListener("click", follow);
  addEventListener("popstate", moved);
  return () => {
    document.removeEventListener("click", follow);
    removeEventListener("popstate", moved);
  };
}

// A link of the page goes to another page of the app, or to another choice on this one, without loading everything anew:
// the address changes, and the app is told as it is by the back button. So the back button leads back here, to the same
// choice. Everything else that a link can do (another tab, copying the address, the keyboard) stays the browser's own.
function follow(event) {
  const link = event.target.closest?.("a.go");
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const address = new URL(link.getAttribute("href"), location.href);
  if (!address.search) address.search = ""; // no lone question mark
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: null }));
}

// Another choice on this page changes the address only; the app must be asked to read it again.
let tell = null;
let here = "";

function moved() {
  if (location.pathname === here) tell("moved", location.search);
}

// Called again after every run of the page: both listeners are the same functions each time, and so stand there once.
export default function ({ setTriggerValue }) {
  tell = setTriggerValue;
  here = location.pathname;
  document.addEventListener("click", follow);
  addEventListener("popstate", moved);
  return () => {
    document.removeEventListener("click", follow);
    removeEventListener("popstate", moved);
  };
}

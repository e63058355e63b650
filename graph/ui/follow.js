// Links within passages of HTML: a plain click opens the page that they lead to within the app, in the same session.
let tell = null;
let generation = 0;

function follow(event) {
  const link = event.target.closest?.("a.to-text");
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  tell("followed", { query: link.search.slice(1), turn: Date.now() });
}

export default function ({ setStateValue }) {
  const mine = ++generation;
  tell = setStateValue;
  document.addEventListener("click", follow); // the same function each time, and so there once
  return () => {
    if (mine === generation) document.removeEventListener("click", follow);
  };
}

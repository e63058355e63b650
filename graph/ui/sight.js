// Keeps the address at where one looks in the picture, without a step in the history, and tells Python.
const KEY = "zicht";
const EVENT = "begrippengraaf-sight";
const holders = new WeakMap();
let turn = 0;

function writeAddress(text) {
  const { pathname, search, hash } = location;
  // Not with URLSearchParams: that would spell the other parts in another way, which counts as another address.
  const parts = search.slice(1).split("&").filter((part) => part && !part.startsWith(`${KEY}=`));
  if (text) parts.push(`${KEY}=${encodeURIComponent(text)}`);
  const query = parts.length ? `?${parts.join("&")}` : "";
  if (query !== search) history.replaceState(history.state, "", pathname + query + hash);
}

export default function ({ parentElement, setStateValue }) {
  const held = holders.get(parentElement) ?? { generation: 0 };
  holders.set(parentElement, held);
  held.tell = setStateValue;
  if (!held.listen) {
    held.listen = ({ detail: { said, along } }) => {
      // Streamlit takes one part of the page at a time: what is told along with something else is in that message.
      if (!along) held.tell("looked", { sight: said, turn: (turn = Math.max(turn + 1, Date.now())) });
      writeAddress(said);
    };
    document.addEventListener(EVENT, held.listen);
  }
  const mine = ++held.generation;
  return () => {
    if (mine !== held.generation) return; // of a superseded call
    document.removeEventListener(EVENT, held.listen);
    holders.delete(parentElement);
  };
}

// To another page of the app, once for each time that it is asked: the address changes, and the app is told as it is by
// the back button.
let former = "";

export default function ({ data }) {
  if (data.turn !== former) {
    former = data.turn;
    history.pushState(null, "", new URL(data.address, location.href));
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
  }
  return () => {};
}

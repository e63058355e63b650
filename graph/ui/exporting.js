// Streamlit's own parts of the dialog speak English and offer no words of our own; and a web page is shown as it opens,
// in a frame that can reach nothing, drawn at the width of a screen and made smaller as a whole.
const WIDTH = 1280, HEIGHT = 800;

function name(data) {
  const dialog = document.querySelector("[role=dialog]:has(.st-key-export)");
  if (!dialog) return false;
  dialog.querySelector(":scope > button, button[aria-label=Close]")?.setAttribute("aria-label", data.close);
  const field = dialog.querySelector("[data-testid=stFileUploader]");
  field?.querySelector("section")?.setAttribute("role", "group");
  field?.querySelector("section")?.setAttribute("aria-label", data.file);
  field?.querySelector("input[type=file]")?.setAttribute("aria-label", data.file);
  field?.querySelector("section > span button, section > button")?.setAttribute("aria-label", data.choose);
  field?.querySelector("[data-testid=stFileChipDeleteBtn] button")?.setAttribute("aria-label", data.remove);
  dialog.style.setProperty("--choose", JSON.stringify(data.choose));
  return true;
}

function frame(data) {
  const box = document.querySelector(".st-key-export .frame");
  if (!box) return false;
  if (box.shown === data.page) return true;
  box.shown = data.page;
  const page = document.createElement("iframe");
  page.title = data.frame;
  page.setAttribute("sandbox", "allow-scripts");
  page.inert = true;
  page.tabIndex = -1;
  page.width = WIDTH;
  page.height = HEIGHT;
  page.srcdoc = data.page;
  box.replaceChildren(page);
  const fit = () => {
    const scale = box.clientWidth / WIDTH;
    page.style.transform = `scale(${scale})`;
    box.style.height = `${Math.round(HEIGHT * scale)}px`;
  };
  new ResizeObserver(fit).observe(box);
  fit();
  return true;
}

export default function ({ data }) {
  let tries = 0;
  const work = () => {
    const done = [name(data), !data.page || frame(data)];
    if (done.includes(false) && tries++ < 100) setTimeout(work, 30);
  };
  work();
  // Streamlit draws some of its parts again after a choice, without running this script.
  const dialog = document.querySelector("[role=dialog]:has(.st-key-export)");
  const watch = dialog && new MutationObserver(() => name(data));
  watch?.observe(dialog, { childList: true, subtree: true });
  return () => watch?.disconnect();
}

// Streamlit's cross of the dialog speaks English and offers no words of our own.
export default function ({ data, parentElement }) {
  const dialog = parentElement.getRootNode().host?.closest("[role=dialog]") ?? parentElement.closest("[role=dialog]");
  dialog?.querySelector("button[aria-label=Close]")?.setAttribute("aria-label", data.close);
  return () => {};
}

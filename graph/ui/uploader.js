// Streamlit's field for files speaks English to a screen reader, and offers no words of our own.
export default function ({ data }) {
  let tries = 0;
  const name = () => {
    const field = document.querySelector(".st-key-documents-side [data-testid=stFileUploader]");
    if (!field && tries++ < 100) { setTimeout(name, 30); return; }
    field?.querySelector("section")?.setAttribute("role", "group");
    field?.querySelector("input[type=file]")?.setAttribute("aria-label", data.label);
    field?.querySelector("section button")?.setAttribute("aria-label", data.button);
  };
  name();
  return () => {};
}

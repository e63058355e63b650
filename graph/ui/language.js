// Streamlit's page says that it is in English; a screen reader would read Dutch aloud with English sounds.
export default function () {
  document.documentElement.lang = "nl";
  return () => {};
}

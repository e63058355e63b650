// Bring the sentence that was asked for into sight, once for each question.
let former = "";

export default function ({ data }) {
  const question = data.document + " " + data.asked;
  if (question !== former) {
    former = question;
    let tries = 0;
    const look = () => {
      const asked = document.getElementById("asked");
      if (asked) asked.scrollIntoView({ block: "center" });
      else if (!data.asked) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
      else if (tries++ < 100) setTimeout(look, 30);
    };
    look();
  }
  return () => {};
}

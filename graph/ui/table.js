// A table whose cells come escaped from Python; clicks on [data-act] are reported back.
const tables = new WeakMap();

const text = (value) => { const span = document.createElement("span"); span.textContent = value; return span.innerHTML; };
const attribute = (value) => text(value).replaceAll('"', "&quot;");

function headHtml(data) {
  return data.columns.map((column) => {
    const here = column.order && column.order === data.order;
    const sort = column.order ? ` aria-sort="${here ? (data.descending ? "descending" : "ascending") : "none"}"` : "";
    const sign = here ? (data.descending ? " ↓" : " ↑") : "";
    const inner = column.order
      ? `<button type="button" data-act="sort" data-value="${attribute(column.order)}">${text(column.label)}<span aria-hidden="true">${sign}</span></button>`
      : text(column.label);
    return `<th role="columnheader" scope="col"${sort} class="${column.numeric ? "numeric" : ""}">${inner}</th>`;
  }).join("");
}

function rowHtml(data, row) {
  const open = row.row_id === data.open;
  const cells = row.cells.map((cell, place) => {
    const column = data.columns[place + 1];
    return `<td role="cell" class="${column.numeric ? "numeric" : ""}" data-label="${attribute(column.label)}"><span>${cell}</span></td>`;
  }).join("");
  const head = `<th role="rowheader" scope="row"><button type="button" class="title" data-act="open" data-value="${attribute(row.row_id)}" `
    + `${data.detail === null ? `aria-pressed="${open}"` : `aria-expanded="${open}"`}>${row.title}</button></th>`;
  const detail = open && data.detail !== null
    ? `<tr role="row" class="detail"><td role="cell" colspan="${data.columns.length}">${data.detail}</td></tr>` : "";
  return `<tr role="row" class="${open ? "open" : ""}">${head}${cells}</tr>${detail}`;
}

export default function ({ data, parentElement, setTriggerValue }) {
  let held = tables.get(parentElement);
  if (!held) {
    const root = document.createElement("div");
    root.className = "table";
    parentElement.append(root);
    held = { root, generation: 0 };
    tables.set(parentElement, held);
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target;
      const value = JSON.stringify({ id: form.dataset.value, ...Object.fromEntries(new FormData(form)) });
      held.send("event", { act: form.dataset.act, value, turn: Date.now() });
    });
    root.addEventListener("click", (event) => {
      const target = event.target.closest("a[data-act], button[data-act]");
      if (!target || (target.tagName === "A" && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
      event.preventDefault();
      held.send("event", { act: target.dataset.act, value: target.dataset.value, turn: Date.now() });
    });
  }
  const mine = ++held.generation;
  held.send = setTriggerValue;
  const html = `<table role="table"><caption>${text(data.caption)}</caption>`
    + `<thead role="rowgroup"><tr role="row">${headHtml(data)}</tr></thead>`
    + `<tbody role="rowgroup">${data.rows.map((row) => rowHtml(data, row)).join("")}</tbody></table>`;
  if (html !== held.html) {
    const focus = held.root.getRootNode().activeElement;
    const [act, value] = focus?.dataset?.act ? [focus.dataset.act, focus.dataset.value] : ["", ""];
    const wasOpen = held.open;
    held.html = html;
    held.open = data.open;
    held.root.innerHTML = html;
    if (act) {
      [...held.root.querySelectorAll("[data-act]")].find((one) => one.dataset.act === act && one.dataset.value === value)
        ?.focus({ preventScroll: true });
    }
    // A row that was opened elsewhere, in the picture or by the address, is brought into sight.
    if (data.open && data.open !== wasOpen && !(act === "open" && value === data.open)) {
      held.root.querySelector("tr.open")?.scrollIntoView({ block: "center" });
    }
  }
  return () => {
    if (mine !== held.generation) return;
    held.root.remove();
    tables.delete(parentElement);
  };
}

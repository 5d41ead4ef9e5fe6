// Filters the table of figures over all years. Without it the table is paged and complete.
const MOST = 200;
const table = document.querySelector("table.figures");
const form = document.querySelector(".figure-filter");
const find = document.getElementById("figure-find");
const count = document.getElementById("figure-count");
const pager = document.querySelector(".pager");
const body = table?.tBodies[0];
const first = body ? [...body.rows] : [];
const total = count?.textContent ?? "";
const article = new URLSearchParams(location.search).get("article") ?? "";
let rows;

const load = () =>
  (rows ??= Promise.all(
    table.dataset.shards.split(" ").filter(Boolean).map(async (year) => {
      const answer = await fetch(`/data/figures/${table.dataset.lang}-${year}.json`);
      return answer.ok ? answer.json() : [];
    }),
  ).then((shards) => shards.flat()));

const cell = (row, text, lang) => {
  const made = row.insertCell();
  made.textContent = text;
  if (lang) made.lang = lang;
  return made;
};

const line = ([shown, measures, measuresLang, sentence, sentenceLang, flagged, path, title, titleLang, date, districts]) => {
  const row = document.createElement("tr");
  cell(row, shown + (flagged ? " ⚑" : "")).className = "figure";
  if (flagged) row.cells[0].title = table.dataset.flagged;
  cell(row, measures, measuresLang);
  cell(row, sentence, sentenceLang);
  const link = document.createElement("a");
  link.href = path;
  link.lang = titleLang;
  link.textContent = title;
  cell(row, "").append(link);
  cell(row, districts);
  cell(row, date || table.dataset.undated);
  return row;
};

const show = async () => {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length && !article) {
    body.replaceChildren(...first);
    count.textContent = total;
    if (pager) pager.hidden = false;
    return;
  }
  const all = await load();
  const found = all.filter(
    (row) => (!article || row[11] === article) && words.every((word) => row[12].includes(word)),
  );
  body.replaceChildren(...found.slice(0, MOST).map(line));
  count.textContent = found.length > MOST ? `${MOST} / ${found.length}` : String(found.length);
  if (pager) pager.hidden = true;
};

if (table && form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  let waiting;
  find.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  if (article) show();
}

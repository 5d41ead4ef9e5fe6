// Search over the Pagefind index of this edition. Defines window.digestSearch(query, filters) and runs the search page.
//
// The index holds each Chinese character as a word; a run of Chinese is asked for as a phrase of single characters.

const HAN = /\p{Script=Han}/u;
const box = document.getElementById("search");
const lang = box?.dataset.lang ?? document.documentElement.lang.slice(0, 2);
let loading;

const engine = () => {
  loading ??= import("/pagefind/pagefind.js").then(async (pagefind) => {
    await pagefind.options({ excerptLength: 30 });
    await pagefind.init();
    return pagefind;
  });
  return loading;
};

// "渝中 5900亿元 green finance" → ["\"渝 中\"", "\"5900 亿 元\"", "green finance"]
const phrases = (query) => {
  const chinese = [];
  const latin = [];
  for (const part of query.normalize("NFKC").match(/"[^"]+"|[^\s"]+/g) ?? []) {
    const bare = part.replaceAll('"', "");
    if (HAN.test(bare)) {
      for (const run of bare.split(/[^\p{L}\p{N}.%]+/u).filter(Boolean)) {
        chinese.push(`"${run.replace(/(\p{Script=Han})/gu, " $1 ").trim().replace(/\s+/g, " ")}"`);
      }
    } else if (part.startsWith('"')) {
      chinese.push(part);
    } else {
      latin.push(bare);
    }
  }
  return latin.length ? [...chinese, latin.join(" ")] : chinese;
};

const terms = (query) => (query.normalize("NFKC").match(/"[^"]+"|[^\s"]+/g) ?? []).map((part) => part.replaceAll('"', "").toLowerCase());

const clean = (text) =>
  text
    .replaceAll("\u200b", "")
    .replace(/(?<=[\p{Script=Han}，。、；：！？“”（）《》]) +(?=[\p{Script=Han}\d，。、；：！？“”（）《》])/gu, "")
    .replace(/(?<=\d) +(?=[\p{Script=Han}，。、；：！？“”（）《》])/gu, "");

const escapeHtml = (text) => text.replace(/[&<>"']/g, (ch) => `&#${ch.charCodeAt(0)};`);

// A stretch of the text around the first place of a term, as [text, isHit] pieces.
const pieces = (text, wanted) => {
  const lower = text.toLowerCase();
  const found = wanted.map((term) => lower.indexOf(term)).filter((at) => at >= 0);
  const first = found.length ? Math.min(...found) : 0;
  const start = Math.max(0, first - 40);
  const shown = text.slice(start, start + 160);
  const pattern = wanted.filter(Boolean).map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!pattern.length) return [[shown, false]];
  const parts = shown.split(new RegExp(`(${pattern.join("|")})`, "giu"));
  return parts.map((part, at) => [part, at % 2 === 1]).filter(([part]) => part);
};

// [["topic", ["finance"]], …] for the filters that are set; a result must have one of the values of each.
const filtersOf = (filters) =>
  Object.entries(filters ?? {})
    .map(([key, value]) => [key, (Array.isArray(value) ? value : [value]).filter(Boolean).map(String)])
    .filter(([, values]) => values.length);

const passes = (meta, narrowed) =>
  narrowed.every(([key, values]) => values.some((value) => (meta[key] ?? "").split(" ").includes(value)));

const find = async (query, filters) => {
  const pagefind = await engine();
  const asked = phrases(query);
  const narrowed = filtersOf(filters);
  if (!asked.length && !narrowed.length) return [];
  const lists = await Promise.all(
    (asked.length ? asked : [null]).map(async (phrase) => (await pagefind.search(phrase)).results),
  );
  const scores = new Map(lists[0].map((result) => [result.id, { result, score: result.score }]));
  for (const list of lists.slice(1)) {
    const here = new Map(list.map((result) => [result.id, result.score]));
    for (const [id, entry] of scores) {
      if (here.has(id)) entry.score += here.get(id);
      else scores.delete(id);
    }
  }
  const wanted = terms(query);
  const loaded = await Promise.all(
    [...scores.values()].map(async ({ result, score }) => {
      const data = await result.data();
      if (!passes(data.meta, narrowed)) return null;
      const title = clean(data.meta.title ?? "");
      const lower = title.toLowerCase();
      const inTitle = wanted.length > 0 && wanted.every((term) => lower.includes(term));
      return { url: data.url, title, text: clean(data.content), date: data.meta.date ?? "", score: score + (inTitle ? 1000 : 0) };
    }),
  );
  const matches = loaded.filter(Boolean);
  matches.sort((a, b) => b.score - a.score || b.date.localeCompare(a.date) || a.url.localeCompare(b.url));
  return matches.map((match) => ({ ...match, pieces: pieces(match.text, wanted) }));
};

window.digestSearch = async (query, filters = {}) =>
  (await find(String(query ?? ""), filters)).map(({ url, title, pieces: parts }) => ({
    url,
    title,
    excerpt: parts.map(([part, hit]) => (hit ? `<mark>${escapeHtml(part)}</mark>` : escapeHtml(part))).join(""),
  }));

// ── the search page ────────────────────────────────────────────────────────────────────────────────────────

const PAGE = 20;

const item = (match) => {
  const entry = document.createElement("li");
  const heading = document.createElement("h2");
  const link = document.createElement("a");
  link.href = match.url;
  link.textContent = match.title;
  if (lang === "en" && HAN.test(match.title)) link.lang = "zh-Hans";
  heading.append(link);
  const text = document.createElement("p");
  for (const [part, hit] of match.pieces) {
    const node = hit ? document.createElement("mark") : document.createTextNode(part);
    if (hit) node.textContent = part;
    text.append(node);
  }
  if (lang === "en" && HAN.test(text.textContent)) text.lang = "zh-Hans";
  entry.append(heading, text);
  if (match.date) {
    const date = document.createElement("p");
    date.className = "meta";
    date.textContent = match.date;
    entry.append(date);
  }
  return entry;
};

const run = async (form) => {
  const results = document.getElementById("results");
  const status = document.getElementById("status");
  const values = new FormData(form);
  const query = String(values.get("q") ?? "").trim();
  const filters = { topic: values.get("topic"), district: values.get("district"), year: values.get("year") };
  const address = new URLSearchParams([...values].filter(([, value]) => value));
  history.replaceState(null, "", address.size ? `?${address}` : location.pathname);
  document.getElementById("more")?.remove();
  results.replaceChildren();
  status.textContent = "";
  if (!query && !Object.values(filters).some(Boolean)) return;
  let matches;
  try {
    matches = await find(query, filters);
  } catch {
    status.textContent = box.dataset.failed;
    return;
  }
  status.textContent = matches.length ? box.dataset.count.replace("{n}", matches.length) : box.dataset.none;
  let shown = 0;
  const show = () => {
    results.append(...matches.slice(shown, shown + PAGE).map(item));
    shown += PAGE;
    document.getElementById("more")?.remove();
    if (shown < matches.length) {
      const more = document.createElement("button");
      more.id = "more";
      more.type = "button";
      more.textContent = box.dataset.more;
      more.addEventListener("click", show);
      results.after(more);
    }
  };
  show();
};

const form = box?.querySelector("form");
if (form) {
  const asked = new URLSearchParams(location.search);
  for (const name of ["q", "topic", "district", "year"]) {
    const field = form.elements.namedItem(name);
    if (field && asked.has(name)) field.value = asked.get(name);
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(form);
  });
  for (const select of form.querySelectorAll("select")) select.addEventListener("change", () => run(form));
  run(form);
}

// Highlights a sentence and its counterpart in the other language together. The page works without it.
const story = document.querySelector(".story");
let shown = [];

const show = (key) => {
  for (const span of shown) span.classList.remove("paired");
  shown = key ? [...story.querySelectorAll(`[data-seg="${CSS.escape(key)}"]`)] : [];
  if (shown.length < 2) shown = [];
  for (const span of shown) span.classList.add("paired");
};

if (story) {
  const keyOf = (event) => event.target.closest?.("[data-seg]")?.dataset.seg ?? "";
  story.addEventListener("pointerover", (event) => show(keyOf(event)));
  story.addEventListener("pointerleave", () => show(""));
  story.addEventListener("click", (event) => show(keyOf(event)));
}

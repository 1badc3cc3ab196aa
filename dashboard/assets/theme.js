// The choice of appearance: as on this device, light, dark, high contrast.
(function () {
  "use strict";
  const root = document.documentElement;
  const asks = (what) => window.matchMedia(`(${what})`).matches;

  // The palette that is shown, by its name in charts/palettes.py.
  function palette() {
    const chosen = root.dataset.theme;
    const isHigh = chosen ? chosen === "contrast" : asks("prefers-contrast: more");
    const isDark = (!chosen || isHigh) && asks("prefers-color-scheme: dark");
    if (isHigh) return isDark ? "dark-contrast" : "contrast";
    return isDark || chosen === "dark" ? "dark" : "light";
  }

  function show(chosen) {
    if (chosen) root.dataset.theme = chosen;
    else delete root.dataset.theme;
    window.dispatchEvent(new CustomEvent("themechange"));
  }

  function keep(chosen) {
    try {
      if (chosen) window.localStorage.setItem("appearance", chosen);
      else window.localStorage.removeItem("appearance");
    } catch (refused) {
      // The choice then holds for this page only.
    }
  }

  document.addEventListener("change", (event) => {
    if (event.target.name !== "appearance") return;
    keep(event.target.value);
    show(event.target.value);
  });
  // The boxes say what holds when they are unfolded: they are the server's, which doesn't know.
  document.addEventListener(
    "toggle",
    (event) => {
      for (const each of event.target.querySelectorAll('[name="appearance"]')) {
        each.checked = each.value === (root.dataset.theme || "");
      }
    },
    true,
  );
  window.addEventListener("storage", (event) => {
    if (event.key === "appearance") show(event.newValue);
  });
  for (const what of ["prefers-color-scheme: dark", "prefers-contrast: more", "forced-colors: active"]) {
    window
      .matchMedia(`(${what})`)
      .addEventListener("change", () => window.dispatchEvent(new CustomEvent("themechange")));
  }

  window.emn = Object.assign(window.emn || {}, { palette, asks });
})();

// The button that switches between light and dark.
(function () {
  "use strict";
  function isDark() {
    var chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function choose(theme) {
    document.documentElement.dataset.theme = theme;
    try {
      window.sessionStorage.setItem("theme", theme);
    } catch (refused) {
      // The choice then holds for this page only.
    }
    window.dispatchEvent(new CustomEvent("themechange"));
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("button.theme")) choose(isDark() ? "light" : "dark");
  });
  window
    .matchMedia("(prefers-color-scheme: dark)")
    .addEventListener("change", () => window.dispatchEvent(new CustomEvent("themechange")));

  window.emn = Object.assign(window.emn || {}, { isDark: isDark });
})();

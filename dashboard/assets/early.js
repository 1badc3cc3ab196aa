// Before anything is drawn: the theme that the reader chose during this visit, if any.
// Kept in this tab only, never sent; without a choice the system's theme is followed.
(function () {
  "use strict";
  try {
    var chosen = window.sessionStorage.getItem("theme");
    if (chosen) document.documentElement.dataset.theme = chosen;
  } catch (refused) {
    // A browser that forbids storage simply follows the system.
  }
  document.documentElement.classList.add("scripted");
})();

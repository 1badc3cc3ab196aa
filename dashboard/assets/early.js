// Before anything is drawn: the appearance that the reader chose, if any. Kept in this browser,
// never sent; without a choice the system's is followed.
(function () {
  "use strict";
  try {
    var chosen = window.localStorage.getItem("appearance");
    if (chosen) document.documentElement.dataset.theme = chosen;
  } catch (refused) {
    // A browser that forbids storage simply follows the system.
  }
  document.documentElement.classList.add("scripted");
})();

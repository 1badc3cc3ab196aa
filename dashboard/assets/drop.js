// What falls over the page folds again: on Escape, on a touch elsewhere, when focus goes on.
// Without this script it is folded by the button that unfolded it.
(function () {
  "use strict";
  const unfolded = () => [...document.querySelectorAll("details.drop[open]")];

  function foldAllBut(target) {
    for (const each of unfolded()) if (!each.contains(target)) each.open = false;
  }

  document.addEventListener("pointerdown", (event) => foldAllBut(event.target));
  document.addEventListener("focusin", (event) => foldAllBut(event.target));
  document.addEventListener("keydown", (event) => {
    const last = unfolded().pop(); // the inner one stands after the one around it
    if (event.key !== "Escape" || !last) return;
    const hadFocus = last.contains(document.activeElement);
    last.open = false;
    if (hadFocus) last.querySelector("summary").focus();
  });
})();

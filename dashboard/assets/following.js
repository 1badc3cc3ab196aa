// After a choice the server redraws the first exhibits of a page. The others keep what they showed,
// pale, until they are near: then each is fetched. Whoever stays gets them all, one after the other.
(function () {
  "use strict";
  const NEAR = 600, CALM = 4000; // pixels; milliseconds after the last change
  let calm = 0;

  function opened(panel) {
    return [...panel.querySelectorAll("input:checked")].map((each) => each.value);
  }

  async function follow(panel) {
    const address = panel.dataset.following;
    if (!address || panel.dataset.fetching) return;
    panel.dataset.fetching = "";
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`);
      const arrived = document.createElement("template");
      arrived.innerHTML = await answer.text();
      if (!panel.isConnected || panel.dataset.following !== address) return;
      for (const kind of opened(panel)) {
        const same = arrived.content.querySelector(`input[value="${kind}"]`);
        if (same) same.checked = true;
      }
      panel.replaceWith(arrived.content);
      window.dispatchEvent(new CustomEvent("contentchange"));
    } catch (failure) {
      delete panel.dataset.fetching; // it stays pale, and is asked for again when it is near again
    }
  }

  const near = new IntersectionObserver(
    (seen) => seen.filter((each) => each.isIntersecting).forEach((each) => follow(each.target)),
    { rootMargin: `${NEAR}px` },
  );

  async function followAll() {
    for (const panel of document.querySelectorAll("[data-following]")) await follow(panel);
  }

  window.addEventListener("contentchange", () => {
    const all = document.querySelectorAll("[data-following]");
    for (const panel of all) near.observe(panel);
    window.clearTimeout(calm);
    if (all.length) calm = window.setTimeout(followAll, CALM);
  });
})();

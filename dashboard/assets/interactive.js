// Makes a static drawing interactive once the page is read: when the browser is idle and the
// drawing is near, or is touched; one at a time, so that a press never waits for more than one.
// plotly.js is loaded then, once. If anything fails, the static drawing stays: it says everything.
(function () {
  "use strict";
  const NEAR = 200; // pixels around what is seen
  let library = null; // a promise of plotly.js
  let waiting = new Set(); // the charts to enliven, in this order
  let isAtWork = false;

  function plotly() {
    library ||= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = document.body.dataset.plotly;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => reject(new Error("plotly.js did not load"));
      document.head.append(script);
    });
    return library;
  }

  function address(chart) {
    const url = new URL(chart.dataset.figure, window.location);
    const narrow = chart.querySelector(".narrow");
    url.searchParams.set("width", narrow.getClientRects().length ? "narrow" : "wide");
    const palette = window.emn.palette();
    if (palette !== "light") url.searchParams.set("theme", palette);
    return url;
  }

  function still(chart) {
    const live = chart.querySelector(".live");
    if (live) {
      window.Plotly.purge(live);
      live.remove();
    }
    chart.classList.remove("is-live");
    delete chart.dataset.state;
  }

  // plotly.js knows no system colours: in forced ones the static drawing, which does, stays.
  function enliven(chart, isTouched) {
    if (window.emn.asks("forced-colors: active")) return;
    if (isTouched && waiting.has(chart)) waiting = new Set([chart, ...waiting]);
    if (chart.dataset.state) return;
    chart.dataset.state = "waiting";
    waiting = new Set(isTouched ? [chart, ...waiting] : [...waiting, chart]);
    work();
  }

  async function work() {
    if (isAtWork) return;
    isAtWork = true;
    while (waiting.size) {
      await new Promise(whenIdle);
      const [chart] = waiting;
      waiting.delete(chart);
      if (isNear(chart)) await draw(chart);
      else delete chart.dataset.state; // scrolled past: it waits to be near again
    }
    isAtWork = false;
  }

  function isNear(chart) {
    const { top, bottom } = chart.getBoundingClientRect();
    return chart.isConnected && bottom > -NEAR && top < window.innerHeight + NEAR;
  }

  async function draw(chart) {
    chart.dataset.state = "drawing";
    try {
      const [Plotly, answer] = await Promise.all([plotly(), fetch(address(chart))]);
      if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`);
      const { figure, config } = await answer.json();
      const drawn = [...chart.querySelectorAll(".drawn svg")].find((svg) => svg.getClientRects().length);
      if (!drawn || !chart.isConnected) return delete chart.dataset.state;
      const live = document.createElement("div");
      live.className = "live";
      live.setAttribute("role", "img");
      live.setAttribute("aria-label", drawn.querySelector("title").textContent);
      chart.append(live);
      const { width, height } = drawn.getBoundingClientRect();
      const size = { width, height };
      await Plotly.newPlot(live, figure.data, { ...figure.layout, ...size }, config);
      if (!live.isConnected) return; // it was made still in the meantime
      chart.classList.add("is-live");
      chart.dataset.state = "live";
      chart.dataset.width = size.width;
    } catch (failure) {
      still(chart);
      chart.dataset.state = "static";
    }
  }

  const near = new IntersectionObserver(
    (seen) => seen.filter((each) => each.isIntersecting).forEach((each) => enliven(each.target)),
    { rootMargin: `${NEAR}px` },
  );

  const resized = new ResizeObserver((changes) => {
    for (const { target, contentRect } of changes) {
      const moved = Math.abs(contentRect.width - target.dataset.width) > 1;
      if (target.dataset.state === "live" && contentRect.width && moved) {
        still(target);
        watch(target);
      }
    }
  });

  function watch(chart) {
    near.unobserve(chart);
    near.observe(chart);
    resized.observe(chart);
  }

  function watchAll() {
    document.querySelectorAll(".chart").forEach(watch);
  }

  function whenIdle(task) {
    if (window.requestIdleCallback) window.requestIdleCallback(task, { timeout: 1000 });
    else window.setTimeout(task);
  }

  for (const touch of ["pointerover", "focusin"]) {
    document.addEventListener(touch, (event) => {
      const chart = event.target.closest?.(".chart");
      if (chart) enliven(chart, true);
    });
  }
  window.addEventListener("load", () => whenIdle(watchAll));
  window.addEventListener("contentchange", () => whenIdle(watchAll));
  window.addEventListener("themechange", () => {
    document.querySelectorAll(".chart").forEach(still);
    whenIdle(watchAll);
  });
  window.addEventListener("beforeprint", () => document.querySelectorAll(".chart").forEach(still));
})();

// Tells the page around an embedded exhibit how tall it is; a page that does not listen scrolls it.
(function () {
  "use strict";
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    window.parent.postMessage({ emnStatistics: window.location.href, height }, "*");
  };
  new ResizeObserver(tell).observe(document.documentElement);
})();

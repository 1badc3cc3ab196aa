// Copies what the menu of an exhibit offers: a link, code for a frame, a citation. Where the browser
// does not let a page copy, the text is shown, to be copied by hand.
(function () {
  "use strict";
  function frame({ frame, height, title }) {
    const code = document.createElement("iframe");
    code.src = new URL(frame, window.location).href;
    code.title = title;
    code.width = "100%";
    code.height = height;
    code.loading = "lazy";
    code.style.border = "0";
    return code.outerHTML;
  }

  function text(control) {
    if (control.dataset.copy === "address") return control.href;
    return control.dataset.copy === "frame" ? frame(control.dataset) : control.dataset.copy;
  }

  async function copy(control) {
    const menu = control.closest("[data-done]");
    try {
      await navigator.clipboard.writeText(text(control));
    } catch (refused) {
      window.prompt("", text(control));
      return;
    }
    const before = control.textContent;
    menu.querySelector("[role=status]").textContent = menu.dataset.done;
    control.textContent = menu.dataset.done;
    window.setTimeout(() => {
      control.textContent = before;
      menu.querySelector("[role=status]").textContent = "";
    }, 2000);
  }

  document.addEventListener("click", (event) => {
    const control = event.target.closest?.("[data-copy]");
    if (!control || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    copy(control);
  });
})();

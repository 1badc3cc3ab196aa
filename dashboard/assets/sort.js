// Sorts a table by any of its columns: a button in each heading, aria-sort on the one that rules.
// Numbers are read as their language writes them; where there is none, a row comes last.
(function () {
  "use strict";

  function equip() {
    for (const heading of document.querySelectorAll(".as-table thead th:not(:has(button))")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
    }
  }

  function number(cell) {
    const text = cell.firstChild?.nodeType === Node.TEXT_NODE ? cell.firstChild.nodeValue : "";
    const [thousands, decimal] = document.documentElement.lang === "fr" ? [/\s/g, ","] : [/,/g, "."];
    const plain = text.replace(thousands, "").replace(decimal, ".").replace("\u2212", "-");
    return Number.parseFloat(plain);
  }

  function compared(place, heading) {
    if (heading.dataset.sort === "order") return (one, other) => one.dataset.row - other.dataset.row;
    if (heading.classList.contains("number")) {
      return (one, other) => number(one.cells[place]) - number(other.cells[place]);
    }
    const names = new Intl.Collator(document.documentElement.lang);
    return (one, other) => names.compare(one.cells[place].textContent, other.cells[place].textContent);
  }

  function sort(heading) {
    const table = heading.closest("table");
    const place = heading.cellIndex;
    const first = heading.classList.contains("number") ? "descending" : "ascending";
    const second = first === "ascending" ? "descending" : "ascending";
    const way = heading.getAttribute("aria-sort") === first ? second : first;
    for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", way);
    const rows = [...table.tBodies[0].rows];
    rows.forEach((row, index) => (row.dataset.row ??= index));
    const sign = way === "ascending" ? 1 : -1;
    const order = compared(place, heading);
    const isLast = (row) => heading.classList.contains("number") && Number.isNaN(number(row.cells[place]));
    rows.sort((one, other) => isLast(one) - isLast(other) || sign * order(one, other) || 0);
    table.tBodies[0].append(...rows);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".as-table thead button");
    if (button) sort(button.closest("th"));
  });
  window.addEventListener("load", equip);
  window.addEventListener("contentchange", equip);
})();

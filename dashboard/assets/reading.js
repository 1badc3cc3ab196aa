// Reads a chart by key: arrows step through the numbers of the exhibit's own table, which is in
// the page already. A ring shows where the number lies, a line says it, also to those who listen.
// It works on the static drawing and on plotly's alike.
(function () {
  "use strict";
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const readings = new WeakMap();

  class Reading {
    constructor(chart) {
      this.chart = chart;
      this.cells = [...chart.closest("figure").querySelectorAll(".as-table tbody tr")].map((row) => [...row.cells]);
      this.heads = [...chart.closest("figure").querySelectorAll(".as-table thead th")];
      this.ring = this.part("span", "ring");
      this.line = this.part("p", "spoken");
      this.line.setAttribute("role", "status");
      this.at = null; // row and column of the table
      this.still();
    }

    part(tag, name) {
      const made = document.createElement(tag);
      made.className = name;
      this.chart.append(made);
      return made;
    }

    // Rows that are periods lie side by side, the latest first; rows that are places one below another,
    // and beside them perhaps columns that are periods, again the latest first.
    stepped(key) {
      const [across, down] = STEPS[key];
      const { rows, columns } = this.chart.dataset;
      if (rows === "backwards") return [this.at[0] - across, this.at[1] + (columns === "up" ? -down : down)];
      return [this.at[0] + down, this.at[1] + (columns === "backwards" ? -across : across)];
    }

    // The first press begins at the latest period, or at the highest bar.
    press(key) {
      const last = this.cells.length - 1;
      const backwards = this.chart.dataset.rows === "backwards";
      if (key === "Escape") return this.still();
      if (!this.at) this.at = key === "Home" && backwards ? [last, 1] : key === "End" && !backwards ? [last, 1] : [0, 1];
      else if (key === "Home") this.at = [backwards ? last : 0, this.at[1]];
      else if (key === "End") this.at = [backwards ? 0 : last, this.at[1]];
      else this.at = this.within(this.stepped(key));
      this.tell();
    }

    within([row, column]) {
      const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
      return [clamp(row, 0, this.cells.length - 1), clamp(column, 1, this.heads.length - 1)];
    }

    tell() {
      const [row, column] = this.at;
      const cell = this.cells[row][column];
      const remark = cell.querySelector("abbr")?.title;
      const isAbsent = cell.firstChild?.nodeName === "ABBR";
      const value = isAbsent ? remark : cell.firstChild?.textContent + (remark ? ` (${remark})` : "");
      const words = { row: this.cells[row][0].textContent, column: this.heads[column].textContent, value };
      this.line.textContent = this.chart.dataset.said.replace(/{(\w+)}/g, (_all, name) => words[name]);
      this.show(isAbsent);
    }

    show(isAbsent) {
      const place = this.place();
      this.ring.hidden = !place;
      this.ring.classList.toggle("absent", isAbsent);
      const { width, height } = this.chart.getBoundingClientRect();
      const [x, y] = place || [0, 0];
      this.ring.style.translate = `${x}px ${y}px`;
      const box = this.line.getBoundingClientRect();
      const above = y - box.height - 16;
      const left = Math.min(Math.max(x - box.width / 2, 0), width - box.width);
      const top = place ? (above >= 0 ? above : Math.min(y + 16, height - box.height)) : 0;
      this.line.style.translate = `${left}px ${top}px`;
    }

    // In pixels of the chart. Margins stay as they are when plotly fits a figure to another width.
    place() {
      const drawn = [...this.chart.querySelectorAll("[data-positions]")].find((each) =>
        each.getClientRects().length);
      const said = drawn?.dataset.positions.split(";")[this.at[0]]?.split(" ")[this.at[1] - 1];
      if (!said || said === "-") return null;
      const [x, y] = said.split(",").map(Number);
      const { width, height } = drawn.querySelector("svg").viewBox.baseVal;
      const live = this.chart.querySelector(".live")?._fullLayout?._size;
      if (live) {
        return [
          live.l + ((x - live.l) / (width - live.l - live.r)) * live.w,
          live.t + ((y - live.t) / (height - live.t - live.b)) * live.h,
        ];
      }
      const shown = drawn.querySelector("svg").getBoundingClientRect();
      return [(x / width) * shown.width, (y / height) * shown.height];
    }

    hint() {
      if (this.at) return;
      this.line.textContent = this.chart.dataset.hint;
      this.line.style.translate = "0 0";
    }

    still() {
      this.at = null;
      this.ring.hidden = true;
      this.line.textContent = "";
    }
  }

  function prepare() {
    for (const chart of document.querySelectorAll(".chart[data-said]:not([role])")) {
      chart.tabIndex = 0;
      chart.setAttribute("role", "application");
      chart.setAttribute("aria-label", chart.dataset.title);
      readings.set(chart, new Reading(chart));
    }
  }

  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".chart:focus-visible")) readings.get(event.target)?.hint();
  });
  document.addEventListener("focusout", (event) => readings.get(event.target)?.still());
  document.addEventListener("keydown", (event) => {
    const reading = readings.get(event.target);
    const isOurs = event.key in STEPS || ["Home", "End", "Escape"].includes(event.key);
    if (!reading || !isOurs || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    reading.press(event.key);
  });
  window.addEventListener("resize", () => readings.get(document.activeElement)?.still());
  window.addEventListener("load", prepare);
  window.addEventListener("contentchange", prepare);
})();

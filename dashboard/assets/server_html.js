// The browser's half of dashboard/server_html.py: takes over a part of the first content, node by
// node, so that nothing moves; later puts new HTML of the server in its place.
(function () {
  "use strict";
  const kept = new Map(); // nodes by part: a component that React mounts anew finds them again

  function adopt(host, part, report) {
    const first = document.querySelector(`#first-content [data-part="${part}"]`);
    if (first) {
      kept.set(part, [...first.childNodes]);
      if (first.dataset.stamp) report({ stamp: first.dataset.stamp });
      first.removeAttribute("data-part");
    }
    host.replaceChildren(...(kept.get(part) || []));
    if (!document.querySelector("#first-content [data-part]")) {
      document.getElementById("first-content")?.remove();
    }
  }

  // What is to follow shows what was there before, pale, until it comes.
  function keep(before, place) {
    if (!before) return;
    before.dataset.following = place.dataset.following;
    before.setAttribute("aria-busy", "true");
    delete before.dataset.fetching;
    place.replaceWith(before);
  }

  function fill(host, part, html) {
    const open = [...host.querySelectorAll("input:checked")].map((each) => [each.name, each.value]);
    const shown = new Map([...host.querySelectorAll("article[id]")].map((each) => [each.id, each]));
    host.innerHTML = html;
    for (const place of host.querySelectorAll("[data-following]")) keep(shown.get(place.id), place);
    for (const [name, value] of open) {
      const same = host.querySelector(`input[name="${name}"][value="${value}"]`);
      if (same) same.checked = true;
    }
    kept.set(part, [...host.childNodes]);
    const titled = host.querySelector("[data-title]");
    if (titled) document.title = titled.dataset.title;
    window.dispatchEvent(new CustomEvent("contentchange"));
  }

  function ServerHtml(props) {
    const host = React.useRef(null);
    React.useLayoutEffect(() => adopt(host.current, props.id, props.setProps), []);
    React.useLayoutEffect(() => {
      if (typeof props.html === "string") fill(host.current, props.id, props.html);
    }, [props.html]);
    return React.createElement("div", { id: props.id, ref: host });
  }

  window.emn_dashboard = { ServerHtml: ServerHtml };

  // The address and the controls say the same, whichever a reader uses.
  function places(search) {
    return (new URLSearchParams(search).get("places") || "").split(",").filter(Boolean);
  }

  // The search with one choice changed; commas stay commas, as in the server's spelling.
  function searchWith(search, name, value) {
    const said = new URLSearchParams(search);
    if (value) said.set(name, value);
    else said.delete(name);
    const next = said.toString().replaceAll("%2C", ",");
    return next && `?${next}`;
  }

  // What every page lets a reader choose, in the order of the server's spelling.
  const SHARED = ["places", "until", "as-of", "events"];

  // A page's own choices come first, in its order; what it shows anyway is left out. Controls that
  // arrive anew report all their values at once: that is no choice of the reader's.
  function choose(chosen, values, search) {
    const same = Array(3).fill(window.dash_clientside.no_update);
    const { inputs_list, triggered } = window.dash_clientside.callback_context;
    if (triggered.length !== 1) return same;
    const changed = triggered[0].prop_id;
    const said = new URLSearchParams(search);
    let next = "";
    inputs_list[1].forEach(({ id }, place) => {
      const value = changed.includes(`"choice":"${id.choice}"`) ? values[place] : said.get(id.choice);
      next = searchWith(next, id.choice, value === id.usual ? "" : value);
      said.delete(id.choice);
    });
    if (changed === "places.value") said.set("places", chosen.join());
    for (const name of new Set([...SHARED, ...said.keys()])) next = searchWith(next, name, said.get(name));
    if (canonical(next) === canonical(search)) return same;
    focused = document.activeElement?.id;
    return [next, next, changed === "places.value" ? same[0] : next];
  }

  function canonical(search) {
    const said = new URLSearchParams(search);
    said.sort();
    return said.toString();
  }

  // Controls that arrive anew take the place of those that a reader was at: so does the focus.
  let focused = "";
  new MutationObserver(() => {
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
  }).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("pointerdown", () => (focused = ""));
  // What is chosen gives way to what is typed to find another.
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(".choices input:not([readonly])")) target.select();
  });

  window.dash_clientside = Object.assign(window.dash_clientside || {}, { emn: { choose: choose } });
  window.addEventListener("popstate", () => {
    window.dash_clientside.set_props("places", { value: places(window.location.search) });
    for (const id of ["wish", "offer"]) {
      window.dash_clientside.set_props(id, { data: window.location.search });
    }
  });
})();

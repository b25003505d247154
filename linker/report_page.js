// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The views of the page, and the panel that explains one function.

const ROWS = 300; // of a table at once

// An element with properties; children are elements or texts.
function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((child) => child !== null));
  return element;
}

const link = (node, text) => make("button", {
  className: "link", onclick: () => select(node),
}, text || node.name);

// The node of a name as a link, the name alone if there is none.
const named = (name) => byName.has(name) ? link(byName.get(name)) : name;

const places = (at) => make("span", {className: "place"}, place(at));

function bar(part, whole) {
  const fill = make("i");
  fill.style.width = `${whole ? 100 * part / whole : 0}%`;
  return make("div", {className: "bar"}, fill);
}

// ---- tables

// Columns: {title, value(row) to sort and filter by, cell(row)?, number?, word?}
function table(rows, columns, order, down) {
  const state = {order, down, shown: ROWS};
  const body = make("tbody"), head = make("tr");
  const note = make("p", {className: "faint"});
  const text = (row) => columns.map((c) => c.value(row)).join(" ").toLowerCase();
  const draw = () => {
    const wanted = search.value.toLowerCase();
    const found = rows.filter((row) => !wanted || text(row).includes(wanted));
    const {value, number} = columns[state.order];
    found.sort((a, b) => (number ? value(a) - value(b)
      : String(value(a)).localeCompare(value(b))) * (state.down ? -1 : 1));
    body.replaceChildren(...found.slice(0, state.shown).map((row) =>
      make("tr", {}, ...columns.map((c) => make(
        "td", {className: c.number ? "number" : c.word ? "word" : ""},
        c.cell ? c.cell(row) : c.number ? count(c.value(row)) : c.value(row))))));
    note.replaceChildren(`${count(found.length)} of ${count(rows.length)}`);
    if (found.length > state.shown)
      note.append(make("button", {
        className: "more", onclick: () => { state.shown += ROWS; draw(); },
      }, `show ${count(Math.min(ROWS, found.length - state.shown))} more`));
  };
  columns.forEach((column, number) => head.append(
    make("th", {className: column.number ? "number" : ""},
         make("button", {onclick: () => {
           state.down = state.order === number ? !state.down : column.number;
           state.order = number;
           draw();
         }}, column.title))));
  search.oninput = draw;
  draw();
  return [make("table", {}, make("thead", {}, head), body), note];
}

// ---- the panel

function chainList(chain) {
  const list = make("ol", {className: "chain"});
  for (const edge of chain)
    list.append(make("li", {}, link(nodes[edge.to]), " ", edgeWords(edge), " ",
      edge.from === ROOT ? null : link(nodes[edge.from]),
      edge.from !== ROOT && edge.text ? ` through ${edge.text}` : null, " ",
      places(edge)));
  return list;
}

function shortList(title, items, row) {
  if (!items.length)
    return [];
  const most = 30, list = make("ul", {className: "chain"});
  list.append(...items.slice(0, most).map((item) => make("li", {}, ...row(item))));
  if (items.length > most)
    list.append(make("li", {className: "faint"}, `${items.length - most} more`));
  return [make("h2", {}, `${title} (${count(items.length)})`), list];
}

function explainKept(node) {
  const chain = chainTo(node);
  const kept = node.dominated.slice().sort((a, b) => b.retained - a.retained);
  return [
    make("h2", {}, "Why it is kept"),
    chain.length ? chainList(chain) : make("p", {}, "The audit has no chain."),
    make("h2", {}, "What it keeps"),
    make("p", {}, `Without it ${count(node.retained)} bytes would go, ` +
      `${percent(node.retained, data.image.bytes)} of the image: itself and ` +
      "what is reached through it only."),
    ...shortList("Kept by it alone", kept, (other) =>
      [link(other), ` ${count(other.retained)} bytes`]),
    ...shortList("Used by", node.inward.filter((e) => e.from !== ROOT), (edge) =>
      [link(nodes[edge.from]), ` ${edge.kind} `, places(edge)]),
    ...shortList("Uses", node.outward, (edge) =>
      [link(nodes[edge.to]), ` ${edge.kind} `, places(edge)]),
  ];
}

function explainRemoved(node) {
  const list = callers(node);
  return [
    make("h2", {}, "Removed"),
    make("p", {}, list.length ? "Nothing that is reached calls it."
      : "Nothing that was linked refers to it."),
    ...shortList("It would be kept by these, if they were reached",
      list.filter((c) => !c.reached),
      (c) => [named(c.from), ` ${c.kind} `, places(c)]),
    ...shortList("Its address is in what is kept, where no reached call gets it",
      list.filter((c) => c.reached),
      (c) => [named(c.from), ` ${c.kind} `, places(c)]),
  ];
}

function select(node) {
  const size = node.memory ? `${count(node.memory)} bytes of memory`
    : `${count(node.bytes)} bytes`;
  const own = calls.filter((call) => call.node === node);
  details.hidden = false;
  details.replaceChildren(
    make("button", {id: "close", onclick: () => {
      details.hidden = true;
      location.hash = "";
      window.dispatchEvent(new Event("resize"));
    }}, "close"),
    make("h2", {id: "selected"}, node.name),
    make("p", {}, `${["kept function", "removed function", "variable",
      "neither function nor variable"][node.kind]}, ` +
      `${COMPONENTS[node.component] || node.component}, ${size} `, places(node)),
    ...(node.kind === REMAINDER ? [] : node.kind === REMOVED
      ? explainRemoved(node) : explainKept(node)),
    ...shortList("Calls through pointers", own, (call) =>
      [`${call.field} `, places(call), ": ", targetWords(call)]));
  details.scrollTop = 0;
  window.dispatchEvent(new Event("resize"));
  if (node.kind !== REMAINDER)
    location.hash = encodeURIComponent(node.name);
}

// ---- views

const functions = (kind) => nodes.filter(
  (n) => n.kind === kind && n.number !== ROOT);

const nodeColumns = (removed) => [
  {title: "name", value: (n) => n.name, cell: (n) => link(n)},
  {title: "component", value: (n) => COMPONENTS[n.component] || n.component},
  removed ? null : {title: "bytes", value: (n) => n.bytes, number: true},
  removed ? null : {title: "keeps", value: (n) => n.retained, number: true},
  {title: "file", value: place, cell: places},
].filter(Boolean);

function targetWords(call) {
  const most = 12, words = make("span");
  call.targets.slice(0, most).forEach((target, i) =>
    words.append(i ? ", " : "", link(target)));
  if (call.targets.length > most)
    words.append(` and ${call.targets.length - most} more`);
  if (!call.resolved)
    words.append(make("div", {className: "bad"}, call.reason));
  return words;
}

// The last frame of a chain is the function of the system call or driver.
function whyLink(item) {
  const frames = item.why || [], last = frames[frames.length - 1];
  const node = last && byName.get(last.symbol);
  return node ? link(node, item.name) : item.name;
}

const calledFrom = (item) =>
  item.why && item.why.length > 1 ? item.why[item.why.length - 2].symbol : "";

function componentRows() {
  return Object.entries(COMPONENTS).map(([key, title]) => {
    const own = nodes.filter((n) => n.component === key && n.number !== ROOT);
    return {
      title, bytes: own.reduce((sum, n) => sum + n.bytes, 0),
      kept: own.filter((n) => n.kind === KEPT).length,
      removed: own.filter((n) => n.kind === REMOVED).length,
    };
  }).filter((row) => row.bytes || row.kept || row.removed);
}

function summaryView() {
  const {image, totals} = data;
  const figure = (value, text) =>
    make("div", {className: "figure"}, make("b", {}, value), text);
  return [
    make("div", {className: "figures"},
      figure(count(image.bytes), "bytes loaded"),
      figure(count(image.bss), "bytes of zeros"),
      figure(count(totals.functions_kept), "functions kept"),
      figure(count(totals.functions_removed), "functions removed"),
      figure(count(data.syscalls.length), "system calls"),
      figure(count(data.drivers.length), "drivers"),
      figure(percent(totals.lines_kept, totals.lines_total),
        `of ${count(totals.lines_total)} lines kept`),
      figure(count(calls.filter((c) => !c.resolved).length),
        `of ${count(calls.length)} calls through pointers unresolved`)),
    make("h2", {}, "Components"),
    ...table(componentRows(), [
      {title: "component", value: (r) => r.title},
      {title: "bytes", value: (r) => r.bytes, number: true},
      {title: "of the image", value: (r) => r.bytes,
        cell: (r) => bar(r.bytes, image.bytes)},
      {title: "functions kept", value: (r) => r.kept, number: true},
      {title: "removed", value: (r) => r.removed, number: true},
    ], 1, true),
    make("p", {className: "faint"},
      `Monitors: ${(image.platforms || []).join(", ")}. Data counts to the ` +
      "component of the function that uses it first."),
  ];
}

function mapView() {
  return [make("div", {id: "path"}), make("div", {id: "map"})];
}

// Shows ITEM of the map, of which the element has to be in the page.
function openMap(item) {
  if (item.node)
    return select(item.node);
  const way = [];
  for (let at = item; at; at = at.parent)
    way.unshift(at);
  document.getElementById("path").replaceChildren(...way.map((at) =>
    make("button", {onclick: () => openMap(at)}, at.name)),
    ` ${count(item.size)} bytes`);
  drawMap(document.getElementById("map"), item, way.length > 1
    ? HUES[way[0].items.indexOf(way[1]) % HUES.length] : undefined, openMap);
  window.onresize = () => document.getElementById("map") && openMap(item);
}

const VIEWS = {
  summary: ["Summary", summaryView],
  map: ["Map", mapView],
  kept: ["Kept", () => table(functions(KEPT), nodeColumns(false), 2, true)],
  removed: ["Removed", () => table(functions(REMOVED), nodeColumns(true), 0, false)],
  data: ["Data", () => table(functions(VARIABLE), [
    ...nodeColumns(false),
    {title: "memory", value: (n) => n.memory, number: true}], 2, true)],
  syscalls: ["System calls", () => table(data.syscalls, [
    {title: "number", value: (s) => s.number, number: true},
    {title: "name", value: (s) => s.name, cell: whyLink, word: true},
    {title: "status", value: (s) => s.status, word: true},
    {title: "arguments", value: argumentWords},
    {title: "from", value: calledFrom, cell: (s) => named(calledFrom(s))},
  ], 0, false)],
  drivers: ["Drivers", () => table(data.drivers, [
    {title: "name", value: (d) => d.name, cell: whyLink},
    {title: "class", value: (d) => d.class},
    {title: "from", value: calledFrom, cell: (d) => named(calledFrom(d))},
  ], 0, false)],
  calls: ["Indirect calls", () => table(calls, [
    {title: "resolved", value: (c) => c.resolved ? "yes" : "no"},
    {title: "function", value: (c) => c.node ? c.node.name : "",
      cell: (c) => c.node ? link(c.node) : ""},
    {title: "through", value: (c) => c.field},
    {title: "targets", value: (c) => c.targets.map((t) => t.name).join(" "),
      cell: targetWords},
    {title: "place", value: place, cell: places},
  ], 0, false)],
  assumptions: ["Assumptions", () => table(data.assumptions, [
    {title: "kind", value: (a) => a.id},
    {title: "what is assumed", value: (a) => a.text},
    {title: "function", value: (a) => a.function || "",
      cell: (a) => named(a.function || "")},
    {title: "place", value: place, cell: places},
  ], 0, false)],
};

const view = document.getElementById("view");
const details = document.getElementById("details");
const search = document.getElementById("search");
const tabs = document.getElementById("tabs");

function show(key) {
  search.value = "";
  search.oninput = null;
  for (const tab of tabs.children)
    tab.setAttribute("aria-selected", String(tab.id === `tab-${key}`));
  view.replaceChildren(...VIEWS[key][1]());
  view.scrollTop = 0;
  if (key === "map")
    openMap(mapTree());
  search.hidden = key === "map" || key === "summary";
}

document.getElementById("name").textContent = data.image.name;
for (const [key, [title]] of Object.entries(VIEWS))
  tabs.append(make("button", {id: `tab-${key}`, role: "tab",
                              onclick: () => show(key)}, title));
show("summary");
const wanted = byName.get(decodeURIComponent(location.hash.slice(1)));
if (wanted)
  select(wanted);

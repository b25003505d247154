// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The data of the page, read once: see audit_html.c for its form.
"use strict";

const KEPT = 0, REMOVED = 1, VARIABLE = 2, REMAINDER = 3, ROOT = 0;

const data = JSON.parse(document.getElementById("data").textContent);
const strings = data.strings;

const nodes = data.nodes.map((n, number) => ({
  number, name: strings[n[0]], kind: n[1], component: strings[n[2]],
  file: strings[n[3]], line: n[4], bytes: n[5], memory: n[6], retained: n[7],
  dominator: n[8], entered: n[9], inward: [], outward: [], dominated: [],
}));
const edges = data.edges.map(([from, to, kind, file, line, text, weak]) => ({
  from, to, kind: strings[kind], file: strings[file], line,
  text: strings[text], weak,
}));
for (const edge of edges) {
  nodes[edge.from].outward.push(edge);
  nodes[edge.to].inward.push(edge);
}
for (const node of nodes)
  if (node.dominator >= 0 && node.number !== ROOT)
    nodes[node.dominator].dominated.push(node);

const calls = data.calls.map(
  ([node, field, file, line, resolved, reason, targets]) => ({
    node: nodes[node], field: strings[field], file: strings[file], line,
    resolved, reason: strings[reason], targets: targets.map((t) => nodes[t]),
  }));
const callers = (node) => (data.callers[node.number] || []).map(
  ([kind, from, file, line, reached]) => ({
    kind: strings[kind], from: strings[from], file: strings[file], line,
    reached,
  }));

const byName = new Map();
for (const node of nodes)
  if (node.kind !== REMAINDER && node.number !== ROOT &&
      !(node.kind === VARIABLE && byName.has(node.name)))
    byName.set(node.name, node);

const COMPONENTS = {
  app: "program", libc: "C library", rt: "run-time support",
  kernel: "kernel", net: "network", other: "other",
};
const KINDS = {
  "call": "called by", "indirect call": "called indirectly by",
  "address": "address taken by", "store": "stored by",
  "initialiser": "in the initialiser of", "alias": "other name of",
  "root_when": "root because of", "native": "needed by native code",
  "codegen": "needed by generated code of", "root": "root",
};

const place = ({file, line}) => file ? (line > 0 ? `${file}:${line}` : file) : "";
const count = (number) => number.toLocaleString("en-US");
const percent = (part, whole) =>
  whole ? `${(100 * part / whole).toFixed(1)} %` : "";

// The edges of a shortest way from the root to NODE.
function chainTo(node) {
  const chain = [];
  while (node.entered >= 0) {
    chain.unshift(edges[node.entered]);
    node = nodes[edges[node.entered].from];
  }
  return chain;
}

function edgeWords(edge) {
  const words = KINDS[edge.kind] || edge.kind;
  if (edge.from === ROOT)
    return edge.text ? `${words}: ${edge.text}` : words;
  return words;
}

// "0: 1, 2; 1: any" of a system call.
function argumentWords(call) {
  return Object.entries(call.arguments || {}).map(([number, values]) => {
    const list = values === "any" ? "any"
      : values.length ? values.map(argumentNumber).join(", ") : "none";
    return `${number}: ${list}`;
  }).join("; ");
}

// Small numbers, and what is negative as an int, in decimal.
function argumentNumber(value) {
  if (value > 0xffffffff - 4096 && value <= 0xffffffff)
    value -= 0x100000000;
  return value > -4096 && value < 256 ? String(value)
    : "0x" + BigInt.asUintN(64, BigInt(value)).toString(16);
}

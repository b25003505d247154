// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clicks through a report of many.c; what is wrong goes to #result, at the end
// "done". Runs in the page, after its own script.
(async () => {
  const result = document.body.appendChild(document.createElement("pre"));
  result.id = "result";
  const check = (name, good) => good || result.append(`wrong: ${name}\n`);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const text = (selector) =>
    all(selector).map((element) => element.innerText).join("\n");
  const pause = () => new Promise((resume) => setTimeout(resume, 50));
  const open = async (key) => {
    document.getElementById(`tab-${key}`).click();
    await pause();
  };
  const filter = (words) => {
    const search = document.getElementById("search");
    search.value = words;
    search.dispatchEvent(new Event("input"));
  };
  const choose = (name) =>
    all("#view .link").find((e) => e.innerText === name).click();

  try {
    const {image, totals} = JSON.parse(
      document.getElementById("data").textContent);
    const number = (n) => n.toLocaleString("en-US");
    check("summary", text(".figure").includes(number(image.bytes)) &&
          text(".figure").includes(number(totals.functions_removed)));
    const parts = all("#view tbody td:nth-child(2)")
      .map((cell) => +cell.innerText.replaceAll(",", ""));
    check("components are the image",
          parts.reduce((a, b) => a + b) === image.bytes);

    await open("map");
    check("map", all(".box").length > 20);
    all(".box").find((e) => e.title.startsWith("program:")).click();
    check("map of the program", text("#path").includes("program"));
    all(".box").find((e) => e.title.startsWith("depth:")).click();
    check("box of a function", text("#selected") === "depth");

    await open("kept");
    check("rows are limited", all("#view tbody tr").length === 300);
    document.querySelector(".more").click();
    check("more rows", all("#view tbody tr").length > 300);
    filter("many.c");
    check("filter", all("#view tbody tr").length === 7);
    choose("worker");
    const details = text("#details");
    check("chain", /unispec_start[^]*main[^]*worker[^]*many.c:\d+/
      .test(details.split("What it keeps")[0]));
    check("keeps", /Kept by it alone \(1\)\s+depth/.test(details));
    all("#details .link").find((e) => e.innerText === "depth").click();
    check("way on", text("#selected") === "depth");
    check("address", location.hash === "#depth");
    document.getElementById("close").click();
    check("closed", document.getElementById("details").hidden);
    all("th button").find((e) => e.innerText === "name").click();
    check("sorted", text("#view tbody tr:first-child").startsWith("by_area"));

    await open("removed");
    filter("never_called");
    choose("never_called");
    check("removed", text("#details").includes(
      "removed function, program") && text("#details").includes("Nothing that"));

    await open("data");
    filter("shapes");
    check("data", /shapes\s+program\s+48/.test(text("#view tbody")));

    await open("syscalls");
    filter("exit_group");
    check("arguments", text("#view tbody").includes("0: 0, 1"));
    choose("exit_group");
    check("chain of a call", text("#details").includes("unispec_start"));

    await open("drivers");
    check("drivers", text("#view tbody").includes("ns16550"));
    await open("calls");
    filter("struct shape.area");
    check("calls", text("#view tbody").includes("square_area, disc_area") ||
          text("#view tbody").includes("any function"));
    await open("assumptions");
    check("assumptions", all("#view tbody tr").length > 5);
    check("no network", performance.getEntriesByType("resource").length === 0);
  } catch (error) {
    check(String(error.stack), false);
  }
  result.append("done\n");
})();

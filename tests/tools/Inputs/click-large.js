// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Opens the views of a report of 20,000 functions: not all rows and boxes become
// elements, and any function is found.
{
  const result = document.body.appendChild(document.createElement("pre"));
  result.id = "result";
  for (const key of ["map", "kept", "removed"]) {
    document.getElementById(`tab-${key}`).click();
    const count = document.querySelectorAll("#view *").length;
    result.append(`${key}: ${count > 1000 && count < 8000}\n`);
  }
  const search = document.getElementById("search");
  search.value = "function_number_19997";
  search.dispatchEvent(new Event("input"));
  document.querySelector("#view .link").click();
  result.append(document.getElementById("details").innerText + "\ndone\n");
}

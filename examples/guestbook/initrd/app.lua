-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
-- A guestbook: GET / is the page, POST / adds an entry, and GET /entries.json is
-- for programs. An entry is on the disk before its guest is told so.
local db = sqlite.open(database)
-- The journal's removal commits: "full" leaves the folder to a later moment.
db:run "pragma synchronous = extra"
db:run [[create table if not exists entry (
    id integer primary key, name text not null, text text not null)]]

local HTML = {"Content-Type: text/html; charset=utf-8"}
local TEXT = {"Content-Type: text/plain; charset=utf-8"}
local JSON = {"Content-Type: application/json"}

local function html(text)
  return (text:gsub('[<>&"]', {["<"] = "&lt;", [">"] = "&gt;",
                               ["&"] = "&amp;", ['"'] = "&quot;"}))
end

local function json(text)
  return '"' .. text:gsub('[%c"\\]', function(c)
    return ("\\u%04x"):format(c:byte())
  end) .. '"'
end

-- The fields of a form, as browsers send it.
local function fields(body)
  local found = {}
  local function decode(s)
    return (s:gsub("+", " "):gsub("%%(%x%x)", function(code)
      return string.char(tonumber(code, 16))
    end))
  end
  for name, value in body:gmatch("([^&=]+)=([^&]*)") do
    found[decode(name)] = decode(value)
  end
  return found
end

local function entries()
  return db:run "select name, text from entry order by id desc limit 100"
end

local function page()
  local parts = {[[<!DOCTYPE html><title>Guestbook</title><h1>Guestbook</h1>
<form method="post"><input name="name" placeholder="name" required>
<input name="text" placeholder="text" required><button>Sign</button></form>
<dl>
]]}
  for _, entry in ipairs(entries()) do
    parts[#parts + 1] = ("<dt>%s<dd>%s\n"):format(html(entry.name),
                                                  html(entry.text))
  end
  parts[#parts + 1] = "</dl>\n"
  return "200 OK", HTML, table.concat(parts)
end

local function listed()
  local parts = {}
  for _, entry in ipairs(entries()) do
    parts[#parts + 1] = ('{"name":%s,"text":%s}'):format(json(entry.name),
                                                         json(entry.text))
  end
  return "200 OK", JSON, "[" .. table.concat(parts, ",") .. "]\n"
end

local function sign(body)
  local entry = fields(body)
  if not entry.name or not entry.text then
    return "400 Bad Request", TEXT, "name and text are needed\n"
  end
  db:run("insert into entry (name, text) values (?, ?)", entry.name, entry.text)
  return "303 See Other", {"Location: /"}, ""
end

function handle(method, path, body)
  if path == "/" and method == "GET" then return page() end
  if path == "/" and method == "POST" then return sign(body) end
  if path == "/entries.json" and method == "GET" then return listed() end
  return "404 Not Found", TEXT, "no such page\n"
end

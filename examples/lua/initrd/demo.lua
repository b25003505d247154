-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
-- Exercises what a Lua program expects of its system: files, formatting of
-- floats, coroutines, errors, the clock. Each line printed is checked by
-- tests/e2e/lua.test.

print(_VERSION, math.type(1), math.type(1.0))

-- string.format with floats
print(string.format("pi %.10f %g %e %a", math.pi, 1e100, 12345.678, 0.5))
print(string.format("%5.1f|%-8d|%08.3f|%q", 2.25, 42, -1.5, "a\nb"))
print(0.1 + 0.2, 1 / 0, -1 / 0, 2 ^ 53, 7 // 2, 7.5 // 2, 5 % -3)

-- files: write, append, read back by lines, seek, rename, remove
local f = assert(io.open("/tmp.txt", "w"))
f:write("one\n", "two\n", 3, "\n")
f:close()
f = assert(io.open("/tmp.txt", "a+"))
f:write("four\n")
f:seek("set", 4)
print("seek", f:read("l"), f:seek("end"))
f:close()
assert(os.rename("/tmp.txt", "/moved.txt"))
local lines = {}
for line in io.lines("/moved.txt") do
    lines[#lines + 1] = line
end
print("lines", #lines, table.concat(lines, ","))
assert(os.remove("/moved.txt"))
print("gone", io.open("/moved.txt"))

-- modules from the initrd
package.path = "/?.lua"
print("module", require("shapes").area(3, 4))

-- coroutines
local function fibonacci()
    local a, b = 0, 1
    while true do
        coroutine.yield(a)
        a, b = b, a + b
    end
end
local next_number = coroutine.wrap(fibonacci)
local numbers = {}
for i = 1, 12 do
    numbers[i] = next_number()
end
print("fib", table.concat(numbers, " "))

-- pcall: error values, runtime errors, errors across coroutines
print("pcall", pcall(error, { code = 7 }) == false)
print("pcall", select(2, pcall(function() return nil .. "x" end)))
print("xpcall", xpcall(function() error("deep", 0) end, function(m)
    return "handled " .. m
end))

-- sorting, string search, garbage collection
local t = {}
for i = 1, 1000 do
    t[i] = (i * 7919) % 1009
end
table.sort(t)
local ordered = true
for i = 2, #t do
    ordered = ordered and t[i - 1] <= t[i]
end
print("sort", ordered, ("unikernel"):gsub("[aeiou]", string.upper))
for i = 1, 200 do
    local s = string.rep("x", 10000) .. i
end
collectgarbage()
print("memory", collectgarbage("count") < 1000)

-- the clock
local now = os.time()
print("time", now > 1600000000, os.date("!%Y-%m-%d", 86400 * 365))
local started = os.clock()
print("clock", started >= 0, os.getenv("NO_SUCH_VARIABLE"))
os.exit(0, true)

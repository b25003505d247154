-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
-- A module that demo.lua requires.
local shapes = {}

function shapes.area(width, height)
    return width * height
end

return shapes

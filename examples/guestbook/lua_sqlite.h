/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* SQLite for Lua: see lua_sqlite.c. */
#ifndef LUA_SQLITE_H
#define LUA_SQLITE_H

#include <lua.h>

int luaopen_sqlite(lua_State *lua);

#endif

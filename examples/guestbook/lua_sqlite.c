/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The Lua module `sqlite`: sqlite.open(path) is a database, and
 * database:run(sql, value...) runs one statement with the values in the place
 * of its question marks: a list of its rows, which are tables by the names of
 * the columns. What fails is an error of Lua's.
 */
#include "lua_sqlite.h"

#include <lauxlib.h>
#include <sqlite3.h>

#define DATABASE "sqlite.database"
enum { FIRST_VALUE = 3 }; /* behind the database and the statement */

static sqlite3 **database(lua_State *lua)
{
    return luaL_checkudata(lua, 1, DATABASE);
}

static int bind(lua_State *lua, sqlite3_stmt *s, int index, int number)
{
    size_t length;
    const char *text;
    int result;

    switch (lua_type(lua, index)) {
    case LUA_TNIL:
        return sqlite3_bind_null(s, number);
    case LUA_TNUMBER:
        return lua_isinteger(lua, index)
                   ? sqlite3_bind_int64(s, number, lua_tointeger(lua, index))
                   : sqlite3_bind_double(s, number, lua_tonumber(lua, index));
    default:
        text = luaL_tolstring(lua, index, &length);
        result = sqlite3_bind_text64(s, number, text, length, SQLITE_TRANSIENT,
                                     SQLITE_UTF8);
        lua_pop(lua, 1);
        return result;
    }
}

static void push_value(lua_State *lua, sqlite3_stmt *s, int column)
{
    switch (sqlite3_column_type(s, column)) {
    case SQLITE_NULL:
        lua_pushnil(lua);
        break;
    case SQLITE_INTEGER:
        lua_pushinteger(lua, sqlite3_column_int64(s, column));
        break;
    case SQLITE_FLOAT:
        lua_pushnumber(lua, sqlite3_column_double(s, column));
        break;
    default: {
        const char *bytes = sqlite3_column_blob(s, column);

        lua_pushlstring(lua, bytes ? bytes : "",
                        (size_t)sqlite3_column_bytes(s, column));
    }
    }
}

static void push_row(lua_State *lua, sqlite3_stmt *s)
{
    lua_newtable(lua);
    for (int i = 0, n = sqlite3_column_count(s); i < n; i++) {
        push_value(lua, s, i);
        lua_setfield(lua, -2, sqlite3_column_name(s, i));
    }
}

/* Pushes the list of rows; SQLite's result. */
static int push_rows(lua_State *lua, sqlite3_stmt *s)
{
    lua_Integer rows = 0;
    int result;

    lua_newtable(lua);
    while ((result = sqlite3_step(s)) == SQLITE_ROW) {
        push_row(lua, s);
        lua_rawseti(lua, -2, ++rows);
    }
    return result;
}

static int run(lua_State *lua)
{
    sqlite3 *db = *database(lua);
    const char *sql = luaL_checkstring(lua, 2);
    int values = lua_gettop(lua) - FIRST_VALUE + 1, result = SQLITE_OK;
    sqlite3_stmt *s;

    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL))
        return luaL_error(lua, "%s: %s", sql, sqlite3_errmsg(db));
    for (int i = 0; i < values && !result; i++)
        result = bind(lua, s, FIRST_VALUE + i, i + 1);
    if (!result)
        result = push_rows(lua, s);
    sqlite3_finalize(s);
    if (result != SQLITE_DONE)
        return luaL_error(lua, "%s: %s", sql, sqlite3_errstr(result));
    return 1;
}

static int open_database(lua_State *lua)
{
    const char *path = luaL_checkstring(lua, 1);
    sqlite3 **db = lua_newuserdatauv(lua, sizeof(*db), 0);
    int result = sqlite3_open(path, db);

    if (result)
        return luaL_error(lua, "%s: %s", path, sqlite3_errstr(result));
    luaL_setmetatable(lua, DATABASE);
    return 1;
}

static int close_database(lua_State *lua)
{
    sqlite3_close(*database(lua));
    return 0;
}

int luaopen_sqlite(lua_State *lua)
{
    static const luaL_Reg methods[] = {
        {"run", run}, {"__gc", close_database}, {NULL, NULL}};
    static const luaL_Reg functions[] = {{"open", open_database}, {NULL, NULL}};

    luaL_newmetatable(lua, DATABASE);
    luaL_setfuncs(lua, methods, 0);
    lua_pushvalue(lua, -1);
    lua_setfield(lua, -2, "__index");
    luaL_newlib(lua, functions);
    return 1;
}

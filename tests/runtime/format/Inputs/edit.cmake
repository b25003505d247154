# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# The edits of ${musl} alone, without a build.
cmake_minimum_required(VERSION 3.25)
set(cmake ${CMAKE_CURRENT_LIST_DIR}/../../../../runtime/cmake)
include(${cmake}/musl-edit.cmake)
include(${cmake}/musl-format.cmake)

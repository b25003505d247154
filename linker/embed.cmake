# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# cmake -DOUTPUT=FILE.h -P embed.cmake NAME=FILE[+FILE...]...
#
# Writes a header with the files' bytes as arrays of char, each ended by a zero.
set(text "/* Made by embed.cmake. */\n")
foreach(i RANGE ${CMAKE_ARGC})
  if(NOT "${CMAKE_ARGV${i}}" MATCHES "^([a-z_]+)=([^-].*)$")
    continue()
  endif()
  set(name ${CMAKE_MATCH_1})
  string(REPLACE "+" ";" files "${CMAKE_MATCH_2}")
  string(APPEND text "static const char ${name}[] = {\n")
  foreach(file IN LISTS files)
    file(READ "${file}" hex HEX)
    string(REGEX REPLACE "(..)" "0x\\1," hex "${hex}")
    string(REGEX REPLACE "((0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,))" "\\1\n" hex "${hex}")
    string(APPEND text "${hex}\n")
  endforeach()
  string(APPEND text "0};\n")
endforeach()
file(WRITE "${OUTPUT}" "${text}")

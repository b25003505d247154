# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# sysroot/include-c++: one header for each of the C++ library's (C++23, tables
# 24 and 25), which says that there is none. Headers of C keep their C names;
# <cstdio> and its like belong to the library as well.
set(cxx_headers
  algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv
  cfloat charconv chrono cinttypes climits clocale cmath codecvt compare complex
  concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint
  cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception execution
  expected filesystem flat_map flat_set format forward_list fstream functional
  future generator initializer_list iomanip ios iosfwd iostream istream iterator
  latch limits list locale map mdspan memory memory_resource mutex new numbers
  numeric optional ostream print queue random ranges ratio regex
  scoped_allocator semaphore set shared_mutex source_location span spanstream
  sstream stack stacktrace stdexcept stdfloat stop_token streambuf string
  string_view strstream syncstream system_error thread tuple type_traits
  typeindex typeinfo unordered_map unordered_set utility valarray variant vector
  version)
foreach(header IN LISTS cxx_headers)
  file(CONFIGURE OUTPUT ${UNISPEC_SYSROOT}/include-c++/${header} CONTENT
"#error \"<${header}>: unispec has no C++ library; use the headers of C, \
such as <stdio.h>, and C++ without a library, or build the program as C\"
")
endforeach()

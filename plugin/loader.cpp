/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * unispec.so, the file that -fplugin= names. It checks which compiler loads it
 * and only then loads the plugin itself, unispec/unispec-clang.so beside it.
 *
 * A Clang plugin refers to the vtables of its compiler. In a compiler of
 * another version dlopen() fails on the first one that is missing, with a
 * mangled name for a message, or succeeds and the plugin crashes later. This
 * file refers to nothing of Clang, so its constructor always runs.
 *
 * It holds the digest of the plugin: ccache hashes this file only.
 */
#include "plugin_digest.h"

#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <string>
#include <unistd.h>

#define STRINGIFY(x) #x
#define VERSION_TEXT(x) STRINGIFY(x)

extern "C" __attribute__((visibility("default")))
const char unispec_plugin_digest[] =
    "unispec-plugin-sha256:" UNISPEC_PLUGIN_DIGEST;

/* Ends the compiler at once: destructors of a compiler that is half way
 * through loading its plugins must not run. */
[[noreturn]] static void fail(const std::string &message) {
  fprintf(stderr, "unispec: error: %s\n", message.c_str());
  fflush(stderr);
  _exit(1);
}

/* std::string clang::getClangFullVersion(), the same in every version that was
 * built with GCC's C++ library. */
static std::string compiler_version() {
  using version_function = std::string (*)();
  auto function = reinterpret_cast<version_function>(
      dlsym(RTLD_DEFAULT, "_ZN5clang19getClangFullVersionB5cxx11Ev"));
  return function ? function() : "an unknown compiler";
}

static int major_version(const std::string &version) {
  static const char mark[] = "clang version ";
  size_t at = version.find(mark);
  if (at == std::string::npos)
    return 0;
  return atoi(version.c_str() + at + strlen(mark));
}

/* The folder of this file, with symbolic links resolved. */
static std::string own_folder() {
  Dl_info info;
  char path[PATH_MAX];
  if (!dladdr(unispec_plugin_digest, &info) || !realpath(info.dli_fname, path))
    fail("cannot find the folder of the plugin");
  *strrchr(path, '/') = 0;
  return path;
}

__attribute__((constructor)) static void load_plugin() {
  std::string version = compiler_version();
  if (major_version(version) != UNISPEC_CLANG_MAJOR)
    fail("this plugin needs clang " VERSION_TEXT(
             UNISPEC_CLANG_MAJOR) ", but was loaded by " +
         version +
         "; call clang-" VERSION_TEXT(UNISPEC_CLANG_MAJOR) ", or unispec-cc");
  std::string path = own_folder() + "/unispec/unispec-clang.so";
  if (!dlopen(path.c_str(), RTLD_LAZY | RTLD_GLOBAL))
    fail("cannot load the plugin: " + std::string(dlerror()) +
         "; build or install it again");
}

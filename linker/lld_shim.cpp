/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Calls LLD's ELF driver as a library and hands what it prints to C. One of
 * the two C++ shims of the linker. The driver is called directly and not
 * through lldMain(): a link is one child process (ld_main.c), so there is
 * nothing to recover or to tear down after it.
 */
#include "lld_shim.h"

#include "lld/Common/Driver.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Config/llvm-config.h" // Debian ships no lld/Common/Version.inc
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>
LLD_HAS_DRIVER(elf)

// Of lld/Common/Version.h, which the Debian package ships without the
// Version.inc that it includes.
namespace lld {
std::string getLLDVersion();
}

namespace {

const char *programName;

class Sink final : public llvm::raw_ostream {
public:
  Sink(int fd, unispec_output_fn output, void *context)
      : raw_ostream(/*unbuffered=*/true), fd(fd), output(output),
        context(context) {}

private:
  void write_impl(const char *text, size_t size) override {
    output(context, fd, text, size);
    position += size;
  }
  uint64_t current_pos() const override { return position; }

  int fd;
  unispec_output_fn output;
  void *context;
  uint64_t position = 0;
};

// LLVM gives up: say so in our manner, then let the supervisor see a crash.
void onFatalError(void *sink, const char *reason, bool) {
  *static_cast<Sink *>(sink) << programName << ": error: " << reason << '\n';
  std::abort();
}

} // namespace

extern "C" int unispec_lld_link(const char *const *argv, size_t argc,
                                unispec_output_fn output, void *context) {
  // LLD keeps pointers to the streams until the process ends.
  auto *out = new Sink(1, output, context);
  auto *err = new Sink(2, output, context);
  programName = argv[0];
  llvm::install_fatal_error_handler(onFatalError, err);
  bool ok = lld::elf::link(llvm::ArrayRef<const char *>(argv, argc), *out, *err,
                           /*exitEarly=*/false, /*disableOutput=*/false);
  return ok ? 0 : 1;
}

extern "C" const char *unispec_lld_version() {
  return "LLD " LLVM_VERSION_STRING;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * lib/unispec/unispec-lto.so: the pass plugin that LLD loads inside
 * ld.unispec (--load-pass-plugin). Its passes hand the module to C, which
 * ld.unispec exports: unispec_lto_module() at the beginning of the full-LTO
 * pipeline, where all bitcode of the link is one module, already internalised
 * and not yet optimised, and unispec_lto_optimised() at its end.
 */
#include "llvm_shim.h"

#include "llvm/IR/Module.h"
#include "llvm/IR/PassManager.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Plugins/PassPlugin.h"

#include <cstdlib>

using namespace llvm;

namespace {

struct WholeProgram : PassInfoMixin<WholeProgram> {
  PreservedAnalyses run(Module &m, ModuleAnalysisManager &) {
    if (unispec_lto_module(wrap(&m)) != 0)
      std::_Exit(1); // messages are out; nothing more is wanted of this link
    return PreservedAnalyses::none();
  }
  static bool isRequired() { return true; }
};

struct Optimised : PassInfoMixin<Optimised> {
  PreservedAnalyses run(Module &m, ModuleAnalysisManager &) {
    unispec_lto_optimised(wrap(&m));
    return PreservedAnalyses::none();
  }
  static bool isRequired() { return true; }
};

void registerCallbacks(PassBuilder &builder) {
  builder.registerFullLinkTimeOptimizationEarlyEPCallback(
      [](ModulePassManager &passes, OptimizationLevel) {
        passes.addPass(WholeProgram());
      });
  builder.registerFullLinkTimeOptimizationLastEPCallback(
      [](ModulePassManager &passes, OptimizationLevel) {
        passes.addPass(Optimised());
      });
}

} // namespace

extern "C" LLVM_ATTRIBUTE_WEAK PassPluginLibraryInfo llvmGetPassPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "unispec-lto", LLVM_VERSION_STRING,
          registerCallbacks};
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * A module pass for the components of the system's side (kernel, net, rt):
 * gives each global symbol, defined or declared, the prefix that keeps it apart
 * from the program's (unispec/os_symbol.h). Left alone is what the program or
 * libc defines under this name: names with an underscore in front, which ISO C
 * reserves at file scope, main, and the functions of ISO C that the kernel may
 * call. A function of libc that is not listed here is not found at the link.
 */
#include "unispec.h"

#include "unispec/os_symbol.h"

#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"

using namespace llvm;

namespace unispec {
namespace {

constexpr StringLiteral LibraryNames[] = {
    "atoi",   "memchr", "memcmp", "memcpy",  "memmove", "memset",
    "strchr", "strcmp", "strcpy", "strcspn", "strlen",  "strncmp"};

bool isShared(StringRef Name) {
  return Name.starts_with("_") || Name.starts_with("llvm.") ||
         Name.starts_with(UNISPEC_OS_PREFIX) || Name == "main" ||
         is_contained(LibraryNames, Name);
}

std::string osName(StringRef Name) {
  return isShared(Name) ? Name.str() : (UNISPEC_OS_PREFIX + Name).str();
}

/// The attribute names functions of this file or of others; a static one is
/// found by its attachment.
void renameConditions(const Module &M, Function &F) {
  Attribute Condition = F.getFnAttribute(RootWhenName);
  if (!Condition.isValid())
    return;
  SmallVector<StringRef, 4> Names;
  Condition.getValueAsString().split(Names, ',');
  std::string All;
  for (StringRef Name : Names) {
    const GlobalValue *Target = M.getNamedValue(Name);
    bool Local = Target && Target->hasLocalLinkage();
    All += (All.empty() ? "" : ",") + (Local ? Name.str() : osName(Name));
  }
  F.addFnAttr(RootWhenName, All);
}

class OsSymbolsPass : public PassInfoMixin<OsSymbolsPass> {
public:
  static bool isRequired() { return true; }

  PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
    for (Function &F : M)
      renameConditions(M, F);
    for (GlobalValue &G : M.global_values())
      if (G.hasName() && !G.hasLocalLinkage() && !isShared(G.getName()))
        G.setName(osName(G.getName()));
    return PreservedAnalyses::none();
  }
};

} // namespace

bool isOsComponent(StringRef Component) {
  return Component == "kernel" || Component == "net" || Component == "rt";
}

void addOsSymbolsPass(ModulePassManager &Passes) {
  Passes.addPass(OsSymbolsPass());
}

} // namespace unispec

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The code generation that the link step needs, whatever -O says: bitcode for
 * full LTO beside the native code, one section per function and object, line
 * tables for reports, no optnone and no noinline, little inlining, no unwind tables.
 *
 * Must run before the code generator's consumer is made, because that one
 * copies CodeGenOptions.
 */
#include "unispec.h"

#include "clang/Basic/CodeGenOptions.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendOptions.h"
#include "llvm/Support/CommandLine.h"

using namespace clang;

namespace unispec {

/// Full LTO, never thin or unified: the analysis wants one merged module. Only
/// ELF objects can be fat; -emit-llvm gives the bitcode itself.
static void setLTO(CompilerInstance &CI, CodeGenOptions &Gen) {
  frontend::ActionKind Kind = CI.getFrontendOpts().ProgramAction;
  bool Native = Kind == frontend::EmitObj || Kind == frontend::EmitAssembly;
  Gen.PrepareForLTO = 1;
  Gen.PrepareForThinLTO = 0;
  Gen.UnifiedLTO = 0;
  Gen.LTOUnit = 1;
  Gen.FatLTO = Native && CI.getTarget().getTriple().isOSBinFormatELF();
}

/// -O0 marks every function optnone and noinline, for the link step too.
static void undoO0(CodeGenOptions &Gen) {
  if (Gen.OptimizationLevel != 0)
    return;
  Gen.DisableO0ImplyOptNone = 1;
  Gen.setInlining(CodeGenOptions::NormalInlining);
}

static void setLineTables(CodeGenOptions &Gen) {
  if (Gen.getDebugInfo() != llvm::codegenoptions::NoDebugInfo)
    return;
  Gen.setDebugInfo(llvm::codegenoptions::DebugLineTablesOnly);
  if (Gen.DwarfVersion == 0)
    Gen.DwarfVersion = 5;
}

/// Inlining below -O3 is for the link: there it is known which calls can happen,
/// and whether bytes count. Here only what adds hardly any is inlined. -Os, -Oz
/// and -O3 have limits of their own, and the user's -mllvm wins.
static void leaveInliningToLink() {
  static const char Name[] = "inlinedefault-threshold";
  auto &Registered = llvm::cl::getRegisteredOptions();
  auto Limit = Registered.find(Name);
  if (Limit != Registered.end() && Limit->second->getNumOccurrences() == 0)
    Limit->second->addOccurrence(0, Name, "60");
}

/// The driver asks for asynchronous tables (2) by itself on x86-64, so 2 does
/// not show a wish of the user; 1, exceptions and our own argument do. One
/// file with tables would cost them for the whole image: LTO takes the maximum.
static void dropUnwindTables(CompilerInstance &CI, CodeGenOptions &Gen,
                             const Options &Opts) {
  bool Asked = Opts.UnwindTables || CI.getLangOpts().Exceptions;
  if (Gen.UnwindTables == 2 && !Asked)
    Gen.UnwindTables = 0;
}

void runOwnPassesOnly(CompilerInstance &CI) {
  CodeGenOptions &Gen = CI.getCodeGenOpts();
  if (!Gen.DisableLLVMPasses)
    return;
  Gen.DisableLLVMPasses = 0;
  Gen.OptimizationLevel = 0;
  Gen.OptimizeSize = 0;
}

void setCodeGenDefaults(CompilerInstance &CI, const Options &Opts) {
  CodeGenOptions &Gen = CI.getCodeGenOpts();
  setLTO(CI, Gen);
  undoO0(Gen);
  leaveInliningToLink();
  setLineTables(Gen);
  dropUnwindTables(CI, Gen, Opts);
  Gen.FunctionSections = 1;
  Gen.DataSections = 1;
}

} // namespace unispec
